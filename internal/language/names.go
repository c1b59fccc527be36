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
		r := []rune(w)
		digit := strings.IndexFunc(w, unicode.IsDigit) >= 0
		upper := unicode.IsUpper(r[0]) && !opens || len(r) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
		if !digit && !upper {
			continue
		}
		stem := strings.ToLower(w)
		if len(r) > 6 && !digit {
			stem = string([]rune(stem)[:len(r)-2])
		}
		names = append(names, stem)
	}
	return names
}

// NamesIn returns the share of names, as Names returns them, that a text has;
// 1 when there are none.
func NamesIn(names []string, text string) float64 {
	if len(names) == 0 {
		return 1
	}
	folded, found := strings.ToLower(text), 0
	for _, name := range names {
		if strings.Contains(folded, name) {
			found++
		}
	}
	return float64(found) / float64(len(names))
}
