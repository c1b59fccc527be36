package document

import (
	"strings"
	"unicode"
)

// grid is a table whose rows are to be told apart.
type grid struct {
	rows  []gridRow
	kinds []Kind
	width int
}

// rowKinds says what each row is. Rows name columns where the file marks them.
// Where it marks none, rows of bold cells over others do, and a first row of
// labels that clearly stands over rows of values. A row that has a single cell
// for all columns names a section. A row that is marked, but reads as a value
// like those below it, is none: Markdown has no tables without a marked row.
func rowKinds(rows []gridRow, headless bool) []Kind {
	g := grid{rows: rows, kinds: make([]Kind, len(rows))}
	for _, r := range rows {
		last := r.cells[len(r.cells)-1]
		g.width = max(g.width, last.Column+last.Columns)
	}
	marked := false
	for i, r := range rows {
		switch {
		case g.isSection(i):
			g.kinds[i] = TableSection
		case r.header:
			g.kinds[i] = TableHeader
			marked = true
		default:
			g.kinds[i] = TableRow
		}
	}
	g.withoutIdleHeaders()
	if first := g.first(TableHeader); first >= 0 && g.isValueRow(first) {
		g.kinds[first] = TableRow
	}
	if !marked {
		g.guess(headless)
	}
	g.labelBoldColumn()
	return g.kinds
}

// first returns the index of the first row of a kind, -1 for none.
func (g *grid) first(kind Kind) int {
	for i, k := range g.kinds {
		if k == kind {
			return i
		}
	}
	return -1
}

// withoutIdleHeaders makes rows of headers that stand over nothing: a foot of
// sums, or a table in which all cells are marked.
func (g *grid) withoutIdleHeaders() {
	last := len(g.rows) - 1
	for last >= 0 && g.kinds[last] == TableHeader {
		last--
	}
	if last < 0 && len(g.rows) > 1 {
		last = 0
	}
	for i := last + 1; i < len(g.rows); i++ {
		g.kinds[i] = TableRow
	}
}

// guess finds the rows that name columns where none is marked. Without a
// header, by what the file says, it takes only bold ones.
func (g *grid) guess(headless bool) {
	start := 0
	for start < len(g.rows) && g.kinds[start] == TableSection {
		start++
	}
	if n := g.boldRows(start); n > 0 {
		for i := start; i < start+n; i++ {
			g.kinds[i] = TableHeader
		}
		if g.isValueRow(start) {
			g.kinds[start] = TableRow
		}
		return
	}
	if start < len(g.rows) && !headless && (g.standsOverValues(start) || g.hasEmptyCorner(start)) {
		g.kinds[start] = TableHeader
	}
}

// maxBoldRows is how many bold rows may head a table.
const maxBoldRows = 3

// boldRows counts the rows from start on whose cells are all bold, if no other
// row below is so but in its first column.
func (g *grid) boldRows(start int) int {
	n := 0
	for start+n < len(g.rows) && g.kinds[start+n] == TableRow && g.rows[start+n].allStrong() {
		n++
	}
	if n == 0 || n > maxBoldRows || start+n == len(g.rows) {
		return 0
	}
	for i := start + n; i < len(g.rows); i++ {
		if g.kinds[i] != TableRow {
			continue
		}
		for _, c := range g.rows[i].cells {
			if c.strong && c.Column > 0 {
				return 0
			}
		}
	}
	return n
}

func (r gridRow) allStrong() bool {
	filled := 0
	for _, c := range r.cells {
		switch {
		case c.text == "":
		case c.strong && !c.Header:
			filled++
		default:
			return false
		}
	}
	return filled > 1
}

// labelBoldColumn marks a bold first column as labels, as marked ones are.
func (g *grid) labelBoldColumn() {
	for i, r := range g.rows {
		if g.kinds[i] != TableRow {
			continue
		}
		for j, c := range r.cells {
			if c.text != "" && (j == 0) != c.strong {
				return
			}
		}
	}
	for i, r := range g.rows {
		if g.kinds[i] == TableRow && len(r.cells) > 1 && r.cells[0].text != "" {
			r.cells[0].Header = true
		}
	}
}

const (
	maxLabelWords   = 5
	maxSectionWords = 12
)

// isSection reports whether a row says one thing for all columns of the rows
// below it.
func (g *grid) isSection(at int) bool {
	r := g.rows[at]
	first := r.cells[0]
	if g.width < 2 || first.text == "" || at+1 == len(g.rows) || !isName(first.text, maxSectionWords) {
		return false
	}
	for _, c := range r.cells[1:] {
		if c.text != "" {
			return false
		}
	}
	if first.Columns >= g.width {
		return true
	}
	return len(r.cells) >= g.width && g.standsOut(at)
}

// isName reports whether a text is short and no sentence.
func isName(text string, words int) bool {
	return len(strings.Fields(text)) <= words && !strings.ContainsAny(text[len(text)-1:], ".!;,") && !strings.HasSuffix(text, "。")
}

