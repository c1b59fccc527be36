package index_test

import (
	"context"
	"math"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/index/lexical"
	"footnote/index/vector"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// reader is an embedder that tells what parts mean: as if they stood alone.
type reader struct{ embeddingtest.Hashing }

func (r reader) EmbedParts(ctx context.Context, texts [][]string) (whole [][]float32, parts [][][]float32, err error) {
	for _, text := range texts {
		vectors, err := r.EmbedPassages(ctx, text)
		if err != nil {
			return nil, nil, err
		}
		whole, parts = append(whole, vectors[len(vectors)-1]), append(parts, vectors)
	}
	return whole, parts, nil
}

func TestSimilarities(t *testing.T) {
	for name, e := range map[string]index.Embedder{"passages": embeddingtest.Hashing{}, "sentences": reader{}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c, err := openCatalog(t, dir)
			if err != nil {
				t.Fatal(err)
			}
			x, err := index.Open(t.Context(), index.Options{Catalog: c, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: e})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { x.Close() })
			article := indextest.Document("a.md", "en", "Reset a password", "The link is valid for an hour. Ask support for another link.")
			if _, err := x.Store("main").Apply(t.Context(), "s", []kbsource.FileChange{{Path: "a.md", Documents: []document.Document{article}}}); err != nil {
				t.Fatal(err)
			}
			if err := x.Embed(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			rows, err := c.PassagesAfter(t.Context(), 0, 10)
			if err != nil || len(rows) != 1 {
				t.Fatalf("%d passages, %v", len(rows), err)
			}
			checkSimilarities(t, x, rows[0].Passage, name == "sentences")
			// What was told of a deleted passage goes with it.
			if err := x.DeleteDocument(t.Context(), rows[0].Document.ID); err != nil {
				t.Fatal(err)
			}
			if left, err := c.PassageParts(t.Context(), e.Model(), []int64{rows[0].Passage.ID}); err != nil || len(left) != 0 {
				t.Errorf("%d passages' parts are left, %v", len(left), err)
			}
		})
	}
}

func checkSimilarities(t *testing.T, x *index.Index, p catalog.Passage, sentences bool) {
	t.Helper()
	vector, err := x.EmbedQuery(t.Context(), "Ask support for another link.")
	if err != nil {
		t.Fatal(err)
	}
	found, err := x.Similarities(t.Context(), vector, []int64{p.ID, p.ID + 7})
	if err != nil || len(found) != 1 {
		t.Fatalf("%d passages are similar, %v", len(found), err)
	}
	s := found[p.ID]
	if s.Passage <= 0 || s.Passage > 1.001 {
		t.Errorf("cosine %g", s.Passage)
	}
	if !sentences {
		if s.Units != nil {
			t.Errorf("sentences %v from an embedder that tells none", s.Units)
		}
		return
	}
	if len(s.Units) != 2 || math.Abs(s.Units[1]-1) > 0.01 || s.Units[0] > 0.9 || s.Head > 0.9 {
		t.Errorf("head %g, sentences %v: the second is the question", s.Head, s.Units)
	}
	if _, err := x.Similarities(t.Context(), vector[:3], []int64{p.ID}); err == nil {
		t.Error("a vector of another dimension is compared")
	}
}
