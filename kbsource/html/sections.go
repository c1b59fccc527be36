package html

import (
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// heading writes a heading. In a list item that has no text yet, the item's
// number is the heading's.
func (w *walker) heading(n *html.Node, level int) {
	number := ""
	if it := w.open(); it != nil && it.ordered && strings.TrimSpace(it.text.String()) == "" && w.line.empty() {
		number = it.marker
	}
	before := w.anchor
	w.block()
	l := line{page: w.page}
	l.all(n)
	w.b.Heading(max(level, w.floor), number, trimHeading(l.flat()), headingAnchor(n, before))
	w.refer(l.notes)
	w.anchor = anchor{}
}

// section writes a part of the page that has a name and an end, such as a
// panel. Within lists and definitions the name is a line of its own.
func (w *walker) section(name, id string, content func()) {
	if w.kind != document.Paragraph || w.inItem() {
		w.flush()
		w.line.say(name)
		w.flush()
		content()
		w.flush()
		return
	}
	w.block()
	if id == "" {
		id = w.anchor.id
	}
	outer := w.b.Section(name, id)
	w.anchor = anchor{}
	floor := w.floor
	w.floor = w.b.Level() + 1
	content()
	w.block()
	w.b.EndSection(outer)
	w.floor = floor
}

// details writes what opens below a summary. A summary that holds a heading
// is one.
func (w *walker) details(n *html.Node) {
	summary := childNamed(n, "summary")
	content := func() {
		for c := range n.ChildNodes() {
			if c != summary {
				w.node(c)
			}
		}
		w.flush()
	}
	name := ""
	if summary != nil && w.isAsked(summary) {
		w.asked(summary)
		content()
		return
	}
	if summary != nil && !holdsFirst(summary, "h1", "h2", "h3", "h4", "h5", "h6") {
		name = labelText(summary)
	}
	if name != "" {
		w.section(name, attribute(n, "id"), content)
		return
	}
	w.flush()
	if summary != nil {
		w.apart(summary)
	}
	content()
}

// term writes the terms of a definition, of which there may be several.
func (w *walker) term(n *html.Node) {
	w.block()
	l := line{page: w.page}
	l.all(n)
	if text := l.flat(); text != "" {
		w.terms = append(w.terms, text)
	}
	if next := nextElement(n); next != nil && next.Data == "dt" {
		return
	}
	w.b.Text(document.Term, strings.Join(w.terms, ", "))
	w.refer(l.notes)
	w.terms = nil
}

// isAsked reports whether an element is the text of a question that is marked
// as one.
func (w *walker) isAsked(n *html.Node) bool {
	return w.asking && w.kind != document.Answer && attribute(n, "itemprop") == "name"
}

func (w *walker) asked(n *html.Node) {
	w.block()
	w.b.Text(document.Question, headingText(n))
	w.anchor = anchor{}
}

func isAnswer(n *html.Node) bool {
	for property := range strings.FieldsSeq(attribute(n, "itemprop")) {
		if property == "acceptedAnswer" || property == "suggestedAnswer" {
			return true
		}
	}
	return false
}

// anchor is the id that a link to the next heading may end in.
type anchor struct {
	id string
	// strong says that it was put there for links.
	strong bool
	// at is where it stands in the line.
	at int
}

// passed returns what is left of it behind the text of a line.
func (a anchor) passed(line string) anchor {
	if strings.TrimSpace(line[min(a.at, len(line)):]) != "" {
		return anchor{}
	}
	return anchor{a.id, a.strong, 0}
}

// see takes the id of an element that may stand right before a heading.
func (a *anchor) see(n *html.Node, at int) {
	id := attribute(n, "id")
	switch n.Data {
	case "a", "span":
		if id == "" && n.Data == "a" {
			id = attribute(n, "name")
		}
		if id != "" && !hasContent(n) {
			*a = anchor{id, true, at}
		}
	case "section", "article":
		if id != "" {
			*a = anchor{id, true, at}
		}
	case "div", "details", "li":
		if id != "" && !a.strong {
			*a = anchor{id, false, at}
		}
	}
}

// headingAnchor returns the id that a link to a heading ends in: its own, that
// of a link within it, or that of what stands right before or around it.
func headingAnchor(n *html.Node, before anchor) string {
	if id := attribute(n, "id"); id != "" {
		return id
	}
	inner := ""
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if id := fragment(d); id != "" && (inlineText(d) == "" || isSelfLink(d)) {
			return id
		}
		for _, key := range []string{"id", "name"} {
			if inner == "" && (d.Data == "a" || d.Data == "span") {
				inner = attribute(d, key)
			}
		}
	}
	return document.Or(inner, before.id)
}
