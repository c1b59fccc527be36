package pdf

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// headingRatio is how much larger than the body's a heading's font is.
const headingRatio = 1.12

// maxHeading is how many characters a heading in a PDF may have.
const maxHeading = 160

// numberMark is how numbered headings and clauses start: "2", "2.1", ".1".
var numberMark = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{1,3})*\.?|\.\d{1,3}|§\s?\d+)$`)

// pdfLayout turns rows into blocks: it knows what is usual in the document.
type pdfLayout struct {
	b *document.Builder
	// err is the first limit that a table was over.
	err error
	// body is the font size of most of the text, bold that it is bold.
	body float64
	bold bool
	// pitch is the usual distance of lines by font size.
	pitch map[float64]float64
	// levels are the heading levels by look.
	levels map[look]int
	// words are those that stand in the document without a line break.
	words map[string]bool
	pages map[int]*pdfPage
	open  *pdfParagraph
	// indents are the left edges of the list items around the place.
	indents []float64
}

// look is what a heading looks like.
type look struct {
	size float64
	bold bool
}

func lookOf(r *pdfRow) look { return look{math.Round(r.size()*2) / 2, r.cells[0].bold} }

// pdfParagraph is a paragraph, list item or heading that may go on.
type pdfParagraph struct {
	kind document.Kind
	text string
	// first and last are its rows.
	first, last *pdfRow
}

// layOut writes the pages as one document.
func layOut(doc document.Document, pages []pdfPage) (document.Document, error) {
	l := &pdfLayout{b: new(document.Builder), pages: map[int]*pdfPage{}, pitch: map[float64]float64{}, words: map[string]bool{}, levels: map[look]int{}}
	l.measure(pages)
	dropFurniture(pages, l.body)
	var parts []pdfPart
	for i := range pages {
		l.pages[pages[i].number] = &pages[i]
		parts = append(parts, l.partsOf(pages[i].rows)...)
	}
	l.rank(parts)
	l.b.Title = document.Or(document.Or(l.cover(pages), l.topHeading(pages)), document.Or(doc.Title, document.TitleFromPath(doc.Path)))
	doc.Title = l.b.Title
	for _, part := range parts {
		if part.table {
			l.table(part.rows)
		} else {
			l.line(&part.rows[0])
		}
	}
	l.flush()
	return l.b.Document(doc), l.err
}

// measure finds out what is usual: the body's font and the line distances.
func (l *pdfLayout) measure(pages []pdfPage) {
	sizes, bold := map[float64]int{}, map[float64]int{}
	gaps := map[float64][]float64{}
	for _, p := range pages {
		for i := range p.rows {
			r := &p.rows[i]
			size := math.Round(r.size()*2) / 2
			for _, c := range r.cells {
				n := utf8.RuneCountInString(c.text)
				sizes[size] += n
				if c.bold {
					bold[size] += n
				}
			}
			for word := range strings.FieldsFuncSeq(r.text(), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
				l.words[strings.ToLower(word)] = true
			}
			if i > 0 && math.Round(p.rows[i-1].size()*2)/2 == size {
				if gap := p.rows[i-1].base() - r.base(); gap > 0.8*size && gap < 2.5*size {
					gaps[size] = append(gaps[size], gap)
				}
			}
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size < l.body {
			most, l.body = n, size
		}
	}
	l.bold = bold[l.body]*2 > most
	for size, all := range gaps {
		l.pitch[size] = median(all)
	}
}

// rank gives every look of headings its level, the largest first.
func (l *pdfLayout) rank(parts []pdfPart) {
	var looks []look
	for _, part := range parts {
		if r := &part.rows[0]; !part.table && l.isHeading(r) && !slices.Contains(looks, lookOf(r)) {
			looks = append(looks, lookOf(r))
		}
	}
	slices.SortFunc(looks, func(a, b look) int {
		if c := cmp.Compare(b.size, a.size); c != 0 {
			return c
		}
		if a.bold == b.bold {
			return 0
		}
		if a.bold {
			return -1
		}
		return 1
	})
	for i, one := range looks {
		l.levels[one] = min(i+1, 6)
	}
}

// isHeading tells a heading by its font: larger than the body's, or bold on
// a line of its own that is no sentence.
func (l *pdfLayout) isHeading(r *pdfRow) bool {
	text := r.text()
	if cellular(r) || utf8.RuneCountInString(text) > maxHeading || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	if r.size() >= headingRatio*l.body {
		return true
	}
	if l.bold || r.size() < 0.95*l.body || strings.ContainsAny(text[len(text)-1:], ".,;") {
		return false
	}
	for _, c := range r.cells {
		if !c.bold {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLower(first) && strings.Count(text, " ") < 14
}

// cover returns the title of a cover page: a first page of few large lines.
func (l *pdfLayout) cover(pages []pdfPage) string {
	if len(pages) < 2 || len(pages[0].rows) == 0 || len(pages[0].rows) > 3 {
		return ""
	}
	var lines []string
	for i := range pages[0].rows {
		r := &pages[0].rows[i]
		if !l.isHeading(r) {
			return ""
		}
		lines = append(lines, r.text())
	}
	return document.Shorten(strings.Join(lines, " "), maxHeading)
}

// topRows is how far down a first page its title may stand.
const topRows = 6

// topHeading returns the heading that is the title of a first page: near its
// top, without a number, and no other there is larger.
func (l *pdfLayout) topHeading(pages []pdfPage) string {
	if len(pages) == 0 {
		return ""
	}
	rows := pages[0].rows
	best := -1
	for i := range rows {
		if l.isHeading(&rows[i]) && (best < 0 || rows[i].size() > rows[best].size()+0.4) {
			best = i
		}
	}
	if best < 0 || best >= topRows || numberMark.MatchString(firstWord(rows[best].text())) {
		return ""
	}
	title := rows[best].text()
	for i := best + 1; i < len(rows) && l.isHeading(&rows[i]) && l.sameHeading(&rows[i-1], &rows[i], title); i++ {
		title += " " + rows[i].text()
	}
	return title
}

// sameHeading tells whether a row of heading goes on with the one above it.
func (l *pdfLayout) sameHeading(prev, r *pdfRow, text string) bool {
	gap := prev.base() - r.base()
	return prev.page == r.page && gap > 0 && gap < 1.7*r.size() && lookOf(prev) == lookOf(r) &&
		!numberMark.MatchString(firstWord(r.text())) && utf8.RuneCountInString(text+r.text()) < maxHeading
}

// line takes the next row of prose.
func (l *pdfLayout) line(r *pdfRow) {
	kind := document.Paragraph
	switch text := r.text(); {
	case l.isHeading(r):
		kind = document.Heading
	case document.ItemMark.MatchString(text) || len(r.cells) == 2 && isMark(r.cells[0].text):
		kind = document.ListItem
	}
	if l.open != nil && l.continues(kind, r) {
		l.open.text = l.joined(l.open, r)
		l.open.last = r
		return
	}
	l.flush()
	l.open = &pdfParagraph{kind: kind, text: r.text(), first: r, last: r}
}

// continues tells whether a row belongs to the open paragraph.
func (l *pdfLayout) continues(kind document.Kind, r *pdfRow) bool {
	p, prev := l.open, l.open.last
	switch {
	case kind == document.Heading:
		return p.kind == document.Heading && (l.onCover(prev, r) || l.sameHeading(prev, r, p.text))
	case kind == document.ListItem, p.kind == document.Heading, math.Abs(prev.size()-r.size()) > 0.1*r.size():
		return false
	}
	gap := prev.base() - r.base()
	if prev.page != r.page || gap < 0 {
		// The next page or column: only a sentence that is under way goes on.
		first, _ := utf8.DecodeRuneInString(r.text())
		return (prev.hyphen() || unicode.IsLower(first)) && !endsSentence(prev.text())
	}
	pitch := l.pitch[math.Round(r.size()*2)/2]
	if pitch == 0 {
		pitch = 1.25 * r.size()
	}
	if gap > 1.25*pitch {
		return false
	}
	return p.kind != document.ListItem || r.left() > p.first.left()+0.3*r.size() || l.wrapped(prev, r)
}

// onCover joins the lines of a cover page, which are of several sizes.
func (l *pdfLayout) onCover(prev, r *pdfRow) bool {
	return prev.page == 1 && r.page == 1 && l.b.Len() == 0 && l.b.Title != "" && strings.Contains(l.b.Title, r.text())
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `"'”’»)`))
	return strings.ContainsRune(".!?:;。！？", last)
}

