package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/internal/language"
)

// maxVerifyLine bounds a line of input, and with it the memory it takes.
const maxVerifyLine = 16 << 20

// draft is a line of input: a text to be checked against sources.
type draft struct {
	ID      string        `json:"id"`
	Text    string        `json:"text"`
	Sources []draftSource `json:"sources"`
}

type draftSource struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// checkedDraft is a line of output.
type checkedDraft struct {
	ID        string            `json:"id"`
	Sentences []checkedSentence `json:"sentences"`
}

type checkedSentence struct {
	Text          string   `json:"text"`
	Supported     bool     `json:"supported"`
	Score         float64  `json:"score"`
	Source        string   `json:"source"`
	Quote         string   `json:"quote"`
	Start         int      `json:"start"`
	End           int      `json:"end"`
	Disagreements []string `json:"disagreements"`
	// Checker is the probability that the checking model gave, nil where none
	// was asked.
	Checker *float64 `json:"checker,omitempty"`
	// Further are more places, where a sentence joins statements from several.
	Further []checkedPlace `json:"further,omitempty"`
}

type checkedPlace struct {
	Source string `json:"source"`
	Quote  string `json:"quote"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

func (c *command) verifyCommand() *cobra.Command {
	var in, out string
	var sources []string
	var cmd *cobra.Command
	cmd = &cobra.Command{
		Use:   "verify [DRAFT]",
		Short: "Check each sentence of a draft against the base or against files",
		Long: `Reads a draft, a text file or standard input, and says of each sentence
whether the knowledge base supports it, with the closest quote and what
disagrees; with --source only the files named support it.

With --jsonl and --out it reads lines {"id","text","sources":[{"id","text"}]}
and writes, for each, the verdict on every sentence: supported or not, a score
from 0 to 1, the closest quote and what disagrees.`,
		Args: checked(cobra.MaximumNArgs(1)),
		RunE: c.run(func(ctx context.Context, a *app, args []string) error {
			if in != "" || out != "" {
				if in == "" || out == "" || len(args) > 0 || len(sources) > 0 {
					return usageError{errors.New("verify: name both files, and nothing else: --jsonl IN --out OUT")}
				}
				return a.verifyFile(ctx, in, out)
			}
			text, err := readDraft(cmd.InOrStdin(), args)
			if err != nil {
				return err
			}
			return a.verifyDraft(ctx, c, text, sources)
		}),
	}
	cmd.Flags().StringVar(&in, "jsonl", "", "file of drafts, one JSON object a line")
	cmd.Flags().StringVar(&out, "out", "", "file for the verdicts on the drafts of --jsonl")
	cmd.Flags().StringArrayVar(&sources, "source", nil, "check against this file instead of the base; may be repeated")
	return cmd
}

func (a *app) verifyFile(ctx context.Context, in, out string) (err error) {
	source, err := os.Open(in)
	if err != nil {
		return err
	}
	defer source.Close()
	if sameFile(source, out) {
		return usageError{fmt.Errorf("verify: %s is the input too: name another file for the verdicts", out)}
	}
	target, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	return a.verifyLines(ctx, source, target)
}

// sameFile tells whether a path leads to an open file.
func sameFile(file *os.File, path string) bool {
	one, err := file.Stat()
	if err != nil {
		return false
	}
	other, err := os.Stat(path)
	return err == nil && os.SameFile(one, other)
}

func (a *app) verifyLines(ctx context.Context, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxVerifyLine)
	encoder := json.NewEncoder(out)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var d draft
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return fmt.Errorf("line %d of the drafts is no JSON object with id, text and sources (%w): mend it and run verify again", n, err)
		}
		checked, err := d.check(ctx, a.drafts)
		if err != nil {
			return err
		}
		if err := encoder.Encode(checked); err != nil {
			return err
		}
	}
	return lines.Err()
}

// check judges each sentence of the draft.
func (d draft) check(ctx context.Context, drafts *answer.Drafts) (checkedDraft, error) {
	sources := make([]verification.Source, len(d.Sources))
	for i, s := range d.Sources {
		sources[i] = verification.Source{ID: s.ID, Text: s.Text, Language: language.Detect(s.Text)}
	}
	found, err := drafts.AgainstSources(ctx, d.Text, sources)
	return checkedDraft{ID: d.ID, Sentences: checkedSentences(found, sources)}, err
}

func checkedSentences(found []answer.CheckedSentence, sources []verification.Source) []checkedSentence {
	all := []checkedSentence{}
	for _, c := range found {
		s := checkedSentence{Text: c.Text, Supported: c.Supported, Score: c.Score, Disagreements: append([]string{}, c.Disagreements...), Checker: c.Checker}
		if len(c.Places) > 0 {
			s.Source, s.Quote = sourceOf(c.Places[0], sources), c.Places[0].Quote
			s.Start, s.End = c.Places[0].Start, c.Places[0].End
			for _, p := range c.Places[1:] {
				s.Further = append(s.Further, checkedPlace{sourceOf(p, sources), p.Quote, p.Start, p.End})
			}
		}
		all = append(all, s)
	}
	return all
}

// sourceOf names where a place is: the source's id, else the document's path.
func sourceOf(p answer.CheckedPlace, sources []verification.Source) string {
	if p.Source >= 0 {
		return sources[p.Source].ID
	}
	return p.Document.Path
}
