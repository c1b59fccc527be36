package index

import (
	"slices"
	"strings"
	"unicode"

	"footnote/internal/sentence"
	"footnote/kbsource/document"
)

// piece is what passages are made of and cut between: the units of a block,
// or some of them where the block is longer than a passage may be.
type piece struct {
	// block is the index of its block, -1 for text outside of blocks.
	block      int
	kind       document.Kind
	start, end int // runes, without white space at either end
	words      int
	headings   []string
	page       int
	// continues says that it is a further piece of the block before.
	continues bool
	// units is the range of its units among the document's.
	units sentence.Span
}

// cutPieces makes the pieces, which hold every unit once. A unit of two blocks,
// a term with its description, is of the first one's piece.
func (s *splitter) cutPieces() {
	next, pos, before := 0, 0, -1
	take := func(end int, block int) {
		from := next
		for next < len(s.units) && s.units[next].Start < end {
			next++
		}
		s.cutBlock(block, before, sentence.Span{Start: from, End: next})
	}
	for i, b := range s.blocks {
		if b.Start < pos || b.End > len(s.runes) || b.Start >= b.End {
			continue // as document.Units reads blocks
		}
		take(b.Start, -1)
		before = i
		take(b.End, i)
		pos = b.End
	}
	take(len(s.runes), -1)
}

// cutBlock makes pieces of the units of a block or, where block is -1, of text
// behind the block before, in which empty lines divide paragraphs.
func (s *splitter) cutBlock(block, before int, units sentence.Span) {
	p := piece{block: block, units: units}
	if before >= 0 {
		p.headings, p.page = s.blocks[before].Headings, s.blocks[before].Page
	}
	if block >= 0 {
		p.kind = s.blocks[block].Kind
		s.add(p)
		return
	}
	for at := units.Start; at < units.End; at++ {
		if at+1 == units.End || s.emptyLine(s.units[at].End, s.units[at+1].Start) {
			p.units.End = at + 1
			s.add(p)
			p.units.Start = at + 1
		}
	}
}

func (s *splitter) emptyLine(start, end int) bool {
	return strings.Contains(string(s.runes[start:end]), "\n\n")
}

// add appends a piece, or one for each of its units where it is too long.
func (s *splitter) add(p piece) {
	if p.units.Start == p.units.End {
		return
	}
	if s.measure(&p); p.words <= maxWords {
		s.pieces = append(s.pieces, p)
		return
	}
	for i := p.units.Start; i < p.units.End; i++ {
		one := p
		one.units, one.continues = sentence.Span{Start: i, End: i + 1}, i > p.units.Start
		s.measure(&one)
		s.pieces = append(s.pieces, one)
	}
}

// measure fills in what follows from a piece's units.
func (s *splitter) measure(p *piece) {
	p.start, p.end = s.units[p.units.Start].Start, s.units[p.units.End-1].End
	p.words = countWords(s.runes[p.start:p.end])
	if p.block >= 0 {
		p.page = s.blocks[p.block].PageAt(p.start)
	}
}

// fitting cuts units that are longer than a passage may be, between words or,
// where there are none, anywhere. Most documents have none.
func fitting(runes []rune, units []document.Unit) []document.Unit {
	tooLong := func(u document.Unit) bool { return countWords(runes[u.Start:u.End]) > maxWords }
	if !slices.ContainsFunc(units, tooLong) {
		return units
	}
	var cut []document.Unit
	moved := make([]int, len(units)) // where a unit's last part is now
	for i, u := range units {
		if u.Antecedent >= 0 {
			u.Antecedent = moved[u.Antecedent]
		}
		if tooLong(u) {
			cut = append(cut, parts(runes, u)...)
		} else {
			cut = append(cut, u)
		}
		moved[i] = len(cut) - 1
	}
	return cut
}

// parts are those of a unit that is too long. They do not read as a row or a
// definition any more.
func parts(runes []rune, u document.Unit) []document.Unit {
	switch u.Kind {
	case document.UnitRow, document.UnitPair, document.UnitDefinition:
		u.Kind, u.Cells = document.UnitSentence, nil
	}
	var all []document.Unit
	for start, end := u.Start, u.End; start < end; {
		part := u
		stop := fit(runes, start, end)
		part.Start, part.End = document.Trim(runes, start, stop)
		all = append(all, part)
		start, _ = document.Trim(runes, stop, end)
	}
	return all
}

// fit returns how far a passage of the most words reaches from start, where
// there is no white space.
func fit(runes []rune, start, end int) int {
	var count wordCounter
	space := start
	for i := start; i < end; i++ {
		if unicode.IsSpace(runes[i]) {
			space = i
		}
		count.add(runes[i])
		if count.total() <= maxWords {
			continue
		}
		if space > start {
			return space
		}
		return max(i, start+1)
	}
	return end
}
