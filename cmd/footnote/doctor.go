package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"footnote/index"
)

// finding is what doctor says of one thing.
type finding struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	Text  string `json:"text"`
}

func (c *command) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Look at the data folder, the indexes and the models and say what is wrong",
		Args:  checked(cobra.NoArgs),
		RunE: c.run(func(ctx context.Context, a *app, _ []string) error {
			findings, err := a.examine(ctx)
			if err != nil {
				return err
			}
			if c.json {
				err = json.NewEncoder(c.std.out).Encode(findings)
			} else {
				printFindings(c.std, findings)
			}
			if err == nil && slices.ContainsFunc(findings, func(f finding) bool { return !f.OK }) {
				return errPartly
			}
			return err
		}),
	}
}

func printFindings(std streams, findings []finding) {
	for _, f := range findings {
		mark := "ok   "
		if !f.OK {
			mark = "look "
		}
		fmt.Fprintf(std.out, "%s %-10s %s\n", mark, f.Check, f.Text)
	}
}

func (a *app) examine(ctx context.Context) ([]finding, error) {
	counts, err := a.catalog.Counts(ctx)
	if err != nil {
		return nil, err
	}
	status, err := a.index.Status(ctx)
	if err != nil {
		return nil, err
	}
	findings := []finding{
		{"data", true, fmt.Sprintf("%s is writable and this process owns it", a.cfg.Data)},
		{"articles", counts.Documents > 0, fmt.Sprintf("%s, %s from %s", count(counts.Documents, "document"), count(counts.Passages, "passage"), count(counts.Sources, "source"))},
		{"words", status.LexicalSeq == status.Seq, fmt.Sprintf("the word index is at change %d of %d", status.LexicalSeq, status.Seq)},
		{"vectors", status.VectorsMissing == 0, fmt.Sprintf("%d of %d passages are embedded with %s", status.Passages-status.VectorsMissing, status.Passages, status.Model)},
		{"models", true, a.models.describe()},
	}
	if counts.Documents == 0 {
		findings[1].Text += ": footnote ingest PATH"
	}
	if status.VectorsMissing > 0 {
		findings[3].Text += ": run the last ingest again"
	}
	if _, err := a.index.EmbedQuery(ctx, "test"); err != nil && !errors.Is(err, index.ErrNoEmbedder) {
		findings[3].OK = false
		findings[3].Text += "; questions are searched by words alone: " + err.Error()
	}
	if a.models.client != nil && a.models.chat != nil {
		if err := a.models.client.Check(ctx, a.models.chatModel); err != nil {
			findings[4] = finding{"models", false, err.Error()}
		}
	}
	if a.models.checker != "" {
		findings = append(findings, a.examineChecker(ctx))
	}
	return findings, nil
}

// examineChecker asks the checking model about a claim that is its document.
func (a *app) examineChecker(ctx context.Context) finding {
	const claim = "Owners can delete projects."
	p, err := a.models.client.Judge(a.models.checker, a.cfg.Ollama.ContextTokens).Support(ctx, claim, claim)
	if err != nil {
		return finding{"checker", false, "sentences are checked without the checking model: " + err.Error()}
	}
	f := finding{"checker", p >= 0.5, fmt.Sprintf("%s gives a sentence that is its own source %.2f", a.models.checker, p)}
	if !f.OK {
		f.Text += ": it will refuse true sentences; bespoke-minicheck was made for this"
	}
	return f
}
