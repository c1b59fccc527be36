package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// inOrder fails unless a text holds the parts one after the other.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	at := 0
	flat := strings.Join(strings.Fields(text), " ")
	for _, part := range parts {
		i := strings.Index(flat[at:], part)
		if i < 0 {
			t.Fatalf("%q is missing or out of order in:\n%s", part, text)
		}
		at += i + len(part)
	}
}

// hours is a page of all that a short page has.
func hours() []pdftest.Text {
	texts := []pdftest.Text{{X: 72, Y: 740, Size: 18, Bold: true, Text: "Library hours"}}
	texts = append(texts, pdftest.Lines(72, 700,
		"The reading room opens at nine in the morning on every day but Sunday, and it",
		"closes when the last reader has left.")...)
	for i, row := range [][]string{{"Room", "From", "Until"}, {"Hall", "9:00", "21:00"}, {"Archive", "10:00", "16:30"}, {"Shop", "11:00", "17:00"}} {
		for j, cell := range row {
			texts = append(texts, pdftest.Text{X: 72 + 110*float64(j), Y: 640 - 18*float64(i), Size: 10, Text: cell})
		}
	}
	return texts
}

// turned sets upright texts so that they read upright on a page of A4 that is
// shown turned clockwise.
func turned(texts []pdftest.Text, degrees int) []pdftest.Text {
	texts = slices.Clone(texts)
	for i, t := range texts {
		switch degrees {
		case 90:
			texts[i].X, texts[i].Y = 595-t.Y+200, t.X
		case 180:
			texts[i].X, texts[i].Y = 595-t.X, 842-t.Y
		case 270:
			texts[i].X, texts[i].Y = t.Y-200, 842-t.X
		}
		texts[i].Turn = float64(degrees)
	}
	return texts
}

func TestTurnedPagesReadAsUprightOnes(t *testing.T) {
	want := textOf(t, pdftest.Make(hours()))
	for _, degrees := range []int{90, 180, 270} {
		for _, rotate := range []int{degrees, 0} {
			page := pdftest.Page{Texts: turned(hours(), degrees), Rotate: rotate}
			if got := textOf(t, pdftest.File{Pages: []pdftest.Page{page}}.Bytes()); got != want {
				t.Errorf("turned by %d on a page with /Rotate %d:\n%s", degrees, rotate, got)
			}
		}
	}
}

func TestTextTurnedOnAnUprightPage(t *testing.T) {
	texts := pdftest.Lines(72, 700, "The table beside this text is turned, since it is wide. It shows the fees of", "the courses and who teaches them.")
	for i, row := range []string{"Course", "Weaving", "Pottery"} {
		texts = append(texts, pdftest.Text{X: 300 + 20*float64(i), Y: 200, Size: 10, Turn: 90, Text: row},
			pdftest.Text{X: 300 + 20*float64(i), Y: 320, Size: 10, Turn: 90, Text: []string{"Fee", "80 euros", "95 euros"}[i]})
	}
	texts = append(texts,
		pdftest.Text{X: 20, Y: 300, Size: 16, Turn: 90, Text: "preprint of 3 May"},
		pdftest.Text{X: 150, Y: 300, Size: 60, Turn: 45, Text: "DRAFT"})
	text := textOf(t, pdftest.Make(texts))
	inOrder(t, text, "who teaches them.", "Weaving | 80 euros", "Pottery | 95 euros")
	for _, stamp := range []string{"preprint", "DRAFT"} {
		if strings.Contains(text, stamp) {
			t.Errorf("%s is part of the text:\n%s", stamp, text)
		}
	}
}

