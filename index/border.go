package index

import (
	"math"
	"slices"

	"footnote/kbsource/document"
)

// What a cut or a missing cut at a border costs, in the same currency as a
// passage's distance from the target length: one that is half as long costs
// 0.25. So two sections of 100 words under one parent become one passage,
// and two of them under the document itself stay apart.
const (
	forbidden     = 5.0 // between what belongs together
	cutSentence   = 0.15
	cutSteps      = 0.4 // between steps, which are shown as a whole
	cutList       = 0.08
	cutTable      = 0.06
	cutParagraph  = 0.03
	cutIntroduced = 0.4 // between "as follows:" and what follows
	crossTopLevel = 0.8
	crossSecond   = 0.3
	crossDeeper   = 0.15
	secondLevel   = 2
)

// borders chooses where passages end, as indexes into the pieces, so that the
// sum of all costs is least.
func (s *splitter) borders() []int {
	n := len(s.pieces)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	cut, cross := s.borderCosts()
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(1)
		words, crossed := 0, 0.0
		for start := end - 1; start >= 0; start-- {
			words += s.pieces[start].words
			if words > maxWords && start < end-1 {
				break
			}
			cost := best[start] + crossed + lengthCost(words)
			if start > 0 {
				cost += cut[start]
			}
			if cost < best[end] {
				best[end], from[end] = cost, start
			}
			crossed += cross[start]
		}
	}
	var ends []int
	for end := n; end > 0; end = from[end] {
		ends = append(ends, end)
	}
	slices.Reverse(ends)
	return ends
}

func lengthCost(words int) float64 {
	off := float64(words-targetWords) / targetWords
	return off * off
}

// borderCosts returns what it costs to cut before each piece, and what it
// costs not to.
func (s *splitter) borderCosts() (cut, cross []float64) {
	cut, cross = make([]float64, len(s.pieces)), make([]float64, len(s.pieces))
	headingsOnly := true // from here to the end of the document
	for i := len(s.pieces) - 1; i > 0; i-- {
		headingsOnly = headingsOnly && s.pieces[i].kind == document.Heading
		if headingsOnly {
			cut[i] = forbidden
			continue
		}
		cut[i], cross[i] = s.borderCost(s.pieces[i-1], s.pieces[i])
	}
	return cut, cross
}

func (s *splitter) borderCost(before, after piece) (cut, cross float64) {
	switch {
	case after.continues:
		return cutSentence, 0
	case s.belongs(before, after):
		return forbidden, 0
	case after.kind == document.Heading, !slices.Equal(before.headings, after.headings):
		level := min(common(before.headings, after.headings)+1, max(1, len(after.headings)))
		switch {
		case level < secondLevel:
			return 0, crossTopLevel
		case level == secondLevel:
			return 0, crossSecond
		}
		return 0, crossDeeper
	case s.runes[before.end-1] == ':' || s.runes[before.end-1] == '：':
		return cutIntroduced, 0
	case s.inOneList(before, after):
		if s.units[before.units.Start].Ordered || s.units[after.units.Start].Ordered {
			return cutSteps, 0
		}
		return cutList, 0
	case after.kind == document.TableRow:
		return cutTable, 0
	}
	return cutParagraph, 0
}

// inOneList reports whether two pieces are items of a list, or belong to them.
func (s *splitter) inOneList(before, after piece) bool {
	list := s.units[before.units.End-1].List
	return list > 0 && s.units[after.units.Start].List == list || before.kind == document.ListItem && after.kind == document.ListItem
}

// belongs reports whether two pieces in a row are of little use apart: a
// heading and what it heads, a question and what answers it, the rows that
// name columns or rows and the next one, a caption and its table, a lead-in
// and the first item of its list, a term and its description.
func (s *splitter) belongs(before, after piece) bool {
	last := s.units[before.units.End-1]
	switch {
	case before.kind == document.Heading:
		return true
	case before.block < 0 || after.block < 0:
		return false
	case last.Kind == document.UnitQuestion && last.Start == s.blocks[before.block].Start && before.kind != document.ListItem:
		return after.kind != document.Heading
	case before.kind == document.TableHeader, before.kind == document.TableSection:
		return after.kind.IsRow() && s.blocks[after.block].Table == s.blocks[before.block].Table
	case before.kind == document.Figure:
		return after.kind == document.Caption
	case s.blocks[after.block].Parent != before.block:
		return false
	case after.kind == document.ListItem:
		return before.kind != document.ListItem || last.Kind == document.UnitLeadIn
	}
	return after.kind.IsRow() || after.kind == document.Description || after.kind == document.Answer
}
