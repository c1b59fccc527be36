package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"footnote/api"
	"footnote/internal/config"
	"footnote/kbsource"
)

// shutdownGrace is how long running answers may take to finish.
const shutdownGrace = 30 * time.Second

func (c *command) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the API and the page",
		Args:  checked(cobra.NoArgs),
		RunE: c.run(func(ctx context.Context, a *app, _ []string) error {
			fmt.Fprintln(c.std.out, a.models.describe())
			if err := a.noteUnstructured(ctx, c.std); err != nil {
				return err
			}
			return a.serve(ctx, c.std, nil)
		}),
	}
	c.listenFlag(cmd)
	return cmd
}

func (c *command) listenFlag(cmd *cobra.Command) {
	cmd.Flags().String("listen", config.Default().Listen, "address to listen on, host:port")
	c.settings["listen"] = "listen"
}

// serve serves until the context ends, then lets running answers finish.
func (a *app) serve(ctx context.Context, std streams, examples []string) error {
	server := api.New(api.Options{
		Addr: a.cfg.Listen, Answers: a.engine, Drafts: a.drafts, Search: a.retriever, Catalog: a.catalog, Index: a.index,
		Extract: a.extractor, Ingest: ingester{a}, IngestRoots: a.cfg.Ingestion.Roots,
		Collection: a.cfg.Collection, Logger: a.log,
		Page: api.Page{Name: a.cfg.Answer.Organization, ChatModel: a.models.chatModel, EmbeddingModel: a.models.embedding, Examples: examples},
	})
	if err := server.Start(ctx); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "Serving on %s\n", server.URL())
	learned := make(chan struct{})
	learning, stop := context.WithCancel(ctx)
	go func() {
		defer close(learned)
		if err := a.engine.Learn(learning); err != nil && learning.Err() == nil {
			a.log.Warn("the topics and moods of messages were not learned yet, the next question tries again", "error", err)
		}
	}()
	purged := make(chan struct{})
	go func() {
		defer close(purged)
		a.keepPurging(learning)
	}()
	defer func() { stop(); <-learned; <-purged }()
	if len(examples) > 0 {
		fmt.Fprintln(std.out, "Try asking:")
	}
	for _, question := range examples {
		fmt.Fprintln(std.out, "  ", question)
	}
	var failed error
	select {
	case <-ctx.Done():
		fmt.Fprintln(std.out, "Stopping; running answers finish first.")
	case failed = <-server.Failed():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
	defer cancel()
	if err := server.Shutdown(grace); failed == nil {
		failed = err
	}
	return failed
}

// ingester is what the API ingests with.
type ingester struct{ app *app }

// Ingest implements api.Ingester.
func (i ingester) Ingest(ctx context.Context, job api.IngestJob, tell func(api.IngestProgress)) error {
	_, err := i.app.ingest(ctx, job.Collection, job.Paths, &teller{tell: tell})
	return err
}

// teller watches an ingestion for the API.
type teller struct {
	sum  api.IngestProgress
	tell func(api.IngestProgress)
}

func (t *teller) reading(p kbsource.Progress) {
	t.sum.FilesDone, t.sum.FilesTotal = p.Done, p.Total
	t.tell(t.sum)
}

func (t *teller) synced(r kbsource.Report) {
	d := &t.sum.Documents
	d.Added += r.Documents.Added
	d.Changed += r.Documents.Changed
	d.Removed += r.Documents.Removed
	d.Unchanged += r.Documents.Unchanged
	for _, f := range r.Failures {
		t.sum.Failures = append(t.sum.Failures, api.IngestionFailure{Path: f.Path, Reason: f.Reason})
	}
	for _, remark := range r.Remarks {
		t.sum.Remarks = append(t.sum.Remarks, api.Remark(remark))
	}
	t.tell(t.sum)
}

func (t *teller) embedding(done, total int) {
	t.sum.PassagesEmbedded, t.sum.PassagesTotal = done, total
	t.tell(t.sum)
}
