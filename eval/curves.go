package eval

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
)

const (
	// reliabilityBins is in how many bins confidence is compared with truth.
	reliabilityBins = 10
	// maxOperating bounds the points that a risk–coverage curve is drawn by.
	maxOperating = 200
	// z95 is the normal deviate of a two-sided 95 % interval.
	z95 = 1.959964
)

// Bin is a part of the reliability diagram: questions of about the same
// confidence.
type Bin struct {
	Questions int `json:"questions"`
	// Confidence is the mean one, Right the share of answers that were right.
	Confidence float64 `json:"confidence"`
	Right      float64 `json:"right"`
	// Interval holds the share with 95 % probability (Wilson 1927).
	Interval Interval `json:"interval_95%"`
}

// Operating is a point of the risk–coverage curve: what follows from
// answering where confidence is at least Threshold (El-Yaniv and Wiener,
// "On the foundations of noise-free selective classification", JMLR 2010).
type Operating struct {
	Threshold float64 `json:"threshold"`
	// Coverage is the share of questions that are answered, Risk the share of
	// those answers that are wrong.
	Coverage float64 `json:"coverage"`
	Risk     float64 `json:"risk"`
}

// scored is a confidence with whether what it stood for was right.
type scored struct {
	confidence float64
	right      bool
}

// scoredOf takes the labelled questions, in their order.
func scoredOf(judgements []Judgement) []scored {
	var pairs []scored
	for _, j := range judgements {
		if j.Labelled {
			pairs = append(pairs, scored{j.Confidence, j.Right})
		}
	}
	return pairs
}

// byConfidence sorts by rising confidence; of equals, wrong comes before
// right, so that the order of questions does not matter.
func byConfidence(pairs []scored) []scored {
	rising := slices.Clone(pairs)
	slices.SortFunc(rising, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.confidence, b.confidence), count(a.right)-count(b.right))
	})
	return rising
}

// reliability cuts what byConfidence sorted into bins of equally many
// questions, fewer bins where there are fewer questions.
func reliability(rising []scored) []Bin {
	bins := make([]Bin, 0, reliabilityBins)
	for b := range reliabilityBins {
		part := rising[b*len(rising)/reliabilityBins : (b+1)*len(rising)/reliabilityBins]
		if len(part) == 0 {
			continue
		}
		var confidence float64
		right := 0
		for _, p := range part {
			confidence += p.confidence
			right += count(p.right)
		}
		size := float64(len(part))
		bins = append(bins, Bin{
			Questions: len(part), Confidence: confidence / size, Right: float64(right) / size,
			Interval: wilson(right, len(part)),
		})
	}
	return bins
}

// calibrationError is the mean distance between confidence and the share of
// right answers, by the questions in each bin (ECE).
func calibrationError(bins []Bin) *float64 {
	var total float64
	questions := 0
	for _, b := range bins {
		total += float64(b.Questions) * math.Abs(b.Confidence-b.Right)
		questions += b.Questions
	}
	return mean(total, questions)
}

// wilson is the score interval of 95 % for right of n, n > 0 (Wilson,
// "Probable inference, the law of succession, and statistical inference",
// 1927): unlike the plain one it holds near 0 and 1 and for few questions.
func wilson(right, n int) Interval {
	share, size := float64(right)/float64(n), float64(n)
	middle := share + z95*z95/(2*size)
	half := z95 * math.Sqrt(share*(1-share)/size+z95*z95/(4*size*size))
	scale := 1 + z95*z95/size
	return Interval{Low: max(0, (middle-half)/scale), High: min(1, (middle+half)/scale)}
}

// riskCoverage goes through what byConfidence sorted from the highest
// confidence down. Questions of equal confidence are answered together: no
// threshold tells them apart. Long curves are thinned.
func riskCoverage(rising []scored) []Operating {
	curve := []Operating{}
	wrong, step := 0, (len(rising)+maxOperating-1)/maxOperating
	taken := 0
	for i := len(rising) - 1; i >= 0; i-- {
		wrong += count(!rising[i].right)
		answered := len(rising) - i
		if i > 0 && rising[i-1].confidence == rising[i].confidence {
			continue
		}
		if i > 0 && answered < taken+step {
			continue
		}
		taken = answered
		curve = append(curve, Operating{
			Threshold: rising[i].confidence,
			Coverage:  float64(answered) / float64(len(rising)),
			Risk:      float64(wrong) / float64(answered),
		})
	}
	return curve
}

// atCoverages picks, for each tenth, the first point that covers it.
func atCoverages(curve []Operating) []Operating {
	var picked []Operating
	for tenth := 1; tenth <= 10; tenth++ {
		i := slices.IndexFunc(curve, func(o Operating) bool { return o.Coverage >= float64(tenth)/10-1e-9 })
		if i >= 0 && (len(picked) == 0 || picked[len(picked)-1] != curve[i]) {
			picked = append(picked, curve[i])
		}
	}
	return picked
}

// writeCurves writes both curves as aligned text.
func writeCurves(table io.Writer, bins []Bin, curve []Operating) {
	if len(bins) == 0 {
		return
	}
	fmt.Fprintf(table, "\nconfidence\tright\t95 %% interval\tquestions\n")
	for _, b := range bins {
		fmt.Fprintf(table, "%.3f\t%.3f\t(%.3f to %.3f)\t%d\n", b.Confidence, b.Right, b.Interval.Low, b.Interval.High, b.Questions)
	}
	fmt.Fprintf(table, "\nanswering from\tcovers\twith wrong\n")
	for _, o := range atCoverages(curve) {
		fmt.Fprintf(table, "%.3f\t%.3f\t%.3f\n", o.Threshold, o.Coverage, o.Risk)
	}
}
