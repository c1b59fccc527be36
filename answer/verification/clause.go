package verification

import (
	"slices"

	"footnote/internal/sentence"
)

// partialShare is the share of a clause's weight that a claim may leave out
// and still count as stating the clause.
const partialShare = 0.15

// compareClauses finds the clauses that the claim is made from and compares
// what they say besides their terms. A claim that takes parts of two clauses
// without stating one of them says something that neither says.
func (c *claim) compareClauses(src *source, used []sentence.Span, kinds map[string]bool) {
	var tokens []token
	var raw string
	partial, withheld := 0, 0
	for _, cl := range used {
		tokens = append(tokens, src.tokensIn(cl.Start, cl.End)...)
		raw += string(src.runes[cl.Start:cl.End])
		if c.withholds(src, cl) {
			withheld++
		}
		switch out := c.leavesOut(src, cl); {
		case out == 1: // only its number is taken
			partial += 2
		case out > partialShare:
			partial++
		}
	}
	if partial > 1 || withheld > 1 || len(used) > 1 && !c.sharesSubject(src, used[0]) || c.reversed(src, used) {
		kinds[Terms] = true
	}
	if c.saysWhole(src, used) {
		tokens, raw = src.whole(used)
	}
	tokens = c.withoutAsides(src, tokens)
	if !stanceOf(src.language, tokens, raw).agrees(c.stance) || opposed(src.language, c.tokens, tokens) {
		kinds[Negation] = true
	}
	for u := range c.units {
		if !namesUnit(src, used, u) {
			kinds[Unit] = true
		}
	}
}

// saysWhole tells whether the claim is all of the sentence that its clauses
// are from: then it must not leave out a negation of a clause of which it has
// the words from elsewhere.
func (c *claim) saysWhole(src *source, used []sentence.Span) bool {
	if len(used) == 0 {
		return false
	}
	first, last := src.sentencesOf(used[0])
	return first == last && c.leavesOut(src, src.sentences[first].Span) <= partialShare
}

// whole returns the tokens and the text of the sentence of the first clause.
func (s *source) whole(used []sentence.Span) ([]token, string) {
	first, _ := s.sentencesOf(used[0])
	span := s.sentences[first].Span
	return s.tokensIn(span.Start, span.End), string(s.runes[span.Start:span.End])
}

// withoutAsides leaves out what stands in brackets and of which the claim has
// no word: who drops an aside drops its negations too.
func (c *claim) withoutAsides(src *source, tokens []token) []token {
	var out []token
	for i := 0; i < len(tokens); i++ {
		if tokens[i].text == "(" {
			end := slices.IndexFunc(tokens[i:], func(t token) bool { return t.text == ")" })
			if end > 0 && !c.hasAnyTerm(src.termsIn(tokens[i].start, tokens[i+end].start)) {
				i += end
				continue
			}
		}
		out = append(out, tokens[i])
	}
	return out
}

func (c *claim) hasAnyTerm(terms []content) bool {
	return slices.ContainsFunc(terms, func(t content) bool { return !t.glue && hasTerm(c.terms, t.Text) })
}

// namesUnit tells whether one of the clauses speaks of a unit.
func namesUnit(src *source, clauses []sentence.Span, unit string) bool {
	for _, cl := range clauses {
		if src.looseUnits(cl.Start, cl.End)[unit] {
			return true
		}
		for _, q := range src.numbersIn(cl.Start, cl.End) {
			if q.unit == unit {
				return true
			}
		}
	}
	return false
}

// usedClauses picks the fewest clauses that hold what the claim took from the
// span: the clause that holds most, then the one that adds most.
func (c *claim) usedClauses(src *source, clauses []sentence.Span, m matching) []sentence.Span {
	open := map[int]bool{}
	for i, w := range m.where {
		if w == inSpan && !c.terms[i].glue {
			open[i] = true
		}
	}
	var used []sentence.Span
	taken := map[int]bool{}
	for len(open) > 0 {
		best, bestWeight := -1, 0.0
		for i, cl := range clauses {
			if taken[i] {
				continue
			}
			terms, weight := src.termsIn(cl.Start, cl.End), 0.0
			for j := range c.terms { // in order: sums must not depend on map order
				if open[j] && hasTerm(terms, c.terms[j].Text) {
					weight += c.terms[j].weight
				}
			}
			weight += 2 * float64(c.sharedNumbers(src, cl))
			if weight > bestWeight {
				best, bestWeight = i, weight
			}
		}
		if best < 0 {
			break
		}
		taken[best] = true
		used = append(used, clauses[best])
		terms := src.termsIn(clauses[best].Start, clauses[best].End)
		for j := range c.terms {
			if open[j] && hasTerm(terms, c.terms[j].Text) {
				delete(open, j)
			}
		}
	}
	return c.withNumbers(src, clauses, used)
}

