package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxSpans bounds how many spans of a page are looked at for columns.
	maxSpans = 3000
	// maxSplits is how often regions are split again.
	maxSplits = 6
	// maxEdges is how many places are tried as the left edge of a column.
	maxEdges = 12
	// minLines is how many lines a column has at least, minLine how many
	// characters they have on average.
	minLines = 4
	minLine  = 14
	// gutter is how wide the space between columns is at least, in font sizes.
	gutter = 0.8
	// minProse is how many words make a line prose rather than a table cell.
	minProse = 5
)

// regionsOf cuts a page into regions that are read one after the other:
// columns, and what stands above, between and below them. The spans of a
// region are in reading order.
func regionsOf(spans []span, words bool) [][]span {
	if len(spans) <= maxSpans {
		if regions := split(spans, 0); len(regions) > 1 {
			return regions
		}
		if !words && hasColumns(spans) {
			// There are some that cannot be told apart by where they stand:
			// most programs write one after the other.
			return [][]span{spans}
		}
	}
	return [][]span{downwards(spans)}
}

func downwards(spans []span) []span {
	sorted := slices.Clone(spans)
	slices.SortStableFunc(sorted, func(a, b span) int { return cmp.Compare(b.base, a.base) })
	return sorted
}

// hasColumns reports whether prose stands beside prose.
func hasColumns(spans []span) bool {
	var prose []span
	for _, s := range spans {
		if strings.Count(s.text, " ") >= minProse-1 {
			prose = append(prose, s)
		}
	}
	prose = downwards(prose)
	beside := 0
	for i, a := range prose {
		for _, b := range prose[i+1:] {
			if a.base-b.base > 0.7*a.size {
				break
			}
			if a.right < b.left || b.right < a.left {
				beside++
				break
			}
		}
	}
	return beside >= 4 && beside*5 >= len(prose)
}

// split cuts spans at the gutter that parts most of them, and the parts again.
func split(spans []span, depth int) [][]span {
	spans = downwards(spans)
	if depth == maxSplits {
		return [][]span{spans}
	}
	var best [][]span
	parted, usual := 0, 0.0
	if len(spans) > 0 {
		usual = medianSize(spans)
	}
	for _, edge := range edges(spans) {
		if parts, n := splitAt(spans, edge, usual); n > parted {
			best, parted = parts, n
		}
	}
	if best == nil {
		return [][]span{spans}
	}
	var regions [][]span
	for _, part := range best {
		regions = append(regions, split(part, depth+1)...)
	}
	return regions
}

// edges returns where most spans begin, but for the leftmost place.
func edges(spans []span) []float64 {
	type edge struct {
		at    float64
		spans int
	}
	lefts := make([]float64, len(spans))
	for i, s := range spans {
		lefts[i] = s.left
	}
	slices.Sort(lefts)
	var found []edge
	for start := 0; start < len(lefts); {
		end := start
		for end < len(lefts) && lefts[end]-lefts[start] < 2.5 {
			end++
		}
		if end-start >= minLines && start > 0 {
			found = append(found, edge{lefts[start], end - start})
		}
		start = end
	}
	slices.SortStableFunc(found, func(a, b edge) int { return cmp.Compare(b.spans, a.spans) })
	var most []float64
	for _, e := range found[:min(len(found), maxEdges)] {
		most = append(most, e.at)
	}
	return most
}

// splitAt cuts spans, which go down the page, at a gutter left of an edge. It
// returns the parts in reading order and how many spans columns hold. Usual is
// the size of most of the text.
func splitAt(spans []span, edge, usual float64) (parts [][]span, parted int) {
	var between, band []span
	closeBand := func() {
		if left, right, ok := columns(band, edge); ok {
			if len(between) > 0 {
				parts = append(parts, between)
			}
			parts = append(parts, left, right)
			parted += len(band)
			between = nil
		} else {
			between = append(between, band...)
		}
		band = nil
	}
	crosses := func(i int) bool {
		s := spans[i]
		return s.left < edge-3 && s.right > edge-gutter*s.size || isAcross(spans, i, edge, usual)
	}
	for i, s := range spans {
		if crosses(i) {
			closeBand()
			between = append(between, s)
		} else {
			band = append(band, s)
		}
	}
	closeBand()
	if len(between) > 0 {
		parts = append(parts, between)
	}
	return parts, parted
}

