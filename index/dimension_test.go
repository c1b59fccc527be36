package index_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/index"
	"footnote/index/indextest"
	"footnote/internal/catalog"
)

// narrow is stub with vectors that are shorter than they were, under the same
// name.
type narrow struct{ *stub }

func (n narrow) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors, err := n.stub.EmbedPassages(ctx, texts)
	for i, v := range vectors {
		vectors[i] = v[:len(v)/2]
	}
	return vectors, err
}

func (n narrow) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	v, err := n.stub.EmbedQuery(ctx, text)
	return v[:len(v)/2], err
}

func TestAModelThatChangedUnderItsName(t *testing.T) {
	f := newFolder(t)
	x := f.open(&stub{})
	f.put(x, numbered(5)...)
	if err := x.Embed(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	x.Close()

	x = f.open(narrow{&stub{}})
	f.put(x, append(numbered(5), indextest.Document("new", "en", "New", "Something new."))...)
	for what, err := range map[string]error{
		"Embed":      x.Embed(t.Context(), nil),
		"EmbedQuery": second(x.EmbedQuery(t.Context(), "new")),
		"EmbedTexts": second(x.EmbedTexts(t.Context(), []string{"new"})),
		"Nearest":    second(x.Nearest(t.Context(), index.VectorQuery{Vector: []float32{1, 0}, Limit: 1})),
	} {
		if !errors.Is(err, index.ErrVector) || !strings.Contains(err.Error(), "ollama cp") {
			t.Errorf("%s: %v, want ErrVector and what to do", what, err)
		}
	}
	if hits, err := x.Lexical(t.Context(), index.LexicalQuery{Text: "something new", Language: "en", Limit: 5}); err != nil || len(hits) == 0 {
		t.Errorf("words find %v, %v", hits, err)
	}
	x.Close()

	x = f.open(&stub{})
	if err := x.Embed(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if s, err := x.Status(t.Context()); err != nil || s.Vectors != 6 || s.VectorsMissing != 0 {
		t.Errorf("back to the first model: %+v, %v", s, err)
	}
}

func second[T any](_ T, err error) error { return err }

// A vector of another dimension in the catalog must not keep the others from
// being found.
func TestStoredVectorOfAnotherDimension(t *testing.T) {
	f := newFolder(t)
	x := f.open(&stub{})
	f.put(x, numbered(5)...)
	if err := x.Embed(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	rows, err := f.catalog.PassagesAfter(t.Context(), 0, 5)
	if err != nil {
		t.Fatal(err)
	}
	odd := catalog.Embedding{Hash: rows[3].Passage.EmbeddingHash, Values: []float32{1, 2, 3}}
	if err := f.catalog.PutEmbeddings(t.Context(), "stub:", []catalog.Embedding{odd}); err != nil {
		t.Fatal(err)
	}
	x.Close()
	x = f.open(&stub{})
	vector, err := x.EmbedQuery(t.Context(), "document")
	if err != nil {
		t.Fatal(err)
	}
	if hits, err := x.Nearest(t.Context(), index.VectorQuery{Vector: vector, Limit: 10}); err != nil || len(hits) != 4 {
		t.Errorf("%d hits, %v, want the four good ones", len(hits), err)
	}
}
