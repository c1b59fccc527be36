package policy

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"math"
)

// stored is what a classifier has learned from its examples, as Stored writes
// it in gob.
type stored struct {
	// Of is the fingerprint of the embedder and the examples.
	Of   uint64
	Mean []float64
	// Meanings are the points' directions, 8 bits a dimension (pack), one
	// example after the other.
	Meanings      []byte
	Weights, Left [][]float64
	// Slope and Offset are those of the trust in scores.
	Slope, Offset float64
}

// Stored returns what the classifier has learned, for NewStored. It learns
// first, from vectors that are rounded as they are stored.
func (c *Classifier) Stored(ctx context.Context) ([]byte, error) {
	fresh, err := train(ctx, c.embedder, c.examples)
	if err != nil {
		return nil, fmt.Errorf("learn from examples: %w", err)
	}
	s := stored{Of: fingerprint(c.embedder, c.examples), Mean: fresh.mean}
	for i, p := range fresh.points {
		packed := pack(p.meaning)
		s.Meanings = append(s.Meanings, packed...)
		fresh.points[i].meaning = unpack(packed)
	}
	fresh.weights = nil
	if err := fresh.fit(ctx); err != nil {
		return nil, fmt.Errorf("learn from examples: %w", err)
	}
	fresh.calibrate()
	s.Weights, s.Left, s.Slope, s.Offset = fresh.weights, fresh.left, fresh.trust.slope, fresh.trust.offset
	var out bytes.Buffer
	err = gob.NewEncoder(&out).Encode(s)
	return out.Bytes(), err
}

// NewStored returns a classifier that need not learn, as data, written by
// Stored, has it. Data that another embedder or other examples gave is not
// used: the classifier learns then when it is first used, like any.
func NewStored(embedder Embedder, examples []Example, data []byte) *Classifier {
	c := NewClassifier(embedder, examples)
	c.stored = data
	return c
}

// restore makes a model of what was stored, nil where that does not fit.
func restore(embedder Embedder, examples []Example, data []byte) *model {
	var s stored
	if len(data) == 0 || gob.NewDecoder(bytes.NewReader(data)).Decode(&s) != nil || s.Of != fingerprint(embedder, examples) {
		return nil
	}
	m := newModel(embedder, examples)
	words := make([][]feature, len(examples))
	for i, e := range examples {
		words[i] = wordsOf(e.Text)
	}
	m.rarity, m.mean = newRarity(words), s.Mean
	size := len(s.Mean)
	if len(s.Meanings) != size*len(examples) || len(s.Weights) != len(m.classes)+1 || len(s.Left) != len(examples) {
		return nil
	}
	for i, w := range words {
		m.points = append(m.points, point{unpack(s.Meanings[i*size : (i+1)*size]), m.rarity.unit(w)})
	}
	m.weights, m.left, m.trust = s.Weights, s.Left, logistic{s.Slope, s.Offset}
	return m
}

// fingerprint tells embedders and examples apart. An embedder that does not
// tell its name has that of none.
func fingerprint(embedder Embedder, examples []Example) uint64 {
	parts := []string{""}
	if named, ok := embedder.(interface{ Model() string }); ok {
		parts[0] = named.Model()
	}
	for _, e := range examples {
		parts = append(parts, e.Class, e.Text)
	}
	return hash(parts...)
}

// pack rounds a vector to 8 bits a dimension, of which its length is lost: the
// largest value becomes 127.
func pack(vector []float64) []byte {
	largest := math.SmallestNonzeroFloat64
	for _, x := range vector {
		largest = max(largest, math.Abs(x))
	}
	packed := make([]byte, len(vector))
	for k, x := range vector {
		packed[k] = byte(int8(math.Round(x / largest * math.MaxInt8)))
	}
	return packed
}

// unpack returns a packed vector, of length one.
func unpack(packed []byte) []float64 {
	vector := make([]float64, len(packed))
	for k, b := range packed {
		vector[k] = float64(int8(b))
	}
	return unit(vector)
}
