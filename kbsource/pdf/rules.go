package pdf

import (
	"math"
	"slices"
)

const (
	// thin is how thick a line is at most, in points.
	thin = 2.5
	// minRule is how long a line is at least, and minCell how high and wide a
	// rectangle whose sides are lines.
	minRule = 4
	minCell = 7
)

// rulesOf returns the lines that a path draws, by its bounds: itself where it
// is thin, else its sides, since cells are drawn as rectangles too.
func rulesOf(b box) []box {
	switch w, h := b.width(), b.height(); {
	case w <= thin && h >= minRule, h <= thin && w >= minRule:
		return []box{b}
	case w >= minCell && h >= minCell:
		return []box{
			{b.left, b.bottom, b.left, b.top}, {b.right, b.bottom, b.right, b.top},
			{b.left, b.bottom, b.right, b.bottom}, {b.left, b.top, b.right, b.top},
		}
	}
	return nil
}

// rules are the lines that go up a page and across it.
type rules struct{ up, across []box }

// linesOf sorts the lines of a page that is turned counterclockwise by
// quarters.
func linesOf(all []box, quarters int, paper size) *rules {
	found := new(rules)
	for _, r := range all {
		if r = r.turned(quarters, paper.width, paper.height); r.height() > r.width() {
			found.up = append(found.up, r)
		} else {
			found.across = append(found.across, r)
		}
	}
	return found
}

// mirror exchanges left and right.
func (r *rules) mirror(width float64) {
	for _, lines := range [][]box{r.up, r.across} {
		for i, b := range lines {
			lines[i].left, lines[i].right = width-b.right, width-b.left
		}
	}
}

// around returns what the lines next to a span enclose; it is infinitely large
// to the sides on which there are none.
func (r *rules) around(s span) box {
	cell := box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	middle := (s.left + s.right) / 2
	for _, b := range r.up {
		switch x, _ := b.center(); {
		case !b.stands(s.base, s.size):
		case x <= s.left+1:
			cell.left = max(cell.left, x)
		case x >= s.right-1:
			cell.right = min(cell.right, x)
		}
	}
	for _, b := range r.across {
		switch _, y := b.center(); {
		case b.left > middle || b.right < middle:
		case y <= s.base+0.1*s.size:
			cell.bottom = max(cell.bottom, y)
		case y >= s.base+0.4*s.size:
			cell.top = min(cell.top, y)
		}
	}
	return cell
}

// stands reports whether a line goes up beside letters on a baseline.
func (b box) stands(base, size float64) bool {
	return b.bottom <= base+0.1*size && b.top >= base+0.4*size
}

// isParted reports whether a line goes up between two places on a baseline,
// as between the cells of a table.
func isParted(up []box, left, right, base, size float64) bool {
	return slices.ContainsFunc(up, func(b box) bool {
		x, _ := b.center()
		return x >= left && x <= right && b.stands(base, size)
	})
}

// strikes reports whether a rule crosses a word out.
func (b box) strikes(w box) bool {
	middle := (b.bottom + b.top) / 2
	inside := min(b.right, w.right) - max(b.left, w.left)
	return b.height() <= 0.35*w.height() && b.height() < b.width() && inside >= 0.8*w.width() &&
		middle > w.bottom+0.25*w.height() && middle < w.top-0.25*w.height()
}
