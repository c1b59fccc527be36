package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"footnote/kbsource"
)

func (c *command) ingestCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "ingest PATH…",
		Short: "Bring the knowledge base in line with folders and files",
		Long: `Reads Markdown, HTML, PDF, DOCX, text, CSV and JSON Lines below the paths.
A second run touches only what changed and removes what is gone; an
interrupted one goes on where it was. Exit code 3 says that some files could
not be read: they are listed, the rest is in.`,
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
	// What was read is reported even when something failed after it.
	reports, failed := a.ingestPaths(ctx, c.std, paths)
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

// ingestPaths syncs the paths one after the other, then embeds what is new.
// A path that cannot be synced does not stop the others.
func (a *app) ingestPaths(ctx context.Context, std streams, paths []string) ([]kbsource.Report, error) {
	roots, dropped, err := kbsource.Roots(paths)
	if err != nil {
		return nil, err
	}
	for _, note := range dropped {
		fmt.Fprintln(std.err, "note:", note)
	}
	var reports []kbsource.Report
	for _, root := range roots {
		bar := newProgress(std.err, "Reading")
		report, err := kbsource.Sync(ctx, a.index.Store(a.cfg.Collection), root, kbsource.Options{
			Extractor: a.extractor,
			Progress:  func(p kbsource.Progress) { bar.set(p.Done, p.Total) },
		})
		bar.end()
		if err != nil && (len(roots) == 1 || !badRoot(&report, err)) {
			return reports, err
		}
		reports = append(reports, report)
	}
	return reports, a.embed(ctx, std)
}

// badRoot makes what is wrong with a root a failure of its report.
func badRoot(report *kbsource.Report, err error) bool {
	var bad *kbsource.RootError
	if !errors.As(err, &bad) {
		return false
	}
	report.Failures = append(report.Failures, kbsource.Failure{Path: report.Source, Reason: bad.Error(), Err: bad})
	return true
}

// embed computes the vectors that are missing.
func (a *app) embed(ctx context.Context, std streams) error {
	if a.models.embedder == nil {
		return nil
	}
	bar := newProgress(std.err, "Embedding")
	defer bar.end()
	if err := a.index.Embed(ctx, bar.set); err != nil {
		return fmt.Errorf("embed passages with %s: %w", a.models.embedding, err)
	}
	return nil
}

// printReports lists what failed and says last what was done.
func printReports(std streams, reports []kbsource.Report) {
	for _, r := range reports {
		for _, f := range r.Failures {
			fmt.Fprintf(std.out, "failed   %s: %s\n", f.Path, f.Reason)
		}
		for _, s := range r.Skipped {
			fmt.Fprintf(std.out, "skipped  %s: %s\n", s.Path, s.Reason)
		}
		for _, source := range r.Absorbed {
			fmt.Fprintf(std.out, "absorbed %s: it is a part of %s now\n", source, r.Source)
		}
		fmt.Fprintf(std.out, "%s: %d added, %d changed, %d removed, %d unchanged in %v",
			r.Source, r.Documents.Added, r.Documents.Changed, r.Documents.Removed, r.Documents.Unchanged,
			r.Duration.Round(10*time.Millisecond))
		if n := len(r.Failures); n > 0 {
			fmt.Fprintf(std.out, "; %s could not be read; what was known of them is kept", count(n, "file"))
		}
		fmt.Fprintln(std.out)
	}
}

// count writes a number of things.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
