package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// gridCell is a cell on its way to a block.
type gridCell struct {
	lines                 []string
	column, columns, rows int
	// bold: all of its text is; fill is its ground, "" for that of the paper.
	bold bool
	fill string
}

// text is what the cell says on one line. Lines that do not run on into each
// other are set apart.
func (c *gridCell) text() string { return joinLines(c.lines) }

type gridRow struct {
	header bool
	cells  []*gridCell
	notes  []*note
}

// inner is a table that stood in a cell and is written after the outer one.
type inner struct {
	table *table
	// row is the outer row.
	row *gridRow
}

// table writes a table.
func (w *writer) table(n node, rest []node) error {
	t := n.table
	if t.frames() {
		return w.beside(t.indent, rest, func() error { return w.frame(t) })
	}
	var later []inner
	rows := w.grid(t, &later)
	head := header(t, rows)
	label := labels(t, rows[head:])
	table := document.Table{Caption: captionBelow(w.b.Last(), rest)}
	for i, row := range rows {
		table.Rows = append(table.Rows, row.row(i < head, label && i >= head))
	}
	var err error
	before := w.b.Len()
	w.inside(t.indent, rest, func() { err = w.b.Table(table) })
	if err != nil {
		return err
	}
	first := w.b.Len() - len(rows) // every row of the grid has text
	for i, row := range rows {
		w.refer(row.notes, max(first+i, before))
	}
	for _, in := range later {
		if label := in.row.cells[0].text(); label != "" {
			w.b.Text(document.Caption, label)
		}
		if err := w.table(node{table: in.table}, nil); err != nil {
			return err
		}
	}
	return nil
}

// row makes a row of a document's table.
func (r *gridRow) row(header, label bool) document.Row {
	row := document.Row{Header: header}
	for _, c := range r.cells {
		text := c.text()
		if header {
			text = strings.Join(c.lines, " ")
		}
		row.Cells = append(row.Cells, document.TableCell{Text: text, Columns: c.columns, Rows: c.rows, Header: label && c.column == 0 && text != ""})
	}
	return row
}

// captionBelow takes the caption that stands under a table, if there is none
// above it and it is not that of the next.
func captionBelow(last document.Kind, rest []node) string {
	if last == document.Caption || len(rest) == 0 || rest[0].para == nil || rest[0].para.style.role != asCaption {
		return ""
	}
	if len(rest) > 1 && rest[1].table != nil {
		return ""
	}
	p := rest[0].para
	text, _ := p.render()
	if len(p.notes) > 0 || len(p.floats.nodes) > 0 || strings.TrimSpace(text) == "" {
		return ""
	}
	p.taken = true
	return text
}

// frames reports whether a table only frames or arranges what it holds: it has
// one cell, one column of texts with tables and lists in them, or headings with
// text under them.
func (t *table) frames() bool {
	if len(t.rows) == 1 && len(t.rows[0].cells) == 1 {
		return true
	}
	single, rich := true, false
	for _, row := range t.rows {
		single = single && len(row.cells) == 1 && row.before == 0
		for _, c := range row.cells {
			headed := false
			for _, n := range c.text.nodes {
				if n.table != nil {
					rich = true
					continue
				}
				if headed && !n.para.blank() {
					return true
				}
				headed = headed || n.para.heading() > 0 && !n.para.blank()
			}
			rich = rich || headed
		}
	}
	return single && rich
}

