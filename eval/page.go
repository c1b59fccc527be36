package eval

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed page_parts.html
var partsText string

//go:embed page.html
var pageText string

// pageParts are what the pages share.
var pageParts = template.Must(template.New("parts").Funcs(template.FuncMap{
	"figure": figure, "percent": percent, "decimals": decimals, "span": span, "shorten": shorten, "place": place,
	"asked": func(rows []Asked, caption string) any {
		return struct {
			Rows    []Asked
			Caption string
		}{rows, caption}
	},
}).Parse(partsText))

var pageTemplate = template.Must(template.Must(pageParts.Clone()).New("page").Parse(pageText))

// page is what the template shows.
type page struct {
	Report
	// Headline are the Shares at the head of the page.
	Headline, Shares []pageShare
	// Ranked counts the questions whose retrieval can be judged.
	Ranked   int
	Parts    []pagePart
	RiskRows []Operating

	MetricsPlot, RanksPlot, LatencyPlot, ReliabilityPlot, RiskPlot plot
}

// pageShare is a metric as it is shown.
type pageShare struct {
	Name, Value, Span, Meaning string
}

// pagePart are the languages or the tags.
type pagePart struct {
	Kind  string
	Parts []Part
	More  int
	Plot  plot
}

// meanings say what a metric is to somebody who has not read its definition.
var meanings = map[string]string{
	"recall@1":                   "the right article comes first",
	"recall@5":                   "the right article is among the first five",
	"recall@10":                  "the right article is among the first ten",
	"mrr@10":                     "mean of 1 / rank of the right article",
	"ndcg@10":                    "all right articles, by rank",
	"answered":                   "share of questions that were answered, not escalated",
	"right_of_answered":          "share of shown answers that were right",
	"right_of_answerable":        "share of answerable questions with a right text, shown or draft",
	"unanswerable_escalated":     "share of unanswerable questions that were not answered",
	"auroc":                      "a right answer has more confidence than a wrong one",
	"ece":                        "mean distance of confidence from truth; lower is better",
	"brier":                      "mean squared distance of confidence from truth; lower is better",
	"coverage_at_5%_risk":        "share of questions that can be answered with 5 % wrong",
	"coverage_at_10%_risk":       "share of questions that can be answered with 10 % wrong",
	"citations_in_gold_document": "share of citations that name a right article",
}

// headline are the metrics at the head of the page.
var headline = []string{"mrr@10", "right_of_answerable", "right_of_answered", "auroc"}

// WriteHTML writes the report as one page that needs nothing else: no script,
// no network. Texts of the set are escaped.
func (r Report) WriteHTML(to io.Writer) error {
	p := page{
		Report:          r,
		MetricsPlot:     metricsPlot(r),
		RanksPlot:       ranksPlot(r.Ranks),
		LatencyPlot:     latencyPlot(r.Latency),
		ReliabilityPlot: reliabilityPlot(r.Reliability),
		RiskPlot:        riskCoveragePlot(r.RiskCoverage, r.decided()),
		RiskRows:        atCoverages(r.RiskCoverage),
	}
	for _, n := range r.Ranks {
		p.Ranked += n
	}
	shares := map[string]pageShare{}
	for _, share := range r.Metrics.shares() {
		shown := pageShare{share.name, figure(share.value), span(r.Intervals, share.name), meanings[share.name]}
		shares[share.name] = shown
		p.Shares = append(p.Shares, shown)
	}
	for _, name := range headline {
		p.Headline = append(p.Headline, shares[name])
	}
	for _, of := range []struct {
		kind  string
		parts []Part
	}{{"language", r.Languages}, {"tag", r.Tags}} {
		if len(of.parts) > 0 {
			shown, more := largest(of.parts)
			p.Parts = append(p.Parts, pagePart{of.kind, shown, more, mrrPlot(of.kind, shown)})
		}
	}
	if err := pageTemplate.Execute(to, p); err != nil {
		return fmt.Errorf("write the page of %s: %w", r.Set, err)
	}
	return nil
}

// FirstFailures are those that the page names.
func (p page) FirstFailures() []Failure { return p.Failures[:min(len(p.Failures), maxExamples)] }

// decided is where the decisions of the run stand on the risk–coverage curve.
func (r Report) decided() *Operating {
	if r.Metrics.Answered == nil || r.Metrics.RightOfAnswered == nil {
		return nil
	}
	return &Operating{Coverage: *r.Metrics.Answered, Risk: 1 - *r.Metrics.RightOfAnswered}
}
