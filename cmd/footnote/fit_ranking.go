package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"footnote/eval"
	"footnote/index"
	"footnote/retrieval"
)

func (c *command) fitRankingCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "fit-ranking SET…",
		Short: "Fit the weights of the ranking on labelled question sets",
		Long: `Looks for passages for the sets' questions, fits the weights by which they are
put in order to the gold passages, and reports how weights fitted on the other
sets rank each set. --out writes the weights in the form of
retrieval/ranking.json. Each set is ingested into a folder of its own below the
data folder.`,
		Args: checked(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.fitRanking(cmd.Context(), args, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write the fitted weights to this file")
	return cmd
}

func (c *command) fitRanking(ctx context.Context, dirs []string, out string) error {
	var lessons []retrieval.Lesson
	err := c.eachSet(ctx, dirs, func(a *app, set eval.Set) error {
		collection, err := a.ingestSet(ctx, c.std, set)
		if err != nil {
			return err
		}
		bar := newProgress(c.std.err, "Searching "+set.Name)
		learned, err := eval.Lessons(ctx, set, proposer{a.retriever, collection}, bar.set)
		bar.end()
		lessons = append(lessons, learned...)
		return err
	})
	if err != nil {
		return err
	}
	report, ranking, err := eval.FitRanking(ctx, lessons)
	if err != nil {
		return err
	}
	if out != "" {
		text, err := json.MarshalIndent(ranking, "", "  ")
		if err != nil {
			return fmt.Errorf("write ranking: %w", err)
		}
		if err := os.WriteFile(out, append(text, '\n'), 0o644); err != nil {
			return err
		}
	}
	if c.json {
		return report.WriteJSON(c.std.out)
	}
	return report.WriteText(c.std.out)
}

// proposer asks retrieval for candidates.
type proposer struct {
	retriever  *retrieval.Retriever
	collection string
}

// Candidates implements eval.Proposer.
func (p proposer) Candidates(ctx context.Context, q eval.Question) ([]retrieval.Evidence, error) {
	result, err := p.retriever.Candidates(ctx, retrieval.Query{
		Question: q.Text, History: q.History, Filter: index.Filter{Collections: []string{p.collection}},
	})
	return result.Evidence, err
}
