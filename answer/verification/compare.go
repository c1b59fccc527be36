package verification

import (
	"maps"
	"slices"
	"strings"

	"footnote/internal/language"
	"footnote/internal/sentence"
)

// unsupportedScore bounds the score of what is not supported.
const unsupportedScore = 0.5

// penalty is what a disagreement leaves of the score.
var penalty = map[string]float64{Number: 0.3, Date: 0.3, Unit: 0.4, Negation: 0.4, Name: 0.5, Condition: 0.5, Terms: 0.5}

// longer is what each further sentence of a span takes from the score: the
// shorter quote is the better one.
const longer = 0.05

// rewordedShare is what is left of the score of a sentence of which words
// were taken for others.
const rewordedShare = 0.97

// contextShare is what a term counts that stands only in title or headings.
const contextShare = 0.7

// against compares the claim with n sentences of a source.
func (c *claim) against(src *source, first, n int) window {
	span := sentence.Span{Start: src.sentences[first].Start, End: src.sentences[first+n-1].End}
	w := window{Verdict: Verdict{Quote: span}, first: first, n: n}
	opened := sentence.Span{Start: span.Start + src.sentences[first].lead, End: span.End}
	if c.sameWords(src, span) || c.sameWords(src, opened) {
		if len(c.terms)+len(c.numbers) < 2 {
			w.Disagreements = []string{Terms}
			return w
		}
		w.Supported, w.Score, w.coverage, w.verbatim = true, 1, 1, true
		return w
	}
	m := c.match(src, span)
	if m.coverage == 0 {
		w.Disagreements = []string{Terms}
		return w
	}
	w.coverage = m.coverage
	w.Score = min(max(m.coverage-longer*float64(n-1), 0), 1) // sums are not exact
	if max(m.words, m.coverage) < lookedFrom {               // what else disagrees matters to nobody
		w.Disagreements = []string{Terms}
		w.Score *= penalty[Terms]
		return w
	}
	kinds, paraphrase := c.disagreements(src, first, n, span, m)
	w.disagree(kinds)
	w.paraphrase = paraphrase
	return w
}

// disagree notes the kinds of disagreement, none for a window that supports,
// and takes their penalties from the score: in order, since products of the
// same factors in another order are not the same to the last bit.
func (w *window) disagree(kinds map[string]bool) {
	w.Disagreements = slices.Sorted(maps.Keys(kinds))
	for _, kind := range w.Disagreements {
		w.Score *= penalty[kind]
	}
	w.Supported = len(kinds) == 0
}

// found is where a claim's term stands.
type found uint8

const (
	absent found = iota
	inContext
	inSpan
)

// matching is how a claim's terms lie in a span.
type matching struct {
	// coverage is the share of the claim's words and numbers that are there,
	// words that of its words alone: numbers that lack are told as such.
	coverage, words float64
	// where is parallel to the claim's terms.
	where []found
	// missing counts the terms that are nowhere, glue words left out.
	missing int
}

func (c *claim) match(src *source, span sentence.Span) matching {
	m := matching{where: make([]found, len(c.terms))}
	terms := src.termsIn(span.Start, span.End)
	got := 0.0
	for i, t := range c.terms {
		switch {
		case hasTerm(terms, t.Text):
			m.where[i] = inSpan
			got += t.weight
		case hasText(src.contextTerms, t.Text):
			m.where[i] = inContext
			got += t.weight * contextShare
		case !t.glue:
			m.missing++
		}
	}
	if m.words = 1; c.weight > 0 {
		m.words = got / c.weight
	}
	for _, q := range c.numbers {
		if hasNumber(src, []sentence.Span{span}, q.value) {
			got += c.mean()
		}
	}
	if all := c.weight + c.mean()*float64(len(c.numbers)); all > 0 {
		m.coverage = got / all
	}
	return m
}

// mean is what a number weighs: as much as a term.
func (c *claim) mean() float64 {
	if len(c.terms) == 0 {
		return 1
	}
	return c.weight / float64(len(c.terms))
}

func hasTerm(terms []content, text string) bool {
	for _, t := range terms {
		if alike(t.Text, text) {
			return true
		}
	}
	return false
}

func hasText(terms []string, text string) bool {
	for _, t := range terms {
		if alike(t, text) {
			return true
		}
	}
	return false
}

// disagreements returns the kinds of what the claim says and the span does
// not, and whether it may be a paraphrase.
func (c *claim) disagreements(src *source, first, n int, span sentence.Span, m matching) (kinds map[string]bool, paraphrase bool) {
	kinds = map[string]bool{}
	var clauses []sentence.Span
	for _, u := range src.sentences[first : first+n] {
		clauses = append(clauses, u.clauses...)
	}
	used := c.usedClauses(src, clauses, m)
	if !c.termsAgree(src, used, m) {
		kinds[Terms] = true
	}
	c.compareNumbers(src, span, kinds)
	c.compareDates(src, span, kinds)
	if !c.namesAgree(src, span) {
		kinds[Name] = true
	}
	c.compareClauses(src, used, kinds)
	if c.dropsCondition(src, src.sentences[first:first+n], used) {
		kinds[Condition] = true
	}
	together := src.isTight(first, n, used) && c.statesBeginnings(src, first, n, used)
	if !together {
		kinds[Terms] = true
	}
	if len(kinds) == 0 {
		c.compareOrder(src, first, n, kinds)
		return kinds, false
	}
	return kinds, c.mayParaphrase && together && kinds[Terms] && len(kinds) == 1 && c.paraphrases(src, first, n, span, m)
}

