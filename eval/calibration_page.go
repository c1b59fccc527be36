package eval

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed calibration.html
var calibrationText string

var calibrationTemplate = template.Must(template.Must(pageParts.Clone()).New("calibration").Parse(calibrationText))

// calibrationPage is what the template shows.
type calibrationPage struct {
	Calibration
	Curves []curves
}

// curves compare the confidences of some answers with the truth.
type curves struct {
	ID, Name                  string
	ReliabilityPlot, RiskPlot plot
	Reliability               []Bin
	RiskRows                  []Operating
}

func newCurves(id, name string, j Judged) curves {
	c := curves{
		ID: id, Name: name, Reliability: j.Reliability, RiskRows: atCoverages(j.RiskCoverage),
		ReliabilityPlot: reliabilityPlot(j.Reliability), RiskPlot: riskCoveragePlot(j.RiskCoverage, nil),
	}
	c.ReliabilityPlot.ID, c.RiskPlot.ID = "reliability-"+id, "risk-"+id
	return c
}

// WriteHTML writes the report as one page that needs nothing else: the tables
// of all views, and the curves of each and of the parts of the first.
func (c Calibration) WriteHTML(to io.Writer) error {
	p := calibrationPage{Calibration: c}
	for i, v := range c.Views {
		p.Curves = append(p.Curves, newCurves(fmt.Sprintf("curves-%d", i), v.Name+", all together", v.Together))
	}
	if len(c.Views) > 0 {
		for i, j := range c.Views[0].parts() {
			p.Curves = append(p.Curves, newCurves(fmt.Sprintf("curves-part-%d", i), c.Views[0].Name+", "+j.Name, j))
		}
	}
	if err := calibrationTemplate.Execute(to, p); err != nil {
		return fmt.Errorf("write the page of the calibration: %w", err)
	}
	return nil
}

// Promise is the guarantee in words, "" without one.
func (p calibrationPage) Promise() string {
	if p.Guarantee == nil {
		return ""
	}
	return promise(*p.Guarantee)
}

// Summary says what was fitted on what.
func (p calibrationPage) Summary() string { return p.summary() }
