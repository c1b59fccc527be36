package eval

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"footnote/answer"
)

// maxFailuresShown bounds the failures that the text report spells out.
const maxFailuresShown = 5

// Report is what a run over a set measured.
type Report struct {
	Set     string  `json:"set"`
	Metrics Metrics `json:"metrics"`
	// Intervals of 95 % by the metric's JSON name.
	Intervals map[string]Interval `json:"intervals_95%"`
	// Languages and Tags hold the parts of the set that share a language or
	// a tag, by name.
	Languages []Part    `json:"languages"`
	Tags      []Part    `json:"tags"`
	Latency   []Latency `json:"latency_ms"`
	Failures  []Failure `json:"failures"`
}

// Part is a part of a set with its metrics.
type Part struct {
	Name    string  `json:"name"`
	Metrics Metrics `json:"metrics"`
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
	return Report{
		Set:       set.Name,
		Metrics:   Compute(judgements),
		Intervals: Intervals(judgements),
		Languages: parts(judgements, func(j Judgement) []string { return []string{cmp.Or(j.Language, "und")} }),
		Tags:      parts(judgements, func(j Judgement) []string { return j.Tags }),
		Latency:   latencies(run.Lines),
		Failures:  append([]Failure{}, run.Failures...),
	}, nil
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
		all = append(all, Part{Name: name, Metrics: Compute(members[name])})
	}
	return all
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
func (r Report) WriteJSON(to io.Writer) error {
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return fmt.Errorf("write the report of %s: %w", r.Set, err)
	}
	return nil
}

// WriteText writes the report as plain, aligned text.
func (r Report) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Set %s: %d questions, %d without a line, %d citations, %d quotes not in their document\n",
		r.Set, r.Metrics.Questions, r.Metrics.Unanswered, r.Metrics.Citations, r.Metrics.QuotesNotInDocument)
	fmt.Fprintf(table, "\nmetric\tvalue\t95 %% interval\n")
	for _, share := range r.Metrics.shares() {
		interval := ""
		if i, ok := r.Intervals[share.name]; ok {
			interval = fmt.Sprintf("%.3f to %.3f", i.Low, i.High)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", share.name, figure(share.value), interval)
	}
	writeParts(table, "language", r.Languages)
	writeParts(table, "tag", r.Tags)
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

func writeParts(table io.Writer, kind string, parts []Part) {
	if len(parts) == 0 {
		return
	}
	fmt.Fprintf(table, "\n%s\tquestions\trecall@1\trecall@10\tmrr@10\tanswered\tright of answered\tright of answerable\tunanswerable escalated\tauroc\tece\n", kind)
	for _, p := range parts {
		m := p.Metrics
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", p.Name, m.Questions,
			figure(m.RecallAt1), figure(m.RecallAt10), figure(m.MRR), figure(m.Answered), figure(m.RightOfAnswered),
			figure(m.RightOfAnswerable), figure(m.UnanswerableEscalated), figure(m.AUROC), figure(m.ECE))
	}
}

func writeFailures(table io.Writer, failures []Failure) {
	if len(failures) == 0 {
		return
	}
	fmt.Fprintf(table, "\nfailed questions: %d\n", len(failures))
	for _, f := range failures[:min(len(failures), maxFailuresShown)] {
		fmt.Fprintf(table, "  %s: %s\n", f.ID, f.Error)
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
