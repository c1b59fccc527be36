package language

import (
	"strings"
	"unicode"
)

// Names returns what a text names: its numbers and, but for the first word of
// a sentence, the words that begin with a capital or are all capitals. They
// are in lower case, long ones without the last two letters, because endings
// differ.
func Names(text string) []string {
	var names []string
	first := true
	for w := range strings.FieldsSeq(text) {
		opens := first
		first = strings.ContainsAny(w[len(w)-1:], ".?!:")
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		if w == "" || w == "I" || strings.HasPrefix(w, "I'") || strings.HasPrefix(w, "I’") {
			continue
		}
		if strings.ContainsFunc(w, unicode.IsDigit) {
			names = append(names, coded(w)...)
			continue
		}
		r := []rune(w)
		upper := unicode.IsUpper(r[0]) && !opens || len(r) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
		if !upper {
			continue
		}
		stem := strings.ToLower(w)
		if len(r) > 6 {
			stem = string([]rune(stem)[:len(r)-2])
		}
		names = append(names, stem)
	}
	return names
}

// coded returns the parts of a word that have digits, without the endings that
// follow an apostrophe ("E-4012'nin") or are in a script without spaces.
func coded(word string) []string {
	var parts []string
	for part := range strings.FieldsFuncSeq(strings.ToLower(word), func(r rune) bool {
		return r == '\'' || r == '’' || unspaced(r)
	}) {
		if strings.ContainsFunc(part, unicode.IsDigit) {
			parts = append(parts, strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		}
	}
	return parts
}

// unspaced reports whether a rune is of a script in which words, or words and
// what is said of them, are not spaced.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Hangul)
}

// NamesIn returns the share of names, as Names returns them, that a text has;
// 1 when there are none. Names with digits are found as wholes, however they
// are joined: 2.1 is not in 2.10.1, and E-4012 is E4012.
func NamesIn(names []string, text string) float64 {
	if len(names) == 0 {
		return 1
	}
	folded, found := strings.ToLower(text), 0
	var codes map[string]bool
	for _, name := range names {
		if !strings.ContainsFunc(name, unicode.IsDigit) {
			if strings.Contains(folded, name) {
				found++
			}
			continue
		}
		if codes == nil {
			codes = codesIn(folded)
		}
		if codes[joined(name)] {
			found++
		}
	}
	return float64(found) / float64(len(names))
}

// codesIn returns the words with digits of a text in lower case, joined, with
// their parts between hyphens and the numbers that they begin with (10gb).
func codesIn(text string) map[string]bool {
	codes := map[string]bool{}
	for run := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inCode(r) }) {
		run = strings.Trim(run, ".,-_")
		if !strings.ContainsFunc(run, unicode.IsDigit) {
			continue
		}
		codes[joined(run)] = true
		for part := range strings.FieldsFuncSeq(run, func(r rune) bool { return r == '-' || r == '_' }) {
			codes[joined(part)] = true
			number := strings.TrimRightFunc(part, unicode.IsLetter)
			codes[strings.Trim(number, ".,")] = true
		}
	}
	return codes
}

// inCode reports whether a rune may stand in a code. Scripts without spaces
// end one.
func inCode(r rune) bool {
	if strings.ContainsRune(".,-_", r) || unicode.IsDigit(r) {
		return true
	}
	return unicode.IsLetter(r) && !unspaced(r)
}

// joined is a code without what joins its parts; v2.1 is 2.1.
func joined(code string) string {
	code = strings.NewReplacer("-", "", "_", "").Replace(code)
	if len(code) > 1 && code[0] == 'v' && code[1] >= '0' && code[1] <= '9' {
		return code[1:]
	}
	return code
}
