package kbsource_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// documentsPage shows what comes out of a page of each format; what stands
// below its mark is written by the test.
const (
	documentsPage = "../docs/documents.md"
	pageMark      = "<!-- Below, go test ./kbsource -run DocumentsPage -update writes. -->\n"
	// shownPages is how many pages of a PDF are shown.
	shownPages = 1
)

func TestDocumentsPage(t *testing.T) {
	page, err := os.ReadFile(documentsPage)
	if err != nil {
		t.Fatal(err)
	}
	intro, have, found := strings.Cut(string(page), pageMark)
	if !found {
		t.Fatalf("%s has no mark", documentsPage)
	}
	var want strings.Builder
	for _, f := range kbsource.Formats() {
		name, data, source := exampleOf(t, f)
		fmt.Fprintf(&want, "\n## %s\n\n", f.Label)
		if source != "" {
			fmt.Fprintf(&want, "````text\n%s\n````\n\n", strings.TrimSpace(source))
		}
		extracted, err := readers.Extract(t.Context(), name, data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, d := range extracted.Documents {
			documenttest.Check(t, d)
			show(&want, d)
		}
		for _, r := range extracted.Remarks {
			fmt.Fprintf(&want, "Remark: %s: %s.\n\n", r.Path, r.Text)
		}
	}
	if *update {
		if err := os.WriteFile(documentsPage, []byte(intro+pageMark+want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if have != want.String() {
		t.Errorf("%s differs from what comes out (run with -update and look at the change)", documentsPage)
	}
}

// exampleOf returns a file of a format, and its source where that is text.
func exampleOf(t *testing.T, f kbsource.Format) (name string, data []byte, source string) {
	t.Helper()
	path := map[string]string{
		"pdf":  "../sample/helpcentre/en/security/data-protection-policy.pdf",
		"docx": "../sample/helpcentre/en/getting-started/first-week-checklist.docx",
	}[f.Name]
	if f.Name == "epub" {
		return "book.epub", documenttest.Pack(t, book), book["text/1.xhtml"]
	}
	if path == "" {
		path = filepath.Join("testdata", "page", f.Name+f.Extensions[0])
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.Magic == "" {
		source = string(data)
	}
	return filepath.Base(path), data, source
}

// book is an EPUB of one chapter.
var book = map[string]string{
	"mimetype":               "application/epub+zip",
	"META-INF/container.xml": `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`,
	"book.opf": `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>House rules</dc:title>` +
		`<dc:language>en</dc:language></metadata><manifest><item id="a" href="text/1.xhtml" media-type="application/xhtml+xml"/></manifest>` +
		`<spine><itemref idref="a"/></spine></package>`,
	"text/1.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Quiet hours</h1><p>From 22:00 on. Otherwise the desk calls.</p></body></html>`,
}

// show lists a document's blocks and units.
func show(out *strings.Builder, d document.Document) {
	runes := []rune(d.Text)
	fmt.Fprintf(out, "`%s`, title “%s”", d.Path, d.Title)
	if !d.ValidUntil.IsZero() {
		fmt.Fprintf(out, ", valid until %s", d.ValidUntil.Format("2006-01-02"))
	}
	out.WriteString("\n\n| | block | | text |\n|---|---|---|---|\n")
	end := len(runes)
	for i, b := range d.Blocks {
		if b.Page > shownPages {
			end = b.Start
			break
		}
		fmt.Fprintf(out, "| %d | %s | %s | %s |\n", i, b.Kind, documenttest.Attributes(b), inCell(string(runes[b.Start:b.End])))
	}
	out.WriteString("\n| | unit | needs | reads alone |\n|---|---|---|---|\n")
	for i, u := range document.Units(d.Text, d.Blocks, "en") {
		if u.End > end {
			break
		}
		fmt.Fprintf(out, "| %d | %s | %s | %s |\n", i, u.Kind, inCell(documenttest.Needs(u)), inCell(u.Reading(runes)))
	}
	out.WriteString("\n")
}

// inCell writes a text into a cell of a table.
func inCell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ⏎ ").Replace(text)
}
