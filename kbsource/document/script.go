package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Superscript returns how raised text is written in plain text behind the word
// before it: a power with raised digits, 10⁶, or behind "^" where there are
// none, 2^(x/y). Ordinals (1st, Mme) and marks of notes ([1], *) stay as they
// are, other words stand apart.
func Superscript(before, text string) string {
	switch {
	case text == "TM":
		return "™"
	case text == "SM":
		return "℠"
	case strings.ContainsAny(text, "[]*†‡§"):
		return text
	case !isWord(text):
		return Power(text)
	}
	letters := utf8.RuneCountInString(text)
	behindNumber := endsInDigit(before)
	switch {
	case letters == 1 && behindNumber && strings.Contains("aeoªº", strings.ToLower(text)):
		return text
	case letters == 1:
		return Power(text)
	case letters <= 4 && (behindNumber || utf8.RuneCountInString(before) <= 2):
		return text
	}
	return " " + text
}

// isWord reports whether a text is of letters and spaces alone.
func isWord(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '.' })
}

// Raised returns a text in raised characters, and reports whether there are
// such for all of it.
func Raised(text string) (string, bool) { return translate(text, superscripts) }

// Power returns how an exponent is written behind its base: 10⁶, 2^(x/y).
func Power(text string) string {
	if out, ok := Raised(text); ok {
		return out
	}
	return "^" + bracketed(text)
}

// Subscript returns how lowered text is written in plain text: x₂, V_max.
func Subscript(text string) string {
	if utf8.RuneCountInString(text) == 1 || !hasLetter(text) {
		if out, ok := translate(text, subscripts); ok {
			return out
		}
	}
	return "_" + bracketed(text)
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// bracketed keeps text of several parts together.
func bracketed(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		return "(" + text + ")"
	}
	return text
}

var (
	superscripts = pairs("0123456789+-−=(),abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾,ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
	subscripts   = pairs("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
)

func pairs(from, to string) map[rune]rune {
	m := map[rune]rune{}
	targets := []rune(to)
	for i, r := range []rune(from) {
		m[r] = targets[i]
	}
	return m
}

// translate replaces each character, and reports whether all could be.
func translate(text string, by map[rune]rune) (string, bool) {
	var out strings.Builder
	for _, r := range text {
		to, ok := by[r]
		if !ok {
			return "", false
		}
		out.WriteRune(to)
	}
	return out.String(), true
}

func endsInDigit(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}
