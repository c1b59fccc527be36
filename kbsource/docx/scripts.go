package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// moved writes raised or lowered text so that it stays apart from what is
// before it: 10⁶ is not 106. White space around it is kept.
func moved(text string, s script, before string) string {
	inner := strings.TrimSpace(text)
	if inner == "" || s != raised && s != lowered {
		return text
	}
	written := inner
	letters, spaced := strings.ContainsFunc(inner, unicode.IsLetter), strings.ContainsFunc(inner, unicode.IsSpace)
	if spaced && !letters {
		written = strings.Join(strings.Fields(inner), "") // marks of notes: 1, 2
	}
	switch {
	case spaced && letters: // a text in small print, no exponent
		written = " " + written
	case inner == "∘" || inner == "˚":
		written = "°"
	case s == lowered:
		written = document.Subscript(written)
	default:
		written = document.Superscript(lastWord(before), written)
	}
	return strings.Replace(text, inner, written, 1)
}

// maxWord is how far back the last word is looked for, in bytes.
const maxWord = 64

// lastWord returns the word that a text ends in, "" after white space.
func lastWord(text string) string {
	tail := strings.ToValidUTF8(text[max(0, len(text)-maxWord):], "")
	if at := strings.LastIndexFunc(tail, unicode.IsSpace); at >= 0 {
		tail = tail[at:]
	}
	return strings.TrimSpace(tail)
}

// noteNumerals are what numbers of notes are made of that can be raised.
const noteNumerals = "0123456789ivxlcdm"

// noteMark raises the number of a note. The bracket keeps it apart from a
// power: "10 m¹⁾" is no "10 m¹", nor is "9¹⁾" 91.
func noteMark(number string) string {
	at := strings.IndexFunc(number, func(r rune) bool { return !strings.ContainsRune(noteNumerals, r) })
	if at >= 0 {
		if first, _ := utf8.DecodeRuneInString(number[at:]); strings.ContainsRune("*†‡§", first) {
			return number
		}
		return "(" + number + ")"
	}
	raised, _ := document.Raised(number)
	return raised + "⁾"
}
