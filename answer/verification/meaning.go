package verification

import (
	"context"
	"slices"

	"footnote/internal/sentence"
)

const (
	// sameMeaning is the similarity from which two words of one language are
	// taken for each other. Measured with the built-in encoder: "quickly" and
	// "rapidly" .97, "delete" and "remove" .86, "error" and "fault" .74; but
	// "before" and "after" .79, "buy" and "sell" .71, "card" and "transfer"
	// .37. What the first would let through is listed as opposites.
	sameMeaning = 0.74
	// mayReword is how many of a claim's words may be others of the same
	// meaning, as a share.
	mayReword = 0.5
)

// reworded returns the claim with the words that the span lacks replaced by
// words of the span that mean the same and that the claim lacks. It returns
// nil where a word has none: that one was added. Then all that holds for the
// span's own words is asked of the new claim.
func (e *Evidence) reworded(ctx context.Context, c *claim, src *source, span sentence.Span) *claim {
	missing := c.missingIn(src, span)
	if len(missing) == 0 || float64(len(missing)) > mayReword*float64(len(c.terms)) {
		return nil
	}
	spare := c.spareWords(src, span)
	if len(spare) < len(missing) {
		return nil
	}
	words := make([]string, 0, len(missing)+len(spare))
	for _, i := range missing {
		words = append(words, c.wordOf(c.terms[i]))
	}
	for _, t := range spare {
		words = append(words, t.text)
	}
	known := e.vectors.Of(ctx, words)
	if known == nil {
		return nil
	}
	terms := slices.Clone(c.terms)
	taken := map[int]bool{}
	for n, i := range missing {
		best, most := -1, sameMeaning
		for j := range spare {
			if s := cosine(known[n], known[len(missing)+j]); s >= most && !taken[j] && !contrast(c.language, words[n], spare[j].text) {
				best, most = j, s
			}
		}
		if best < 0 {
			return nil
		}
		taken[best] = true
		term, ok := src.termAt(spare[best].start)
		if terms[i].Text = term; !ok || isGlue(src.language, spare[best].text) {
			terms[i].Text = "" // it stands for a word that is no term
		}
	}
	return c.with(slices.DeleteFunc(terms, func(t content) bool { return t.Text == "" }))
}

// spareWords returns the words of a span that the claim lacks, stop words
// among them: "around" may stand for "about".
func (c *claim) spareWords(src *source, span sentence.Span) []token {
	var spare []token
	for _, t := range src.tokensIn(span.Start, span.End) {
		if t.kind != word || slices.ContainsFunc(c.tokens, func(own token) bool { return own.text == t.text }) {
			continue
		}
		if term, ok := src.termAt(t.start); !ok || !hasTerm(c.terms, term) {
			spare = append(spare, t)
		}
	}
	return spare
}

// with returns the claim with other terms in the places of its own.
func (c *claim) with(terms []content) *claim {
	f := *c.facts
	f.terms = terms
	other := *c
	other.facts = &f
	other.subject = nil
	other.readSubject()
	return &other
}

// missingIn returns which of the claim's terms are neither in the span nor in
// title or headings.
func (c *claim) missingIn(src *source, span sentence.Span) []int {
	var missing []int
	terms := src.termsIn(span.Start, span.End)
	for i, t := range c.terms {
		if !t.glue && !hasTerm(terms, t.Text) && !hasText(src.contextTerms, t.Text) {
			missing = append(missing, i)
		}
	}
	return missing
}

// wordOf returns a term as it is written.
func (f *facts) wordOf(t content) string { return fold(string(f.runes[t.Start:t.End])) }

// contrast tells words that are near each other in meaning and still say
// something else: opposites, months, days, directions, units, number words.
func contrast(language, a, b string) bool {
	for _, group := range contrasts {
		if group[a] && group[b] {
			return true
		}
	}
	for _, pair := range polarity[language].opposites {
		if isWord(a, pair[0]) && isWord(b, pair[1]) || isWord(a, pair[1]) && isWord(b, pair[0]) {
			return true
		}
	}
	return units[a] != units[b] || monthOf(a) != monthOf(b)
}
