package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"footnote/answer"
)

// maxFailuresShown bounds the failures that the text report spells out.
const maxFailuresShown = 5

// maxPartsShown bounds the languages or tags that text and page spell out.
const maxPartsShown = 40

// maxExamples bounds the questions that a report names of each kind.
const maxExamples = 20

// retrievalShares are what is told of retrieval in each part of a set.
var retrievalShares = []string{"recall@1", "recall@10", "mrr@10", "ndcg@10"}

// Report is what a run over a set measured.
type Report struct {
	Set     string  `json:"set"`
	Metrics Metrics `json:"metrics"`
	// Intervals of 95 % by the metric's JSON name.
	Intervals map[string]Interval `json:"intervals_95%"`
	// Languages and Tags hold the parts of the set that share a language or
	// a tag, by name.
	Languages []Part `json:"languages"`
	Tags      []Part `json:"tags"`
	// Ranks counts, by the rank of the first gold document, the questions
	// whose retrieval can be judged; at 0 those without one in the first ten.
	Ranks []int `json:"ranks"`
	// Reliability and RiskCoverage compare confidence with right and wrong.
	Reliability  []Bin       `json:"reliability"`
	RiskCoverage []Operating `json:"risk_coverage"`
	Latency      []Latency   `json:"latency_ms"`
	// Reasons counts the reasons of the decisions.
	Reasons []ReasonCount `json:"reasons"`
	// NotFound are questions whose gold documents are not among the first
	// ten, WronglyAnswered those that were answered wrong, the most confident
	// first; some of them where there are many.
	NotFound        []Asked   `json:"not_found"`
	WronglyAnswered []Asked   `json:"wrongly_answered"`
	Failures        []Failure `json:"failures"`
}

// Part is a part of a set with its metrics.
type Part struct {
	Name      string              `json:"name"`
	Metrics   Metrics             `json:"metrics"`
	Intervals map[string]Interval `json:"intervals_95%"`
}

// Asked is a question with what came of it.
type Asked struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Language string `json:"lang"`
	Outcome
}

// Outcome is what came of a question.
type Outcome struct {
	// Rank of the first gold document, 0 where none is among the first ten or
	// none is known.
	Rank     int             `json:"rank"`
	Decision answer.Decision `json:"decision"`
	// Right says that the text, shown or draft, answers the question.
	Right      bool    `json:"right"`
	Confidence float64 `json:"confidence"`
}

// Latency of a step, in milliseconds.
type Latency struct {
	Step string  `json:"step"`
	P50  float64 `json:"p50"`
	P95  float64 `json:"p95"`
}

// NewReport judges a run over the set. The error is about reading the corpus.
func NewReport(set Set, run Run) (Report, error) {
	judgements, err := Judge(set, run.Lines)
	if err != nil {
		return Report{}, fmt.Errorf("judge %s: %w", set.Name, err)
	}
	rising := byConfidence(scoredOf(judgements))
	report := Report{
		Set:             set.Name,
		Metrics:         Compute(judgements),
		Intervals:       Intervals(judgements),
		Languages:       parts(judgements, func(j Judgement) []string { return []string{cmp.Or(j.Language, "und")} }),
		Tags:            parts(judgements, func(j Judgement) []string { return j.Tags }),
		Ranks:           make([]int, maxRank+1),
		Reliability:     reliability(rising),
		RiskCoverage:    riskCoverage(rising),
		Latency:         latencies(run.Lines),
		Reasons:         reasons(set, run.Lines),
		NotFound:        []Asked{},
		WronglyAnswered: []Asked{},
		Failures:        append([]Failure{}, run.Failures...),
	}
	for _, j := range judgements {
		if j.Ranked {
			report.Ranks[j.Rank]++
		}
	}
	report.addExamples(set, judgements)
	return report, nil
}

func (r *Report) addExamples(set Set, judgements []Judgement) {
	for i, j := range judgements {
		asked := Asked{ID: j.ID, Question: set.Questions[i].Text, Language: j.Language, Outcome: j.outcome()}
		if j.Ranked && j.Rank == 0 {
			r.NotFound = append(r.NotFound, asked)
		}
		if j.Labelled && j.Answered && !j.Right {
			r.WronglyAnswered = append(r.WronglyAnswered, asked)
		}
	}
	slices.SortStableFunc(r.WronglyAnswered, func(a, b Asked) int { return cmp.Compare(b.Confidence, a.Confidence) })
	r.NotFound = r.NotFound[:min(len(r.NotFound), maxExamples)]
	r.WronglyAnswered = r.WronglyAnswered[:min(len(r.WronglyAnswered), maxExamples)]
}

func parts(judgements []Judgement, names func(Judgement) []string) []Part {
	members := map[string][]Judgement{}
	for _, j := range judgements {
		for _, name := range slices.Compact(slices.Sorted(slices.Values(names(j)))) {
			members[name] = append(members[name], j)
		}
	}
	all := make([]Part, 0, len(members))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		all = append(all, Part{Name: name, Metrics: Compute(members[name]), Intervals: Intervals(members[name])})
	}
	return all
}

