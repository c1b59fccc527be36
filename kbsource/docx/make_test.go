package docx_test

import (
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/docx"
)

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// file is a document of a German Word: localized ids of styles, English names,
// one heading by its outline level only, one based on another.
func file(body string) map[string]string {
	return map[string]string{
		"word/document.xml":  part("document", `<w:body>`+body+`</w:body>`),
		"word/styles.xml":    usualStyles,
		"word/numbering.xml": usualNumbering,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Vorlage</dc:title>` +
			`<cp:keywords>Vertrag; Kündigung</cp:keywords><dc:language>de-DE</dc:language>` +
			`<dcterms:modified>2026-02-03T04:05:06Z</dcterms:modified></cp:coreProperties>`,
	}
}

func part(root, content string) string {
	return `<?xml version="1.0"?><w:` + root + ` ` + namespaces + `>` + content + `</w:` + root + `>`
}

const usualStyles = `<w:styles ` + namespaces + `>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Firma2"><w:name w:val="Firma zwei"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Firma2rot"><w:name w:val="Firma zwei rot"/><w:basedOn w:val="Firma2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="kreis"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Quelltext"><w:name w:val="HTML Preformatted"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
</w:styles>`

const usualNumbering = `<w:numbering ` + namespaces + `>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>`

// p is a paragraph of a style, r a run, props a run with properties.
func p(style, content string) string {
	return para(`<w:pStyle w:val="`+style+`"/>`, content)
}

func para(properties, content string) string {
	return `<w:p><w:pPr>` + properties + `</w:pPr>` + content + `</w:p>`
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func props(properties, text string) string {
	return `<w:r><w:rPr>` + properties + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

// numbered is a paragraph in a list.
func numbered(id, level, text string) string {
	return para(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+id+`"/></w:numPr>`, r(text))
}

// cell is a cell of a table, row one of plain cells, rows a table.
func cell(properties, content string) string {
	if !strings.HasPrefix(content, "<w:") {
		content = `<w:p>` + r(content) + `</w:p>`
	}
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + content + `</w:tc>`
}

func row(cells ...string) string {
	out := `<w:tr>`
	for _, c := range cells {
		if !strings.HasPrefix(c, "<w:tc>") {
			c = cell("", c)
		}
		out += c
	}
	return out + `</w:tr>`
}

func bold(text string) string { return cell("", `<w:p>`+props(`<w:b/>`, text)+`</w:p>`) }

// usualLook is that of every table that Word inserts.
const usualLook = `<w:tblPr><w:tblLook w:val="04A0"/></w:tblPr>`

func table(properties string, rows ...string) string {
	return `<w:tbl>` + properties + strings.Join(rows, "") + `</w:tbl>`
}

// read reads a file that can be read, and checks what must always hold.
func read(t testing.TB, parts map[string]string) document.Document {
	t.Helper()
	result, err := docx.Extract(t.Context(), document.File{Path: "x.docx", Format: "docx", Data: documenttest.Pack(t, parts)})
	return documenttest.Only(t, result, err)
}

// units are the readings of what a document says, less its headings.
func units(d document.Document) []string {
	runes := []rune(d.Text)
	var out []string
	for _, u := range document.Units(d.Text, d.Blocks, "en") {
		if u.Kind.Stands() {
			out = append(out, u.Reading(runes))
		}
	}
	return out
}
