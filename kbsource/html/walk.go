package html

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// htmlWalker writes a tree of elements as blocks.
type htmlWalker struct {
	b *document.Builder
	// wholePage: no main content was marked, so what surrounds it on most
	// pages is left out by the names of elements.
	wholePage bool
	// line gathers text until the paragraph ends.
	line  strings.Builder
	lists []list
	// err is the first limit that a table was over.
	err error
	// items are the list items around the place, innermost last.
	items []*item
}

type list struct {
	ordered bool
	next    int
}

// item is a list item whose first paragraphs are gathered into one block.
type item struct {
	depth   int
	marker  string
	text    strings.Builder
	written bool
}

func (w *htmlWalker) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *htmlWalker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.line.WriteString(collapse(n.Data))
		return
	case html.ElementNode:
	default:
		return
	}
	if w.skips(n) {
		return
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.block()
		w.b.Heading(int(n.Data[1]-'0'), "", headingText(n), attribute(n, "id"))
	case "ul", "ol", "menu", "dir":
		w.list(n)
	case "li":
		w.item(n)
	case "table":
		w.table(n)
	case "pre", "listing", "xmp":
		w.block()
		w.b.Code(preText(n))
	case "br":
		w.line.WriteByte('\n')
	case "img":
		w.line.WriteString(altText(n))
	case "q":
		w.line.WriteByte('"')
		w.children(n)
		w.line.WriteByte('"')
	case "hr":
		w.block()
	default:
		if inline(n.Data) {
			w.children(n)
			return
		}
		w.flush()
		w.children(n)
		w.flush()
	}
}

// skips tells elements that are no part of the article.
func (w *htmlWalker) skips(n *html.Node) bool {
	if invisibleTag(n.Data) {
		return true
	}
	switch n.Data {
	case "nav":
		return true
	case "header", "footer", "aside":
		return w.wholePage && !within(n, "article", "section", "main")
	case "form":
		// Some pages stand in a form as a whole.
		return !holds(n, "p", "h1", "h2", "h3", "article", "main", "table")
	case "a":
		text := strings.TrimSpace(inlineText(n))
		return text == "¶" || text == "#" // a heading's link to itself
	}
	switch attribute(n, "role") {
	case "navigation", "search", "dialog", "alertdialog":
		return true
	case "banner", "contentinfo", "complementary":
		return w.wholePage
	}
	return false
}

// invisibleTag tells elements that never hold an article's text.
func invisibleTag(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "template", "head", "button", "input", "select", "textarea", "datalist", "svg",
		"iframe", "object", "embed", "canvas", "audio", "video", "map", "dialog", "del", "s", "strike", "rt", "rp", "noframes":
		return true
	}
	return false
}

// inline tells elements that stand within a line.
func inline(tag string) bool {
	switch tag {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
		"label", "mark", "math", "meter", "nobr", "output", "progress", "ruby", "samp", "slot", "small", "span", "strong",
		"sub", "sup", "time", "tt", "u", "var", "wbr", "picture":
		return true
	}
	return strings.Contains(tag, "-") // custom elements
}

func within(n *html.Node, tags ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, tag := range tags {
			if p.Data == tag {
				return true
			}
		}
	}
	return false
}

func holds(n *html.Node, tags ...string) bool {
	for d := range n.Descendants() {
		for _, tag := range tags {
			if d.Type == html.ElementNode && d.Data == tag {
				return true
			}
		}
	}
	return false
}

// flush ends the paragraph. Within a list item it belongs to the item.
func (w *htmlWalker) flush() {
	text := w.line.String()
	w.line.Reset()
	if strings.TrimSpace(text) == "" {
		return
	}
	if len(w.items) > 0 && !w.items[len(w.items)-1].written {
		it := w.items[len(w.items)-1]
		if it.text.Len() > 0 {
			it.text.WriteByte('\n')
		}
		it.text.WriteString(text)
		return
	}
	w.b.Paragraph(text)
}

// block ends the paragraph and writes the items around before a block that
// stands for itself.
func (w *htmlWalker) block() {
	w.flush()
	for _, it := range w.items {
		if !it.written {
			it.written = true
			w.b.Item(document.Item{Depth: it.depth, Marker: it.marker, Ordered: it.marker != "-", Text: it.text.String()})
		}
	}
}

func (w *htmlWalker) list(n *html.Node) {
	w.block()
	start, err := strconv.Atoi(attribute(n, "start"))
	if err != nil {
		start = 1
	}
	w.lists = append(w.lists, list{ordered: n.Data == "ol", next: start})
	w.children(n)
	w.block()
	w.lists = w.lists[:len(w.lists)-1]
}

func (w *htmlWalker) item(n *html.Node) {
	w.block()
	it := &item{depth: max(len(w.lists)-1, 0), marker: "-"}
	if len(w.lists) > 0 {
		if l := &w.lists[len(w.lists)-1]; l.ordered {
			if value, err := strconv.Atoi(attribute(n, "value")); err == nil {
				l.next = value
			}
			it.marker = strconv.Itoa(l.next) + "."
			l.next++
		}
	}
	w.items = append(w.items, it)
	w.children(n)
	w.block()
	w.items = w.items[:len(w.items)-1]
}

// inlineText returns the visible text below an element on one line.
func inlineText(n *html.Node) string {
	var out strings.Builder
	writeInline(&out, n)
	return strings.Join(strings.Fields(out.String()), " ")
}

func writeInline(out *strings.Builder, n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			out.WriteString(c.Data)
		case c.Type != html.ElementNode, invisibleTag(c.Data):
		case c.Data == "img":
			out.WriteString(altText(c))
		case c.Data == "br":
			out.WriteByte(' ')
		case inline(c.Data):
			writeInline(out, c)
		default:
			out.WriteByte(' ')
			writeInline(out, c)
			out.WriteByte(' ')
		}
	}
}

// headingText is a heading's text without its link to itself.
func headingText(n *html.Node) string {
	return strings.TrimSpace(strings.TrimRight(inlineText(n), "¶# \u200b"))
}

func preText(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			out.WriteString(d.Data)
		case d.Type == html.ElementNode && d.Data == "br":
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// altText describes a picture. What is only a file's name describes nothing.
func altText(n *html.Node) string {
	alt := strings.TrimSpace(attribute(n, "alt"))
	if alt == "" || path.Ext(alt) != "" && !strings.Contains(alt, " ") {
		return ""
	}
	return " " + alt + " "
}

// collapse makes every white space of HTML text a space: only <br> breaks.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\n\t\r\f\u2028\u2029\u0085\v") {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t', '\r', '\f', '\v', '\u2028', '\u2029', '\u0085':
			return ' '
		}
		return r
	}, s)
}