// standsOut reports whether a row of which only the first cell has text names
// a section, and is not a row whose values are missing: it is bold where others
// are not, or all others are full; of two columns, the labels must come again
// below another section.
func (g *grid) standsOut(at int) bool {
	strong, gaps := 0, 0
	seen, again := map[string]bool{}, false
	for _, r := range g.rows {
		first, filled := r.cells[0], 0
		for _, c := range r.cells[1:] {
			if c.text != "" {
				filled++
			}
		}
		if filled == 0 {
			continue
		}
		if filled < len(r.cells)-1 {
			gaps++
		}
		if first.strong || first.Header {
			strong++
		}
		again = again || seen[first.text]
		seen[first.text] = true
	}
	if first := g.rows[at].cells[0]; (first.strong || first.Header) && strong <= len(g.rows)/4 {
		return true
	}
	return gaps == 0 && (g.width > 2 || again)
}

// standsOverValues reports whether a row of labels stands over rows of values:
// it has a short label without a digit in every column, and a column below in
// which all values are alike. Of two columns it might as well be the first of
// several names with their values.
func (g *grid) standsOverValues(at int) bool {
	if g.width < 3 || len(g.rows)-at < 3 || !g.isLabels(at) {
		return false
	}
	for _, head := range g.rows[at].cells[1:] {
		if g.alike(at, head) {
			return true
		}
	}
	return false
}

// hasEmptyCorner reports whether a row leaves the first column to the labels
// of the rows below it, and names the others.
func (g *grid) hasEmptyCorner(at int) bool {
	if len(g.rows)-at < 3 || g.rows[at].cells[0].text != "" || !g.isLabels(at) {
		return false
	}
	for _, r := range g.rows[at+1:] {
		if r.cells[0].text == "" {
			return false
		}
	}
	return true
}

// isLabels reports whether a row has a name of its own for every column, but
// perhaps the first.
func (g *grid) isLabels(at int) bool {
	cells := g.rows[at].cells
	last := cells[len(cells)-1]
	if last.Column+last.Columns < g.width || cells[0].Header {
		return false
	}
	seen := map[string]bool{}
	for i, c := range cells {
		if c.text == "" && i > 0 || c.Header || seen[c.text] || strings.ContainsFunc(c.text, unicode.IsDigit) || len(strings.Fields(c.text)) > maxLabelWords {
			return false
		}
		seen[c.text] = true
	}
	return true
}

// alike reports whether the values below a cell are quantities, dates or marks
// of one form.
func (g *grid) alike(at int, head gridCell) bool {
	values, form := 0, ""
	for i := at + 1; i < len(g.rows); i++ {
		if g.kinds[i] != TableRow {
			continue
		}
		for _, c := range g.rows[i].cells {
			if c.text == "" || !c.covers(head.Cell) {
				continue
			}
			if !isValue(c.text) || values > 0 && formOf(c.text) != form {
				return false
			}
			values, form = values+1, formOf(c.text)
		}
	}
	return values >= 2 && values*2 >= len(g.rows)-at-1
}

// isValueRow reports whether a row that should name columns is a value like
// those below it. It begins, behind its first cell, with quantities, times or
// addresses as no name does; these are of one form with values below or, of
// two columns, the values below are not alike, as those of several names are.
func (g *grid) isValueRow(at int) bool {
	if at+1 >= len(g.rows) || g.kinds[at+1] == TableHeader {
		return false
	}
	values := 0
	for _, head := range g.rows[at].cells[1:] {
		if head.text == "" {
			continue
		}
		if !isDatum(head.text) || !g.hasFormBelow(at, head) && (g.width > 2 || g.alike(at, head)) {
			return false
		}
		values++
	}
	return values > 0
}

// hasFormBelow reports whether a value below a cell is of its form.
func (g *grid) hasFormBelow(at int, head gridCell) bool {
	for _, r := range g.rows[at+1:] {
		for _, c := range r.cells {
			if c.covers(head.Cell) && isDatum(c.text) && formOf(c.text) == formOf(head.text) {
				return true
			}
		}
	}
	return false
}

// isValue reports whether a text is a quantity, a date or a mark rather than
// a label.
func isValue(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) || !strings.ContainsFunc(text, unicode.IsLetter)
}

// isDatum reports whether a text is what no column is called: a quantity with
// its unit, a time, an address of the web or of mail, a telephone number.
func isDatum(text string) bool {
	if strings.Contains(text, "://") || strings.Contains(text, "@") && !strings.Contains(text, " ") {
		return true
	}
	at := strings.IndexFunc(text, unicode.IsDigit)
	if at < 0 || strings.ContainsFunc(text[:at], unicode.IsLetter) {
		return false // a name may end in a number
	}
	return at > 0 || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
}

// formOf returns a text without its digits: "4 euros a day" is of one form
// with "7 euros a day". Marks are of one form.
func formOf(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return "mark"
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r), r == '.', r == ',':
			return -1
		case unicode.IsPunct(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, text)), " ")
}
