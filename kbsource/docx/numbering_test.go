package docx_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
)

// lvl is a level of a list: its format, what is printed, and what else.
func lvl(level int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, level, format, text, strings.Join(more, ""))
}

// from is where a level starts, at its indentation, tied the style that it is
// tied to.
func from(n int) string { return fmt.Sprintf(`<w:start w:val="%d"/>`, n) }
func at(left int) string {
	return fmt.Sprintf(`<w:pPr><w:ind w:left="%d" w:hanging="360"/></w:pPr>`, left)
}
func tied(style string) string { return fmt.Sprintf(`<w:pStyle w:val="%s"/>`, style) }

func abstract(id int, content string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, content)
}

func num(id, abstract int, more ...string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, abstract, strings.Join(more, ""))
}

func restartAt(level, n int) string {
	return fmt.Sprintf(`<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>`, level, n)
}

// items are paragraphs of lists: "1.0 text" is one of number 1, level 0, and
// what begins otherwise a plain one.
func items(all ...string) string {
	var out strings.Builder
	for _, one := range all {
		if mark, text, found := strings.Cut(one, " "); found && len(mark) == 3 && mark[1] == '.' {
			out.WriteString(numbered(mark[:1], mark[2:], text))
			continue
		}
		out.WriteString(p("", r(one)))
	}
	return out.String()
}

