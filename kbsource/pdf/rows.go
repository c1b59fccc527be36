package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// page is a page as rows of text in reading order.
type page struct {
	number int
	rows   []row
	// drawn says that it has a picture or a drawing which may hold text.
	drawn bool
}

// row is what stands on one line: one span of prose, or the cells of a table.
type row struct {
	cells []span
	page  int
	// place is how far up the page the row stands, from 0 to 1, and height the
	// page's height.
	place, height float64
	// grid is the ruled table that the row is of, nil for none.
	grid *grid
}

func (r *row) left() float64  { return r.cells[0].left }
func (r *row) right() float64 { return r.cells[len(r.cells)-1].right }
func (r *row) base() float64  { return r.cells[0].base }
func (r *row) size() float64  { return r.cells[0].size }

// divided reports whether the row ends in a hyphen.
func (r *row) divided() bool {
	_, hyphen := cutHyphen(r.cells[len(r.cells)-1].text)
	return hyphen != ""
}

func (r *row) bold() bool {
	return !slices.ContainsFunc(r.cells, func(c span) bool { return !c.bold })
}

func (r *row) text() string {
	if len(r.cells) == 1 {
		return r.cells[0].text
	}
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = c.text
	}
	return strings.Join(texts, " ")
}

// size of a page in points.
type size struct{ width, height float64 }

// newPage arranges a page's glyphs in rows: text that runs as most of it does,
// then what is turned. Fonts are asked for few of them only, by index, because
// each question is costly.
func newPage(number int, paper size, glyphs []glyph, rules []box, font func(int) font) page {
	p := page{number: number}
	for i, quarters := range directions(glyphs) {
		turned := paper
		if quarters%2 == 1 {
			turned = size{paper.height, paper.width}
		}
		lines := linesOf(rules, quarters, paper)
		rows := readRows(facing(glyphs, quarters, paper.width, paper.height), lines, turned, font)
		if i > 0 {
			rows = withoutStamps(rows)
		}
		p.rows = append(p.rows, rows...)
	}
	for i := range p.rows {
		p.rows[i].page = number
	}
	return p
}

// withoutStamps leaves out the lines that stand alone up a margin.
func withoutStamps(rows []row) []row {
	var kept []row
	for i := range rows {
		r := &rows[i]
		beside := slices.ContainsFunc(rows, func(o row) bool {
			gap := math.Abs(o.base() - r.base())
			return gap > 0 && gap < 4*r.size()
		})
		if beside || !r.atEdge() {
			kept = append(kept, *r)
		}
	}
	return kept
}

// readRows reads the rows of glyphs that stand upright. A page that reads from
// right to left is mirrored, so that what comes first stands left.
func readRows(glyphs []glyph, rules *rules, paper size, font func(int) font) []row {
	mixed := slices.ContainsFunc(glyphs, func(g glyph) bool { return strings.ContainsFunc(g.text, isRightToLeft) })
	rtl := mixed && readsRightToLeft(func(yield func(string) bool) {
		for _, g := range glyphs {
			if !yield(g.text) {
				return
			}
		}
	})
	if rtl {
		for i, g := range glyphs {
			glyphs[i].left, glyphs[i].right = paper.width-g.right, paper.width-g.left
		}
		rules.mirror(paper.width)
	}
	var rows []row
	for _, region := range regionsOf(readSpans(glyphs, rules.up, mixed, rtl, font), mixed) {
		rows = append(rows, inRows(region, mixed, rtl, rules)...)
	}
	markGrids(rows)
	for i := range rows {
		rows[i].place, rows[i].height = rows[i].base()/max(paper.height, 1), paper.height
	}
	return rows
}

// inRows puts the spans of a region that stand on one line into a row.
func inRows(spans []span, words, rtl bool, rules *rules) []row {
	var rows []row
	for _, s := range spans {
		if n := len(rows); n > 0 && rows[n-1].takes(s) {
			rows[n-1].cells = append(rows[n-1].cells, s)
			continue
		}
		rows = append(rows, row{cells: []span{s}})
	}
	for i := range rows {
		rows[i].join(words, rtl, rules)
	}
	return rows
}

// takes reports whether a span stands on the row's line without covering it.
func (r *row) takes(s span) bool {
	for _, c := range r.cells {
		if math.Abs(c.base-s.base) > 0.35*min(c.size, s.size) || s.left < c.right-0.3*s.size && c.left < s.right-0.3*s.size {
			return false
		}
	}
	return true
}

// join orders a row's cells and makes one of those that stand close.
func (r *row) join(words, rtl bool, rules *rules) {
	slices.SortStableFunc(r.cells, func(a, b span) int { return cmp.Compare(a.left, b.left) })
	var joined []span
	for start := 0; start < len(r.cells); {
		end := start + 1
		for end < len(r.cells) && !isApart(rules, r.cells[end-1], r.cells[end]) {
			end++
		}
		cell := r.cells[start:end]
		if words {
			cell = inLine(cell, rtl)
		}
		whole := joinSpans(cell, words)
		whole.cell = rules.around(whole)
		joined = append(joined, whole)
		start = end
	}
	if len(joined) == 2 && joined[0].text == "o" {
		joined[0].text = hollow
	}
	r.cells = joined
}

// isApart reports whether two spans on a line are two cells.
func isApart(rules *rules, a, b span) bool {
	size := min(a.size, b.size)
	return b.left-a.right > cellGap*size || isParted(rules.up, a.right-1, b.left+1, a.base, size)
}

// joinSpans makes one span of those that stand close, in reading order. Where
// spans are words, signs stand a little apart from them.
func joinSpans(spans []span, words bool) span {
	space := 0.1
	if words {
		space = 0.17
	}
	whole := spans[0]
	var text strings.Builder
	text.WriteString(whole.text)
	for i, s := range spans[1:] {
		before := spans[i]
		if max(s.left-before.right, before.left-s.right) >= space*s.size {
			text.WriteByte(' ')
		}
		text.WriteString(s.text)
		whole.left, whole.right = min(whole.left, s.left), max(whole.right, s.right)
		whole.bold = whole.bold && s.bold
	}
	whole.text = text.String()
	if strings.ContainsFunc(whole.text, isRightToLeft) {
		whole.text = mirrorBrackets(whole.text)
	}
	return whole
}
