package docx

import (
	"encoding/xml"
	"strconv"

	"footnote/kbsource/document"
)

// table is one as it was read.
type table struct {
	style  *style
	indent int
	// firstRow and firstColumn say whether the table's look sets them apart.
	firstRow, firstColumn flag
	rows                  []*tableRow
}

type tableRow struct {
	// header: the row is repeated on every page.
	header bool
	// before is how many columns are skipped.
	before int
	cells  []*cell
}

// merge says how a cell is merged with the one above.
type merge int8

const (
	apart merge = iota
	begins
	goesOn
)

type cell struct {
	text    story
	columns int
	merge   merge
	// left: it is merged with the cell before.
	left bool
	fill string
}

// table reads a table.
func (r *reader) table() error {
	into, story, para := r.into(), r.story, r.para
	t := &table{style: r.styles[""]}
	r.para = nil
	err := r.children(func(e xml.StartElement) error { return r.tablePart(t, e) })
	r.story, r.para = story, para
	into.table(t)
	return err
}

func (r *reader) tablePart(t *table, e xml.StartElement) error {
	switch e.Name.Local {
	case "tblPr":
		return r.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "tblStyle":
				if s := r.styles[attr(e, "val")]; s != nil {
					t.style = s
				}
			case "tblLook":
				t.firstRow, t.firstColumn = lookBit(e, "firstRow", 0x20), lookBit(e, "firstColumn", 0x80)
			case "tblInd":
				t.indent, _ = number(e, "w")
			}
			return r.in.Skip()
		})
	case "tr":
		return r.tableRow(t)
	case "tblGrid", "sdtPr", "del", "moveFrom":
		return r.in.Skip()
	}
	return r.children(func(e xml.StartElement) error { return r.tablePart(t, e) })
}

// lookBit reads a setting of a table's look, which older files have as bits.
func lookBit(e xml.StartElement, name string, bit uint64) flag {
	if value := attr(e, name); value != "" {
		return flagOf(isOn(value))
	}
	bits, err := strconv.ParseUint(attr(e, "val"), 16, 32)
	if err != nil {
		return unsaid
	}
	return flagOf(bits&bit != 0)
}

func (r *reader) tableRow(t *table) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	row := new(tableRow)
	gone := false
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "tblHeader":
					row.header = on(e)
				case "gridBefore":
					row.before = columns(e)
				case "del":
					gone = true
				case "hidden":
					gone = gone || on(e)
				}
				return r.in.Skip()
			})
		case "tc":
			return r.cell(row)
		case "tblPrEx", "sdtPr", "del", "moveFrom":
			return r.in.Skip()
		}
		return r.children(visit)
	}
	err := r.children(visit)
	if !gone && len(row.cells) > 0 {
		t.rows = append(t.rows, row)
	}
	return err
}

// columns reads how many columns are taken. What is over the limit stays over
// it.
func columns(e xml.StartElement) int {
	n, _ := number(e, "val")
	return min(max(n, 0), document.MaxSpan+1)
}

func (r *reader) cell(row *tableRow) error {
	c := &cell{columns: 1}
	gone := false
	r.story = &c.text
	r.grounds++
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.element(e)
		}
		return r.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "gridSpan":
				c.columns = max(columns(e), 1)
			case "vMerge":
				c.merge = goesOn
				if attr(e, "val") == "restart" {
					c.merge = begins
				}
			case "hMerge":
				c.left = attr(e, "val") != "restart"
			case "shd":
				c.fill = fill(e)
			case "cellDel":
				gone = true
			}
			return r.in.Skip()
		})
	})
	r.grounds--
	c.text.end()
	if gone {
		c.text = story{}
	}
	if n := len(row.cells); c.left && n > 0 && c.text.blank() {
		row.cells[n-1].columns += c.columns
		return err
	}
	row.cells = append(row.cells, c)
	return err
}
