package html

import (
	"strconv"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// table writes a table row by row. A table that only lays out a page is read
// through like any other container.
func (w *htmlWalker) table(n *html.Node) {
	w.block()
	if attribute(n, "role") == "presentation" || holds(n, "table", "h1", "h2", "h3", "h4") {
		w.layout(n)
		return
	}
	var t document.Table
	for row := range n.Descendants() {
		if row.Type != html.ElementNode {
			continue
		}
		switch row.Data {
		case "caption":
			t.Caption = inlineText(row)
		case "tr":
			t.Rows = append(t.Rows, document.Row{Header: isHeaderRow(row), Cells: rowCells(row)})
		}
	}
	if err := w.b.Table(t); err != nil && w.err == nil {
		w.err = err
	}
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

// rowCells returns a row's cells.
func rowCells(row *html.Node) []document.TableCell {
	var cells []document.TableCell
	for c := range row.ChildNodes() {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" {
			continue
		}
		cells = append(cells, document.TableCell{
			Text: inlineText(c), Columns: spanOf(c, "colspan"), Rows: spanOf(c, "rowspan"), Header: c.Data == "th",
		})
	}
	return cells
}

func spanOf(cell *html.Node, key string) int {
	n, err := strconv.Atoi(attribute(cell, key))
	if err != nil {
		return 1
	}
	return max(n, 1)
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
