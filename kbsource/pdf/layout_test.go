package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

func TestBlocksThatRunOverPages(t *testing.T) {
	full := "This line is as wide as the column of prose on this page is, to its very end"
	doc, _ := extract(t, pdftest.Make(
		append(pdftest.Lines(72, 120, full, full, "and on the second of the pages it says where the key of the bicycle shed is"), pdftest.Lines(72, 700, "First.")...),
		append(pdftest.Lines(72, 760, "kept, which is in the office. Nobody else has one of these keys but the guard."),
			pdftest.Lines(72, 700, "- an item that goes on over the end of the page on which it begins, as it has", "  more words than")...),
		append(pdftest.Lines(72, 760, "  fit on it, and ends here"),
			pdftest.Lines(72, 700, "A sentence of Ann, who drives the small van in town on Mondays, names the city", "in which she was born, and which she likes best of all of the towns, namely")...),
		append(pdftest.Lines(72, 760, "Antwerp by the sea. It has a ques\x02"), pdftest.Lines(72, 700, "Other text.")...),
	))
	for part, page := range map[string]int{
		"as wide as": 1, "bicycle shed is": 1, "kept, which": 2, "guard": 2, "an item": 2, "more words than": 2, "fit on it": 3,
		"A sentence of Ann": 3, "namely": 3, "Antwerp": 4, "Other text": 4,
	} {
		if got := pageOf(t, doc, part); got != page {
			t.Errorf("%q is on page %d, want %d:\n%s", part, got, page, doc.Text)
		}
	}
	for _, joined := range []string{"shed is kept, which", "more words than fit on it", "namely Antwerp"} {
		if !strings.Contains(doc.Text, joined) {
			t.Errorf("%q is missing in:\n%s", joined, doc.Text)
		}
	}
}

func TestWordsThatRunOverPages(t *testing.T) {
	long := "a line that is as long as the others on this page of the guide, which is, as a"
	doc, _ := extract(t, pdftest.Make(
		pdftest.Lines(72, 100, "It begins here and has "+long, "rule, to be printed, read and kept by all who work with it, a matter of agree\x02"),
		pdftest.Lines(72, 760, "ment between both sides, as was said before."),
	))
	inOrder(t, doc.Text, "a matter of agreement between both sides")
	if pageOf(t, doc, "agreement") != 1 || pageOf(t, doc, "between both") != 2 {
		t.Errorf("turns at %v", doc.Blocks[0].Turns)
	}
}

