package pdf

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// itemMark is how list items start; its groups are a bullet, a number or
// letter, and the number of a clause, which has no sign behind it.
var itemMark = regexp.MustCompile(`^(?:([-*+•‣–▪▫■□◦○●∙·►▶➢➤✓✔→❖◆◇☐☑☒])|` +
	`(\(?\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*[.)]|\(?[ivxIVX]{1,4}[.)]|\(?\p{L}[.)])|` +
	`(\d{1,3}(?:\.\d{1,3})+|\.\d{1,3}))\s+(\S)`)

// isItem reports whether a line begins as a list item does.
func isItem(text string) bool {
	mark := itemMark.FindStringSubmatch(text)
	if mark == nil {
		return false
	}
	first, _ := utf8.DecodeRuneInString(mark[4])
	return mark[3] == "" || unicode.IsUpper(first) || unicode.Is(unicode.Lo, first)
}

// startsItem reports whether a row begins a list item. A number at the start
// of a line within a sentence is none.
func (l *layout) startsItem(r *row) bool {
	text := r.text()
	if len(r.cells) == 2 && isMark(r.cells[0].text) {
		return true
	}
	if !isItem(text) {
		return false
	}
	p := l.open
	if p == nil || itemMark.FindStringSubmatch(text)[1] == "•" {
		return true
	}
	gap := p.last.base() - r.base()
	within := p.kind == document.Paragraph && p.last.page == r.page && gap > 0 && gap <= 1.25*l.pitchOf(r) &&
		r.left() <= p.first.left()+0.3*r.size() && !endsSentence(p.last.text()) && l.wrapped(p.last, r)
	return !within
}

// item writes a list item whose first row is given; bullets of all shapes
// become "-".
func (l *layout) item(first *row, text string) {
	item := document.Item{Depth: l.depth(first), Text: text}
	switch mark := itemMark.FindStringSubmatch(text); {
	case mark != nil && mark[1] != "":
		item.Marker, item.Text = "-", text[len(mark[1]):]
	case mark != nil:
		item.Marker = mark[2] + mark[3]
		item.Text, item.Ordered = text[len(item.Marker):], true
	default:
		number, rest, _ := strings.Cut(text, " ")
		item.Marker, item.Text, item.Ordered = number, rest, true
	}
	l.b.Item(item)
}

// depth returns how deep a list item is nested, by its left edge.
func (l *layout) depth(r *row) int {
	if l.b.Last() != document.ListItem {
		l.indents = nil
	}
	for len(l.indents) > 0 && r.left() < l.indents[len(l.indents)-1]-r.size()/2 {
		l.indents = l.indents[:len(l.indents)-1]
	}
	if len(l.indents) == 0 || r.left() > l.indents[len(l.indents)-1]+r.size()*0.8 {
		l.indents = append(l.indents, r.left())
	}
	return len(l.indents) - 1
}