// withNumbers adds the clauses of numbers that no used clause has.
func (c *claim) withNumbers(src *source, clauses, used []sentence.Span) []sentence.Span {
	for _, q := range c.numbers {
		if hasNumber(src, used, q.value) {
			continue
		}
		for _, cl := range clauses {
			if hasNumber(src, []sentence.Span{cl}, q.value) {
				used = append(used, cl)
				break
			}
		}
	}
	return used
}

func hasNumber(src *source, clauses []sentence.Span, value string) bool {
	for _, cl := range clauses {
		for _, s := range src.numbersIn(cl.Start, cl.End) {
			if s.value == value {
				return true
			}
		}
	}
	return false
}

// sharedNumbers counts the claim's numbers that stand in a clause.
func (c *claim) sharedNumbers(src *source, cl sentence.Span) int {
	n := 0
	for _, q := range c.numbers {
		if hasNumber(src, []sentence.Span{cl}, q.value) {
			n++
		}
	}
	return n
}

// leavesOut returns the share of a clause's weight that the claim does not
// state.
func (c *claim) leavesOut(src *source, cl sentence.Span) float64 {
	all, out := 0.0, 0.0
	for _, t := range src.termsIn(cl.Start, cl.End) {
		if t.glue {
			continue
		}
		all += t.weight
		if !hasTerm(c.terms, t.Text) {
			out += t.weight
		}
	}
	if all == 0 {
		return 0
	}
	return out / all
}

// withholds tells whether a clause has a name, number or date that the claim
// leaves out. Two clauses that both do are two statements, of which the claim
// would mix the parts.
func (c *claim) withholds(src *source, cl sentence.Span) bool {
	for _, q := range src.numbersIn(cl.Start, cl.End) {
		if !hasQuantity(c.numbers, q.value) {
			return true
		}
	}
	for _, d := range src.dates {
		if d.start >= cl.Start && d.start < cl.End && !slices.ContainsFunc(c.dates, func(o placedDate) bool { return d.agrees(o.date) }) {
			return true
		}
	}
	for _, t := range src.tokensIn(cl.Start, cl.End) {
		named := t.kind == code || t.kind == word && (odd(t.raw) || src.language != "de" && capital(t.raw) && !src.beginsSentence(t.start))
		if named && !politePronoun[t.text] && units[t.text] == "" && monthOf(t.text) == 0 && !c.hasName(c.tokens, t) {
			return true
		}
	}
	return false
}

func hasQuantity(numbers []quantity, value string) bool {
	return slices.ContainsFunc(numbers, func(q quantity) bool { return q.value == value })
}

// beginsSentence tells whether a sentence begins at an offset.
func (s *source) beginsSentence(at int) bool {
	i := lowerBound(len(s.sentences), func(i int) bool { return s.sentences[i].Start >= at })
	return i < len(s.sentences) && s.sentences[i].Start == at
}

// sharesSubject tells whether the clause that carries most of the claim is
// about what the claim is about: its first terms are in the claim, or it
// begins with a pronoun. A relative clause is about the term before it.
func (c *claim) sharesSubject(src *source, main sentence.Span) bool {
	tokens := src.tokensIn(main.Start, main.End)
	if len(tokens) > 0 && relatives[tokens[0].text] {
		before := src.termsIn(0, main.Start)
		return len(before) == 0 || hasTerm(c.terms, before[len(before)-1].Text)
	}
	begun := false
	for _, t := range tokens {
		if t.kind != word && t.kind != code {
			continue
		}
		term, ok := src.termAt(t.start)
		switch {
		case pronouns[src.language][t.text] && !begun:
			return true
		case isGlue(src.language, t.text) && !begun:
		case ok && hasTerm(c.terms, term):
			return true
		case ok:
			begun = true
		case begun:
			return false
		}
	}
	return !begun
}

// reversed tells whether the claim's first three terms stand in the evidence
// in the opposite order, with neither in the passive: "A owes B" is not
// "B owes A".
func (c *claim) reversed(src *source, used []sentence.Span) bool {
	if len(used) != 1 || len(c.terms) < 3 {
		return false
	}
	cl := used[0]
	if anyOf(c.tokens, passive) != anyOf(src.tokensIn(cl.Start, cl.End), passive) {
		return false
	}
	terms := src.termsIn(cl.Start, cl.End)
	last := -1
	for i := range 3 {
		at := -1
		for j, t := range terms {
			if alike(t.Text, c.terms[i].Text) {
				if at >= 0 {
					return false // stands twice: no order to speak of
				}
				at = j
			}
		}
		if at < 0 || last >= 0 && at >= last {
			return false
		}
		last = at
	}
	return true
}

func anyOf(tokens []token, words map[string]bool) bool {
	for _, t := range tokens {
		if words[t.text] {
			return true
		}
	}
	return false
}
