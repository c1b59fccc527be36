package eval

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"footnote/answer"
)

// permutations of the paired test: p is told to within about 0.01 at 0.05.
const permutations = 2000

// Comparison says what changed between two runs over one set, by the
// questions that both have a line for.
type Comparison struct {
	Set       string `json:"set"`
	Questions int    `json:"questions"`
	// OnlyOld and OnlyNew are the ids of questions that only one run has a
	// line for.
	OnlyOld []string     `json:"only_old"`
	OnlyNew []string     `json:"only_new"`
	Metrics []Difference `json:"metrics"`
	// Questions whose first gold document moved, the farthest first.
	RankBetter []Change `json:"rank_better"`
	RankWorse  []Change `json:"rank_worse"`
	// Questions whose answer got better or worse. From bad to good: shown and
	// wrong, held back and wrong, held back and right, shown and right.
	AnswerBetter []Change `json:"answer_better"`
	AnswerWorse  []Change `json:"answer_worse"`
}

// Difference of a metric between two runs over the same questions.
type Difference struct {
	Name string   `json:"name"`
	Old  *float64 `json:"old"`
	New  *float64 `json:"new"`
	// Difference is new less old, nil where one of them is.
	Difference *float64 `json:"difference"`
	// Interval holds the difference with 95 % probability, were the questions
	// drawn anew: a bootstrap over questions, each with both its outcomes.
	Interval *Interval `json:"interval_95%"`
	// P is how often a difference as large comes of exchanging old and new at
	// random, question by question: Fisher's two-sided randomization test, by
	// Smucker, Allan and Carterette, "A Comparison of Statistical Significance
	// Tests for Information Retrieval Evaluation", CIKM 2007. Each metric is
	// tested by itself.
	P *float64 `json:"p"`
}

// Change is a question that came out differently.
type Change struct {
	ID       string  `json:"id"`
	Question string  `json:"question"`
	Language string  `json:"lang"`
	Old      Outcome `json:"old"`
	New      Outcome `json:"new"`
}

// Compare compares two runs over the set. The error is about reading the
// corpus, or says that the runs share no question.
func Compare(set Set, before, after Run) (Comparison, error) {
	old, err := Judge(set, before.Lines)
	if err != nil {
		return Comparison{}, fmt.Errorf("judge %s: %w", set.Name, err)
	}
	fresh, err := Judge(set, after.Lines)
	if err != nil {
		return Comparison{}, fmt.Errorf("judge %s: %w", set.Name, err)
	}
	c := Comparison{
		Set: set.Name, OnlyOld: []string{}, OnlyNew: []string{}, Metrics: []Difference{},
		RankBetter: []Change{}, RankWorse: []Change{}, AnswerBetter: []Change{}, AnswerWorse: []Change{},
	}
	var olds, news []Judgement
	for i, question := range set.Questions {
		switch o, n := old[i], fresh[i]; {
		case o.Missing && n.Missing:
		case n.Missing:
			c.OnlyOld = append(c.OnlyOld, o.ID)
		case o.Missing:
			c.OnlyNew = append(c.OnlyNew, n.ID)
		default:
			olds, news = append(olds, o), append(news, n)
			c.addChange(question, o, n)
		}
	}
	if len(olds) == 0 {
		return Comparison{}, fmt.Errorf("compare runs over %s: no question of the set has a line in both; are these results of this set?", set.Name)
	}
	c.Questions = len(olds)
	c.Metrics = differences(olds, news)
	c.sort()
	return c, nil
}

func (c *Comparison) addChange(question Question, o, n Judgement) {
	if !o.Labelled {
		return
	}
	change := Change{ID: o.ID, Question: question.Text, Language: o.Language, Old: o.outcome(), New: n.outcome()}
	switch gain := change.rankGain(); {
	case gain > 0:
		c.RankBetter = append(c.RankBetter, change)
	case gain < 0:
		c.RankWorse = append(c.RankWorse, change)
	}
	switch gain := change.answerGain(); {
	case gain > 0:
		c.AnswerBetter = append(c.AnswerBetter, change)
	case gain < 0:
		c.AnswerWorse = append(c.AnswerWorse, change)
	}
}

