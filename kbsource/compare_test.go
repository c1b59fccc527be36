//go:build evaldata

package kbsource_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/kbsource"
)

// TestCompareWithExpectedOutput reads the documents of the evaluation data,
// whose folder is in FOOTNOTE_EVAL_DIR, and prints which share of the words
// that should come out of them does, in order.
//
//	FOOTNOTE_EVAL_DIR=… go test -tags evaldata -run Compare -v ./kbsource
func TestCompareWithExpectedOutput(t *testing.T) {
	root := os.Getenv("FOOTNOTE_EVAL_DIR")
	files := filepath.Join(root, "documents", "test_files")
	expected, err := filepath.Glob(filepath.Join(files, "expected_outputs", "*.md"))
	if root == "" || err != nil || len(expected) == 0 {
		t.Fatalf("FOOTNOTE_EVAL_DIR=%q has no documents/test_files/expected_outputs: set it to the folder of the evaluation data", root)
	}
	var e kbsource.Extractor
	defer e.Close()
	for _, name := range expected {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := strings.TrimSuffix(filepath.Base(name), ".md") + ".pdf"
		got, problem := textOf(t, &e, filepath.Join(files, file))
		share := inOrderShare(wordsOf(string(want)), wordsOf(got))
		verdict := "matches"
		if share < 0.95 {
			verdict = "differs"
		}
		fmt.Printf("%-55s %5.1f %% %s %s\n", file, 100*share, verdict, problem)
	}
	for file, strings := range mustHold {
		got, problem := textOf(t, &e, filepath.Join(files, file))
		missing := slices.DeleteFunc(slices.Clone(strings), func(s string) bool {
			return containsWords(got, s)
		})
		fmt.Printf("%-55s %d of %d passages found %q %s\n", file, len(strings)-len(missing), len(strings), missing, problem)
	}
}

// mustHold are passages that a reader finds in the documents without an
// expected output.
var mustHold = map[string][]string{
	"test.docx": {
		"314b0a30-5b04-470b-b9f7-eed2c2bec74a", "49e168b7-d2ae-407f-a055-2167576f39a1", "d666f1f7-46cb-42bd-9a39-9a39cf2a509f",
		"AutoGen: Enabling Next-Gen LLM Applications via Multi-Agent Conversation", "Abstract", "Introduction",
	},
	"test_with_comment.docx": {"314b0a30-5b04-470b-b9f7-eed2c2bec74a", "49e168b7-d2ae-407f-a055-2167576f39a1", "Abstract", "Introduction"},
	"test_blog.html": {
		"Large language models (LLMs) are powerful tools that can generate natural language texts for various applications, such as chatbots, summarization, translation, and more.",
		"an example where high cost can easily prevent a generic complex",
	},
	"test.pdf":       {"While there is contemporaneous exploration of multi-agent approaches"},
	"rlink.docx":     nil,
	"equations.docx": nil,
	"masterformat_partial_numbering.pdf": {
		".1 The intent of this Request for Proposal", ".2 Available information relative to the project",
	},
	"test_mskanji.csv": nil,
}

// BenchmarkCorpus reads the corpora of the evaluation data from the start,
// into a store that keeps nothing.
//
//	FOOTNOTE_EVAL_DIR=… go test -tags evaldata -run - -bench Corpus ./kbsource
func BenchmarkCorpus(b *testing.B) {
	root := os.Getenv("FOOTNOTE_EVAL_DIR")
	for _, corpus := range []string{"vkcloud/corpus", "northwind/corpus", "squad2/corpus.jsonl", "mtrag/corpus.jsonl"} {
		b.Run(corpus, func(b *testing.B) {
			for b.Loop() {
				report, err := kbsource.Sync(b.Context(), newMemory(), filepath.Join(root, corpus), kbsource.Options{Extractor: &readers})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(report.Documents.Added), "documents")
			}
		})
	}
}

func textOf(t *testing.T, e *kbsource.Extractor, name string) (text, problem string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	extracted, err := e.Extract(t.Context(), filepath.Base(name), data)
	docs := extracted.Documents
	if err != nil {
		return "", err.Error()
	}
	var all []string
	for _, d := range docs {
		all = append(all, d.Title, d.Text)
	}
	return strings.Join(all[1:], "\n"), ""
}

// wordsOf leaves out the lines of tables and the lone signs around words.
func wordsOf(text string) []string {
	return slices.DeleteFunc(strings.Fields(strings.ReplaceAll(text, "|", " ")), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}

func containsWords(text, part string) bool {
	return strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(part), " "))
}

// inOrderShare is the longest common subsequence's share of want.
func inOrderShare(want, got []string) float64 {
	if len(want) == 0 {
		if len(got) == 0 {
			return 1
		}
		return 0
	}
	row := make([]int, len(got)+1)
	for _, w := range want {
		diagonal := 0
		for j, g := range got {
			above := row[j+1]
			if w == g {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return float64(row[len(got)]) / float64(len(want))
}
