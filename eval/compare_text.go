package eval

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"footnote/answer"
)

// maxChangesShown bounds each list of questions in the text.
const maxChangesShown = 10

// significant is the level at which the text calls a difference real.
const significant = 0.05

// WriteJSON writes the comparison, with every question that changed, as
// indented JSON.
func (c Comparison) WriteJSON(to io.Writer) error {
	return writeJSON(to, c, "the comparison over "+c.Set)
}

// WriteText writes the comparison as plain, aligned text, with the largest
// changes.
func (c Comparison) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Set %s: %d questions in both runs, %d only in the old one, %d only in the new one\n",
		plain(c.Set), c.Questions, len(c.OnlyOld), len(c.OnlyNew))
	fmt.Fprintf(table, "\nmetric\told\tnew\tdifference\t95 %% interval\tp\t\n")
	for _, d := range c.Metrics {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", d.Name, figure(d.Old), figure(d.New), d.text())
	}
	writeChanges(table, "rank better", c.RankBetter, rankMove)
	writeChanges(table, "rank worse", c.RankWorse, rankMove)
	writeChanges(table, "answer better", c.AnswerBetter, answerMove)
	writeChanges(table, "answer worse", c.AnswerWorse, answerMove)
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the comparison over %s: %w", c.Set, err)
	}
	return nil
}

// text of the difference, its interval, its p and what follows.
func (d Difference) text() string {
	if d.Difference == nil {
		return "-\t\t\tcannot be compared"
	}
	interval := ""
	if d.Interval != nil {
		interval = fmt.Sprintf("(%+.3f to %+.3f)", d.Interval.Low, d.Interval.High)
	}
	verdict := "no clear difference"
	lowerIsBetter := slices.Contains([]string{"ece", "brier"}, d.Name)
	switch {
	case *d.P >= significant:
	case d.Name == "answered":
		verdict = "changed"
	case (*d.Difference > 0) != lowerIsBetter:
		verdict = "better"
	default:
		verdict = "worse"
	}
	return fmt.Sprintf("%+.3f\t%s\t%.4f\t%s", *d.Difference, interval, *d.P, verdict)
}

func writeChanges(table io.Writer, title string, changes []Change, move func(Change) string) {
	fmt.Fprintf(table, "\n%s: %d\n", title, len(changes))
	for _, c := range changes[:min(len(changes), maxChangesShown)] {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", shorten(c.ID, 36), move(c), shorten(c.Question, 70))
	}
	if more := len(changes) - maxChangesShown; more > 0 {
		fmt.Fprintf(table, "  and %d more, all of them in --json\n", more)
	}
}

func rankMove(c Change) string { return place(c.Old.Rank) + " → " + place(c.New.Rank) }

func place(rank int) string {
	if rank == 0 {
		return "none"
	}
	return fmt.Sprint(rank)
}

func answerMove(c Change) string { return c.Old.words() + " → " + c.New.words() }

// words say what a person would have seen and how sure the program was.
func (o Outcome) words() string {
	truth := "wrong"
	if o.Right {
		truth = "right"
	}
	if o.Decision != answer.Answered {
		truth = "draft " + truth
	}
	return fmt.Sprintf("%s, %s (%.2f)", plain(string(o.Decision)), truth, o.Confidence)
}