// minMeasure is how wide a column of prose is at least, in font sizes. In
// narrower ones, such as an address, lines end where their author ended them.
const minMeasure = 14

// wrapped tells whether a line was broken because the next word did not fit.
func (l *pdfLayout) wrapped(prev, r *pdfRow) bool {
	limit := 0.0
	for i := range l.pages[prev.page].rows {
		other := &l.pages[prev.page].rows[i]
		beside := math.Abs(other.left()-r.left()) < 2*r.size() || math.Abs(other.left()-prev.left()) < 2*r.size()
		if beside && !cellular(other) {
			limit = max(limit, other.right())
		}
	}
	if limit-prev.left() < minMeasure*r.size() {
		return false
	}
	text := r.text()
	word := float64(utf8.RuneCountInString(firstWord(text))) / float64(utf8.RuneCountInString(text)) * (r.right() - r.left())
	return prev.right()+word > limit-r.size()
}

// joined appends a row to a paragraph: after a space where the line was full,
// after a line break where its author ended it, without anything where a
// word was divided.
func (l *pdfLayout) joined(p *pdfParagraph, r *pdfRow) string {
	text := r.text()
	switch {
	case p.last.hyphen():
		return p.text + l.hyphen(p.text, text) + text
	case p.kind == document.Heading || l.wrapped(p.last, r) || p.last.page != r.page:
		return p.text + " " + text
	}
	return p.text + "\n" + text
}

