package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"footnote/kbsource/document"
)

// docxTable is a table on its way to rows of text.
type docxTable struct {
	rows [][]document.TableCell
	// heads is how many rows at the top are marked as header.
	heads int
	// firstRow: the table's look sets its first row apart.
	firstRow bool
	// above holds the text of each grid column, for cells merged downwards.
	above map[int]string
}

func (r *docxReader) table() error {
	r.flushCode()
	t := &docxTable{above: map[int]string{}}
	if err := r.children(func(e xml.StartElement) error { return r.tablePart(t, e) }); err != nil {
		return err
	}
	if len(t.rows) == 1 && len(t.rows[0]) == 1 {
		r.b.Paragraph(t.rows[0][0].Text) // a box around text
		return nil
	}
	if t.heads == 0 && t.firstRow && len(t.rows) > 1 && full(t.rows[0]) {
		t.heads = 1
	}
	var table document.Table
	for i, cells := range t.rows {
		table.Rows = append(table.Rows, document.Row{Header: i < t.heads && t.heads < len(t.rows), Cells: cells})
	}
	return r.b.Table(table)
}

// full tells a row of at least two cells without an empty one.
func full(cells []document.TableCell) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell.Text) == "" {
			return false
		}
	}
	return len(cells) > 1
}

func (r *docxReader) tablePart(t *docxTable, e xml.StartElement) error {
	switch e.Name.Local {
	case "tblPr":
		return r.children(func(e xml.StartElement) error {
			if e.Name.Local == "tblLook" {
				bits, _ := strconv.ParseUint(attr(e, "val"), 16, 32)
				t.firstRow = attr(e, "firstRow") == "1" || attr(e, "firstRow") == "" && bits&0x20 != 0
			}
			return r.in.Skip()
		})
	case "tr":
		return r.tableRow(t)
	case "del", "moveFrom":
		return r.in.Skip()
	}
	return r.children(func(e xml.StartElement) error { return r.tablePart(t, e) })
}

func (r *docxReader) tableRow(t *docxTable) error {
	var cells []document.TableCell
	column, header, deleted := 0, false, false
	var visit func(e xml.StartElement) error
	visit = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return r.children(func(e xml.StartElement) error {
				header = header || e.Name.Local == "tblHeader" && on(e)
				deleted = deleted || e.Name.Local == "del"
				return r.in.Skip()
			})
		case "tc":
			text, span, err := r.tableCell(t, column)
			cells = append(cells, document.TableCell{Text: text, Columns: span})
			column += span
			return err
		case "tblPrEx":
			return r.in.Skip()
		}
		return r.children(visit)
	}
	if err := r.children(visit); err != nil || deleted {
		return err
	}
	if header && t.heads == len(t.rows) {
		t.heads++
	}
	t.rows = append(t.rows, cells)
	return nil
}

// tableCell reads a cell and how many grid columns it spans. A cell that is
// merged with the one above has its text.
func (r *docxReader) tableCell(t *docxTable, column int) (text string, span int, err error) {
	span = 1
	merged := false
	r.cell = new(strings.Builder)
	err = r.children(func(e xml.StartElement) error {
		if e.Name.Local != "tcPr" {
			return r.element(e)
		}
		return r.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "gridSpan":
				if n, err := strconv.Atoi(attr(e, "val")); err == nil {
					span = min(max(n, 1), document.MaxSpan)
				}
			case "vMerge":
				merged = attr(e, "val") != "restart"
			}
			return r.in.Skip()
		})
	})
	text = strings.TrimSpace(r.cell.String())
	r.cell = nil
	if merged && text == "" {
		text = t.above[column]
	}
	t.above[column] = text
	return text, span, err
}
