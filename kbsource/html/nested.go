package html

import (
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// tableFacts is what tells a table of data from one that lays out a page.
type tableFacts struct {
	// declared says that the table only lays out a page; marked that it has a
	// caption, a head or cells that are heads.
	declared, marked bool
	// title says that it holds the page's title or its main part, headings
	// that a cell of it holds a heading.
	title, headings bool
	// rows and columns are its size, even that all rows are alike.
	rows, columns int
	uneven        bool
	// holding is how many of its cells hold a table; words are those of its
	// longest other cell, all those of the whole table.
	holding, words, all int
	// long says that a cell has many words in several blocks.
	long bool
}

const (
	// maxCellWords is how many words the cells of a table have at most beside a
	// table in one of them; maxTextWords, beyond which a cell of several blocks
	// is a text.
	maxCellWords = 20
	maxTextWords = 100
)

// isLayout reports whether the table only lays out a page.
func (f *tableFacts) isLayout() bool {
	switch {
	case f.declared || f.title:
		return true
	case f.marked:
		return false
	case f.headings || f.long || f.columns < 2:
		return true
	case f.holding > 0:
		return f.rows < 3 || f.holding*2 > f.rows || f.words > maxCellWords || f.uneven
	}
	return false
}

// cellFacts is what is counted in a cell.
type cellFacts struct {
	table         *tableFacts
	words, blocks int
	holds         bool
}

// surveyTables gathers what is known of the tables below n, which stands in a
// cell, nil for none.
func (p *page) surveyTables(n *html.Node, cell *cellFacts) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && cell != nil:
			cell.words += len(strings.Fields(c.Data))
		case c.Type != html.ElementNode:
		case isTable(c):
			inner := p.surveyTable(c)
			if cell != nil {
				cell.holds = true
				cell.table.title = cell.table.title || inner.title
				cell.table.all += inner.all
			}
		default:
			cell.see(c)
			p.surveyTables(c, cell)
		}
	}
}

func (c *cellFacts) see(n *html.Node) {
	if c == nil {
		return
	}
	switch n.Data {
	case "h1", "main":
		c.table.title = true
	case "h2", "h3", "h4":
		c.table.headings = true
	case "p", "ul", "ol", "pre", "blockquote", "div":
		c.blocks++
	}
}

func (p *page) surveyTable(n *html.Node) *tableFacts {
	role := attribute(n, "role")
	f := &tableFacts{declared: role == "presentation" || role == "none", marked: n.Data != "table" || role == "table" || role == "grid"}
	p.tables[n] = f
	p.surveyRows(n, f)
	return f
}

func (p *page) surveyRows(n *html.Node, f *tableFacts) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		switch {
		case isRow(c):
			p.surveyRow(c, f)
		case isTable(c): // in a caption, or out of place
			p.surveyTable(c)
		default:
			f.marked = f.marked || c.Data == "caption" || c.Data == "thead"
			p.surveyRows(c, f)
		}
	}
}

func (p *page) surveyRow(row *html.Node, f *tableFacts) {
	columns := 0
	for c := range row.ChildNodes() {
		if c.Type != html.ElementNode || !isCell(c) {
			continue
		}
		columns += min(spanOf(c, "colspan"), document.MaxSpan)
		f.marked = f.marked || c.Data == "th"
		cell := cellFacts{table: f}
		p.surveyTables(c, &cell)
		f.all += cell.words
		if cell.holds {
			f.holding++
		} else {
			f.words = max(f.words, cell.words)
		}
		f.long = f.long || cell.words > maxTextWords && cell.blocks > 1
	}
	if columns == 0 {
		return
	}
	f.uneven = f.uneven || f.rows > 0 && columns != f.columns
	f.rows++
	f.columns = max(f.columns, columns)
}

// maxInner is how many words a table may have to be read into the cell that it
// stands in.
const maxInner = 60

// table writes a table in a cell into it, row by row, or keeps it for later.
func (l *line) table(n *html.Node) {
	facts := l.page.tables[n]
	if facts == nil || facts.isLayout() {
		l.WriteByte(' ')
		l.all(n)
		l.WriteByte(' ')
		return
	}
	if facts.all > maxInner {
		l.tables = append(l.tables, n)
		return
	}
	l.end(":")
	l.WriteByte(' ')
	l.WriteString(l.inner(n))
	l.WriteByte(' ')
}

// inner reads a table on a line: "Season: summer, Price: €31; Season: …", or
// "Weight: 3 kg; Length: 2 m" where no row names the columns.
func (l *line) inner(n *html.Node) string {
	var heads, rows []string
	for i, row := range rowsOf(n).all {
		var cells []string
		for c := range row.ChildNodes() {
			if c.Type == html.ElementNode && isCell(c) {
				inner := line{page: l.page, cell: true}
				inner.all(c)
				l.notes, l.tables = append(l.notes, inner.notes...), append(l.tables, inner.tables...)
				cells = append(cells, inner.flat())
			}
		}
		if i == 0 && isHeaderRow(row) {
			heads = cells
			continue
		}
		rows = append(rows, joinCells(heads, cells))
	}
	if len(rows) == 0 {
		rows = append(rows, strings.Join(heads, ", "))
	}
	return strings.Join(rows, "; ")
}

func joinCells(heads, cells []string) string {
	if len(heads) == 0 && len(cells) == 2 && cells[0] != "" && cells[1] != "" {
		return strings.TrimRight(cells[0], ":") + ": " + cells[1]
	}
	var parts []string
	for i, cell := range cells {
		if i < len(heads) && heads[i] != "" && cell != "" {
			cell = heads[i] + ": " + cell
		}
		if cell != "" {
			parts = append(parts, cell)
		}
	}
	return strings.Join(parts, ", ")
}
