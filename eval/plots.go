package eval

import (
	"fmt"
	"slices"
)

// The measures of the plots, in pixels of their own coordinates.
const (
	rowHeight  pixel = 28
	labelWidth pixel = 196
	rowsWidth  pixel = 520
	square     pixel = 400
)

// row is a labelled value of a plot of rows, nil values are left out.
type row struct {
	label    string
	value    *float64
	interval *Interval
}

// rowsPlot draws values below each other, a dot each with its interval as a
// line through it, on a scale that ends at most.
func rowsPlot(id, title, description string, rows []row, most float64, format func(float64) string) plot {
	rows = slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.value == nil })
	bottom := 8 + rowHeight*pixel(len(rows))
	p := plot{ID: id, Title: title, Description: description, Width: float64(rowsWidth), Height: float64(bottom + 28)}
	x := scale{Max: most, From: labelWidth, To: rowsWidth - 60}
	for _, tick := range x.ticks() {
		p.line("grid", x.at(tick), 4, x.at(tick), bottom)
		p.text("tick middle", x.at(tick), bottom+18, number(tick))
	}
	for i, r := range rows {
		y := 8 + rowHeight*(pixel(i)+0.5)
		tip := r.label + ": " + format(*r.value)
		p.text("label end", labelWidth-14, y+4, shorten(r.label, 26))
		if r.interval != nil {
			p.line("interval", x.at(r.interval.Low), y, x.at(r.interval.High), y)
			p.line("cap", x.at(r.interval.Low), y-4, x.at(r.interval.Low), y+4)
			p.line("cap", x.at(r.interval.High), y-4, x.at(r.interval.High), y+4)
			tip += fmt.Sprintf(", %s to %s", format(r.interval.Low), format(r.interval.High))
		}
		p.dot("point", x.at(*r.value), y, tip)
		p.text("value start", x.To+14, y+4, format(*r.value))
	}
	return p
}

func decimals(value float64) string { return fmt.Sprintf("%.3f", value) }

func metricsPlot(r Report) plot {
	var rows []row
	for _, share := range r.Metrics.shares() {
		rows = append(rows, newRow(share.name, share.value, r.Intervals, share.name))
	}
	return rowsPlot("metrics-plot", "Metrics with 95 % intervals",
		"Each metric as a dot between 0 and 1, its bootstrap interval as a line. The table beside holds the numbers.", rows, 1, decimals)
}

// mrrPlot compares the parts of a set; kind is language or tag.
func mrrPlot(kind string, parts []Part) plot {
	var rows []row
	for _, part := range parts {
		rows = append(rows, newRow(part.Name, part.Metrics.MRR, part.Intervals, "mrr@10"))
	}
	return rowsPlot("mrr-"+kind, "MRR@10 by "+kind,
		"The mean reciprocal rank of each "+kind+" with its 95 % interval. The table beside holds the numbers.", rows, 1, decimals)
}

func newRow(label string, value *float64, intervals map[string]Interval, name string) row {
	r := row{label: label, value: value}
	if i, ok := intervals[name]; ok {
		r.interval = &i
	}
	return r
}

// latencyPlot draws the median as a dot and the way to the 95th percentile
// as a line.
func latencyPlot(latencies []Latency) plot {
	var rows []row
	slowest := 0.0
	for _, l := range latencies {
		slowest = max(slowest, l.P95)
		rows = append(rows, row{label: l.Step, value: &l.P50, interval: &Interval{Low: l.P50, High: l.P95}})
	}
	return rowsPlot("latency-plot", "Latency in milliseconds",
		"The median time of each step as a dot, a line from there to the 95th percentile.", rows, ceiling(slowest),
		func(ms float64) string { return fmt.Sprintf("%.1f", ms) })
}

// ceiling is where an axis ends that has to hold the value.
func ceiling(value float64) float64 {
	step := round(value / 5)
	end := step
	for end < value {
		end += step
	}
	return end
}

