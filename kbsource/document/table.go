package document

import (
	"slices"
	"strings"
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
	// Header says that the file marks the row as one that names columns. A
	// marked row without text says that no row does.
	Header bool
	Cells  []TableCell
	// Page is the page that the row stands on where pages turn within a
	// table, else 0.
	Page int
	// Written, if not nil, is called with the index of the row's block.
	Written func(block int)
}

// TableCell is a cell of a Table.
type TableCell struct {
	Text string
	// Columns and Rows are how many the cell takes; 0 means 1.
	Columns, Rows int
	// Header says that the file marks the cell as the label of its row.
	Header bool
	// Strong says that all of the cell is set in bold.
	Strong bool
}

// Table adds a table, a block a row, as "A | B | C". A cell that reaches over
// rows stands in each of them. It fails with ErrTooLarge past MaxSpan and
// MaxCells.
func (b *Builder) Table(t Table) error {
	r := tableResolver{cells: MaxCells - b.cells, repeats: MaxRepeats - b.repeats}
	if err := r.resolve(t); err != nil {
		return err
	}
	if len(r.rows) == 0 {
		return nil
	}
	b.cells, b.repeats = MaxCells-r.cells, MaxRepeats-r.repeats
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
	rows := withPairsApart(withoutEmptyColumns(r.rows))
	for i, kind := range rowKinds(rows, r.headless) {
		if rows[i].page > 0 {
			b.Page = rows[i].page
		}
		text, cells := rows[i].line(kind)
		b.add(Block{Kind: kind, Parent: parent, Table: b.tables, Cells: cells}, gap, text)
		if rows[i].written != nil {
			rows[i].written(len(b.blocks) - 1)
		}
		gap = "\n"
	}
	return nil
}

// gridRow is a row whose cells know their columns.
type gridRow struct {
	header  bool
	cells   []gridCell
	page    int
	written func(block int)
}

type gridCell struct {
	Cell
	text   string
	strong bool
	// rows is how many rows below the cell reaches into.
	rows int
}

// tableResolver puts every cell into its columns, those from above included.
type tableResolver struct {
	// rows are those that have text.
	rows []gridRow
	// headless says that the file marks a row without text as the header.
	headless bool
	// cells and repeats are how many cells, and bytes of cells that stand in
	// several rows, may still come.
	cells, repeats int
	// above are the cells that reach below the row before, by column.
	above []gridCell
}

func (r *tableResolver) resolve(t Table) error {
	for _, from := range t.Rows {
		row, err := r.row(from, len(t.Rows))
		if err != nil {
			return err
		}
		r.above = r.above[:0]
		for _, c := range row.cells {
			if c.rows > 0 {
				r.above = append(r.above, c)
			}
		}
		switch {
		case row.hasText():
			r.rows = append(r.rows, row)
		case row.header:
			r.headless = true
		}
	}
	return nil
}

func (r *tableResolver) row(from Row, rows int) (gridRow, error) {
	row := gridRow{header: from.Header, page: from.Page, written: from.Written}
	column := 0
	inherit := func() {
		for len(r.above) > 0 && r.above[0].Column <= column {
			cell := r.above[0]
			r.above = r.above[1:]
			cell.rows--
			r.repeats -= len(cell.text)
			row.cells = append(row.cells, cell)
			column = max(column, cell.Column+cell.Columns)
		}
	}
	for _, c := range from.Cells {
		inherit()
		columns, reach := max(c.Columns, 1), max(c.Rows, 1)
		if columns > MaxSpan || reach > MaxSpan && reach > rows {
			return row, Fail(ErrTooLarge, "a cell of a table reaches over %d columns and %d rows, and at most %d are read; simplify the table",
				columns, reach, MaxSpan)
		}
		cell := gridCell{text: CleanLine(c.Text), strong: c.Strong, rows: reach - 1}
		cell.Column, cell.Columns, cell.Header = column, columns, c.Header
		row.cells = append(row.cells, cell)
		column += columns
	}
	for len(r.above) > 0 { // what is left of them stands further right
		column = max(column, r.above[0].Column)
		inherit()
	}
	if r.cells -= len(row.cells); r.cells < 0 {
		return row, Fail(ErrTooLarge, "its tables have more than %d cells; split the file", MaxCells)
	}
	if r.repeats < 0 {
		return row, Fail(ErrTooLarge, "cells that reach over several rows repeat more than %d MB of text; simplify the tables", MaxRepeats>>20)
	}
	return row, nil
}

func (r gridRow) hasText() bool {
	return slices.ContainsFunc(r.cells, func(c gridCell) bool { return c.text != "" })
}

// withoutEmptyColumns counts only the columns in which a cell begins: a cell
// may be said to reach further than its table, and tables made for print lay
// each column over several.
func withoutEmptyColumns(rows []gridRow) []gridRow {
	begins := map[int]bool{}
	for _, r := range rows {
		for _, c := range r.cells {
			begins[c.Column] = true
		}
	}
	columns := make([]int, 0, len(begins))
	for c := range begins {
		columns = append(columns, c)
	}
	slices.Sort(columns)
	for _, r := range rows {
		for i := range r.cells {
			c := &r.cells[i]
			first, _ := slices.BinarySearch(columns, c.Column)
			end, _ := slices.BinarySearch(columns, c.Column+c.Columns)
			c.Column, c.Columns = first, end-first
		}
	}
	return rows
}

// withPairsApart cuts rows that hold several labels with a value each, side by
// side, so that each pair is a row.
func withPairsApart(rows []gridRow) []gridRow {
	for _, r := range rows {
		if !r.isPairs() {
			return rows
		}
	}
	var apart []gridRow
	for _, r := range rows {
		for i := 0; i < len(r.cells); i += 2 {
			pair := gridRow{cells: r.cells[i : i+2 : i+2], page: r.page, written: r.written}
			pair.cells[0].Column, pair.cells[1].Column = 0, 1
			if pair.hasText() {
				apart = append(apart, pair)
			}
		}
	}
	return apart
}

// isPairs reports whether the cells of a row are labels and values by turns.
func (r gridRow) isPairs() bool {
	if r.header || len(r.cells) < 4 || len(r.cells)%2 == 1 {
		return false
	}
	for i, c := range r.cells {
		if c.Columns != 1 || c.text != "" && c.Header != (i%2 == 0) {
			return false
		}
	}
	return true
}

// line writes the row; the cells' ranges are relative to it. Empty cells at
// its end leave no trace, and cells that name columns are labels of no row.
func (r gridRow) line(kind Kind) (string, []Cell) {
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
		cell.Header = cell.Header && kind == TableRow
		cell.Start = runes
		write(c.text)
		cell.End = runes
		cells = append(cells, cell)
	}
	return out.String(), cells
}
