package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"footnote/answer"
)

// ReasonCount says how often a reason was given, by whether the questions
// can be answered.
type ReasonCount struct {
	Reason       answer.Reason `json:"reason"`
	Answerable   int           `json:"answerable"`
	Unanswerable int           `json:"unanswerable"`
	// Unlabelled are those of which nothing is known.
	Unlabelled int `json:"unlabelled"`
}

// reasons counts the reasons of a run, by name. A reason against an answer
// that the base has is a false alarm: out_of_scope above all, which keeps a
// question off the list of what the base lacks.
func reasons(set Set, lines []Line) []ReasonCount {
	questions := map[string]Question{}
	for _, q := range set.Questions {
		questions[q.ID] = q
	}
	counts := map[answer.Reason]ReasonCount{}
	for _, line := range lines {
		for _, reason := range line.Reasons {
			count := counts[reason]
			count.Reason = reason
			switch can := questions[line.ID].Answerable; {
			case can == nil:
				count.Unlabelled++
			case *can:
				count.Answerable++
			default:
				count.Unanswerable++
			}
			counts[reason] = count
		}
	}
	all := slices.AppendSeq([]ReasonCount{}, maps.Values(counts))
	slices.SortFunc(all, func(a, b ReasonCount) int { return cmp.Compare(a.Reason, b.Reason) })
	return all
}

func writeReasons(table io.Writer, all []ReasonCount) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(table, "\nreason\tanswerable\tunanswerable\tunlabelled\n")
	for _, c := range all {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\n", plain(string(c.Reason)), c.Answerable, c.Unanswerable, c.Unlabelled)
	}
}
