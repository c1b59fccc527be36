package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// script writes what is set higher or lower than the line: 10<sup>6</sup> is
// 10⁶ and not 106.
func (l *line) script(n *html.Node) {
	inner := line{page: l.page, inScript: true}
	inner.all(n)
	l.notes = append(l.notes, inner.notes...)
	text := inner.flat()
	if text == "" || len(inner.notes) > 0 && !hasWord(text) {
		return // the mark of a note is left out, and the brackets around it
	}
	before := l.String()
	switch {
	case n.Data == "sub" && strings.HasSuffix(strings.TrimSpace(before), "/"), n.Data == "sup" && isNumerator(n):
		if last := lastRune(before); unicode.IsDigit(last) {
			l.WriteByte(' ') // 1 1/2
		}
		l.WriteString(text)
	case n.Data == "sub":
		l.WriteString(document.Subscript(text))
	default:
		l.WriteString(document.Superscript(lastWord(before), text))
	}
}

// isNumerator reports whether a raised number is the upper one of a fraction.
func isNumerator(sup *html.Node) bool {
	next := sup.NextSibling
	if next == nil || next.Type != html.TextNode {
		return false
	}
	bar := strings.TrimSpace(next.Data)
	return (bar == "/" || bar == "⁄") && next.NextSibling != nil && next.NextSibling.Data == "sub"
}

// math writes the parts of a formula that stand above one another.
func (l *line) math(n *html.Node) {
	var parts []string
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			inner := line{page: l.page}
			inner.one(c)
			parts = append(parts, inner.flat())
		}
	}
	if len(parts) != 2 {
		l.WriteString(strings.Join(parts, " "))
		return
	}
	switch n.Data {
	case "msup":
		l.WriteString(parts[0] + document.Power(parts[1]))
	case "msub":
		l.WriteString(parts[0] + document.Subscript(parts[1]))
	default:
		l.WriteString(parts[0] + "/" + parts[1])
	}
}

func lastRune(s string) rune {
	r, size := utf8.DecodeLastRuneInString(s)
	if size == 0 {
		return 0
	}
	return r
}

// lastWord returns the word that a text ends in, "" when it ends in a space.
func lastWord(s string) string {
	start := strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	_, size := utf8.DecodeRuneInString(s[start+1:])
	if start < 0 || size == 0 {
		return s[max(start, 0):]
	}
	_, width := utf8.DecodeRuneInString(s[start:])
	return s[start+width:]
}
