package answer_test

import (
	"context"
	"testing"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/catalog"
)

func TestDraftsAgainstBase(t *testing.T) {
	b := newBase(t)
	drafts := answer.NewDrafts(b.index, nil, b.retriever, b.catalog)
	text := "Dear customer! The Pro plan costs 29 euros per month. It has 60 users. Owners can delete projects. Ссылка действует 30 минут."
	checked, err := drafts.AgainstBase(t.Context(), text, index.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	want := []bool{false, true, false, true, true}
	if len(checked) != len(want) {
		t.Fatalf("%d sentences, want %d: %+v", len(checked), len(want), checked)
	}
	for i, c := range checked {
		if c.Supported != want[i] {
			t.Errorf("%q: %+v, want supported %v", c.Text, c, want[i])
		}
		for _, p := range c.Places {
			d, err := b.catalog.Document(t.Context(), p.Document.ID)
			if err != nil {
				t.Fatal(err)
			}
			if got := string([]rune(d.Text)[p.Start:p.End]); got != p.Quote {
				t.Errorf("%q: text[start:end] is %q, the quote %q", c.Text, got, p.Quote)
			}
		}
	}
}

// gone are documents that were deleted after they had been found.
type gone struct{}

func (gone) Document(context.Context, string) (catalog.Document, error) {
	return catalog.Document{}, catalog.ErrNotFound
}

func TestDraftsAgainstDeletedDocuments(t *testing.T) {
	b := newBase(t)
	checked, err := answer.NewDrafts(b.index, nil, b.retriever, gone{}).AgainstBase(t.Context(), "Owners can delete projects.", index.Filter{})
	if err != nil || len(checked) != 1 || checked[0].Supported || checked[0].Score != 0 || len(checked[0].Places) != 0 {
		t.Errorf("%+v, %v", checked, err)
	}
}

func TestDraftsStopWithTheirContext(t *testing.T) {
	b := newBase(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	drafts := answer.NewDrafts(b.index, nil, b.retriever, b.catalog)
	if _, err := drafts.AgainstSources(ctx, "Owners can delete projects.", []verification.Source{{ID: "a", Text: "Owners can delete projects.", Language: "en"}}); err == nil {
		t.Error("a cancelled check has no error")
	}
}
