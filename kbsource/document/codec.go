package document

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Blocks are kept as bytes beside the text that they point into: a version,
// then numbers as unsigned varints and texts by their length. A block is
//
//	kind, flags, gap to the end of the block before, length,
//	then by flags: level, marker, parent (distance back), table (step),
//	page (step), turns (count, steps), anchor, cells, headings (count)
//
// and a cell is the gap to the cell before, its length, its column (step),
// its columns and whether it is a header. Heading paths are not stored: they
// follow from the levels of the headings and, where a section ends without
// another heading, from how many headings are left above a block.
const blocksVersion = 1

// ErrBlocks: stored blocks cannot be read, or do not fit their text.
var ErrBlocks = errors.New("damaged blocks")

// The flags of a stored block.
const (
	hasLevel = 1 << iota
	hasMarker
	isOrdered
	hasParent
	hasTable
	hasPage
	hasTurns
	hasAnchor
	hasCells
	isTitle
	endsSection
)

// EncodeBlocks packs blocks for DecodeBlocks.
func EncodeBlocks(blocks []Block) []byte {
	w := blockWriter{out: []byte{blocksVersion}}
	for i, b := range blocks {
		w.block(i, b)
	}
	return w.out
}

type blockWriter struct {
	out              []byte
	end, page, table int
	// levels are those of the headings that are open.
	levels []int
}

func (w *blockWriter) number(n int)    { w.out = binary.AppendUvarint(w.out, uint64(max(n, 0))) }
func (w *blockWriter) signed(n int)    { w.out = binary.AppendVarint(w.out, int64(n)) }
func (w *blockWriter) string(s string) { w.number(len(s)); w.out = append(w.out, s...) }

func flagsOf(b Block, page, table int) int {
	flags := 0
	for _, f := range [...]struct {
		flag int
		set  bool
	}{
		{hasLevel, b.Level != 0}, {hasMarker, b.Marker != ""}, {isOrdered, b.Ordered}, {hasParent, b.Parent >= 0},
		{hasTable, b.Table != table}, {hasPage, b.Page != page}, {hasTurns, len(b.Turns) > 0}, {hasAnchor, b.Anchor != ""},
		{hasCells, len(b.Cells) > 0}, {isTitle, isTitleBlock(b)},
	} {
		if f.set {
			flags |= f.flag
		}
	}
	return flags
}

func (w *blockWriter) block(index int, b Block) {
	flags := flagsOf(b, w.page, w.table)
	left := w.headingsLeft(b)
	if left < len(w.levels) {
		flags |= endsSection
	}
	w.number(int(b.Kind))
	w.number(flags)
	w.number(b.Start - w.end)
	w.number(b.End - b.Start)
	if flags&hasLevel != 0 {
		w.number(b.Level)
	}
	if flags&hasMarker != 0 {
		w.string(b.Marker)
	}
	if flags&hasParent != 0 {
		w.signed(index - b.Parent) // a note may stand before what refers to it
	}
	if flags&hasTable != 0 {
		w.signed(b.Table - w.table)
	}
	if flags&hasPage != 0 {
		w.signed(b.Page - w.page)
	}
	if flags&hasTurns != 0 {
		w.number(len(b.Turns))
		at := b.Start
		for _, turn := range b.Turns {
			w.number(turn - at)
			at = turn
		}
	}
	if flags&hasAnchor != 0 {
		w.string(b.Anchor)
	}
	if flags&hasCells != 0 {
		w.cells(b)
	}
	if flags&endsSection != 0 {
		w.number(left)
		w.levels = w.levels[:left]
	}
	w.end, w.page, w.table = b.End, b.Page, b.Table
	w.open(b)
}

func isTitleBlock(b Block) bool { return b.Kind == Heading && len(b.Headings) == 0 }

// headingsLeft returns how many of the open headings are still so at a block,
// before it is one itself.
func (w *blockWriter) headingsLeft(b Block) int {
	left := len(b.Headings)
	if b.Kind == Heading {
		// Those that the heading closes by its level need no mention.
		if isTitleBlock(b) || w.above(b.Level) < left {
			return len(w.levels)
		}
		left--
	}
	return min(left, len(w.levels))
}

// above returns how many open headings a heading of that level stands under.
func (w *blockWriter) above(level int) int {
	n := len(w.levels)
	for n > 0 && w.levels[n-1] >= level {
		n--
	}
	return n
}

// open follows the headings as Builder.Heading does.
func (w *blockWriter) open(b Block) {
	switch {
	case isTitleBlock(b):
		w.levels = nil
	case b.Kind == Heading:
		w.levels = append(w.levels[:w.above(b.Level)], b.Level)
	}
}

