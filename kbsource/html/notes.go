package html

import (
	"math"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// note is a footnote or an endnote.
type note struct {
	mark string
	// block is that of the text that refers to it, -1 until it is known.
	block int
	// linked says that its mark is a link; another one may be part of a number.
	linked bool
}

// noteMarks are the places that may be marks of notes.
type noteMarks struct {
	// links are those that lead to a note, raised the marks without a link.
	links, raised []place
	// opening are marks that begin a block, as the notes of a page do.
	opening []place
}

// plainMark is a mark of a note without a link.
var plainMark = regexp.MustCompile(`^(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\)?$`)

func (m *noteMarks) see(p place) {
	switch {
	case p.node.Data == "a" && isReference(p.node):
		m.links = append(m.links, p)
	case p.node.Data == "sup" && plainMark.MatchString(strings.TrimSpace(rawText(p.node))) && !isNumerator(p.node):
		if blockOpenedBy(p.node) != nil {
			m.opening = append(m.opening, p)
		} else {
			m.raised = append(m.raised, p)
		}
	}
}

// maxMark is how long the mark of a note may be, in bytes.
const maxMark = 12

// isReference reports whether a link leads to a note: it is marked as such, or
// it is a raised mark.
func isReference(a *html.Node) bool {
	if fragment(a) == "" || len(inlineText(a)) > maxMark {
		return false
	}
	if attribute(a, "role") == "doc-noteref" || strings.Contains(attribute(a, "epub:type"), "noteref") {
		return true
	}
	for class := range strings.FieldsSeq(attribute(a, "class")) {
		if strings.EqualFold(class, "footnote-ref") || strings.EqualFold(class, "footnoteref") || strings.EqualFold(class, "footnote-reference") {
			return true
		}
	}
	child := nextContent(a.FirstChild)
	return a.Parent != nil && a.Parent.Data == "sup" || child != nil && child.Data == "sup"
}

// nextContent returns the first sibling from n on that is not white space.
func nextContent(n *html.Node) *html.Node {
	for n != nil && n.Type != html.ElementNode && strings.TrimSpace(n.Data) == "" {
		n = n.NextSibling
	}
	return n
}

// isBacklink reports whether a link leads from a note back to its mark.
func isBacklink(a *html.Node) bool {
	if attribute(a, "role") == "doc-backlink" || strings.Contains(attribute(a, "epub:type"), "backlink") {
		return true
	}
	if fragment(a) == "" {
		return false
	}
	switch strings.TrimRight(strings.TrimSpace(rawText(a)), "\ufe0e\ufe0f") {
	case "↩", "↑", "^", "⤴", "↵", "⏎":
		return true
	}
	return false
}

// blockOpenedBy returns the block that begins with an element, nil if there is
// text before it.
func blockOpenedBy(n *html.Node) *html.Node {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if !isInline(n) {
			return n
		}
		for before := n.PrevSibling; before != nil; before = before.PrevSibling {
			if before.Type == html.ElementNode || before.Type == html.TextNode && strings.TrimSpace(before.Data) != "" {
				return nil
			}
		}
	}
	return nil
}

// findNotes ties the marks of notes to the notes.
func (p *page) findNotes(m noteMarks) {
	for _, link := range m.links {
		target, found := p.ids[fragment(link.node)]
		if !found || target.at < link.at {
			continue
		}
		if body := noteBody(target.node); body != nil {
			p.tie(link.node, body, strings.Trim(inlineText(link.node), "[]() "), true)
		}
	}
	opening := map[string][]place{}
	for _, o := range m.opening {
		text := strings.TrimSpace(rawText(o.node))
		opening[text] = append(opening[text], o)
	}
	for _, mark := range m.raised {
		text := strings.TrimSpace(rawText(mark.node))
		below := between(opening[text], mark.at, math.MaxInt)
		if len(below) == 0 {
			continue
		}
		if body := noteBody(below[0].node); body != nil {
			p.tie(mark.node, body, strings.Trim(text, ")"), false)
		}
	}
}

func (p *page) tie(reference, body *html.Node, mark string, linked bool) {
	n := p.bodies[body]
	if n == nil {
		n = &note{mark: mark, block: -1, linked: linked}
		p.bodies[body] = n
	}
	p.references[reference] = n
}

// maxNote is how many elements and texts a note may be made of.
const maxNote = 400

// noteBody returns the block of the note that a link leads to, nil if it leads
// to no note: to a heading, a cell of a table or a whole section.
func noteBody(target *html.Node) *html.Node {
	body := target
	for isInline(body) {
		if body = body.Parent; body == nil || body.Type != html.ElementNode {
			return nil
		}
	}
	if body.Data == "p" && body.Parent.Data == "li" && previousElement(body) == nil {
		body = body.Parent
	}
	switch body.Data {
	case "p", "li", "div", "dd", "aside":
	default:
		return nil
	}
	budget := maxNote
	for n := range body.Descendants() {
		if budget--; budget < 0 || headingLevel(n) > 0 || n.Data == "table" && n.Type == html.ElementNode {
			return nil
		}
	}
	if within(body, "table", "nav") {
		return nil
	}
	return body
}

// reference notes that the text refers to a note, and reports whether its mark
// is left out: behind a number it would be part of it.
func (l *line) reference(n *html.Node) bool {
	if n.Data == "a" && isBacklink(n) {
		return true
	}
	to := l.page.references[n]
	if to == nil {
		return n.Data == "a" && attribute(n, "role") == "doc-noteref"
	}
	l.notes = append(l.notes, to)
	return to.linked
}

// note writes a note.
func (w *walker) note(n *html.Node, to *note) {
	w.block()
	l := line{page: w.page}
	l.all(n)
	w.b.Note(to.mark, withoutMark(l.flat(), to.mark), to.block)
}

// withoutMark takes the mark of a note off its text.
func withoutMark(text, mark string) string {
	rest := strings.TrimLeft(text, "[( ")
	for _, form := range []string{mark, document.Power(mark)} {
		if after, found := strings.CutPrefix(rest, form); found && mark != "" {
			if trimmed := strings.TrimLeft(after, ")].: "); trimmed != after || form != mark {
				return trimmed
			}
		}
	}
	return text
}
