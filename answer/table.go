package answer

import (
	"strings"

	"footnote/internal/catalog"
)

// table follows the sentences of a passage through its tables.
type table struct {
	// begun says that the passage goes on with what is its context, such as
	// the header of a table: then no row of it is one.
	begun bool
	// row says that the sentence before is a row; columns is the header of the
	// table, "" outside of one.
	row     bool
	columns string
}

func tableAt(p catalog.Passage) table {
	t := table{begun: p.Context != ""}
	if isRow(p.Context) {
		t.columns = p.Context
	}
	return t
}

// next takes the next sentence and tells whether it is a row, and whether that
// is the header of a table.
func (t *table) next(text string) (row, header bool) {
	row = isRow(text)
	header = row && !t.row && !t.begun
	t.row = row
	switch {
	case header:
		t.columns = text
	case !row:
		t.columns = ""
	}
	return row, header
}

// isRow tells rows of a table.
func isRow(text string) bool { return strings.Contains(text, " | ") || strings.HasPrefix(text, "| ") }

// cellsOf cuts a row into its cells. A bar before the first one is a frame
// where there is one after the last, else the first cell is empty.
func cellsOf(row string) []string {
	if inner, ok := strings.CutPrefix(row, "| "); ok && strings.HasSuffix(row, " |") {
		row = strings.TrimSuffix(inner, " |")
	} else if ok {
		row = " " + row
	}
	cells := strings.Split(row, " | ")
	for i, cell := range cells {
		cells[i] = strings.TrimSpace(cell)
	}
	return cells
}

// readRow writes a row so that it can be read away from its table: its first
// cell, then the others with what their columns are called. A row that does
// not fit the header stays as it is.
//
//	Plan | Seats | Price  +  Crew | 25 | €29  →  Crew – Seats: 25; Price: €29
func readRow(header, row string) string {
	names, cells := cellsOf(header), cellsOf(row)
	if header == "" || len(names) != len(cells) || len(cells) < 2 {
		return row
	}
	var parts []string
	for i, cell := range cells[1:] {
		name := names[i+1]
		switch {
		case cell == "":
		case name == "":
			parts = append(parts, cell)
		default:
			parts = append(parts, name+": "+cell)
		}
	}
	rest := strings.Join(parts, "; ")
	switch {
	case rest == "":
		return row
	case cells[0] == "":
		return rest
	}
	return cells[0] + " – " + rest
}
