package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/eval"
)

// questionSet is a set of one question about one article.
func questionSet(t *testing.T) string {
	return folder(t, map[string]string{
		"corpus/reset.md": articles["account/reset.md"],
		"questions.jsonl": `{"id":"q1","question":"How long is the reset link valid?","lang":"en","answerable":true,"gold":[{"doc":"reset.md"}],"answers":["30 minutes"]}` + "\n",
	})
}

func TestEvalWritesAPage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "report.html")
	if r := footnote(t, t.TempDir(), "eval", questionSet(t), "--html", page); r.code != exitOK || !strings.Contains(r.out, "mrr@10") {
		t.Fatal(r)
	}
	text, err := os.ReadFile(page)
	if err != nil || !strings.Contains(string(text), "<svg") || !strings.HasSuffix(strings.TrimSpace(string(text)), "</html>") {
		t.Errorf("%v: page %.300s", err, text)
	}
}

func TestEvalComparesTwoRuns(t *testing.T) {
	set, data := questionSet(t), t.TempDir()
	old, fresh := filepath.Join(t.TempDir(), "old.jsonl"), filepath.Join(t.TempDir(), "new.jsonl")
	write(t, old, `{"id":"q1","decision":"escalate","confidence":0.2,"text":"","citations":[],"evidence":[{"path":"other.md"},{"path":"reset.md"}]}`)
	write(t, fresh, `{"id":"q1","decision":"answer","confidence":0.9,"text":"30 minutes","citations":[],"evidence":[{"path":"reset.md"}]}`)
	r := footnote(t, data, "eval", "compare", set, old, fresh)
	if r.code != exitOK || !strings.Contains(r.out, "2 → 1") || !strings.Contains(r.out, "answer better: 1") {
		t.Errorf("%+v", r)
	}
	r = footnote(t, data, "eval", "compare", "--json", set, fresh, old)
	var c eval.Comparison
	if err := json.Unmarshal([]byte(r.out), &c); err != nil || len(c.RankWorse) != 1 || len(c.AnswerWorse) != 1 {
		t.Errorf("%v: %+v", err, r)
	}
	if entries, err := os.ReadDir(data); err != nil || len(entries) != 0 {
		t.Errorf("comparing wrote into the data folder: %v, %v", entries, err)
	}
}

func TestEvalCompareSaysWhatIsWrong(t *testing.T) {
	set, dir := questionSet(t), t.TempDir()
	good, other, broken := filepath.Join(dir, "good"), filepath.Join(dir, "other"), filepath.Join(dir, "broken")
	write(t, good, `{"id":"q1","decision":"answer"}`)
	write(t, other, `{"id":"x","decision":"answer"}`)
	write(t, broken, "{}\n")
	for _, tc := range []struct {
		args []string
		code int
		say  string
	}{
		{[]string{set, good}, exitUsage, "3 arg"},
		{[]string{dir, good, good}, exitFailed, "questions.jsonl"},
		{[]string{set, good, filepath.Join(dir, "none")}, exitFailed, "none"},
		{[]string{set, good, broken}, exitFailed, "line 1"},
		{[]string{set, good, other}, exitFailed, "results of this set"},
	} {
		r := footnote(t, t.TempDir(), append([]string{"eval", "compare"}, tc.args...)...)
		if r.code != tc.code || !strings.Contains(r.err, tc.say) {
			t.Errorf("%q: %+v, want %q", tc.args, r, tc.say)
		}
	}
}
