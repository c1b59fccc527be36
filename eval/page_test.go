package eval_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/eval"
)

func pageOf(t testing.TB, set eval.Set, run eval.Run) string {
	t.Helper()
	report, err := eval.NewReport(set, run)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := report.WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// drawings are the page's pictures, each checked to be well-formed.
func drawings(t testing.TB, page string) []string {
	t.Helper()
	all := regexp.MustCompile(`(?s)<svg .*?</svg>`).FindAllString(page, -1)
	for _, drawing := range all {
		decoder := xml.NewDecoder(strings.NewReader(drawing))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in\n%s", err, drawing)
			}
		}
	}
	return all
}

func TestPageShowsWhatTheReportHolds(t *testing.T) {
	run := ferryRun(t)
	run.Failures = []eval.Failure{{ID: "q23", Error: "the model went away"}}
	page := pageOf(t, ferry(t), run)
	all := drawings(t, page)
	if len(all) != 7 {
		t.Errorf("%d plots, want metrics, two of MRR, ranks, reliability, risk and latency", len(all))
	}
	for _, drawing := range all {
		if !strings.Contains(drawing, `role="img"`) || !regexp.MustCompile(`<title id="[a-z-]+">[^<]+</title><desc id="[a-z-]+">[^<]+</desc>`).MatchString(drawing) {
			t.Errorf("nothing to read out of %.200s", drawing)
		}
		if strings.Contains(drawing, "NaN") {
			t.Errorf("no place for a mark in %s", drawing)
		}
	}
	// The same numbers as in the text report, and a name for each mark.
	for _, want := range []string{"0.614", "(0.424 to 0.806)", "rank 1: 10 questions", "mrr@10: 0.614, 0.424 to 0.806", "the model went away", "prefers-color-scheme: dark"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
}

func TestPageNeedsNothingElse(t *testing.T) { checkPage(t, pageOf(t, ferry(t), ferryRun(t))) }

// checkPage checks what holds of every page, and that the texts are on it.
func checkPage(t testing.TB, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
	ids := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllString(page, -1) {
		if ids[id] {
			t.Errorf("two elements have%s", id)
		}
		ids[id] = true
	}
	for _, drawing := range drawings(t, page) {
		if strings.Contains(drawing, "NaN") || strings.Contains(drawing, "Inf") {
			t.Errorf("no place for a mark in %s", drawing)
		}
	}
	if found := regexp.MustCompile(`(?i)<script|<link|<img|<iframe|\bsrc=|url\(|@import|https?:|\bon[a-z]+=`).FindString(page); found != "" {
		t.Errorf("the page holds %q", found)
	}
	for _, link := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+strings.TrimPrefix(link[1], "#")+`"`) {
			t.Errorf("a link leads to %s", link[1])
		}
	}
}

func TestPageTakesTextsForText(t *testing.T) {
	yes := true
	const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	set := eval.Set{Name: attack, Questions: []eval.Question{{
		ID: attack, Text: attack, Language: attack, Tags: []string{attack}, Answerable: &yes, Gold: []eval.Gold{{Document: "gold"}},
	}}}
	run := eval.Run{
		Lines:    []eval.Line{found(attack, 0, answer.Answered, attack)},
		Failures: []eval.Failure{{ID: attack, Error: attack}},
	}
	page := pageOf(t, set, run)
	drawings(t, page)
	if strings.Contains(page, "<script") || strings.Contains(page, "<img") {
		t.Error("a text became an element")
	}
	if n := strings.Count(page, "&lt;script&gt;"); n < 8 {
		t.Errorf("the text is shown %d times", n)
	}
}

func TestPageOfLittle(t *testing.T) {
	for name, run := range map[string]eval.Run{"nothing asked": {}, "one question": ranked(1), "one not found": ranked(0)} {
		page := pageOf(t, asking(2), run)
		for _, drawing := range drawings(t, page) {
			if strings.Contains(drawing, "NaN") || strings.Contains(drawing, "Inf") {
				t.Errorf("%s: no place for a mark in %s", name, drawing)
			}
		}
	}
}

func TestReportCurves(t *testing.T) {
	set := asking(40)
	var run eval.Run
	// Four confidences of ten questions each, 0, 3, 7 and 10 of them right.
	for i := range set.Questions {
		text := "no"
		if i%10 < []int{0, 3, 7, 10}[i/10] {
			text = "yes"
		}
		line := found(set.Questions[i].ID, 1, answer.Answered, text)
		line.Confidence = []float64{0.1, 0.3, 0.7, 0.9}[i/10]
		run.Lines = append(run.Lines, line)
	}
	report, err := eval.NewReport(set, run)
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.Operating{{0.9, 0.25, 0}, {0.7, 0.5, 3.0 / 20}, {0.3, 0.75, 10.0 / 30}, {0.1, 1, 0.5}}
	if len(report.RiskCoverage) != len(want) {
		t.Fatalf("curve %+v, want a point for each confidence", report.RiskCoverage)
	}
	for i, o := range report.RiskCoverage {
		if math.Abs(o.Threshold-want[i].Threshold)+math.Abs(o.Coverage-want[i].Coverage)+math.Abs(o.Risk-want[i].Risk) > 1e-12 {
			t.Errorf("point %d is %+v, want %+v", i, o, want[i])
		}
	}
	questions, gap := 0, 0.0
	for _, b := range report.Reliability {
		questions += b.Questions
		gap += float64(b.Questions) / 40 * math.Abs(b.Confidence-b.Right)
		if b.Interval.Low > b.Right+1e-12 || b.Interval.High < b.Right-1e-12 || b.Interval.Low < 0 || b.Interval.High > 1 {
			t.Errorf("bin %+v lies outside of its interval", b)
		}
	}
	if questions != 40 || math.Abs(gap-*report.Metrics.ECE) > 1e-12 {
		t.Errorf("%d questions in the bins with a gap of %v, ECE %v", questions, gap, *report.Metrics.ECE)
	}
	// Wilson's interval for 0 of 4 ends at z²/(4 + z²).
	if b := report.Reliability[0]; b.Questions != 4 || b.Right != 0 || math.Abs(b.Interval.High-0.4899) > 1e-4 {
		t.Errorf("first bin %+v", b)
	}
}

func TestReportThinsALongCurve(t *testing.T) {
	set := asking(1000)
	var run eval.Run
	for i, question := range set.Questions {
		line := found(question.ID, 1, answer.Answered, "yes")
		line.Confidence = float64(i) / 1000
		run.Lines = append(run.Lines, line)
	}
	report, err := eval.NewReport(set, run)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(report.RiskCoverage); n < 100 || n > 201 || report.RiskCoverage[n-1].Coverage != 1 {
		t.Errorf("%d points, the last %+v", n, report.RiskCoverage[n-1])
	}
}

func TestReportNamesExamplesWithinBounds(t *testing.T) {
	set := asking(60)
	var run eval.Run
	for i, question := range set.Questions {
		line := found(question.ID, 0, answer.Answered, "no")
		line.Confidence = float64(i) / 100
		run.Lines = append(run.Lines, line)
	}
	report, err := eval.NewReport(set, run)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.NotFound) != 20 || report.NotFound[0].ID != "q0" || report.Ranks[0] != 60 {
		t.Errorf("not found: %+v of %d", report.NotFound, report.Ranks[0])
	}
	if len(report.WronglyAnswered) != 20 || report.WronglyAnswered[0].ID != "q59" {
		t.Errorf("answered wrong: %+v", report.WronglyAnswered)
	}
}
