package answer_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/answer"
)

// world draws labelled answers whose share of right ones is known.
type world struct {
	// slope is 1 where confidence is what it says, above where it is too low.
	slope  float64
	random *rand.Rand
}

func (w world) label() answer.Labelled {
	logit := 1.5 + 1.5*w.random.NormFloat64()
	return answer.Labelled{Confidence: logistic(logit), Right: w.random.Float64() < logistic(w.slope*logit)}
}

func (w world) labels(n int) []answer.Labelled {
	drawn := make([]answer.Labelled, n)
	for i := range drawn {
		drawn[i] = w.label()
	}
	return drawn
}

// wrongFrom is the share of wrong answers among those that are shown.
func wrongFrom(labels []answer.Labelled, threshold float64) float64 {
	shown, wrong := 0, 0
	for _, l := range labels {
		if l.Confidence >= threshold {
			shown++
			if !l.Right {
				wrong++
			}
		}
	}
	return float64(wrong) / float64(max(shown, 1))
}

// TestThePromiseHolds calibrates many times with labels drawn anew, and looks
// whether what was promised holds on answers without end.
func TestThePromiseHolds(t *testing.T) {
	const repetitions = 300
	for _, n := range []int{60, 250, 1000} {
		for _, slope := range []float64{0.5, 1, 2} {
			for _, tolerated := range []float64{0.05, 0.1, 0.2} {
				t.Run(fmt.Sprintf("%d labels, slope %v, %v", n, slope, tolerated), func(t *testing.T) {
					w := world{slope, rand.New(rand.NewPCG(7, uint64(n)))}
					endless, broken := w.labels(20000), 0
					known := map[float64]float64{}
					for range repetitions {
						g := answer.Promise(w.labels(n), tolerated)
						wrong, ok := known[g.Threshold]
						if !ok {
							wrong = wrongFrom(endless, g.Threshold)
							known[g.Threshold] = wrong
						}
						if wrong > tolerated {
							broken++
						}
					}
					// Two deviations of chance beside the tenth that may fail.
					if most := 0.1 + 2*math.Sqrt(0.1*0.9/repetitions); float64(broken)/repetitions > most {
						t.Errorf("%d of %d promises do not hold", broken, repetitions)
					}
				})
			}
		}
	}
}

// TestThePromiseHoldsAfterAdapting does the same for all of what calibrating
// on one's own labels does: the labels choose the model and the threshold.
func TestThePromiseHoldsAfterAdapting(t *testing.T) {
	prior, err := answer.FitConfidence("prior", labelled(2000, 1))
	if err != nil {
		t.Fatal(err)
	}
	const repetitions, parts, tolerated = 100, 5, 0.2
	unseen, broken, met := labelled(5000, 2), 0, 0
	for seed := range uint64(repetitions) {
		own := labelled(200, 100+seed)
		var labels []answer.Labelled
		for part := range parts {
			var in, out []answer.Sample
			for i, s := range own {
				if i%parts == part {
					out = append(out, s)
				} else {
					in = append(in, s)
				}
			}
			labels = append(labels, confidences(prior, in, out)...)
		}
		g := answer.Promise(labels, tolerated)
		if g.Met() {
			met++
		}
		if wrongFrom(confidences(prior, own, unseen), g.Threshold) > tolerated {
			broken++
		}
	}
	if most := 0.1 + 2*math.Sqrt(0.1*0.9/repetitions); float64(broken)/repetitions > most || met < repetitions/2 {
		t.Errorf("%d of %d promises do not hold, %d were made", broken, repetitions, met)
	}
}

// confidences in some answers by the prior adapted to others.
func confidences(prior answer.Model, in, out []answer.Sample) []answer.Labelled {
	m := answer.AdaptConfidence("test", prior, in)
	labels := make([]answer.Labelled, len(out))
	for i, s := range out {
		p, _ := m.Confidence(s.Features)
		labels[i] = answer.Labelled{Confidence: p, Right: s.Right}
	}
	return labels
}

