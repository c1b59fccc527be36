package verification

import (
	"context"
	"sync"
)

// Embedder makes vectors of length one of words and sentences, near each
// other for what means the same in any of its languages. The thresholds here
// were measured with the built-in encoder; others have other distances.
type Embedder interface {
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
}

// maxRemembered bounds the texts whose vectors are kept: some 40 MB, and at most
// as much for the texts, which are words and sentences.
const maxRemembered = 20_000

// Vectors remembers the vectors of texts. It is safe for concurrent use.
type Vectors struct {
	embedder Embedder

	mu    sync.Mutex
	known map[string][]float32
}

// NewVectors returns vectors made by the embedder, nil for none.
func NewVectors(embedder Embedder) *Vectors {
	if embedder == nil {
		return nil
	}
	return &Vectors{embedder: embedder}
}

// Of returns the vectors of texts, nil where the embedder cannot: the words
// decide then.
func (v *Vectors) Of(ctx context.Context, texts []string) [][]float32 {
	if v == nil {
		return nil
	}
	out := make([][]float32, len(texts))
	var missing []string
	var places []int
	v.mu.Lock()
	for i, t := range texts {
		if out[i] = v.known[t]; out[i] == nil {
			missing, places = append(missing, t), append(places, i)
		}
	}
	v.mu.Unlock()
	if len(missing) == 0 {
		return out
	}
	made, err := v.embedder.EmbedPassages(ctx, missing)
	if err != nil || len(made) != len(missing) {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.known == nil || len(v.known)+len(made) > maxRemembered {
		v.known = map[string][]float32{}
	}
	for i, at := range places {
		out[at] = made[i]
		v.known[missing[i]] = made[i]
	}
	return out
}

// once returns the vectors of texts that nobody will ask for again.
func (v *Vectors) once(ctx context.Context, texts []string) [][]float32 {
	made, err := v.embedder.EmbedPassages(ctx, texts)
	if err != nil || len(made) != len(texts) {
		return nil
	}
	return made
}

func cosine(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	sum := float32(0)
	for i := range a {
		sum += a[i] * b[i]
	}
	return float64(sum)
}
