package eval

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"footnote/answer"
)

// WriteJSON writes the report as indented JSON.
func (c Calibration) WriteJSON(to io.Writer) error { return writeJSON(to, c, "the calibration report") }

// WriteText writes the report as plain, aligned text: a table for each view,
// then both curves of the first.
func (c Calibration) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "%s\n", c.summary())
	for _, v := range c.Views {
		fmt.Fprintf(table, "\n%s\n\n", v.Meaning)
		fmt.Fprintf(table, "%s\tanswers\tright\tauroc\tece\tby chance\tbrier\n", v.Name)
		for _, j := range v.Rows() {
			fmt.Fprintf(table, "%s\t%d\t%d\t%s\t%s\t%s\t%s\n", plain(j.Name), j.Samples, j.Right, j.figure("auroc", j.AUROC),
				j.figure("ece", j.ECE), figure(j.ECEByChance), j.figure("brier", j.Brier))
		}
	}
	if len(c.Views) > 0 {
		v := c.Views[0]
		fmt.Fprintf(table, "\nReliability and risk, %s, all together:\n", v.Name)
		writeCurves(table, v.Together.Reliability, v.Together.RiskCoverage)
	}
	if c.Guarantee != nil {
		fmt.Fprintf(table, "\n%s\n", promise(*c.Guarantee))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the calibration report: %w", err)
	}
	return nil
}

// summary says what was fitted on what.
func (c Calibration) summary() string {
	return fmt.Sprintf("Fitted on %d answers, %d of them right, of %s.", c.Labels, c.Right, plain(strings.Join(c.Sets, ", ")))
}

// Rows are the parts of the view and the whole.
func (v View) Rows() []Judged { return append(v.parts(), v.Together) }

// parts are the sets, where there are several, and the languages, where there
// are several.
func (v View) parts() []Judged {
	var parts []Judged
	if len(v.Sets) > 1 {
		parts = append(parts, v.Sets...)
	}
	if len(v.Languages) > 1 {
		for _, j := range v.Languages {
			j.Name = "language " + j.Name
			parts = append(parts, j)
		}
	}
	return parts
}

// figure is a metric with its interval.
func (j Judged) figure(name string, value *float64) string {
	return strings.TrimSpace(figure(value) + " " + span(j.Intervals, name))
}

// promise says in words what a guarantee is.
func promise(g answer.Guarantee) string {
	tolerated, sure := percent(g.Tolerated), percent(g.Certainty)
	if g.Met() {
		return fmt.Sprintf("Promised with %s certainty: at most %s of the shown answers are wrong, shown from a confidence of %.3f. Of %d labels %d reach it, and %d of those are wrong.",
			sure, tolerated, g.Threshold, g.Labels, g.Answered, g.Wrong)
	}
	told := fmt.Sprintf("These %d labels cannot promise that at most %s of the shown answers are wrong. With this model and setting nothing is shown: people answer all questions.", g.Labels, tolerated)
	if g.Possible != nil {
		return told + fmt.Sprintf(" The smallest share that can be promised with %s certainty is %s.", sure, percent(*g.Possible))
	}
	return told + " No share can be promised."
}
