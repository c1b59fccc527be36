package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/eval"
	"footnote/index"
	"footnote/kbsource"
	"footnote/retrieval"
)

func (c *command) evalCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "eval SET",
		Short: "Ask a question set and report how well it was answered",
		Long: `SET is a folder with questions.jsonl and a corpus. The corpus is ingested
into a collection of its own; what the data folder already has is reused.`,
		Args: checked(cobra.ExactArgs(1)),
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			return c.eval(ctx, a, args[0], out)
		}),
	}
	cmd.Flags().StringVar(&out, "out", "", "write one JSON line a question to this file")
	return cmd
}

func (c *command) eval(ctx context.Context, a *app, dir, out string) (err error) {
	set, err := eval.LoadSet(dir)
	if err != nil {
		return err
	}
	options := eval.Options{}
	if out != "" {
		file, err := os.Create(out)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		options.Out = file
	}
	run, err := a.runSet(ctx, c.std, set, options)
	if err != nil {
		return err
	}
	report, err := eval.NewReport(set, run)
	if err != nil {
		return err
	}
	if c.json {
		err = report.WriteJSON(c.std.out)
	} else {
		err = report.WriteText(c.std.out)
	}
	if err == nil && len(report.Failures) > 0 {
		return errPartly
	}
	return err
}

// runSet ingests a set's corpus and asks its questions.
func (a *app) runSet(ctx context.Context, std streams, set eval.Set, options eval.Options) (eval.Run, error) {
	collection, err := a.ingestSet(ctx, std, set)
	if err != nil {
		return eval.Run{}, err
	}
	asking := newProgress(std.err, "Asking")
	defer asking.end()
	options.Progress = asking.set
	return eval.Ask(ctx, set, asker{a.engine, collection}, options)
}

// ingestSet ingests a set's corpus into a collection of its own.
func (a *app) ingestSet(ctx context.Context, std streams, set eval.Set) (collection string, err error) {
	collection = "eval:" + set.Name
	reading := newProgress(std.err, "Reading")
	report, err := kbsource.Sync(ctx, a.index.Store(collection), set.CorpusRoot(), kbsource.Options{
		// The corpus may be ingested for use too: that is another source.
		Source:    collection + " " + set.CorpusRoot(),
		Extractor: a.extractor,
		Progress:  func(p kbsource.Progress) { reading.set(p.Done, p.Total) },
	})
	reading.end()
	if err != nil {
		return "", fmt.Errorf("ingest the corpus of %s: %w", set.Name, err)
	}
	for _, f := range report.Failures {
		fmt.Fprintf(std.err, "left out %s: %s\n", f.Path, f.Reason)
	}
	return collection, a.embed(ctx, std)
}

// asker asks the whole pipeline.
type asker struct {
	engine     *answer.Engine
	collection string
}

// Ask implements eval.Asker.
func (k asker) Ask(ctx context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
	var evidence []retrieval.Evidence
	// The language is left to be found out, as in use.
	request := answer.Request{Question: q.Text, History: q.History, Filter: index.Filter{Collections: []string{k.collection}}}
	result, err := k.engine.Answer(ctx, request, answer.Observer{
		Evidence: func(found []retrieval.Evidence) { evidence = found },
	})
	return result, evidence, err
}