// columnsOf sets columns of prose; each line says where it stands.
func columnsOf(columns int, width float64, order func(a, b pdftest.Text) int) []pdftest.Text {
	var texts []pdftest.Text
	for c := range columns {
		for i := range 8 {
			text := fmt.Sprintf("of column %d line %d goes on", c+1, i+1)
			if i == 0 {
				text = fmt.Sprintf("Here column %d begins its text", c+1)
			}
			texts = append(texts, pdftest.Text{X: 60 + width*float64(c), Y: 640 - 12*float64(i), Size: 10, Text: text})
		}
	}
	slices.SortStableFunc(texts, order)
	return texts
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	orders := map[string]func(a, b pdftest.Text) int{
		"down":        func(a, b pdftest.Text) int { return int(a.X - b.X) },
		"across":      func(a, b pdftest.Text) int { return int(b.Y - a.Y) },
		"from behind": func(a, b pdftest.Text) int { return int(b.X - a.X + (a.Y-b.Y)/100) },
	}
	for name, order := range orders {
		for columns, width := range map[int]float64{2: 240, 3: 165} {
			t.Run(fmt.Sprint(columns, " columns written ", name), func(t *testing.T) {
				texts := columnsOf(columns, width, order)
				texts = append(texts,
					pdftest.Text{X: 60, Y: 700, Size: 16, Bold: true, Text: "A heading over all of the columns of this page"},
					pdftest.Text{X: 60, Y: 520, Size: 10, Text: "Behind the columns a line stands that reaches over all of them, and ends them there."},
				)
				var want []string
				want = append(want, "A heading over all")
				for c := range columns {
					want = append(want, fmt.Sprintf("Here column %d", c+1), fmt.Sprintf("of column %d line 2", c+1), fmt.Sprintf("of column %d line 8", c+1))
				}
				inOrder(t, textOf(t, pdftest.Make(texts)), append(want, "Behind the columns")...)
			})
		}
	}
}

func TestShortHeadingBetweenColumns(t *testing.T) {
	down := func(a, b pdftest.Text) int { return int(b.Y - a.Y) }
	texts := columnsOf(2, 240, down)
	texts = append(texts, pdftest.Text{X: 60, Y: 500, Size: 14, Bold: true, Text: "Second part"})
	for _, text := range columnsOf(2, 240, down) {
		text.Y -= 170
		text.Text = strings.Replace(text.Text, "column", "later column", 1)
		texts = append(texts, text)
	}
	inOrder(t, textOf(t, pdftest.Make(texts)), "column 1 line 8", "column 2 line 8", "Second part", "later column 1 line 8", "later column 2 line 8")
}

func TestTableAcrossColumns(t *testing.T) {
	texts := columnsOf(2, 240, func(a, b pdftest.Text) int { return int(b.Y - a.Y) })
	for i, row := range [][]string{{"Size", "Weight", "Price"}, {"Small", "2 kg", "14 euros"}, {"Large", "5 kg", "30 euros"}} {
		for j, cell := range row {
			texts = append(texts, pdftest.Text{X: 60 + 190*float64(j), Y: 510 - 16*float64(i), Size: 10, Text: cell})
		}
	}
	inOrder(t, textOf(t, pdftest.Make(texts)), "column 1 line 8", "column 2 line 8", "Size | Weight | Price", "Large | 5 kg | 30 euros")
}

func TestTablesOfLongCellsAreNoColumns(t *testing.T) {
	var texts []pdftest.Text
	for i := range 5 {
		y := 700 - 44*float64(i)
		texts = append(texts, pdftest.Lines(60, y, fmt.Sprintf("What is done about fault %d", i), "when the shop is closed?")...)
		texts = append(texts, pdftest.Lines(300, y, fmt.Sprintf("The remedy for it has number %d", i), "and the guard on duty knows", "where it is kept.")...)
	}
	inOrder(t, textOf(t, pdftest.Make(texts)), "fault 0", "number 0", "fault 1", "number 1", "fault 4", "number 4")
}

func TestRowsComeInTheOrderOfThePage(t *testing.T) {
	text := textOf(t, pdftest.Make(append(pdftest.Lines(72, 600, "It was drawn first and stands last."),
		pdftest.Text{X: 72, Y: 700, Size: 10, Text: "It was drawn last and stands first."})))
	if !strings.HasPrefix(text, "It was drawn last") {
		t.Error(text)
	}
}