// ranksPlot draws how many questions have their first gold document at each
// rank, ranks[0] being those without one.
func ranksPlot(ranks []int) plot {
	p := plot{
		ID: "ranks-plot", Title: "Rank of the first gold document",
		Description: "How many questions have their first gold document at each rank from 1 to 10, and how many not among the first ten.",
		Width:       float64(rowsWidth), Height: 300,
	}
	x := scale{Max: float64(len(ranks)), From: 56, To: rowsWidth - 16}
	y := scale{Max: ceiling(float64(slices.Max(ranks))), From: 252, To: 24}
	for _, tick := range y.ticks() {
		p.line("grid", x.From, y.at(tick), x.To, y.at(tick))
		p.text("tick end", x.From-8, y.at(tick)+4, number(tick))
	}
	for i := range ranks {
		// The questions without a rank come last.
		rank, class, label := i+1, "bar", fmt.Sprint(i+1)
		if rank == len(ranks) {
			rank, class, label = 0, "bar miss", "none"
		}
		left, right, top := x.at(float64(i)+0.15), x.at(float64(i)+0.85), y.at(float64(ranks[rank]))
		p.rect(class, left, top, right, y.From, fmt.Sprintf("rank %s: %d questions", label, ranks[rank]))
		p.text("value middle", (left+right)/2, top-5, fmt.Sprint(ranks[rank]))
		p.text("tick middle", (left+right)/2, y.From+18, label)
	}
	p.text("name middle", (x.From+x.To)/2, y.From+40, "rank among the documents of the evidence")
	return p
}

// reliabilityPlot draws the share of right answers over confidence; on the
// diagonal, confidence is what it says.
func reliabilityPlot(bins []Bin) plot {
	p := plot{
		ID: "reliability-plot", Title: "Reliability diagram",
		Description: "Questions in bins of rising confidence: the share of right answers in each with its 95 % interval. On the diagonal, confidence is the probability of being right; below it, too high.",
		Width:       float64(square), Height: float64(square),
	}
	x, y := scale{Max: 1, From: 48, To: square - 16}, scale{Max: 1, From: square - 52, To: 32}
	p.axes(x, y, [2]string{"mean confidence", "share that was right"})
	p.line("ideal", x.at(0), y.at(0), x.at(1), y.at(1))
	var points [][2]pixel
	for _, b := range bins {
		points = append(points, [2]pixel{x.at(b.Confidence), y.at(b.Right)})
	}
	p.path("curve", points)
	for i, b := range bins {
		p.line("interval", points[i][0], y.at(b.Interval.Low), points[i][0], y.at(b.Interval.High))
		p.dot("point", points[i][0], points[i][1], fmt.Sprintf("confidence %.2f: %.2f right (%.2f to %.2f) of %d",
			b.Confidence, b.Right, b.Interval.Low, b.Interval.High, b.Questions))
	}
	return p
}

// riskCoveragePlot draws the share of wrong answers over the share of
// questions that are answered. decided is what was really answered, nil where
// there was no decision.
func riskCoveragePlot(curve []Operating, decided *Operating) plot {
	p := plot{
		ID: "risk-plot", Title: "Risk–coverage curve",
		Description: "The share of wrong answers if the most confident part of the questions is answered, by the size of that part. Dashed lines mark 5 and 10 % wrong.",
		Width:       float64(square), Height: float64(square),
	}
	most := 0.1
	for _, o := range curve {
		most = max(most, o.Risk)
	}
	x, y := scale{Max: 1, From: 48, To: square - 16}, scale{Max: ceiling(most), From: square - 52, To: 32}
	p.axes(x, y, [2]string{"share of questions answered", "share of them wrong"})
	for _, risk := range []float64{0.05, 0.10} {
		p.line("ideal", x.From, y.at(risk), x.To, y.at(risk))
	}
	var points [][2]pixel
	for _, o := range curve {
		points = append(points, [2]pixel{x.at(o.Coverage), y.at(o.Risk)})
	}
	p.path("curve", points)
	if decided != nil {
		tip := fmt.Sprintf("as decided: %s answered, %s of them wrong", percent(decided.Coverage), percent(decided.Risk))
		p.dot("point", x.at(decided.Coverage), y.at(decided.Risk), tip)
		p.text("halo start", x.at(decided.Coverage)+4, y.at(decided.Risk)+22, "as decided")
	}
	return p
}
