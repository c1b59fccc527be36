package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

func TestRunningHeads(t *testing.T) {
	for name, test := range map[string]struct {
		pages int
		heads func(n int) []pdftest.Text
	}{
		"in small type, three pages": {3, func(n int) []pdftest.Text {
			return []pdftest.Text{{X: 72, Y: 815, Size: 7, Text: "Heron Boats - what to know about the hire of boats, printed for our guests"},
				{X: 72, Y: 30, Size: 7, Text: "All prices with tax. Heron Boats, 4 Lake Road, open from May on to September"}}
		}},
		"left and right pages": {6, func(n int) []pdftest.Text {
			if n%2 == 0 {
				return []pdftest.Text{{X: 72, Y: 815, Size: 9, Text: fmt.Sprintf("%d   The hire of boats", n)}}
			}
			return []pdftest.Text{{X: 400, Y: 815, Size: 9, Text: fmt.Sprintf("Heron Boats   %d", n)}}
		}},
		"by chapter": {9, func(n int) []pdftest.Text {
			return []pdftest.Text{{X: 72, Y: 815, Size: 9, Text: []string{"Heron boats", "Heron oars", "Heron sails"}[(n-1)/3]}, {X: 300, Y: 25, Size: 9, Text: fmt.Sprint(n)}}
		}},
		"beside one another": {4, func(n int) []pdftest.Text {
			return []pdftest.Text{{X: 72, Y: 815, Size: 9, Text: "Heron Boats"}, {X: 300, Y: 815, Size: 9, Text: "Guide"}, {X: 500, Y: 815, Size: 9, Text: fmt.Sprintf("%d / 4", n)}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var pages [][]pdftest.Text
			for n := 1; n <= test.pages; n++ {
				page := []pdftest.Text{{X: 72, Y: 740, Size: 14, Bold: true, Text: fmt.Sprintf("%s boat", []string{"Red", "Blue", "Green", "White", "Black", "Old", "New", "Fast", "Slow"}[n-1])}}
				page = append(page, pdftest.Lines(72, 715, fmt.Sprintf("This boat is hired for %d euros.", 10+n), "Bring it back in time.")...)
				pages = append(pages, append(page, test.heads(n)...))
			}
			doc, _ := extract(t, pdftest.Make(pages...))
			if strings.Contains(doc.Text, "Heron") || strings.Contains(doc.Text, "Guide") {
				t.Errorf("the heads are part of the text:\n%s", doc.Text)
			}
			headings := 0
			for _, b := range doc.Blocks {
				if b.Kind == document.Heading {
					headings++
				}
			}
			if headings != test.pages {
				t.Errorf("%d headings on %d pages:\n%s", headings, test.pages, doc.Text)
			}
			inOrder(t, doc.Text, "Red boat", "11 euros", "in time.", "Blue boat", "12 euros")
		})
	}
}

func TestTextThatIsNoFurniture(t *testing.T) {
	var pages [][]pdftest.Text
	for n := range 12 {
		page := pdftest.Lines(72, 700, fmt.Sprintf("Machine number %d is cleaned once a week.", n))
		if slices.Contains([]int{1, 5, 9}, n) {
			page = append(page, pdftest.Text{X: 72, Y: 80, Size: 10, Text: "Exceptions"})
		}
		pages = append(pages, page)
	}
	if text := textOf(t, pdftest.Make(pages...)); strings.Count(text, "Exceptions") != 3 {
		t.Errorf("a line at the end of some pages is missing:\n%s", text)
	}
}

func TestTitleBesideRunningHeads(t *testing.T) {
	var pages [][]pdftest.Text
	for n := range 4 {
		page := pdftest.Lines(72, 700, fmt.Sprintf("Chapter text number %d.", n))
		if n == 0 {
			page = append(page, pdftest.Text{X: 72, Y: 750, Size: 20, Bold: true, Text: "Care of roses"})
		}
		pages = append(pages, append(page, pdftest.Text{X: 72, Y: 815, Size: 8, Text: "Care of roses"}))
	}
	doc, _ := extract(t, pdftest.Make(pages...))
	if doc.Title != "Care of roses" || strings.Count(doc.Text, "Care of roses") != 1 {
		t.Errorf("title %q of\n%s", doc.Title, doc.Text)
	}
}
