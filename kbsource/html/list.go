package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

type list struct {
	ordered bool
	style   string
	next    int
	step    int
}

// item is a list item whose first paragraphs are gathered into one block.
type item struct {
	depth   int
	marker  string
	ordered bool
	text    strings.Builder
	notes   []*note
	written bool
	// outer is what blocks belonged to before the item, if it was written.
	outer  int
	inside bool
}

func (it *item) hasText() bool { return strings.TrimSpace(it.text.String()) != "" }

func (it *item) add(text string, notes []*note) {
	if it.text.Len() > 0 {
		it.text.WriteByte('\n')
	}
	it.text.WriteString(text)
	it.notes = append(it.notes, notes...)
}

// open returns the item whose text is still gathered, nil for none.
func (w *walker) open() *item {
	if n := len(w.items); n > 0 && !w.items[n-1].written {
		return w.items[n-1]
	}
	return nil
}

// inItem reports whether the place is in an item that has text.
func (w *walker) inItem() bool {
	if len(w.items) == 0 {
		return false
	}
	it := w.items[len(w.items)-1]
	return it.inside || it.hasText() || !w.line.empty()
}

// writeItems writes the items around that were not yet. What follows in them
// belongs to the innermost.
func (w *walker) writeItems() {
	first := len(w.items)
	for first > 0 && !w.items[first-1].written {
		first--
	}
	for _, it := range w.items[first:] {
		it.written = true
		index := w.b.Item(document.Item{Depth: it.depth, Marker: it.marker, Ordered: it.ordered, Text: it.text.String()})
		if index >= 0 {
			w.refer(it.notes)
			it.outer, it.inside = w.b.Within(index), true
		}
	}
}

func (w *walker) list(n *html.Node) {
	w.block()
	l := list{ordered: n.Data == "ol", next: 1, step: 1}
	if l.ordered {
		l.style = listStyle(n)
		if _, reversed := lookUp(n, "reversed"); reversed {
			l.step = -1
			l.next = 0
			for c := range n.ChildNodes() {
				if c.Data == "li" {
					l.next++
				}
			}
		}
		if start, err := strconv.Atoi(strings.TrimSpace(attribute(n, "start"))); err == nil {
			l.next = start
		}
	}
	w.lists = append(w.lists, l)
	w.children(n)
	w.block()
	w.lists = w.lists[:len(w.lists)-1]
	if len(w.lists) == 0 {
		w.b.EndList()
	}
}

func (w *walker) item(n *html.Node) {
	w.block()
	it := &item{depth: max(len(w.lists)-1, 0), marker: "-"}
	if len(w.lists) > 0 {
		if l := &w.lists[len(w.lists)-1]; l.ordered {
			if value, err := strconv.Atoi(strings.TrimSpace(attribute(n, "value"))); err == nil {
				l.next = value
			}
			it.marker, it.ordered = marker(l.style, l.next), true
			l.next += l.step
		}
	}
	before := w.kind
	w.kind = document.Paragraph
	w.items = append(w.items, it)
	w.children(n)
	w.block()
	w.items = w.items[:len(w.items)-1]
	if it.inside {
		w.b.Within(it.outer)
	}
	w.kind = before
}

// listStyle returns how the items of a list are numbered, by the name that
// style sheets have for it.
func listStyle(n *html.Node) string {
	style := declarations(attribute(n, "style"))
	for name := range strings.FieldsSeq(value(style, "list-style") + " " + value(style, "list-style-type")) {
		switch name {
		case "lower-alpha", "lower-latin", "upper-alpha", "upper-latin", "lower-roman", "upper-roman", "decimal":
			return name
		}
	}
	switch attribute(n, "type") {
	case "a":
		return "lower-alpha"
	case "A":
		return "upper-alpha"
	case "i":
		return "lower-roman"
	case "I":
		return "upper-roman"
	}
	return "decimal"
}

// marker returns what is printed before an item.
func marker(style string, n int) string {
	text := ""
	switch style {
	case "lower-alpha", "lower-latin":
		text = letters(n)
	case "upper-alpha", "upper-latin":
		text = strings.ToUpper(letters(n))
	case "lower-roman":
		text = roman(n)
	case "upper-roman":
		text = strings.ToUpper(roman(n))
	}
	if text == "" {
		text = strconv.Itoa(n)
	}
	return text + "."
}

// letters counts a, b, …, z, aa; "" for what has no letters.
func letters(n int) string {
	text := ""
	for ; n > 0; n = (n - 1) / 26 {
		text = string(rune('a'+(n-1)%26)) + text
	}
	return text
}

// roman counts i, ii, iii, iv; "" for what has no Roman number.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var out strings.Builder
	for _, step := range []struct {
		value int
		text  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
		{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= step.value; n -= step.value {
			out.WriteString(step.text)
		}
	}
	return out.String()
}
