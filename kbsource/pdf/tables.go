package pdf

import (
	"math"
	"slices"
	"strings"

	"footnote/kbsource/document"
)

// part is a part of a document: a table, or a single line.
type part struct {
	rows  []row
	table bool
	// grids are the ruled tables that it is, a page each; nil for none.
	grids []*grid
}

// partsOf finds the tables among the rows of a page and appends its parts to
// those before. A table that stood at the end of the page before may go on.
func (l *layout) partsOf(parts []part, rows []row) []part {
	from := 0
	if n := len(parts); n > 0 && parts[n-1].table && parts[n-1].grids == nil && len(rows) > 0 {
		from = l.goesOn(parts[n-1].rows, rows)
		parts[n-1].rows = append(parts[n-1].rows, rows[:from]...)
	}
	for i := from; i < len(rows); {
		if g := rows[i].grid; g != nil {
			end := i + 1
			for end < len(rows) && rows[end].grid == g {
				end++
			}
			parts = withGrid(parts, g, rows[i:end])
			i = end
			continue
		}
		if n := l.tableAt(rows[i:]); n > 0 {
			parts = append(parts, part{rows: slices.Clone(rows[i : i+n]), table: true})
			i += n
			continue
		}
		parts = append(parts, part{rows: rows[i : i+1]})
		i++
	}
	return parts
}

// withGrid appends a ruled table, or adds it to one that stood at the end of
// the page before.
func withGrid(parts []part, g *grid, rows []row) []part {
	if n := len(parts); n > 0 {
		last := &parts[n-1]
		if k := len(last.grids); k > 0 && last.rows[0].page+k == rows[0].page && last.grids[k-1].goesOn(g) {
			last.grids = append(last.grids, g)
			return parts
		}
	}
	return append(parts, part{rows: rows, table: true, grids: []*grid{g}})
}

// goesOn returns how many rows of a page go on with the table at the end of
// the page before: their cells stand below its columns.
func (l *layout) goesOn(table, rows []row) int {
	n := l.tableAt(rows)
	if n == 0 && cellular(&rows[0]) {
		n = 1
	}
	if n == 0 || rows[0].grid != nil || rows[0].page != table[len(table)-1].page+1 {
		return 0
	}
	columns, next := columnsFor(table), columnsFor(rows[:n])
	if len(next) > len(columns) || len(next) < len(columns) && n > 1 && len(next) < 3 {
		return 0
	}
	for _, c := range next {
		if !slices.ContainsFunc(columns, func(o span) bool {
			return math.Abs(c.left-o.left) <= 3 || math.Abs(c.right-o.right) <= 3 || math.Abs(c.left+c.right-o.left-o.right) <= 6
		}) {
			return 0
		}
	}
	return n
}

// cellular reports whether a row may belong to a table: it has several cells,
// the first of which is more than the number of a heading or list item.
func cellular(r *row) bool {
	return len(r.cells) > 2 || len(r.cells) == 2 && !isMark(r.cells[0].text)
}

func isMark(text string) bool {
	return len([]rune(text)) <= 8 && (itemMark.MatchString(text+" x") || numberMark.MatchString(text))
}

// maxLabel is how many words a row of one cell within a table may have.
const maxLabel = 6

