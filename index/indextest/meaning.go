package indextest

import (
	"errors"
	"math"
	"testing"

	"footnote/index"
	"footnote/kbsource/document"
)

// similarities are cosines of the passages that have a vector, those that are
// not found by it included, as Nearest gives them.
func similarities(t *testing.T, b *base) {
	b.put("main", Document("a", "en", "Alpha", "alpha beta"), Document("b", "en", "Beta", "beta gamma"))
	b.embed()
	b.put("main", Document("new", "en", "New", "alpha gamma"))
	question, err := b.EmbedQuery(t.Context(), "alpha beta")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.catalog.PassagesAfter(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, r := range rows {
		ids = append(ids, r.Passage.ID)
	}
	similar, err := b.Similarities(t.Context(), question, append(ids, 99_999))
	if err != nil || len(similar) != 2 {
		t.Fatalf("%d passages are compared, %v, want the two that are embedded", len(similar), err)
	}
	hits, err := b.Nearest(t.Context(), index.VectorQuery{Vector: question, Limit: 10})
	if err != nil || len(hits) != 2 {
		t.Fatalf("%v, %v", hits, err)
	}
	for _, h := range hits {
		if s := similar[h.PassageID]; math.Abs(s.Passage-h.Score) > 1e-6 {
			t.Errorf("passage %d has the cosine %g and was found with %g", h.PassageID, s.Passage, h.Score)
		}
	}
	if _, err := b.Similarities(t.Context(), question[:3], ids); !errors.Is(err, index.ErrVector) {
		t.Errorf("a vector of another dimension: %v, want ErrVector", err)
	}
	if similar, err := b.Similarities(t.Context(), question, nil); err != nil || len(similar) != 0 {
		t.Errorf("no passages: %v, %v", similar, err)
	}
}

// manyVectors are more than are compared one by one, in many groups of which
// filters let some through: the nearest are found all the same.
func manyVectors(t *testing.T, b *base) {
	var documents []document.Document
	for i := range 1500 {
		d := Document(numbered(i), "en", "Article", "text "+numbered(i), "label-"+numbered(i%60))
		documents = append(documents, d)
	}
	b.put("main", documents...)
	b.put("small", Document("needle", "en", "Article", "text doc-007 in a small collection"))
	b.embed()
	for _, c := range []struct {
		name   string
		filter index.Filter
		want   string
	}{
		{"none", index.Filter{}, numbered(7)},
		{"a large collection", index.Filter{Collections: []string{"main"}}, numbered(7)},
		{"a small collection", index.Filter{Collections: []string{"small"}}, "needle"},
		{"a label", index.Filter{Labels: []string{"label-" + numbered(7)}}, numbered(7)},
		{"another label", index.Filter{Labels: []string{"label-" + numbered(8)}}, ""},
	} {
		question, err := b.EmbedQuery(t.Context(), "Article\ntext "+numbered(7))
		if err != nil {
			t.Fatal(err)
		}
		hits, err := b.Nearest(t.Context(), index.VectorQuery{Vector: question, Filter: c.filter, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		got := b.paths(hits, 5)
		if c.want != "" && (len(got) == 0 || got[0] != c.want) {
			t.Errorf("filter %s: found %v, want %s first", c.name, got, c.want)
		}
	}
}
