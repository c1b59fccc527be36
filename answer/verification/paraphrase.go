package verification

import "footnote/internal/sentence"

// paraphrases tells, of a claim that only disagrees by terms, whether it may
// say the same in other words: words of it are not in the span, where each run
// of them stands the span has words that the claim lacks, and the others stand
// together there as in the claim. Words that are only added paraphrase nothing.
func (c *claim) paraphrases(src *source, first, n int, span sentence.Span, m matching) bool {
	if m.missing == 0 || !c.replaces(src, span, m) {
		return false
	}
	order := map[string]bool{}
	c.compareOrder(src, first, n, order)
	return len(order) == 0
}

// replaces tells whether, for each run of words that the span lacks, the span
// has words that the claim lacks after the word before the run or before the
// word after it.
func (c *claim) replaces(src *source, span sentence.Span, m matching) bool {
	var said []content // nil text: a word that the claim lacks
	for _, t := range src.termsIn(span.Start, span.End) {
		switch {
		case hasTerm(c.terms, t.Text):
			said = append(said, t)
		case !t.glue:
			said = append(said, content{})
		}
	}
	before, missing := "", false
	for i, t := range c.terms {
		if t.glue {
			continue
		}
		if m.where[i] == absent {
			missing = true
			continue
		}
		if missing && !borders(said, before, 1) && !borders(said, t.Text, -1) {
			return false
		}
		before, missing = t.Text, false
	}
	return !missing || borders(said, before, 1)
}

// borders tells whether a word that the claim lacks stands right after (1) or
// before (-1) a word of the claim.
func borders(said []content, text string, side int) bool {
	for i, t := range said {
		if j := i + side; text != "" && t.Text != "" && alike(t.Text, text) && j >= 0 && j < len(said) && said[j].Text == "" {
			return true
		}
	}
	return false
}
