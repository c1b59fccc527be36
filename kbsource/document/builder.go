package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// PageTurn stands in a text handed to a Builder where the next page begins.
const PageTurn = "\f"

// Builder writes a document's text and its blocks side by side, so that the
// ranges are right by construction. Every extractor writes through it. The
// zero value is ready.
type Builder struct {
	// Title is what the article says its title is, or else the text of the
	// heading that was taken for it.
	Title string
	// Page is the page that the next block starts on, 0 where there are none.
	Page int

	text   strings.Builder
	runes  int
	blocks []Block
	stack  []heading
	// above is the stack's texts, shared by the blocks below one heading.
	above []string
	// titled says that the title's own heading was seen, headed that any was.
	titled, headed bool
	// items are the open list items, as indexes of blocks, innermost last.
	items []int
	// within is the block that blocks which are no items belong to, from 1.
	within int
	// term and question are the newest ones below the newest heading, from 1.
	term, question int
	// tables, cells and repeats count what tables are bounded by.
	tables, cells, repeats int
}

type heading struct {
	level int
	text  string
}

// Heading adds a heading. Level counts from 1, outermost first; number is what
// is printed before the text ("2.2"), "" for none; anchor is the id that a
// link to it ends in, "" for none.
func (b *Builder) Heading(level int, number, text, anchor string) {
	text, number = CleanLine(text), CleanLine(number)
	if text == "" {
		return
	}
	if number != "" {
		text = number + " " + text
	}
	if b.isTitle(level, text) {
		b.Title, b.titled = text, true
		b.above, b.stack = nil, nil
	} else {
		for len(b.stack) > 0 && b.stack[len(b.stack)-1].level >= level {
			b.stack = b.stack[:len(b.stack)-1]
		}
		b.stack = append(b.stack, heading{level, text})
		b.above = make([]string, len(b.stack))
		for i, h := range b.stack {
			b.above[i] = h.text
		}
	}
	b.headed = true
	b.EndList()
	b.add(Block{Kind: Heading, Level: level, Marker: number, Anchor: CleanLine(anchor), Parent: -1}, "\n\n", text)
}

// Section adds a heading one level below the one that is open, for a part of a
// page that ends: a panel, say. EndSection takes what it returns.
func (b *Builder) Section(text, anchor string) (outer int) {
	outer = len(b.stack)
	b.Heading(b.Level()+1, "", text, anchor)
	return outer
}

// Level returns the level of the heading that is open, 1 where none is but the
// title's.
func (b *Builder) Level() int {
	if len(b.stack) == 0 {
		return 1
	}
	return b.stack[len(b.stack)-1].level
}

// EndSection makes what follows stand under the headings that were open before
// the section.
func (b *Builder) EndSection(outer int) {
	if outer < len(b.stack) {
		b.stack = b.stack[:outer]
		b.above = slices.Clone(b.above[:outer])
		b.EndList()
	}
}

// isTitle reports whether a heading is the document's title: it is the first
// to say what the title says or, where no title is known, it comes first of
// all and is of level 1.
func (b *Builder) isTitle(level int, text string) bool {
	if b.Title == "" {
		return !b.headed && level == 1
	}
	return !b.titled && strings.EqualFold(text, CleanLine(b.Title))
}

// Paragraph adds a paragraph; its line breaks are kept.
func (b *Builder) Paragraph(text string) { b.Text(Paragraph, text) }

// Text adds a block of running text of any kind but headings, items, rows and
// code; its line breaks are kept. A Description belongs to the Term before it,
// an Answer to the Question before it.
func (b *Builder) Text(kind Kind, text string) {
	text, turns := cleanPages(text)
	if kind == Paragraph && IsFurniture(text) {
		kind = Furniture
	}
	gap := "\n\n"
	if kind == Description || kind == Term && b.Last() == Description {
		gap = "\n"
	}
	if text == "" {
		return
	}
	if b.within == 0 {
		b.items = nil
	}
	b.add(Block{Kind: kind, Parent: b.parentOf(kind), Turns: turns}, gap, text)
}

// parentOf finds what a block of running text belongs to.
func (b *Builder) parentOf(kind Kind) int {
	switch kind {
	case Description:
		if b.term > 0 {
			return b.term - 1
		}
	case Answer:
		if b.question > 0 {
			return b.question - 1
		}
	}
	return b.within - 1
}

// Note adds a footnote or endnote. Mark is how the text refers to it, and at
// the index of the block that does, -1 when it is not known.
func (b *Builder) Note(mark, text string, at int) {
	text, turns := cleanPages(text)
	if text == "" {
		return
	}
	b.items = nil
	if mark = CleanLine(mark); mark != "" {
		text = mark + " " + text
	}
	b.add(Block{Kind: Note, Marker: mark, Parent: at, Turns: turns}, "\n\n", text)
}

// Item is an item of a list.
type Item struct {
	// Depth counts the lists around the item's own, from 0.
	Depth int
	// Marker is what is printed before the text: "-", "3.", "2.2", "b)".
	Marker string
	// Ordered says that it is one of a sequence, such as a step.
	Ordered bool
	// Text keeps its line breaks.
	Text string
}

