package index

import (
	"strings"
	"unicode"

	"footnote/internal/catalog"
	"footnote/internal/sentence"
	"footnote/kbsource/document"
)

// unit is what passages are made of: a block of a document, or a piece of a
// block that alone is longer than a passage may be.
type unit struct {
	kind       document.Kind
	start, end int // runes, without white space at either end
	words      int
	headings   []string
	page       int
	// continues says that the unit is a further piece of the block before.
	continues bool
	// header is the place of the header of the table that a row belongs to.
	header sentence.Span
}

// units cuts a document into units that hold every visible character of its
// text once. Text that lies in no block is taken as paragraphs, so that an
// extractor's oversight never makes text impossible to find.
func units(runes []rune, blocks []document.Block) []unit {
	u := unitReader{runes: runes}
	for _, b := range blocks {
		start, end := max(b.Start, u.pos), min(b.End, len(runes))
		if start >= end {
			continue
		}
		u.loose(start)
		u.block(b, start, end)
	}
	u.loose(len(runes))
	return u.units
}

type unitReader struct {
	runes []rune
	pos   int // everything before it is in units
	units []unit
	// above and page describe loose text: it goes with the block before it.
	above  []string
	page   int
	header sentence.Span
}

// loose takes the text up to end as paragraphs, split at empty lines.
func (u *unitReader) loose(end int) {
	start := u.pos
	for start < end {
		stop := start
		for stop < end && !(u.runes[stop] == '\n' && stop+1 < end && u.runes[stop+1] == '\n') {
			stop++
		}
		u.add(unit{kind: document.Paragraph, start: start, end: stop, headings: u.above, page: u.page})
		start = stop + 1
	}
	u.pos = max(u.pos, end)
}

func (u *unitReader) block(b document.Block, start, end int) {
	u.above, u.page, u.pos = b.Headings, b.Page, end
	one := unit{kind: b.Kind, start: start, end: end, headings: b.Headings, page: b.Page}
	switch b.Kind {
	case document.TableHeader:
		u.header = sentence.Span{Start: start, End: end}
	case document.TableRow:
		one.header = u.header
	default:
		u.header = sentence.Span{}
	}
	u.add(one)
}

// add appends a unit, in pieces if it is longer than a passage may be.
func (u *unitReader) add(one unit) {
	one.start, one.end = trim(u.runes, one.start, one.end)
	if one.start == one.end {
		return
	}
	if one.words = countWords(u.runes[one.start:one.end]); one.words <= maxWords {
		u.units = append(u.units, one)
		return
	}
	for i, piece := range cut(u.runes, one) {
		part := one
		part.start, part.end = piece.Start, piece.End
		part.words = countWords(u.runes[part.start:part.end])
		part.continues = i > 0
		u.units = append(u.units, part)
	}
}

// cut divides a unit that is too long: code at line ends, all else at
// sentence ends, and what is still too long between words or, where there
// are none, anywhere.
func cut(runes []rune, one unit) []sentence.Span {
	text := runes[one.start:one.end]
	var parts []sentence.Span
	if one.kind == document.Code {
		parts = lines(text)
	} else {
		parts = sentence.Split(string(text))
	}
	var pieces []sentence.Span
	for _, p := range parts {
		start, end := trim(runes, one.start+p.Start, one.start+p.End)
		for start < end {
			stop := fit(runes, start, end)
			pieceStart, pieceEnd := trim(runes, start, stop)
			if pieceStart < pieceEnd {
				pieces = append(pieces, sentence.Span{Start: pieceStart, End: pieceEnd})
			}
			start = stop
		}
	}
	return pieces
}

func lines(text []rune) []sentence.Span {
	var all []sentence.Span
	start := 0
	for i, r := range text {
		if r == '\n' {
			all = append(all, sentence.Span{Start: start, End: i})
			start = i + 1
		}
	}
	return append(all, sentence.Span{Start: start, End: len(text)})
}

// fit returns how far a passage of the most words reaches from start.
func fit(runes []rune, start, end int) int {
	var count wordCounter
	space := start
	for i := start; i < end; i++ {
		if unicode.IsSpace(runes[i]) {
			space = i
		}
		count.add(runes[i])
		if count.total() <= maxWords {
			continue
		}
		if space > start {
			return space
		}
		return max(i, start+1)
	}
	return end
}

// trim moves the ends of a range inwards past white space.
func trim(runes []rune, start, end int) (int, int) {
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	for start < end && unicode.IsSpace(runes[end-1]) {
		end--
	}
	return start, end
}

// countWords says how many words of an English text the runes weigh. Scripts
// that do not space their words are counted by characters, and a run without
// spaces (a link, a key) by its length.
func countWords(runes []rune) int {
	var count wordCounter
	for _, r := range runes {
		count.add(r)
	}
	return max(1, count.total())
}

// wordCounter counts in tenths of a word.
type wordCounter struct {
	tenths, run int
	word        bool
}

const longRun = 20 // runes that a word may have before it counts as several

func (c *wordCounter) add(r rune) {
	switch {
	case unicode.IsSpace(r):
		c.flush()
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		c.flush()
		c.tenths += 5
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		c.flush()
		c.tenths += 2
	default:
		c.run++
		c.word = c.word || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
}

func (c *wordCounter) flush() {
	c.tenths = c.sum()
	c.run, c.word = 0, false
}

func (c *wordCounter) sum() int {
	sum := c.tenths
	switch {
	case c.word:
		sum += 10
	case c.run > 0: // a dash, the bar of a table
		sum += 2
	}
	if c.run > longRun {
		sum += (c.run - longRun) * 10 / 12
	}
	return sum
}

func (c *wordCounter) total() int { return (c.sum() + 9) / 10 }

// embeddingText is what stands for a passage in the vector index.
func embeddingText(title string, p catalog.Passage) string {
	var b strings.Builder
	for _, part := range []string{title, strings.Join(p.Headings, " > "), p.Context, p.Text} {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(part)
	}
	return b.String()
}