// sort puts the largest changes first, equal ones in the order of the set.
func (c *Comparison) sort() {
	byRank := func(a, b Change) int { return cmp.Compare(math.Abs(b.rankGain()), math.Abs(a.rankGain())) }
	byAnswer := func(a, b Change) int {
		return max(b.answerGain(), -b.answerGain()) - max(a.answerGain(), -a.answerGain())
	}
	slices.SortStableFunc(c.RankBetter, byRank)
	slices.SortStableFunc(c.RankWorse, byRank)
	slices.SortStableFunc(c.AnswerBetter, byAnswer)
	slices.SortStableFunc(c.AnswerWorse, byAnswer)
}

// rankGain is the gain in reciprocal rank.
func (c Change) rankGain() float64 { return reciprocal(c.New.Rank) - reciprocal(c.Old.Rank) }

func (c Change) answerGain() int { return c.New.standing() - c.Old.standing() }

// standing orders outcomes from shown and wrong to shown and right.
func (o Outcome) standing() int {
	switch shown := o.Decision == answer.Answered; {
	case shown && o.Right:
		return 3
	case o.Right:
		return 2
	case !shown:
		return 1
	}
	return 0
}

func reciprocal(rank int) float64 {
	if rank == 0 {
		return 0
	}
	return 1 / float64(rank)
}

// differences tests all metrics on the same questions, judged twice.
func differences(olds, news []Judgement) []Difference {
	old, fresh := Compute(olds).shares(), Compute(news).shares()
	all := make([]Difference, len(old))
	for i := range old {
		all[i] = Difference{Name: old[i].name, Old: old[i].value, New: fresh[i].value, Difference: less(fresh[i].value, old[i].value)}
	}
	drawn := resampled(olds, news)
	extreme := permuted(olds, news, all)
	for i := range all {
		if all[i].Difference == nil {
			continue
		}
		all[i].Interval = interval(drawn[i])
		// The arrangement that was observed counts too, so p is never 0.
		p := float64(extreme[i]+1) / float64(permutations+1)
		all[i].P = &p
	}
	return all
}

// resampled are the differences of each metric over questions drawn anew.
func resampled(olds, news []Judgement) [][]float64 {
	random := rand.New(rand.NewPCG(seed, seed))
	values := make([][]float64, len(Metrics{}.shares()))
	o, n := make([]Judgement, len(olds)), make([]Judgement, len(news))
	for range resamples {
		for i := range o {
			k := random.IntN(len(olds))
			o[i], n[i] = olds[k], news[k]
		}
		old, fresh := Compute(o).shares(), Compute(n).shares()
		for i := range values {
			if d := less(fresh[i].value, old[i].value); d != nil {
				values[i] = append(values[i], *d)
			}
		}
	}
	return values
}

// permuted counts, for each metric, the random exchanges of old and new that
// lead to a difference at least as large as the one observed.
func permuted(olds, news []Judgement, observed []Difference) []int {
	random := rand.New(rand.NewPCG(seed, seed))
	extreme := make([]int, len(observed))
	o, n := make([]Judgement, len(olds)), make([]Judgement, len(news))
	for range permutations {
		for i := range o {
			o[i], n[i] = olds[i], news[i]
			if random.IntN(2) == 0 {
				o[i], n[i] = news[i], olds[i]
			}
		}
		old, fresh := Compute(o).shares(), Compute(n).shares()
		for i := range observed {
			d := less(fresh[i].value, old[i].value)
			// What cannot be told speaks against a difference.
			if observed[i].Difference != nil && (d == nil || math.Abs(*d) >= math.Abs(*observed[i].Difference)-1e-12) {
				extreme[i]++
			}
		}
	}
	return extreme
}

func less(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	d := *a - *b
	return &d
}
