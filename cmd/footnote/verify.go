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
	Disagreements []string `json:"disagreements"`
}

func (c *command) verifyCommand() *cobra.Command {
	var in, out string
	cmd := &cobra.Command{
		Use:   "verify --jsonl IN --out OUT",
		Short: "Check each sentence of drafts against their sources",
		Long: `Reads lines {"id","text","sources":[{"id","text"}]} and writes, for each,
the verdict on every sentence: supported or not, a score from 0 to 1, the best
quote and what disagrees.`,
		Args: checked(cobra.NoArgs),
		RunE: c.run(func(ctx context.Context, a *app, _ []string) error {
			if in == "" || out == "" {
				return usageError{errors.New("verify: name both files: --jsonl IN --out OUT")}
			}
			return a.verifyFile(ctx, in, out)
		}),
	}
	cmd.Flags().StringVar(&in, "jsonl", "", "file of drafts, one JSON object a line")
	cmd.Flags().StringVar(&out, "out", "", "file for the verdicts")
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
	verifier, err := a.verifier()
	if err != nil {
		return err
	}
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
		if err := encoder.Encode(d.check(ctx, verifier)); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return lines.Err()
}

// check judges each sentence of the draft.
func (d draft) check(ctx context.Context, verifier *verification.Verifier) checkedDraft {
	sources := make([]verification.Source, len(d.Sources))
	for i, s := range d.Sources {
		sources[i] = verification.Source{ID: s.ID, Text: s.Text, Language: language.Detect(s.Text)}
	}
	checked := checkedDraft{ID: d.ID, Sentences: []checkedSentence{}}
	for _, v := range verifier.CheckText(ctx, d.Text, sources) {
		sentence := checkedSentence{Text: v.Text, Supported: v.Supported, Score: v.Score, Disagreements: v.Disagreements}
		if sentence.Disagreements == nil {
			sentence.Disagreements = []string{}
		}
		if v.Source >= 0 {
			source := d.Sources[v.Source]
			sentence.Source, sentence.Quote = source.ID, string([]rune(source.Text)[v.Quote.Start:v.Quote.End])
		}
		checked.Sentences = append(checked.Sentences, sentence)
	}
	return checked
}

// verifier compares words as the index does, and meanings with the built-in
// encoder where the binary has it.
func (a *app) verifier() (*verification.Verifier, error) {
	verifier := verification.New(answer.VerificationLexicon(a.index))
	encoder, err := builtInEmbedder()
	if err != nil || encoder == nil {
		return verifier, err
	}
	return verifier.WithEmbedder(encoder), nil
}
