package policy

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// The kernel and its ridge; docs/decisions reports what else was tried.
const (
	// sharpness is how fast likeness in meaning falls off with distance.
	sharpness = 2.0
	// wordShare is what likeness in words counts next to that in meaning.
	wordShare = 0.3
	ridge     = 0.03
)

// model is a classifier that has learned. It does not change.
type model struct {
	embedder Embedder
	examples []Example
	classes  []string
	rarity   rarity
	mean     []float64
	points   []point
	// weights of the examples by class, those of no class last.
	weights [][]float64
	// left are the scores of each example by a fit without it.
	left  [][]float64
	trust logistic
}

// point is a text as it is compared: by direction in meaning, and by words.
type point struct {
	meaning []float64
	words   []feature
}

// train fits a model: a kernel ridge regression on the membership in each
// class. The kernel is exp(cos−1) of the meanings' vectors, centred, plus
// wordShare times the same of the words' tf-idf vectors. Probabilities are a
// logistic function of the scores that the examples get when each is left out.
func train(ctx context.Context, embedder Embedder, examples []Example) (*model, error) {
	m := newModel(embedder, examples)
	if len(m.classes) == 0 {
		return nil, errors.New("there are none")
	}
	texts := make([]string, len(examples))
	words := make([][]feature, len(examples))
	for i, e := range examples {
		texts[i], words[i] = e.Text, wordsOf(e.Text)
	}
	vectors, err := m.embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	m.rarity, m.mean = newRarity(words), mean(vectors)
	for i := range examples {
		m.points = append(m.points, m.point(vectors[i], words[i]))
	}
	if err := m.fit(ctx); err != nil {
		return nil, err
	}
	m.calibrate()
	return m, nil
}

// newModel returns a model that knows its classes and nothing else.
func newModel(embedder Embedder, examples []Example) *model {
	m := &model{embedder: embedder, examples: examples}
	for _, e := range examples {
		if e.Class != "" && !slices.Contains(m.classes, e.Class) {
			m.classes = append(m.classes, e.Class)
		}
	}
	return m
}

// embed returns a vector a text, nil ones without an embedder.
func (m *model) embed(ctx context.Context, texts []string) ([][]float32, error) {
	if m.embedder == nil {
		return make([][]float32, len(texts)), nil
	}
	const batch = 32
	all := make([][]float32, 0, len(texts))
	for part := range slices.Chunk(texts, batch) {
		made, err := m.embedder.EmbedPassages(ctx, part)
		if err == nil && len(made) != len(part) {
			err = fmt.Errorf("the model returned %d vectors for %d texts", len(made), len(part))
		}
		if err != nil {
			return nil, fmt.Errorf("embed messages: %w", err)
		}
		all = append(all, made...)
	}
	for _, v := range all {
		if len(v) != len(all[0]) || m.mean != nil && len(v) != len(m.mean) {
			return nil, errors.New("embed messages: the model returned vectors of several lengths")
		}
	}
	return all, nil
}

func mean(vectors [][]float32) []float64 {
	middle := make([]float64, len(vectors[0]))
	for _, v := range vectors {
		for k, x := range v {
			middle[k] += float64(x) / float64(len(vectors))
		}
	}
	return middle
}

// point centres a vector, so that what all messages have in common does not
// make them alike.
func (m *model) point(vector []float32, words []feature) point {
	meaning := make([]float64, len(vector))
	for k, x := range vector {
		meaning[k] = float64(x) - m.mean[k]
	}
	return point{unit(meaning), m.rarity.unit(words)}
}

// unit scales a vector to length one, in place; zeros stay.
func unit(vector []float64) []float64 {
	if length := math.Sqrt(dot(vector, vector)); length > 0 {
		for k := range vector {
			vector[k] /= length
		}
	}
	return vector
}

func kernel(a, b point) float64 {
	return math.Exp(sharpness*(dot(a.meaning, b.meaning)-1)) + wordShare*math.Exp(common(a.words, b.words)-1)
}

// fit solves for the weights, and for the scores of each example without it:
// y − α/(G⁻¹)ᵢᵢ, the closed form of leave-one-out for ridge regression.
func (m *model) fit(ctx context.Context) error {
	n := len(m.points)
	g := newMatrix(n)
	for i := range n {
		if err := ctx.Err(); err != nil {
			return err
		}
		for j := range i + 1 {
			g[i][j] = kernel(m.points[i], m.points[j])
		}
		g[i][i] += ridge
	}
	g.invert()
	m.left = make([][]float64, n)
	for class := range len(m.classes) + 1 {
		member := make([]float64, n)
		for i, e := range m.examples {
			if m.column(e.Class) == class {
				member[i] = 1
			}
		}
		weights := make([]float64, n)
		for i := range n {
			weights[i] = dot(g[i], member)
			m.left[i] = append(m.left[i], member[i]-weights[i]/g[i][i])
		}
		m.weights = append(m.weights, weights)
	}
	return nil
}

// column is a class's place among the weights.
func (m *model) column(class string) int {
	if i := slices.Index(m.classes, class); i >= 0 {
		return i
	}
	return len(m.classes)
}

// scores of a text by class, that of no class last.
func (m *model) scores(p point) []float64 {
	near := make([]float64, len(m.points))
	for i := range m.points {
		near[i] = kernel(p, m.points[i])
	}
	scores := make([]float64, len(m.weights))
	for class, weights := range m.weights {
		scores[class] = dot(near, weights)
	}
	return scores
}

// guess reads scores: the highest class, and how far it is ahead of none.
func (m *model) guess(scores []float64) Guess {
	best := 0
	for class := range m.classes {
		if scores[class] > scores[best] {
			best = class
		}
	}
	return Guess{Class: m.classes[best], Probability: m.trust.probability(ahead(scores))}
}

// ahead is how much the nearest class is ahead of none.
func ahead(scores []float64) float64 {
	none := len(scores) - 1
	return slices.Max(scores[:none]) - scores[none]
}

// calibrate fits the trust in scores on those of the examples left out.
func (m *model) calibrate() {
	var with, without []float64
	for i, e := range m.examples {
		if e.Class == "" {
			without = append(without, ahead(m.left[i]))
		} else {
			with = append(with, ahead(m.left[i]))
		}
	}
	m.trust = fitLogistic(with, without)
}
