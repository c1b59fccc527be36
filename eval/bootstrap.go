package eval

import (
	"math"
	"math/rand/v2"
	"slices"
)

const (
	resamples = 1000
	seed      = 20261122
)

// Interval holds a metric with 95 % probability, were the questions drawn
// anew.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Intervals are bootstrap intervals by the metric's JSON name, the same at
// every call. Metrics that most resamples cannot tell have none.
func Intervals(judgements []Judgement) map[string]Interval {
	labelled := slices.DeleteFunc(slices.Clone(judgements), func(j Judgement) bool { return !j.Labelled })
	if len(labelled) < 2 {
		return map[string]Interval{}
	}
	drawn := make([]Judgement, len(labelled))
	return bootstrap(len(labelled), func(draw func() int) Metrics {
		for i := range drawn {
			drawn[i] = labelled[draw()]
		}
		return Compute(drawn)
	})
}

// confidenceIntervals are those of AUROC, ECE and Brier score over what
// byConfidence sorted.
func confidenceIntervals(rising []scored) map[string]Interval {
	if len(rising) < 2 {
		return map[string]Interval{}
	}
	times, drawn := make([]int, len(rising)), make([]scored, 0, len(rising))
	return bootstrap(len(rising), func(draw func() int) Metrics {
		clear(times)
		for range rising {
			times[draw()]++
		}
		drawn = drawn[:0] // In order of confidence again, without sorting.
		for i, pair := range rising {
			for range times[i] {
				drawn = append(drawn, pair)
			}
		}
		var m Metrics
		m.calibration(drawn)
		return m
	})
}

// bootstrap computes metrics of many samples of n, drawn with replacement.
func bootstrap(n int, compute func(draw func() int) Metrics) map[string]Interval {
	random := rand.New(rand.NewPCG(seed, seed))
	values := map[string][]float64{}
	for range resamples {
		for _, share := range compute(func() int { return random.IntN(n) }).shares() {
			if share.value != nil {
				values[share.name] = append(values[share.name], *share.value)
			}
		}
	}
	intervals := map[string]Interval{}
	for name, known := range values {
		if i := interval(known); i != nil {
			intervals[name] = *i
		}
	}
	return intervals
}

// interval of 95 % by the percentiles of what the resamples gave (Efron and
// Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13), nil where
// most could not tell. It sorts the values.
func interval(values []float64) *Interval {
	if len(values) <= resamples/2 {
		return nil
	}
	slices.Sort(values)
	return &Interval{Low: percentile(values, 0.025), High: percentile(values, 0.975)}
}

// percentile of sorted values by nearest rank; there must be at least one.
func percentile(sorted []float64, share float64) float64 {
	rank := int(math.Ceil(share * float64(len(sorted))))
	return sorted[min(max(rank, 1), len(sorted))-1]
}

// share is a metric between 0 and 1 with its JSON name.
type share struct {
	name  string
	value *float64
}

func (m Metrics) shares() []share {
	return []share{
		{"recall@1", m.RecallAt1},
		{"recall@5", m.RecallAt5},
		{"recall@10", m.RecallAt10},
		{"mrr@10", m.MRR},
		{"ndcg@10", m.NDCG},
		{"answered", m.Answered},
		{"right_of_answered", m.RightOfAnswered},
		{"right_of_answerable", m.RightOfAnswerable},
		{"unanswerable_escalated", m.UnanswerableEscalated},
		{"auroc", m.AUROC},
		{"ece", m.ECE},
		{"brier", m.Brier},
		{"coverage_at_5%_risk", m.CoverageAtRisk5},
		{"coverage_at_10%_risk", m.CoverageAtRisk10},
		{"citations_in_gold_document", m.CitationsInGoldDocument},
	}
}
