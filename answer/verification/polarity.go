package verification

import "strings"

// stance is what a text says besides its content words.
type stance struct {
	// negations counts: "cannot … without" is not "can … without".
	negations               int
	only, except, must, may bool
}

// stanceOf reads the stance of tokens in a language; raw is their text, for
// scripts without spaces.
func stanceOf(language string, tokens []token, raw string) stance {
	p, ok := polarity[language]
	if !ok {
		p = polarity["en"]
	}
	unspaced := unspacedLanguage(language)
	count := func(words []string) int {
		n := 0
		for _, w := range words {
			if unspaced {
				n += strings.Count(raw, w)
				continue
			}
			for i, t := range tokens {
				if t.kind == word && matches(w, tokens, i) {
					n++
				}
			}
		}
		return n
	}
	return stance{count(p.negation), count(p.only) > 0, count(p.except) > 0, count(p.must) > 0, count(p.may) > 0}
}

// matches tells whether the entry w of a word list matches token i: "kein*"
// by prefix, "*maz" by suffix, "have-to" over two tokens, "n't" and "n'" as a
// contraction.
func matches(w string, tokens []token, i int) bool {
	text := tokens[i].text
	switch {
	case w == "n't":
		return strings.HasSuffix(text, w)
	case w == "n'":
		return strings.HasPrefix(text, w)
	case strings.HasPrefix(w, "*"):
		return strings.HasSuffix(text, w[1:])
	case strings.HasSuffix(w, "*"):
		return strings.HasPrefix(text, w[:len(w)-1])
	}
	if first, second, ok := strings.Cut(w, "-"); ok {
		return text == first && i+1 < len(tokens) && tokens[i+1].text == second
	}
	return text == w
}

// agrees tells whether evidence with stance s lets a claim with stance c
// stand. A claim that obliges where the evidence permits, or permits where it
// obliges, does not.
func (s stance) agrees(c stance) bool {
	if s.negations != c.negations || s.only != c.only || s.except != c.except {
		return false
	}
	if c.must && !s.must && s.may || c.may && !c.must && s.must && !s.may {
		return false
	}
	return true
}

// opposed tells whether the claim has a word where the evidence has its
// opposite, or a word of comparison that the evidence lacks.
func opposed(language string, claim, evidence []token) bool {
	for _, pair := range polarity[language].opposites {
		a, b := counts(claim, pair[0])-counts(evidence, pair[0]), counts(claim, pair[1])-counts(evidence, pair[1])
		if a > 0 && b < 0 || a < 0 && b > 0 {
			return true
		}
	}
	for _, t := range claim {
		if t.kind == word && required[language][t.text] && !begins(evidence, t.text) {
			return true
		}
	}
	return false
}

// begins tells whether a token begins with the prefix; short prefixes have to
// be the whole word.
func begins(tokens []token, prefix string) bool { return counts(tokens, prefix) > 0 }

// counts counts the tokens that begin with a prefix.
func counts(tokens []token, prefix string) int {
	n := 0
	for _, t := range tokens {
		if t.kind == word && isWord(t.text, prefix) {
			n++
		}
	}
	return n
}

// isWord tells whether a word begins with a prefix; short prefixes have to be
// the whole word.
func isWord(text, prefix string) bool {
	return text == prefix || len([]rune(prefix)) > 4 && strings.HasPrefix(text, prefix)
}

func list(words string) []string { return strings.Fields(words) }

func pairs(words string) [][2]string {
	var out [][2]string
	for _, w := range strings.Fields(words) {
		a, b, _ := strings.Cut(w, "/")
		out = append(out, [2]string{a, b})
	}
	return out
}