// largest are the parts of the most questions, by name, with how many were
// left out.
func largest(parts []Part) (shown []Part, more int) {
	if len(parts) <= maxPartsShown {
		return parts, 0
	}
	shown = slices.Clone(parts)
	slices.SortStableFunc(shown, func(a, b Part) int { return b.Metrics.Questions - a.Metrics.Questions })
	shown = shown[:maxPartsShown]
	slices.SortFunc(shown, func(a, b Part) int { return cmp.Compare(a.Name, b.Name) })
	return shown, len(parts) - maxPartsShown
}

func latencies(lines []Line) []Latency {
	steps := []struct {
		name string
		of   func(answer.Timing) float64
	}{
		{"retrieval", func(t answer.Timing) float64 { return t.Retrieval }},
		{"generation", func(t answer.Timing) float64 { return t.Generation }},
		{"verification", func(t answer.Timing) float64 { return t.Verification }},
		{"total", func(t answer.Timing) float64 { return t.Total }},
	}
	found := []Latency{}
	if len(lines) == 0 {
		return found
	}
	for _, step := range steps {
		times := make([]float64, len(lines))
		for i, line := range lines {
			times[i] = step.of(line.Timing)
		}
		slices.Sort(times)
		found = append(found, Latency{Step: step.name, P50: percentile(times, 0.5), P95: percentile(times, 0.95)})
	}
	return found
}

// WriteJSON writes the report as indented JSON.
func (r Report) WriteJSON(to io.Writer) error { return writeJSON(to, r, "the report of "+r.Set) }

// WriteText writes the report as plain, aligned text.
func (r Report) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Set %s: %d questions, %d without a line, %d citations, %d quotes not in their document\n",
		plain(r.Set), r.Metrics.Questions, r.Metrics.Unanswered, r.Metrics.Citations, r.Metrics.QuotesNotInDocument)
	fmt.Fprintf(table, "\nmetric\tvalue\t95 %% interval\n")
	for _, share := range r.Metrics.shares() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", share.name, figure(share.value), span(r.Intervals, share.name))
	}
	writeParts(table, "language", r.Languages)
	writeParts(table, "tag", r.Tags)
	writeCurves(table, r.Reliability, r.RiskCoverage)
	writeReasons(table, r.Reasons)
	fmt.Fprintf(table, "\nlatency, ms\tp50\tp95\n")
	for _, l := range r.Latency {
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\n", l.Step, l.P50, l.P95)
	}
	writeFailures(table, r.Failures)
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the report of %s: %w", r.Set, err)
	}
	return nil
}

func writeParts(table io.Writer, kind string, all []Part) {
	if len(all) == 0 {
		return
	}
	shown, more := largest(all)
	fmt.Fprintf(table, "\nretrieval by %s\tquestions\t%s\n", kind, strings.Join(retrievalShares, "\t"))
	for _, p := range shown {
		fmt.Fprintf(table, "%s\t%d", plain(p.Name), p.Metrics.Questions)
		for _, share := range p.Metrics.shares() {
			if slices.Contains(retrievalShares, share.name) {
				fmt.Fprintf(table, "\t%s", strings.TrimSpace(figure(share.value)+" "+span(p.Intervals, share.name)))
			}
		}
		fmt.Fprintln(table)
	}
	writeMore(table, more)
	fmt.Fprintf(table, "\nanswers by %s\tanswered\tright of answered\tright of answerable\tunanswerable escalated\tauroc\tece\n", kind)
	for _, p := range shown {
		m := p.Metrics
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", plain(p.Name), figure(m.Answered), figure(m.RightOfAnswered),
			figure(m.RightOfAnswerable), figure(m.UnanswerableEscalated), figure(m.AUROC), figure(m.ECE))
	}
	writeMore(table, more)
}

func writeMore(table io.Writer, more int) {
	if more > 0 {
		fmt.Fprintf(table, "and %d more, all of them in --json\n", more)
	}
}

func writeFailures(table io.Writer, failures []Failure) {
	if len(failures) == 0 {
		return
	}
	fmt.Fprintf(table, "\nfailed questions: %d\n", len(failures))
	for _, f := range failures[:min(len(failures), maxFailuresShown)] {
		fmt.Fprintf(table, "  %s: %s\n", plain(f.ID), plain(f.Error))
	}
	if more := len(failures) - maxFailuresShown; more > 0 {
		fmt.Fprintf(table, "  and %d more\n", more)
	}
}

func figure(value *float64) string {
	if value == nil {
		return "-"
	}
	return fmt.Sprintf("%.3f", *value)
}

// span is the interval of a metric, "" where there is none.
func span(intervals map[string]Interval, name string) string {
	if i, ok := intervals[name]; ok {
		return fmt.Sprintf("(%.3f to %.3f)", i.Low, i.High)
	}
	return ""
}

// plain makes one line of text that others wrote: what a set holds must not
// steer the terminal or break a table.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) {
			return r
		}
		return -1
	}, text)
}

// shorten cuts to n runes.
func shorten(text string, n int) string {
	runes := []rune(plain(text))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n-1]) + "…"
}
