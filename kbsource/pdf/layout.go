package pdf

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// layout turns rows into blocks: it knows what is usual in the document.
type layout struct {
	b *document.Builder
	// err is the first limit that a table was over.
	err error
	// body is the font size of most of the text, bold that it is bold.
	body float64
	bold bool
	// pitch is the usual distance of lines by font size.
	pitch map[float64]float64
	// levels are the heading levels by look, outline the keys of the headings
	// that a bookmark leads to.
	levels  map[look]int
	outline map[string]bool
	// words counts those that stand in the document without a line break.
	words map[string]int
	pages map[int]*page
	open  *paragraph
	// indents are the left edges of the list items around the place.
	indents []float64
	// newest is the index of the newest item, newestLeft its left edge; partEnd
	// is how many blocks there were behind the newest paragraph of an item.
	newest, partEnd int
	newestLeft      float64
}

// layOut writes the pages as one document.
func layOut(doc document.Document, pages []page, outline map[string]bool) (document.Document, error) {
	l := &layout{
		b: new(document.Builder), pages: map[int]*page{}, levels: map[look]int{},
	}
	l.measure(pages, nil)
	repeated := repeatedRows(pages, l.body)
	l.measure(pages, repeated)
	dropFurniture(pages, repeated, l.body)
	l.outline = rowsTitled(outline, pages)
	var parts []part
	for i := range pages {
		l.pages[pages[i].number] = &pages[i]
		parts = l.partsOf(parts, pages[i].rows)
	}
	l.rank(parts)
	l.b.Title = document.Or(document.Or(l.cover(pages), l.topHeading(pages)), document.Or(doc.Title, document.TitleFromPath(doc.Path)))
	doc.Title = l.b.Title
	for _, part := range parts {
		if part.grids != nil {
			l.ruled(part.grids, part.rows[0].page)
		} else if part.table {
			l.table(part.rows)
		} else {
			l.line(&part.rows[0])
		}
	}
	l.flush()
	return l.b.Document(doc), l.err
}

// measure finds out what is usual outside of furniture: the body's font and
// the line distances.
func (l *layout) measure(pages []page, furniture map[*row]bool) {
	l.body, l.words, l.pitch = 0, map[string]int{}, map[float64]float64{}
	sizes, bold := map[float64]int{}, map[float64]int{}
	gaps := map[float64][]float64{}
	for _, p := range pages {
		for i := range p.rows {
			r := &p.rows[i]
			if furniture[r] {
				continue
			}
			size := rounded(r.size())
			for _, c := range r.cells {
				n := utf8.RuneCountInString(c.text)
				sizes[size] += n
				if c.bold {
					bold[size] += n
				}
			}
			for word := range strings.FieldsFuncSeq(r.text(), func(r rune) bool { return !isWordPart(r) }) {
				l.words[strings.ToLower(word)]++
			}
			if i > 0 && rounded(p.rows[i-1].size()) == size {
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

// rounded makes sizes of one font alike.
func rounded(size float64) float64 { return math.Round(size*2) / 2 }

func isWordPart(r rune) bool { return unicode.IsLetter(r) || r == '-' }

// line takes the next row of prose.
func (l *layout) line(r *row) {
	kind := document.Paragraph
	l.spaceNumber(r)
	switch {
	case l.isHeading(r):
		kind = document.Heading
	case l.startsItem(r):
		kind = document.ListItem
	}
	if l.open != nil && l.continues(kind, r) {
		l.open.add(r, l.seam(l.open, r))
		return
	}
	l.flush()
	l.open = startParagraph(kind, r)
}

// flush writes the open paragraph.
func (l *layout) flush() {
	p := l.open
	if p == nil {
		return
	}
	l.open = nil
	l.b.Page = p.first.page
	text := p.whole()
	switch p.kind {
	case document.Heading:
		l.heading(p.first, text)
	case document.ListItem:
		l.item(p.first, text)
	default:
		l.paragraph(p.first, text)
	}
}

// paragraph writes running text, as part of the list item that it stands in.
func (l *layout) paragraph(first *row, text string) {
	if !l.goesOnWithItem(first) {
		l.b.Paragraph(text)
		return
	}
	before := l.b.Within(l.newest)
	l.b.Paragraph(text)
	l.b.Within(before)
	l.partEnd = l.b.Len()
}

// maxNamed is how many pages, or ranges of them, a remark names.
const maxNamed = 20

// remarkUnread names the pages that hold pictures and no text, unless none
// holds any.
func remarkUnread(path string, pages []page) []document.Remark {
	var ranges []string
	count, first := 0, 0
	for i := 0; i <= len(pages); i++ {
		if i < len(pages) && len(pages[i].rows) == 0 && pages[i].drawn {
			if count++; first == 0 {
				first = i + 1
			}
			continue
		}
		if first > 0 {
			ranges = append(ranges, pageRange(first, i))
			first = 0
		}
	}
	switch {
	case count == 0 || count == len(pages):
		return nil
	case count == 1:
		return []document.Remark{{Path: path, Text: "page " + ranges[0] + " has no text; run text recognition (OCR) on it"}}
	}
	more := ""
	if n := len(ranges) - maxNamed; n > 0 {
		ranges, more = ranges[:maxNamed], " and others"
	}
	return []document.Remark{{Path: path, Text: fmt.Sprintf("%d pages have no text (%s%s); run text recognition (OCR) on them",
		count, strings.Join(ranges, ", "), more)}}
}

func pageRange(first, last int) string {
	if first == last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d–%d", first, last)
}