func TestNumbering(t *testing.T) {
	legal := lvl(0, "upperRoman", "Art. %1") + lvl(1, "decimal", "%1.%2", `<w:isLgl/>`) + lvl(2, "lowerLetter", "(%3)")
	for name, test := range map[string]struct {
		numbering, body, want string
	}{
		"levels": {abstract(0, lvl(0, "decimal", "%1.")+lvl(1, "decimal", "%1.%2")+lvl(2, "lowerRoman", "%3)")) + num(1, 0),
			items("1.0 a", "1.1 b", "1.2 c", "1.2 d", "1.1 e", "1.2 f", "1.0 g", "1.1 h"),
			"1. a|  1.1 b|    i) c|    ii) d|  1.2 e|    i) f|2. g|  2.1 h"},
		"words around the number": {abstract(0, lvl(0, "decimal", "Step %1:")) + num(1, 0), items("1.0 a", "1.0 b"), "Step 1: a|Step 2: b"},
		"legal numbers": {abstract(0, legal) + num(1, 0), items("1.0 a", "1.1 b", "1.2 c", "1.0 d", "1.1 e"),
			"Art. I a|  1.1 b|    (a) c|Art. II d|  2.1 e"},
		"a start":                 {abstract(0, lvl(0, "decimal", "%1.", from(4))) + num(1, 0), items("1.0 a", "1.0 b"), "4. a|5. b"},
		"from zero":               {abstract(0, lvl(0, "decimal", "%1.", from(0))) + num(1, 0), items("1.0 a", "1.0 b"), "0. a|1. b"},
		"two numbers of one list": {abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0) + num(2, 0), items("1.0 a", "2.0 b", "1.0 c"), "1. a|2. b|3. c"},
		"a number that restarts": {abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, restartAt(0, 1)),
			items("1.0 a", "1.0 b", "So:", "2.0 c", "2.0 d"), "1. a|2. b||So:||1. c|2. d"},
		"a level that never restarts": {abstract(0, lvl(0, "upperLetter", "%1.")+lvl(1, "decimal", "%2.", `<w:lvlRestart w:val="0"/>`)) + num(1, 0),
			items("1.0 a", "1.1 b", "1.0 c", "1.1 d"), "A. a|  1. b|B. c|  2. d"},
		"a level that the outermost restarts": {
			abstract(0, lvl(0, "decimal", "%1")+lvl(1, "decimal", "%1.%2")+lvl(2, "decimal", "[%3]", `<w:lvlRestart w:val="1"/>`)) + num(1, 0),
			items("1.0 a", "1.1 b", "1.2 c", "1.1 d", "1.2 e", "1.0 f", "1.1 g", "1.2 h"),
			"1 a|  1.1 b|    [1] c|  1.2 d|    [2] e|2 f|  2.1 g|    [1] h"},
		"a changed level": {abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0, `<w:lvlOverride w:ilvl="0">`+lvl(0, "lowerLetter", "%1)")+`</w:lvlOverride>`),
			items("1.0 a", "1.0 b"), "a) a|b) b"},
		"bullets of any sign": {abstract(0, lvl(0, "bullet", "\uf0b7")+lvl(1, "bullet", "o")+lvl(2, "bullet", "")) + num(1, 0),
			items("1.0 a", "1.1 b", "1.2 c"), "- a|  - b|    - c"},
		"an inner level comes first": {abstract(0, lvl(0, "decimal", "%1.")+lvl(1, "decimal", "%1.%2.")) + num(1, 0), items("1.1 a", "1.1 b"), "1.1. a|1.2. b"},
		"no number":                  {abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0), items("1.0 a", "0.0 b", "1.0 c"), "1. a||b||2. c"},
		"nothing printed":            {abstract(0, lvl(0, "none", "")+lvl(1, "decimal", "")) + num(1, 0), items("1.0 a", "1.1 b"), "a||b"},
		"a word without a number":    {abstract(0, lvl(0, "none", "Hint:")) + num(1, 0), items("1.0 a", "1.0 b"), "Hint: a|Hint: b"},
		"items without text count":   {abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0), items("1.0 a", "1.0  ", "1.0 c"), "1. a|3. c"},
		"a list by a style of lists": {abstract(0, `<w:numStyleLink w:val="Steps"/>`) + abstract(1, `<w:styleLink w:val="Steps"/>`+lvl(0, "upperRoman", "%1.")) + num(1, 0) + num(2, 1),
			items("1.0 a", "1.0 b"), "I. a|II. b"},
		"leading zeros of an extension": {abstract(0, `<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>`+
			`<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>`) + num(1, 0),
			items("1.0 a", "1.0 b"), "001. a|002. b"},
		"a list in a list": {abstract(0, lvl(0, "decimal", "%1.", at(720))) + abstract(1, lvl(0, "lowerLetter", "%1)", at(1080))) + num(1, 0) + num(2, 1),
			items("1.0 a", "2.0 b", "2.0 c", "1.0 d"), "1. a|  a) b|  b) c|2. d"},
		"points of a step at its indentation": {abstract(0, lvl(0, "decimal", "%1.", at(720))) + abstract(1, lvl(0, "bullet", "•", at(720))) + num(1, 0) + num(2, 1),
			items("1.0 a", "2.0 b", "1.0 c", "2.0 d"), "1. a|  - b|2. c|- d"},
		"text between steps": {abstract(0, lvl(0, "decimal", "%1.", at(720))) + num(1, 0), items("1.0 a", "Wait.", "1.0 b"), "1. a||Wait.||2. b"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := file(p("Titel", r("T")) + test.body)
			parts["word/numbering.xml"] = part("numbering", test.numbering)
			parts["word/styles.xml"] = strings.Replace(usualStyles, "</w:styles>",
				`<w:style w:type="numbering" w:styleId="Steps"><w:name w:val="Steps"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`, 1)
			got := strings.ReplaceAll(strings.TrimPrefix(read(t, parts).Text, "T\n\n"), "\n", "|")
			if got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A heading's number is its marker, as is that of an item; a style may give it.
func TestNumberedHeadings(t *testing.T) {
	parts := file(p("Titel", r("Rules")) + p("H1", r("Members")) + p("H2", r("Fees")) + numbered("3", "2", "Pay in May.") + numbered("3", "2", "Pay it all.") +
		p("H2", r("Keys")) + p("H1", r("Guests")) + para(`<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>`, r("Annex")))
	parts["word/styles.xml"] = part("styles", `<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>`+
		`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>`+
		`<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>`)
	parts["word/numbering.xml"] = part("numbering", abstract(0, lvl(0, "decimal", "§ %1", tied("H1"))+lvl(1, "decimal", "%1.%2", tied("H2"))+lvl(2, "lowerLetter", "%3)"))+num(3, 0))
	d := read(t, parts)
	want := []struct {
		kind           document.Kind
		marker, parent string
		level          int
	}{
		{document.Heading, "", "", 1}, {document.Heading, "§ 1", "", 1}, {document.Heading, "1.1", "", 2},
		{document.ListItem, "a)", "", 0}, {document.ListItem, "b)", "", 0},
		{document.Heading, "1.2", "", 2}, {document.Heading, "§ 2", "", 1}, {document.Heading, "", "", 1},
	}
	for i, b := range d.Blocks {
		if i >= len(want) || b.Kind != want[i].kind || b.Marker != want[i].marker || b.Level != want[i].level || b.Ordered != (b.Kind == document.ListItem) {
			t.Errorf("block %d: %s %q level %d ordered %t", i, b.Kind, b.Marker, b.Level, b.Ordered)
		}
	}
	if got := strings.Join(d.Blocks[3].Headings, " > "); got != "§ 1 Members > 1.1 Fees" {
		t.Errorf("item under %q", got)
	}
}

// What stands between the steps of a list belongs to the step before.
func TestBetweenSteps(t *testing.T) {
	indented := para(`<w:ind w:left="720"/>`, r("It beeps."))
	picture := `<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="The valve with its red lever turned to the wall"/></wp:inline></w:drawing></w:r></w:p>`
	parts := file(items("Do this:", "1.0 Press.") + indented + items("1.0 Turn.") + picture + table("", row("a", "b"), row("c", "d")) + items("1.0 Pull.", "That is all."))
	parts["word/numbering.xml"] = part("numbering", abstract(0, lvl(0, "decimal", "%1.", at(720)))+num(1, 0))
	want := "paragraph  -1, list_item 1. 0, paragraph  1, list_item 2. 0, figure  3, table_row  3, table_row  3, list_item 3. 0, paragraph  -1"
	if got := parents(read(t, parts)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A framed hint or a text box does not end the list that it stands in.
func TestBoxesBetweenSteps(t *testing.T) {
	hint := table("", row(cell("", p("", r("Mind the edge."))+p("", r("It is sharp.")))))
	float := `<w:r><w:txbxContent><w:p>` + r("Two turns") + `</w:p></w:txbxContent></w:r>`
	parts := file(items("Do this:", "1.0 Press.") + hint + para(`<w:numPr><w:numId w:val="1"/></w:numPr>`, r("Turn.")+float) + items("1.0 Pull."))
	parts["word/numbering.xml"] = part("numbering", abstract(0, lvl(0, "decimal", "%1.", at(720)))+num(1, 0))
	want := "paragraph  -1, list_item 1. 0, paragraph  1, paragraph  1, list_item 2. 0, paragraph  4, list_item 3. 0"
	if got := parents(read(t, parts)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// parents lists the blocks with their markers and what they belong to.
func parents(d document.Document) string {
	var out []string
	for _, b := range d.Blocks {
		out = append(out, fmt.Sprintf("%s %s %d", b.Kind, b.Marker, b.Parent))
	}
	return strings.Join(out, ", ")
}

func TestNumerals(t *testing.T) {
	for format, want := range map[string]string{
		"decimal": "1 4 28", "decimalZero": "01 04 28", "lowerLetter": "a d bb", "upperLetter": "A D BB", "lowerRoman": "i iv xxviii", "upperRoman": "I IV XXVIII",
		"ordinal": "1 4 28", "cardinalText": "1 4 28", "russianLower": "а г ю", "russianUpper": "А Г Ю", "chicago": "* § 28",
		"decimalEnclosedCircle": "① ④ 28", "japaneseCounting": "一 四 二十八", "ideographDigital": "一 四 二八", "decimalFullWidth": "１ ４ ２８", "unheardOf": "1 4 28",
	} {
		var got []string
		for _, start := range []int{1, 4, 28} {
			parts := file(items("1.0 x"))
			parts["word/numbering.xml"] = part("numbering", abstract(0, lvl(0, format, "%1", from(start)))+num(1, 0))
			got = append(got, read(t, parts).Blocks[0].Marker)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
}
