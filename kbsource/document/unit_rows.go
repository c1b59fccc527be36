package document

import (
	"slices"
	"strings"
)

// tableHead is what stands over the rows of the table that is being read.
type tableHead struct {
	number int
	// heads are the rows that name the columns, the outermost first.
	heads []Block
	// open says that the row before was such a row: the next one is stacked.
	open bool
	// named says that the row before named a section: a header there is of it.
	named   bool
	section string
	caption string
}

// under is what the table says over its rows: its caption and the section.
func (t tableHead) under() string {
	if t.caption == "" || t.section == "" {
		return t.caption + t.section
	}
	return t.caption + ", " + t.section
}

// captionOf returns the caption of a row's table if it is a name; others tell
// of the table more than a row can bear.
func (w *unitWriter) captionOf(row Block) string {
	if row.Parent < 0 || w.blocks[row.Parent].Kind != Caption || w.blocks[row.Parent].End > len(w.text) {
		return ""
	}
	caption := w.cut(w.blocks[row.Parent].Start, w.blocks[row.Parent].End)
	if !isName(caption, maxSectionWords) {
		return ""
	}
	return strings.TrimRight(caption, ": ")
}

// row adds a row of a table, and remembers what it says of those below.
func (w *unitWriter) row(b Block) {
	if w.table.number != b.Table {
		w.table = tableHead{number: b.Table, caption: w.captionOf(b)}
	}
	switch b.Kind {
	case TableHeader:
		if !w.table.open {
			w.table.heads = nil
			if !w.table.named {
				w.table.section = ""
			}
		}
		w.table.heads, w.table.open = append(w.table.heads, b), true
		w.whole(UnitAbove, b.Start, b.End, Unit{})
		return
	case TableSection:
		w.table.open, w.table.named = false, true
		w.table.section = w.cut(b.Start, b.End)
		w.whole(UnitAbove, b.Start, b.End, Unit{})
		return
	}
	w.table.open, w.table.named = false, false
	u := Unit{Kind: UnitRow, Start: b.Start, End: b.End, Lead: w.table.under(), List: w.lists.open}
	if len(w.table.heads) == 0 && len(b.Cells) == 2 {
		u.Kind = UnitPair
	}
	for _, c := range b.Cells {
		if c.Start < c.End {
			u.Cells = append(u.Cells, UnitCell{Start: c.Start, End: c.End, Header: w.headerOf(c)})
		}
	}
	w.label(&u, b)
	if len(u.Cells) > 0 && CountWords(w.text[b.Start:b.End]) > 2*maxWhole {
		w.longRow(u)
		return
	}
	w.add(u)
}

// label marks the cells that say what the row is about: those that the file
// marks, else the first one where columns have names or there are two cells.
func (w *unitWriter) label(u *Unit, b Block) {
	marked := false
	for _, c := range b.Cells {
		if c.Header && c.Start < c.End {
			marked = true
			for i := range u.Cells {
				if u.Cells[i].Start == c.Start {
					u.Cells[i].Label = true
				}
			}
		}
	}
	if marked && !allLabels(u.Cells) || len(u.Cells) == 0 {
		return
	}
	for i := range u.Cells {
		u.Cells[i].Label = false
	}
	if first := b.Cells[0]; first.Start < first.End && (len(w.table.heads) > 0 || u.Kind == UnitPair) {
		u.Cells[0].Label = true
	}
}

func allLabels(cells []UnitCell) bool {
	return !slices.ContainsFunc(cells, func(c UnitCell) bool { return !c.Label })
}

// longRow adds the sentences of a row whose cells hold paragraphs.
func (w *unitWriter) longRow(u Unit) {
	label := ""
	at := u.Start
	for _, c := range u.Cells {
		if c.Label {
			label = strings.TrimSpace(label + " " + w.cut(c.Start, c.End))
		}
	}
	for _, c := range u.Cells {
		lead := label
		if c.Header != "" {
			lead = strings.TrimPrefix(lead+" – "+c.Header, " – ")
		}
		for i, s := range w.sentences(c.Start, c.End) {
			if i == 0 {
				s.Start = at // with the bar before the cell
			}
			kind := UnitSentence
			if c.Label {
				kind = UnitAbove
			}
			w.whole(kind, s.Start, s.End, Unit{Lead: lead, List: u.List})
			at, _ = Trim(w.text, s.End, u.End)
		}
	}
	if at < u.End {
		w.units[len(w.units)-1].End = u.End
	}
}

// headerOf joins what the columns of a cell are called, the outermost first.
func (w *unitWriter) headerOf(c Cell) string {
	var names []string
	for _, head := range w.table.heads {
		var across []string
		for _, h := range head.Cells {
			name := w.cut(h.Start, h.End)
			if h.covers(c) && name != "" && !slices.Contains(names, name) && !slices.Contains(across, name) {
				across = append(across, name)
			}
		}
		if len(across) > 0 {
			names = append(names, strings.Join(across, " / "))
		}
	}
	return strings.Join(names, ", ")
}
