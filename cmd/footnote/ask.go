package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/answer"
)

func (c *command) askCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question with citations, or say that a person takes over",
		Args:  question,
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			if err := a.noteState(ctx, c.std); err != nil {
				return err
			}
			a.purge(ctx)
			request := answer.Request{Question: strings.Join(args, " "), Filter: a.filter()}
			result, err := a.engine.Answer(ctx, request, answer.Observer{})
			if err != nil {
				return err
			}
			if len(result.Citations) == 0 {
				if err := a.noteEmptyBase(ctx, c.std); err != nil {
					return err
				}
			}
			if c.json {
				return json.NewEncoder(c.std.out).Encode(result)
			}
			printAnswer(c.std, result)
			return nil
		}),
	}
}

func printAnswer(std streams, a answer.Answer) {
	noteUnderstood(std, a.Explanation.Understood)
	if a.Decision == answer.Escalated {
		fmt.Fprintf(std.out, "→ A person takes over (%s).\n", joinReasons(a.Reasons))
		if a.Text != "" {
			fmt.Fprintln(std.out, "\nDraft for that person:")
		}
	}
	if a.Text != "" {
		fmt.Fprintln(std.out, a.Text)
		fmt.Fprintln(std.out)
	}
	for _, cite := range a.Citations {
		where := strings.Join(append([]string{cite.Title}, cite.Heading...), " › ")
		if cite.Page != nil {
			where += fmt.Sprintf(", page %d", *cite.Page)
		}
		fmt.Fprintf(std.out, "[%d] %s (%s)\n    “%s”\n", cite.N, where, cite.Path, oneLine(cite.Quote, 300))
	}
	if a.Text != "" {
		fmt.Fprintf(std.out, "\nConfidence %d %% (shown from %d %%) · %s · %.0f ms\n", answer.Percent(a.Confidence), answer.Percent(a.Threshold),
			strings.TrimSpace(a.Mode+" "+a.Model), a.Timing.Total)
	}
	fmt.Fprintln(std.out, a.Explanation.Summary)
	if a.Explanation.Degraded != "" {
		fmt.Fprintln(std.out, "Note:", a.Explanation.Degraded)
	}
}

func joinReasons(reasons []answer.Reason) string {
	names := make([]string, len(reasons))
	for i, r := range reasons {
		names[i] = strings.ReplaceAll(string(r), "_", " ")
	}
	return strings.Join(names, ", ")
}
