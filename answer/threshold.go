package answer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Guarantee is the promise that, of questions like those that were labelled,
// at most the tolerated share of the answers that are shown is wrong.
type Guarantee struct {
	// Tolerated is the share, Certainty how sure the promise is: the share of
	// calibrations, each with labels drawn anew, that hold what they promise.
	Tolerated float64 `json:"tolerated"`
	Certainty float64 `json:"certainty"`
	// Threshold is the confidence from which answers are shown: 1, which none
	// reaches, where the promise cannot be made.
	Threshold float64 `json:"threshold"`
	// Labels were looked at. Answered of them reach the threshold, and Wrong
	// of those are wrong.
	Labels   int `json:"labels"`
	Answered int `json:"answered"`
	Wrong    int `json:"wrong"`
	// Possible is the smallest share that can be promised where Tolerated
	// cannot be; nil where that can, or nothing can.
	Possible *float64 `json:"possible,omitempty"`
}

// Met tells whether the promise can be made.
func (g Guarantee) Met() bool { return g.Answered > 0 }

// Labelled is a labelled answer as a threshold is chosen by.
type Labelled struct {
	// Confidence is from a model that was not fitted on the label.
	Confidence float64
	// Right says that the answer is right.
	Right bool
}

const (
	// certainty of a Guarantee.
	certainty = 0.9
	// nothingShown is a threshold that no confidence reaches.
	nothingShown = 1.0
	// The thresholds that are tried, in log-odds, from the safest down. They
	// must not depend on the labels.
	safest, boldest, stepDown = 7.0, -4.0, 0.1
	// possibleStep is how exactly the smallest share is told.
	possibleStep = 0.005
)

// Promise returns the lowest threshold at which the tolerated share, between
// 0 and 1, can be promised. Thresholds are tested in a fixed sequence, from
// the highest down, as long as the hypothesis that too many are wrong is
// refuted at 1-certainty by the exact binomial bound (Clopper and Pearson,
// "The use of confidence or fiducial limits", 1934); the last that passes is
// taken. Testing in a fixed order needs no correction for how many were tried
// (Angelopoulos, Bates, Candès, Jordan and Lei, "Learn then Test", 2021). The
// sequence starts where so many answers are shown that the test could pass,
// with some of them wrong where labels are many.
func Promise(labels []Labelled, tolerated float64) Guarantee {
	surest := slices.Clone(labels)
	slices.SortFunc(surest, func(a, b Labelled) int { return cmp.Compare(b.Confidence, a.Confidence) })
	g := lowestThreshold(surest, tolerated)
	for share := tolerated + possibleStep; !g.Met() && share < 1; share += possibleStep {
		if lowestThreshold(surest, share).Met() {
			share = math.Ceil(share/possibleStep-1e-9) * possibleStep
			g.Possible = &share
			break
		}
	}
	return g
}

// lowestThreshold goes through the thresholds; the labels are sorted, the
// surest first.
func lowestThreshold(surest []Labelled, tolerated float64) Guarantee {
	g := Guarantee{Tolerated: tolerated, Certainty: certainty, Threshold: nothingShown, Labels: len(surest)}
	first := firstShown(len(surest), tolerated)
	shown, wrong := 0, 0
	for step := range int((safest-boldest)/stepDown) + 1 {
		threshold := logistic(safest - float64(step)*stepDown)
		for shown < len(surest) && surest[shown].Confidence >= threshold {
			wrong += int(flag(!surest[shown].Right))
			shown++
		}
		if shown < first {
			continue
		}
		if atMost(wrong, shown, tolerated) > 1-certainty {
			break
		}
		g.Threshold, g.Answered, g.Wrong = threshold, shown, wrong
		if shown == len(surest) {
			// Of lower confidences the labels say nothing.
			g.Threshold = max(threshold, surest[shown-1].Confidence)
			break
		}
	}
	return g
}

// firstShown is how many answers the first threshold to be tested shows at
// least: twice as many as would pass if none were wrong, so that one mistake
// does not end the sequence at once, but no more than a fifth of the labels
// beyond those that are needed.
func firstShown(labels int, tolerated float64) int {
	needed := int(math.Ceil(math.Log(1-certainty) / math.Log1p(-tolerated)))
	return max(needed, min(2*needed, labels/5))
}

// atMost is the probability that at most k of n are wrong where each is with
// probability p. That it is at most 1-certainty says that p is above the
// upper Clopper–Pearson bound for k of n.
func atMost(k, n int, p float64) float64 {
	if k >= n || p <= 0 {
		return 1
	}
	if p >= 1 {
		return 0
	}
	sum := 0.0
	all := logFactorial(n)
	for i := range k + 1 {
		sum += math.Exp(all - logFactorial(i) - logFactorial(n-i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return sum
}

func logFactorial(n int) float64 {
	value, _ := math.Lgamma(float64(n) + 1)
	return value
}

// threshold returns the confidence from which answers are shown: the
// operator's, else the one that keeps the promise that the operator asked
// for, else DefaultThreshold. Where the promise cannot be kept nothing is
// shown, and trouble says why.
func (m Model) threshold(set, tolerated float64) (threshold float64, trouble string) {
	switch {
	case set > 0:
		return set, ""
	case tolerated == 0:
		return DefaultThreshold, ""
	case m.Guarantee == nil || m.Guarantee.Tolerated > tolerated:
		return nothingShown, fmt.Sprintf("the confidence model promises nothing for a tolerated share of %.3g wrong answers: calibrate with this setting in force", tolerated)
	case !m.Guarantee.Met():
		return nothingShown, fmt.Sprintf("a tolerated share of %.3g wrong answers cannot be promised by the labels that the confidence model was calibrated on", tolerated)
	}
	return m.Guarantee.Threshold, ""
}
