package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// paragraph is a paragraph, list item or heading that may go on.
type paragraph struct {
	kind document.Kind
	text strings.Builder
	// hyphen is that at the end of the text, of which it is not decided yet
	// whether it stays.
	hyphen string
	// first and last are its rows.
	first, last *row
}

func startParagraph(kind document.Kind, r *row) *paragraph {
	p := &paragraph{kind: kind, first: r, last: r}
	p.write("", r.text())
	return p
}

func (p *paragraph) write(seam, text string) {
	p.text.WriteString(seam)
	text, p.hyphen = cutHyphen(text)
	p.text.WriteString(text)
}

// add appends a row after what stands between it and the row before. A page
// turns before its first word, or after that word where it began on the page
// before.
func (p *paragraph) add(r *row, seam string) {
	text := r.text()
	turn := strings.Repeat(document.PageTurn, r.page-p.last.page)
	switch end := strings.TrimRight(seam, " "); {
	case turn == "":
		p.write(seam, text)
	case end != seam || isDense(lastRune(p.last.text())):
		p.write(end+turn, text)
	default:
		word, rest, _ := strings.Cut(text, " ")
		p.text.WriteString(end + word)
		p.write(turn, rest)
	}
	p.last = r
}

// whole returns the text as it ends here.
func (p *paragraph) whole() string { return p.text.String() + p.hyphen }

// continues reports whether a row belongs to the open paragraph.
func (l *layout) continues(kind document.Kind, r *row) bool {
	p, prev := l.open, l.open.last
	switch {
	case kind == document.Heading:
		return p.kind == document.Heading && (l.onCover(prev, r) || l.sameHeading(prev, r, p.text.Len()))
	case kind == document.ListItem, p.kind == document.Heading, math.Abs(prev.size()-r.size()) > 0.1*r.size():
		return false
	}
	gap := prev.base() - r.base()
	if prev.page != r.page || gap < 0 {
		return l.flowsOn(prev, r)
	}
	if gap > 1.25*l.pitchOf(r) {
		return false
	}
	return p.kind != document.ListItem || r.left() > p.first.left()+0.3*r.size() || l.wrapped(prev, r)
}

// pitchOf is the usual distance of lines in a row's size.
func (l *layout) pitchOf(r *row) float64 {
	if pitch := l.pitch[rounded(r.size())]; pitch > 0 {
		return pitch
	}
	return 1.25 * r.size()
}

// flowsOn reports whether a sentence that is under way at the end of a page or
// a column goes on in the next one: it goes on within a word or in lower case,
// or the lines above show that the last one was full.
func (l *layout) flowsOn(prev, r *row) bool {
	if endsSentence(prev.text()) || cellular(r) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(r.text(), `"'“„«(`))
	return prev.divided() || unicode.IsLower(first) || l.open.first != prev && full(prev, r, l.limit(prev.page, r.size(), prev.left()))
}

func endsSentence(text string) bool {
	return strings.ContainsRune(".!?:;。！？：؟۔।", lastRune(strings.TrimRight(text, `"'”’»)」』`)))
}

func lastRune(text string) rune {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last
}

// minMeasure is how wide a column of prose is at least, in font sizes. In
// narrower ones, such as an address, lines end where their author ended them.
const minMeasure = 14

// minColumn is how wide a column is at least, in font sizes, in which a line
// that begins in lower case goes on with the one above.
const minColumn = 8

// limit is how far right lines of prose reach that begin where a row does.
func (l *layout) limit(page int, size float64, lefts ...float64) float64 {
	limit := 0.0
	for i := range l.pages[page].rows {
		other := &l.pages[page].rows[i]
		for _, left := range lefts {
			if math.Abs(other.left()-left) < 2*size && !cellular(other) {
				limit = max(limit, other.right())
			}
		}
	}
	return limit
}

// wrapped reports whether a line was broken because the next word did not fit.
func (l *layout) wrapped(prev, r *row) bool {
	return full(prev, r, l.limit(prev.page, r.size(), r.left(), prev.left()))
}

// full reports whether the first word of a row did not fit behind the row
// before, where lines end at a limit.
func full(prev, r *row, limit float64) bool {
	text := r.text()
	first, _ := utf8.DecodeRuneInString(text)
	flows := unicode.IsLower(first) && !endsSentence(prev.text())
	if width := limit - prev.left(); width < minColumn*r.size() || width < minMeasure*r.size() && !flows {
		return false
	}
	word := float64(utf8.RuneCountInString(firstWord(text))) / float64(utf8.RuneCountInString(text)) * (r.right() - r.left())
	return prev.right()+word > limit-r.size()
}

// seam returns what stands between a paragraph and its next row: a space where
// the line was full, a line break where its author ended it, nothing or a
// hyphen within a word.
func (l *layout) seam(p *paragraph, r *row) string {
	before, after := p.last.text(), r.text()
	switch {
	case p.hyphen != "":
		before, _ = cutHyphen(before)
		return l.overHyphen(before, p.hyphen, after)
	case isUnbroken(before, after):
		return ""
	case p.kind == document.Heading || l.wrapped(p.last, r) || p.last.page != r.page:
		return " "
	}
	return "\n"
}

// isDense reports whether a script is written without spaces.
func isDense(r rune) bool {
	return r >= 0x0e00 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef)
}
