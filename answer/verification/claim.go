package verification

import (
	"strings"
	"unicode"

	"footnote/internal/sentence"
)

// claim is an analyzed sentence that wants support.
type claim struct {
	*facts
	stance stance
	// pronoun says that the sentence's subject stands in the one before.
	pronoun bool
	// names are words and codes that must be in the evidence as they are.
	names []token
	// first is the first word, where it is not known to be a name.
	first *token
	// quoted are the token sequences between quotation marks.
	quoted [][]token
	// units are the units that the sentence speaks of apart from numbers
	// ("monthly").
	units map[string]bool
	// subject holds the terms before the first word that is none.
	subject []string
	weight  float64
	// strict says that no content word may be said more often than the
	// evidence says it.
	strict bool
	// mayParaphrase says that somebody asks whether it is a paraphrase.
	mayParaphrase bool
}

func newClaim(lexicon Lexicon, language, text string) *claim {
	c := &claim{facts: newFacts(lexicon, language, text)}
	c.stance = stanceOf(language, c.tokens, text)
	for _, t := range c.tokens {
		if t.kind == word || t.kind == code || t.kind == number {
			c.pronoun = pronouns[language][t.text]
			break
		}
	}
	c.readNames()
	c.readQuoted()
	c.readSubject()
	c.units = c.looseUnits(0, len(c.runes))
	for _, t := range c.terms {
		c.weight += t.weight
	}
	return c
}

// readNames collects codes and capitalised words. A sentence's first word is
// a name only when it looks like one; German writes every noun with a
// capital, so there only unusual capitals count.
func (c *claim) readNames() {
	first := true
	for i, t := range c.tokens {
		switch {
		case t.kind == code:
			c.names = append(c.names, t)
		case t.kind != word:
			first = first || t.text == ":" || t.text == "\n" || t.text == "." || t.text == "\"" || t.text == "“" || t.text == "«"
			continue
		case odd(t.raw) || !first && c.language != "de" && capital(t.raw):
			if t.raw != "I" && !politePronoun[t.text] && !strings.HasPrefix(t.text, "i'") && units[t.text] == "" && !c.inDate(t) {
				c.names = append(c.names, t)
			}
		case first && c.language != "de" && capital(t.raw) && i+1 < len(c.tokens) && c.tokens[i+1].kind == word && capital(c.tokens[i+1].raw):
			c.names = append(c.names, t)
		}
		if first && c.first == nil && t.kind == word && (len(c.names) == 0 || c.names[0].start != t.start) {
			c.first = &c.tokens[i]
		}
		first = false
	}
}

// namesIn returns the claim's names, the first word among them where the
// source knows it for one.
func (c *claim) namesIn(src *source) []token {
	if c.first == nil || !src.names[c.first.text] {
		return c.names
	}
	return append([]token{*c.first}, c.names...)
}

var politePronoun = set("вы вас вам ваш ваша ваше ваши вашего вашей вашему ваших вами sie ihr ihre ihnen ihren ihrem ihrer ihres usted ustedes lei")

func capital(raw string) bool {
	for _, r := range raw {
		return unicode.IsUpper(r)
	}
	return false
}

// odd tells words with capitals that are no sentence's beginning: "VAT",
// "GitHub".
func odd(raw string) bool {
	uppers := 0
	for i, r := range raw {
		if unicode.IsUpper(r) {
			if i > 0 {
				return true
			}
			uppers++
		}
	}
	return false
}

// inDate tells whether a token belongs to a date.
func (c *claim) inDate(t token) bool {
	for _, d := range c.dates {
		if t.start >= d.start && t.start < d.end {
			return true
		}
	}
	return false
}

// maxQuoted bounds a quoted string, in tokens: a mark that never closes opens
// none.
const maxQuoted = 80

// readQuoted collects what stands between quotation marks or backquotes.
func (c *claim) readQuoted() {
	open, closer := -1, ""
	for i, t := range c.tokens {
		if t.kind != mark {
			continue
		}
		if open >= 0 && t.text == closer {
			if i > open+1 && i-open < maxQuoted {
				c.quoted = append(c.quoted, c.tokens[open+1:i])
			}
			open = -1
			continue
		}
		if cl, ok := closers[t.text]; ok && open < 0 {
			open, closer = i, cl
		}
	}
}

var closers = map[string]string{`"`: `"`, "“": "”", "„": "“", "«": "»", "`": "`", "「": "」", "『": "』"}

// readSubject collects the terms at the start of the main clause up to the
// first word that is no term. A clause before it ("To reset it, …") is
// skipped.
func (c *claim) readSubject() {
	from := 0
	if len(c.tokens) > 0 && leads[c.tokens[0].text] {
		for i, t := range c.tokens {
			if t.text == "," {
				from = i + 1
				break
			}
		}
		if from == 0 {
			return
		}
	}
	for _, t := range c.tokens[from:] {
		term, ok := c.termAt(t.start)
		if ok && t.kind == word {
			c.subject = append(c.subject, term)
		} else if len(c.subject) > 0 {
			return
		}
	}
}

// looseUnits returns the units named in a range that belong to no number.
func (f *facts) looseUnits(start, end int) map[string]bool {
	loose := map[string]bool{}
	for _, t := range f.tokensIn(start, end) {
		u, ok := units[t.text]
		if !ok || t.kind != word || len([]rune(t.text)) < 3 {
			continue
		}
		loose[u] = true
	}
	for _, q := range f.numbersIn(start, end) {
		delete(loose, q.unit)
	}
	return loose
}

// sameWords tells whether the claim is the quoted text word by word.
func (c *claim) sameWords(src *source, quote sentence.Span) bool {
	return sameTokens(visible(c.tokens), visible(src.tokensIn(quote.Start, quote.End)))
}

// visible leaves out marks that say nothing: all but signs of units and of
// comparison.
func visible(tokens []token) []token {
	var out []token
	for _, t := range tokens {
		if t.kind != mark || units[t.text] != "" || signs[t.text] {
			out = append(out, t)
		}
	}
	return out
}

// signs are marks that change what is said.
var signs = set("< > ≤ ≥ ± ≠ ¬")

func sameTokens(a, b []token) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	for i := range a {
		if a[i].text != b[i].text {
			return false
		}
	}
	return true
}
