package lexical

import (
	"strings"
	"unicode"

	"footnote/internal/language"
)

// Words are mistyped before they are stemmed: "subscriptoin" has another stem
// than "subscription", far from it. So all words that are one mistake away
// are stemmed and looked up (Norvig, How to Write a Spelling Corrector, 2007).

// alphabet returns the letters that words of a field may be mistyped from,
// none for scripts that are not known here.
func alphabet(field, word string) string {
	switch r := []rune(word)[0]; {
	case unicode.Is(unicode.Latin, r):
		return "abcdefghijklmnopqrstuvwxyz" + language.Letters(field)
	case unicode.Is(unicode.Cyrillic, r):
		return "абвгдежзийклмнопрстуфхцчшщъыьэюя" + language.Letters(field)
	case unicode.Is(unicode.Greek, r):
		return "αβγδεζηθικλμνξοπρσςτυφχψω"
	}
	return ""
}

// mistyped returns the words from which the word comes by one mistake: a
// letter left out, added, taken for another, or two neighbours exchanged.
func mistyped(word, letters string) []string {
	runes := []rune(word)
	var all []string
	for i := range runes {
		head, tail := string(runes[:i]), string(runes[i+1:])
		all = append(all, head+tail)
		if i+1 < len(runes) && runes[i] != runes[i+1] {
			all = append(all, head+string(runes[i+1])+string(runes[i])+string(runes[i+2:]))
		}
		for _, r := range letters {
			if r != runes[i] {
				all = append(all, head+string(r)+tail)
			}
			all = append(all, head+string(r)+string(runes[i:]))
		}
	}
	for _, r := range letters {
		all = append(all, word+string(r))
	}
	return all
}

// maxAccented bounds the spellings of one word.
const maxAccented = 256

// accented returns the word with up to three of its plain letters exchanged
// for the alphabet's letters with accents.
func accented(word, letters string) []string {
	accents := map[rune][]rune{}
	for _, r := range letters {
		if plain := folded([]byte(string(r))); len(plain) == 1 && string(plain) != string(r) {
			accents[rune(plain[0])] = append(accents[rune(plain[0])], r)
		}
	}
	if len(accents) == 0 || !strings.ContainsFunc(word, func(r rune) bool { return accents[r] != nil }) {
		return nil
	}
	type spelling struct {
		runes []rune
		from  int // letters before are settled
	}
	var all []string
	level := []spelling{{[]rune(word), 0}}
	for range 3 {
		var next []spelling
		for _, s := range level {
			for i := s.from; i < len(s.runes); i++ {
				for _, r := range accents[s.runes[i]] {
					other := append([]rune(nil), s.runes...)
					other[i] = r
					next = append(next, spelling{other, i + 1})
					if all = append(all, string(other)); len(all) == maxAccented {
						return all
					}
				}
			}
		}
		level = next
	}
	return all
}
