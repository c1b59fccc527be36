package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/eval"
	"footnote/retrieval"
)

// samples makes answers that are right as often as their feature says: the
// feature runs evenly from -3 to 3 deviations, and the odds of being right
// follow it by the given slope.
func samples(set string, n int, slope float64) []eval.Sample {
	name := answer.FeatureNames()[0]
	made := make([]eval.Sample, n)
	carry := 0.0
	for i := range made {
		x := 6*(float64(i)+0.5)/float64(n) - 3
		carry += 1 / (1 + math.Exp(-slope*x))
		right := carry >= 1
		if right {
			carry--
		}
		made[i] = eval.Sample{Set: set, Question: fmt.Sprint(i), Features: answer.Features{name: x}, Right: right}
	}
	return made
}

func TestCalibrateFindsWhatThereIsToFind(t *testing.T) {
	all := append(samples("a", 800, 1.5), samples("b", 800, 1.5)...)
	report, model, err := eval.Calibrate(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	if report.Fit.Samples != 1600 || len(report.HeldOut) != 2 || report.Together == nil || report.Together.Samples != 1600 {
		t.Fatalf("report %+v", report)
	}
	for _, held := range report.HeldOut {
		if held.Samples != 800 || *held.AUROC < 0.85 || *held.ECE > 0.1 {
			t.Errorf("%s: AUROC %.3f, ECE %.3f", held.Name, *held.AUROC, *held.ECE)
		}
	}
	for _, x := range []float64{-2, 0, 2} {
		got, _ := model.Confidence(answer.Features{answer.FeatureNames()[0]: x})
		if want := 1 / (1 + math.Exp(-1.5*x)); math.Abs(got-want) > 0.1 {
			t.Errorf("confidence at %v is %.3f, want about %.3f", x, got, want)
		}
	}
	if !strings.Contains(model.Origin, "a, b") {
		t.Errorf("the model does not say what it was fitted on: %q", model.Origin)
	}
}

func TestCalibrateNeverJudgesASetByItself(t *testing.T) {
	// In b the feature means the opposite: a model that had seen the set
	// would rank it right, one that saw only the other cannot.
	report, _, err := eval.Calibrate(t.Context(), append(samples("a", 400, 2), samples("b", 400, -2)...))
	if err != nil {
		t.Fatal(err)
	}
	for _, held := range report.HeldOut {
		if *held.AUROC > 0.5 {
			t.Errorf("%s: AUROC %.3f with a model of the opposite set", held.Name, *held.AUROC)
		}
	}
}

func TestCalibrateCountsSetsAlike(t *testing.T) {
	// A large set that goes well and a small one that goes badly, with a
	// feature that tells nothing: pooled, seven in ten answers are right.
	mixed := func(set string, n, rightOfFive int) []eval.Sample {
		made := samples(set, n, 0)
		for i := range made {
			made[i].Right = i%5 < rightOfFive
		}
		return made
	}
	_, model, err := eval.Calibrate(t.Context(), append(mixed("large", 800, 4), mixed("small", 150, 1)...))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := model.Confidence(answer.Features{answer.FeatureNames()[0]: 0}); math.Abs(got-0.5) > 0.05 {
		t.Errorf("confidence %.3f without a sign, want about 0.5: each set counts alike", got)
	}
}

func TestCalibrateALoneSet(t *testing.T) {
	report, _, err := eval.Calibrate(t.Context(), samples("mine", 200, 1.5))
	if err != nil {
		t.Fatal(err)
	}
	if len(report.HeldOut) != 0 || report.Together != nil || report.Fit.AUROC < 0.8 {
		t.Errorf("report %+v", report)
	}
	var text, encoded bytes.Buffer
	if err := errors.Join(report.WriteText(&text), report.WriteJSON(&encoded)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "parts across sets") || !json.Valid(encoded.Bytes()) {
		t.Errorf("text:\n%s\nJSON:\n%s", text.String(), encoded.String())
	}
}

func TestCalibrateRefuses(t *testing.T) {
	onlyRight := samples("a", 400, 50)[210:]
	for name, few := range map[string][]eval.Sample{"none": nil, "few": samples("a", 30, 1), "only right": onlyRight} {
		if _, _, err := eval.Calibrate(t.Context(), few); !errors.Is(err, answer.ErrTooFewSamples) {
			t.Errorf("%s: %v", name, err)
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := eval.Calibrate(cancelled, samples("a", 100, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestRunSamplesAreLabelledAnswersWithFeatures(t *testing.T) {
	asker := askerFunc(func(ctx context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
		given, evidence, err := quoting(ctx, q)
		given.Text = "It costs 14 euros."
		if q.ID != "q03" { // As when nothing could be computed.
			given.Features = answer.Features{"top_score": 0.5}
		}
		return given, evidence, err
	})
	set := ferry(t)
	run, err := eval.Ask(t.Context(), set, asker, eval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := run.Samples(set)
	if err != nil {
		t.Fatal(err)
	}
	right := map[string]bool{}
	for _, sample := range got {
		right[sample.Question] = sample.Right
		if sample.Set != "ferry" || sample.Features["top_score"] != 0.5 {
			t.Errorf("sample %+v", sample)
		}
	}
	if _, ok := right["q20"]; ok || len(right) != 26 {
		t.Errorf("%d samples; q20 is not labelled and q03 has no features", len(right))
	}
	if !right["q01"] || right["q03"] || right["q15"] {
		t.Errorf("judged %v", right)
	}
}
