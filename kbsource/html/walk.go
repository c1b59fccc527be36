package html

import (
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// walker writes a tree of elements as blocks.
type walker struct {
	b    *document.Builder
	page *page
	// bare says that no main content was marked, so what surrounds it on most
	// pages is left out by the names of elements; parts counts the articles and
	// sections around, in which nothing is left out so.
	bare  bool
	parts int
	// line gathers text until the paragraph ends, kind is what it will be.
	line line
	kind document.Kind
	// terms are those of a definition that has more than one.
	terms []string
	// asking says that the place is a question that is marked as one.
	asking bool
	// caption is what the figure around says of its table.
	caption string
	// floor is the level that headings have at least: that of the section
	// around, plus one.
	floor  int
	anchor anchor
	lists  []list
	// items are the list items around the place, innermost last.
	items []*item
	// err is the first limit that a table was over.
	err error
}

// walk reads a page's content into doc; nil is for all of root.
func walk(doc document.Document, root, content *html.Node) (document.Document, error) {
	w := walker{b: &document.Builder{Title: doc.Title}, page: survey(root)}
	if content == nil {
		content = root
	} else {
		w.bare = content == root || content.Data == "body"
	}
	w.line.page = w.page
	w.children(content)
	w.flush()
	if w.err != nil {
		return document.Document{}, w.err
	}
	return w.b.Document(doc), nil
}

func (w *walker) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *walker) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.line.say(collapse(n.Data))
	}
	if n.Type != html.ElementNode || w.skips(n) {
		return
	}
	if note := w.page.bodies[n]; note != nil {
		w.note(n, note)
		return
	}
	w.anchor.see(n, w.line.Len())
	if w.line.leaf(n) {
		return
	}
	if label := w.page.labels[n]; label != "" {
		w.section(label, attribute(n, "id"), func() { w.element(n) })
		return
	}
	w.element(n)
}

func (w *walker) element(n *html.Node) {
	if strings.Contains(attribute(n, "itemtype"), "schema.org/Question") {
		defer func(before bool) { w.asking = before }(w.asking)
		w.asking = true
	}
	if level := headingLevel(n); level > 0 && !w.isAsked(n) {
		w.heading(n, level)
		return
	}
	switch n.Data {
	case "ul", "ol", "menu", "dir":
		w.list(n)
	case "li":
		w.item(n)
	case "pre", "listing", "xmp":
		w.code(n)
	case "hr":
		w.block()
	case "dt":
		w.term(n)
	case "dd":
		w.text(n, document.Description)
	case "blockquote":
		w.text(n, document.Quotation)
	case "figcaption":
		w.text(n, document.Caption)
	case "figure":
		w.figure(n)
	case "details":
		w.details(n)
	default:
		w.container(n)
	}
}

// container walks through an element that is no block by itself.
func (w *walker) container(n *html.Node) {
	switch {
	case isTable(n):
		w.table(n)
	case w.isAsked(n):
		w.asked(n)
	case w.asking && isAnswer(n):
		w.text(n, document.Answer)
	case isInline(n):
		w.children(n)
	case n.Data == "p" && w.kind == document.Paragraph && len(w.items) == 0 && holdsRunIn(n):
		w.runIn(n)
	case n.Data == "article", n.Data == "section", n.Data == "main":
		w.parts++
		w.apart(n)
		w.parts--
	default:
		w.apart(n)
	}
}

// apart walks through an element that begins and ends a paragraph.
func (w *walker) apart(n *html.Node) {
	w.flush()
	w.children(n)
	w.flush()
}

// text walks through an element whose paragraphs are of a kind.
func (w *walker) text(n *html.Node, kind document.Kind) {
	w.flush()
	before := w.kind
	w.kind = kind
	w.apart(n)
	w.kind = before
}

// skips reports whether an element is no part of the article.
func (w *walker) skips(n *html.Node) bool {
	if neverText(n.Data) && n.Data != "svg" && n.Data != "input" || w.page.spent[n] {
		return true
	}
	switch n.Data {
	case "nav":
		return true
	case "header", "footer", "aside":
		if w.bare && w.parts == 0 {
			return true
		}
	case "form":
		// Some pages stand in a form as a whole.
		return !holds(n, "p", "h1", "h2", "h3", "article", "main", "table")
	}
	switch attribute(n, "role") {
	case "navigation", "search", "dialog", "alertdialog":
		return true
	case "banner", "contentinfo", "complementary":
		return w.bare
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
func (w *walker) flush() {
	text, kind := w.line.String(), w.kind
	if w.line.drawn && !w.line.said && kind == document.Paragraph {
		kind = document.Figure
	}
	notes := w.line.notes
	w.line.reset()
	w.anchor = w.anchor.passed(text)
	if strings.TrimSpace(text) == "" {
		return
	}
	if it := w.open(); it != nil {
		it.add(text, notes)
		return
	}
	w.b.Text(kind, text)
	w.refer(notes)
}

// refer ties notes to the newest block.
func (w *walker) refer(notes []*note) {
	for _, n := range notes {
		if n.block < 0 {
			n.block = w.b.Len() - 1
		}
	}
}

// block ends the paragraph and writes the items around before a block that
// stands for itself.
func (w *walker) block() {
	w.flush()
	w.writeItems()
}

func (w *walker) code(n *html.Node) {
	w.block()
	w.b.Code(preText(n))
	w.anchor = anchor{}
}

// figure walks through a figure. What its caption says of a table or of code
// stands over it.
func (w *walker) figure(n *html.Node) {
	caption := childNamed(n, "figcaption")
	if caption == nil || !holdsFirst(n, "table", "pre") {
		w.apart(n)
		return
	}
	w.block()
	before := w.caption
	w.caption = inlineText(caption)
	if !holdsFirst(n, "table") {
		w.b.Text(document.Caption, w.caption)
	}
	for c := range n.ChildNodes() {
		if c != caption {
			w.node(c)
		}
	}
	w.flush()
	w.caption = before
}

func childNamed(n *html.Node, tag string) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == tag {
			return c
		}
	}
	return nil
}

// holdsFirst reports whether one of the first elements below n has one of the
// tags.
func holdsFirst(n *html.Node, tags ...string) bool {
	budget := 16
	for d := range n.Descendants() {
		for _, tag := range tags {
			if d.Type == html.ElementNode && d.Data == tag {
				return true
			}
		}
		if budget--; budget < 0 {
			return false
		}
	}
	return false
}