// Item adds a list item and returns the index of its block, -1 when it is
// empty. The lead-in of a list is the paragraph right before its first item.
func (b *Builder) Item(item Item) int {
	text, turns := cleanPages(item.Text)
	if text == "" {
		return -1
	}
	depth := max(item.Depth, 0)
	b.items = b.items[:min(len(b.items), depth+1)]
	parent := b.leadIn()
	if n := len(b.items); n > depth {
		parent = b.blocks[b.items[depth]].Parent // beside an item of its depth
		b.items = b.items[:depth]
	} else if n > 0 {
		parent = b.items[n-1]
	}
	gap := "\n\n"
	if b.Last() == ListItem {
		gap = "\n"
	}
	marker := CleanLine(item.Marker)
	if marker != "" {
		text = marker + " " + text
	}
	for i := range turns {
		turns[i] += utf8.RuneCountInString(marker) + 1
	}
	b.add(Block{Kind: ListItem, Level: depth, Marker: marker, Ordered: item.Ordered, Parent: parent, Turns: turns},
		gap+strings.Repeat("  ", min(depth, 8)), text)
	for len(b.items) <= depth {
		b.items = append(b.items, len(b.blocks)-1)
	}
	return len(b.blocks) - 1
}

// leadIn returns the block that introduces a list which begins here.
func (b *Builder) leadIn() int {
	switch b.Last() {
	case Paragraph, Term, Description, Question, Answer, Quotation:
		return len(b.blocks) - 1
	}
	return b.within - 1
}

// Within makes the blocks that follow and are no items belong to a list item,
// by the index that Item returned, and returns what they belonged to before;
// -1 is for none.
func (b *Builder) Within(item int) (before int) {
	before = b.within - 1
	b.within = item + 1
	return before
}

// EndList says that the next item begins another list.
func (b *Builder) EndList() { b.items = nil }

// Code adds a block whose white space matters.
func (b *Builder) Code(text string) {
	indent, text := cleanCode(text)
	if text == "" {
		return
	}
	if b.within == 0 {
		b.items = nil
	}
	b.add(Block{Kind: Code, Parent: b.within - 1}, "\n\n"+indent, text)
}

// add appends a block of cleaned text after a gap of white space. Turns and
// cells of the block are relative to its text.
func (b *Builder) add(block Block, gap, text string) {
	if text == "" {
		return
	}
	if len(b.blocks) == 0 {
		gap = strings.TrimLeft(gap, "\n")
	}
	b.text.WriteString(gap)
	b.text.WriteString(text)
	block.Start = b.runes + len(gap) // a gap is ASCII
	b.runes = block.Start + utf8.RuneCountInString(text)
	block.End, block.Headings, block.Page = b.runes, b.above, b.Page
	for i := range block.Turns {
		block.Turns[i] += block.Start
	}
	for i := range block.Cells {
		block.Cells[i].Start += block.Start
		block.Cells[i].End += block.Start
	}
	b.Page += len(block.Turns)
	b.blocks = append(b.blocks, block)
	switch block.Kind {
	case Heading:
		b.term, b.question = 0, 0
	case Term:
		b.term = len(b.blocks)
	case Question:
		b.question = len(b.blocks)
	}
}

// Last is the kind of the newest block, Heading before the first one.
func (b *Builder) Last() Kind {
	if len(b.blocks) == 0 {
		return Heading
	}
	return b.blocks[len(b.blocks)-1].Kind
}

// Len returns how many blocks were added: the index of the next one.
func (b *Builder) Len() int { return len(b.blocks) }

// Written returns the text so far.
func (b *Builder) Written() string { return b.text.String() }

// Document completes d with what was written.
func (b *Builder) Document(d Document) Document {
	d.Text, d.Blocks = b.text.String(), b.blocks
	if d.Title = Shorten(CleanLine(d.Title), maxTitle); d.Title == "" {
		d.Title = Shorten(b.Title, maxTitle)
	}
	if d.Title == "" {
		d.Title = TitleFromPath(d.Path)
	}
	if d.Version == "" {
		d.Version = versionIn(d.Title)
	}
	d.Labels = cleanLabels(d.Labels)
	d.Hash = d.hash()
	return d
}

// cleanPages cleans text of several lines in which pages may turn. The turns
// are rune offsets into what it returns.
func cleanPages(s string) (text string, turns []int) {
	if !strings.Contains(s, PageTurn) {
		return CleanLines(s), nil
	}
	var out strings.Builder
	runes, pending := 0, 0
	for i, part := range strings.Split(s, PageTurn) {
		if i > 0 {
			pending++
		}
		part = CleanLines(part)
		if part == "" {
			continue
		}
		if runes > 0 && !isUnspaced(out.String(), part) {
			out.WriteByte(' ')
			runes++
		}
		for ; pending > 0; pending-- {
			turns = append(turns, runes)
		}
		out.WriteString(part)
		runes += utf8.RuneCountInString(part)
	}
	return out.String(), turns
}

// isUnspaced reports whether two pieces of text are of a script that has no
// spaces between words.
func isUnspaced(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return IsDense(last) && IsDense(first)
}
