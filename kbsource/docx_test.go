package kbsource_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
)

const wordNamespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// makeDOCX packs parts by name.
func makeDOCX(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, content := range parts {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wordBody(body string) map[string]string {
	return map[string]string{
		"word/document.xml":  `<?xml version="1.0"?><w:document ` + wordNamespaces + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":    wordStyles,
		"word/numbering.xml": wordNumbering,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Vorlage</dc:title>` +
			`<cp:keywords>Vertrag; Kündigung</cp:keywords><dc:language>de-DE</dc:language>` +
			`<dcterms:modified>2026-02-03T04:05:06Z</dcterms:modified></cp:coreProperties>`,
	}
}

// The styles of a German Word: localized ids, English names, one heading by
// its outline level only, one based on another.
const wordStyles = `<w:styles ` + wordNamespaces + `>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Firma2"><w:name w:val="Firma zwei"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Firma2rot"><w:name w:val="Firma zwei rot"/><w:basedOn w:val="Firma2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="kreis"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Quelltext"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
</w:styles>`

const wordNumbering = `<w:numbering ` + wordNamespaces + `>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`

// p is a paragraph of a style.
func p(style, content string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + content + `</w:p>`
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func numbered(id, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>` + r(text) + `</w:p>`
}

func cell(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr><w:p>` + r(text) + `</w:p></w:tc>`
}

func contract() string {
	return p("Titel", r("Vertrag kündigen")) +
		p("Verzeichnis1", r("1 Fristen 3")) +
		p("berschrift1", r("Fri")+r("sten")) +
		`<w:p>` + r("Die Frist ist ") + `<w:del><w:r><w:delText>14</w:delText></w:r></w:del><w:ins>` + r("30") + `</w:ins>` + r(" Tage, siehe ") +
		`<w:hyperlink>` + r("AGB") + `</w:hyperlink>` + `<w:r><w:rPr><w:vanish/></w:rPr><w:t> geheim</w:t></w:r>` +
		`<w:r><w:commentReference w:id="1"/></w:r><w:r><w:br/></w:r>` + r("Ab Zugang") + `<w:r><w:noBreakHyphen/></w:r>` + r("Datum.") +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r></w:p>` +
		p("Firma2rot", r("Schritte")) +
		numbered("1", "0", "Einloggen") + numbered("1", "1", "am Rechner") + numbered("1", "0", "Kündigen") +
		p("Aufzhlung", r("Fertig")) +
		`<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + r("Preise") + `</w:p>` +
		`<w:tbl><w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>` +
		`<w:tr>` + cell("", "Tarif") + cell("", "Preis") + cell("", "Frist") + `</w:tr>` +
		`<w:tr>` + cell(`<w:vMerge w:val="restart"/>`, "Klein") + cell("", "9 €") + cell("", "1 Monat") + `</w:tr>` +
		`<w:tr>` + cell(`<w:vMerge/>`, "") + cell(`<w:gridSpan w:val="2"/>`, "kostenlos im ersten Monat") + `</w:tr>` +
		`<w:tr><w:trPr><w:del/></w:trPr>` + cell("", "alt") + `</w:tr></w:tbl>` +
		`<w:tbl><w:tr><w:tc>` + `<w:p>` + r("Hinweis:") + `</w:p><w:p>` + r("Nur schriftlich.") + `</w:p></w:tc></w:tr></w:tbl>` +
		p("Quelltext", r("if x {")) + p("Quelltext", r("    y()")) + p("Quelltext", r("}")) +
		`<w:p>` + r("Bild") + `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + r("Kasten") + `</w:p></w:txbxContent></mc:Choice>` +
		`<mc:Fallback><w:txbxContent><w:p>` + r("Kasten") + `</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
		`<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>` + p("Kreis", r("Ende"))
}

func TestDOCXGolden(t *testing.T) {
	compareGolden(t, "vertrag.docx", extract(t, "vertrag.docx", makeDOCX(t, wordBody(contract()))))
}

func TestDOCXTitles(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"a title":          {p("Titel", r("A")) + p("berschrift1", r("B")) + p("", r("x")), "A"},
		"one heading":      {p("berschrift1", r("B")) + p("Firma2", r("C")) + p("", r("x")), "B"},
		"chapters":         {p("berschrift1", r("B")) + p("", r("x")) + p("berschrift1", r("C")), "Vorlage"},
		"nothing":          {p("", r("x")), "Vorlage"},
		"text before them": {p("", r("x")) + p("Firma2", r("C")), "Vorlage"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := extract(t, "x.docx", makeDOCX(t, wordBody(test.body)))[0]; d.Title != test.want {
				t.Errorf("title %q, want %q", d.Title, test.want)
			}
		})
	}
}

func TestDOCXBad(t *testing.T) {
	good := makeDOCX(t, wordBody(p("", r("x"))))
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
		"bomb":              {makeDOCX(t, wordBody(p("", r(strings.Repeat("bomb ", 10<<20))))), document.ErrTooLarge},
		"bomb in styles":    {makeDOCX(t, map[string]string{"word/styles.xml": "<styles>" + strings.Repeat(" ", 10<<20) + "</styles>"}), document.ErrTooLarge},
		"deep":              {makeDOCX(t, wordBody(deep)), document.ErrTooLarge},
		"encrypted":         {append(ole, name...), document.ErrEncrypted},
		"old Word":          {ole, document.ErrUnsupported},
		"no archive":        {[]byte("Hello"), document.ErrBroken},
		"cut off":           {good[:len(good)/2], document.ErrBroken},
		"no document":       {makeDOCX(t, map[string]string{"a": "b"}), document.ErrBroken},
		"broken XML":        {makeDOCX(t, wordBody("<w:p><w:r>")), document.ErrBroken},
		"broken styles":     {makeDOCX(t, map[string]string{"word/styles.xml": "<a", "word/document.xml": "<a/>"}), document.ErrBroken},
		"without text":      {makeDOCX(t, wordBody("<w:p/>")), document.ErrEmpty},
		"another namespace": {makeDOCX(t, map[string]string{"word/document.xml": "<html/>"}), document.ErrEmpty},
	} {
		t.Run(what, func(t *testing.T) {
			if _, err := kbsource.Extract(t.Context(), "x.docx", test.data); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(contract(), wordStyles, wordNumbering)
	f.Add("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "", "<w:numbering/>")
	f.Add("<w:p><w:p><w:r><w:t>a</w:t></w:r></w:p></w:p><w:tc><w:p/></w:tc>", "<w:styles/>", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		parts := wordBody(body)
		parts["word/styles.xml"], parts["word/numbering.xml"] = styles, numbering
		fuzz(t, new(kbsource.Extractor), "x.docx", makeDOCX(t, parts))
	})
}

func FuzzDOCXArchive(f *testing.F) {
	f.Add(makeDOCX(f, wordBody(p("", r("x")))))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, new(kbsource.Extractor), "x.docx", data) })
}
