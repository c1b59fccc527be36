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
	m, err := answer.FitConfidence("test", labelled(4000, 1))
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
	a, err := answer.FitConfidence("test", labelled(500, 3))
	if err != nil {
		t.Fatal(err)
	}
	b, err := answer.FitConfidence("test", labelled(500, 3))
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
	m, err := answer.FitConfidence("test", samples)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range m.Weights {
		if w.Name != "dropped" && w.Weight < 0 {
			t.Errorf("%s speaks against an answer: %v", w.Name, w.Weight)
		}
	}
}

func TestAdaptedModelStaysCloseToThePrior(t *testing.T) {
	prior, err := answer.FitConfidence("prior", labelled(4000, 1))
	if err != nil {
		t.Fatal(err)
	}
	// Elsewhere answers are right far less often, for the same reasons.
	elsewhere := func(n int, seed uint64) []answer.Sample {
		r := rand.New(rand.NewPCG(seed, 2))
		samples := labelled(n, seed)
		for i, s := range samples {
			samples[i].Right = r.Float64() < logistic(1.5*s.Features["top_score"]+2*(s.Features["passage_covered"]-0.5)-1.5)
		}
		return samples
	}
	unseen := elsewhere(4000, 8)
	before, worst := brier(prior, unseen), 0.0
	for seed := range uint64(20) {
		m := answer.AdaptConfidence("60 labels", prior, elsewhere(60, 100+seed))
		worst = max(worst, brier(m, unseen))
		for _, w := range m.Weights {
			if w.Name != "dropped" && w.Weight < 0 {
				t.Errorf("%s speaks against an answer: %v", w.Name, w.Weight)
			}
		}
	}
	many := answer.AdaptConfidence("many", prior, elsewhere(2000, 9))
	if after := brier(many, unseen); worst >= before || after >= worst {
		t.Errorf("Brier score %.4f unadapted, at worst %.4f with 60 labels, %.4f with many", before, worst, after)
	}
}

// TestAPriorThatIsSureAndWrong: a full Newton step from there goes too far,
// and the next one further.
func TestAPriorThatIsSureAndWrong(t *testing.T) {
	sure := labelled(1000, 1)
	for i := range sure {
		sure[i].Right = sure[i].Features["top_score"] > -1.5 && i%50 > 0 || i%50 == 1
	}
	prior, err := answer.FitConfidence("prior", sure)
	if err != nil {
		t.Fatal(err)
	}
	wrong := labelled(1200, 2)
	right := 0.0
	for i, s := range wrong {
		wrong[i].Right = s.Right && i%3 > 0
		if wrong[i].Right {
			right++
		}
	}
	share := right / float64(len(wrong))
	before, after := brier(prior, wrong), brier(answer.AdaptConfidence("test", prior, wrong), wrong)
	if after > share*(1-share) {
		t.Errorf("Brier score %.3f before and %.3f after, %.3f by the share alone", before, after, share*(1-share))
	}
}

func TestEffectsAddUpToTheLogOdds(t *testing.T) {
	shipped, err := answer.ShippedModel()
	if err != nil {
		t.Fatal(err)
	}
	fitted, err := answer.FitConfidence("test", labelled(500, 1))
	if err != nil {
		t.Fatal(err)
	}
	adapted := answer.AdaptConfidence("test", fitted, labelled(60, 2))
	for name, m := range map[string]answer.Model{"shipped": shipped, "fitted": fitted, "adapted": adapted} {
		for _, s := range labelled(100, 3) {
			p, factors := m.Confidence(s.Features)
			sum := m.Bias
			for _, f := range factors {
				sum += f.Effect
			}
			if math.Abs(sum-math.Log(p/(1-p))) > 1e-6 {
				t.Fatalf("%s: effects add up to %v, the log-odds are %v", name, sum, math.Log(p/(1-p)))
			}
		}
	}
}

func TestTooFewLabels(t *testing.T) {
	if _, err := answer.FitConfidence("test", labelled(12, 5)); !errors.Is(err, answer.ErrTooFewSamples) {
		t.Errorf("error %v", err)
	}
}

func TestAdaptingToNothingIsThePrior(t *testing.T) {
	prior, err := answer.FitConfidence("prior", labelled(500, 1))
	if err != nil {
		t.Fatal(err)
	}
	if m := answer.AdaptConfidence("prior", prior, nil); !reflect.DeepEqual(m, prior) {
		t.Errorf("%+v", m)
	}
}

func logistic(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// brier is the mean squared distance of confidence from truth.
func brier(m answer.Model, samples []answer.Sample) float64 {
	sum := 0.0
	for _, s := range samples {
		p, _ := m.Confidence(s.Features)
		if s.Right {
			p--
		}
		sum += p * p
	}
	return sum / float64(len(samples))
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
		"{}": "no weights",
		`{"weights":[{"name":"top_score","mean":0,"sd":1,"weight":1}],"guarantee":{"tolerated":0.05,"threshold":0}}`: "guarantee",
	} {
		if _, err := answer.ParseModel([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", data, err, want)
		}
	}
}
