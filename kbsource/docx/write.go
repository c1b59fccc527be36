package docx

import (
	"context"
	"strings"

	"footnote/kbsource/document"
)

// writer turns stories into blocks.
type writer struct {
	ctx   context.Context
	b     *document.Builder
	lists numbering
	// open are the items that what follows may belong to, innermost last.
	open []openItem
	// code are the lines of code that are not written yet.
	code       []string
	codeIndent int
	// due are the notes of the section, which stand at its end.
	due []dueNote
}

// openItem is an item of a list that is not over.
type openItem struct {
	item
	block int
}

type dueNote struct {
	*note
	// at is the index of the block that refers to it.
	at int
}

// outline returns the text that the document's own style for titles gives, and
// whether headings of level 1 are chapters: there are several, or it is
// numbered, so that the first is no title.
func (w *writer) outline(body *story) (styled string, chapters bool) {
	top := 0
	for _, n := range body.nodes {
		if n.para == nil || n.para.blank() {
			continue
		}
		switch p := n.para; {
		case p.style.role == asTitle && styled == "":
			text, _ := p.render()
			styled = document.CleanLine(text)
		case p.style.role == asContents:
		case p.heading() == 1 && p.style.role != asTitle:
			top++
			if found := w.lists.find(p); found.in != nil && found.in.level(found.level) != nil {
				top++
			}
		}
	}
	return styled, top != 1
}

// all writes a story that is a document.
func (w *writer) all(body *story) error {
	if err := w.story(body.nodes); err != nil {
		return err
	}
	w.flushNotes()
	return nil
}

func (w *writer) story(nodes []node) error {
	for i, n := range nodes {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if n.table != nil || n.para.style.role != asCode {
			w.flushCode(nodes[i:])
		}
		write := w.paragraph
		if n.table != nil {
			write = w.table
		}
		if err := write(n, nodes[i+1:]); err != nil {
			return err
		}
	}
	w.flushCode(nil)
	return nil
}

// paragraph writes a paragraph as the block that its style makes it. Rest is
// what follows.
func (w *writer) paragraph(n node, rest []node) error {
	p := n.para
	if p.taken {
		return nil
	}
	text, pictures := p.render()
	if p.style.role == asCode {
		w.code = append(w.code, text)
		w.codeIndent = w.lists.find(p).indent
		w.refer(p.notes, -1)
		return w.floats(p, w.codeIndent, rest)
	}
	before, numbered := w.b.Len(), w.count(p)
	switch {
	case p.style.role == asContents:
	case strings.TrimSpace(text) == "":
	case p.style.role == asTitle:
		w.heading(1, "", text)
	case p.heading() > 0:
		w.heading(p.heading(), strings.TrimPrefix(numbered.marker, bullet), text)
	case numbered.marker != "":
		w.item(numbered, text, rest)
	case p.style.role == asListed:
		w.item(item{in: unknown, marker: bullet, indent: numbered.indent}, text, rest)
	default:
		w.inside(numbered.indent, rest, func() { w.b.Text(p.kind(), text) })
	}
	at := w.b.Len() - 1
	if at < before {
		at = -1
	}
	w.refer(p.notes, at)
	for _, picture := range pictures {
		w.inside(numbered.indent, rest, func() { w.b.Text(document.Figure, picture) })
	}
	return w.floats(p, numbered.indent, rest)
}

// floats writes what is anchored at a paragraph.
func (w *writer) floats(p *paragraph, indent int, rest []node) error {
	if len(p.floats.nodes) == 0 {
		return nil
	}
	return w.beside(indent, rest, func() error { return w.story(p.floats.nodes) })
}

// count counts a paragraph in its list. One that is hidden with its mark is
// not counted, one without text is: its number is printed.
func (w *writer) count(p *paragraph) item {
	hidden := p.format.hidden.or(p.style.run.vanish) == yes
	if hidden && p.blank() {
		return item{}
	}
	return w.lists.count(p)
}

// kind is the kind of block that running text is.
func (p *paragraph) kind() document.Kind {
	switch p.style.role {
	case asQuotation:
		return document.Quotation
	case asCaption:
		return document.Caption
	}
	return document.Paragraph
}

