package html

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// table writes a table row by row. A table that only lays out a page is read
// through like any other container.
func (w *walker) table(n *html.Node) {
	w.block()
	facts := w.page.tables[n]
	if facts == nil || facts.isLayout() {
		w.layout(n)
		return
	}
	w.data(n, w.caption)
}

// data writes a table of data, and behind it those in its cells that are too
// large to stand in a cell.
func (w *walker) data(n *html.Node, caption string) {
	r := tableReader{walker: w, table: document.Table{Caption: caption}}
	rows := rowsOf(n)
	for i, row := range rows.all {
		r.row(row, rows.left[i])
	}
	if rows.caption != nil {
		r.table.Caption = inlineText(rows.caption)
	}
	if err := w.b.Table(r.table); err != nil && w.err == nil {
		w.err = err
	}
	w.anchor = anchor{}
	for _, inner := range r.inner {
		w.data(inner.table, inner.caption)
	}
}

// layout reads a table's cells as if they were parts of the page.
func (w *walker) layout(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || w.skips(c) {
			continue
		}
		switch c.Data {
		case "tbody", "thead", "tfoot", "tr":
			w.layout(c)
		default:
			w.apart(c)
		}
	}
}

func isTable(n *html.Node) bool {
	switch attribute(n, "role") {
	case "table", "grid", "treegrid":
		return true
	}
	return n.Data == "table"
}

func isRow(n *html.Node) bool { return n.Data == "tr" || attribute(n, "role") == "row" }

// tableRows are the rows of a table in the order in which they are shown.
type tableRows struct {
	all []*html.Node
	// left is how many rows of its group are left from each on.
	left    []int
	caption *html.Node
}

func rowsOf(table *html.Node) tableRows {
	var rows tableRows
	rows.collect(table)
	slices.SortStableFunc(rows.all, func(a, b *html.Node) int { return footOf(a) - footOf(b) })
	rows.left = make([]int, len(rows.all))
	for i := len(rows.all) - 1; i >= 0; i-- {
		rows.left[i] = 1
		if i+1 < len(rows.all) && rows.all[i+1].Parent == rows.all[i].Parent {
			rows.left[i] += rows.left[i+1]
		}
	}
	return rows
}

// footOf sorts the foot of a table behind its body.
func footOf(row *html.Node) int {
	if row.Parent.Data == "tfoot" {
		return 1
	}
	return 0
}

func (r *tableRows) collect(n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type != html.ElementNode, isTable(c), isCell(c):
		case c.Data == "caption":
			r.caption = c
		case isRow(c):
			r.all = append(r.all, c)
		default:
			r.collect(c)
		}
	}
}

// tableReader makes a document.Table of a table of data.
type tableReader struct {
	walker *walker
	table  document.Table
	inner  []innerTable
}

// innerTable is a table in a cell, and what it is about.
type innerTable struct {
	table   *html.Node
	caption string
}

// row reads a row, with which left rows of its group are left.
func (r *tableReader) row(n *html.Node, left int) {
	row := document.Row{Header: isHeaderRow(n)}
	var notes []*note
	label := ""
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || !isCell(c) {
			continue
		}
		l := line{page: r.walker.page, cell: true}
		l.all(c)
		notes = append(notes, l.notes...)
		cell := document.TableCell{
			Text: l.flat(), Columns: spanOf(c, "colspan"), Rows: min(spanOf(c, "rowspan"), left),
			Header: !row.Header && isLabel(c), Strong: isStrong(c),
		}
		label = document.Or(label, cell.Text)
		for _, inner := range l.tables {
			r.inner = append(r.inner, innerTable{inner, label})
		}
		row.Cells = append(row.Cells, cell)
	}
	if len(notes) > 0 {
		row.Written = func(block int) {
			for _, n := range notes {
				if n.block < 0 {
					n.block = block
				}
			}
		}
	}
	r.table.Rows = append(r.table.Rows, row)
}

// isLabel reports whether a cell is marked as naming its row.
func isLabel(cell *html.Node) bool {
	return cell.Data == "th" || attribute(cell, "role") == "rowheader" || strings.HasPrefix(attribute(cell, "scope"), "row")
}

// namesColumns reports whether a cell is marked as naming its column.
func namesColumns(cell *html.Node) bool {
	return cell.Data == "th" && !strings.HasPrefix(attribute(cell, "scope"), "row") || attribute(cell, "role") == "columnheader"
}

// spanOf reads a number of columns or rows as HTML does: the digits that it
// begins with. No rows mean all that are left.
func spanOf(cell *html.Node, key string) int {
	text := strings.TrimSpace(attribute(cell, key))
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(text)
	}
	n, err := strconv.Atoi(text[:end])
	switch {
	case err == nil && n > 0:
		return n
	case err == nil && key == "rowspan":
		return math.MaxInt32
	case err != nil && end > 0:
		return math.MaxInt32
	}
	return 1
}

// maxHeadRows is how many rows a table's head may have without being taken for
// its body.
const maxHeadRows = 4

// isHeaderRow reports whether a row names the columns of its table: it is in
// its head, or every cell that is not empty is marked so.
func isHeaderRow(row *html.Node) bool {
	if row.Parent.Data == "tfoot" {
		return false
	}
	heads, scoped := 0, false
	for c := range row.ChildNodes() {
		switch {
		case c.Type != html.ElementNode || !isCell(c):
		case namesColumns(c):
			heads++
			scoped = scoped || attribute(c, "scope") == "col" || attribute(c, "role") == "columnheader"
		case !isEmpty(c) && !(isLabel(c) && heads == 0):
			return inHead(row)
		}
	}
	return heads > 1 || heads == 1 && scoped || inHead(row)
}

// inHead reports whether a row stands in the head of its table, if that is not
// all of it.
func inHead(row *html.Node) bool {
	if row.Parent.Data != "thead" {
		return false
	}
	rows := 0
	for c := range row.Parent.ChildNodes() {
		if c.Type == html.ElementNode {
			if rows++; rows > maxHeadRows {
				return false
			}
		}
	}
	return true
}

func isEmpty(cell *html.Node) bool {
	first := nextContent(cell.FirstChild)
	return first == nil || first.Data == "br" && nextContent(first.NextSibling) == nil
}

// isStrong reports whether all text of a cell is bold.
func isStrong(cell *html.Node) bool {
	budget := 32
	found := false
	var all func(n *html.Node) bool
	all = func(n *html.Node) bool {
		for c := range n.ChildNodes() {
			if budget--; budget < 0 {
				return false
			}
			switch {
			case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
				return false
			case c.Type != html.ElementNode:
			case isBold(c):
				found = true
			case !all(c):
				return false
			}
		}
		return true
	}
	return (isBold(cell) || all(cell) && found) && !isEmpty(cell)
}

func isBold(n *html.Node) bool {
	switch n.Data {
	case "b", "strong":
		return true
	}
	if attribute(n, "style") == "" {
		return false
	}
	switch value(declarations(attribute(n, "style")), "font-weight") {
	case "bold", "bolder", "600", "700", "800", "900":
		return true
	}
	return false
}
