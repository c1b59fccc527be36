package pdf

import (
	"cmp"
	"math"
	"slices"

	"footnote/kbsource/document"
)

const (
	// sameEdge is how far apart, in points, two lines are that are one edge of
	// a table, such as the border of a table within a cell and the cell's own.
	sameEdge = 6
)

// grid is a table all of whose cells have lines around them, so that these say
// which rows and columns a cell takes.
type grid struct {
	cells []ruled
	// lefts and tops are where columns and rows begin, in reading order.
	lefts, tops []float64
}

// ruled is a cell with the lines of text in it.
type ruled struct {
	box
	lines []span
}

// markGrids finds the ruled tables among rows in reading order.
func markGrids(rows []row) {
	for start := 0; start < len(rows); {
		end := start
		for end < len(rows) && rows[end].isRuled() && (end == start || touches(rows[start:end], &rows[end])) {
			end++
		}
		if g := newGrid(rows[start:end]); g != nil {
			for i := start; i < end; i++ {
				rows[i].grid = g
			}
		}
		start = max(end, start+1)
	}
}

// isRuled reports whether there are lines on all sides of a row's cells.
func (r *row) isRuled() bool {
	return !slices.ContainsFunc(r.cells, func(c span) bool {
		return math.IsInf(c.cell.width(), 1) || math.IsInf(c.cell.height(), 1)
	})
}

// touches reports whether cells of a row are next to cells of the rows above,
// or the same.
func touches(above []row, r *row) bool {
	for i := len(above) - 1; i >= 0; i-- {
		for _, a := range above[i].cells {
			for _, c := range r.cells {
				if c.cell.left < a.cell.right+sameEdge && a.cell.left < c.cell.right+sameEdge && c.cell.top >= a.cell.bottom-sameEdge {
					return true
				}
			}
		}
	}
	return false
}

// newGrid makes a table of rows with lines around their cells, nil when they
// are none: when there is a single row or column, a cell lies within another,
// or two cells stand side by side within the same lines.
func newGrid(rows []row) *grid {
	g := new(grid)
	for i := range rows {
		for _, c := range rows[i].cells {
			if !g.add(c) {
				return nil
			}
		}
	}
	for _, c := range g.cells {
		g.lefts, g.tops = append(g.lefts, c.left), append(g.tops, -c.top)
	}
	g.lefts, g.tops = edgesOf(g.lefts), edgesOf(g.tops)
	if len(g.lefts) < 2 || len(g.tops) < 2 || slices.ContainsFunc(g.cells, g.encloses) {
		return nil
	}
	return g
}

// add puts a span into its cell, and reports whether that is on a line of its
// own there.
func (g *grid) add(s span) bool {
	for i, c := range g.cells {
		if math.Abs(c.left-s.cell.left) < 1 && math.Abs(c.right-s.cell.right) < 1 && math.Abs(c.top-s.cell.top) < 1 && math.Abs(c.bottom-s.cell.bottom) < 1 {
			if last := c.lines[len(c.lines)-1]; math.Abs(last.base-s.base) < 0.35*s.size {
				return false
			}
			g.cells[i].lines = append(c.lines, s)
			return true
		}
	}
	g.cells = append(g.cells, ruled{s.cell, []span{s}})
	return true
}

// encloses reports whether another cell lies within one.
func (g *grid) encloses(c ruled) bool {
	return slices.ContainsFunc(g.cells, func(o ruled) bool {
		return o.box != c.box && o.left > c.left-1 && o.right < c.right+1 && o.bottom > c.bottom-1 && o.top < c.top+1
	})
}

// edgesOf returns places in order, one of those that are near to one another.
func edgesOf(places []float64) []float64 {
	slices.Sort(places)
	var edges []float64
	for _, p := range places {
		if n := len(edges); n == 0 || p-edges[n-1] > sameEdge {
			edges = append(edges, p)
		}
	}
	return edges
}

// goesOn reports whether another grid has the same columns.
func (g *grid) goesOn(next *grid) bool {
	return slices.EqualFunc(g.lefts, next.lefts, func(a, b float64) bool { return math.Abs(a-b) <= sameEdge })
}

// reach returns the first of the edges at which a cell stands, and how many it
// reaches over.
func reach(edges []float64, from, until float64) (first, n int) {
	for i, e := range edges {
		switch {
		case e <= from+sameEdge && (i == 0 || e > edges[first]):
			first, n = i, 1
		case e > from && e < until-sameEdge:
			n++
		}
	}
	return first, max(n, 1)
}

// ruled writes ruled tables of pages that follow one another as one.
func (l *layout) ruled(grids []*grid, page int) {
	l.flush()
	var t document.Table
	for i, g := range grids {
		for j, r := range l.gridRows(g, page+i) {
			if i == 0 || j > 0 || !slices.Equal(r.Cells, t.Rows[0].Cells) { // else the header again
				t.Rows = append(t.Rows, r)
			}
		}
	}
	l.b.Page = page
	if err := l.b.Table(t); err != nil && l.err == nil {
		l.err = err
	}
}

// gridRows returns the rows of a ruled table.
func (l *layout) gridRows(g *grid, page int) []document.Row {
	taken := make([][]bool, len(g.tops))
	placed := make([][]*document.TableCell, len(g.tops))
	for i := range taken {
		taken[i], placed[i] = make([]bool, len(g.lefts)), make([]*document.TableCell, len(g.lefts))
	}
	slices.SortStableFunc(g.cells, func(a, b ruled) int { return cmp.Or(cmp.Compare(b.top, a.top), cmp.Compare(a.left, b.left)) })
	for _, c := range g.cells {
		column, columns := reach(g.lefts, c.left, c.right)
		at, rows := reach(g.tops, -c.top, -c.bottom)
		text, strong := "", true
		for _, line := range c.lines {
			text, strong = l.inCell(text, line.text), strong && line.bold
		}
		if taken[at][column] {
			if before := placed[at][column]; before != nil {
				before.Text = l.inCell(before.Text, text)
			}
			continue
		}
		placed[at][column] = &document.TableCell{Text: text, Columns: columns, Rows: rows, Strong: strong}
		for i := at; i < at+rows; i++ {
			for j := column; j < column+columns; j++ {
				taken[i][j] = true
			}
		}
	}
	var out []document.Row
	for i := range placed {
		next := document.Row{Page: page}
		for j, c := range placed[i] {
			switch {
			case c != nil:
				next.Cells = append(next.Cells, *c)
			case !taken[i][j]:
				next.Cells = append(next.Cells, document.TableCell{})
			}
		}
		out = append(out, next)
	}
	return out
}