// isAcross reports whether a span left of the edge stands over both columns
// although it is too short to reach into the second: it is set as headings
// are, and nothing stands beside it or near to its line.
func isAcross(spans []span, i int, edge, usual float64) bool {
	s := spans[i]
	if s.right > edge || i == 0 || i == len(spans)-1 {
		return false
	}
	if s.size < headingRatio*usual && !s.bold {
		return false
	}
	for _, other := range spans {
		apart := 1.6 // a heading stands closer to what is below
		if other.base < s.base {
			apart = 1.2
		}
		if other.left >= edge-3 && math.Abs(other.base-s.base) < apart*max(s.size, other.size) {
			return false
		}
	}
	above := slices.ContainsFunc(spans[:i], func(o span) bool { return o.left >= edge-3 })
	below := slices.ContainsFunc(spans[i:], func(o span) bool { return o.left >= edge-3 })
	return above && below
}

func medianSize(spans []span) float64 {
	sizes := make([]float64, len(spans))
	for i, s := range spans {
		sizes[i] = s.size
	}
	return median(sizes)
}

// columns parts a band at an edge, if prose stands on both sides.
func columns(band []span, edge float64) (left, right []span, ok bool) {
	for _, s := range band {
		if s.left < edge-3 {
			left = append(left, s)
		} else {
			right = append(right, s)
		}
	}
	if len(left) < minLines || len(right) < minLines {
		return nil, nil, false
	}
	a, b := inRows(left, false, false, new(rules)), inRows(right, false, false, new(rules))
	if min(overlap(a, b), overlap(b, a)) < minLines || !isProse(a) || !isProse(b) || inStep(a, b) {
		return nil, nil, false
	}
	return left, right, true
}

// overlap returns how many of the rows stand beside the others.
func overlap(rows, others []row) int {
	top, bottom := others[0].base(), others[len(others)-1].base()
	n := 0
	for _, r := range rows {
		if r.base() <= top+r.size() && r.base() >= bottom-r.size() {
			n++
		}
	}
	return n
}

// isProse reports whether rows are lines of prose or of a list: they are long,
// and many of them go on in the next.
func isProse(rows []row) bool {
	if len(rows) < minLines {
		return false
	}
	length, flowing := 0, 0
	for i := range rows {
		text := rows[i].text()
		length += width(text)
		first, _ := utf8.DecodeRuneInString(text)
		switch {
		case isItem(text), rows[i].divided():
			flowing++
		case i > 0 && !endsSentence(rows[i-1].text()) && !unicode.IsUpper(first) && unicode.IsLetter(first):
			flowing++
		}
	}
	return length >= minLine*len(rows) && flowing*4 >= len(rows)
}

// width counts characters, those of wide scripts twice.
func width(text string) int {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if isDense(r) {
			n++
		}
	}
	return n
}

// inStep reports whether rows on both sides are the cells of a table: where
// one side begins anew after a wider gap, so does the other.
func inStep(a, b []row) bool {
	starts := startsOf(b)
	same, all := 0, 0
	for _, at := range startsOf(a) {
		all++
		if slices.ContainsFunc(starts, func(other float64) bool { return math.Abs(at-other) <= 3 }) {
			same++
		}
	}
	return same >= 2 && same*3 >= all*2
}

// startsOf returns the lines after gaps that are wider than usual.
func startsOf(rows []row) []float64 {
	var gaps []float64
	for i := 1; i < len(rows); i++ {
		gaps = append(gaps, rows[i-1].base()-rows[i].base())
	}
	if len(gaps) == 0 {
		return nil
	}
	slices.Sort(gaps)
	usual := gaps[len(gaps)/3]
	var found []float64
	for i := 1; i < len(rows); i++ {
		if rows[i-1].base()-rows[i].base() > 1.25*usual {
			found = append(found, rows[i].base())
		}
	}
	return found
}
