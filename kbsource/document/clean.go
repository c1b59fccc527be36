package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// CleanLines makes text of one paragraph: white space collapsed, line breaks
// kept, what cannot be seen left out, NFC.
func CleanLines(s string) string {
	lines := strings.Split(clean(s, false), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// CleanLine is CleanLines on a single line.
func CleanLine(s string) string {
	return strings.ReplaceAll(CleanLines(s), "\n", " ")
}

// cleanCode keeps the white space inside lines, without the indentation that
// all of them share. The first line's own indentation is returned apart,
// because a block does not begin with white space.
func cleanCode(s string) (indent, text string) {
	lines := strings.Split(clean(s, true), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	shared := SharedIndent(lines)
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, shared)
	}
	text = strings.Join(lines, "\n")
	first := strings.TrimLeft(text, " \t")
	return text[:len(text)-len(first)], first
}

// SharedIndent is the white space that all lines begin with.
func SharedIndent(lines []string) string {
	shared, found := "", false
	for _, line := range lines {
		if line == "" {
			continue
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if !found {
			shared, found = indent, true
		}
		for !strings.HasPrefix(indent, shared) {
			shared = shared[:len(shared)-1]
		}
	}
	return shared
}

// clean drops or replaces every character that a stored text must not have.
func clean(s string, tabs bool) string {
	if plainASCII(s, tabs) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	var out strings.Builder
	out.Grow(len(s))
	prev := rune(0)
	for i, r := range s {
		next := replacement(r, prev, s[i+utf8.RuneLen(r):], tabs)
		if next < 0 {
			continue
		}
		out.WriteRune(next)
		prev = next
	}
	return norm.NFC.String(out.String())
}

func plainASCII(s string, tabs bool) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < ' ' && c != '\n' && (c != '\t' || !tabs) {
			return false
		}
	}
	return true
}

// replacement returns what stands for r in a stored text, -1 for nothing.
func replacement(r, prev rune, rest string, tabs bool) rune {
	switch {
	case r == '\n':
		return '\n'
	case r == '\r':
		if strings.HasPrefix(rest, "\n") {
			return -1
		}
		return '\n'
	case r == '\t':
		if tabs {
			return '\t'
		}
		return ' '
	case r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f':
		return '\n'
	case r < ' ', r >= 0x7f && r < 0xa0:
		return -1
	case r < 0x300 && r != 0xa0 && r != 0xad:
		return r
	case r == '\u200c', r == '\u200d':
		return joiner(r, prev, rest)
	case r == '\uf0b7', r == '\uf0a7', r == '\uf076':
		return '•' // the bullets of Symbol and Wingdings
	case invisible(r):
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// joiner keeps the zero-width joiners where a script or an emoji needs them;
// elsewhere they only hide text.
func joiner(r, prev rune, rest string) rune {
	next, _ := utf8.DecodeRuneInString(rest)
	if prev > 0x590 && next > 0x590 {
		return r
	}
	return -1
}

// invisible tells characters that no reader sees: formatting controls, tags,
// private use, noncharacters.
func invisible(r rune) bool {
	switch {
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false // Arabic number signs are drawn
	case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Cc):
		return true
	case r >= 0xe0100 && r <= 0xe01ef, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return true
	case r == '\u034f', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0':
		return true // fillers
	}
	return false
}
