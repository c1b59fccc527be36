package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/responses"

	"footnote/kbsource/document"
)

// pdfPage is a page as rows of text, top to bottom, or in the order of its
// content stream where it has columns. Lengths are points, y grows upwards.
type pdfPage struct {
	number int
	height float64
	rows   []pdfRow
}

// pdfRow is what stands on one line: one span of prose, or table cells.
type pdfRow struct {
	cells []pdfSpan
	page  int
}

func (r *pdfRow) left() float64  { return r.cells[0].left }
func (r *pdfRow) right() float64 { return r.cells[len(r.cells)-1].right }
func (r *pdfRow) base() float64  { return r.cells[0].base }
func (r *pdfRow) size() float64  { return r.cells[0].size }

// hyphen tells that the row's last word goes on in the next one.
func (r *pdfRow) hyphen() bool { return r.cells[len(r.cells)-1].hyphen }

func (r *pdfRow) text() string {
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = c.text
	}
	return strings.Join(texts, " ")
}

// pdfSpan is text on one line without a wide gap.
type pdfSpan struct {
	text        string
	left, right float64
	// base is the line that the letters stand on, size the font's.
	base, size float64
	bold       bool
	// hyphen: the last word goes on in the next span.
	hyphen bool
}

// cellGap is how wide a gap separates cells, in font sizes; the space
// between justified words stays below.
const cellGap = 1.15

// pdfFont is what a character is set in.
type pdfFont struct {
	// size is in points, as it is drawn.
	size float64
	bold bool
}

// newPDFPage arranges a page's characters in rows. Fonts are asked for few
// of them only, by index, because each question is costly.
func newPDFPage(number int, height float64, chars []*responses.GetPageTextStructuredChar, font func(int) pdfFont) pdfPage {
	p := pdfPage{number: number, height: height}
	spans, upright := readSpans(chars, font)
	if upright && !hasColumns(spans) {
		slices.SortStableFunc(spans, func(a, b pdfSpan) int { return cmp.Compare(b.base, a.base) })
	}
	for _, s := range spans {
		if n := len(p.rows); n > 0 && p.rows[n-1].takes(s) {
			p.rows[n-1].cells = append(p.rows[n-1].cells, s)
			continue
		}
		p.rows = append(p.rows, pdfRow{cells: []pdfSpan{s}, page: number})
	}
	for i := range p.rows {
		p.rows[i].join()
	}
	return p
}

// takes tells whether a span stands on the row's line without covering it.
func (r *pdfRow) takes(s pdfSpan) bool {
	for _, c := range r.cells {
		if math.Abs(c.base-s.base) > 0.35*min(c.size, s.size) || s.left < c.right-0.3*s.size && c.left < s.right-0.3*s.size {
			return false
		}
	}
	return true
}

// join orders a row's cells and makes one of those that stand close.
func (r *pdfRow) join() {
	slices.SortStableFunc(r.cells, func(a, b pdfSpan) int { return cmp.Compare(a.left, b.left) })
	joined := r.cells[:1]
	for _, s := range r.cells[1:] {
		last := &joined[len(joined)-1]
		if s.left-last.right > cellGap*min(s.size, last.size) {
			joined = append(joined, s)
			continue
		}
		space := " "
		if s.left-last.right < 0.1*s.size {
			space = ""
		}
		last.bold = last.bold && s.bold
		last.text, last.right, last.hyphen = last.text+space+s.text, s.right, s.hyphen
	}
	r.cells = joined
}

// minProse is how many words make a line prose rather than a table cell.
const minProse = 5

// hasColumns tells whether prose stands beside prose: then the page's own
// order is followed, since it goes down one column after the other.
func hasColumns(spans []pdfSpan) bool {
	var prose []pdfSpan
	for _, s := range spans {
		if strings.Count(s.text, " ") >= minProse-1 {
			prose = append(prose, s)
		}
	}
	slices.SortFunc(prose, func(a, b pdfSpan) int { return cmp.Compare(b.base, a.base) })
	beside := 0
	for i, a := range prose {
		for _, b := range prose[i+1:] {
			if a.base-b.base > 0.7*a.size {
				break
			}
			if a.right < b.left || b.right < a.left {
				beside++
				break
			}
		}
	}
	return beside >= 4 && beside*5 >= len(prose)
}

