package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/eval"
)

// asking makes a set of answerable questions q0, q1 … about document "gold".
func asking(n int) eval.Set {
	yes := true
	set := eval.Set{Name: "made"}
	for i := range n {
		set.Questions = append(set.Questions, eval.Question{
			ID: fmt.Sprint("q", i), Text: fmt.Sprint("Question ", i, "?"), Answerable: &yes,
			Gold: []eval.Gold{{Document: "gold"}}, Answers: []string{"yes"},
		})
	}
	return set
}

// found makes a line with the gold document at the rank, nowhere for 0.
func found(id string, rank int, decision answer.Decision, text string) eval.Line {
	line := eval.Line{ID: id, Decision: decision, Text: text, Confidence: 0.5}
	for n := 1; n <= 10; n++ {
		path := fmt.Sprint("other", n)
		if n == rank {
			path = "gold"
		}
		line.Evidence = append(line.Evidence, eval.LineEvidence{Path: path})
	}
	return line
}

// ranked makes a run in which the questions have those ranks.
func ranked(ranks ...int) eval.Run {
	var run eval.Run
	for i, rank := range ranks {
		run.Lines = append(run.Lines, found(fmt.Sprint("q", i), rank, answer.Escalated, ""))
	}
	return run
}

func compare(t *testing.T, set eval.Set, before, after eval.Run) (eval.Comparison, map[string]eval.Difference) {
	t.Helper()
	c, err := eval.Compare(set, before, after)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]eval.Difference{}
	for _, d := range c.Metrics {
		byName[d.Name] = d
	}
	return c, byName
}

func ids(changes []eval.Change) string {
	var all []string
	for _, c := range changes {
		all = append(all, c.ID)
	}
	return strings.Join(all, " ")
}

func TestCompareARunWithItself(t *testing.T) {
	c, _ := compare(t, ferry(t), ferryRun(t), ferryRun(t))
	if c.Questions != 27 || len(c.RankBetter)+len(c.RankWorse)+len(c.AnswerBetter)+len(c.AnswerWorse) != 0 {
		t.Errorf("%+v", c)
	}
	for _, d := range c.Metrics {
		if *d.Difference != 0 || *d.P != 1 || d.Interval == nil || *d.Interval != (eval.Interval{}) {
			t.Errorf("%s: %v, p %v, interval %v", d.Name, *d.Difference, *d.P, d.Interval)
		}
	}
}

func TestCompareListsTheLargestMovesFirst(t *testing.T) {
	c, metrics := compare(t, asking(6), ranked(2, 0, 1, 3, 9, 0), ranked(1, 1, 4, 3, 10, 0))
	if got := ids(c.RankBetter); got != "q1 q0" {
		t.Errorf("better: %s", got)
	}
	if got := ids(c.RankWorse); got != "q2 q4" {
		t.Errorf("worse: %s", got)
	}
	want := (0.5 + 1 - 0.75 - (1.0/9 - 0.1)) / 6
	if d := metrics["mrr@10"]; math.Abs(*d.Difference-want) > 1e-12 || d.Interval.Low > want || d.Interval.High < want {
		t.Errorf("MRR moved by %v in %v, want %v", *d.Difference, d.Interval, want)
	}
	if d := metrics["right_of_answered"]; d.Difference != nil || d.P != nil || d.Interval != nil {
		t.Errorf("nothing was answered, and yet %+v", d)
	}
}

// Of the 2^n ways to exchange n differences of one sign and size, two are as
// extreme as what was observed.
func TestCompareTestsLikeFisher(t *testing.T) {
	for n, want := range map[int]float64{1: 1, 3: 0.25, 5: 0.0625, 12: 0.0005} {
		before, after := make([]int, n), make([]int, n)
		for i := range n {
			before[i], after[i] = 2, 1
		}
		_, metrics := compare(t, asking(n), ranked(before...), ranked(after...))
		if got := *metrics["mrr@10"].P; math.Abs(got-want) > 0.03 || got <= 0 {
			t.Errorf("%d questions better, none worse: p = %.4f, want about %.4f", n, got, want)
		}
	}
}

func TestCompareAnswersByWhatThePersonSaw(t *testing.T) {
	// From bad to good.
	outcomes := []eval.Line{
		{Decision: answer.Answered, Text: "no"},
		{Decision: answer.Escalated, Text: "no"},
		{Decision: answer.Clarify, Text: "yes"},
		{Decision: answer.Answered, Text: "yes"},
	}
	for i, before := range outcomes {
		for j, after := range outcomes {
			old, fresh := found("q0", 1, before.Decision, before.Text), found("q0", 1, after.Decision, after.Text)
			c, _ := compare(t, asking(1), eval.Run{Lines: []eval.Line{old}}, eval.Run{Lines: []eval.Line{fresh}})
			if better, worse := len(c.AnswerBetter) == 1, len(c.AnswerWorse) == 1; better != (j > i) || worse != (j < i) {
				t.Errorf("%s %q → %s %q: better %v, worse %v", before.Decision, before.Text, after.Decision, after.Text, better, worse)
			}
		}
	}
}

func TestCompareOnlyWhatBothRunsHave(t *testing.T) {
	before, after := ranked(1, 1, 1), ranked(1, 1, 1)
	before.Lines, after.Lines = before.Lines[:2], after.Lines[1:]
	c, _ := compare(t, asking(4), before, after)
	if c.Questions != 1 || !reflect.DeepEqual(c.OnlyOld, []string{"q0"}) || !reflect.DeepEqual(c.OnlyNew, []string{"q2"}) {
		t.Errorf("%+v", c)
	}
	if _, err := eval.Compare(asking(4), before, eval.Run{}); err == nil || !strings.Contains(err.Error(), "results of this set") {
		t.Errorf("nothing in common: %v", err)
	}
}

func TestComparisonIsWrittenForPeopleAndForPrograms(t *testing.T) {
	set := asking(30)
	set.Questions[0].Text = "Is this\n\x1b[31mred\x1b[0m? " + strings.Repeat("really ", 40)
	before, after := make([]int, 30), make([]int, 30)
	for i := range before {
		before[i], after[i] = 0, 2
	}
	c, _ := compare(t, set, ranked(before...), ranked(after...))
	var text, encoded bytes.Buffer
	if err := c.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if err := c.WriteJSON(&encoded); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rank better: 30", "none → 2", "Is this [31mred[0m? really", "…", "and 20 more", "better", "answer worse: 0"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in:\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String(), "\x1b") {
		t.Error("a question steers the terminal")
	}
	var back eval.Comparison
	if err := json.Unmarshal(encoded.Bytes(), &back); err != nil || !reflect.DeepEqual(back, c) {
		t.Errorf("the JSON does not hold what the comparison holds: %v", err)
	}
}
