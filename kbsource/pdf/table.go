package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"footnote/kbsource/document"
)

// pdfPart is a part of a page: a table, or a single line.
type pdfPart struct {
	rows  []pdfRow
	table bool
}

// partsOf finds the tables among the rows of a page.
func (l *pdfLayout) partsOf(rows []pdfRow) []pdfPart {
	var parts []pdfPart
	for i := 0; i < len(rows); {
		if n := l.tableAt(rows[i:]); n > 0 {
			parts = append(parts, pdfPart{rows: rows[i : i+n], table: true})
			i += n
			continue
		}
		parts = append(parts, pdfPart{rows: rows[i : i+1]})
		i++
	}
	return parts
}

// cellular tells rows that may belong to a table: several cells, the first
// of which is more than the number of a heading or list item.
func cellular(r *pdfRow) bool {
	return len(r.cells) > 2 || len(r.cells) == 2 && !isMark(r.cells[0].text)
}

func isMark(text string) bool {
	return len([]rune(text)) <= 8 && (document.ItemMark.MatchString(text+" x") || numberMark.MatchString(text))
}

// maxLabel is how many words a row of one cell within a table may have.
const maxLabel = 6

// tableAt returns how many rows from the first on are one table, 0 for none:
// at least two rows of cells that stand below one another.
func (l *pdfLayout) tableAt(rows []pdfRow) int {
	if !cellular(&rows[0]) {
		return 0
	}
	end, last, several, pairs, aligned := 1, 0, 1, 0, 0
	for i := 1; i < len(rows) && i-last <= 2; i++ {
		r := &rows[i]
		gap := rows[i-1].base() - r.base()
		if gap < 0 || gap > 4*r.size() {
			break
		}
		if !cellular(r) {
			if r.size() > headingRatio*l.body || r.cells[0].bold || strings.Count(r.text(), " ") >= maxLabel && r.left() < rows[last].cells[1].left-r.size() {
				break
			}
			if l.wraps(rows[:i], r) {
				end = i + 1
			}
			continue
		}
		several++
		pairs++
		if alignedRows(&rows[last], r) {
			aligned++
		}
		last, end = i, i+1
	}
	if several < 2 || aligned*5 < pairs*3 {
		return 0
	}
	return end
}

// alignedRows tells whether cells after the first stand below one another,
// by an edge or by the middle.
func alignedRows(a, b *pdfRow) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 3 }
	for i, c := range a.cells {
		for j, d := range b.cells {
			if (i > 0 || j > 0) && (near(c.left, d.left) || near(c.right, d.right) || near(c.left+c.right, d.left+d.right)) {
				return true
			}
		}
	}
	return false
}

// wraps tells whether a row continues cells of the row above: it stands as
// close as lines of a paragraph do, and not in the first column.
func (l *pdfLayout) wraps(above []pdfRow, r *pdfRow) bool {
	prev := &above[len(above)-1]
	gap := prev.base() - r.base()
	return gap > 0 && gap <= 1.35*r.size() && r.left() > above[0].left()+2*r.size()
}

// table writes a table's rows, cells in their columns, wrapped lines joined.
func (l *pdfLayout) table(rows []pdfRow) {
	l.flush()
	columns := columnsFor(rows)
	grid := [][]string{}
	// Rows stand further apart than the lines of a cell, if cells wrap.
	var gaps []float64
	for i := 1; i < len(rows); i++ {
		if rows[i].left() <= rows[0].left()+2*rows[i].size() {
			gaps = append(gaps, rows[i-1].base()-rows[i].base())
		}
	}
	for i := range rows {
		cells := inColumns(rows[i].cells, columns)
		if i > 0 && cells[0] == "" && l.wraps(rows[:i], &rows[i]) && len(gaps) > 0 && median(gaps) >= 1.2*(rows[i-1].base()-rows[i].base()) {
			above := grid[len(grid)-1]
			for c, text := range cells {
				above[c] = strings.TrimSpace(above[c] + " " + text)
			}
			continue
		}
		grid = append(grid, cells)
	}
	l.b.Page = rows[0].page
	var t document.Table
	for i, cells := range grid {
		row := document.Row{Header: i == 0 && isHeader(grid)}
		for _, text := range cells {
			row.Cells = append(row.Cells, document.TableCell{Text: text})
		}
		t.Rows = append(t.Rows, row)
	}
	if err := l.b.Table(t); err != nil && l.err == nil {
		l.err = err
	}
}

// columnsFor takes the columns from the rows with the most cells.
func columnsFor(rows []pdfRow) []pdfSpan {
	var columns []pdfSpan
	for _, r := range rows {
		switch {
		case len(r.cells) > len(columns):
			columns = slices.Clone(r.cells)
		case len(r.cells) == len(columns):
			for i, c := range r.cells {
				columns[i].left, columns[i].right = min(columns[i].left, c.left), max(columns[i].right, c.right)
			}
		}
	}
	return columns
}

// inColumns puts each cell into the column that it stands in or next to.
func inColumns(cells, columns []pdfSpan) []string {
	placed := make([]string, len(columns))
	for _, c := range cells {
		best, distance := 0, math.Inf(1)
		for i, column := range columns {
			apart := max(column.left-c.right, c.left-column.right, 0)
			if apart == 0 {
				overlap := min(c.right, column.right) - max(c.left, column.left)
				apart = -overlap
			}
			if apart < distance {
				best, distance = i, apart
			}
		}
		placed[best] = strings.TrimSpace(placed[best] + " " + c.text)
	}
	return placed
}

// isHeader tells whether the first row names the columns: it fills all of
// them without a digit, and there are digits or gaps below.
func isHeader(grid [][]string) bool {
	if len(grid) < 2 || len(grid[0]) < 3 {
		return false
	}
	for _, cell := range grid[0] {
		if cell == "" || strings.ContainsFunc(cell, unicode.IsDigit) {
			return false
		}
	}
	for _, cells := range grid[1:] {
		for _, cell := range cells {
			if cell == "" || strings.ContainsFunc(cell, unicode.IsDigit) {
				return true
			}
		}
	}
	return len(grid) > 3
}
