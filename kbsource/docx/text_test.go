package docx_test

import (
	"maps"
	"strings"
	"testing"

	"footnote/kbsource/document"
)

// What a reader of the document does not see is not read: it could only be
// meant for a program.
func TestHiddenText(t *testing.T) {
	styles := part("styles",
		`<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>`+
			`<w:style w:type="paragraph" w:styleId="Seen"><w:name w:val="seen"/><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>`+
			`<w:style w:type="character" w:styleId="Mark"><w:name w:val="mark"/><w:rPr><w:vanish/></w:rPr></w:style>`+
			`<w:style w:type="character" w:styleId="Pale"><w:name w:val="pale"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>`)
	box := func(fill string) string {
		return `<w:p>` + r("a") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr>` + fill +
			`</wps:spPr><wps:txbx><w:txbxContent><w:p>` + props(`<w:color w:val="FFFFFF"/>`, "b") + `</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>` +
			`</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`
	}
	for name, test := range map[string]struct{ body, want string }{
		"marked":            {p("", r("a")+props(`<w:vanish/>`, "x")+props(`<w:webHidden/>`, "x")), "a"},
		"no size":           {p("", r("a")+props(`<w:sz w:val="1"/>`, "x")+props(`<w:sz w:val="16"/>`, "b")), "ab"},
		"white on white":    {p("", r("a")+props(`<w:color w:val="FFFFFF"/>`, "x")+props(`<w:color w:val="FF0000"/>`, "b")), "ab"},
		"white by a style":  {p("", r("a")+props(`<w:rStyle w:val="Pale"/>`, "x")), "a"},
		"white on a colour": {p("", r("a")+props(`<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>`, "b")), "ab"},
		"white on a white ground": {para(`<w:shd w:val="clear" w:color="auto" w:fill="auto"/>`, r("a")+props(`<w:color w:val="FFFFFF"/>`, "x")+
			props(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>`, "x")+
			props(`<w:color w:val="FFFFFF"/><w:highlight w:val="none"/>`, "x")), "a"},
		"white on a highlight":      {p("", r("a")+props(`<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>`, "b")), "ab"},
		"white on a pattern":        {p("", r("a")+props(`<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>`, "b")), "ab"},
		"white in a table":          {p("", r("a")) + table("", row(cell("", `<w:p>`+props(`<w:color w:val="FFFFFF"/>`, "b")+`</w:p>`), "c")), "a\n\nb | c"},
		"white on a coloured shape": {box(`<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>`), "a\n\nb"},
		"white on a white shape":    {box(`<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>`), "a"},
		"white on a bare shape":     {box(`<a:noFill/>`), "a"},
		"by its style":              {p("", r("a")) + p("Secret", r("x")) + p("Seen", r("b")+props(`<w:rStyle w:val="Mark"/>`, "x")), "a\n\nb"},
		"a row":                     {p("", r("a")) + table("", row("b", "c"), `<w:tr><w:trPr><w:hidden/></w:trPr>`+cell("", "x")+cell("", "x")+`</w:tr>`), "a\n\nb | c"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := file(test.body)
			parts["word/styles.xml"] = styles
			if d := read(t, parts); d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestMarksOfLetters(t *testing.T) {
	styles := part("styles",
		`<w:style w:type="character" w:styleId="Gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>`+
			`<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="old"/><w:rPr><w:strike/></w:rPr></w:style>`+
			`<w:style w:type="character" w:styleId="Up"><w:name w:val="up"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	up := func(s string) string { return props(`<w:vertAlign w:val="superscript"/>`, s) }
	down := func(s string) string { return props(`<w:vertAlign w:val="subscript"/>`, s) }
	for name, test := range map[string]struct{ body, want string }{
		"struck out":               {p("", r("Bus ")+props(`<w:strike/>`, "14")+props(`<w:dstrike/>`, "15")+props(`<w:strike w:val="false"/>`, "16")), "Bus 16"},
		"struck out by a style":    {p("", r("Bus ")+props(`<w:rStyle w:val="Gone"/>`, "14")+r("16")) + p("Old", r("Bus 17")), "Bus 16"},
		"switched off by two":      {p("Old", r("Bus 17")+props(`<w:rStyle w:val="Gone"/>`, "Bus 18")), "Bus 18"},
		"a power":                  {p("", r("2")+up("10")+r(" bytes")), "2¹⁰ bytes"},
		"a power in pieces":        {p("", r("10")+up("-")+up("12")+r(" m")+up("3")), "10⁻¹² m³"},
		"a power by a style":       {p("", r("10")+props(`<w:rStyle w:val="Up"/>`, "9")), "10⁹"},
		"a formula of chemistry":   {p("", r("C")+down("6")+r("H")+down("12")), "C₆H₁₂"},
		"an exponent with letters": {p("", r("2")+up("n+1")), "2ⁿ⁺¹"},
		"a power off the line":     {p("", r("10")+props(`<w:position w:val="7"/><w:sz w:val="18"/>`, "9")), "10⁹"},
		"large and off the line":   {p("", r("Hall ")+props(`<w:position w:val="2"/><w:sz w:val="40"/>`, "9")), "Hall 9"},
		"an ordinal":               {p("", r("the 3")+up("rd")+r(" door")), "the 3rd door"},
		"a brand":                  {p("", r("Zephyr")+up("TM")), "Zephyr™"},
		"marks of notes":           {p("", r("free")+up("1, 2 ")+r("today")), "free¹,² today"},
		"small print":              {p("", r("free")+up("until May 3")+r(".")), "free until May 3."},
	} {
		t.Run(name, func(t *testing.T) {
			parts := file(test.body)
			parts["word/styles.xml"] = styles
			if d := read(t, parts); d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestSymbols(t *testing.T) {
	sym := func(font, char string) string {
		return `<w:r><w:sym w:font="` + font + `" w:char="` + char + `"/></w:r>`
	}
	inFont := func(font, text string) string {
		return props(`<w:rFonts w:ascii="`+font+`" w:hAnsi="`+font+`"/>`, text)
	}
	for name, test := range map[string]struct{ body, want string }{
		"Symbol":               {r("20 ") + sym("Symbol", "F0B1") + r(" 2 ") + sym("Symbol", "F06D") + r("m ") + sym("Symbol", "B3"), "20 ± 2 μm ≥"},
		"Wingdings":            {sym("Wingdings", "F0FC") + sym("Wingdings", "F0FB") + sym("Wingdings", "F0E0") + sym("Wingdings", "F028"), "✓✗→☎"},
		"others of Wingdings":  {sym("Wingdings 2", "F052") + sym("Wingdings 2", "F0A3") + sym("Wingdings 3", "F022") + sym("Webdings", "F061"), "☑☐→✓"},
		"letters in the font":  {inFont("Wingdings", "ü") + inFont("Symbol", "D") + inFont("Arial", "D"), "✓ΔD"},
		"private without font": {r("\uf0a3 5, \uf0fe"), "≤ 5, ☑"},
		"an ordinary sign":     {sym("Calibri", "2264"), "≤"},
		"a font nobody knows":  {r("a ") + sym("House Signs", "F041") + r(" b \ue711"), "a \ufffd b \ufffd"},
		"no such character":    {r("a") + sym("Symbol", "F0FF") + sym("Symbol", "zz"), "a\ufffd\ufffd"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := read(t, file(p("", test.body))); d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestTrackedChanges(t *testing.T) {
	const gone = `<w:rPr><w:del w:id="1"/></w:rPr>`
	for name, test := range map[string]struct{ body, want string }{
		"text":               {p("", r("in ")+`<w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins>`+r("5")+`</w:ins>`+r(" days")), "in 5 days"},
		"moved":              {p("", `<w:moveFrom>`+r("a")+`</w:moveFrom>`+r("b")+`<w:moveTo>`+r("a")+`</w:moveTo>`), "ba"},
		"a joined paragraph": {para(gone, r("It is ")) + para(gone, r("not ")) + p("", r("far.")) + p("", r("Go.")), "It is not far.\n\nGo."},
		"a deleted paragraph": {p("", r("a")) + para(gone, `<w:del><w:r><w:delText>b</w:delText></w:r></w:del>`) + p("", r("c")),
			"a\n\nc"},
		"a deleted item counts not": {numbered("1", "0", "a") + para(`<w:numPr><w:numId w:val="1"/></w:numPr>`+gone, `<w:del>`+r("b")+`</w:del>`) + numbered("1", "0", "c"),
			"1. a\n2. c"},
		"a mark before a table":   {para(gone, r("a")) + table("", row("b", "c")), "a\n\nb | c"},
		"old properties":          {`<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="Titel"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>`, "a"},
		"a deleted cell":          {table("", row("a", cell(`<w:cellDel/>`, "x"), "c")), "a | | c"},
		"an inserted row":         {table("", row("a", "b"), `<w:tr><w:trPr><w:ins/></w:trPr>`+cell("", "c")+cell("", "d")+`</w:tr>`), "a | b\nc | d"},
		"a comment":               {p("", r("a")+`<w:commentRangeStart/><w:r><w:commentReference w:id="0"/></w:r>`), "a"},
		"a reading of ideographs": {p("", `<w:r><w:ruby><w:rt>`+r("とうきょう")+`</w:rt><w:rubyBase>`+r("東京")+`</w:rubyBase></w:ruby></w:r>`), "東京"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := read(t, file(test.body)); d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestControlsAndFields(t *testing.T) {
	box := func(checked, content string) string {
		return `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="` + checked + `"/></w14:checkbox></w:sdtPr><w:sdtContent>` + content + `</w:sdtContent></w:sdt>`
	}
	field := func(data string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData>` + data + `</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORM </w:instrText></w:r>` +
			`<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	for name, test := range map[string]struct{ body, want string }{
		"checkboxes":      {box("1", r("x")) + r(" yes ") + box("0", `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`) + r(" no"), "☒ yes ☐ no"},
		"an old checkbox": {field(`<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>`) + r(" nuts"), "☒ nuts"},
		"an old choice":   {r("Size ") + field(`<w:ddList><w:result w:val="1"/><w:listEntry w:val="S"/><w:listEntry w:val="M"/></w:ddList>`), "Size M"},
		"a control":       {r("Open ") + `<w:sdt><w:sdtPr><w:alias w:val="hours"/></w:sdtPr><w:sdtContent>` + r("9–17") + `</w:sdtContent></w:sdt>`, "Open 9–17"},
		"a link": {`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
			r("the form") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, "the form"},
		"an icon in a line": {r("Press") + `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Save"/></wp:inline></w:drawing></w:r>` + r("twice."), "Press Save twice."},
		"a formula": {`<m:oMath><m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t>=</m:t></m:r>` +
			`<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:rad><m:deg/><m:e><m:r><m:t>c</m:t></m:r></m:e></m:rad></m:den></m:f></m:oMath>`, "r²=(a+b)/√(c)"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := read(t, file(p("", test.body))); d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestPictures(t *testing.T) {
	picture := func(text string) string {
		return `<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Picture 1" descr="` + text + `"/></wp:anchor></w:drawing></w:r>`
	}
	d := read(t, file(p("", r("Look:")+picture("A red lever")+picture("IMG_7.png"))+table("", row("Pool", cell("", `<w:p>`+picture("open")+`</w:p>`)))))
	if want := "Look:\n\nA red lever\n\nPool | open"; d.Text != want || d.Blocks[1].Kind != document.Figure {
		t.Errorf("got %q (%s), want %q", d.Text, d.Blocks[1].Kind, want)
	}
}

func TestNotes(t *testing.T) {
	foot := func(id string) string { return `<w:r><w:footnoteReference w:id="` + id + `"/></w:r>` }
	note := func(kind, id, more, text string) string {
		return `<w:` + kind + ` w:id="` + id + `"` + more + `><w:p><w:r><w:` + kind + `Ref/></w:r>` + r(" "+text) + `</w:p></w:` + kind + `>`
	}
	parts := file(p("berschrift1", r("Fees")) + p("", r("Adults pay 12")+foot("7")+r(". Dogs are free.")) + p("", r("Half past ten")+`<w:r><w:endnoteReference w:id="3"/></w:r>`) +
		p("berschrift1", r("Rooms")) + table("", row("Hall", "40 m"), row("Loft", `<w:tc><w:p>`+r("18 m")+foot("5")+`</w:p></w:tc>`)) +
		p("", r("Own mark")+`<w:r><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r>`))
	parts["word/footnotes.xml"] = part("footnotes", note("footnote", "0", ` w:type="separator"`, "line")+note("footnote", "5", "", "Closed in May.")+
		note("footnote", "7", "", "Seniors: 8.")+note("footnote", "8", "", "Never referred to.")+note("footnote", "9", "", "See below."))
	parts["word/endnotes.xml"] = part("endnotes", note("endnote", "3", "", "On Sundays at noon."))
	d := read(t, parts)
	want := "Fees\n\nAdults pay 12¹⁾. Dogs are free.\n\nHalf past tenⁱ⁾\n\n¹⁾ Seniors: 8.\n\nⁱ⁾ On Sundays at noon.\n\n" +
		"Rooms\n\nHall | 40 m\nLoft | 18 m²⁾\n\nOwn mark*\n\n²⁾ Closed in May.\n\n* See below."
	if d.Text != want {
		t.Errorf("got  %q\nwant %q", d.Text, want)
	}
	runes := []rune(d.Text)
	for _, u := range document.Units(d.Text, d.Blocks, "en") {
		if u.Kind == document.UnitNote && strings.Contains(u.Reading(runes), "Seniors") && u.Lead != "Adults pay 12¹⁾." {
			t.Errorf("the note is said of %q", u.Lead)
		}
	}
	for _, b := range d.Blocks {
		if b.Kind != document.Note {
			continue
		}
		if at := d.Blocks[b.Parent]; !strings.Contains(string(runes[at.Start:at.End]), b.Marker) || at.Headings[0] != b.Headings[0] {
			t.Errorf("note %q belongs to %q", b.Marker, string(runes[at.Start:at.End]))
		}
	}
}

func TestProperties(t *testing.T) {
	custom := func(properties ...string) string {
		out := `<Properties xmlns:vt="v">`
		for i := 0; i < len(properties); i += 2 {
			out += `<property name="` + properties[i] + `"><vt:lpwstr>` + properties[i+1] + `</vt:lpwstr></property>`
		}
		return out + `</Properties>`
	}
	parts := file(p("", r("x")))
	parts["docProps/core.xml"] = `<cp:coreProperties xmlns:cp="c"><cp:keywords>hall, keys</cp:keywords><cp:category>Clubs</cp:category><cp:version>2.10</cp:version><cp:contentStatus>Final</cp:contentStatus></cp:coreProperties>`
	parts["docProps/custom.xml"] = custom("Product", "Loft", "Valid until", "2031-05-01T00:00:00Z", "Expires", "2031-04-01", "Version", "1", "Title", "y")
	d := read(t, parts)
	if d.Version != "2.10" || d.Product != "Loft" || d.ValidUntil.Format("2006-01") != "2031-04" || strings.Join(d.Labels, ",") != "hall,keys,Clubs" || d.LeftOut != "" || d.Title != "X" {
		t.Errorf("%+v", d)
	}
	for name, unpublished := range map[string]map[string]string{
		"core":    {"docProps/core.xml": `<coreProperties><contentStatus>Draft</contentStatus></coreProperties>`},
		"custom":  {"docProps/custom.xml": custom("Status", "archived")},
		"switch":  {"docProps/custom.xml": custom("Archived", "yes")},
		"boolean": {"docProps/custom.xml": `<Properties><property name="Published"><bool>false</bool></property></Properties>`},
	} {
		parts := file(p("", r("x")))
		maps.Copy(parts, unpublished)
		if read(t, parts).LeftOut == "" {
			t.Errorf("%s: not left out", name)
		}
	}
}
