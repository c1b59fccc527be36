package retrieval_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/kbsource"
	"footnote/retrieval"
)

// putDated adds an article that says when it was changed.
func (b *base) putDated(t *testing.T, path, text string, updated time.Time) {
	t.Helper()
	extracted, err := kbsource.Extract(t.Context(), path, []byte(text))
	documents := extracted.Documents
	if err != nil {
		t.Fatal(err)
	}
	documents[0].UpdatedAt = updated
	change := kbsource.FileChange{Path: path, State: kbsource.FileState{Hash: text, Documents: 1}, Documents: documents}
	if _, err := b.index.Store("default").Apply(t.Context(), "kb-default", []kbsource.FileChange{change}); err != nil {
		t.Fatal(err)
	}
	if err := b.index.Embed(t.Context(), func(int, int) {}); err != nil && !errors.Is(err, index.ErrNoEmbedder) {
		t.Fatal(err)
	}
}

func TestRepeatsComeLastAndContradictionsStayTogether(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	const text = "# Refunds\n\nA refund of a yearly plan is paid within 14 days to the card that was charged, after the team has checked the invoice.\n"
	b.put(t, "default", "a.md", "Refunds", nil, text[11:])
	b.put(t, "default", "b.md", "Refunds", nil, text[11:])
	b.put(t, "default", "c.md", "Refunds", nil, "A refund of a yearly plan is paid within 30 days to the card that was charged, after the team has checked the invoice.")
	result, err := retrieval.New(b.index, b.catalog).Search(t.Context(), retrieval.Query{Question: "When is the refund of a yearly plan paid to the card?"})
	if err != nil {
		t.Fatal(err)
	}
	found := paths(result)
	if first := found[:2]; !slices.Contains(first, "c.md") || !slices.Contains(first, "a.md") && !slices.Contains(first, "b.md") {
		t.Errorf("the two terms of payment are not side by side: %v", found)
	}
	if last := found[len(found)-1]; last != "a.md" && last != "b.md" {
		t.Errorf("the repetition is not last: %v", found)
	}
}

func TestNewestFirstWhereTheQuestionAsksForIt(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	year := func(y int) time.Time { return time.Date(y, 5, 1, 0, 0, 0, 0, time.UTC) }
	b.putDated(t, "old.md", "# Release notes\n\nThe mobile app release brings offline maps.\n", year(2021))
	b.putDated(t, "new.md", "# Release notes\n\nThe mobile app release brings offline forms.\n", year(2025))
	r := retrieval.New(b.index, b.catalog)
	for _, question := range []string{"What does the latest mobile app release bring?", "What is in the current release of the mobile app?"} {
		result, err := r.Search(t.Context(), retrieval.Query{Question: question, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		if found := paths(result); found[0] != "new.md" || result.Evidence[0].Parts[retrieval.FeatureRecent] <= 0 {
			t.Errorf("%q: %v", question, found)
		}
	}
	result, err := r.Search(t.Context(), retrieval.Query{Question: "What does the mobile app release bring?", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Evidence {
		if e.Parts[retrieval.FeatureRecent] != 0 {
			t.Errorf("%s is preferred as recent, nobody asked", e.Document.Path)
		}
	}
}

// Sums must not depend on the order of maps: of articles that say the same
// another one would come first each time, and the confidence change with it.
func TestTheSameQuestionFindsTheSame(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	const text = "A refund of a yearly plan is paid within fourteen days to the card that was charged, after the team has checked every invoice of the workspace."
	for _, path := range []string{"a.md", "b.md", "c.md", "d.md"} {
		b.put(t, "default", path, "Refunds of yearly plans", nil, text)
	}
	for words := strings.Fields(text); len(words) > 2; words = words[2:] { // so that no two words are equally rare
		b.put(t, "default", fmt.Sprintf("%d.md", len(words)), "Notes", nil, strings.Join(words, " "))
	}
	r := retrieval.New(b.index, b.catalog)
	var first []retrieval.Evidence
	for range 40 {
		result, err := r.Search(t.Context(), retrieval.Query{Question: "When does the team pay the refund of a yearly plan for our workspace to the charged card, and who has checked the invoice within fourteen days?"})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = result.Evidence
		}
		for i, e := range result.Evidence {
			if e.Passage.ID != first[i].Passage.ID || math.Abs(e.Score-first[i].Score) > 1e-12 || math.Abs(e.Probability-first[i].Probability) > 1e-12 {
				t.Fatalf("evidence %d is %s (%v, %v), was %s (%v, %v)", i, e.Document.Path, e.Score, e.Probability, first[i].Document.Path, first[i].Score, first[i].Probability)
			}
		}
	}
}
