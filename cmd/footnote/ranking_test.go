//go:build use_weights

package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/eval"
)

var update = flag.Bool("update", false, "rewrite the golden ranking")

const (
	sampleSet     = "../../sample"
	goldenRanking = "testdata/ranking.txt"
	// ranksAhead is how many of the documents ahead of the gold one are shown.
	ranksAhead = 3
)

// ranking is where the first gold document of each question stands, 0 for not
// among the first ten, and what that amounts to.
type ranking struct {
	questions []string
	ranks     map[string]int
	metrics   map[string]float64
}

// TestRanking asks the bundled sample with the built-in encoder and compares
// where the right articles stand with testdata/ranking.txt. After a change of
// ranking, look at the questions that moved, then record the new state with
//
//	go test -tags use_weights ./cmd/footnote -run TestRanking -update
//
// The rule: none of recall@1, recall@10, MRR@10 and nDCG@10 may be below the
// recorded one by more than rounding. A gain fails too until it is recorded,
// because what is not recorded can be lost again unseen. Questions that move
// while the sums stay are only shown. A change that is worth its losses is
// recorded like a gain: the file's diff says what it costs.
func TestRanking(t *testing.T) {
	run := askSample(t)
	set, err := eval.LoadSet(sampleSet)
	if err != nil {
		t.Fatal(err)
	}
	judgements, err := eval.Judge(set, run.Lines)
	if err != nil {
		t.Fatal(err)
	}
	got := newRanking(judgements)
	if *update {
		if err := os.WriteFile(goldenRanking, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := readRanking(t)
	moved := got.moved(want, set, run)
	worse, better := got.against(want)
	switch {
	case len(worse) > 0:
		t.Errorf("ranking got worse: %s\n%s", strings.Join(worse, ", "), moved)
	case len(better) > 0:
		t.Errorf("ranking got better: %s; record it with -update\n%s", strings.Join(better, ", "), moved)
	case moved != "":
		t.Log("ranking moved, as good as before:\n" + moved)
	}
}

// askSample asks the sample's questions as a user would.
func askSample(t *testing.T) eval.Run {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if r := footnote(t, t.TempDir(), "eval", sampleSet, "--out", out); r.code != exitOK {
		t.Fatal(r)
	}
	run, err := readRun(out)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func newRanking(judgements []eval.Judgement) ranking {
	m := eval.Compute(judgements)
	r := ranking{ranks: map[string]int{}, metrics: map[string]float64{
		"recall@1": *m.RecallAt1, "recall@10": *m.RecallAt10, "mrr@10": *m.MRR, "ndcg@10": *m.NDCG,
	}}
	for _, j := range judgements {
		if j.Ranked {
			r.questions = append(r.questions, j.ID)
			r.ranks[j.ID] = j.Rank
		}
	}
	return r
}

// rankingMetrics are those of the rule, in the order of the file.
var rankingMetrics = []string{"recall@1", "recall@10", "mrr@10", "ndcg@10"}

// String is the golden file.
func (r ranking) String() string {
	var text strings.Builder
	fmt.Fprintln(&text, "# Rank of the first gold article of each sample question, 0: not in ten.\n# Written by: go test -tags use_weights ./cmd/footnote -run TestRanking -update")
	for _, name := range rankingMetrics {
		fmt.Fprintf(&text, "%s %.4f\n", name, r.metrics[name])
	}
	for _, id := range r.questions {
		fmt.Fprintf(&text, "%s %d\n", id, r.ranks[id])
	}
	return text.String()
}

func readRanking(t *testing.T) ranking {
	t.Helper()
	text, err := os.ReadFile(goldenRanking)
	if err != nil {
		t.Fatal(err)
	}
	r := ranking{ranks: map[string]int{}, metrics: map[string]float64{}}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		var name string
		var value float64
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		if _, err := fmt.Sscan(lines.Text(), &name, &value); err != nil {
			t.Fatalf("%s: %q: %v", goldenRanking, lines.Text(), err)
		}
		if slices.Contains(rankingMetrics, name) {
			r.metrics[name] = value
		} else {
			r.ranks[name] = int(value)
		}
	}
	return r
}

// against names the metrics that are below or above the recorded ones.
func (r ranking) against(recorded ranking) (worse, better []string) {
	for _, name := range rankingMetrics {
		got, want := math.Round(r.metrics[name]*1e4)/1e4, recorded.metrics[name]
		change := fmt.Sprintf("%s %.4f → %.4f", name, want, got)
		switch {
		case got < want-1e-9:
			worse = append(worse, change)
		case got > want+1e-9:
			better = append(better, change)
		}
	}
	return worse, better
}

// moved tells, a line each, which questions stand elsewhere than recorded,
// and behind which articles.
func (r ranking) moved(recorded ranking, set eval.Set, run eval.Run) string {
	lines := map[string]eval.Line{}
	for _, line := range run.Lines {
		lines[line.ID] = line
	}
	var text strings.Builder
	for _, question := range set.Questions {
		before, known := recorded.ranks[question.ID]
		now, ranked := r.ranks[question.ID]
		if before == now && known == ranked {
			continue
		}
		fmt.Fprintf(&text, "  %s  %s → %s  %s\n", question.ID, rankName(before, known), rankName(now, ranked), question.Text)
		if ahead := documentsAhead(lines[question.ID], now); len(ahead) > 0 {
			fmt.Fprintf(&text, "      now behind %s\n", strings.Join(ahead, ", "))
		}
	}
	return text.String()
}

func rankName(rank int, known bool) string {
	switch {
	case !known:
		return "unjudged"
	case rank == 0:
		return "none"
	}
	return fmt.Sprint(rank)
}

// documentsAhead are the first documents before the rank, all for rank 0.
func documentsAhead(line eval.Line, rank int) []string {
	var paths []string
	for _, e := range line.Evidence {
		if !slices.Contains(paths, e.Path) {
			paths = append(paths, e.Path)
		}
	}
	if rank > 0 {
		paths = paths[:min(rank-1, len(paths))]
	}
	return paths[:min(len(paths), ranksAhead)]
}
