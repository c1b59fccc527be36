package document

import (
	"strings"
	"unicode"
)

// Trim moves the ends of a range inwards past white space.
func Trim(runes []rune, start, end int) (int, int) {
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	for start < end && unicode.IsSpace(runes[end-1]) {
		end--
	}
	return start, end
}

// IsQuestion reports whether a text asks: it ends in a question mark, before
// what may close behind one.
func IsQuestion(runes []rune) bool {
	end := len(runes)
	for end > 0 && strings.ContainsRune(" `\"'”»)*_", runes[end-1]) {
		end--
	}
	return end > 0 && strings.ContainsRune("?？؟", runes[end-1])
}

// IsDense reports whether a rune is of a script that puts no spaces between
// words.
func IsDense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// CountWords counts words; in scripts without spaces two characters count as
// one.
func CountWords(runes []rune) int {
	words, dense := 0, 0
	inWord := false
	for _, r := range runes {
		switch {
		case IsDense(r):
			dense++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		case unicode.IsSpace(r):
			inWord = false
		}
	}
	return words + (dense+1)/2
}
