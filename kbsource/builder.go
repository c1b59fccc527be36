package kbsource

import (
	"strings"
	"unicode/utf8"
)

// builder writes a document's text and its blocks side by side, so that the
// ranges are right by construction. Every extractor writes through it.
type builder struct {
	text   strings.Builder
	runes  int
	blocks []Block
	stack  []heading
	// above is the stack's texts, shared by the blocks below one heading.
	above []string
	// page is the page that blocks start on, 0 where there are none.
	page int
	// title is what the article says its title is, or else the text of the
	// heading that was taken for it.
	title string
	// titled says that the title's own heading was seen, headed that any was.
	titled, headed bool
	// table says that the last block is a row of the table being written.
	table bool
}

type heading struct {
	level int
	text  string
}

// heading adds a heading; level counts from 1, outermost first.
func (b *builder) heading(level int, text string) {
	text = cleanLine(text)
	if text == "" {
		return
	}
	if b.isTitle(level, text) {
		b.title, b.titled = text, true
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
	b.add(Heading, "\n\n", text)
}

// isTitle tells whether a heading is the document's title: it is the first
// to say what the title says or, where no title is known, it comes first of
// all and is of level 1.
func (b *builder) isTitle(level int, text string) bool {
	if b.title == "" {
		return !b.headed && level == 1
	}
	return !b.titled && strings.EqualFold(text, cleanLine(b.title))
}

// paragraph adds a paragraph; its line breaks are kept.
func (b *builder) paragraph(text string) {
	b.add(Paragraph, "\n\n", cleanLines(text))
}

// item adds a list item; depth counts from 0, marker is "-" or "3.".
func (b *builder) item(depth int, marker, text string) {
	if text = cleanLines(text); text == "" {
		return
	}
	gap := "\n\n"
	if n := len(b.blocks); n > 0 && b.blocks[n-1].Kind == ListItem {
		gap = "\n"
	}
	if marker != "" {
		text = marker + " " + text
	}
	b.add(ListItem, gap+strings.Repeat("  ", min(depth, 8)), text)
}

// row adds a table row as "A | B | C".
func (b *builder) row(header bool, cells []string) {
	for i, cell := range cells {
		cells[i] = cleanLine(cell)
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	gap, kind := "\n\n", TableRow
	if b.table {
		gap = "\n"
	}
	if header {
		kind = TableHeader
	}
	if line := strings.TrimSpace(strings.ReplaceAll(strings.Join(cells, " | "), "  ", " ")); line != "" {
		b.add(kind, gap, line)
		b.table = true
	}
}

// endTable makes the next row the first of another table.
func (b *builder) endTable() { b.table = false }

// code adds a block whose white space matters.
func (b *builder) code(text string) {
	indent, text := cleanCode(text)
	b.add(Code, "\n\n"+indent, text)
}

// add appends a block of cleaned text after a gap of white space.
func (b *builder) add(kind BlockKind, gap, text string) {
	if text == "" {
		return
	}
	b.table = false
	if len(b.blocks) == 0 {
		gap = strings.TrimLeft(gap, "\n")
	}
	b.text.WriteString(gap)
	b.text.WriteString(text)
	start := b.runes + len(gap) // a gap is ASCII
	b.runes = start + utf8.RuneCountInString(text)
	b.blocks = append(b.blocks, Block{
		Kind: kind, Headings: b.above, Page: b.page, Start: start, End: b.runes,
	})
}

// empty tells whether nothing was added.
func (b *builder) empty() bool { return len(b.blocks) == 0 }

// document completes d with what was written.
func (b *builder) document(d Document) Document {
	d.Text, d.Blocks = b.text.String(), b.blocks
	if d.Title = shorten(cleanLine(d.Title), maxTitle); d.Title == "" {
		d.Title = shorten(b.title, maxTitle)
	}
	if d.Title == "" {
		d.Title = titleFromPath(d.Path)
	}
	d.Labels = cleanLabels(d.Labels)
	d.Hash = d.hash()
	return d
}
