package kbsource_test

import (
	"errors"
	"strings"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// A file under a wrong name is refused with what it is and what to do.
func TestMisnamedFiles(t *testing.T) {
	pack := func(names ...string) string {
		parts := map[string]string{}
		for _, name := range names {
			parts[name] = "<x/>"
		}
		return string(documenttest.Pack(t, parts))
	}
	word := string(documenttest.Pack(t, map[string]string{"word/document.xml": `<document><body><p><r><t>Text.</t></r></p></body></document>`}))
	for _, c := range []struct{ name, data, say string }{
		{"a.txt", word, "say Word: give the file the extension .docx"},
		{"a.md", word, "say Word"},
		{"a.pdf", word, "say Word"},
		{"a.epub", word, "say Word"},
		{"a.docx", "%PDF-1.7\n", "say PDF: give the file the extension .pdf"},
		{"a.html", "%PDF-1.7\n", "say PDF"},
		{"a.docx", pack("META-INF/container.xml", "book.opf"), "say EPUB: give the file the extension .epub"},
		{"a.docx", pack("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook: save it as CSV"},
		{"a.csv", pack("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook: save it as CSV"},
		{"a.pdf", pack("ppt/presentation.xml"), "a PowerPoint presentation: export it as PDF"},
		{"a.docx", pack("mimetype", "content.xml"), "an OpenDocument file"},
		{"a.jsonl", pack("articles.jsonl"), "a ZIP archive: unpack it"},
		{"a.csv", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
		{"a.docx", `{\rtf1\ansi Text.}`, "rich text (RTF): save it as DOCX"},
		{"a.txt", `{\rtf1\ansi Text.}`, "rich text (RTF)"},
		{"a.docx", "\x89PNG\r\n", "a picture"},
		{"export.csv", "\n<!DOCTYPE html><html><body>Sign in</body></html>", "say HTML: give the file the extension .html, or export it again"},
		{"a.txt", "\xef\xbb\xbf<html lang=en>", "say HTML"},
	} {
		_, err := kbsource.Extract(t.Context(), c.name, []byte(c.data))
		if !errors.Is(err, document.ErrBinary) || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s of %.20q: %v, want %q", c.name, c.data, err, c.say)
		}
	}
	for name, data := range map[string]string{
		"a.md": "<!doctype html>\n<p>A page in Markdown.</p>\n", "a.html": "<html><body>Text.</body></html>", "a.xhtml": "<html><body>Text.</body></html>",
		"a.docx": word, "a.txt": "PK is how archives begin.",
	} {
		if _, err := kbsource.Extract(t.Context(), name, []byte(data)); err != nil {
			t.Errorf("%s of %.20q: %v", name, data, err)
		}
	}
	// What is locked or broken is told by the format.
	if _, err := kbsource.Extract(t.Context(), "a.docx", []byte("\xd0\xcf\x11\xe0E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")); !errors.Is(err, document.ErrEncrypted) {
		t.Error(err)
	}
	if _, err := kbsource.Extract(t.Context(), "a.docx", []byte("PK\x03\x04")); !errors.Is(err, document.ErrBroken) {
		t.Error(err)
	}
}

func TestFormats(t *testing.T) {
	names, extensions, types := map[string]bool{}, map[string]bool{}, map[string]bool{}
	once := func(of map[string]bool, what string) {
		t.Helper()
		if what == "" || of[what] {
			t.Errorf("%q is there twice, or empty", what)
		}
		of[what] = true
	}
	for _, f := range kbsource.Formats() {
		once(names, f.Name)
		if f.Label == "" || f.MaxSize <= 0 || !strings.Contains(kbsource.FormatLabels(), f.Label) {
			t.Errorf("%+v", f)
		}
		for _, e := range f.Extensions {
			once(extensions, e)
			if got, ok := kbsource.FormatOf("Folder.x/A" + strings.ToUpper(e)); !ok || got.Name != f.Name || !strings.Contains(kbsource.FormatNames(), e) {
				t.Errorf("%s is read as %q", e, got.Name)
			}
		}
		for _, m := range f.MediaTypes {
			once(types, m)
		}
	}
	if _, ok := kbsource.FormatOf("a.xlsx"); ok {
		t.Error("a workbook is read")
	}
}
