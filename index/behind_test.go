package index_test

import (
	"context"
	"errors"
	"testing"

	"footnote/index"
	"footnote/index/indextest"
	"footnote/index/lexical"
)

// failing is an index by words that can be made to refuse batches.
type failing struct {
	index.Lexical
	err error
}

func (f *failing) Apply(ctx context.Context, batch index.Batch) error {
	if f.err != nil {
		return f.err
	}
	return f.Lexical.Apply(ctx, batch)
}

// A commit stands even if the word index cannot follow it, and the next
// search makes up for it.
func TestCommitStandsWhenTheIndexFails(t *testing.T) {
	f := newFolder(t)
	words := &failing{Lexical: lexical.New(f.dir)}
	x, err := index.Open(t.Context(), index.Options{Catalog: f.catalog, Lexical: words})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	words.err = errors.New("the disk is full")
	f.put(x, indextest.Document("f", "en", "Alpha", "alpha"))
	if s, err := x.Status(t.Context()); err != nil || s.Passages != 1 || s.LexicalSeq != 0 {
		t.Errorf("status %+v, %v, want the index behind", s, err)
	}
	words.err = nil
	if n := f.count(x, "alpha"); n != 1 {
		t.Errorf("found %d passages, want the new one", n)
	}
}
