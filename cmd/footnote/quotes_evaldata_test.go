//go:build evaldata

package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestQuotesOfQuestionSets asks all questions of all sets below
// FOOTNOTE_EVAL_DIR, and for what stands in the files of its folder documents:
//
//	FOOTNOTE_EVAL_DIR=… go test -tags evaldata,use_weights -run QuotesOf -v -timeout 30m ./cmd/footnote
func TestQuotesOfQuestionSets(t *testing.T) {
	root := os.Getenv("FOOTNOTE_EVAL_DIR")
	if root == "" {
		t.Fatal("set FOOTNOTE_EVAL_DIR to the folder of question sets")
	}
	sets, err := filepath.Glob(filepath.Join(root, "*", "questions.jsonl"))
	if err != nil || len(sets) == 0 {
		t.Fatalf("no question sets below %s: %v", root, err)
	}
	for _, set := range sets {
		dir := filepath.Dir(set)
		t.Run(filepath.Base(dir), func(t *testing.T) { quotesStand(t, dir) })
	}
	t.Run("documents", func(t *testing.T) { askForEach(t, filepath.Join(root, "documents")) })
}
