package docx_test

import (
	"errors"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/docx"
)

// try reads any bytes: good documents come out of them, or an error with a
// cause.
func try(t *testing.T, data []byte) {
	t.Helper()
	result, err := docx.Extract(t.Context(), document.File{Path: "x.docx", Format: "docx", Data: data})
	if err != nil {
		for _, cause := range []error{document.ErrTooLarge, document.ErrBroken, document.ErrEncrypted, document.ErrUnsupported} {
			if errors.Is(err, cause) {
				return
			}
		}
		t.Fatalf("an error without a cause: %v", err)
	}
	for _, d := range result.Documents {
		if len(d.Blocks) > 0 {
			documenttest.Check(t, d)
		}
	}
}

func FuzzParts(f *testing.F) {
	f.Add(contract(), usualStyles, usualNumbering, "<w:footnotes/>")
	f.Add(table(usualLook, row("a", "b"), row(cell(`<w:vMerge w:val="restart"/><w:gridSpan w:val="3"/>`, table("", row("c")))), row(cell(`<w:vMerge/><w:gridSpan w:val="2"/>`, "<w:p/>"))),
		"", "<w:numbering/>", "")
	f.Add("<w:p><w:p><w:r><w:t>a</w:t></w:r></w:p></w:p><w:tc><w:p/></w:tc><w:t>b</w:t><w:tr/>", "<w:styles/>", "", "")
	f.Add(p("", r("a")+`<w:r><w:footnoteReference w:id="1"/></w:r>`), "", "",
		part("footnotes", `<w:footnote w:id="1"><w:p>`+r("b")+`</w:p>`+table("", row("c", "d"))+`</w:footnote>`))
	f.Add(numbered("1", "0", "a")+numbered("2", "8", "b"), usualStyles,
		part("numbering", abstract(0, lvl(0, "lowerLetter", "%1%2%9%", from(-9))+lvl(8, "none", "%%1"))+num(1, 0, restartAt(0, 1<<40))+num(2, 0)), "")
	f.Add(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>`+
		`<w:p><m:oMath><m:f><m:num/><m:den><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:den></m:f></m:oMath></w:p>`, "", "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering, footnotes string) {
		parts := file(body)
		parts["word/styles.xml"], parts["word/numbering.xml"], parts["word/footnotes.xml"] = styles, numbering, footnotes
		try(t, documenttest.Pack(t, parts))
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(documenttest.Pack(f, file(p("", r("x")))))
	f.Fuzz(func(t *testing.T, data []byte) { try(t, data) })
}
