package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// framed is a cell with lines around it: its corners and what stands in it, a
// line each.
type framed struct {
	left, bottom, right, top float64
	text                     string
	bold                     bool
}

// ruled draws cells as programs do, each with a rectangle, and their text in
// the middle of them.
func ruled(cells ...framed) pdftest.Page {
	var p pdftest.Page
	for _, c := range cells {
		p.Under += fmt.Sprintf("%g %g %g %g re S\n", c.left, c.bottom, c.right-c.left, c.top-c.bottom)
		lines := strings.Split(c.text, "\n")
		for i, line := range lines {
			y := (c.bottom+c.top)/2 - 4 + 12*(float64(len(lines)-1)/2-float64(i))
			p.Texts = append(p.Texts, pdftest.Text{X: c.left + 2, Y: y, Size: 10, Bold: c.bold, Text: line})
		}
	}
	return p
}

func TestLinesSayWhatIsACell(t *testing.T) {
	for name, test := range map[string]struct {
		pages []pdftest.Page
		want  string
	}{
		"text up to the line": {
			[]pdftest.Page{ruled(
				framed{72, 680, 124, 700, "Room", true}, framed{124, 680, 160, 700, "Seats", true},
				framed{72, 660, 126, 680, "Longhouse", false}, framed{126, 660, 160, 680, "80", false},
				framed{72, 640, 126, 660, "Attic", false}, framed{126, 640, 160, 660, "12", false},
			)},
			"table_header Room | Seats\ntable_row Longhouse | 80\ntable_row Attic | 12",
		},
		"header over columns and rows": {
			[]pdftest.Page{ruled(
				framed{72, 660, 150, 700, "Room", true}, framed{150, 680, 310, 700, "Summer", true}, framed{310, 680, 470, 700, "Winter", true},
				framed{150, 660, 230, 680, "Day", true}, framed{230, 660, 310, 680, "Night", true}, framed{310, 660, 390, 680, "Day", true}, framed{390, 660, 470, 680, "Night", true},
				framed{72, 640, 150, 660, "Attic", false}, framed{150, 640, 230, 660, "40", false}, framed{230, 640, 310, 660, "60", false}, framed{310, 640, 470, 660, "closed", false},
			)},
			"table_header Room | Summer | Winter\ntable_header Room | Day | Night | Day | Night\ntable_row Attic | 40 | 60 | closed",
		},
		"label over rows": {
			[]pdftest.Page{ruled(
				framed{72, 640, 150, 680, "Monday", false}, framed{150, 660, 230, 680, "Yoga", false}, framed{230, 660, 310, 680, "18:15", false},
				framed{150, 640, 230, 660, "Tango", false}, framed{230, 640, 310, 660, "19:45", false},
			)},
			"table_row Monday | Yoga | 18:15\ntable_row Monday | Tango | 19:45",
		},
		"lines within cells": {
			[]pdftest.Page{ruled(
				framed{72, 640, 130, 680, "Attic", false}, framed{130, 640, 230, 680, "a stove, two desks\nand a lamp", false}, framed{230, 640, 270, 680, "12", false},
				framed{72, 600, 130, 640, "Hall", false}, framed{130, 600, 230, 640, "a stage with\na curtain", false}, framed{230, 600, 270, 640, "80", false},
			)},
			"table_row Attic | a stove, two desks and a lamp | 12\ntable_row Hall | a stage with a curtain | 80",
		},
		"table within a cell": {
			[]pdftest.Page{ruled(
				framed{72, 600, 150, 650, "Silver", false}, framed{150, 600, 320, 650, "", false},
				framed{153, 625, 240, 647, "up to 16", false}, framed{240, 625, 317, 647, "14", false},
				framed{153, 603, 240, 625, "older", false}, framed{240, 603, 317, 625, "23", false},
			)},
			"table_row Silver | up to 16 | 14\ntable_row Silver | older | 23",
		},
		"header again on the next page": {
			[]pdftest.Page{
				ruled(framed{72, 60, 150, 80, "Room", true}, framed{150, 60, 230, 80, "Seats", true}, framed{72, 40, 150, 60, "Attic", false}, framed{150, 40, 230, 60, "12", false}),
				ruled(framed{72, 760, 150, 780, "Room", true}, framed{150, 760, 230, 780, "Seats", true}, framed{72, 740, 150, 760, "Hall", false}, framed{150, 740, 230, 760, "80", false}),
			},
			"table_header Room | Seats\ntable_row Attic | 12\ntable_row Hall | 80",
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := extract(t, pdftest.File{Pages: test.pages}.Bytes())
			if got := rowsOf(doc); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A frame around a page, a box around a hint and bands of color are no cells.
func TestFramesAreNoTables(t *testing.T) {
	lines := pdftest.Lines(72, 700, "The reading room opens at nine in the morning on every day but Sunday, and it", "closes when the last reader has left.")
	for name, under := range map[string]string{
		"around the page": "20 20 555 800 re S\n",
		"around a hint":   "66 680 440 40 re S\n",
	} {
		doc, _ := extract(t, pdftest.File{Pages: []pdftest.Page{{Under: under, Texts: lines}}}.Bytes())
		for _, b := range doc.Blocks {
			if b.Kind != document.Paragraph && b.Kind != document.Heading {
				t.Errorf("%s: a %s in\n%s", name, b.Kind, doc.Text)
			}
		}
	}
	striped := pdftest.Page{Under: pdftest.Area(70, 655, 300, 18, ".9 .9 .9") + pdftest.Area(70, 637, 300, 18, ".8 .8 .8")}
	for i, row := range [][]string{{"Attic", "12", "40"}, {"Hall", "80", "210"}} {
		for j, cell := range row {
			striped.Texts = append(striped.Texts, pdftest.Text{X: 72 + 100*float64(j), Y: 660 - 18*float64(i), Size: 10, Text: cell})
		}
	}
	doc, _ := extract(t, pdftest.File{Pages: []pdftest.Page{striped}}.Bytes())
	if want := "table_row Attic | 12 | 40\ntable_row Hall | 80 | 210"; rowsOf(doc) != want {
		t.Errorf("got\n%s\nwant\n%s", rowsOf(doc), want)
	}
}

func TestWordsCrossedOutAreLeftOut(t *testing.T) {
	p := pdftest.Page{Texts: []pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "The attic costs"}, {X: 160, Y: 700, Size: 10, Text: "410"}, {X: 190, Y: 700, Size: 10, Text: "390 euros."},
		{X: 72, Y: 670, Size: 10, Text: "It is underlined."},
	}}
	p.Under = "160 703.2 m 178 703.2 l S\n72 668.5 m 150 668.5 l S\n"
	doc, _ := extract(t, pdftest.File{Pages: []pdftest.Page{p}}.Bytes())
	if strings.Contains(doc.Text, "410") || !strings.Contains(doc.Text, "390 euros") || !strings.Contains(doc.Text, "It is underlined.") {
		t.Error(doc.Text)
	}
}