func TestPromise(t *testing.T) {
	same := func(n, wrong int) []answer.Labelled {
		labels := make([]answer.Labelled, n)
		for i := range labels {
			labels[i] = answer.Labelled{Confidence: 0.9, Right: i >= wrong}
		}
		return labels
	}
	// The upper bounds of Clopper and Pearson at 90 %: none wrong of 45 is
	// 1-0.1^(1/45) = 4.99 %, of 44 it is 5.10 %; 1 of 77 is 4.96 %, of 76
	// 5.02 %.
	for _, tc := range []struct {
		labels []answer.Labelled
		met    bool
	}{
		{nil, false}, {same(44, 0), false}, {same(45, 0), true}, {same(76, 1), false}, {same(77, 1), true}, {same(500, 500), false},
	} {
		g := answer.Promise(tc.labels, 0.05)
		if g.Met() != tc.met || g.Labels != len(tc.labels) || g.Tolerated != 0.05 || g.Certainty != 0.9 {
			t.Errorf("%d labels: %+v, met %v", len(tc.labels), g, tc.met)
		}
		if tc.met && (g.Threshold > 0.9 || g.Answered != len(tc.labels) || g.Possible != nil) || !tc.met && g.Threshold != 1 {
			t.Errorf("%d labels: %+v", len(tc.labels), g)
		}
	}
	// Labels of shown answers alone say nothing of those that were not shown.
	if g := answer.Promise(same(500, 0), 0.05); g.Threshold != 0.9 {
		t.Errorf("labels from 0.9 on promise something from %v on", g.Threshold)
	}
	// 5.10 % is told as the next half per cent; of all wrong nothing can be.
	if g := answer.Promise(same(44, 0), 0.05); g.Possible == nil || math.Abs(*g.Possible-0.055) > 1e-9 {
		t.Errorf("possible: %+v", g)
	}
	if g := answer.Promise(same(500, 500), 0.05); g.Possible != nil {
		t.Errorf("possible though all are wrong: %v", *g.Possible)
	}
}

func TestThresholdFollowsFromTheToleratedShare(t *testing.T) {
	promising := func(g *answer.Guarantee) *answer.Model {
		m, err := answer.ShippedModel()
		if err != nil {
			t.Fatal(err)
		}
		m.Guarantee = g
		return &m
	}
	b := newBase(t)
	five := &answer.Guarantee{Tolerated: 0.05, Certainty: 0.9, Threshold: 0.83, Labels: 300, Answered: 120}
	failed := &answer.Guarantee{Tolerated: 0.05, Certainty: 0.9, Threshold: 1, Labels: 300}
	for _, tc := range []struct {
		name           string
		set, tolerated float64
		promise        *answer.Guarantee
		want           float64
		warning        string
	}{
		{"nothing set", 0, 0, five, answer.DefaultThreshold, ""},
		{"a threshold", 0.4, 0, five, 0.4, ""},
		{"what was promised", 0, 0.05, five, 0.83, ""},
		{"more than what was promised", 0, 0.1, five, 0.83, ""},
		{"less than what was promised", 0, 0.02, five, 1, "calibrate"},
		{"no promise", 0, 0.05, nil, 1, "calibrate"},
		{"a promise that cannot be made", 0, 0.05, failed, 1, "cannot be promised"},
	} {
		var log bytes.Buffer
		e := b.engine(t, answer.Options{
			Threshold: tc.set, ToleratedWrong: tc.tolerated, Confidence: promising(tc.promise), Logger: slog.New(slog.NewTextHandler(&log, nil)),
		})
		a := b.answer(t, e, answer.Request{Question: "How long is the reset link valid?"})
		if a.Threshold != tc.want || !strings.Contains(log.String(), tc.warning) || tc.warning == "" && log.Len() > 0 {
			t.Errorf("%s: threshold %v, want %v; log %q", tc.name, a.Threshold, tc.want, log.String())
		}
		if tc.want == 1 && a.Decision == answer.Answered {
			t.Errorf("%s: shown all the same", tc.name)
		}
	}
}
