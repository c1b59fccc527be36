package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Furniture is what is printed on every page: running heads and feet, page
// numbers.
const (
	// furnitureRows is how many rows at either end of a page may be it.
	furnitureRows = 3
	// furnitureEdge is the part of the page at either end where a lone
	// number is the page's.
	furnitureEdge = 0.12
	// marginEdge is the part in which running heads and feet stand.
	marginEdge = 0.15
	// browserEdge is the part in which browsers print.
	browserEdge = 0.04
	// furnitureShift is how far apart rows of furniture stand on two pages, in
	// points from the edge that they are nearer to.
	furnitureShift = 6
)

var (
	pageNumber = regexp.MustCompile(`(?i)^[-–—|•\s]*(?:(?:page|p\.|seite|стр\.|страница|página|pagina|pág\.|blz\.|strona|sayfa|صفحة|עמוד|第)\s*)?(?:\p{Nd}{1,4}|[ivxl]{1,6})` +
		`(?:\s*(?:of|/|von|из|de|di|sur|van|z|من|מתוך)\s*\p{Nd}{1,4})?\s*(?:页|頁|ページ|쪽)?[-–—|•\s.]*$`)
	digits = regexp.MustCompile(`\p{Nd}+`)
	// leader is a name whose value stands at the end of a line of dots.
	leader = regexp.MustCompile(`^(.*?\S)\s*(?:[.·…]\s?){4,}\s*(\S.*)$`)
)

// printed is how browsers write when a page was printed.
var printed = regexp.MustCompile(`^\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4},?\s+\p{Nd}{1,2}[:.]\p{Nd}{2}`)

// isOfBrowser reports whether a row is what a browser prints in the margin:
// date and title, address and page number, in small type.
func (r *row) isOfBrowser(body float64) bool {
	if r.place > browserEdge && r.place < 1-browserEdge || r.size() > 0.85*body {
		return false
	}
	return printed.MatchString(r.text()) || slices.ContainsFunc(r.cells, func(c span) bool { return strings.Contains(c.text, "://") })
}

// contents finds the lines of tables of contents, "Refunds ........ 12", by
// pages: most of the names stand in the document once more. Lines of prices
// look alike.
func contents(pages []page) []bool {
	titles := map[string]bool{}
	for i := range pages {
		for j := range pages[i].rows {
			key := titleKey(pages[i].rows[j].text())
			titles[key], titles[strings.TrimLeftFunc(key, unicode.IsDigit)] = true, true
		}
	}
	found := make([]bool, len(pages))
	for i := range pages {
		again, all := 0, 0
		for j := range pages[i].rows {
			m := leader.FindStringSubmatch(pages[i].rows[j].text())
			if m == nil {
				continue
			}
			if all++; titles[strings.TrimLeftFunc(titleKey(m[1]), unicode.IsDigit)] {
				again++
			}
		}
		found[i] = again*2 >= all && all > 0
	}
	return found
}

// withoutLeader makes two cells of a name and its value.
func withoutLeader(r row) row {
	m := leader.FindStringSubmatch(r.text())
	if m == nil {
		return r
	}
	name, value := r.cells[0], r.cells[len(r.cells)-1]
	unit := (r.right() - r.left()) / float64(utf8.RuneCountInString(m[0]))
	name.text, name.right = m[1], r.left()+unit*float64(utf8.RuneCountInString(m[1]))
	value.text, value.left, value.right = m[2], r.right()-unit*float64(utf8.RuneCountInString(m[2])), r.right()
	value.led = true
	r.cells = []span{name, value}
	return r
}

// dropFurniture takes out the rows that are repeated, page numbers, and lines
// of the table of contents. A large row on the first page stays: it may be the
// title.
func dropFurniture(pages []page, repeated map[*row]bool, body float64) {
	listed := contents(pages)
	for n := range pages {
		p := &pages[n]
		var kept []row
		for i := range p.rows {
			r := &p.rows[i]
			drop := repeated[r] && (n > 0 || r.size() < headingRatio*body)
			if drop || listed[n] && leader.MatchString(r.text()) || r.atEdge() && pageNumber.MatchString(r.text()) || r.isOfBrowser(body) {
				continue
			}
			kept = append(kept, withoutLeader(*r))
		}
		p.rows = kept
	}
}

