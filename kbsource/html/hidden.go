package html

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// removeConcealed takes out of a page what its reader does not get to see: text
// that is there for programs alone must not become an answer. What a click
// opens stays.
func removeConcealed(root *html.Node) {
	c := concealer{panels: findPanels(root), sheet: readSheets(root)}
	c.walk(root, paper, nil)
	if !c.panels.scripted || len(c.headed) < 2 {
		c.gone = append(c.gone, c.headed...)
	}
	for _, n := range c.gone {
		n.Parent.RemoveChild(n)
	}
}

type concealer struct {
	panels *panels
	sheet  *sheet
	gone   []*html.Node
	// headed are closed elements right below a heading each: the answers of a
	// page of questions if there are several.
	headed []*html.Node
}

// walk looks at the elements below n, which stands on a background and in a
// cell of a table, nil for none. What is below something concealed goes with
// it.
func (c *concealer) walk(n *html.Node, around ground, cell *html.Node) {
	for child := range n.ChildNodes() {
		if child.Type != html.ElementNode {
			continue
		}
		style := declarations(attribute(child, "style"))
		on := groundOf(child, style, around)
		if c.conceals(child, style, on, cell) {
			c.gone = append(c.gone, child)
			continue
		}
		within := cell
		if isCell(child) {
			within = child
		}
		c.walk(child, on, within)
	}
}

// conceals reports whether a reader of the page never sees an element.
func (c *concealer) conceals(n *html.Node, style []declaration, on ground, cell *html.Node) bool {
	if n.Data == "html" || n.Data == "body" {
		return false
	}
	seen, opens := c.sheet.sight(n)
	seen = max(seen, sightOf(attribute(n, "style")), sightOfAttributes(n))
	if seen < concealed && on == paper && (isWhite(value(style, "color")) || n.Data == "font" && isWhite(attribute(n, "color"))) {
		seen = concealed
	}
	switch seen {
	case shown:
		return false
	case clipped:
		return cell == nil || !isLabelOf(cell, n)
	case concealed:
		return true
	}
	if attribute(n, "aria-hidden") == "true" && cell != nil && isMark(n) {
		return false // the icon is drawn
	}
	if isOverlay(n) {
		return true
	}
	if opens || c.panels.open(n) {
		return false
	}
	if isInline(n) {
		return true
	}
	if p := previousElement(n); p != nil && (headingLevel(p) > 0 || p.Data == "dt") {
		c.headed = append(c.headed, n)
		return false
	}
	return true
}

// sightOfAttributes returns what attributes besides style make of an element.
func sightOfAttributes(n *html.Node) sight {
	if _, found := lookUp(n, "popover"); found {
		return closed
	}
	if value, found := lookUp(n, "hidden"); found && !strings.EqualFold(value, "until-found") { // those are collapsed, but there
		return closed
	}
	return sightIf(strings.EqualFold(attribute(n, "aria-hidden"), "true"), closed)
}

// maxLabel is how many words a text may have that stands for an icon.
const maxLabel = 4

// isLabelOf reports whether what is there for screen readers says in words
// what the icon of a table's cell says to the eye.
func isLabelOf(cell, label *html.Node) bool {
	words, budget := 0, 64
	for n := range cell.Descendants() {
		if budget--; budget < 0 {
			return false
		}
		if n.Type != html.TextNode {
			continue
		}
		if isBelow(n, label) {
			words += len(strings.Fields(n.Data))
		} else if hasWord(n.Data) {
			return false
		}
	}
	return words > 0 && words <= maxLabel
}

func isBelow(n, top *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

func hasWord(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isMark reports whether an element is drawn as an icon: it holds signs, or
// nothing at all.
func isMark(n *html.Node) bool {
	budget := 16
	for d := range n.Descendants() {
		if budget--; budget < 0 || d.Type == html.TextNode && hasWord(d.Data) && !isIconFont(n) {
			return false
		}
	}
	return true
}

func isCell(n *html.Node) bool {
	switch n.Data {
	case "td", "th":
		return true
	}
	switch attribute(n, "role") {
	case "cell", "gridcell", "columnheader", "rowheader":
		return true
	}
	return false
}
