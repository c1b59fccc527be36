package language

import (
	"strings"
	"sync"
	"unicode"
)

// Readings returns what a text may have been meant to be: Russian typed on an
// English keyboard or in Latin letters, English typed on a Russian keyboard.
// All have as many words, divided by the same white space, as the text. Which
// of them makes sense is for those to say who know what is talked about; what
// reads as English is meant as it is.
func Readings(text string) []string {
	s, ok := prevailing(known().scripts, []rune(head(text)))
	switch {
	case ok && s.name == latin && Detect(text) == "en":
	case ok && s.name == latin:
		spelled := romanized().Replace(strings.ToLower(text))
		// "sch" is щ as often as the beginning of счёт.
		return []string{onRussianKeys().Replace(text), afterVowels(spelled), afterVowels(strings.ReplaceAll(spelled, "щ", "сч"))}
	case ok && s.name == cyrillic:
		return []string{onEnglishKeys().Replace(text)}
	}
	return nil
}

// The letters of the two keyboards, key by key, without and with Shift.
const (
	englishKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>&"
	russianKeys = `ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ?`
)

var onRussianKeys = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(keys(englishKeys, russianKeys)...)
})

// Punctuation is left as it is: who types Cyrillic also means its commas.
var onEnglishKeys = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(keys(strings.Map(letter, russianKeys), englishKeys)...)
})

// letter replaces what is no letter by a character that nobody types.
func letter(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return '\uffff'
}

func keys(from, to string) []string {
	var pairs []string
	typed, meant := []rune(from), []rune(to)
	for i := range typed {
		pairs = append(pairs, string(typed[i]), string(meant[i]))
	}
	return pairs
}

// romanized spells Russian that is written in Latin letters, in the ways that
// people mix. Of the pairs that begin alike the longer is tried first.
var romanized = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(strings.Fields(`shch щ sch щ sh ш zh ж kh х ts ц ch ч yo е jo е yu ю ju ю ya я ja я ye е je е ' ь
		a а b б c ц d д e е f ф g г h х i и j й k к l л m м n н o о p п q к r р s с t т u у v в w в x х y ы z з`)...)
})

// afterVowels reads y as й where a vowel is before it: мой, настройка.
func afterVowels(text string) string {
	var before rune
	return strings.Map(func(r rune) rune {
		if r == 'ы' && strings.ContainsRune("аеиоуыэюя", before) {
			r = 'й'
		}
		before = r
		return r
	}, text)
}
