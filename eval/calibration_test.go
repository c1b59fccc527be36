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

// view finds a view of the report.
func view(t *testing.T, c eval.Calibration, name string) eval.View {
	t.Helper()
	for _, v := range c.Views {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("no view %q in %+v", name, c.Views)
	return eval.View{}
}

func TestCalibrateFindsWhatThereIsToFind(t *testing.T) {
	all := append(samples("a", 800, 1.5), samples("b", 730, 1.5)...)
	report, model, err := eval.Calibrate(t.Context(), all, eval.CalibrateOptions{Date: "2026-11-25", ToleratedWrong: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"left out", "after refit on half", "parts of all"} {
		v := view(t, report, name)
		if v.Together.Samples != 1530 || len(v.Sets) != 2 || len(v.Languages) != 1 {
			t.Errorf("%s: %d samples, %d sets, %d languages", name, v.Together.Samples, len(v.Sets), len(v.Languages))
		}
		for _, held := range v.Sets {
			if held.Samples < 730 || *held.AUROC < 0.85 || *held.ECE > 0.1 || len(held.Reliability) != 10 || len(held.RiskCoverage) == 0 {
				t.Errorf("%s, %s: AUROC %.3f, ECE %.3f", name, held.Name, *held.AUROC, *held.ECE)
			}
			if i := held.Intervals["auroc"]; i.Low >= *held.AUROC || i.High <= *held.AUROC || i.High-i.Low > 0.1 {
				t.Errorf("%s, %s: AUROC %.3f in %+v", name, held.Name, *held.AUROC, i)
			}
			if *held.ECEByChance <= 0 || *held.ECEByChance > 0.06 {
				t.Errorf("%s, %s: ECE by chance %.3f", name, held.Name, *held.ECEByChance)
			}
		}
	}
	for _, x := range []float64{-2, 0, 2} {
		got, _ := model.Confidence(answer.Features{answer.FeatureNames()[0]: x})
		if want := 1 / (1 + math.Exp(-1.5*x)); math.Abs(got-want) > 0.1 {
			t.Errorf("confidence at %v is %.3f, want about %.3f", x, got, want)
		}
	}
	r := model.Report
	if !strings.Contains(model.Origin, "a, b") || r == nil || r.Date != "2026-11-25" || r.Labels != 1530 || r.Judged != "left out" || *r.AUROC < 0.85 {
		t.Errorf("the model does not say what it was fitted on: %q, %+v", model.Origin, r)
	}
	if g := model.Guarantee; g == nil || !g.Met() || g.Labels != 1530 || float64(g.Wrong)/float64(g.Answered) > 0.1 || report.Guarantee != g {
		t.Errorf("guarantee %+v", g)
	}
}

func TestCalibrateNeverJudgesASetByItself(t *testing.T) {
	// In b the feature means the opposite: a model that had seen the set
	// would rank it right, one that saw only the other cannot.
	report, _, err := eval.Calibrate(t.Context(), append(samples("a", 400, 2), samples("b", 400, -2)...), eval.CalibrateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, held := range view(t, report, "left out").Sets {
		if *held.AUROC > 0.5 {
			t.Errorf("%s: AUROC %.3f with a model of the opposite set", held.Name, *held.AUROC)
		}
	}
}

func TestCalibrateLeavesSetsOverTheSameArticlesOutTogether(t *testing.T) {
	all := append(append(samples("a", 200, 2), samples("near", 200, 2)...), samples("b", 200, -2)...)
	for i := range all {
		all[i].Base = map[bool]string{true: "second", false: "first"}[all[i].Set == "b"]
	}
	report, _, err := eval.Calibrate(t.Context(), all, eval.CalibrateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sets := view(t, report, "left out").Sets
	if len(sets) != 2 || sets[0].Name != "a + near" || sets[0].Samples != 400 || *sets[0].AUROC > 0.5 {
		t.Errorf("left out: %d sets, %+v", len(sets), sets[0].Name)
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
	_, model, err := eval.Calibrate(t.Context(), append(mixed("large", 800, 4), mixed("small", 150, 1)...), eval.CalibrateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := model.Confidence(answer.Features{answer.FeatureNames()[0]: 0}); math.Abs(got-0.5) > 0.05 {
		t.Errorf("confidence %.3f without a sign, want about 0.5: each set counts alike", got)
	}
}

func TestCalibrateALoneSet(t *testing.T) {
	report, _, err := eval.Calibrate(t.Context(), samples("mine", 200, 1.5), eval.CalibrateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if v := view(t, report, "parts of all"); len(report.Views) != 1 || *v.Together.AUROC < 0.8 {
		t.Errorf("report %+v", report)
	}
}

func TestAdaptKeepsToThePriorAndMovesWithTheLabels(t *testing.T) {
	_, prior, err := eval.Calibrate(t.Context(), samples("shipped", 1000, 1.5), eval.CalibrateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	mine := samples("labels", 60, 1.5)
	for i := range mine {
		mine[i].Right = mine[i].Right && i%2 == 0 // Right half as often as the prior says.
	}
	report, model, err := eval.Adapt(t.Context(), prior, mine, eval.CalibrateOptions{Date: "2026-11-25", ToleratedWrong: 0.05})
	if err != nil {
		t.Fatal(err)
	}
	before, after := view(t, report, "before").Together, view(t, report, "after").Together
	if *after.Brier >= *before.Brier || *after.AUROC < 0.7 {
		t.Errorf("Brier %.3f before and %.3f after, AUROC %.3f", *before.Brier, *after.Brier, *after.AUROC)
	}
	if g := model.Guarantee; g == nil || g.Met() || g.Threshold != 1 {
		t.Errorf("sixty such labels promise %+v", g)
	}
	if model.Report.Judged != "after" || !strings.Contains(model.Origin, "labels, close to: ") {
		t.Errorf("origin %q, report %+v", model.Origin, model.Report)
	}
}

func TestCalibrationIsWritten(t *testing.T) {
	all := append(samples("a", 200, 1.5), samples("b\x1b[31m", 200, 1.5)...)
	for i := range all {
		all[i].Language = []string{"en", "ru"}[i%2]
	}
	report, _, err := eval.Calibrate(t.Context(), all, eval.CalibrateOptions{ToleratedWrong: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	var text, encoded, page bytes.Buffer
	if err := errors.Join(report.WriteText(&text), report.WriteJSON(&encoded), report.WriteHTML(&page)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"400 answers", "left out", "after 60 labels", "after refit on half", "parts of all", "language ru", "by chance", "95 % interval", "answering from", "Promised with 90.0 % certainty: at most 20.0 %"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String(), "\x1b") || !json.Valid(encoded.Bytes()) {
		t.Errorf("text:\n%s\nJSON:\n%s", text.String(), encoded.String())
	}
	checkPage(t, page.String(), "Reliability diagram", "Risk–coverage curve", "left out", "left out, language ru", "Promised with 90.0 % certainty")
}

func TestCalibrateRefuses(t *testing.T) {
	onlyRight := samples("a", 190, 0)
	for i := range onlyRight {
		onlyRight[i].Right = true
	}
	for name, tc := range map[string]struct {
		few []eval.Sample
		say string
	}{
		"none": {nil, "no labels"}, "few": {samples("a", 30, 1), "label more"}, "only right": {onlyRight, "both kinds"},
	} {
		_, _, err := eval.Calibrate(t.Context(), tc.few, eval.CalibrateOptions{})
		_, _, adapting := eval.Adapt(t.Context(), answer.Model{}, tc.few, eval.CalibrateOptions{})
		for _, err := range []error{err, adapting} {
			if !errors.Is(err, answer.ErrTooFewSamples) || !strings.Contains(err.Error(), tc.say) {
				t.Errorf("%s: %v, want %q", name, err, tc.say)
			}
		}
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := eval.Calibrate(cancelled, samples("a", 100, 1), eval.CalibrateOptions{}); !errors.Is(err, context.Canceled) {
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
	for id, reason := range map[string]string{"q20": "is not labelled", "q03": "has no features", "q02": "has short and long gold answers"} {
		if _, ok := right[id]; ok {
			t.Errorf("%s %s", id, reason)
		}
	}
	if len(right) != 25 {
		t.Errorf("%d samples", len(right))
	}
	if !right["q01"] || right["q03"] || right["q15"] {
		t.Errorf("judged %v", right)
	}
}
