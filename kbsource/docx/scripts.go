package docx

import (
	"strings"
	"unicode"

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

// noteSigns are what marks of notes are raised to: decimals and Roman numerals.
var noteSigns = map[rune]rune{
	'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
	'i': 'ⁱ', 'v': 'ᵛ', 'x': 'ˣ', 'l': 'ˡ', 'c': 'ᶜ', 'd': 'ᵈ', 'm': 'ᵐ',
}

// noteMark raises the number of a note. The bracket keeps it apart from a
// power: "10 m¹⁾" is no "10 m¹", nor is "9¹⁾" 91.
func noteMark(number string) string {
	var out strings.Builder
	for _, r := range number {
		sign, known := noteSigns[r]
		switch {
		case known:
			out.WriteRune(sign)
		case strings.ContainsRune("*†‡§", r):
			return number
		default:
			return "(" + number + ")"
		}
	}
	return out.String() + "⁾"
}
