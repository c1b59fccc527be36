package document

import (
	"slices"
	"strconv"
	"strings"

	"footnote/internal/sentence"
)

// listTracker knows which list the blocks that are read belong to.
type listTracker struct {
	// count counts the lists, open is the one that is read, 0 for none.
	count, open int
	// top is the block that the outermost items of the newest list belong to,
	// -1 for none, and lead what these are said under.
	top  int
	lead string
	// steps says that the newest list is ordered, number is that of its last
	// outermost item, items how many stand there without anything between.
	steps         bool
	number, items int
	headings      []string
	// ended is how many units there were when the newest list ended.
	ended int
	// passing says that the list is open for one block more: code that its last
	// item introduces.
	passing bool
	// typed says that the open list is of paragraphs whose numbers are typed.
	typed bool
}

// maxBetween is how many words may stand between two steps of one list.
const maxBetween = 150

// follow keeps track of which list is open.
func (w *unitWriter) follow(index int, b Block) {
	l := &w.lists
	if l.passing {
		l.passing, l.open = false, 0
	}
	if l.typed = w.isTypedStep(index); l.typed {
		w.typedStep(index)
		return
	}
	if b.Kind != ListItem || b.Parent >= 0 && w.blocks[b.Parent].Kind == ListItem {
		if l.open > 0 && !w.inList(index) {
			l.ended = len(w.units)
			l.passing = b.Kind == Code && w.text[w.units[l.ended-1].End-1] == ':'
			if !l.passing {
				l.open = 0
			}
		}
		return
	}
	number, numbered := stepNumber(b)
	switch {
	case l.open == 0 && numbered && w.goesOn(b, number):
		for i := l.ended; i < len(w.units); i++ {
			w.units[i].List = l.count
		}
		l.open, l.top, l.items = l.count, b.Parent, 0
	case l.open == 0, b.Parent != l.top && number != l.number+1, number == 1 && b.Level == 0:
		w.openList(b, b.Parent)
		l.steps = numbered
	}
	l.number = number
	l.items++
}

// openList begins a list with a block, led in by another one, -1 for none.
func (w *unitWriter) openList(b Block, leadIn int) {
	l := &w.lists
	l.count++
	if lead := len(w.units) - 1; lead >= 0 && w.units[lead].Kind == UnitLeadIn {
		w.units[lead].List = l.count
	}
	l.open, l.top, l.items = l.count, leadIn, 0
	l.lead, l.headings = w.leadOf(leadIn), b.Headings
}

// typedNumber returns the number that a paragraph begins with as a step does,
// "2. " or "2) ", and 0 for none.
func (w *unitWriter) typedNumber(index int) int {
	if index < 0 || index >= len(w.blocks) {
		return 0
	}
	b := w.blocks[index]
	if b.Kind != Paragraph || b.End > len(w.text) || b.Start >= b.End {
		return 0
	}
	return w.typedMark(b.Start, b.End)
}

func (w *unitWriter) typedMark(start, end int) int {
	mark, _, found := strings.Cut(string(w.text[start:min(end, start+maxMarker)]), " ")
	digits := strings.TrimRight(mark, ".)")
	if !found || len(mark) != len(digits)+1 {
		return 0
	}
	number, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return number
}

// typedLines returns the lines at the end of a paragraph that count from 1:
// steps that were typed with breaks between. There are at least two, or none.
func (w *unitWriter) typedLines(b Block) []sentence.Span {
	var steps []sentence.Span
	for start := b.Start; start < b.End; {
		end := start
		for end < b.End && w.text[end] != '\n' {
			end++
		}
		switch w.typedMark(start, end) {
		case len(steps) + 1:
			steps = append(steps, sentence.Span{Start: start, End: end})
		default:
			if len(steps) > 0 {
				return nil
			}
		}
		start = end + 1
	}
	if len(steps) < 2 {
		return nil
	}
	return steps
}

// maxMarker is how long a typed number is at most, with the space behind it.
const maxMarker = 5

// isTypedStep reports whether a paragraph is one of several in a row that count
// from 1: steps that were typed without a list.
func (w *unitWriter) isTypedStep(index int) bool {
	number := w.typedNumber(index)
	if number == 1 {
		return w.typedNumber(index+1) == 2
	}
	return number > 1 && w.lists.open > 0 && w.lists.number == number-1 && w.typedNumber(index-1) == number-1
}

func (w *unitWriter) typedStep(index int) {
	l := &w.lists
	number := w.typedNumber(index)
	if number == 1 {
		leadIn := index - 1
		if leadIn >= 0 && w.blocks[leadIn].Kind != Paragraph {
			leadIn = -1
		}
		w.openList(w.blocks[index], leadIn)
		l.steps = true
	}
	l.number = number
	l.items++
}

// goesOn reports whether an item is the next step of the list before, although
// something stands between: a picture, a note, code. Files that give each step
// the number 1 have only code or pictures there.
func (w *unitWriter) goesOn(b Block, number int) bool {
	l := w.lists
	if l.count == 0 || !l.steps || b.Level > 0 || !slices.Equal(l.headings, b.Headings) {
		return false
	}
	words, shows := 0, true
	for _, u := range w.units[l.ended:] {
		words += CountWords(w.text[u.Start:u.End])
		shows = shows && (u.Kind == UnitCode || u.Kind == UnitFigure)
	}
	if number == 1 {
		return l.number == 1 && l.items == 1 && shows && l.ended < len(w.units)
	}
	return number == l.number+1 && words <= maxBetween
}

// stepNumber returns the number of an ordered item, ok false for none.
func stepNumber(b Block) (number int, ok bool) {
	if !b.Ordered {
		return 0, false
	}
	mark := strings.ToLower(strings.Trim(b.Marker, "()."))
	if len(mark) == 1 && mark[0] >= 'a' && mark[0] <= 'z' {
		return int(mark[0]-'a') + 1, true
	}
	number, err := strconv.Atoi(mark)
	return number, err == nil
}

// inList reports whether a block belongs, over others, to a list item.
func (w *unitWriter) inList(index int) bool {
	for hops := 0; index >= 0 && hops < 64; hops++ {
		if w.blocks[index].Kind == ListItem {
			return true
		}
		index = w.blocks[index].Parent
	}
	return false
}
