package verification

import "footnote/internal/sentence"

// compareNumbers looks for each number of the claim in the span: the same
// value, with the same unit, said of the same thing.
func (c *claim) compareNumbers(src *source, span sentence.Span, kinds map[string]bool) {
	numbers := src.numbersIn(span.Start, span.End)
	for _, q := range c.numbers {
		same, fits, belongs, bound := false, false, false, false
		for i, s := range numbers {
			if s.value != q.value {
				continue
			}
			same = true
			if !sameUnit(q, s) {
				continue
			}
			fits = true
			if c.belongs(src, span, q, numbers, i) {
				belongs = true
				bound = bound || s.bound == q.bound
			}
		}
		switch {
		case !same && (q.unit != "" || len(q.nouns) > 0 || !inDate(src, span, q.value)):
			kinds[Number] = true
		case same && !fits:
			kinds[Unit] = true
		case same && !belongs:
			kinds[Number] = true
		case same && !bound:
			kinds[Condition] = true
		}
	}
}

// inDate tells whether a number of the claim is the year or day of a date in
// the span.
func inDate(src *source, span sentence.Span, value string) bool {
	for _, d := range src.dates {
		if d.start >= span.Start && d.start < span.End && (itoa(d.year) == value || itoa(d.day) == value && d.month > 0 && d.day > 0) {
			return true
		}
	}
	return false
}

// sameUnit tells whether a number of the claim counts what the one of the
// evidence counts.
func sameUnit(claim, evidence quantity) bool {
	if claim.unit != "" || evidence.unit != "" {
		if claim.unit == evidence.unit {
			return true
		}
		return claim.unit == "" && len(claim.nouns) == 0 && isYear(claim.value)
	}
	if len(claim.nouns) == 0 {
		return true
	}
	if len(evidence.nouns) > 0 {
		return shareTerm(claim.nouns, evidence.nouns)
	}
	return len(evidence.before) > 0 && shareTerm(claim.nouns, evidence.before) || isYear(claim.value)
}

func shareTerm(a, b []string) bool {
	for _, t := range a {
		if hasText(b, t) {
			return true
		}
	}
	return false
}

// belongs tells whether the claim says a number of what the evidence says it
// of. It matters only where the span has another number of the same kind:
// then the words around the claim's number must not be those around the other
// one, while words around this one are left out.
func (c *claim) belongs(src *source, span sentence.Span, q quantity, numbers []quantity, at int) bool {
	var rivals []quantity
	for _, s := range numbers {
		if s.unit == numbers[at].unit && (s.unit != "" || !isYear(s.value) || isYear(q.value)) {
			rivals = append(rivals, s)
		}
	}
	differ := false
	for _, s := range rivals {
		differ = differ || s.value != q.value
	}
	if !differ {
		return true
	}
	segments := src.segments(span, rivals)
	own := sentence.Span{}
	for i, s := range rivals {
		if s.start == numbers[at].start {
			own = segments[i]
		}
	}
	ownTerms := src.termsIn(own.Start, own.End)
	local := c.localTerms(q)
	foreign := false
	for _, t := range local {
		if t.glue || hasTerm(ownTerms, t.Text) {
			continue
		}
		for i, s := range rivals {
			if s.value != q.value && hasTerm(src.termsIn(segments[i].Start, segments[i].End), t.Text) {
				foreign = true
			}
		}
	}
	if !foreign {
		return true
	}
	for _, t := range ownTerms {
		if !t.glue && !hasTerm(local, t.Text) {
			return false
		}
	}
	return true
}

// localTerms returns the claim's terms that go with one of its numbers.
func (c *claim) localTerms(q quantity) []content {
	var same []quantity
	at := 0
	for _, s := range c.numbers {
		if s.unit != q.unit {
			continue
		}
		if s.start == q.start {
			at = len(same)
		}
		same = append(same, s)
	}
	segment := c.segments(sentence.Span{Start: 0, End: len(c.runes)}, same)[at]
	return c.termsIn(segment.Start, segment.End)
}

// segments shares a span out among numbers: between two of them it is cut at
// the first comma, semicolon, stop or "and", else right after the first.
func (f *facts) segments(span sentence.Span, numbers []quantity) []sentence.Span {
	out := make([]sentence.Span, len(numbers))
	start := span.Start
	for i, q := range numbers {
		end := span.End
		if i+1 < len(numbers) {
			end = f.cutBetween(q.end, numbers[i+1].start)
		}
		out[i] = sentence.Span{Start: start, End: end}
		start = end
	}
	return out
}

func (f *facts) cutBetween(from, to int) int {
	for _, t := range f.tokensIn(from, to) {
		switch t.text {
		case ",", ";", ".", "!", "?", "\n", "，", "；", "。", "、", "|":
			return t.end
		}
		if t.kind == word && (joiners[t.text] || clauseWords[f.language][t.text]) {
			return t.start
		}
	}
	return max(from, min(from, to))
}
