package pdf

import (
	"regexp"
	"strings"
)

// Furniture is what is printed on every page: headers, footers, numbers.
const (
	// furnitureRows is how many rows at either end of a page may be it.
	furnitureRows = 3
	// furnitureEdge is the part of the page at either end where a lone
	// number is the page's.
	furnitureEdge = 0.12
)

var (
	pageNumber = regexp.MustCompile(`(?i)^[-–—|•\s]*(?:(?:page|p\.|seite|стр\.|страница|página|pagina|pág\.|blz\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})` +
		`(?:\s*(?:of|/|von|из|de|di|sur|van)\s*\d{1,4})?[-–—|•\s.]*$`)
	digits = regexp.MustCompile(`\d+`)
	// leader is a line of a table of contents: "Refunds ........ 12".
	leader = regexp.MustCompile(`(?:[.·…]\s?){4,}\s*\d{1,4}$`)
)

// dropFurniture takes out page numbers, lines of the table of contents, and
// rows at the edges that are the same on many pages. A large one on the
// first page stays: it may be the title.
func dropFurniture(pages []pdfPage, body float64) {
	seen := map[string]int{}
	for _, p := range pages {
		on := map[string]bool{}
		for i := range p.rows {
			if key := rowKey(&p.rows[i]); p.atEnd(i) && !on[key] {
				on[key] = true
				seen[key]++
			}
		}
	}
	often := max(3, len(pages)*2/5)
	for n := range pages {
		p := &pages[n]
		var kept []pdfRow
		for i := range p.rows {
			r := &p.rows[i]
			text := r.text()
			repeated := p.atEnd(i) && seen[rowKey(r)] >= often && (n > 0 || r.size() < headingRatio*body)
			if repeated || leader.MatchString(text) || p.atEdge(r) && pageNumber.MatchString(text) {
				continue
			}
			kept = append(kept, *r)
		}
		p.rows = kept
	}
}

func rowKey(r *pdfRow) string { return digits.ReplaceAllString(strings.ToLower(r.text()), "#") }

// atEnd tells whether row i is among the first or last of the page.
func (p *pdfPage) atEnd(i int) bool { return i < furnitureRows || i >= len(p.rows)-furnitureRows }

// atEdge tells whether a row is near the top or bottom of the paper.
func (p *pdfPage) atEdge(r *pdfRow) bool {
	return r.base() < furnitureEdge*p.height || r.base() > (1-furnitureEdge)*p.height
}
