package index

import (
	"path/filepath"
	"testing"

	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// A commit stands even if the word index cannot follow it, and the next
// search makes up for it.
func TestCommitStandsWhenTheIndexFails(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	c, err := catalog.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	x, err := Open(ctx, Options{Dir: dir, Catalog: c})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	broken, err := createLexical(filepath.Join(dir, "broken"), x.analyzers)
	if err != nil {
		t.Fatal(err)
	}
	broken.seq.Store(0)
	if err := broken.close(); err != nil {
		t.Fatal(err)
	}
	good := x.lexical
	x.lexical = broken
	change := kbsource.FileChange{Path: "f", Documents: []document.Document{{Path: "f", Title: "Alpha", Text: "alpha", Hash: "h"}}}
	if _, err := x.Store("main").Apply(ctx, "s", []kbsource.FileChange{change}); err != nil {
		t.Fatalf("the commit did not stand: %v", err)
	}
	x.lexical = good
	if s, err := x.Status(ctx); err != nil || s.Passages != 1 || s.LexicalSeq != 0 {
		t.Errorf("status %+v, %v, want the index behind", s, err)
	}
	hits, err := x.Lexical(ctx, LexicalQuery{Text: "alpha", Language: "en", Limit: 10})
	if err != nil || len(hits) != 1 {
		t.Errorf("found %v, %v, want the new passage", hits, err)
	}
}

// Every analyzer that is named exists.
func TestAnalyzers(t *testing.T) {
	a := newAnalyzers()
	for field := range a.byField {
		if len(a.of(field).Analyze([]byte("Kubernetes 42"))) == 0 {
			t.Errorf("analyzer %s finds no words", field)
		}
	}
}