func TestTextThatRunsOverAPageWithoutAny(t *testing.T) {
	doc, _ := extract(t, pdftest.Make(pdftest.Lines(72, 100, "A sentence that is interrupted by a picture"), nil,
		pdftest.Lines(72, 700, "goes on behind it.")))
	if pageOf(t, doc, "interrupted") != 1 || pageOf(t, doc, "goes on") != 3 {
		t.Errorf("turns at %v", doc.Blocks[0].Turns)
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	lines := []string{"图书馆每天早上九点开门除了星期日读者可以在阅览室看书也可以带书", "回家里看书如果有人需要帮助就可以去问前台的工作人员他们都很", "乐意告诉你哪里有你想要的书"}
	wide := func(y float64, line string) pdftest.Text {
		return pdftest.Text{X: 72, Y: y, Size: 10, Text: line}
	}
	doc, _ := extract(t, pdftest.Make([]pdftest.Text{wide(112, lines[0]), wide(100, lines[1])}, []pdftest.Text{wide(760, lines[2])}))
	if doc.Text != strings.Join(lines, "") || pageOf(t, doc, "告诉") != 2 {
		t.Errorf("%s, turns %v", doc.Text, doc.Blocks[0].Turns)
	}
}

// grid sets rows of cells.
func grid(x, y, width, pitch float64, rows ...[]string) []pdftest.Text {
	var texts []pdftest.Text
	for i, row := range rows {
		for j, cell := range row {
			if cell != "" {
				bold := strings.HasPrefix(cell, "**")
				texts = append(texts, pdftest.Text{X: x + width*float64(j), Y: y - pitch*float64(i), Size: 10, Bold: bold, Text: strings.TrimPrefix(cell, "**")})
			}
		}
	}
	return texts
}

func TestTables(t *testing.T) {
	for name, test := range map[string]struct {
		texts []pdftest.Text
		want  string
	}{
		"header over values": {
			grid(72, 700, 130, 18, []string{"Room", "Seats", "Rent"}, []string{"Attic", "12", "40"}, []string{"Hall", "80", "210"}),
			"table_header Room | Seats | Rent\ntable_row Attic | 12 | 40\ntable_row Hall | 80 | 210",
		},
		"no header": {
			grid(72, 700, 130, 18, []string{"Attic", "quiet", "cold"}, []string{"Hall", "loud", "warm"}, []string{"Cellar", "dark", "damp"}),
			"table_row Attic | quiet | cold\ntable_row Hall | loud | warm\ntable_row Cellar | dark | damp",
		},
		"bold header over words": {
			grid(72, 700, 130, 18, []string{"**Room", "**Sound", "**Air"}, []string{"Attic", "quiet", "cold"}, []string{"Hall", "loud", "warm"}),
			"table_header Room | Sound | Air\ntable_row Attic | quiet | cold\ntable_row Hall | loud | warm",
		},
		"names and values": {
			grid(72, 700, 130, 18, []string{"**Phone", "555 0199"}, []string{"**Mail", "desk@example.org"}, []string{"**Door", "behind the yard"}),
			"table_row Phone | 555 0199\ntable_row Mail | desk@example.org\ntable_row Door | behind the yard",
		},
		"cells of several lines": {
			append(grid(72, 700, 130, 30, []string{"Attic", "only in summer,", "40"}, []string{"Hall", "all year", "210"}, []string{"Cellar", "never", "0"}),
				pdftest.Text{X: 202, Y: 688, Size: 10, Text: "by the hour"}),
			"table_row Attic | only in summer, by the hour | 40\ntable_row Hall | all year | 210\ntable_row Cellar | never | 0",
		},
		"a label of two lines": {
			append(grid(72, 700, 130, 30, []string{"Attic under", "12", "40"}, []string{"Hall", "80", "210"}, []string{"Cellar", "6", "5"}),
				pdftest.Text{X: 72, Y: 688, Size: 10, Text: "the roof"}),
			"table_row Attic under the roof | 12 | 40\ntable_row Hall | 80 | 210\ntable_row Cellar | 6 | 5",
		},
		"sections": {
			grid(72, 700, 130, 18, []string{"**Room", "**Seats", "**Rent"}, []string{"Attic", "12", "40"}, []string{"Hall", "80", "210"}, []string{"**Outside"}, []string{"Yard", "200", "90"}, []string{"Roof", "20", "95"}),
			"table_header Room | Seats | Rent\ntable_row Attic | 12 | 40\ntable_row Hall | 80 | 210\ntable_section Outside\ntable_row Yard | 200 | 90\ntable_row Roof | 20 | 95",
		},
		"a word that is divided in a cell": {
			append(grid(72, 700, 130, 30, []string{"Attic", "remark\x02", "40"}, []string{"Hall", "plain", "210"}, []string{"Shed", "model A\x02", "3"}),
				pdftest.Text{X: 202, Y: 688, Size: 10, Text: "able"}, pdftest.Text{X: 202, Y: 628, Size: 10, Text: "7 of 9"}),
			"table_row Attic | remarkable | 40\ntable_row Hall | plain | 210\ntable_row Shed | model A-7 of 9 | 3",
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc, _ := extract(t, pdftest.Make(append(test.texts, pdftest.Lines(72, 300, "A sentence of prose stands far below the table and says nothing of it.")...)))
			if got := rowsOf(doc); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// rowsOf returns the rows of tables, each after its kind.
func rowsOf(doc document.Document) string {
	var rows []string
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		if b.Kind.IsRow() {
			rows = append(rows, b.Kind.String()+" "+string(runes[b.Start:b.End]))
		}
	}
	return strings.Join(rows, "\n")
}

func TestTableThatRunsOverPages(t *testing.T) {
	head := []string{"**Part", "**Number", "**Price"}
	var pages [][]pdftest.Text
	for p := range 3 {
		rows := [][]string{head}
		for i := range 6 {
			rows = append(rows, []string{fmt.Sprintf("Bolt %c%d", 'a'+p, i), fmt.Sprint(100*p + i), fmt.Sprintf("%d euros", 3+i)})
		}
		texts := grid(72, 760, 140, 18, rows...)
		if p == 0 {
			texts = append(grid(72, 200, 140, 18, rows...), pdftest.Lines(72, 700, "These are the parts, with their numbers and prices, of all of our machines.")...)
		}
		pages = append(pages, append(texts, pdftest.Text{X: 290, Y: 30, Size: 8, Text: fmt.Sprint(p + 1)}))
	}
	doc, _ := extract(t, pdftest.Make(pages...))
	rows := rowsOf(doc)
	if n := strings.Count(rows, "Part | Number | Price"); n != 1 {
		t.Errorf("%d headers:\n%s", n, rows)
	}
	for part, page := range map[string]int{"Bolt a5": 1, "Bolt b0": 2, "Bolt b5": 2, "Bolt c0": 3} {
		if got := pageOf(t, doc, part); got != page {
			t.Errorf("%q is on page %d", part, got)
		}
	}
	for _, b := range doc.Blocks {
		if b.Kind.IsRow() && b.Table != 1 {
			t.Errorf("a row of table %d:\n%s", b.Table, rows)
		}
	}
}

func TestItems(t *testing.T) {
	doc, _ := extract(t, pdftest.Make(append([]pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "Bring the following:"},
		{X: 72, Y: 685, Size: 10, Text: "1. a passport"},
		{X: 72, Y: 670, Size: 10, Text: "2. a photograph that is"},
		{X: 84, Y: 658, Size: 10, Text: "not older than a year"},
		{X: 90, Y: 643, Size: 10, Text: "a) of your face"},
		{X: 90, Y: 628, Size: 10, Text: "b) without a hat"},
		{X: 72, Y: 613, Size: 10, Text: "3. the fee"},
		{X: 72, Y: 580, Size: 10, Text: "2.1 The fee is not paid back."},
		{X: 72, Y: 565, Size: 10, Text: "2.2 The passport is."},
		{X: 72, Y: 530, Size: 10, Text: "\u25aa in cash"},
		{X: 72, Y: 515, Size: 10, Text: "\u25aa by card"},
		{X: 90, Y: 500, Size: 10, Text: "o"}, {X: 105, Y: 500, Size: 10, Text: "of a bank"},
	}, pdftest.Lines(72, 480,
		"The desk is closed on some of the days of the year, of which the first one is the",
		"3. May, and all of the others are printed in the calendar that hangs at the door of",
		"12. It opens again on the day after that, at the usual time in the early morning.")...)))
	var got []string
	runes := []rune(doc.Text)
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprintf("%s %d %q %v %s", b.Kind, b.Level, b.Marker, b.Ordered, string(runes[b.Start:b.End])))
	}
	want := []string{
		`paragraph 0 "" false Bring the following:`,
		`list_item 0 "1." true 1. a passport`,
		`list_item 0 "2." true 2. a photograph that is` + "\n" + `not older than a year`,
		`list_item 1 "a)" true a) of your face`,
		`list_item 1 "b)" true b) without a hat`,
		`list_item 0 "3." true 3. the fee`,
		`list_item 0 "2.1" true 2.1 The fee is not paid back.`,
		`list_item 0 "2.2" true 2.2 The passport is.`,
		`list_item 0 "-" false - in cash`,
		`list_item 0 "-" false - by card`,
		`list_item 1 "-" false - of a bank`,
		`paragraph 0 "" false The desk is closed on some of the days of the year, of which the first one is the 3. May, and all of the others are printed in the calendar that hangs at the door of 12. It opens again on the day after that, at the usual time in the early morning.`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestHyphensAtLineEnds(t *testing.T) {
	for name, test := range map[string]struct{ before, after, want string }{
		"a word":          {"the guaran\x02", "tee", "the guarantee of"},
		"a number":        {"of size 3\x02", "4", "of size 3-4 of"},
		"a model":         {"the type QX\x02", "70", "the type QX-70 of"},
		"a number plain":  {"of part 11-", "08", "of part 11-08 of"},
		"a capital":       {"from A\x02", "Z", "from A-Z of"},
		"two names":       {"by Meyer\x02", "Lund", "by Meyer-Lund of"},
		"as written":      {"a second\x02", "hand", "a second-hand of"},
		"one letter":      {"the x\x02", "ray", "the x-ray of"},
		"a compound":      {"an out-of\x02", "town", "an out-of-town of"},
		"a soft one":      {"the gua\u2010", "rantee", "the guarantee of"},
		"a firm one":      {"the tele\u2011", "phone", "the tele\u2011phone of"},
		"what is left":    {"both ship\x02", "and car", "both ship- and car of"},
		"a range":         {"from 2019–", "2024", "from 2019–2024 of"},
		"a dash":          {"of Monday –", "it rains", "of Monday – it rains of"},
		"an address":      {"at https://example.org/parts/", "bolts", "at https://example.org/parts/bolts of"},
		"known otherwise": {"the note\x02", "book", "the notebook of"},
	} {
		t.Run(name, func(t *testing.T) {
			pad := "This line of text is as long as needed, so that it is full to its right end, "
			pad = pad[:len(pad)-len([]rune(test.before))]
			pad = pad[:strings.LastIndex(pad, " ")+1]
			text := textOf(t, pdftest.Make(append(
				pdftest.Lines(72, 700, pad+test.before, test.after+" of which is said in full on the lines that stand below this one."),
				pdftest.Lines(72, 600, "A second-hand notebook is sold by the desk.")...)))
			inOrder(t, text, test.want+" which")
		})
	}
}

func TestHeadings(t *testing.T) {
	doc, _ := extract(t, pdftest.File{
		Pages: []pdftest.Page{{Texts: append([]pdftest.Text{
			{X: 72, Y: 760, Size: 20, Bold: true, Text: "Rules of the pool"},
			{X: 72, Y: 720, Size: 13, Bold: true, Text: "1 Times"},
			{X: 72, Y: 660, Size: 13, Bold: true, Text: "1.1 Winter"},
			{X: 72, Y: 600, Size: 13, Bold: true, Text: "2 Fees"},
			{X: 72, Y: 540, Size: 10, Text: "What is not allowed"},
		}, append(pdftest.Lines(72, 700, "The pool is open in the morning and in the evening of each day."),
			append(pdftest.Lines(72, 640, "In winter it opens an hour later than it does in the summer."),
				append(pdftest.Lines(72, 580, "A ticket costs four euros and is valid for the whole of a day."),
					append(pdftest.Lines(72, 515, "Nobody runs."), pdftest.Lines(72, 460, "Nobody runs.")...)...)...)...)...)}},
		Bookmarks: []string{"Fees", "What is not allowed", "Nobody runs", "No such heading"},
	}.Bytes())
	var got []string
	for _, b := range doc.Blocks {
		if b.Kind == document.Heading {
			got = append(got, fmt.Sprintf("%d %q %s", b.Level, b.Marker, strings.Join(b.Headings, " > ")))
		}
	}
	want := []string{`1 "" `, `2 "1" 1 Times`, `3 "1.1" 1 Times > 1.1 Winter`, `2 "2" 2 Fees`, `4 "" 2 Fees > What is not allowed`}
	if doc.Title != "Rules of the pool" || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("title %q, headings\n%s\nwant\n%s", doc.Title, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
