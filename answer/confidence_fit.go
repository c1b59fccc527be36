package answer

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Sample is a labelled answer to fit a confidence model on.
type Sample struct {
	Features Features
	// Group names the question set that it comes from. Sets differ in how
	// many of their questions can be answered at all: the weights are fitted
	// within sets, and the bias with all sets counting alike.
	Group string
	// Right says that the answer (or, where it escalated, its draft) is
	// right.
	Right bool
}

const (
	// minEach is how many right and how many wrong answers a model is fitted
	// on at least.
	minEach = 10
	// ridge is the strength of the L2 penalty on a weight, in samples.
	ridge = 20.0
	// slightly is the penalty of a bias that is free, so that a group in which
	// all is right has one too.
	slightly = 0.01
	// minValues of a feature are needed to standardize it.
	minValues = 20
)

// ErrTooFewSamples says that a model cannot be fitted on so few labels, or
// on labels of one kind only.
var ErrTooFewSamples = errors.New("too few labelled answers to fit a confidence model")

// FitConfidence fits a model to labelled answers: logistic regression with an
// L2 penalty, each group counting alike. The same samples in the same order
// give the same model. It fails with ErrTooFewSamples.
func FitConfidence(origin string, samples []Sample) (Model, error) {
	right := 0
	for _, s := range samples {
		right += int(flag(s.Right))
	}
	if wrong := len(samples) - right; right < minEach || wrong < minEach {
		return Model{}, fmt.Errorf("%w: %d right and %d wrong, at least %d of each are needed", ErrTooFewSamples, right, wrong, minEach)
	}
	return fit(origin, samples), nil
}

// falling are the features that can only speak against an answer, neutral
// those that can do either. All others can only speak for it.
var (
	falling = map[string]bool{featureDropped: true, featureHistory: true, featureTurned: true}
	neutral = map[string]bool{featureLength: true}
)

// assumed are the weights of features that do not vary in what a model is
// fitted on: quoted answers have full support and no dropped sentences.
var assumed = []FeatureModel{
	{Name: featureSupport, Mean: 1, SD: 0.1, Weight: 0.2},
	{Name: featureDropped, Mean: 0, SD: 0.3, Weight: -0.3},
}

// fit standardizes the features and solves for their weights. Each group has
// a bias of its own, so that the weights tell answers apart within groups, and
// all groups count alike. Weights keep to the side of zero where a feature
// belongs: one on the other side would explain answers wrongly.
func fit(origin string, samples []Sample) Model {
	m := Model{Origin: origin}
	for _, name := range FeatureNames() {
		if w, ok := standardize(name, samples); ok {
			m.Weights = append(m.Weights, w)
		}
	}
	groups := groupsOf(samples)
	p := problem{weight: balancedWeights(samples)}
	for range groups {
		p.columns = append(p.columns, free(0, slightly))
	}
	for _, w := range m.Weights {
		p.columns = append(p.columns, signed(w.Name, 0, ridge))
	}
	for _, s := range samples {
		row := make([]float64, len(groups), len(p.columns))
		row[slices.Index(groups, s.Group)] = 1
		p.rows = append(p.rows, append(row, m.standardized(s.Features)...))
		p.right = append(p.right, s.Right)
	}
	for j, weight := range p.solve()[len(groups):] {
		m.Weights[j].Weight = weight
	}
	m.Weights = slices.DeleteFunc(m.Weights, func(w FeatureModel) bool { return w.Weight == 0 })
	for _, a := range assumed {
		if !slices.ContainsFunc(m.Weights, func(w FeatureModel) bool { return w.Name == a.Name }) && !varies(a.Name, samples) {
			m.Weights = append(m.Weights, a)
		}
	}
	m.Bias = balancedBias(m, samples)
	return m
}

// standardized are the features in the order of the weights; one that is
// missing has no effect, as at its mean.
func (m Model) standardized(f Features) []float64 {
	row := make([]float64, len(m.Weights))
	for j, w := range m.Weights {
		if value, ok := f[w.Name]; ok {
			row[j] = bounded((value - w.Mean) / w.SD)
		}
	}
	return row
}

// balancedWeights are how much each sample counts, so that each group counts
// alike and all together as many as they are.
func balancedWeights(samples []Sample) []float64 {
	sizes := map[string]float64{}
	for _, s := range samples {
		sizes[s.Group]++
	}
	weights := make([]float64, len(samples))
	for i, s := range samples {
		weights[i] = float64(len(samples)) / (float64(len(sizes)) * sizes[s.Group])
	}
	return weights
}

func varies(name string, samples []Sample) bool {
	_, ok := standardize(name, samples)
	return ok
}

// balancedBias finds the bias with which the mean confidence is the share of
// right answers, each group counting alike.
func balancedBias(m Model, samples []Sample) float64 {
	count := map[string]float64{}
	for _, s := range samples {
		count[s.Group]++
	}
	bias := 0.0
	for range 50 {
		m.Bias = bias
		gap, slope := 0.0, 0.0
		for _, s := range samples {
			p, _ := m.Confidence(s.Features)
			gap += (flag(s.Right) - p) / count[s.Group]
			slope += p * (1 - p) / count[s.Group]
		}
		step := max(-2, min(2, gap/max(slope, 1e-9)))
		bias += step
		if math.Abs(step) < 1e-12 {
			break
		}
	}
	return bias
}

// groupsOf lists the samples' groups in order of appearance.
func groupsOf(samples []Sample) []string {
	var groups []string
	for _, s := range samples {
		if !slices.Contains(groups, s.Group) {
			groups = append(groups, s.Group)
		}
	}
	return groups
}

// standardize returns a feature's mean and deviation; a feature that does not
// vary is left out.
func standardize(name string, samples []Sample) (FeatureModel, bool) {
	n, sum, squares := 0.0, 0.0, 0.0
	for _, s := range samples {
		if v, ok := s.Features[name]; ok {
			n++
			sum += v
		}
	}
	if n < minValues {
		return FeatureModel{}, false
	}
	mean := sum / n
	for _, s := range samples {
		if v, ok := s.Features[name]; ok {
			squares += (v - mean) * (v - mean)
		}
	}
	sd := math.Sqrt(squares / n)
	return FeatureModel{Name: name, Mean: mean, SD: sd}, sd > 1e-6
}