// hyphen returns what stands between the two parts of a divided word: a
// hyphen if the document has the word with one elsewhere.
func (l *pdfLayout) hyphen(before, after string) string {
	isPart := func(r rune) bool { return unicode.IsLetter(r) || r == '-' }
	start := strings.LastIndexFunc(before, func(r rune) bool { return !isPart(r) }) + 1
	end := strings.IndexFunc(after, func(r rune) bool { return !isPart(r) })
	if end < 0 {
		end = len(after)
	}
	if l.words[strings.ToLower(before[start:]+"-"+after[:end])] {
		return "-"
	}
	return ""
}

// flush writes the open paragraph.
func (l *pdfLayout) flush() {
	p := l.open
	if p == nil {
		return
	}
	l.open = nil
	l.b.Page = p.first.page
	switch p.kind {
	case document.Heading:
		level := l.levels[lookOf(p.first)]
		if l.b.Title == document.CleanLine(p.text) {
			level = 1
		}
		l.b.Heading(max(level, 1), "", p.text, "")
	case document.ListItem:
		l.item(l.depth(p.first), p.text)
	default:
		l.b.Paragraph(p.text)
	}
}

// item writes a list item; bullets of all shapes become "-".
func (l *pdfLayout) item(depth int, text string) {
	item := document.Item{Depth: depth, Text: bulletMark.ReplaceAllString(text, "- ")}
	if rest, bullet := strings.CutPrefix(item.Text, "- "); bullet {
		item.Marker, item.Text = "-", rest
	} else if mark := document.ItemMark.FindStringSubmatch(item.Text); mark != nil {
		item.Marker, item.Text = mark[1], strings.TrimPrefix(strings.TrimSpace(item.Text), mark[1])
		item.Ordered = true
	}
	l.b.Item(item)
}

// depth returns how deep a list item is nested, by its left edge.
func (l *pdfLayout) depth(r *pdfRow) int {
	if l.b.Last() != document.ListItem {
		l.indents = nil
	}
	for len(l.indents) > 0 && r.left() < l.indents[len(l.indents)-1]-r.size()/2 {
		l.indents = l.indents[:len(l.indents)-1]
	}
	if len(l.indents) == 0 || r.left() > l.indents[len(l.indents)-1]+r.size()*0.8 {
		l.indents = append(l.indents, r.left())
	}
	return len(l.indents) - 1
}

var bulletMark = regexp.MustCompile(`^[•‣*–]\s+`)