func TestInvisibleTextIsLeftOut(t *testing.T) {
	shown := pdftest.Lines(72, 700, "A visible line of text stands here.")
	hidden := func(text pdftest.Text) []pdftest.Text {
		text.Text = "Nobody sees this."
		if text.Size == 0 {
			text.Size = 10
		}
		if text.X == 0 {
			text.X, text.Y = 72, 650
		}
		return append(slices.Clone(shown), text)
	}
	for name, page := range map[string]pdftest.Page{
		"render mode 3":       {Texts: hidden(pdftest.Text{Mode: 3})},
		"on the same line":    {Texts: hidden(pdftest.Text{Mode: 3, X: 240, Y: 700})},
		"white":               {Texts: hidden(pdftest.Text{Color: "1 1 1"})},
		"nearly white":        {Texts: hidden(pdftest.Text{Color: "0.98 0.97 0.98"})},
		"white outline":       {Texts: hidden(pdftest.Text{Mode: 1}), Under: "1 1 1 RG\n"},
		"yellow on yellow":    {Texts: hidden(pdftest.Text{Color: "1 1 0"}), Under: pdftest.Area(60, 600, 300, 70, "1 1 0")},
		"tiny":                {Texts: hidden(pdftest.Text{Size: 1})},
		"above the page":      {Texts: hidden(pdftest.Text{X: 72, Y: 900})},
		"left of the page":    {Texts: hidden(pdftest.Text{X: -300, Y: 650})},
		"outside of the crop": {Texts: hidden(pdftest.Text{X: 72, Y: 100}), Crop: "0 400 595 842"},
		"beside a picture":    {Texts: hidden(pdftest.Text{Mode: 3}), Under: pdftest.Image(400, 100, 100, 100)},
		"clear":               {Texts: hidden(pdftest.Text{Mode: 3, Color: "1 1 1"})},
	} {
		t.Run(name, func(t *testing.T) {
			if text := textOf(t, pdftest.File{Pages: []pdftest.Page{page}}.Bytes()); text != "A visible line of text stands here." {
				t.Error(text)
			}
		})
	}
}

func TestPaleTextIsReadWhereItCanBeSeen(t *testing.T) {
	pale := []pdftest.Text{{X: 72, Y: 650, Size: 10, Color: "1 1 1", Text: "White on something."}}
	for name, page := range map[string]pdftest.Page{
		"on blue":          {Under: pdftest.Area(60, 600, 300, 70, "0 0 0.6")},
		"on a picture":     {Under: pdftest.Image(60, 600, 300, 70)},
		"on blue on white": {Under: pdftest.Area(0, 0, 595, 842, "1 1 1") + pdftest.Area(60, 600, 300, 70, "0 0 0.6")},
		"on a colored page": {
			Under: pdftest.Area(0, 0, 595, 842, "0.2 0.4 0.2"), Crop: "20 20 500 800",
		},
	} {
		t.Run(name, func(t *testing.T) {
			page.Texts = append(slices.Clone(pale), pdftest.Lines(72, 500, "Black on white.")...)
			inOrder(t, textOf(t, pdftest.File{Pages: []pdftest.Page{page}}.Bytes()), "White on something.", "Black on white.")
		})
	}
}

func TestTextLayerOfAScanIsRead(t *testing.T) {
	texts := pdftest.Lines(72, 700, "What the picture says is said again", "by letters that nobody sees.")
	for i := range texts {
		texts[i].Mode = 3
	}
	page := pdftest.Page{Texts: texts, Under: pdftest.Image(20, 20, 550, 800)}
	inOrder(t, textOf(t, pdftest.File{Pages: []pdftest.Page{page}}.Bytes()), "What the picture says is said again by letters")
}

func TestPagesWithoutTextAreNamed(t *testing.T) {
	text := pdftest.Page{Texts: pdftest.Lines(72, 500, "Text.")}
	picture := pdftest.Page{Under: pdftest.Image(50, 50, 400, 600)}
	headed := pdftest.Page{Texts: []pdftest.Text{{X: 300, Y: 20, Size: 8, Text: "3"}}, Under: picture.Under}
	blank := pdftest.Page{}
	for name, test := range map[string]struct {
		pages []pdftest.Page
		want  string
	}{
		"one":           {[]pdftest.Page{text, picture, text}, "page 2 has no text; run text recognition (OCR) on it"},
		"with a number": {[]pdftest.Page{text, text, headed}, "page 3 has no text; run text recognition (OCR) on it"},
		"several":       {[]pdftest.Page{text, picture, picture, picture, text, picture}, "4 pages have no text (2–4, 6); run text recognition (OCR) on them"},
		"blank":         {[]pdftest.Page{text, blank, text}, ""},
		"none":          {[]pdftest.Page{text}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, remarks := extract(t, pdftest.File{Pages: test.pages}.Bytes())
			var got string
			for _, r := range remarks {
				got += r.Text
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// pageOf returns the page on which a part of the text stands.
func pageOf(t *testing.T, doc document.Document, part string) int {
	t.Helper()
	before, _, found := strings.Cut(doc.Text, part)
	if !found {
		t.Fatalf("%q is missing in:\n%s", part, doc.Text)
	}
	at := len([]rune(before))
	return doc.Blocks[document.BlockAt(doc.Blocks, at)].PageAt(at)
}
