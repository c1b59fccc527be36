package verification

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/sentence"
)

const (
	// namesAcross is the similarity of a name and its translation, where they
	// do not sound alike: all towns are near each other.
	namesAcross = 0.6
	// smallAcross is that of a name and a word without a capital, such as
	// "Chinese" and "китайский".
	smallAcross = 0.7
	// longestAcronym is how many letters one has at most.
	longestAcronym = 5
)

// namesAcross finds names of the claim that the span, in another language,
// does not have: written alike, sounding alike or of the same meaning, each
// with a word of its own. Codes are the same in every language; an acronym is
// often another acronym.
func (k *check) namesAcross(ctx context.Context, c *claim, src *source, span sentence.Span, kinds map[string]bool) {
	tokens := visible(src.tokensIn(span.Start, span.End))
	var names []token
	for _, name := range c.names {
		switch {
		case name.kind == code:
			if !c.hasName(tokens, name) && !c.hasName(src.contextWords, name) {
				kinds[Name] = true
			}
		case c.isStopWord(name): // "My" in the name of a page
		case !slices.ContainsFunc(src.contextWords, func(t token) bool { return t.text == name.text }):
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return
	}
	var words []string
	for _, t := range slices.Concat(names, tokens) {
		words = append(words, t.text)
	}
	known := k.vectors.Of(ctx, words)
	if known == nil {
		kinds[Name] = true
		return
	}
	similar := func(i, j int) float64 {
		switch {
		case names[i].text == tokens[j].text:
			return 2
		case soundsLike(names[i].text, tokens[j].text, capital(tokens[j].raw)):
			return 1
		case isAcronym(names[i].raw) && isAcronym(tokens[j].raw) && script(names[i].raw) != script(tokens[j].raw):
			return namesAcross
		}
		s := cosine(known[i], known[len(names)+j])
		if s < smallAcross && !capital(tokens[j].raw) && !isUnspaced(src.runes[tokens[j].start]) {
			return 0
		}
		return s
	}
	if slices.Contains(assign(names, tokens, similar, namesAcross), false) {
		kinds[Name] = true
	}
}

// isStopWord tells whether a word is none of the content words; parts of codes
// and of numbers are none either, and are compared as such.
func (c *claim) isStopWord(t token) bool {
	_, ok := c.termAt(t.start)
	return !ok && !odd(t.raw)
}

// assign gives each name a token of its own, the most similar pairs first, and
// tells which names got one.
func assign(names, tokens []token, similar func(i, j int) float64, least float64) []bool {
	type pair struct {
		name, token int
		similar     float64
	}
	var pairs []pair
	for i := range names {
		for j := range tokens {
			if s := similar(i, j); s >= least {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].similar > pairs[b].similar })
	found, taken := make([]bool, len(names)), make([]string, len(tokens))
	for _, p := range pairs {
		if by := taken[p.token]; !found[p.name] && (by == "" || alike(by, names[p.name].text)) {
			found[p.name], taken[p.token] = true, names[p.name].text
		}
	}
	return found
}

// isAcronym tells words of a few capitals.
func isAcronym(raw string) bool {
	n := utf8.RuneCountInString(raw)
	return n >= 2 && n <= longestAcronym && !strings.ContainsFunc(raw, func(r rune) bool { return !unicode.IsUpper(r) })
}

// script tells Latin letters from others.
func script(raw string) bool {
	r, _ := utf8.DecodeRuneInString(raw)
	return unicode.Is(unicode.Latin, r)
}
