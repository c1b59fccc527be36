package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

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
	structure, err := a.examineStructure(ctx)
	if err != nil {
		return nil, err
	}
	articles := finding{"articles", counts.Documents > 0, fmt.Sprintf("%s, %s from %s",
		count(counts.Documents, "document"), count(counts.Passages, "passage"), count(counts.Sources, "source"))}
	if !articles.OK {
		articles.Text += ": footnote ingest PATH"
	}
	findings := []finding{{"data", true, a.cfg.Data + " is writable and this process owns it"}, articles}
	findings = append(findings, structure...)
	findings = append(findings,
		finding{"words", status.LexicalSeq == status.Seq, fmt.Sprintf("the word index is at change %d of %d", status.LexicalSeq, status.Seq)},
		a.examineVectors(ctx, status), a.examineModels(ctx))
	if a.models.checker != "" {
		findings = append(findings, a.examineChecker(ctx))
	}
	return findings, nil
}

// maxListed is how many documents a finding names.
const maxListed = 10

// examineStructure looks for documents that were stored without blocks.
func (a *app) examineStructure(ctx context.Context) ([]finding, error) {
	sources, err := a.catalog.WithoutBlocks(ctx)
	if err != nil {
		return nil, err
	}
	var folders, put []string
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		for _, d := range sources[source] {
			switch {
			case fromAPI(source):
				put = append(put, d.Path)
			case filepath.IsAbs(source) && d.File != filepath.Base(source): // below a folder
				folders = append(folders, filepath.Join(source, filepath.FromSlash(d.Path)))
			default:
				folders = append(folders, d.Path)
			}
		}
	}
	var findings []finding
	without := func(paths []string, which, then string) {
		if len(paths) > 0 {
			findings = append(findings, finding{"structure", false, fmt.Sprintf("%s %s without headings, lists and tables: %s; %s",
				count(len(paths), "document"), which, firstOf(paths), then)})
		}
	}
	without(folders, "of folders", "they are read again by the next ingest")
	without(put, "put by the API", "they must be put again to keep their structure")
	if findings == nil {
		findings = []finding{{"structure", true, "all documents have their headings, lists and tables"}}
	}
	return findings, nil
}

// firstOf names the first few and says how many more there are.
func firstOf(paths []string) string {
	if len(paths) <= maxListed {
		return strings.Join(paths, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(paths[:maxListed], ", "), len(paths)-maxListed)
}

func (a *app) examineVectors(ctx context.Context, status index.Status) finding {
	if a.models.embedder == nil {
		return finding{"vectors", false, withoutEncoder}
	}
	f := finding{"vectors", status.VectorsMissing == 0, fmt.Sprintf("%d of %d passages are embedded with %s",
		status.Passages-status.VectorsMissing, status.Passages, status.Model)}
	if !f.OK {
		f.Text += ": run the last ingest again"
	}
	if _, err := a.index.EmbedQuery(ctx, "test"); err != nil {
		f.OK = false
		f.Text += "; questions are searched by words alone: " + err.Error()
	}
	return f
}

func (a *app) examineModels(ctx context.Context) finding {
	if a.models.client != nil && a.models.chat != nil {
		if err := a.models.client.Check(ctx, a.models.chatModel); err != nil {
			return finding{"models", false, err.Error()}
		}
	}
	return finding{"models", true, a.models.describe()}
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
