package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/eval"
	"footnote/index"
	"footnote/kbsource"
	"footnote/retrieval"
)

func (c *command) evalCommand() *cobra.Command {
	var out, page string
	cmd := &cobra.Command{
		Use:   "eval SET",
		Short: "Ask a question set and report how well it was answered",
		Long: `SET is a folder with questions.jsonl and a corpus. The corpus is ingested
into a collection of its own; what the data folder already has is reused.`,
		Args: checked(cobra.ExactArgs(1)),
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			return c.eval(ctx, a, args[0], out, page)
		}),
	}
	cmd.Flags().StringVar(&out, "out", "", "write one JSON line a question to this file")
	cmd.Flags().StringVar(&page, "html", "", "write the report as a page with plots to this file")
	cmd.AddCommand(c.evalCompareCommand())
	return cmd
}

func (c *command) eval(ctx context.Context, a *app, dir, out, page string) (err error) {
	set, err := eval.LoadSet(dir)
	if err != nil {
		return err
	}
	options := eval.Options{}
	if out != "" {
		file, creating := os.Create(out)
		if creating != nil {
			return creating
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
	if page != "" {
		var text bytes.Buffer
		if err := report.WriteHTML(&text); err != nil {
			return err
		}
		if err := os.WriteFile(page, text.Bytes(), 0o644); err != nil {
			return err
		}
	}
	if err := c.print(report); err != nil {
		return err
	}
	if len(report.Failures) > 0 {
		return errPartly
	}
	return nil
}

func (c *command) evalCompareCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compare SET OLD NEW",
		Short: "Compare two runs over a set, question by question",
		Long: `OLD and NEW are what footnote eval SET --out FILE wrote. Each metric's
difference comes with a bootstrap interval and the p of a paired
randomization test; then follow the questions that got better and worse.
Nothing is asked, and no data folder is opened.`,
		Args: checked(cobra.ExactArgs(3)),
		RunE: func(_ *cobra.Command, args []string) error { return c.evalCompare(args[0], args[1], args[2]) },
	}
}

func (c *command) evalCompare(dir, before, after string) error {
	set, err := eval.LoadSet(dir)
	if err != nil {
		return err
	}
	old, err := readRun(before)
	if err != nil {
		return err
	}
	fresh, err := readRun(after)
	if err != nil {
		return err
	}
	comparison, err := eval.Compare(set, old, fresh)
	if err != nil {
		return err
	}
	return c.print(comparison)
}

func readRun(path string) (eval.Run, error) {
	file, err := os.Open(path)
	if err != nil {
		return eval.Run{}, err
	}
	defer file.Close()
	run, err := eval.ReadRun(file)
	if err != nil {
		return eval.Run{}, fmt.Errorf("read the run %s: %w", path, err)
	}
	return run, nil
}

// print writes a report as the user wants it.
func (c *command) print(report interface {
	WriteText(to io.Writer) error
	WriteJSON(to io.Writer) error
}) error {
	if c.json {
		return report.WriteJSON(c.std.out)
	}
	return report.WriteText(c.std.out)
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
