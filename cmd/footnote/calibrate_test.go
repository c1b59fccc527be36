package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/eval"
)

// labelFile writes a label for each of n questions that the articles answer
// and n that they do not, and one for each of the answers.
func labelFile(t *testing.T, n int, answers ...string) string {
	t.Helper()
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(&lines, "{\"question\": \"How long is the password reset link valid, case %d?\", \"right\": true}\n", i)
		fmt.Fprintf(&lines, "{\"question\": \"Who won match number %d of the cup?\", \"right\": false}\n", i)
	}
	for _, id := range answers {
		fmt.Fprintf(&lines, "{\"answer_id\": %q, \"right\": true}\n", id)
	}
	file := filepath.Join(t.TempDir(), "labels.jsonl")
	write(t, file, lines.String())
	return file
}

func TestCalibrateOnLabels(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatal(r)
	}
	given := ask(t, data, "What does the Team plan cost?")
	model, page := filepath.Join(t.TempDir(), "confidence.json"), filepath.Join(t.TempDir(), "report.html")
	settings := []string{"FOOTNOTE_ANSWER_TOLERATED_WRONG=0.4"}
	r := footnoteWith(t.Context(), data, settings, "calibrate", "--json", "--labels", labelFile(t, 60, given.ID, "nobody"), "--out", model, "--html", page)
	var report eval.Calibration
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || r.code != exitPartly || !strings.Contains(r.err, `"nobody": there is no answer`) {
		t.Fatalf("%v: %+v", err, r)
	}
	if report.Labels != 121 || report.Right != 61 || len(report.Views) != 2 || report.Guarantee == nil || !report.Guarantee.Met() {
		t.Errorf("%d labels, %d right, %d views, guarantee %+v", report.Labels, report.Right, len(report.Views), report.Guarantee)
	}
	if text, err := os.ReadFile(page); err != nil || !strings.Contains(string(text), "<svg") {
		t.Errorf("%v: page %.300s", err, text)
	}
	// The model that was written keeps its promise.
	settings = append(settings, "FOOTNOTE_ANSWER_CONFIDENCE="+model)
	r = footnoteWith(t.Context(), data, settings, "ask", "--json", "How long is the password reset link valid?")
	var a answer.Answer
	if err := json.Unmarshal([]byte(r.out), &a); err != nil || a.Threshold != report.Guarantee.Threshold {
		t.Errorf("%v: threshold %v, promised %+v; %s", err, a.Threshold, report.Guarantee, r.err)
	}
	// One that nobody was promised anything by shows nothing.
	r = footnoteWith(t.Context(), data, []string{"FOOTNOTE_ANSWER_TOLERATED_WRONG=0.4"}, "ask", "--json", "How long is the password reset link valid?")
	if err := json.Unmarshal([]byte(r.out), &a); err != nil || a.Decision != answer.Escalated || !strings.Contains(r.err, "calibrate") {
		t.Errorf("%v: %s with threshold %v; %s", err, a.Decision, a.Threshold, r.err)
	}
}

func TestCalibrateSaysWhatIsWrong(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	broken := filepath.Join(dir, "broken.jsonl")
	write(t, broken, "{}\n")
	for _, tc := range []struct {
		args []string
		code int
		say  string
	}{
		{nil, exitUsage, "--labels"},
		{[]string{questionSet(t), "--labels", broken}, exitUsage, "--labels"},
		{[]string{"--labels", filepath.Join(dir, "none")}, exitFailed, "none"},
		{[]string{"--labels", broken}, exitFailed, "broken.jsonl line 1"},
		{[]string{"--labels", labelFile(t, 3)}, exitFailed, "fewer than 50"},
		{[]string{questionSet(t)}, exitFailed, "both kinds"},
	} {
		r := footnote(t, data, append([]string{"calibrate"}, tc.args...)...)
		if r.code != tc.code || !strings.Contains(r.err, tc.say) {
			t.Errorf("%q: %+v, want %q", tc.args, r, tc.say)
		}
	}
	r := footnoteWith(t.Context(), data, []string{"FOOTNOTE_ANSWER_CONFIDENCE=" + broken}, "ask", "Why?")
	if r.code == exitOK || !strings.Contains(r.err, "answer.confidence") {
		t.Errorf("with a broken model: %+v", r)
	}
}
