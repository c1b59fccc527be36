package eval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"footnote/retrieval"
)

// Proposer proposes passages for a question of a set, with their features; it
// must look only at the question and its history.
type Proposer interface {
	Candidates(ctx context.Context, question Question) ([]retrieval.Evidence, error)
}

// RankingReport says how well weights rank on sets that they were not fitted
// on: MRR@10 by passage, in the order of the passages proposed.
type RankingReport struct {
	Sets []RankedSet `json:"sets"`
}

// RankedSet is how weights rank the passages of a set.
type RankedSet struct {
	Name      string `json:"name"`
	Questions int    `json:"questions"`
	// Found is the share of the questions of which a passage that answers was
	// proposed at all: no weights can do better.
	Found float64 `json:"found"`
	// Words is by BM25 alone, LeftOut by weights fitted on the other sets,
	// Fitted by those fitted on all.
	Words   float64 `json:"words"`
	LeftOut float64 `json:"left_out"`
	Fitted  float64 `json:"fitted"`
}

// Lessons asks for the candidates of each question of the set whose gold
// passages are known.
func Lessons(ctx context.Context, set Set, from Proposer, progress func(done, total int)) ([]retrieval.Lesson, error) {
	var lessons []retrieval.Lesson
	for i, question := range set.Questions {
		progress(i, len(set.Questions))
		if len(question.Gold) == 0 {
			continue
		}
		candidates, err := from.Candidates(ctx, question)
		if err != nil {
			return nil, fmt.Errorf("find passages for question %s of %s: %w", question.ID, set.Name, err)
		}
		lesson := retrieval.Lesson{Set: set.Name}
		lesson.Learn(candidates, func(e retrieval.Evidence) bool {
			found := LineCitation{Path: set.EvalPath(e.Document.Path)}
			if e.Passage.Page > 0 {
				found.Page = &e.Passage.Page
			}
			return found.inGold(question.Gold)
		})
		lessons = append(lessons, lesson)
	}
	progress(len(set.Questions), len(set.Questions))
	return lessons, nil
}

// FitRanking fits weights on all lessons and reports how those fitted on the
// other sets rank each set.
func FitRanking(ctx context.Context, lessons []retrieval.Lesson) (RankingReport, retrieval.Ranking, error) {
	bySet := map[string][]retrieval.Lesson{}
	var names []string
	for _, l := range lessons {
		if _, known := bySet[l.Set]; !known {
			names = append(names, l.Set)
		}
		bySet[l.Set] = append(bySet[l.Set], l)
	}
	fitted, err := retrieval.FitRanking("footnote fit-ranking: "+strings.Join(names, ", "), lessons)
	if err != nil {
		return RankingReport{}, retrieval.Ranking{}, err
	}
	var words retrieval.Weights
	words[retrieval.FeatureWords] = 1
	report := RankingReport{Sets: []RankedSet{}}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return RankingReport{}, retrieval.Ranking{}, fmt.Errorf("fit ranking: %w", err)
		}
		others := slices.DeleteFunc(slices.Clone(lessons), func(l retrieval.Lesson) bool { return l.Set == name })
		ranked := RankedSet{Name: name, Questions: len(bySet[name])}
		ranked.Words, ranked.Found = reciprocalRank(words, bySet[name])
		ranked.Fitted, _ = reciprocalRank(fitted.Sentences, bySet[name])
		if left, err := retrieval.FitRanking("", others); err == nil {
			ranked.LeftOut, _ = reciprocalRank(left.Sentences, bySet[name])
		}
		report.Sets = append(report.Sets, ranked)
	}
	return report, fitted, nil
}

// reciprocalRank is MRR@10 and the share of lessons in which anything answers.
func reciprocalRank(w retrieval.Weights, lessons []retrieval.Lesson) (mrr, found float64) {
	for _, l := range lessons {
		rank := w.Ranks(l)
		if rank > 0 {
			found++
		}
		if rank > 0 && rank <= 10 {
			mrr += 1 / float64(rank)
		}
	}
	n := float64(max(1, len(lessons)))
	return mrr / n, found / n
}

// WriteJSON writes the report as indented JSON.
func (r RankingReport) WriteJSON(to io.Writer) error { return writeJSON(to, r, "the ranking report") }

// WriteText writes the report as plain, aligned text.
func (r RankingReport) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "MRR@10 by passage\nset\tquestions\tfound\twords alone\tleft out\tfitted\n")
	for _, s := range r.Sets {
		fmt.Fprintf(table, "%s\t%d\t%.3f\t%.3f\t%.3f\t%.3f\n", s.Name, s.Questions, s.Found, s.Words, s.LeftOut, s.Fitted)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the ranking report: %w", err)
	}
	return nil
}
