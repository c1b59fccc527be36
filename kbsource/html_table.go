package kbsource

import (
	"strconv"

	"golang.org/x/net/html"
)

// table writes a table row by row. A table that only lays out a page is read
// through like any other container.
func (w *htmlWalker) table(n *html.Node) {
	w.block()
	if attribute(n, "role") == "presentation" || holds(n, "table", "h1", "h2", "h3", "h4") {
		w.layout(n)
		return
	}
	w.b.endTable()
	var spans []span
	for row := range n.Descendants() {
		if row.Type != html.ElementNode {
			continue
		}
		switch row.Data {
		case "caption":
			w.b.paragraph(inlineText(row))
		case "tr":
			var cells []string
			cells, spans = rowCells(row, spans)
			w.b.row(isHeaderRow(row), cells)
		}
	}
	w.b.endTable()
}

// layout reads a table's cells as if they were parts of the page.
func (w *htmlWalker) layout(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || w.skips(c) {
			continue
		}
		switch c.Data {
		case "tbody", "thead", "tfoot", "tr":
			w.layout(c)
		default:
			w.flush()
			w.children(c)
			w.flush()
		}
	}
}

// span is a cell that reaches into rows below: its text is repeated there,
// so that each row can be read alone.
type span struct {
	column, rows int
	text         string
}

// maxSpan bounds rowspan and colspan.
const maxSpan = 1000

// rowCells returns a row's cells and the spans that reach below it.
func rowCells(row *html.Node, spans []span) (cells []string, below []span) {
	column := 0
	inherit := func() {
		for _, s := range spans {
			if s.column == column && s.rows > 0 {
				cells = append(cells, s.text)
				if s.rows > 1 {
					below = append(below, span{column, s.rows - 1, s.text})
				}
				column++
			}
		}
	}
	for c := range row.ChildNodes() {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		inherit()
		text := inlineText(c)
		cells = append(cells, text)
		if rows := spanOf(c, "rowspan"); rows > 1 {
			below = append(below, span{column, rows - 1, text})
		}
		column += spanOf(c, "colspan")
	}
	inherit()
	return cells, below
}

func spanOf(cell *html.Node, key string) int {
	n, err := strconv.Atoi(attribute(cell, key))
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxSpan)
}

// isHeaderRow tells whether a row heads its table: it is in <thead>, or all
// its cells are <th>.
func isHeaderRow(row *html.Node) bool {
	if row.Parent != nil && row.Parent.Data == "thead" {
		return true
	}
	heads := 0
	for c := range row.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		if c.Data == "td" {
			return false
		}
		heads++
	}
	return heads > 1
}
