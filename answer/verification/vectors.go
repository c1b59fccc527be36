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

// gains tells by how much a text comes nearer to another one when it is cut,
// for each of its cuts, which nobody will ask for again. ok is false where the
// embedder cannot.
func (v *Vectors) gains(ctx context.Context, text, other string, cuts []string) (gains []float64, ok bool) {
	if len(cuts) == 0 {
		return nil, true
	}
	known := v.Of(ctx, []string{text, other})
	if known == nil {
		return nil, false
	}
	made, err := v.embedder.EmbedPassages(ctx, cuts)
	if err != nil || len(made) != len(cuts) {
		return nil, false
	}
	whole := cosine(known[0], known[1])
	for _, cut := range made {
		gains = append(gains, cosine(cut, known[1])-whole)
	}
	return gains, true
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
