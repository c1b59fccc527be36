package docx

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxHeads is how many rows at the top may name columns where the file
	// does not mark them.
	maxHeads = 3
	// maxLabel is how many words a label may have.
	maxLabel = 5
)

// header returns how many rows at the top name the columns: those that the
// file repeats on every page, else those that are set apart, else those that
// are labels over values. Word ticks "header row" for every table that is
// inserted, so that alone says nothing.
func header(t *table, rows []*gridRow) int {
	heads := leading(rows, func(r *gridRow) bool { return r.header })
	if heads > 0 && heads < len(rows) {
		return whole(rows, heads)
	}
	columns := width(rows)
	if len(rows) < 2 || columns < 2 {
		return 0
	}
	if heads = setApart(rows); heads > 0 {
		if pair(rows, startsAsValue) || spans(rows[heads-1], columns) {
			return 0
		}
		return whole(rows, heads)
	}
	if t.firstRow == yes && t.style.firstRow && !pair(rows, isValue) && !spans(rows[0], columns) {
		return whole(rows, 1)
	}
	if t.firstRow == yes && columns > 2 {
		return overValues(rows)
	}
	return 0
}

// whole takes in the rows that cells of the header are merged into.
func whole(rows []*gridRow, heads int) int {
	for i := 0; i < heads; i++ {
		if end := i + reach(rows[i]); end <= maxHeads && end < len(rows) {
			heads = max(heads, end)
		}
	}
	return heads
}

func width(rows []*gridRow) int {
	most := 0
	for _, row := range rows {
		columns := 0
		for _, c := range row.cells {
			columns += c.columns
		}
		most = max(most, columns)
	}
	return most
}

// spans reports whether a row has one cell only, over all columns: a title or
// a section.
func spans(row *gridRow, width int) bool { return len(row.cells) == 1 && row.cells[0].columns >= width }

// setApart returns how many rows at the top are bold, or else have a ground of
// their own, unlike the ones below.
func setApart(rows []*gridRow) int {
	heads := leading(rows, (*gridRow).bold)
	if ground := rows[0].fill(); heads == 0 && ground != "" {
		same := func(r *gridRow) bool { return r.fill() == ground }
		heads = leading(rows, same)
		if slices.ContainsFunc(rows[heads:], same) {
			return 0 // stripes
		}
	}
	if heads == len(rows) || heads > maxHeads {
		return 0
	}
	return heads
}

// leading counts the rows at the top that are of a kind.
func leading(rows []*gridRow, is func(*gridRow) bool) int {
	n := 0
	for n < len(rows) && is(rows[n]) {
		n++
	}
	return n
}

// reach is how many rows the cells of a row stand in.
func reach(row *gridRow) int {
	most := 1
	for _, c := range row.cells {
		most = max(most, c.rows)
	}
	return most
}

func (r *gridRow) bold() bool {
	seen := false
	for _, c := range r.cells {
		if len(c.lines) > 0 {
			if !c.bold {
				return false
			}
			seen = true
		}
	}
	return seen
}

// fill is the ground of the whole row, "" when there is none or several.
func (r *gridRow) fill() string {
	for _, c := range r.cells {
		if c.fill != r.cells[0].fill {
			return ""
		}
	}
	if len(r.cells) == 0 {
		return ""
	}
	return r.cells[0].fill
}

// pair reports whether the first row of two columns is a name with its value
// rather than two labels.
func pair(rows []*gridRow, isValue func(string) bool) bool {
	return width(rows) == 2 && len(rows[0].cells) == 2 && isValue(rows[0].cells[1].text())
}

// overValues returns how many rows at the top hold labels only and stand over
// columns of values: two where cells over several columns are divided below, as
// many as cells are merged downwards, or one.
func overValues(rows []*gridRow) int {
	columns, merged := width(rows), reach(rows[0])
	divided := slices.ContainsFunc(rows[0].cells, func(c *gridCell) bool { return c.columns > 1 && c.columns < columns })
	if divided && merged == 1 && areLabels(rows, 2, columns) {
		return 2
	}
	if areLabels(rows, merged, columns) {
		return merged
	}
	return 0
}

// areLabels reports whether so many rows at the top hold labels, and those
// below values.
func areLabels(rows []*gridRow, heads, columns int) bool {
	if heads > maxHeads || heads >= len(rows) || heads == 1 && width(rows[:1]) < columns || spans(rows[0], columns) {
		return false
	}
	for i, row := range rows[:heads] {
		seen := map[string]bool{}
		for _, c := range row.cells {
			text := c.text()
			corner := i == 0 && c.column == 0
			if isValue(text) && !corner || len(strings.Fields(text)) > maxLabel || heads == 1 && seen[text] {
				return false
			}
			seen[text] = true
		}
	}
	return values(rows[heads:])
}

// values reports whether a column but the first holds values in at least half
// of the rows, or texts that are far longer than labels.
func values(rows []*gridRow) bool {
	found, words, cells := map[int]int{}, 0, 0
	for _, row := range rows {
		for _, c := range row.cells {
			if text := c.text(); text != "" && c.column > 0 {
				cells++
				words += len(strings.Fields(text))
				if isValue(text) {
					found[c.column]++
				}
			}
		}
	}
	for _, n := range found {
		if n > 0 && n*2 >= len(rows) {
			return true
		}
	}
	return words > 2*maxLabel*cells
}

// isValue reports whether a text is a quantity, a mark, an address or a
// sentence rather than a label. Nothing is a mark too.
func isValue(text string) bool {
	return strings.ContainsFunc(text, unicode.IsDigit) || !strings.ContainsFunc(text, unicode.IsLetter) ||
		strings.ContainsAny(text, "@☒☐☑✓✗") || strings.Contains(text, "://") || strings.HasSuffix(text, ".")
}

// startsAsValue is isValue for a text that somebody made bold: "Price 2026" is
// a label then, "31 euros" is none.
func startsAsValue(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLetter(first) || strings.Contains(text, "://") || strings.ContainsRune(text, '@')
}

// labels reports whether the first cell of each row below the header is set
// apart as what the row is about: by bold letters that its other cells do not
// have, by the table's style, or because the look was changed to have a first
// column and no first row.
func labels(t *table, rows []*gridRow) bool {
	if width(rows) < 2 {
		return false
	}
	if t.firstColumn == yes && (t.style.firstColumn || t.firstRow == no) {
		return true
	}
	bold, all := 0, 0
	for _, row := range rows {
		if len(row.cells) == 0 || row.cells[0].column > 0 || len(row.cells[0].lines) == 0 {
			continue
		}
		if !row.cells[0].bold {
			return false
		}
		if !row.bold() {
			bold++
		}
		all++
	}
	return bold*2 > all
}