func (w *blockWriter) cells(b Block) {
	w.number(len(b.Cells))
	at, column := b.Start, 0
	for _, c := range b.Cells {
		w.number(c.Start - at)
		w.number(c.End - c.Start)
		w.number(c.Column - column)
		w.number(c.Columns<<1 | bit(c.Header))
		at, column = c.End, c.Column
	}
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// DecodeBlocks unpacks the blocks of a text, given as runes. It fails with
// ErrBlocks.
func DecodeBlocks(data []byte, text []rune) ([]Block, error) {
	if len(data) == 0 || data[0] != blocksVersion {
		return nil, fmt.Errorf("%w: they are of another version; ingest the document again", ErrBlocks)
	}
	r := blockReader{in: data[1:], text: text}
	for len(r.in) > 0 {
		b := r.block()
		if r.failed || b.End > len(text) {
			return nil, fmt.Errorf("%w: block %d does not fit the text; ingest the document again", ErrBlocks, len(r.blocks))
		}
		r.blocks = append(r.blocks, b)
	}
	for _, b := range r.blocks {
		if b.Parent >= len(r.blocks) {
			return nil, fmt.Errorf("%w: a block belongs to none; ingest the document again", ErrBlocks)
		}
	}
	return r.blocks, nil
}

type blockReader struct {
	in               []byte
	text             []rune
	blocks           []Block
	failed           bool
	end, page, table int
	stack            []heading
	above            []string
}

func (r *blockReader) number() int {
	n, size := binary.Uvarint(r.in)
	if size <= 0 || n > math.MaxInt32 {
		r.failed, r.in = true, nil
		return 0
	}
	r.in = r.in[size:]
	return int(n)
}

func (r *blockReader) signed() int {
	n, size := binary.Varint(r.in)
	if size <= 0 || n > math.MaxInt32 || n < math.MinInt32 {
		r.failed, r.in = true, nil
		return 0
	}
	r.in = r.in[size:]
	return int(n)
}

func (r *blockReader) string() string {
	n := r.number()
	if n > len(r.in) {
		r.failed, r.in = true, nil
		return ""
	}
	s := string(r.in[:n])
	r.in = r.in[n:]
	return s
}

func (r *blockReader) block() Block {
	b := Block{Kind: Kind(min(r.number(), int(kinds))), Parent: -1}
	flags := r.number()
	b.Start = r.end + r.number()
	b.End = b.Start + r.number()
	if flags&hasLevel != 0 {
		b.Level = r.number()
	}
	if flags&hasMarker != 0 {
		b.Marker = r.string()
	}
	b.Ordered = flags&isOrdered != 0
	if flags&hasParent != 0 {
		b.Parent = max(len(r.blocks)-r.signed(), -1)
	}
	if flags&hasTable != 0 {
		r.table += r.signed()
	}
	if flags&hasPage != 0 {
		r.page += r.signed()
	}
	b.Table, b.Page = r.table, r.page
	if flags&hasTurns != 0 {
		at := b.Start
		for n := r.number(); n > 0 && !r.failed; n-- {
			at += r.number()
			b.Turns = append(b.Turns, at)
		}
	}
	if flags&hasAnchor != 0 {
		b.Anchor = r.string()
	}
	if flags&hasCells != 0 {
		b.Cells = r.cells(b)
	}
	if flags&endsSection != 0 {
		r.endSection(r.number())
	}
	r.end = b.End
	r.failed = r.failed || b.Kind >= kinds || b.End > len(r.text)
	if b.Kind == Heading && !r.failed {
		r.headingPath(b, flags&isTitle != 0)
	}
	b.Headings = r.above
	return b
}

func (r *blockReader) endSection(left int) {
	if left > len(r.stack) {
		r.failed = true
		return
	}
	r.stack, r.above = r.stack[:left], slices.Clone(r.above[:left])
}

// headingPath follows the headings as Builder.Heading does.
func (r *blockReader) headingPath(b Block, title bool) {
	if title {
		r.stack, r.above = nil, nil
		return
	}
	for len(r.stack) > 0 && r.stack[len(r.stack)-1].level >= b.Level {
		r.stack = r.stack[:len(r.stack)-1]
	}
	r.stack = append(r.stack, heading{b.Level, string(r.text[b.Start:b.End])})
	r.above = make([]string, len(r.stack))
	for i, h := range r.stack {
		r.above[i] = h.text
	}
}

func (r *blockReader) cells(b Block) []Cell {
	n := r.number()
	if n > len(r.in) { // a cell takes four bytes and more
		r.failed = true
		return nil
	}
	cells := make([]Cell, 0, n)
	at, column := b.Start, 0
	for ; n > 0 && !r.failed; n-- {
		c := Cell{Start: at + r.number()}
		c.End = c.Start + r.number()
		c.Column = column + r.number()
		columns := r.number()
		c.Columns, c.Header = columns>>1, columns&1 == 1
		r.failed = r.failed || c.End > b.End
		cells = append(cells, c)
		at, column = c.End, c.Column
	}
	return cells
}
