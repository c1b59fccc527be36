package retrieval

import (
	"fmt"
	"math"
)

// Lesson is a question whose candidates are known to answer it or not.
type Lesson struct {
	// Set names the question set; sets count alike, however many questions
	// they have.
	Set string
	// Features are those of the candidates, Right says which answer. Lessons
	// in which all or none do teach nothing.
	Features []Features
	Right    []bool
}

// Learn adds a question's candidates, of which right tells those that answer
// it.
func (l *Lesson) Learn(candidates []Evidence, right func(Evidence) bool) {
	for _, e := range candidates {
		l.Features = append(l.Features, e.features)
		l.Right = append(l.Right, right(e))
	}
}

// Ranks reports where the first candidate that answers comes in a lesson,
// from 1, when the weights put them in order; 0 where none does. Where others
// have the same score it comes in their middle: weights that tell nothing
// apart find nothing.
func (w Weights) Ranks(l Lesson) int {
	best, rank := math.Inf(-1), 0
	for i, f := range l.Features {
		if score := w.sum(f); l.Right[i] && score > best {
			best, rank = score, 1
		}
	}
	if rank == 0 {
		return 0
	}
	same := 0
	for i, f := range l.Features {
		switch score := w.sum(f); {
		case l.Right[i]:
		case score > best:
			rank++
		case score == best:
			same++
		}
	}
	return rank + (same+1)/2
}

func (w Weights) sum(f Features) float64 {
	sum := 0.0
	for i, weight := range w {
		sum += weight * f[i]
	}
	return sum
}

// What each set of weights looks at. FeatureRecent is in none: too few
// questions ask for what is new to learn it from, so its weight is set by
// hand.
var (
	withSentences = []Feature{FeatureWords, FeatureMeaning, FeatureSentence, FeatureTitle, FeatureSentenceWords, FeatureTitleWords, FeatureNames, FeatureLanguage}
	withPassages  = []Feature{FeatureWords, FeatureNearness, FeatureSentenceWords, FeatureTitleWords, FeatureNames, FeatureLanguage}
	withWords     = []Feature{FeatureWords, FeatureSentenceWords, FeatureTitleWords, FeatureNames, FeatureLanguage}
)

// recentShare is FeatureRecent's part of the most that a passage can score.
const recentShare = 0.05

// FitRanking fits weights to lessons: those that make it most probable that a
// passage which answers is drawn when each is drawn with the probability
// softmax(score) among its question's candidates (ListNet's top-one
// probability; Cao and others, Learning to Rank, 2007). No weight is negative,
// because each feature speaks for a passage. The same lessons in the same
// order give the same weights.
func FitRanking(origin string, lessons []Lesson) (Ranking, error) {
	var telling []Lesson
	for _, l := range lessons {
		right := 0
		for _, r := range l.Right {
			if r {
				right++
			}
		}
		if right > 0 && right < len(l.Right) {
			telling = append(telling, l)
		}
	}
	if len(telling) < minLessons {
		return Ranking{}, fmt.Errorf("fit ranking: %d questions whose passage was found, at least %d are needed: add questions with gold labels", len(telling), minLessons)
	}
	r := Ranking{Origin: origin, Sentences: fitWeights(telling, withSentences), Passages: fitWeights(telling, withPassages), Words: fitWeights(telling, withWords)}
	for _, w := range []*Weights{&r.Sentences, &r.Passages, &r.Words} {
		w[FeatureRecent] = w.most() * recentShare
	}
	return r, nil
}

const (
	minLessons = 50
	// smoothing is the L2 penalty on a weight times its feature's deviation.
	smoothing = 1e-3
	sweeps    = 60
)

// fitWeights goes through the features in turn and moves each weight by a
// Newton step, whose curvature is the variance of the feature among the
// candidates.
func fitWeights(lessons []Lesson, look []Feature) Weights {
	perSet := map[string]float64{}
	for _, l := range lessons {
		perSet[l.Set]++
	}
	var w Weights
	deviation := deviations(lessons)
	for range sweeps {
		for _, f := range look {
			penalty := 2 * smoothing * deviation[f] * deviation[f]
			gradient, curvature := penalty*w[f], penalty
			for _, l := range lessons {
				share := 1 / (perSet[l.Set] * float64(len(perSet)))
				g, c := w.slope(l, f)
				gradient += share * g
				curvature += share * c
			}
			if curvature > 0 {
				w[f] = max(0, w[f]-gradient/curvature)
			}
		}
	}
	return w
}

// slope returns the derivative by a weight of the negative logarithm of the
// probability that what answers is drawn, and a bound of its curvature.
func (w Weights) slope(l Lesson, f Feature) (gradient, curvature float64) {
	most := math.Inf(-1)
	for _, x := range l.Features {
		most = max(most, w.sum(x))
	}
	var all, allMean, allSquare, right, rightMean float64
	for i, x := range l.Features {
		p := math.Exp(w.sum(x) - most)
		all += p
		allMean += p * x[f]
		allSquare += p * x[f] * x[f]
		if l.Right[i] {
			right += p
			rightMean += p * x[f]
		}
	}
	allMean /= all
	return allMean - rightMean/max(right, math.SmallestNonzeroFloat64), max(0, allSquare/all-allMean*allMean)
}

// deviations are the standard deviations of the features over all candidates.
func deviations(lessons []Lesson) Features {
	var n float64
	var sum, squares, d Features
	for _, l := range lessons {
		for _, x := range l.Features {
			n++
			for f, v := range x {
				sum[f] += v
				squares[f] += v * v
			}
		}
	}
	for f := range d {
		mean := sum[f] / n
		d[f] = math.Sqrt(max(0, squares[f]/n-mean*mean))
	}
	return d
}
