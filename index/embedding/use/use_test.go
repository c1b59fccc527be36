package use_test

import (
	"context"
	"errors"
	"testing"

	"footnote/index/embedding/use"
)

// The methods of index.Embedder, written out: importing index would bring in
// all that it needs.
var _ interface {
	Model() string
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
} = (*use.Embedder)(nil)

func TestLoad(t *testing.T) {
	m, err := use.Load()
	if use.Available() {
		if err != nil || m == nil {
			t.Errorf("weights are there, but %v", err)
		}
		return
	}
	if m != nil || !errors.Is(err, use.ErrUnavailable) {
		t.Errorf("without weights: model %v, error %v", m != nil, err)
	}
}