// repeatedRows finds the rows in the margins that stand at the same place of
// several pages. Body is the size of most text.
func repeatedRows(pages []page, body float64) map[*row]bool {
	byText := map[string][]*row{}
	for n := range pages {
		for _, r := range outerRows(&pages[n]) {
			key := keyOf(r)
			byText[key] = append(byText[key], r)
		}
	}
	found := map[*row]bool{}
	for _, rows := range byText {
		for len(rows) > 1 {
			var same, rest []*row
			for _, r := range rows {
				if isSame(rows[0], r, body) {
					same = append(same, r)
				} else {
					rest = append(rest, r)
				}
			}
			markFurniture(found, same, len(pages))
			rows = rest
		}
	}
	return found
}

// isSame reports whether a row of a later page is one of a former page again,
// but for the page's number. A large row with a number heads the text: "Step
// 3".
func isSame(r, again *row, body float64) bool {
	if math.Abs(r.fromEdge()-again.fromEdge()) > furnitureShift || math.Abs(r.size()-again.size()) > 1 {
		return false
	}
	before, after := digits.FindAllString(r.text(), -1), digits.FindAllString(again.text(), -1)
	for i := range before {
		if before[i] == after[i] {
			continue
		}
		a, _ := strconv.Atoi(before[i])
		b, _ := strconv.Atoi(after[i])
		if b-a != again.page-r.page || r.size() >= headingRatio*body {
			return false
		}
	}
	return true
}

// markFurniture marks rows with one text at one place of their pages, which
// come in order, if they are repeated on purpose: on many pages, on pages that
// follow one another, such as those of a chapter, or on all left or right ones.
func markFurniture(found map[*row]bool, rows []*row, pages int) {
	on, alternate := 1, true
	for i, r := range rows[1:] {
		if r.page != rows[i].page {
			on++
		}
		alternate = alternate && (r.page-rows[0].page)%2 == 0
	}
	first := rows[0].page
	if on >= 3 && on*5 >= pages*2 || on >= 2 && alternate && first <= 3 && on == (pages-first)/2+1 {
		for _, r := range rows {
			found[r] = true
		}
		return
	}
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[end].page-rows[end-1].page <= 2 {
			end++
		}
		if end-start >= 3 && rows[end-1].page-rows[start].page >= 2 {
			for _, r := range rows[start:end] {
				found[r] = true
			}
		}
		start = end
	}
}

// outerRows returns the first and last rows of a page, by where they stand, if
// they are in the margins. A row that heads a table is no furniture even where the table goes on over
// pages.
func outerRows(p *page) []*row {
	sorted := make([]*row, len(p.rows))
	for i := range p.rows {
		sorted[i] = &p.rows[i]
	}
	slices.SortStableFunc(sorted, func(a, b *row) int {
		switch {
		case a.place > b.place:
			return -1
		case a.place < b.place:
			return 1
		}
		return 0
	})
	var outer []*row
	for i, r := range sorted {
		if i >= furnitureRows && i < len(sorted)-furnitureRows {
			continue
		}
		if r.place > marginEdge && r.place < 1-marginEdge || i+1 < len(sorted) && headsTable(r, sorted[i+1]) {
			continue
		}
		outer = append(outer, r)
	}
	return outer
}

// headsTable reports whether cells of the row below stand under those of a
// row, close to them.
func headsTable(r, below *row) bool {
	gap := r.base() - below.base()
	return cellular(r) && cellular(below) && gap > 0 && gap < 2.5*r.size() && alignedRows(r, below) && len(r.cells) == len(below.cells) &&
		keyOf(r) != keyOf(below)
}

func keyOf(r *row) string { return digits.ReplaceAllString(strings.ToLower(r.text()), "#") }

// atEdge reports whether a row is near the top or bottom of the paper.
func (r *row) atEdge() bool { return r.place < furnitureEdge || r.place > 1-furnitureEdge }

// fromEdge is how far a row stands from the edge that it is nearer to, in
// points, negative from the bottom.
func (r *row) fromEdge() float64 {
	if r.place < 0.5 {
		return -r.place*r.height - 1
	}
	return (1-r.place)*r.height + 1
}
