package answer_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"footnote/answer"
)

// labelled makes answers whose chance of being right is known.
func labelled(n int, seed uint64) []answer.Sample {
	r := rand.New(rand.NewPCG(seed, 1))
	samples := make([]answer.Sample, n)
	for i := range samples {
		a, b, noise := r.NormFloat64(), r.Float64(), r.NormFloat64()
		logit := 1.5*a + 2*(b-0.5)
		samples[i] = answer.Sample{
			Features: answer.Features{"top_score": a, "passage_covered": b, "sentence_cosine": noise},
			Right:    r.Float64() < 1/(1+math.Exp(-logit)),
		}
	}
	return samples
}

func TestFitRecoversWhatDecides(t *testing.T) {
	m, report, err := answer.FitConfidence("test", labelled(4000, 1))
	if err != nil {
		t.Fatal(err)
	}
	weights := map[string]float64{}
	for _, w := range m.Weights {
		weights[w.Name] = w.Weight / w.SD
	}
	if math.Abs(weights["top_score"]-1.5) > 0.2 || math.Abs(weights["passage_covered"]-2) > 0.5 || math.Abs(weights["sentence_cosine"]) > 0.15 {
		t.Errorf("weights %v, want about 1.5, 2 and 0", weights)
	}
	if report.AUROC < 0.75 || report.ECE > 0.04 || report.Samples != 4000 {
		t.Errorf("report %+v", report)
	}
	// On answers that it has not seen.
	sum, right, n := 0.0, 0.0, 0.0
	for _, s := range labelled(4000, 2) {
		p, _ := m.Confidence(s.Features)
		sum += p
		n++
		if s.Right {
			right++
		}
	}
	if math.Abs(sum-right)/n > 0.03 {
		t.Errorf("mean confidence %.3f, share of right answers %.3f", sum/n, right/n)
	}
}

func TestFitIsDeterministic(t *testing.T) {
	a, _, err := answer.FitConfidence("test", labelled(500, 3))
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := answer.FitConfidence("test", labelled(500, 3))
	if err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("two fits differ: %v", err)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := answer.ParseModel(data); err != nil || !reflect.DeepEqual(a, c) {
		t.Errorf("a model does not survive JSON: %v", err)
	}
}

func TestFeaturesWithTheWrongSignAreLeftOut(t *testing.T) {
	samples := labelled(2000, 4)
	for i := range samples {
		samples[i].Features["passage_covered"] = -samples[i].Features["top_score"]
	}
	m, _, err := answer.FitConfidence("test", samples)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range m.Weights {
		if w.Name != "dropped" && w.Weight < 0 {
			t.Errorf("%s speaks against an answer: %v", w.Name, w.Weight)
		}
	}
}

func TestTooFewLabels(t *testing.T) {
	if _, _, err := answer.FitConfidence("test", labelled(20, 5)); !errors.Is(err, answer.ErrTooFewSamples) {
		t.Errorf("error %v", err)
	}
}

func TestThresholdKeepsTheToleratedShareOfWrongAnswers(t *testing.T) {
	samples := labelled(3000, 6)
	m, _, err := answer.FitConfidence("test", samples)
	if err != nil {
		t.Fatal(err)
	}
	for _, tolerated := range []float64{0.02, 0.1, 0.3, 1} {
		threshold, coverage := answer.ThresholdFor(m, samples, tolerated)
		shown, wrong := 0, 0
		for _, s := range samples {
			if p, _ := m.Confidence(s.Features); p >= threshold {
				shown++
				if !s.Right {
					wrong++
				}
			}
		}
		if float64(wrong) > tolerated*float64(shown) || math.Abs(coverage-float64(shown)/3000) > 1e-9 {
			t.Errorf("tolerated %v: %d of %d shown are wrong, coverage said to be %v", tolerated, wrong, shown, coverage)
		}
		if tolerated == 1 && shown != len(samples) {
			t.Errorf("all is tolerated, and %d are shown", shown)
		}
	}
}

func TestShippedModel(t *testing.T) {
	m, err := answer.ShippedModel()
	if err != nil {
		t.Fatal(err)
	}
	best, worst := answer.Features{}, answer.Features{}
	for _, w := range m.Weights {
		best[w.Name], worst[w.Name] = w.Mean+math.Copysign(2*w.SD, w.Weight), w.Mean-math.Copysign(2*w.SD, w.Weight)
	}
	high, _ := m.Confidence(best)
	low, _ := m.Confidence(worst)
	if high < 0.9 || low > 0.3 {
		t.Errorf("confidence goes from %.2f to %.2f", low, high)
	}
	// Values that were never seen do not break it.
	for _, v := range []float64{math.Inf(1), math.Inf(-1), 1e300} {
		for name := range best {
			best[name] = v
		}
		if p, _ := m.Confidence(best); math.IsNaN(p) || p < 0 || p > 1 {
			t.Errorf("confidence %v at %v", p, v)
		}
	}
}

func TestUnusableModels(t *testing.T) {
	for data, want := range map[string]string{
		"{": "calibrate",
		`{"weights":[{"name":"luck","mean":0,"sd":1,"weight":1}]}`:      "another version",
		`{"weights":[{"name":"top_score","mean":0,"sd":0,"weight":1}]}`: "deviation",
	} {
		if _, err := answer.ParseModel([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", data, err, want)
		}
	}
}
