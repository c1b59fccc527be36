package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

const (
	// headingRatio is how much larger than the body's a heading's font is.
	headingRatio = 1.12
	// maxHeading is how many characters a heading in a PDF may have.
	maxHeading = 160
	// topRows is how far down a first page its title may stand.
	topRows = 6
	// minSentence is how many words before a full stop make a sentence, which
	// is no heading however large it is set.
	minSentence = 5
)

// numberMark is how numbered headings and clauses start: "2", "2.1", ".1".
var numberMark = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{1,3})*\.?|\.\d{1,3}|§\s?\d+)$`)

// plainNumber is more likely a year or the number of a house than that of a
// heading.
var plainNumber = regexp.MustCompile(`^\d{3,}$`)

// look is what a heading looks like. Depth is that of its number, 1 for "2"
// and for no number, 2 for "2.1".
type look struct {
	size  float64
	bold  bool
	depth int
}

func lookOf(r *row) look {
	look := look{rounded(r.size()), r.cells[0].bold, 1}
	if number := firstWord(r.text()); numberMark.MatchString(number) {
		look.depth += strings.Count(strings.Trim(number, "."), ".")
	}
	return look
}

// alike reports whether two rows are set alike.
func alike(a, b *row) bool {
	return rounded(a.size()) == rounded(b.size()) && a.cells[0].bold == b.cells[0].bold
}

// rank gives every look of headings its level, the largest first.
func (l *layout) rank(parts []part) {
	var looks []look
	for _, part := range parts {
		if r := &part.rows[0]; !part.table && l.isHeading(r) && !slices.Contains(looks, lookOf(r)) {
			looks = append(looks, lookOf(r))
		}
	}
	slices.SortFunc(looks, func(a, b look) int {
		switch {
		case a.size != b.size:
			return cmp.Compare(b.size, a.size)
		case a.bold != b.bold && a.bold:
			return -1
		case a.bold != b.bold:
			return 1
		}
		return cmp.Compare(a.depth, b.depth)
	})
	for i, one := range looks {
		l.levels[one] = min(i+1, 6)
	}
}

// isHeading reports whether a row looks like a heading: in a font larger than
// the body's, or bold, on a line of its own that is no sentence.
func (l *layout) isHeading(r *row) bool {
	text := r.text()
	if cellular(r) || utf8.RuneCountInString(text) > maxHeading || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	if l.outline[titleKey(text)] {
		return true
	}
	if r.size() >= headingRatio*l.body {
		return !isSentence(text)
	}
	if l.bold || r.size() < 0.95*l.body || strings.ContainsAny(text[len(text)-1:], ".,;") || !r.bold() {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLower(first) && strings.Count(text, " ") < 14
}

func isSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".。", last) && len(strings.Fields(text)) >= minSentence
}

// cover returns the title of a cover page: a first page of few large lines.
func (l *layout) cover(pages []page) string {
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

// topHeading returns the heading that is the title of a first page: near its
// top, without a number, and no other there is larger.
func (l *layout) topHeading(pages []page) string {
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
	for i := best + 1; i < len(rows) && l.isHeading(&rows[i]) && l.sameHeading(&rows[i-1], &rows[i], len(title)); i++ {
		title += " " + rows[i].text()
	}
	return title
}

// sameHeading reports whether a row of heading goes on with the one above it,
// length bytes into the heading.
func (l *layout) sameHeading(prev, r *row, length int) bool {
	gap := prev.base() - r.base()
	return prev.page == r.page && gap > 0 && gap < 1.7*r.size() && alike(prev, r) &&
		!numberMark.MatchString(firstWord(r.text())) && length+len(r.text()) < maxHeading
}

// onCover reports whether both rows are lines of a title on a cover page,
// which are of several sizes.
func (l *layout) onCover(prev, r *row) bool {
	return prev.page == 1 && r.page == 1 && l.b.Len() == 0 && l.b.Title != "" && strings.Contains(l.b.Title, r.text())
}

// heading writes a heading whose first row is given.
func (l *layout) heading(first *row, text string) {
	text = document.CleanLine(text)
	level := l.levels[lookOf(first)]
	if l.b.Title == text {
		level = 1
	}
	number, rest, _ := strings.Cut(text, " ")
	if rest == "" || !numberMark.MatchString(number) || plainNumber.MatchString(number) {
		number, rest = "", text
	}
	l.b.Heading(max(level, 1), number, rest, "")
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}
