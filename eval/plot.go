package eval

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// plot is a picture that the page's template draws as inline SVG: shapes by
// class, so that the style sheet colours them for light and dark. Nothing in
// it is markup; the template escapes every text.
type plot struct {
	// ID is unique on the page, Title and Description are read out where the
	// picture is not seen.
	ID, Title, Description string
	Width, Height          float64
	Marks                  []mark
}

// mark is a shape of a plot.
type mark struct {
	// Shape is line (X, Y to X2, Y2), rect (X, Y to X2, Y2), dot (X, Y), path
	// (Path) or text (X, Y, Text).
	Shape, Class string
	X, Y, X2, Y2 pixel
	Path, Text   string
	// Tip is shown under the pointer.
	Tip string
}

// pixel is a length in the picture, written with one decimal.
type pixel float64

// String implements fmt.Stringer, for the template.
func (p pixel) String() string { return strconv.FormatFloat(math.Round(float64(p)*10)/10, 'f', -1, 64) }

// Minus is for the template: the width of a rectangle.
func (p pixel) Minus(q pixel) pixel { return p - q }

func (p *plot) line(class string, x, y, x2, y2 pixel) {
	p.Marks = append(p.Marks, mark{Shape: "line", Class: class, X: x, Y: y, X2: x2, Y2: y2})
}

func (p *plot) rect(class string, x, y, x2, y2 pixel, tip string) {
	p.Marks = append(p.Marks, mark{Shape: "rect", Class: class, X: x, Y: y, X2: x2, Y2: y2, Tip: tip})
}

func (p *plot) dot(class string, x, y pixel, tip string) {
	p.Marks = append(p.Marks, mark{Shape: "dot", Class: class, X: x, Y: y, Tip: tip})
}

// text is anchored by its class: start, middle or end.
func (p *plot) text(class string, x, y pixel, text string) {
	p.Marks = append(p.Marks, mark{Shape: "text", Class: class, X: x, Y: y, Text: text})
}

// path joins the points by straight lines.
func (p *plot) path(class string, points [][2]pixel) {
	var d strings.Builder
	for i, at := range points {
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		d.WriteString(at[0].String() + " " + at[1].String())
	}
	p.Marks = append(p.Marks, mark{Shape: "path", Class: class, Path: d.String()})
}

// scale maps values from 0 to Max onto pixels.
type scale struct {
	Max      float64
	From, To pixel
}

func (s scale) at(value float64) pixel {
	return s.From + (s.To-s.From)*pixel(min(max(value/s.Max, 0), 1))
}

// ticks are round values from 0 to the scale's end, up to six of them.
func (s scale) ticks() []float64 {
	step := round(s.Max / 5)
	var all []float64
	for i := 0; float64(i)*step <= s.Max*(1+1e-9); i++ {
		all = append(all, float64(i)*step)
	}
	return all
}

// round goes up to the next 1, 2 or 5 times a power of ten.
func round(value float64) float64 {
	if value < 1e-12 { // Nothing to divide, or too little for the powers below.
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, factor := range []float64{1, 2, 5} {
		if value <= factor*power*(1+1e-9) {
			return factor * power
		}
	}
	return 10 * power
}

// axes draws a grid with numbers below and at the left, and names the axes.
func (p *plot) axes(x, y scale, names [2]string) {
	for _, tick := range x.ticks() {
		p.line("grid", x.at(tick), y.From, x.at(tick), y.To)
		p.text("tick middle", x.at(tick), y.From+18, number(tick))
	}
	for _, tick := range y.ticks() {
		p.line("grid", x.From, y.at(tick), x.To, y.at(tick))
		p.text("tick end", x.From-8, y.at(tick)+4, number(tick))
	}
	p.text("name middle", (x.From+x.To)/2, y.From+38, names[0])
	p.text("name start", x.From-34, y.To-14, names[1])
}

// number writes a tick without needless zeros.
func number(value float64) string {
	return strconv.FormatFloat(math.Round(value*1e6)/1e6, 'f', -1, 64)
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }
