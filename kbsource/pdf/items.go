package pdf

import (
	"regexp"
	"strconv"
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

// tightNumber is a number that the text of its item follows without a space.
var tightNumber = regexp.MustCompile(`^(\p{Nd}{1,3})([.)])(\p{L}.*)$`)

// spaceNumber puts a space behind the number of an item that follows on the
// one before: where numbers grow wide, some programs leave no room for it.
func (l *layout) spaceNumber(r *row) {
	m := tightNumber.FindStringSubmatch(r.cells[0].text)
	if m == nil || l.open == nil || l.open.kind != document.ListItem {
		return
	}
	n, err := strconv.Atoi(m[1])
	if err == nil && strings.HasPrefix(l.open.first.text(), strconv.Itoa(n-1)+m[2]+" ") {
		r.cells[0].text = m[1] + m[2] + " " + m[3]
	}
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
	l.newest, l.newestLeft = l.b.Item(item), first.left()
}

// goesOnWithItem reports whether a paragraph stands below the text of the list
// item before it, and so is a part of it.
func (l *layout) goesOnWithItem(first *row) bool {
	return l.inList() && l.newest >= 0 && first.left() > l.newestLeft+0.8*first.size() && first.left() < l.newestLeft+4*first.size()
}

// inList reports whether the last block is an item or a part of one.
func (l *layout) inList() bool {
	return l.b.Last() == document.ListItem || l.partEnd > 0 && l.partEnd == l.b.Len()
}

// depth returns how deep a list item is nested, by its left edge.
func (l *layout) depth(r *row) int {
	if !l.inList() {
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
