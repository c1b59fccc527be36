package answer

import (
	"errors"
	"fmt"
	"maps"
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

// FitReport says how well a fitted model does. All but Samples and Right are
// measured on samples that the measured model was not fitted on (five folds).
type FitReport struct {
	Samples int `json:"samples"`
	Right   int `json:"right"`
	// AUROC is the share of pairs of a right and a wrong answer in which the
	// right one has the higher confidence, within each group.
	AUROC float64 `json:"auroc"`
	// ECE is the expected calibration error over ten bins of equal size.
	ECE     float64 `json:"ece"`
	Brier   float64 `json:"brier"`
	LogLoss float64 `json:"log_loss"`
}

const (
	// minSamples of each label: fewer fit noise.
	minSamples = 20
	// ridge is the strength of the L2 penalty, in units of samples.
	ridge = 20.0
	folds = 5
)

// ErrTooFewSamples says that a model cannot be fitted on so few labels.
var ErrTooFewSamples = errors.New("too few labelled answers to fit a confidence model")

// FitConfidence fits a model to labelled answers: logistic regression with an
// L2 penalty by Newton's method. The same samples in the same order give the
// same model.
func FitConfidence(origin string, samples []Sample) (Model, FitReport, error) {
	right := 0
	for _, s := range samples {
		right += int(flag(s.Right))
	}
	if right < minSamples || len(samples)-right < minSamples {
		return Model{}, FitReport{}, fmt.Errorf("%w: %d right and %d wrong, at least %d of each are needed: add labelled questions", ErrTooFewSamples, right, len(samples)-right, minSamples)
	}
	var held []outcome
	for fold := range folds {
		var train, test []Sample
		for i, s := range samples {
			if i%folds == fold {
				test = append(test, s)
			} else {
				train = append(train, s)
			}
		}
		m := fit(origin, train)
		for _, s := range test {
			p, _ := m.Confidence(s.Features)
			held = append(held, outcome{p, s.Right, s.Group})
		}
	}
	report := FitReport{Samples: len(samples), Right: right, AUROC: withinGroups(held), ECE: calibrationError(held)}
	for _, o := range held {
		y := flag(o.right)
		p := max(1e-12, min(1-1e-12, o.confidence))
		report.Brier += (p - y) * (p - y) / float64(len(held))
		report.LogLoss -= (y*math.Log(p) + (1-y)*math.Log(1-p)) / float64(len(held))
	}
	return fit(origin, samples), report, nil
}

// ThresholdFor returns the lowest threshold at which at most the tolerated
// share of the shown answers is wrong, and the share of answers that are
// shown then. Where even the surest answers are wrong too often it is above 1.
func ThresholdFor(m Model, samples []Sample, tolerated float64) (threshold, coverage float64) {
	all := make([]outcome, 0, len(samples))
	for _, s := range samples {
		p, _ := m.Confidence(s.Features)
		all = append(all, outcome{p, s.Right, s.Group})
	}
	slices.SortStableFunc(all, func(a, b outcome) int { return compareFloat(b.confidence, a.confidence) })
	threshold, wrong := math.Nextafter(1, 2), 0
	for i, o := range all {
		wrong += int(flag(!o.right))
		last := i+1 == len(all) || all[i+1].confidence != o.confidence
		if last && float64(wrong) <= tolerated*float64(i+1) {
			threshold, coverage = o.confidence, float64(i+1)/float64(len(all))
		}
	}
	return threshold, coverage
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

// fit standardizes the features and solves for their weights. A feature whose
// weight comes out with the wrong sign, because others say the same better,
// is left out: it would explain answers wrongly.
func fit(origin string, samples []Sample) Model {
	var features []FeatureModel
	for _, name := range FeatureNames() {
		if w, ok := standardize(name, samples); ok {
			features = append(features, w)
		}
	}
	for {
		m := solveFor(features, samples)
		worst := -1
		for i, w := range m.Weights {
			if wrong := wrongness(w); wrong > 0 && (worst < 0 || wrong > wrongness(m.Weights[worst])) {
				worst = i
			}
		}
		if worst < 0 {
			m.Origin = origin
			for _, a := range assumed {
				if !slices.ContainsFunc(m.Weights, func(w FeatureModel) bool { return w.Name == a.Name }) && !varies(a.Name, samples) {
					m.Weights = append(m.Weights, a)
				}
			}
			return m
		}
		features = slices.Delete(features, worst, worst+1)
	}
}

// wrongness is how far a weight is on the wrong side of zero.
func wrongness(w FeatureModel) float64 {
	switch {
	case neutral[w.Name]:
		return 0
	case falling[w.Name]:
		return w.Weight
	}
	return -w.Weight
}

func varies(name string, samples []Sample) bool {
	_, ok := standardize(name, samples)
	return ok
}

// solveFor finds the weights of the given features.
func solveFor(features []FeatureModel, samples []Sample) Model {
	m := Model{Weights: slices.Clone(features)}
	groups := groupsOf(samples)
	n := len(groups) + len(features) // a bias for each group comes first
	rows := make([][]float64, len(samples))
	for i, s := range samples {
		rows[i] = make([]float64, n)
		rows[i][slices.Index(groups, s.Group)] = 1
		for j, w := range features {
			if v, ok := s.Features[w.Name]; ok {
				rows[i][len(groups)+j] = bounded((v - w.Mean) / w.SD)
			}
		}
	}
	beta := make([]float64, n)
	for range 50 {
		step := newtonStep(rows, samples, beta, len(groups))
		largest := 0.0
		for j := range beta {
			beta[j] += step[j]
			largest = max(largest, math.Abs(step[j]))
		}
		if largest < 1e-9 {
			break
		}
	}
	for j := range m.Weights {
		m.Weights[j].Weight = beta[len(groups)+j]
	}
	m.Bias = balancedBias(m, samples)
	return m
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
	if n < minSamples {
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

// newtonStep returns how to move the weights: (XᵀWX + λI)⁻¹ (Xᵀ(y−p) − λβ),
// the first, free weights without a penalty.
func newtonStep(rows [][]float64, samples []Sample, beta []float64, free int) []float64 {
	n := len(beta)
	gradient := make([]float64, n)
	hessian := make([][]float64, n)
	for j := range hessian {
		hessian[j] = make([]float64, n)
		if j >= free {
			hessian[j][j] = ridge
			gradient[j] = -ridge * beta[j]
		}
	}
	for i, row := range rows {
		z := 0.0
		for j, x := range row {
			z += x * beta[j]
		}
		p := 1 / (1 + math.Exp(-z))
		weight := max(p*(1-p), 1e-6)
		for j, x := range row {
			gradient[j] += x * (flag(samples[i].Right) - p)
			for k := 0; k <= j; k++ {
				hessian[j][k] += weight * x * row[k]
			}
		}
	}
	return solve(hessian, gradient)
}

// solve solves a symmetric positive definite system, of which only the lower
// triangle is read, by Cholesky's method.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for j := range n {
		for k := range j {
			a[j][j] -= a[j][k] * a[j][k]
		}
		a[j][j] = math.Sqrt(max(a[j][j], 1e-12))
		for i := j + 1; i < n; i++ {
			for k := range j {
				a[i][j] -= a[i][k] * a[j][k]
			}
			a[i][j] /= a[j][j]
		}
	}
	x := slices.Clone(b)
	for i := range n {
		for k := range i {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			x[i] -= a[k][i] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}

type outcome struct {
	confidence float64
	right      bool
	group      string
}

// withinGroups is the mean over groups of the AUROC in each, by size.
func withinGroups(all []outcome) float64 {
	groups := map[string][]outcome{}
	for _, o := range all {
		groups[o.group] = append(groups[o.group], o)
	}
	sum := 0.0
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		sum += auroc(groups[name]) * float64(len(groups[name])) / float64(len(all))
	}
	return sum
}

func auroc(all []outcome) float64 {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b outcome) int { return compareFloat(a.confidence, b.confidence) })
	ranks, positive := 0.0, 0.0
	for i := 0; i < len(sorted); {
		j := i
		for j < len(sorted) && sorted[j].confidence == sorted[i].confidence {
			j++
		}
		for k := i; k < j; k++ {
			if sorted[k].right {
				ranks += float64(i+1+j) / 2
				positive++
			}
		}
		i = j
	}
	negative := float64(len(sorted)) - positive
	if positive == 0 || negative == 0 {
		return 0.5
	}
	return (ranks - positive*(positive+1)/2) / (positive * negative)
}

func calibrationError(all []outcome) float64 {
	const bins = 10
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b outcome) int { return compareFloat(a.confidence, b.confidence) })
	total := 0.0
	for b := range bins {
		part := sorted[b*len(sorted)/bins : (b+1)*len(sorted)/bins]
		gap := 0.0
		for _, o := range part {
			gap += o.confidence - flag(o.right)
		}
		total += math.Abs(gap) / float64(len(sorted))
	}
	return total
}
