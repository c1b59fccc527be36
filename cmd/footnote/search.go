package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/retrieval"
)

// question takes the one argument of search and ask; words need no quotes.
func question(_ *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, "")) == "" {
		return usageError{errors.New("ask something, such as: footnote ask \"How do I reset my password?\"")}
	}
	return nil
}

func (c *command) searchCommand() *cobra.Command {
	var limit int
	var explain bool
	cmd := &cobra.Command{
		Use:   "search QUESTION",
		Short: "Show the passages that are found for a question",
		Args:  question,
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			if limit < 1 {
				return usageError{fmt.Errorf("search: --limit %d: show at least 1 passage", limit)}
			}
			result, err := a.retriever.Search(ctx, retrieval.Query{
				Question: strings.Join(args, " "), Filter: a.filter(), Limit: limit,
			})
			if err != nil {
				return err
			}
			if len(result.Evidence) == 0 {
				if err := a.noteEmptyBase(ctx, c.std); err != nil {
					return err
				}
			}
			if c.json {
				return json.NewEncoder(c.std.out).Encode(evidenceLines(result.Evidence))
			}
			printEvidence(c.std, result, explain)
			return nil
		}),
	}
	cmd.Flags().BoolVar(&explain, "explain", false, "show each part of a passage's score")
	cmd.Flags().IntVar(&limit, "limit", retrieval.DefaultLimit, "how many passages")
	return cmd
}

// noteEmptyBase says so where nothing was found because nothing is there: the
// wrong data folder looks like a question that no article answers.
func (a *app) noteEmptyBase(ctx context.Context, std streams) error {
	sources, err := a.catalog.SourceNames(ctx, a.cfg.Collection)
	if err == nil && len(sources) == 0 {
		fmt.Fprintf(std.err, "note: there are no articles in collection %q of %s: footnote ingest PATH, or name another folder with --data\n",
			a.cfg.Collection, a.cfg.Data)
	}
	return err
}

// evidenceLine is a piece of evidence in the shape of the eval line, plus
// ids.
type evidenceLine struct {
	DocumentID  string   `json:"document_id"`
	PassageID   int64    `json:"passage_id"`
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Heading     []string `json:"heading"`
	Page        *int     `json:"page"`
	Score       float64  `json:"score"`
	LexicalRank int      `json:"lexical_rank"`
	VectorRank  int      `json:"vector_rank"`
	// Parts are what each feature of the ranking adds to the score.
	Parts map[string]float64 `json:"parts"`
	Text  string             `json:"text"`
}

func evidenceLines(evidence []retrieval.Evidence) []evidenceLine {
	lines := make([]evidenceLine, len(evidence))
	for i, e := range evidence {
		lines[i] = evidenceLine{
			DocumentID: e.Document.ID, PassageID: e.Passage.ID, Path: e.Document.Path, Title: e.Document.Title,
			Heading: e.Passage.Headings, Score: e.Score, LexicalRank: e.LexicalRank, VectorRank: e.VectorRank, Text: e.Passage.Text,
			Parts: map[string]float64{},
		}
		for f, part := range e.Parts {
			if part != 0 {
				lines[i].Parts[retrieval.Feature(f).String()] = part
			}
		}
		if e.Passage.Page > 0 {
			lines[i].Page = &e.Passage.Page
		}
	}
	return lines
}

func printEvidence(std streams, result retrieval.Result, explain bool) {
	noteUnderstood(std, result.Understood)
	if result.Degraded != "" {
		fmt.Fprintln(std.err, "note:", result.Degraded)
	}
	if result.Failure != nil {
		fmt.Fprintln(std.err, "note:", result.Failure)
	}
	if len(result.Evidence) == 0 {
		fmt.Fprintln(std.out, "Nothing found.")
	}
	for i, e := range result.Evidence {
		fmt.Fprintf(std.out, "%2d. %s  %s\n", i+1, place(e), e.Document.Path)
		fmt.Fprintf(std.out, "    score %.3f  words #%d (%.1f)  meaning #%d (%.2f)\n", e.Score, e.LexicalRank, e.BM25, e.VectorRank, e.Cosine)
		if explain {
			printParts(std, e)
		}
		fmt.Fprintf(std.out, "    %s\n", oneLine(e.Passage.Text, 160))
	}
}

// noteUnderstood says what was searched for in place of the question.
func noteUnderstood(std streams, understood string) {
	if understood != "" {
		fmt.Fprintln(std.err, "note: understood as:", understood)
	}
}

// printParts spells a score out as the sum that it is.
func printParts(std streams, e retrieval.Evidence) {
	var parts []string
	for f, part := range e.Parts {
		if part != 0 {
			parts = append(parts, fmt.Sprintf("%s %.3f", retrieval.Feature(f), part))
		}
	}
	fmt.Fprintf(std.out, "    = %s\n", strings.Join(parts, " + "))
}

// place names where a passage stands: title, headings, page.
func place(e retrieval.Evidence) string {
	text := strings.Join(append([]string{e.Document.Title}, e.Passage.Headings...), " › ")
	if e.Passage.Page > 0 {
		text += fmt.Sprintf(", page %d", e.Passage.Page)
	}
	return text
}

// oneLine folds white space and cuts to n runes.
func oneLine(text string, n int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n-1]) + "…"
}
