package index

import (
	"slices"
	"strings"

	"footnote/kbsource/document"
)

const (
	// maxContext bounds the header rows that a passage carries, maxWithin the
	// list item that it goes on in; in runes.
	maxContext = 400
	maxWithin  = 240
)

// context is what a passage that begins with a piece needs of the text before
// it: the rows that name the columns of its table, a line each, and what its
// first unit is said under, such as the lead-in of its list.
func (s *splitter) context(first piece) string {
	if first.block < 0 {
		return ""
	}
	lines := s.columns(first)
	if over := s.over(first); over != "" {
		lines = append(lines, over)
	}
	return strings.Join(lines, "\n")
}

// columns are the rows before a row that name its columns.
func (s *splitter) columns(first piece) []string {
	if !first.kind.IsRow() {
		return nil
	}
	before := func(i int) bool {
		return i > 0 && s.blocks[i-1].Kind.IsRow() && s.blocks[i-1].Table == s.blocks[first.block].Table
	}
	i := first.block
	for first.kind != document.TableHeader && before(i) && s.blocks[i-1].Kind != document.TableHeader {
		i--
	}
	var rows []string
	for ; before(i) && s.blocks[i-1].Kind == document.TableHeader; i-- {
		rows = append(rows, string(s.runes[s.blocks[i-1].Start:s.blocks[i-1].End]))
	}
	slices.Reverse(rows)
	left := maxContext
	for i, row := range rows {
		rows[i] = shortened(row, left)
		left -= len([]rune(rows[i]))
	}
	return slices.DeleteFunc(rows, func(row string) bool { return row == "" })
}

// over is what the first unit of a passage is said under.
func (s *splitter) over(first piece) string {
	parent := s.blocks[first.block].Parent
	switch first.kind {
	case document.TableRow:
		return s.units[first.units.Start].Lead
	case document.ListItem, document.Description, document.Answer:
		if parent >= 0 {
			return s.units[first.units.Start].Lead
		}
	case document.TableHeader, document.TableSection, document.Note:
	default:
		if parent >= 0 && s.blocks[parent].Kind == document.ListItem {
			item := string(s.runes[s.blocks[parent].Start:s.blocks[parent].End])
			return shortened(strings.ReplaceAll(item, "\n", " "), maxWithin)
		}
	}
	return ""
}

// shortened returns at most n runes of a text.
func shortened(text string, n int) string {
	runes := []rune(text)
	return strings.TrimSpace(string(runes[:min(len(runes), max(n, 0))]))
}
