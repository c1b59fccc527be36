package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/kbsource"
)

func (c *command) ingestCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "ingest PATH…",
		Short: "Bring the knowledge base in line with folders and files",
		Long: "Reads " + kbsource.FormatLabels() + ` below the paths.
A second run touches only what changed and removes what is gone; an
interrupted one goes on where it was. Articles that say of themselves that
they are drafts, archived or expired are left out, and listed each time. Exit
code 3 says that some files could not be read: they are listed, the rest is in.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("ingest: name a folder or file, such as: footnote ingest ./articles")}
			}
			return nil
		},
		RunE: c.run(c.ingest),
	}
}

func (c *command) ingest(ctx context.Context, a *app, paths []string) error {
	if err := a.noteState(ctx, c.std); err != nil {
		return err
	}
	// What was read is reported even when something failed after it.
	reports, failed := a.ingestShown(ctx, c.std, paths)
	if !c.json {
		printReports(c.std, reports)
	} else if len(reports) > 0 {
		if err := json.NewEncoder(c.std.out).Encode(reports); err != nil {
			return err
		}
	}
	if failed != nil {
		return failed
	}
	for _, r := range reports {
		if len(r.Failures) > 0 {
			return errPartly
		}
	}
	return nil
}

// ingestShown ingests into the collection of the settings and shows how far
// that is.
func (a *app) ingestShown(ctx context.Context, std streams, paths []string) ([]kbsource.Report, error) {
	b := &bars{out: std.err}
	defer b.end()
	return a.ingest(ctx, a.cfg.Collection, paths, b)
}

// watcher is told how far an ingestion is, from one goroutine at a time.
type watcher interface {
	// reading is called after each file, with the files of all roots.
	reading(kbsource.Progress)
	// synced is called when a root has been read.
	synced(kbsource.Report)
	// embedding is called after each batch of passages.
	embedding(done, total int)
}

// ingest syncs the paths with a collection, then embeds what is new. Commands
// and the API ingest by it.
func (a *app) ingest(ctx context.Context, collection string, paths []string, w watcher) ([]kbsource.Report, error) {
	reports, err := kbsource.SyncAll(ctx, a.index.Store(collection), paths, kbsource.Options{
		Extractor: a.extractor, Progress: w.reading, Synced: w.synced,
	})
	if err != nil {
		return reports, err
	}
	return reports, a.embedMissing(ctx, w.embedding)
}

// embed computes the vectors that are missing and shows how far that is.
func (a *app) embed(ctx context.Context, std streams) error {
	b := &bars{out: std.err}
	defer b.end()
	return a.embedMissing(ctx, b.embedding)
}

func (a *app) embedMissing(ctx context.Context, progress func(done, total int)) error {
	if a.models.embedder == nil {
		return nil
	}
	if err := a.index.Embed(ctx, progress); err != nil {
		return fmt.Errorf("embed passages with %s: %w", a.models.embedding, err)
	}
	return nil
}
