package document_test

import (
	"errors"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// table makes a table of lines: cells are parted by "|", "!" marks a cell as a
// label, "*" as bold, "N>" and "Nv" say how many columns and rows it takes, and
// a line that begins with "=" is marked as naming columns.
func table(lines string) document.Table {
	var t document.Table
	for line := range strings.SplitSeq(lines, "\n") {
		line, header := strings.CutPrefix(line, "=")
		row := document.Row{Header: header}
		for text := range strings.SplitSeq(line, "|") {
			text = strings.TrimSpace(text)
			var c document.TableCell
			if len(text) > 1 && text[1] == '>' {
				c.Columns, text = int(text[0]-'0'), text[2:]
			}
			if len(text) > 1 && text[1] == 'v' {
				c.Rows, text = int(text[0]-'0'), text[2:]
			}
			text, c.Header = strings.CutPrefix(text, "!")
			c.Text, c.Strong = strings.CutPrefix(text, "*")
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// written writes a table: "=" stands before rows that name columns, "#" before
// those that name a section, "-" before others; and how these read.
func written(t *testing.T, from document.Table) string {
	t.Helper()
	var b document.Builder
	if err := b.Table(from); err != nil {
		t.Fatal(err)
	}
	d := b.Document(document.Document{Path: "a.html", Format: "html"})
	documenttest.Check(t, d)
	runes := []rune(d.Text)
	signs := map[document.Kind]string{document.TableHeader: "=", document.TableSection: "#", document.TableRow: "-"}
	var out []string
	for i, u := range document.Units(d.Text, d.Blocks, "en") {
		out = append(out, signs[d.Blocks[i].Kind]+" "+u.Reading(runes))
	}
	return strings.Join(out, "\n")
}

func TestTables(t *testing.T) {
	for name, test := range map[string]struct{ table, want string }{
		"a marked header":            {"=Wood|Weight\nOak|heavy\nPine|light", "= Wood | Weight\n- Oak – Weight: heavy\n- Pine – Weight: light"},
		"stacked headers":            {"=2vWood|2>Weight\n=wet|dry\nOak|9 kg|7 kg", "= Wood | Weight\n= Wood | wet | dry\n- Oak – Weight, wet: 9 kg; Weight, dry: 7 kg"},
		"a header again":             {"=Wood|Kilos\nOak|9\n=Stone|Tons\nSlate|2", "= Wood | Kilos\n- Oak – Kilos: 9\n= Stone | Tons\n- Slate – Tons: 2"},
		"marked labels":              {"!Price|5 euros\n!Weight|2 kg", "- Price: 5 euros\n- Weight: 2 kg"},
		"two labels":                 {"2v!Shed|!day|5\n!week|20", "- Shed, day – 5\n- Shed, week – 20"},
		"labels and values by turns": {"!Price|5 euros|!Weight|2 kg\n!Color|red|!Size|", "- Price: 5 euros\n- Weight: 2 kg\n- Color: red\n- Size"},

		// Nothing is marked.
		"names and values":        {"Color|red\nWeight|23 kg\nLength|4 m\nWidth|1 m", "- Color: red\n- Weight: 23 kg\n- Length: 4 m\n- Width: 1 m"},
		"labels over values":      {"Wood|From|Price\nOak|here|9 euros\nPine|there|5 euros", "= Wood | From | Price\n- Oak – From: here; Price: 9 euros\n- Pine – From: there; Price: 5 euros"},
		"labels over marks":       {"Plan|Chat|Phone\nSmall|✓|✗\nLarge|✓|✓", "= Plan | Chat | Phone\n- Small – Chat: ✓; Phone: ✗\n- Large – Chat: ✓; Phone: ✓"},
		"names and values of two": {"Color|red|blue\nWeight|23 kg|25 kg\nLength|4 m|5 m", "- Color | red | blue\n- Weight | 23 kg | 25 kg\n- Length | 4 m | 5 m"},
		"words only":              {"Oak|hard|brown\nPine|soft|white\nFir|soft|pale", "- Oak | hard | brown\n- Pine | soft | white\n- Fir | soft | pale"},
		"values over values":      {"Oak|9|8\nPine|5|4\nFir|3|2", "- Oak | 9 | 8\n- Pine | 5 | 4\n- Fir | 3 | 2"},
		"a first label twice":     {"Wood|Price|Price\nOak|9|8\nPine|5|4", "- Wood | Price | Price\n- Oak | 9 | 8\n- Pine | 5 | 4"},
		"an empty corner":         {"|Oak|Pine\nUse|floors|walls\nFeel|hard|soft", "= | Oak | Pine\n- Use – Oak: floors; Pine: walls\n- Feel – Oak: hard; Pine: soft"},
		"no room for a header":    {"Wood|From|Price\nOak|here|9 euros", "- Wood | From | Price\n- Oak | here | 9 euros"},
		"bold over others":        {"*Wood|*Use\nOak|floors\nPine|walls", "= Wood | Use\n- Oak – Use: floors\n- Pine – Use: walls"},
		"bold over a bold column": {"*Wood|*Use\n*Oak|floors\n*Pine|walls", "= Wood | Use\n- Oak – Use: floors\n- Pine – Use: walls"},
		"two bold rows":           {"2v*Wood|2>*Weight\n*wet|*dry\nOak|9|7", "= Wood | Weight\n= Wood | wet | dry\n- Oak – Weight, wet: 9; Weight, dry: 7"},
		"a bold column":           {"*Color|red|blue\n*Feel|hard|soft", "- Color – red; blue\n- Feel – hard; soft"},
		"bold elsewhere":          {"*Oak|*9\nPine|*5", "- Oak: 9\n- Pine: 5"},
		"all bold":                {"*Oak|*hard\n*Pine|*soft", "- Oak: hard\n- Pine: soft"},
		"bold values":             {"*Price|*5 euros\nWeight|2 kg", "- Price: 5 euros\n- Weight: 2 kg"},

		// The file marks what is none.
		"a value row as header":     {"=Price|640 euros\nWeight|23 kg\nLength|4 m", "- Price: 640 euros\n- Weight: 23 kg\n- Length: 4 m"},
		"a value row of its kind":   {"=Oak|9 euros\nPine|5 euros", "- Oak: 9 euros\n- Pine: 5 euros"},
		"a time":                    {"=First bus|5:10|6:20\nLast bus|23:40|0:30", "- First bus | 5:10 | 6:20\n- Last bus | 23:40 | 0:30"},
		"an address":                {"=Mail|help@example.com\nWeb|https://example.com", "- Mail: help@example.com\n- Web: https://example.com"},
		"a year":                    {"=Wood|2031\nOak|5 euros\nPine|4 euros", "= Wood | 2031\n- Oak – 2031: 5 euros\n- Pine – 2031: 4 euros"},
		"a name with a number":      {"=Part|Model 5\nRotor|20 cm\nMast|3 m", "= Part | Model 5\n- Rotor – Model 5: 20 cm\n- Mast – Model 5: 3 m"},
		"a class over like values":  {"=Plan|10 users\nSmall|$5\nLarge|$9", "= Plan | 10 users\n- Small – 10 users: $5\n- Large – 10 users: $9"},
		"terms over unlike values":  {"=Plan|1 month|12 months\nSmall|free|$50\nLarge|$9|on demand", "= Plan | 1 month | 12 months\n- Small – 1 month: free; 12 months: $50\n- Large – 1 month: $9; 12 months: on demand"},
		"an empty header":           {"=||\nWood|From|Price\nOak|here|9 euros\nPine|there|5 euros", "- Wood | From | Price\n- Oak | here | 9 euros\n- Pine | there | 5 euros"},
		"an empty header over bold": {"=||\n*Wood|*Price\nOak|much\nPine|little", "= Wood | Price\n- Oak – Price: much\n- Pine – Price: little"},
		"a foot of sums":            {"=Wood|Kilos\nOak|9\n=All|9", "= Wood | Kilos\n- Oak – Kilos: 9\n- All – Kilos: 9"},
		"all marked":                {"=Wood|Kilos\n=Oak|9\n=Pine|7", "= Wood | Kilos\n- Oak – Kilos: 9\n- Pine – Kilos: 7"},
		"one marked row":            {"=Wood|Kilos", "- Wood: Kilos"},

		"section rows":              {"=Wood|Kilos\n2>Hard\nOak|9\n2>Soft\nPine|5", "= Wood | Kilos\n# Hard\n- Hard, Oak – Kilos: 9\n# Soft\n- Soft, Pine – Kilos: 5"},
		"section rows of one cell":  {"=Wood|Kilos|Euros\nHard||\nOak|9|4\nSoft||\nPine|5|2", "= Wood | Kilos | Euros\n# Hard\n- Hard, Oak – Kilos: 9; Euros: 4\n# Soft\n- Soft, Pine – Kilos: 5; Euros: 2"},
		"a row without values":      {"=Wood|Kilos|Euros\nOak||\nElm|9|\nPine||2", "= Wood | Kilos | Euros\n- Oak\n- Elm – Kilos: 9\n- Pine – Euros: 2"},
		"a name without a value":    {"Street|Dock 4\nFax|\nMail|a@example.com", "- Street: Dock 4\n- Fax\n- Mail: a@example.com"},
		"sections of two columns":   {"Summer|\nday|9\nweek|50\nWinter|\nday|5\nweek|30", "# Summer\n- Summer, day: 9\n- Summer, week: 50\n# Winter\n- Winter, day: 5\n- Winter, week: 30"},
		"a bold section":            {"*Contact|\nMail|a@example.com\nFax|none", "# Contact\n- Contact, Mail: a@example.com\n- Contact, Fax: none"},
		"a section in the head":     {"=3>Woods\n=Wood|Kilos|Euros\nOak|9|4", "# Woods\n= Wood | Kilos | Euros\n- Woods, Oak – Kilos: 9; Euros: 4"},
		"a remark over all columns": {"=Wood|Kilos\nOak|9\n2>Weights are of dry wood.\nPine|5", "= Wood | Kilos\n- Oak – Kilos: 9\n- Weights are of dry wood.\n- Pine – Kilos: 5"},
		"a remark at the end":       {"=Wood|Kilos\nOak|9\n2>By dry weight", "= Wood | Kilos\n- Oak – Kilos: 9\n- By dry weight"},

		"a cell over columns":     {"=Wood|wet|dry|Euros\nOak|2>heavy|4", "= Wood | wet | dry | Euros\n- Oak – wet / dry: heavy; Euros: 4"},
		"a cell beyond the table": {"=Wood|Kilos\n9>Hard\nOak|9", "= Wood | Kilos\n# Hard\n- Hard, Oak – Kilos: 9"},
		"columns of several":      {"=2>Wood|3>Kilos\n2>Oak|3>9", "= Wood | Kilos\n- Oak – Kilos: 9"},
		"a cell over rows":        {"=Wood|Cut|Euros\n2vOak|thin|4\nthick|6", "= Wood | Cut | Euros\n- Oak – Cut: thin; Euros: 4\n- Oak – Cut: thick; Euros: 6"},
		"a last cell over rows":   {"=Cut|Wood\nthin|2vOak\nthick", "= Cut | Wood\n- thin – Wood: Oak\n- thick – Wood: Oak"},
		"a bar in a cell":         {"=Sign|Meaning\na ¦ b|or", "= Sign | Meaning\n- a ¦ b – Meaning: or"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := written(t, table(test.table)); got != test.want {
				t.Errorf("got\n%s\n\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestTablesAreBounded(t *testing.T) {
	cell := func(text string, columns, rows int) document.Row {
		return document.Row{Cells: []document.TableCell{{Text: text, Columns: columns, Rows: rows}}}
	}
	many := document.Table{Rows: make([]document.Row, document.MaxCells/100+1)}
	for i := range many.Rows {
		many.Rows[i].Cells = make([]document.TableCell, 100)
	}
	repeated := document.Table{Rows: []document.Row{cell(strings.Repeat("word ", 10_000), 1, 1000)}}
	for range 999 {
		repeated.Rows = append(repeated.Rows, cell("b", 1, 1))
	}
	for name, test := range map[string]struct {
		table document.Table
		says  string
	}{
		"a wide cell": {document.Table{Rows: []document.Row{cell("a", document.MaxSpan+1, 1)}}, "1001 columns"},
		"a high cell": {document.Table{Rows: []document.Row{cell("a", 1, document.MaxSpan+1)}}, "1001 rows"},
		"many cells":  {many, "200000 cells"},
		"much text":   {repeated, "4 MB"},
	} {
		var b document.Builder
		if err := b.Table(test.table); !errors.Is(err, document.ErrTooLarge) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRowsSayWhereTheyAreWritten(t *testing.T) {
	var b document.Builder
	b.Paragraph("a")
	at := map[string]int{}
	from := table("=Wood|Kilos\n|\nOak|9")
	for i := range from.Rows {
		from.Rows[i].Written = func(block int) { at[from.Rows[i].Cells[0].Text] = block }
	}
	if err := b.Table(from); err != nil || len(at) != 2 || at["Wood"] != 1 || at["Oak"] != 2 {
		t.Errorf("rows are at %v, %v", at, err)
	}
}
