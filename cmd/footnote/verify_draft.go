package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/internal/language"
)

// maxDraftBytes bounds a draft, maxSourceBytes a file that is to support it.
const (
	maxDraftBytes  = 1 << 20
	maxSourceBytes = 50 << 20
)

// draftReport is what verify prints of a draft with --json.
type draftReport struct {
	Supported bool              `json:"supported"`
	Score     float64           `json:"score"`
	Sentences []checkedSentence `json:"sentences"`
}

// readDraft reads the file that is named, standard input when none is or "-".
func readDraft(in io.Reader, args []string) (string, error) {
	name := "standard input"
	if len(args) > 0 && args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			return "", usageError{fmt.Errorf("verify: %w", err)}
		}
		defer file.Close()
		in, name = file, args[0]
	}
	data, err := io.ReadAll(io.LimitReader(in, maxDraftBytes+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("read draft: %w", err)
	case len(data) > maxDraftBytes:
		return "", usageError{fmt.Errorf("verify: %s is larger than 1 MB: send it in parts", name)}
	case !utf8.Valid(data):
		return "", usageError{fmt.Errorf("verify: %s is no text in UTF-8", name)}
	case strings.TrimSpace(string(data)) == "":
		return "", usageError{fmt.Errorf("verify: %s is empty: nothing to check", name)}
	}
	return string(data), nil
}

// verifyDraft checks a draft against files, or against the base when none is
// named, and prints the verdicts.
func (a *app) verifyDraft(ctx context.Context, c *command, text string, files []string) error {
	var found []answer.CheckedSentence
	sources, err := a.readSources(ctx, files)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		found, err = a.drafts.AgainstSources(ctx, text, sources)
	} else {
		found, err = a.drafts.AgainstBase(ctx, text, a.filter())
	}
	if err != nil {
		return err
	}
	verdicts := make([]verification.SentenceVerdict, len(found))
	report := draftReport{Supported: len(found) > 0, Sentences: checkedSentences(found, sources)}
	for i, f := range found {
		verdicts[i] = f.SentenceVerdict
		report.Supported = report.Supported && f.Supported
	}
	report.Score = verification.Score(verdicts)
	if c.json {
		return json.NewEncoder(c.std.out).Encode(report)
	}
	printReport(c.std.out, report)
	if len(files) == 0 && report.Score == 0 {
		return a.noteEmptyBase(ctx, c.std)
	}
	return nil
}

// readSources extracts the text of files, of any format that ingest reads.
func (a *app) readSources(ctx context.Context, files []string) ([]verification.Source, error) {
	var sources []verification.Source
	for _, path := range files {
		info, err := os.Stat(path)
		if err != nil {
			return nil, usageError{fmt.Errorf("verify: source: %w", err)}
		}
		if info.Size() > maxSourceBytes {
			return nil, usageError{fmt.Errorf("verify: source %s is larger than 50 MB", path)}
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, usageError{fmt.Errorf("verify: source: %w", err)}
		}
		documents, err := a.extractor.Extract(ctx, path, data)
		if err != nil {
			return nil, fmt.Errorf("read source %s: %w", path, err)
		}
		for _, d := range documents.Documents {
			sources = append(sources, verification.Source{ID: d.Path, Text: d.Text, Context: d.Title, Language: language.Detect(d.Text)})
		}
	}
	if len(files) > 0 && len(sources) == 0 {
		return nil, usageError{errors.New("verify: there is no text in the sources")}
	}
	return sources, nil
}

// printReport prints a sentence, the closest quote under it, and a sum.
func printReport(out io.Writer, report draftReport) {
	supported := 0
	for _, s := range report.Sentences {
		verdict, quoted := "no ", "closest"
		if s.Supported {
			verdict, quoted = "yes", "from"
			supported++
		}
		fmt.Fprintf(out, "%s %.2f  %s", verdict, s.Score, s.Text)
		if len(s.Disagreements) > 0 {
			fmt.Fprintf(out, "  [%s]", strings.Join(s.Disagreements, ", "))
		}
		if s.Checker != nil {
			fmt.Fprintf(out, "  (checker %.2f)", *s.Checker)
		}
		fmt.Fprintln(out)
		if s.Quote != "" {
			fmt.Fprintf(out, "          %s %s: %q\n", quoted, s.Source, s.Quote)
		}
		for _, p := range s.Further {
			fmt.Fprintf(out, "          and %s: %q\n", p.Source, p.Quote)
		}
	}
	fmt.Fprintf(out, "%d of %d sentences supported, score %.2f\n", supported, len(report.Sentences), report.Score)
}