// spanReader gathers characters into spans.
type spanReader struct {
	font    func(int) pdfFont
	spans   []pdfSpan
	text    strings.Builder
	left    float64
	right   float64
	bottoms []float64 // of characters that stand on the line
	middles []float64 // of all characters
	indexes []int
	// first is the font of the first character.
	first pdfFont
	space bool
}

// readSpans cuts a page's characters into spans, in the order of the page.
// Upright is false when most of them do not run from left to right; then
// positions tell nothing of their order.
func readSpans(chars []*responses.GetPageTextStructuredChar, font func(int) pdfFont) (spans []pdfSpan, upright bool) {
	turned, seen := 0, 0
	for _, c := range chars {
		if c.Text > " " {
			seen++
			if isTurned(c) {
				turned++
			}
		}
	}
	upright = turned*2 <= seen
	r := spanReader{font: font}
	for i, c := range chars {
		switch {
		case c.Text == "\r", c.Text == "\n":
			r.end(false)
		case c.Text == "\x02", c.Text == "\u00ad":
			r.end(true)
		case strings.TrimSpace(c.Text) == "":
			r.space = true
		case upright && isTurned(c):
			// Stamps up the margin are no part of the text.
		default:
			r.add(i, c, upright)
		}
	}
	r.end(false)
	return r.spans, upright
}

// isTurned tells whether a character runs up or down the page.
func isTurned(c *responses.GetPageTextStructuredChar) bool { return math.Abs(math.Sin(c.Angle)) > 0.7 }

func (r *spanReader) add(i int, c *responses.GetPageTextStructuredChar, upright bool) {
	box := c.PointPosition
	if size := r.first.size; r.text.Len() > 0 && upright {
		lower, higher := r.baseline()-box.Top, box.Bottom-r.baseline()
		if box.Left-r.right > cellGap*size || box.Right < r.left-size || lower > 0.1*size || higher > 1.2*size {
			r.end(false)
		}
	}
	if r.text.Len() == 0 {
		r.left, r.right, r.first = box.Left, box.Right, r.font(i)
	} else if r.space {
		r.text.WriteByte(' ')
	}
	r.space = false
	r.text.WriteString(ligatures.Replace(c.Text))
	r.left, r.right = min(r.left, box.Left), max(r.right, box.Right)
	r.middles = append(r.middles, (box.Bottom+box.Top)/2)
	r.indexes = append(r.indexes, i)
	if first := []rune(c.Text)[0]; (unicode.IsLetter(first) || unicode.IsDigit(first)) && !strings.ContainsRune("gjpqyQçруфцщ", first) {
		r.bottoms = append(r.bottoms, box.Bottom)
	}
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// baseline is the median of where the last letters stand; signs, such as a
// bullet, stand a little below their middle.
func (r *spanReader) baseline() float64 {
	if n := len(r.bottoms); n > 0 {
		return median(r.bottoms[max(0, n-9):])
	}
	return median(r.middles[max(0, len(r.middles)-9):]) - 0.3*r.first.size
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// end closes the span. Its font is that of its middle; it is bold when its
// first and last characters are too.
func (r *spanReader) end(hyphen bool) {
	if text := document.CleanLine(r.text.String()); text != "" {
		middle, last := r.font(r.indexes[len(r.indexes)/2]), r.font(r.indexes[len(r.indexes)-1])
		span := pdfSpan{
			text: text, left: r.left, right: r.right, base: r.baseline(), size: middle.size,
			bold: r.first.bold && middle.bold && last.bold, hyphen: hyphen,
		}
		if len(r.bottoms) > 0 {
			span.base = median(r.bottoms)
		}
		r.spans = append(r.spans, span)
	}
	*r = spanReader{spans: r.spans, font: r.font}
}
