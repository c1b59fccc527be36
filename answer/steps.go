package answer

import (
	"slices"
	"strings"

	"footnote/kbsource/document"
	"footnote/retrieval"
)

// An answer that is a list gives all of its steps: one that misses is worse
// than a long answer. Lists that are no steps, such as the countries that are
// delivered to, are as long as they like, and so are bounded first.
const (
	mostItems, mostItemWords = 12, 150
	mostSteps, mostStepWords = 60, 900
)

// stepsAt returns the list that the best unit belongs to or introduces, with
// its lead-in, over all passages that it reaches over; nil for none.
func stepsAt(q *question, evidence []retrieval.Evidence, all []candidate, best candidate) []candidate {
	intro := -1
	if best.List == 0 {
		if best, intro = introduced(all, best); intro < 0 {
			return nil
		}
	}
	steps := withinPassage(all, best.evidence, best.List)
	if intro >= 0 {
		steps = append([]candidate{all[intro]}, steps...)
	}
	r := listReader{q: q, evidence: evidence}
	before, after := r.follow(best, -1), r.follow(best, 1)
	return shownOf(slices.Concat(before, steps, after), best)
}

// introduced returns the first item of the list that a unit introduces without
// a colon, and the unit's index; -1 for none.
func introduced(all []candidate, lead candidate) (item candidate, at int) {
	at = slices.IndexFunc(all, func(c candidate) bool { return c.evidence == lead.evidence && c.position == lead.position })
	if at+1 >= len(all) {
		return lead, -1
	}
	next := all[at+1]
	if next.List == 0 || next.evidence != lead.evidence || next.Lead != strings.ReplaceAll(lead.text, "\n", " ") {
		return lead, -1
	}
	return next, at
}

// withinPassage returns what of a list stands in one passage.
func withinPassage(all []candidate, evidence, list int) []candidate {
	var steps []candidate
	for _, c := range all {
		if c.evidence == evidence && c.List == list {
			steps = append(steps, c)
		}
	}
	return steps
}

// shownOf cuts a list that is too long to be shown; nil where the unit that
// answers best is not in what is left.
func shownOf(steps []candidate, best candidate) []candidate {
	items, words := mostItems, mostItemWords
	if slices.ContainsFunc(steps, func(c candidate) bool { return c.Ordered }) {
		items, words = mostSteps, mostStepWords
	}
	for i := range steps {
		if words -= steps[i].words; i == items || words < 0 {
			steps = steps[:i]
			break
		}
	}
	if !slices.ContainsFunc(steps, func(c candidate) bool { return c.evidence == best.evidence && c.position == best.position }) {
		return nil
	}
	return steps
}

// listReader follows a list into the passages before and behind.
type listReader struct {
	q        *question
	evidence []retrieval.Evidence
}

// follow returns what of the list of a unit stands in the passages before
// (step -1) or behind its own (step 1), in reading order.
func (r listReader) follow(c candidate, step int) []candidate {
	var found []candidate
	at, list := c.evidence, c.List
	for {
		next := r.beside(at, step)
		if next < 0 {
			return found
		}
		before, after := at, next
		if step < 0 {
			before, after = next, at
		}
		last, first := lastUnit(r.evidence[before]), firstUnit(r.evidence[after])
		here, there := last.List, first.List
		if step < 0 {
			here, there = there, here
		}
		if here != list || there == 0 || !goesOn(last, first, r.evidence[after].Passage.Text) {
			return found
		}
		part := withinPassage(passageCandidates(r.q, next, r.evidence[next], prior(r.evidence, next)), next, there)
		if step < 0 {
			found = slices.Concat(part, found)
		} else {
			found = append(found, part...)
		}
		at, list = next, there
	}
}

// beside returns the index of the passage that stands right before or behind
// one in its document, -1 where it was not retrieved.
func (r listReader) beside(at, step int) int {
	here := r.evidence[at]
	return slices.IndexFunc(r.evidence, func(e retrieval.Evidence) bool {
		return e.Document.ID == here.Document.ID && e.Passage.Ordinal == here.Passage.Ordinal+step
	})
}

// goesOn reports whether the first unit of a passage is of the list that the
// passage before ends in. Steps begin again with 1, other items have the same
// lead-in.
func goesOn(last, first document.Unit, text string) bool {
	if first.Ordered && first.Depth == 0 {
		return !strings.HasPrefix(text, "1.") && !strings.HasPrefix(text, "1)")
	}
	return first.Depth > 0 || first.Lead == last.Lead
}

func firstUnit(e retrieval.Evidence) document.Unit {
	if len(e.Units) == 0 {
		return document.Unit{}
	}
	return e.Units[0]
}

func lastUnit(e retrieval.Evidence) document.Unit {
	if len(e.Units) == 0 {
		return document.Unit{}
	}
	return e.Units[len(e.Units)-1]
}
