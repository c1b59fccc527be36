package verification

import (
	"strings"
	"unicode"
)

// number reads a number, its separators and a unit or suffix written onto it.
func (s *scanner) number() {
	start, end := s.pos, s.digits(s.pos)
	text := string(s.runes[start:end])
	if letters := s.letters(end); letters > end {
		tail := fold(string(s.runes[end:letters]))
		_, unit := units[tail]
		switch {
		case unit:
		case ordinalSuffix[tail]:
			end = letters
		default: // 2FA, 3DES
			for letters < len(s.runes) && (isAlnum(s.runes[letters]) || s.runes[letters] == '-' || s.runes[letters] == '_') && !isUnspaced(s.runes[letters]) {
				letters++
			}
			s.add(code, letters)
			return
		}
	}
	value, ok := normalNumber(text)
	if !ok {
		s.add(code, end) // a version: 1.2.3
		return
	}
	s.add(number, end)
	s.tokens[len(s.tokens)-1].value = value
}

// digits returns the end of a number: digits with single separators between
// them; a space counts only before a group of three digits.
func (s *scanner) digits(i int) int {
	for i < len(s.runes) {
		r := s.runes[i]
		switch {
		case unicode.IsDigit(r):
		case strings.ContainsRune(".,:'’", r) && s.digitAt(i+1):
		case (r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009') && s.groupAt(i):
		case strings.ContainsRune("-/", r) && s.digitAt(i+1) && s.looksLikeDate(i):
		default:
			return i
		}
		i++
	}
	return i
}

func (s *scanner) digitAt(i int) bool {
	return i >= 0 && i < len(s.runes) && unicode.IsDigit(s.runes[i])
}

// groupAt tells whether the space at i separates thousands: one to three
// digits before it, exactly three after it.
func (s *scanner) groupAt(i int) bool {
	n := 0
	for j := i - 1; j >= s.pos && unicode.IsDigit(s.runes[j]); j-- {
		n++
	}
	return n >= 1 && n <= 3 && s.digitAt(i+1) && s.digitAt(i+2) && s.digitAt(i+3) && !s.digitAt(i+4) &&
		s.runes[s.pos] != '0'
}

// looksLikeDate tells whether the separator at i belongs to a numeric date
// such as 2024-05-03 or 3/5/2024, and not to a range.
func (s *scanner) looksLikeDate(i int) bool {
	from, to := i, i
	for from > 0 && (s.digitAt(from-1) || s.runes[from-1] == s.runes[i]) {
		from--
	}
	for to < len(s.runes) && (s.digitAt(to) || s.runes[to] == s.runes[i] && s.digitAt(to+1)) {
		to++
	}
	_, ok := numericDate(string(s.runes[from:to]))
	return ok
}

func (s *scanner) letters(i int) int {
	if i < len(s.runes) && s.runes[i] == '-' && i+1 < len(s.runes) && ordinalSuffix[fold(string(s.runes[i+1:s.letters(i+1)]))] {
		return s.letters(i + 1)
	}
	for i < len(s.runes) && unicode.IsLetter(s.runes[i]) && !isUnspaced(s.runes[i]) {
		i++
	}
	return i
}

var ordinalSuffix = set(`st nd rd th й го му м я е х ый ой ая er ème eme º ª . -й -го -я -е -х -му -м ти ми -ти -ми`)

// normalNumber gives numbers that are equal one form: no thousands
// separators, a decimal point, no trailing zeros. It refuses versions.
func normalNumber(text string) (string, bool) {
	text = westernDigits(text)
	if _, ok := numericDate(text); ok {
		return text, true
	}
	if strings.Contains(text, ":") {
		return strings.TrimLeft(text, "0"), true
	}
	decimal := decimalAt(text)
	groups := strings.FieldsFunc(text[:decimal], func(r rune) bool { return r < '0' || r > '9' })
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			return "", false
		}
	}
	whole := strings.TrimLeft(strings.Join(groups, ""), "0")
	if whole == "" {
		whole = "0"
	}
	if decimal == len(text) {
		return whole, true
	}
	if fraction := strings.TrimRight(text[decimal+1:], "0"); fraction != "" {
		return whole + "." + fraction, true
	}
	return whole, true
}

// decimalAt returns where the decimal separator stands in a number, its
// length when it has none.
func decimalAt(text string) int {
	at := strings.LastIndexAny(text, ".,")
	if at < 0 {
		return len(text)
	}
	first := strings.IndexAny(text, ".,")
	if first != at {
		if text[first] == text[at] {
			return len(text) // 1.000.000, or a version
		}
		return at // 1.000,50
	}
	if len(text)-at-1 == 3 && at <= 3 && text[0] != '0' {
		return len(text) // 1.000 is a thousand
	}
	return at
}

// westernDigits writes the digits of any script as 0 to 9.
func westernDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 || !unicode.IsDigit(r) {
			return r
		}
		zero := r // digits stand in runs of ten
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + r - zero
	}, text)
}

// writtenNumber gives the value of a small number written as a word.
func writtenNumber(language, text string) (string, bool) {
	v, ok := numberWords[language][text]
	return v, ok
}