func (w *writer) heading(level int, number, text string) {
	w.flushNotes()
	w.open = nil
	w.b.Heading(level, number, text, "")
}

// flushCode writes the code that stands before what follows.
func (w *writer) flushCode(rest []node) {
	text := strings.Join(w.code, "\n")
	w.code = nil
	if strings.TrimSpace(text) != "" {
		w.inside(w.codeIndent, rest, func() { w.b.Code(text) })
	}
}

// refer remembers that a block refers to notes.
func (w *writer) refer(all []*note, at int) {
	for _, n := range all {
		w.due = append(w.due, dueNote{n, at})
	}
}

// flushNotes writes the notes of a section, so that they stand under its
// heading and break none of its lists.
func (w *writer) flushNotes() {
	due := w.due
	w.due = nil
	for _, n := range due {
		if n.text.nodes == nil {
			continue // it was written where it was first referred to
		}
		lines, _ := w.plain(n.text.nodes, nil)
		n.text.nodes = nil
		w.b.Note(n.mark, strings.Join(lines, "\n"), n.at)
	}
	if len(due) > 0 {
		w.open = nil
	}
}

// item writes an item of a list.
func (w *writer) item(it item, text string, rest []node) {
	depth := w.place(it, rest)
	block := w.b.Item(document.Item{Depth: depth, Marker: it.marker, Ordered: it.ordered, Text: text})
	if block >= 0 {
		w.open = append(w.open, openItem{it, block})
	}
}

// place closes the items that an item does not stand in, and returns how deep
// it stands: by its level within a list, by its indentation among lists.
func (w *writer) place(it item, rest []node) (depth int) {
	within := -1
	for i, o := range w.open {
		if o.in.list != it.in.list {
			continue
		}
		if o.level >= it.level {
			w.open = w.open[:i]
			return i
		}
		within = i
	}
	for i := len(w.open) - 1; i > within; i-- {
		o := w.open[i]
		if it.indent > o.indent || it.indent == o.indent && w.goesOn(o, rest) {
			within = i
		}
	}
	w.open = w.open[:within+1]
	if within < 0 {
		w.b.EndList()
	}
	return within + 1
}

// inside writes what is no item, as part of the item that it stands in.
func (w *writer) inside(indent int, rest []node, write func()) {
	owner := w.owner(indent, rest)
	w.open = w.open[:owner+1]
	if owner < 0 {
		write()
		return
	}
	before := w.b.Within(w.open[owner].block)
	write()
	w.b.Within(before)
}

// beside writes a story of its own, such as a framed one, as part of the item
// that it stands in. Its lists are its own.
func (w *writer) beside(indent int, rest []node, write func() error) (err error) {
	w.inside(indent, rest, func() {
		around := w.open
		w.open = nil
		err = write()
		w.open = around
	})
	return err
}

// owner returns which open item a block is part of, -1 for none: it is indented
// like the item's text, or the numbers of the list go on after it.
func (w *writer) owner(indent int, rest []node) int {
	for i := len(w.open) - 1; i >= 0; i-- {
		if at := w.open[i].indent; at > 0 && indent >= at {
			return i
		}
	}
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.goesOn(w.open[i], rest) {
			return i
		}
	}
	return -1
}

const (
	// maxAhead is how far a list is looked for, maxBetween how many blocks may
	// stand between two of its items.
	maxAhead   = 40
	maxBetween = 3
)

// goesOn reports whether the count of a list goes on in what follows, before
// the section ends.
func (w *writer) goesOn(o openItem, rest []node) bool {
	if !o.ordered {
		return false
	}
	between := 0
	for _, n := range rest[:min(len(rest), maxAhead)] {
		p := n.para
		if p == nil {
			between++
			continue
		}
		switch found := w.lists.find(p); {
		case p.heading() > 0 && !p.blank(), between > maxBetween:
			return false
		case found.in != nil && found.in.list == o.in.list && found.level <= o.level:
			return found.level == o.level && !found.in.restarts(found.level)
		case found.in == nil && !p.blank():
			between++
		}
	}
	return false
}