// tableAt returns how many rows from the first on are one table, 0 for none:
// at least two rows of cells that stand below one another.
func (l *layout) tableAt(rows []row) int {
	if !cellular(&rows[0]) || rows[0].grid != nil {
		return 0
	}
	end, last, several, pairs, aligned := 1, 0, 1, 0, 0
	for i := 1; i < len(rows) && i-last <= 2; i++ {
		r := &rows[i]
		gap := rows[i-1].base() - r.base()
		if gap < 0 || gap > 4*r.size() || r.grid != nil {
			break
		}
		if !cellular(r) {
			if l.endsTable(rows[:i], last, r) {
				break
			}
			if wraps(rows[:i], r) {
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

// endsTable reports whether a row of one cell is text behind a table, whose
// last row of several cells has the index last, rather than a part of it.
func (l *layout) endsTable(table []row, last int, r *row) bool {
	return r.size() > headingRatio*l.body || r.cells[0].bold && !namesSection(table, r) ||
		strings.Count(r.text(), " ") >= maxLabel && r.left() < table[last].cells[1].left-r.size()
}

// namesSection reports whether a bold row within a table names the rows below
// it: it stands as close as they do to one another, and they are not bold.
func namesSection(table []row, r *row) bool {
	n := len(table)
	if n < 2 || table[n-1].bold() {
		return false
	}
	usual := table[n-2].base() - table[n-1].base()
	return table[n-1].base()-r.base() <= 1.3*usual && math.Abs(r.left()-table[0].left()) <= r.size()
}

// alignedRows reports whether cells after the first stand below one another,
// by an edge or by the middle.
func alignedRows(a, b *row) bool {
	if a.cells[len(a.cells)-1].led && b.cells[len(b.cells)-1].led {
		return true
	}
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

// wraps reports whether a row continues cells of the row above: it stands as
// close as lines of a paragraph do, and not in the first column.
func wraps(above []row, r *row) bool {
	prev := &above[len(above)-1]
	gap := prev.base() - r.base()
	return gap > 0 && gap <= 1.35*r.size() && r.left() > above[0].left()+2*r.size()
}

// table writes a table's rows, cells in their columns, wrapped lines joined.
func (l *layout) table(rows []row) {
	l.flush()
	columns := columnsFor(rows)
	usual := rowGap(rows)
	var t document.Table
	var starts []*row
	for i := range rows {
		cells, across := inColumns(rows[i].cells, columns)
		if i > 0 && l.isContinued(rows[:i], &rows[i], cells, usual) {
			l.goOn(t.Rows[len(t.Rows)-1].Cells, cells)
			continue
		}
		next := document.Row{Page: rows[i].page}
		for c := 0; c < len(cells); c += across[c] {
			next.Cells = append(next.Cells, document.TableCell{Text: cells[c], Columns: across[c]})
		}
		if i > 0 && rows[i].page != rows[i-1].page && slices.Equal(next.Cells, t.Rows[0].Cells) {
			continue // the header again
		}
		t.Rows, starts = append(t.Rows, next), append(starts, &rows[i])
	}
	markHeader(t.Rows, starts)
	l.b.Page = rows[0].page
	if err := l.b.Table(t); err != nil && l.err == nil {
		l.err = err
	}
}

// rowGap is the usual distance of rows that begin in the first column.
func rowGap(rows []row) float64 {
	var gaps []float64
	for i := 1; i < len(rows); i++ {
		if rows[i].page == rows[i-1].page && cellular(&rows[i]) && rows[i].left() <= rows[0].left()+2*rows[i].size() {
			gaps = append(gaps, rows[i-1].base()-rows[i].base())
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	return median(gaps)
}

// isContinued reports whether a row goes on with the cells of the one above:
// it stands closer than rows do, and has no more than a part of a row.
func (l *layout) isContinued(above []row, r *row, cells []string, usual float64) bool {
	prev := &above[len(above)-1]
	gap := prev.base() - r.base()
	if prev.page != r.page || gap <= 0 || gap > 1.35*r.size() || usual < 1.2*gap {
		return false
	}
	return cells[0] == "" || slices.Contains(cells, "")
}

// goOn adds the texts of a row, by column, to the cells of the row above.
func (l *layout) goOn(above []document.TableCell, texts []string) {
	column := 0
	for i := range above {
		next := column + max(above[i].Columns, 1)
		for _, text := range texts[column:next] {
			above[i].Text = l.inCell(above[i].Text, text)
		}
		column = next
	}
}

// inCell joins the lines of a cell.
func (l *layout) inCell(text, next string) string {
	if text == "" || next == "" {
		return text + next
	}
	if before, hyphen := cutHyphen(text); hyphen != "" {
		return before + l.overHyphen(before, hyphen, next) + next
	}
	if isUnbroken(text, next) {
		return text + next
	}
	return text + " " + next
}

// markHeader marks the rows that are bold over rows that are not, and the
// first column where it is bold beside others that are not.
func markHeader(rows []document.Row, starts []*row) {
	heads := 0
	for heads < len(starts) && starts[heads].bold() {
		heads++
	}
	if heads == len(starts) {
		return
	}
	labels := true
	for _, r := range starts[heads:] {
		labels = labels && len(r.cells) > 1 && r.cells[0].bold && !r.cells[len(r.cells)-1].bold
	}
	for i := range rows {
		rows[i].Header = i < heads && len(starts[i].cells) > 1
		rows[i].Cells[0].Header = labels && i >= heads
	}
}

// columnsFor takes the columns from the rows with the most cells.
func columnsFor(rows []row) []span {
	var columns []span
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

// inColumns puts each cell into the column that it stands in or next to. Across
// is how many columns the cell in each takes, by the lines around it.
func inColumns(cells, columns []span) (placed []string, across []int) {
	placed, across = make([]string, len(columns)), make([]int, len(columns))
	for i := range across {
		across[i] = 1
	}
	for _, c := range cells {
		at, n := within(c, columns)
		if n == 0 || isShared(c, cells) {
			at, n = nearest(c, columns), 1
		}
		placed[at] = strings.TrimSpace(placed[at] + " " + c.text)
		across[at] = max(across[at], n)
	}
	for i := range across {
		for n := 1; n < across[i]; n++ {
			if placed[i+n] != "" {
				across[i] = n
			}
		}
	}
	return placed, across
}

// isShared reports whether other cells stand within the lines around one, as
// they do where a band of color goes through all of a row.
func isShared(c span, cells []span) bool {
	return slices.ContainsFunc(cells, func(o span) bool { return o.left != c.left && o.cell.left == c.cell.left })
}

// within returns the first of the columns whose middles lie between the lines
// around a cell, and how many do.
func within(c span, columns []span) (first, n int) {
	if math.IsInf(c.cell.width(), 1) || c.cell.width() <= 0 {
		return 0, 0
	}
	for i, column := range columns {
		if middle := (column.left + column.right) / 2; middle > c.cell.left && middle < c.cell.right {
			if n == 0 {
				first = i
			}
			n++
		}
	}
	return first, n
}

// nearest returns the index of the column that a cell stands in or next to.
func nearest(c span, columns []span) int {
	best, distance := 0, math.Inf(1)
	for i, column := range columns {
		apart := max(column.left-c.right, c.left-column.right, 0)
		if apart == 0 {
			apart = -(min(c.right, column.right) - max(c.left, column.left))
		}
		if apart < distance {
			best, distance = i, apart
		}
	}
	return best
}
