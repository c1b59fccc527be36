package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const hyphens = "-\u2010\u2011"

// cutHyphen parts a line from the hyphen at its end.
func cutHyphen(line string) (text, hyphen string) {
	text = strings.TrimRight(line, hyphens)
	if len(line)-len(text) > len("\u2011") || !isWordRune(lastRune(text)) {
		return line, ""
	}
	return text, line[len(text):]
}

// suspends are words before which a hyphen stands for the rest of a word:
// "pre- and postpaid".
var suspends = []string{"and", "or", "und", "oder", "bzw", "или", "и"}

// overHyphen returns what stands between two lines of which the first ends in
// a hyphen, nothing where the hyphen only divides a word. It stays where it is
// a part of what is written: "e-mail", "COVID-19", "3-4".
func (l *layout) overHyphen(before, hyphen, after string) string {
	start, _ := utf8.DecodeRuneInString(after)
	first, second := lastWord(before), strings.TrimRightFunc(firstWord(after), func(r rune) bool { return !isWordRune(r) })
	joined := l.words[strings.ToLower(letters(first, true)+letters(second, false))]
	compound := l.words[strings.ToLower(letters(first, true)+"-"+letters(second, false))]
	switch {
	case !isWordRune(start):
		return hyphen + " "
	case hyphen == "\u2011", isAddress(first), unicode.IsDigit(start), unicode.IsDigit(lastRune(first)):
		return hyphen
	case joined > 3*compound:
		return ""
	case slices.Contains(suspends, second):
		return hyphen + " "
	case compound > 0:
		return hyphen
	case !unicode.IsLower(start), utf8.RuneCountInString(letters(first, true)) == 1, strings.ContainsAny(second, hyphens):
		return hyphen
	}
	// What has hyphens already is a compound if short words make it up:
	// "state-of-the-art", but "Nord-Süd-Verbindung".
	if at := strings.LastIndexAny(first, hyphens); at >= 0 && utf8.RuneCountInString(first[at:]) <= 4 {
		return hyphen
	}
	return ""
}

func lastWord(text string) string { return text[strings.LastIndexAny(text, " \n")+1:] }

// letters returns the letters and hyphens that a word ends or begins with.
func letters(word string, end bool) string {
	if end {
		return word[strings.LastIndexFunc(word, func(r rune) bool { return !isWordPart(r) })+1:]
	}
	if at := strings.IndexFunc(word, func(r rune) bool { return !isWordPart(r) }); at >= 0 {
		return word[:at]
	}
	return word
}

// isAddress reports whether a word is an address of the web or of mail.
func isAddress(word string) bool {
	return strings.Contains(word, "://") || strings.Contains(word, "www.") || strings.Contains(word, "@")
}

// isUnbroken reports whether a line was broken where no space belongs: in an
// address, in a range of numbers, in a script without spaces.
func isUnbroken(before, after string) bool {
	last := lastRune(before)
	first, _ := utf8.DecodeRuneInString(after)
	if isDense(last) && isDense(first) {
		return true
	}
	if strings.ContainsRune("–—", last) && unicode.IsDigit(first) {
		return unicode.IsDigit(lastRune(strings.TrimRight(before, "–—")))
	}
	return strings.ContainsRune("/_?=&%#", last) && isAddress(lastWord(before)) && isWordRune(first)
}
