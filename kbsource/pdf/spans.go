package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"footnote/kbsource/document"
)

// span is text on one line without a wide gap.
type span struct {
	text string
	// within is the text as it reads within a line from right to left, where
	// that may differ.
	within      string
	left, right float64
	// base is the line that the letters stand on, size the font's.
	base, size float64
	bold       bool
	// cell is what the lines around it enclose.
	cell box
	// led says that a line of dots leads to it.
	led bool
}

// cellGap is how wide a gap separates cells, in font sizes; the space
// between justified words stays below.
const cellGap = 1.15

// wordGap is how wide a gap separates words where spaces are not relied on, in
// font sizes.
const wordGap = 0.3

// hollow is a bullet for which some programs write the letter o. A gap of
// markGap font sizes behind it shows which of both it is.
const (
	hollow  = "◦"
	markGap = 0.65
)

// upright is how far text may be turned from a quarter, in radians: what is
// turned further is a stamp across the page.
const upright = 0.35

// quarter returns by how many quarters text is turned clockwise, -1 for what
// is askew.
func quarter(angle float64) int {
	turns := math.Round(angle / (math.Pi / 2))
	if math.Abs(angle-turns*math.Pi/2) > upright {
		return -1
	}
	return (int(turns)%4 + 4) % 4
}

// turned returns where a box stands once a page of some size is turned
// counterclockwise by quarters.
func (b box) turned(quarters int, width, height float64) box {
	switch quarters {
	case 1:
		return box{height - b.top, b.left, height - b.bottom, b.right}
	case 2:
		return box{width - b.right, height - b.top, width - b.left, height - b.bottom}
	case 3:
		return box{b.bottom, width - b.right, b.top, width - b.left}
	}
	return b
}

// facing returns the glyphs that read from left to right once the page is
// turned counterclockwise by quarters, as they stand then. Separators are
// those of the glyphs before them.
func facing(all []glyph, quarters int, width, height float64) []glyph {
	var out []glyph
	in := false
	for _, g := range all {
		if g.text != " " && g.text != "\n" && g.text != divider {
			in = quarter(g.angle) == quarters
		}
		if in {
			g.box = g.turned(quarters, width, height)
			out = append(out, g)
		}
	}
	return out
}

// directions returns the quarters by which text on a page is turned, those of
// most of the text first.
func directions(all []glyph) []int {
	var counts [4]int
	for _, g := range all {
		if q := quarter(g.angle); q >= 0 && g.text > " " {
			counts[q]++
		}
	}
	var found []int
	for q, n := range counts {
		if n > 0 {
			found = append(found, q)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return counts[b] - counts[a] })
	return found
}

// spanReader gathers glyphs into spans.
type spanReader struct {
	font  func(int) font
	spans []span
	// words says that spans end at spaces, rtl that the page reads from right
	// to left and stands mirrored.
	words, rtl bool
	// rules are the upright lines that part cells.
	rules   []box
	glyphs  []glyph
	text    strings.Builder
	left    float64
	right   float64
	bottoms []float64 // of characters that stand on the line
	middles []float64 // of all characters
	// first is the font of the first character.
	first font
	space bool
}

// readSpans cuts glyphs that read from left to right into spans, in their
// order.
func readSpans(glyphs []glyph, rules []box, words, rtl bool, font func(int) font) []span {
	r := spanReader{font: font, words: words, rtl: rtl, rules: rules}
	for _, g := range glyphs {
		switch {
		case g.text == "\n", g.text == " " && words:
			r.end()
		case g.text == divider:
			r.text.WriteString(divider)
			r.end()
		case g.text == " ":
			r.space = true
		default:
			r.add(g)
		}
	}
	r.end()
	return r.spans
}

func (r *spanReader) add(g glyph) {
	if size := r.first.size; len(r.glyphs) > 0 {
		lower, higher := r.baseline()-g.top, g.bottom-r.baseline()
		away := g.left-r.right > cellGap*size || g.right < r.left-size
		if r.words {
			away = max(g.left-r.right, r.left-g.right) > wordGap*size
		}
		away = away || isParted(r.rules, r.right-1, g.left+1, r.baseline(), size)
		if away || lower > 0.1*size || higher > 1.2*size {
			r.end()
		}
	}
	if len(r.glyphs) == 0 {
		r.left, r.right, r.first = g.left, g.right, r.font(g.index)
	} else if r.space {
		if r.text.String() == "o" && g.left-r.right > markGap*r.first.size {
			r.text.Reset()
			r.text.WriteString(hollow)
		}
		r.text.WriteByte(' ')
	}
	r.space = false
	g.text = spelled(g.text)
	if r.isRaised(g) {
		g.text = document.Power(g.text)
	}
	r.text.WriteString(g.text)
	r.left, r.right = min(r.left, g.left), max(r.right, g.right)
	r.middles = append(r.middles, (g.bottom+g.top)/2)
	r.glyphs = append(r.glyphs, g)
	if first := []rune(g.text)[0]; isWordRune(first) && !strings.ContainsRune("gjpqyQçруфцщ", first) {
		r.bottoms = append(r.bottoms, g.bottom)
	}
}

// isRaised reports whether a digit is an exponent or the mark of a note: small,
// and above the line, behind what it belongs to.
func (r *spanReader) isRaised(g glyph) bool {
	return len(r.bottoms) > 0 && strings.Trim(g.text, "0123456789") == "" && g.height() < 0.6*r.first.size && g.bottom > r.baseline()+0.2*r.first.size
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// spelled returns the letters that a glyph stands for: of a ligature, or of
// the shape that an Arabic or Hebrew letter takes in a word.
func spelled(text string) string {
	for _, r := range text {
		if r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc {
			if text = strings.TrimSpace(norm.NFKC.String(text)); text == "" {
				return "\ufffd"
			}
			return text
		}
	}
	return ligatures.Replace(text)
}

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
func (r *spanReader) end() {
	text := r.text.String()
	hyphen := ""
	if strings.HasSuffix(text, divider) {
		text, hyphen = strings.TrimSuffix(text, divider), "-"
	}
	within := ""
	if r.words {
		within = document.CleanLine(inWord(r.glyphs, r.rtl)) + hyphen
	}
	switch {
	case strings.ContainsFunc(text, isRightToLeft):
		text = inWord(r.glyphs, r.rtl)
	case r.words && !strings.ContainsFunc(text, isComplex):
		text = fromLeft(r.glyphs, r.rtl)
	}
	if text = document.CleanLine(text + hyphen); text != "" && len(r.glyphs) > 0 {
		s := span{text: text, within: within, left: r.left, right: r.right, base: r.baseline()}
		if len(r.bottoms) > 0 {
			s.base = median(r.bottoms)
		}
		middle, last := r.first, r.first
		if n := len(r.glyphs); !r.words || n > 6 {
			middle, last = r.font(r.glyphs[n/2].index), r.font(r.glyphs[n-1].index)
		}
		s.size, s.bold = middle.size, r.first.bold && middle.bold && last.bold
		r.spans = append(r.spans, s)
	}
	*r = spanReader{spans: r.spans, font: r.font, words: r.words, rtl: r.rtl, rules: r.rules}
}

// isRightToLeft reports whether a letter is of a script that runs from right
// to left.
func isRightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) && unicode.IsLetter(r)
}