// frame writes what a table frames.
func (w *writer) frame(t *table) error {
	for _, row := range t.rows {
		for _, c := range row.cells {
			if err := w.story(c.text.nodes); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxRepeat is how much text a cell may have that is said again in every row
// it reaches into, in bytes.
const maxRepeat = 2000

// grid reads the cells of a table, without the rows that say nothing. Cells
// that are merged downwards count their rows.
func (w *writer) grid(t *table, later *[]inner) []*gridRow {
	var rows []*gridRow
	above := map[int]*gridCell{} // by column, those that may go on
	for _, from := range t.rows {
		row := &gridRow{header: from.header}
		next := map[int]*gridCell{}
		column, reached := 0, false
		if from.before > 0 {
			row.cells = append(row.cells, &gridCell{columns: from.before, rows: 1})
			column = from.before
		}
		for _, c := range from.cells {
			origin := above[column]
			if c.merge == goesOn && origin != nil && origin.columns == c.columns && c.text.blank() {
				origin.rows++
				next[column], reached = origin, true
				column += c.columns
				continue
			}
			cell := &gridCell{column: column, columns: c.columns, rows: 1, fill: c.fill}
			var notes []*note
			cell.lines, notes = w.plain(c.text.nodes, func(in *table) { *later = append(*later, inner{in, row}) })
			cell.bold = c.text.bold()
			row.notes = append(row.notes, notes...)
			row.cells = append(row.cells, cell)
			if size := len(cell.text()); c.merge == begins && size > 0 && size <= maxRepeat {
				next[column] = cell
			}
			column += c.columns
		}
		above = next
		if reached || row.says() {
			rows = append(rows, row)
		}
	}
	return rows
}

func (r *gridRow) says() bool {
	for _, c := range r.cells {
		if len(c.lines) > 0 {
			return true
		}
	}
	return false
}

// bold reports whether all that is seen of a story is bold.
func (s *story) bold() bool {
	seen := false
	for _, n := range s.nodes {
		switch {
		case n.table != nil:
			return false
		case n.para.blank():
		case !n.para.bold():
			return false
		default:
			seen = true
		}
	}
	return seen
}

// plain returns the lines of a story that cannot be blocks: in a cell or a
// note. A table in it is written as "a: b; c: d", or handed to later where it
// is too large for that.
func (w *writer) plain(nodes []node, later func(*table)) (all []string, notes []*note) {
	for _, n := range nodes {
		if n.table != nil {
			if later != nil && n.table.isLarge() {
				later(n.table)
				continue
			}
			text, within := w.nested(n.table)
			all, notes = append(all, lines(text)...), append(notes, within...)
			continue
		}
		p := n.para
		text, pictures := p.render()
		numbered := w.count(p)
		own := lines(text)
		if numbered.marker != "" && len(own) > 0 {
			own[0] = numbered.marker + " " + own[0]
		}
		all, notes = append(append(all, own...), pictures...), append(notes, p.notes...)
		floating, within := w.plain(p.floats.nodes, later)
		all, notes = append(all, floating...), append(notes, within...)
	}
	return all, notes
}

const (
	maxNestedRows    = 8
	maxNestedColumns = 3
)

// isLarge reports whether a table in a cell is better read as one of its own.
func (t *table) isLarge() bool {
	if len(t.rows) > maxNestedRows {
		return true
	}
	for _, row := range t.rows {
		if len(row.cells) > maxNestedColumns {
			return true
		}
	}
	return false
}

// nested writes a table within a line.
func (w *writer) nested(t *table) (string, []*note) {
	var out []string
	var notes []*note
	for _, row := range w.grid(t, new([]inner)) {
		var cells []string
		for _, c := range row.cells {
			if text := c.text(); text != "" {
				cells = append(cells, strings.TrimRight(text, ":;"))
			}
		}
		notes = append(notes, row.notes...)
		if len(cells) == 0 {
			continue
		}
		text := cells[0]
		if len(cells) > 1 {
			text += ": " + strings.Join(cells[1:], ", ")
		}
		out = append(out, text)
	}
	return strings.Join(out, "; "), notes
}

// joinLines writes lines on one. Where a line neither ends a sentence nor runs
// on into the next, a semicolon keeps them apart.
func joinLines(lines []string) string {
	var out strings.Builder
	for i, line := range lines {
		if i > 0 {
			last, _ := utf8.DecodeLastRuneInString(lines[i-1])
			first, _ := utf8.DecodeRuneInString(line)
			if (unicode.IsLetter(last) || unicode.IsNumber(last)) && !unicode.IsLower(first) && first != '(' {
				out.WriteByte(';')
			}
			out.WriteByte(' ')
		}
		out.WriteString(line)
	}
	return out.String()
}
