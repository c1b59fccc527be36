package kbsource_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// readers is the extractor of the tests that read PDFs: its PDF reader is
// compiled once for all runs.
var readers = kbsource.Extractor{Cache: filepath.Join("..", "build", "pdfium")}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := readers.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func TestPDFOfPicturesIsRefused(t *testing.T) {
	_, err := readers.Extract(t.Context(), "scan.pdf", pdftest.File{Pages: []pdftest.Page{{Under: pdftest.Image(0, 0, 595, 842)}}}.Bytes())
	if !errors.Is(err, document.ErrEmpty) || !strings.Contains(err.Error(), "OCR") {
		t.Error(err)
	}
}

func TestExtractBad(t *testing.T) {
	for name, test := range map[string]struct {
		path, data string
		want       error
		says       string
	}{
		"unknown format":     {"a.xls", "x", document.ErrUnsupported, "save the file as one of these"},
		"no extension":       {"README", "x", document.ErrUnsupported, "Markdown"},
		"empty":              {"a.md", "", document.ErrEmpty, "0 bytes"},
		"white space":        {"a.txt", " \n\t\u200b\n", document.ErrEmpty, "no visible text"},
		"only front matter":  {"a.md", "---\ntitle: x\n---\n", document.ErrEmpty, "no visible text"},
		"only pictures":      {"a.html", "<img src=x>", document.ErrEmpty, ""},
		"a PDF under a name": {"a.txt", "%PDF-1.7", document.ErrBinary, "the extension .pdf"},
		"not UTF-8":          {"a.md", "line\ngr\xfc\xdfe", document.ErrInvalidEncoding, "byte 7 (0xfc, line 2)"},
		"name is not UTF-8":  {"\xff.md", "x", document.ErrInvalidEncoding, "rename"},
		"too large":          {"a.txt", strings.Repeat("x", document.MaxFileSize+1), document.ErrTooLarge, "at most 64 MB"},
		"too much markup":    {"a.md", strings.Repeat("x", document.MaxMarkupSize+1), document.ErrTooLarge, "at most 8 MB"},
		"a page of 50 MB":    {"a.html", strings.Repeat("x", 50<<20), document.ErrTooLarge, "50.0 MB, and at most 8 MB"},
		"deep HTML":          {"a.html", strings.Repeat("<div>", document.MaxDepth+10) + "x", document.ErrTooLarge, "nested deeper"},
		"CSV without rows":   {"a.csv", "question,answer\n", document.ErrEmpty, "no row"},
	} {
		t.Run(name, func(t *testing.T) {
			extracted, err := kbsource.Extract(t.Context(), test.path, []byte(test.data))
			docs := extracted.Documents
			if !errors.Is(err, test.want) || docs != nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.says)
			}
		})
	}
}

func TestExtractEncodings(t *testing.T) {
	for name, data := range map[string]string{
		"UTF-8":          "Größe",
		"with BOM":       "\xef\xbb\xbfGröße",
		"decomposed":     "Gro\u0308ße",
		"UTF-16 little":  "\xff\xfeG\x00r\x00\xf6\x00\xdf\x00e\x00",
		"UTF-16 big":     "\xfe\xff\x00G\x00r\x00\xf6\x00\xdf\x00e",
		"what is hidden": "G\u200br\u00adö\u202eß\ufeffe\U000e0041\x07\ue000",
	} {
		if d := extract(t, "a.txt", []byte(data))[0]; d.Text != "Größe" {
			t.Errorf("%s: %q", name, d.Text)
		}
	}
	// Joiners stay where a script needs them.
	if d := extract(t, "a.txt", []byte("می\u200cخواهم 👩\u200d💻 a\u200db"))[0]; d.Text != "می\u200cخواهم 👩\u200d💻 ab" {
		t.Errorf("joiners: %q", d.Text)
	}
}

func TestExtractStopsWhenTheContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, path := range []string{"a.md", "a.csv", "a.jsonl", "a.pdf"} {
		if _, err := kbsource.Extract(ctx, path, []byte("x")); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestExtractTitles(t *testing.T) {
	for _, test := range []struct{ path, data, want string }{
		{"reset-password.md", "Text.", "Reset password"},
		{"billing/index.md", "Text.", "Billing"},
		{"API_keys/README.md", "## Section\n\nText.", "API keys"},
		{"a.md", "# One\n\nText.\n\n# Two\n\nText.", "One"},
		{"a.md", "---\ntitle: Head\n---\n# One\n\nText.", "Head"},
		{"a.html", "<title>Site</title><h1>One</h1><p>Text", "One"},
		{"a.html", "<title>Site</title><h1>One</h1><h1>Two</h1><p>Text", "Site"},
		{"a.html", "<p>Text", "A"},
		{"a.txt", "Title\n\nText.", "Title"},
		{"notes.txt", "This is a sentence.\n\nText.", "Notes"},
		{"a.csv", "question,answer\nWhy?,Because.", "Why?"},
		{"a.csv", "text\n\"One two three four five six, seven, eight nine\"", "One two three four five six, seven, eight…"},
		{"a.md", "# " + strings.Repeat("long ", 100) + "\n\nText.", strings.TrimSpace(strings.Repeat("long ", 59)) + "…"},
	} {
		if d := extract(t, test.path, []byte(test.data))[0]; d.Title != test.want {
			t.Errorf("%s %q: title %q, want %q", test.path, test.data, d.Title, test.want)
		}
	}
}

func TestHashesTellDocumentsApart(t *testing.T) {
	hash := func(path, data string) string { return extract(t, path, []byte(data))[0].Hash }
	same := hash("a.md", "# A\n\nb")
	if hash("a.md", "# A\r\n\r\nb") != same {
		t.Error("line ends change the hash")
	}
	for _, other := range [][2]string{{"b.md", "# A\n\nb"}, {"a.md", "# A\n\nc"}, {"a.md", "# A\n\n- b"}, {"a.md", "---\ntags: x\n---\n# A\n\nb"}, {"a.md", "## A\n\nb"}} {
		if hash(other[0], other[1]) == same {
			t.Errorf("%q has the same hash", other)
		}
	}
}
