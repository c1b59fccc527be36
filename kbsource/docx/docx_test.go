package docx_test

import (
	"errors"
	"flag"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/docx"
)

var update = flag.Bool("update", false, "write the golden file anew")

func contract() string {
	return p("Titel", r("Vertrag kündigen")) +
		p("Verzeichnis1", r("1 Fristen 3")) +
		p("berschrift1", r("Fri")+r("sten")) +
		`<w:p>` + r("Die Frist ist ") + `<w:del><w:r><w:delText>14</w:delText></w:r></w:del><w:ins>` + r("30") + `</w:ins>` + r(" Tage, siehe ") +
		`<w:hyperlink>` + r("AGB") + `</w:hyperlink>` + props(`<w:vanish/>`, " geheim") +
		`<w:r><w:commentReference w:id="1"/></w:r><w:r><w:br/></w:r>` + r("Ab Zugang") + `<w:r><w:noBreakHyphen/></w:r>` + r("Datum.") +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r></w:p>` +
		p("Firma2rot", r("Schritte")) +
		numbered("1", "0", "Einloggen") + numbered("1", "1", "am Rechner") + numbered("1", "0", "Kündigen") +
		p("Aufzhlung", r("Fertig")) +
		para(`<w:outlineLvl w:val="1"/>`, r("Preise")) +
		p("Beschriftung", r("Tabelle 1: Tarife")) +
		table(usualLook, row("Tarif", "Preis", "Frist"),
			row(cell(`<w:vMerge w:val="restart"/>`, "Klein"), "9 €", "1 Monat"),
			row(cell(`<w:vMerge/>`, "<w:p/>"), cell(`<w:gridSpan w:val="2"/>`, "kostenlos im ersten Monat")),
			`<w:tr><w:trPr><w:del/></w:trPr>`+cell("", "alt")+`</w:tr>`) +
		table("", row(cell("", `<w:p>`+r("Hinweis:")+`</w:p><w:p>`+r("Nur schriftlich.")+`</w:p>`))) +
		p("Quelltext", r("if x {")) + p("Quelltext", r("    y()")) + p("Quelltext", r("}")) +
		`<w:p>` + r("Bild") + `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + r("Kasten") + `</w:p></w:txbxContent></mc:Choice>` +
		`<mc:Fallback><w:txbxContent><w:p>` + r("Kasten") + `</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
		`<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>` + p("Zitat", r("Wer kündigt, geht.")) + p("Kreis", r("Ende"))
}

func TestGolden(t *testing.T) {
	documenttest.Golden(t, "testdata/vertrag.docx.golden", *update, read(t, file(contract())))
}

func TestTitles(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"a title":          {p("Titel", r("A")) + p("berschrift1", r("B")) + p("", r("x")), "A"},
		"one heading":      {p("berschrift1", r("B")) + p("Firma2", r("C")) + p("", r("x")), "B"},
		"chapters":         {p("berschrift1", r("B")) + p("", r("x")) + p("berschrift1", r("C")), "Vorlage"},
		"a chapter":        {para(`<w:pStyle w:val="berschrift1"/><w:numPr><w:numId w:val="1"/></w:numPr>`, r("B")) + p("", r("x")), "Vorlage"},
		"nothing":          {p("", r("x")), "Vorlage"},
		"text before them": {p("", r("x")) + p("Firma2", r("C")), "Vorlage"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := read(t, file(test.body)); d.Title != test.want {
				t.Errorf("title %q, want %q", d.Title, test.want)
			}
		})
	}
}

// Parts lie where the relationships say.
func TestPartsUnderOtherNames(t *testing.T) {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	d := read(t, map[string]string{
		"_rels/.rels": `<Relationships><Relationship Type="` + types + `officeDocument" Target="/text/body2.xml"/>` +
			`<Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="meta/1.psmdcp"/></Relationships>`,
		"meta/1.psmdcp":             `<coreProperties><keywords>hive</keywords></coreProperties>`,
		"text/_rels/body2.xml.rels": `<Relationships><Relationship Type="` + types + `styles" Target="looks/s.xml"/></Relationships>`,
		"text/body2.xml":            part("document", `<w:body>`+p("Titel", r("Bees"))+p("", r("They fly."))+`</w:body>`),
		"text/looks/s.xml":          usualStyles,
	})
	if d.Title != "Bees" || d.Text != "Bees\n\nThey fly." || len(d.Labels) != 1 {
		t.Errorf("%q: %q %q", d.Title, d.Text, d.Labels)
	}
}

func TestBad(t *testing.T) {
	good := documenttest.Pack(t, file(p("", r("x"))))
	deep := strings.Repeat("<w:sdt>", document.MaxDepth+1) + p("", r("x")) + strings.Repeat("</w:sdt>", document.MaxDepth+1)
	ole := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 512)...)
	var name []byte
	for _, c := range []byte("EncryptedPackage") {
		name = append(name, c, 0)
	}
	for what, test := range map[string]struct {
		data []byte
		want error
	}{
		"bomb":           {documenttest.Pack(t, file(p("", r(strings.Repeat("bomb ", 10<<20))))), document.ErrTooLarge},
		"bomb in styles": {documenttest.Pack(t, map[string]string{"word/styles.xml": "<styles>" + strings.Repeat(" ", 10<<20) + "</styles>"}), document.ErrTooLarge},
		"deep":           {documenttest.Pack(t, file(deep)), document.ErrTooLarge},
		"wide":           {documenttest.Pack(t, file(table("", row(cell(`<w:gridSpan w:val="1001"/>`, "x"), "y")))), document.ErrTooLarge},
		"wide before":    {documenttest.Pack(t, file(table("", `<w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>`+cell("", "x")+cell("", "y")+`</w:tr>`))), document.ErrTooLarge},
		"encrypted":      {append(ole, name...), document.ErrEncrypted},
		"old Word":       {ole, document.ErrUnsupported},
		"no archive":     {[]byte("Hello"), document.ErrBroken},
		"cut off":        {good[:len(good)/2], document.ErrBroken},
		"no document":    {documenttest.Pack(t, map[string]string{"a": "b"}), document.ErrBroken},
		"broken XML":     {documenttest.Pack(t, file("<w:p><w:r>")), document.ErrBroken},
		"broken styles":  {documenttest.Pack(t, map[string]string{"word/styles.xml": "<a", "word/document.xml": "<a/>"}), document.ErrBroken},
	} {
		t.Run(what, func(t *testing.T) {
			_, err := docx.Extract(t.Context(), document.File{Path: "x.docx", Format: "docx", Data: test.data})
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

// Text that is printed again and again must not grow without bounds.
func TestRepeatedTextIsBounded(t *testing.T) {
	var rows []string
	rows = append(rows, row(cell(`<w:vMerge w:val="restart"/>`, strings.Repeat("long ", 5000)), "a"))
	for range 200 {
		rows = append(rows, row(cell(`<w:vMerge/>`, "<w:p/>"), "b"))
	}
	parts := file(table("", rows...) + strings.Repeat(numbered("7", "0", "x"), 200))
	parts["word/numbering.xml"] = part("numbering", `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>`+
		`<w:lvlText w:val="`+strings.Repeat("mark", 5000)+`%1"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>`)
	if d := read(t, parts); len(d.Text) > 100_000 {
		t.Errorf("%d bytes", len(d.Text))
	}
}
