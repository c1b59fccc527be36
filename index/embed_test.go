package index_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/kbsource/document"
)

func TestWithoutEmbedder(t *testing.T) {
	x := newFolder(t).open(nil)
	if err := x.Embed(t.Context(), nil); !errors.Is(err, index.ErrNoEmbedder) {
		t.Errorf("Embed: %v", err)
	}
	if _, err := x.EmbedQuery(t.Context(), "a"); !errors.Is(err, index.ErrNoEmbedder) {
		t.Errorf("EmbedQuery: %v", err)
	}
	if _, err := x.EmbedTexts(t.Context(), []string{"a"}); !errors.Is(err, index.ErrNoEmbedder) {
		t.Errorf("EmbedTexts: %v", err)
	}
	if _, err := x.Nearest(t.Context(), index.VectorQuery{Vector: []float32{1}, Limit: 1}); !errors.Is(err, index.ErrNoEmbedder) {
		t.Errorf("Nearest: %v", err)
	}
}

// stub is an embedder that misbehaves.
type stub struct {
	index.Embedder
	name  string
	calls atomic.Int64
	texts atomic.Int64
	alter func(call int64, vectors [][]float32) ([][]float32, error)
}

func (s *stub) Model() string { return "stub:" + s.name }

func (s *stub) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	call := s.calls.Add(1)
	s.texts.Add(int64(len(texts)))
	vectors, err := embeddingtest.Hashing{}.EmbedPassages(ctx, texts)
	if err != nil || s.alter == nil {
		return vectors, err
	}
	return s.alter(call, vectors)
}

func (s *stub) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return embeddingtest.Hashing{}.EmbedQuery(ctx, text)
}

func TestEmbedGoesOnWhereItStopped(t *testing.T) {
	f := newFolder(t)
	broken := errors.New("the model server is gone")
	s := &stub{alter: func(call int64, v [][]float32) ([][]float32, error) {
		if call == 3 {
			return nil, broken
		}
		return v, nil
	}}
	x := f.open(s)
	f.put(x, numbered(150)...)
	if err := x.Embed(t.Context(), func(int, int) {}); !errors.Is(err, broken) {
		t.Fatalf("Embed: %v", err)
	}
	status, err := x.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status.Vectors != 64 || status.VectorsMissing != 86 {
		t.Errorf("after the failure %+v, want the first two batches of 32 kept", status)
	}
	if err := x.Embed(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	if n := s.texts.Load(); n != 150+32 {
		t.Errorf("%d texts were embedded, want each once and the failed batch again", n)
	}
}

func TestEmbedMakesEachTextOnce(t *testing.T) {
	f := newFolder(t)
	s := &stub{}
	x := f.open(s)
	var documents []document.Document
	for i := range 100 {
		documents = append(documents, indextest.Document(fmt.Sprint(i), "en", "Same", "The same text."))
	}
	f.put(x, documents...)
	if err := x.Embed(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	status, err := x.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.texts.Load() > 4 || status.Vectors != 100 {
		t.Errorf("%d texts embedded, %d vectors, want few and 100", s.texts.Load(), status.Vectors)
	}
	// The same text in a new document has its vector at once.
	f.put(x, append(documents, indextest.Document("another", "en", "Same", "The same text."))...)
	if status, err = x.Status(t.Context()); err != nil || status.Vectors != 101 || status.VectorsMissing != 0 {
		t.Errorf("%+v, %v", status, err)
	}
}

func TestEmbedGuardsAgainstBadVectors(t *testing.T) {
	for name, c := range map[string]struct {
		alter func([][]float32) [][]float32
		fatal bool
	}{
		"zero":         {func(v [][]float32) [][]float32 { clear(v[0]); return v }, false},
		"not a number": {func(v [][]float32) [][]float32 { v[0][5] = float32(math.NaN()); return v }, false},
		"infinite":     {func(v [][]float32) [][]float32 { v[0][5] = float32(math.Inf(1)); return v }, false},
		"one missing":  {func(v [][]float32) [][]float32 { return v[1:] }, true},
		"too short":    {func(v [][]float32) [][]float32 { v[1] = v[1][1:]; return v }, true},
		"empty":        {func(v [][]float32) [][]float32 { v[1] = nil; return v }, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			s := &stub{name: name, alter: func(_ int64, v [][]float32) ([][]float32, error) { return c.alter(v), nil }}
			x := f.open(s)
			f.put(x, numbered(10)...)
			err := x.Embed(t.Context(), func(int, int) {})
			if c.fatal {
				if !errors.Is(err, index.ErrVector) {
					t.Errorf("Embed: %v, want ErrVector", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			status, err := x.Status(t.Context())
			if err != nil || status.Vectors != 9 || status.VectorsMissing != 1 {
				t.Errorf("%+v, %v: want all but the bad one", status, err)
			}
		})
	}
}

func TestAnotherModelStartsAnew(t *testing.T) {
	f := newFolder(t)
	x := f.open(&stub{name: "one"})
	f.put(x, numbered(5)...)
	if err := x.Embed(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	x.Close()
	x = f.open(&stub{name: "two"})
	status, err := x.Status(t.Context())
	if err != nil || status.Vectors != 0 || status.VectorsMissing != 5 || status.Model != "stub:two" {
		t.Errorf("%+v, %v", status, err)
	}
	x.Close()
	x = f.open(&stub{name: "one"})
	if status, err = x.Status(t.Context()); err != nil || status.Vectors != 5 {
		t.Errorf("back to the first model: %+v, %v", status, err)
	}
}