// compareDates looks for each date of the claim, before or after which it is
// said alike.
func (c *claim) compareDates(src *source, span sentence.Span, kinds map[string]bool) {
	for _, d := range c.dates {
		if said := c.findDate(src, span, d.date); said == nil {
			kinds[Date] = true
		} else if said.relation != d.relation {
			kinds[Condition] = true
		}
	}
}

// termsAgree tells whether enough of the claim's words are in the span, and
// its subject among them.
func (c *claim) termsAgree(src *source, used []sentence.Span, m matching) bool {
	if len(c.terms)+len(c.numbers) < 2 || max(m.words, m.coverage) < Threshold {
		return false
	}
	if !unspacedLanguage(c.language) && m.missing > 0 {
		return false
	}
	first, inside := absent, -1
	for i, term := range c.subject {
		at := c.indexOf(term)
		if at < 0 || c.terms[at].glue {
			continue
		}
		if m.where[at] == absent {
			return false
		}
		if i == 0 {
			first = m.where[at]
		}
		if m.where[at] == inSpan && inside < 0 {
			inside = at
		}
	}
	if first != inContext {
		return true
	}
	return inside >= 0 && !c.hasRival(src, used, c.terms[inside].Text)
}

// hasRival looks, for a claim whose subject is only in title or headings, at
// the term right before the one that the claim goes on with: where that is
// another subject, the evidence speaks of something else ("the token expires"
// under the title "Passwords" is not "the password expires").
func (c *claim) hasRival(src *source, used []sentence.Span, term string) bool {
	for _, cl := range used {
		for i, t := range src.tokens {
			text, ok := src.termAt(t.start)
			if t.start < cl.Start || t.start >= cl.End || !ok || !alike(text, term) {
				continue
			}
			for j := i - 1; j >= 0 && j >= i-4; j-- {
				before := src.tokens[j]
				if text, ok := src.termAt(before.start); ok && !joiners[before.text] {
					return !hasTerm(c.terms, text)
				}
				if before.text != "," && !joiners[before.text] && !auxiliaries[before.text] {
					break
				}
			}
		}
	}
	return false
}

// unspacedLanguage tells languages whose words are not cut at spaces alone:
// Korean writes particles on to its words.
func unspacedLanguage(code string) bool { return language.Unspaced(code) || code == "ko" }

func (c *claim) indexOf(term string) int {
	for i, t := range c.terms {
		if t.Text == term {
			return i
		}
	}
	return -1
}

func (c *claim) findDate(src *source, span sentence.Span, d date) *placedDate {
	for i, s := range src.dates {
		if s.start >= span.Start && s.start < span.End && s.agrees(d) {
			return &src.dates[i]
		}
	}
	return nil
}

// namesAgree tells whether all names and quoted strings of the claim are in
// the span. What the claim is about may also stand in title or headings.
func (c *claim) namesAgree(src *source, span sentence.Span) bool {
	tokens := src.tokensIn(span.Start, span.End)
	for _, name := range c.namesIn(src) {
		if c.hasName(tokens, name) {
			continue
		}
		if !c.isTopic(name) || !c.hasName(src.contextWords, name) || c.besideName(tokens, name) {
			return false
		}
	}
	for _, q := range c.quoted {
		if !holdsSequence(tokens, q) {
			return false
		}
	}
	return true
}

// besideName tells whether the word before or after a name is another name
// that the span has: title and span must not share one name.
func (c *claim) besideName(tokens []token, name token) bool {
	for _, n := range c.names {
		if n.start != name.start && (c.adjacent(n.start, name.start) || c.adjacent(name.start, n.start)) && c.hasName(tokens, n) {
			return true
		}
	}
	return false
}

// topicWords is how far into a sentence its topic stands.
const topicWords = 5

// isTopic tells whether a name stands where a sentence says what it is about.
func (c *claim) isTopic(name token) bool {
	return len(visible(c.tokensIn(0, name.start))) < topicWords
}

func (c *claim) hasName(tokens []token, name token) bool {
	for _, t := range tokens {
		if t.text == name.text || name.kind == word && t.kind == word && sameName(c.language, t.text, name.text) {
			return true
		}
	}
	return false
}

// sameName tells whether two spellings are one name with different endings.
// English has but the plural and the genitive.
func sameName(lang, a, b string) bool {
	if lang == "en" {
		return bare(a) == bare(b)
	}
	ra, rb := []rune(a), []rune(b)
	n := 0
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	return n >= 4 && len(ra)-n <= 3 && len(rb)-n <= 3 && !isUnspaced(ra[0])
}

func bare(text string) string {
	return strings.TrimSuffix(strings.TrimSuffix(text, "s"), "'")
}

func holdsSequence(tokens, part []token) bool {
	tokens, part = visible(tokens), visible(part)
	for i := 0; i+len(part) <= len(tokens); i++ {
		if len(part) == 0 || sameTokens(tokens[i:i+len(part)], part) {
			return true
		}
	}
	return len(part) == 0
}
