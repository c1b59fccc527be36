package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Table is a table as a file has it, cells with their spans.
type Table struct {
	// Caption stands over the table, "" for none.
	Caption string
	Rows    []Row
}

// Row is a row of a Table.
type Row struct {
	// Header says that the file marks the row as one that names columns.
	Header bool
	Cells  []TableCell
	// Page is the page that the row stands on where pages turn within a
	// table, else 0.
	Page int
}

// TableCell is a cell of a Table.
type TableCell struct {
	Text string
	// Columns and Rows are how many the cell takes; 0 means 1.
	Columns, Rows int
	// Header says that the file marks the cell as the label of its row.
	Header bool
}

// Table adds a table, a block a row, as "A | B | C". A cell that reaches over
// rows stands in each of them. It fails with ErrTooLarge past MaxSpan and
// MaxCells.
func (b *Builder) Table(t Table) error {
	// An empty header says that the table has none.
	marked := slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Header })
	rows, err := resolve(t, MaxCells-b.cells)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	if caption := CleanLine(t.Caption); caption != "" {
		b.Text(Caption, caption)
	}
	parent := b.within - 1
	if b.Last() == Caption {
		parent = len(b.blocks) - 1
	}
	if b.within == 0 {
		b.items = nil
	}
	b.tables++
	gap := "\n\n"
	for i, kind := range rowKinds(rows, marked) {
		if rows[i].page > 0 {
			b.Page = rows[i].page
		}
		text, cells := rows[i].line()
		b.cells += len(cells)
		b.add(Block{Kind: kind, Parent: parent, Table: b.tables, Cells: cells}, gap, text)
		gap = "\n"
	}
	return nil
}

// gridRow is a row whose cells know their columns.
type gridRow struct {
	header bool
	cells  []gridCell
	page   int
}

type gridCell struct {
	Cell
	text string
	// rows is how many rows below the cell reaches into.
	rows int
}

// resolve puts every cell into its columns, those from above included. Rows
// without any text are left out.
func resolve(t Table, most int) ([]gridRow, error) {
	var rows []gridRow
	var above []gridCell // those that reach below the row before, by column
	count := 0
	for _, from := range t.Rows {
		row := gridRow{header: from.Header, page: from.Page}
		column := 0
		inherit := func() {
			for len(above) > 0 && above[0].Column <= column {
				cell := above[0]
				above = above[1:]
				cell.rows--
				row.cells = append(row.cells, cell)
				column = max(column, cell.Column+cell.Columns)
			}
		}
		for _, c := range from.Cells {
			inherit()
			columns, reach := max(c.Columns, 1), max(c.Rows, 1)
			if columns > MaxSpan || reach > MaxSpan && reach > len(t.Rows) {
				return nil, Fail(ErrTooLarge, "a cell of a table reaches over %d columns and %d rows, and at most %d are read; simplify the table",
					columns, reach, MaxSpan)
			}
			cell := gridCell{text: CleanLine(c.Text), rows: reach - 1}
			cell.Column, cell.Columns, cell.Header = column, columns, c.Header
			row.cells = append(row.cells, cell)
			column += columns
		}
		for len(above) > 0 { // what is left of them stands further right
			column = max(column, above[0].Column)
			inherit()
		}
		if count += len(row.cells); count > most {
			return nil, Fail(ErrTooLarge, "its tables have more than %d cells; split the file", MaxCells)
		}
		for _, c := range row.cells {
			if c.rows > 0 {
				above = append(above, c)
			}
		}
		if row.hasText() {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (r gridRow) hasText() bool {
	for _, c := range r.cells {
		if c.text != "" {
			return true
		}
	}
	return false
}

// line writes the row; the cells' ranges are relative to it. Empty cells at
// its end leave no trace.
func (r gridRow) line() (string, []Cell) {
	var out strings.Builder
	runes := 0
	write := func(s string) {
		out.WriteString(s)
		runes += utf8.RuneCountInString(s)
	}
	last := len(r.cells) - 1
	for r.cells[last].text == "" {
		last--
	}
	cells := make([]Cell, 0, last+1)
	for i, c := range r.cells[:last+1] {
		switch {
		case i == 0:
		case runes == 0:
			write("|")
		default:
			write(" |")
		}
		if c.text != "" && runes > 0 {
			write(" ")
		}
		cell := c.Cell
		cell.Start = runes
		write(c.text)
		cell.End = runes
		cells = append(cells, cell)
	}
	return out.String(), cells
}

// rowKinds says what each row is: as the file marks it, else, where it marks
// no header at all, a first row of labels that clearly stands over rows of values heads the table. A row that
// has a single cell across the others names a section.
func rowKinds(rows []gridRow, marked bool) []Kind {
	width := 0
	for _, r := range rows {
		last := r.cells[len(r.cells)-1]
		width = max(width, last.Column+last.Columns)
	}
	kinds := make([]Kind, len(rows))
	for i, r := range rows {
		switch {
		case r.header:
			kinds[i] = TableHeader
		case r.isSection(width) && i+1 < len(rows):
			kinds[i] = TableSection
		default:
			kinds[i] = TableRow
		}
	}
	if !marked {
		for i := range rows {
			if kinds[i] == TableSection {
				continue
			}
			if isHeader(rows[i], rows[i+1:], width) {
				kinds[i] = TableHeader
			}
			break
		}
	}
	return kinds
}

// isSection reports whether the row says one thing for all columns.
func (r gridRow) isSection(width int) bool {
	first := r.cells[0]
	if width < 2 || first.text == "" {
		return false
	}
	for _, c := range r.cells[1:] {
		if c.text != "" {
			return false
		}
	}
	return first.Columns >= width || len(r.cells) >= width
}

const maxLabelWords = 5

// isHeader reports whether a row of labels stands over rows of values: it has
// a short label without a digit in every column, and a column below in which
// every value has a digit or is a mark.
func isHeader(head gridRow, below []gridRow, width int) bool {
	if width < 2 || len(below) < 2 {
		return false
	}
	last := head.cells[len(head.cells)-1]
	if last.Column+last.Columns < width {
		return false
	}
	seen := map[string]bool{}
	for i, c := range head.cells {
		if c.text == "" && i > 0 || c.Header && i > 0 || strings.ContainsFunc(c.text, unicode.IsDigit) || len(strings.Fields(c.text)) > maxLabelWords || seen[c.text] {
			return false
		}
		seen[c.text] = true
	}
	if head.cells[0].Header {
		return false
	}
	for _, column := range head.cells[1:] {
		values, all := 0, true
		for _, r := range below {
			for _, c := range r.cells {
				if c.Cell.covers(column.Cell) && c.text != "" {
					values++
					all = all && isValue(c.text)
				}
			}
		}
		if all && values >= 2 && values*2 >= len(below) {
			return true
		}
	}
	return false
}

// isValue reports whether a text is a quantity, a date or a mark rather than
// a label.
func isValue(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) || !strings.ContainsFunc(text, unicode.IsLetter)
}
