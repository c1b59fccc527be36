package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/pdf"
	"footnote/kbsource/pdf/pdftest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// cache is where the PDF reader is kept compiled, for all runs.
var cache = filepath.Join("..", "..", "build", "pdfium")

// reader is that of all tests: it is started once.
var reader pdf.Reader

func TestMain(m *testing.M) {
	code := m.Run()
	if err := reader.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// extract reads a PDF that can be read, and checks what must always hold.
func extract(t testing.TB, data []byte) (document.Document, []document.Remark) {
	t.Helper()
	extracted, err := reader.Extract(t.Context(), document.File{Path: "guide.pdf", Format: "pdf", Data: data}, cache)
	if err != nil {
		t.Fatal(err)
	}
	if len(extracted.Documents) != 1 {
		t.Fatalf("%d documents", len(extracted.Documents))
	}
	documenttest.Check(t, extracted.Documents[0])
	return extracted.Documents[0], extracted.Remarks
}

func textOf(t testing.TB, data []byte) string {
	t.Helper()
	doc, _ := extract(t, data)
	return doc.Text
}

// guide is a document of four pages with all that pages have.
func guide() []byte {
	furniture := func(n int, texts ...[]pdftest.Text) []pdftest.Text {
		return append(slices.Concat(texts...),
			pdftest.Text{X: 72, Y: 810, Size: 8, Text: "Example Ltd - Guide to the service"},
			pdftest.Text{X: 290, Y: 30, Size: 8, Text: fmt.Sprintf("Page %d of 4", n)})
	}
	return pdftest.Make(
		furniture(1,
			[]pdftest.Text{{X: 72, Y: 740, Size: 22, Bold: true, Text: "Guide to the service"}},
			pdftest.Lines(72, 700,
				"This guide tells how the service works, what it costs and whom you can ask",
				"when something goes wrong. It holds for all plans, and it was writ\x02",
				"ten for people who start today."),
			[]pdftest.Text{{X: 72, Y: 640, Size: 14, Bold: true, Text: "1 Plans"}},
			pdftest.Lines(72, 615, "These are the plans:"),
			[]pdftest.Text{
				{X: 72, Y: 590, Size: 10, Bold: true, Text: "Plan"}, {X: 200, Y: 590, Size: 10, Bold: true, Text: "Price"},
				{X: 300, Y: 590, Size: 10, Bold: true, Text: "Note"},
				{X: 72, Y: 570, Size: 10, Text: "Small"}, {X: 200, Y: 570, Size: 10, Text: "9 EUR"},
				{X: 72, Y: 550, Size: 10, Text: "Large"}, {X: 200, Y: 550, Size: 10, Text: "29 EUR"},
				{X: 300, Y: 550, Size: 10, Text: "with a person who"}, {X: 300, Y: 538, Size: 10, Text: "answers the phone"},
				{X: 72, Y: 518, Size: 10, Text: "Huge"}, {X: 200, Y: 518, Size: 10, Text: "on request"},
			},
			pdftest.Lines(72, 480,
				"A plan can be changed at any time, and the change takes effect on the first",
				"day of the month that follows, which is the day on which the next payment")),
		furniture(2,
			pdftest.Lines(72, 760, "is taken from the card."),
			[]pdftest.Text{{X: 72, Y: 720, Size: 14, Bold: true, Text: "2 Help"}},
			pdftest.Lines(72, 700, "1. Look at the status page."),
			pdftest.Lines(72, 685, "2. Write to us, with the number of your", "   contract in the subject."),
			pdftest.Lines(72, 650, "• by mail"), pdftest.Lines(90, 635, "• by phone")),
		furniture(3,
			[]pdftest.Text{{X: 72, Y: 760, Size: 10, Bold: true, Text: "Opening hours"}},
			pdftest.Lines(72, 740, "Example Ltd", "1 Some Street", "Sometown"),
			pdftest.Lines(72, 690, "Opening hours ........................ 3")),
		furniture(4, pdftest.Lines(72, 760, "The end.")))
}

func TestGolden(t *testing.T) {
	doc, _ := extract(t, guide())
	documenttest.Golden(t, filepath.Join("testdata", "golden", "guide.pdf.golden"), *update, doc)
}

func read(ctx context.Context, data []byte) (document.Result, error) {
	return reader.Extract(ctx, document.File{Path: "guide.pdf", Format: "pdf", Data: data}, cache)
}

func TestBad(t *testing.T) {
	good := guide()
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted": {pdftest.Locked(), document.ErrEncrypted},
		"no PDF":    {[]byte("Hello, I am text."), document.ErrBroken},
		"head only": {good[:12], document.ErrBroken},
		"rubbish":   {append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte{0xff, 0, 7}, 1000)...), document.ErrBroken},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(t.Context(), test.data); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestStopsWhenTheContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := read(ctx, guide()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFilesAreReadSideBySide(t *testing.T) {
	want, _ := extract(t, guide())
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			got, err := read(t.Context(), guide())
			if err != nil || got.Documents[0].Hash != want.Hash {
				t.Errorf("%v: not the same document", err)
			}
		})
	}
	group.Wait()
}

func TestReaderWorksAfterClose(t *testing.T) {
	var r pdf.Reader
	for range 2 {
		if _, err := r.Extract(t.Context(), document.File{Path: "guide.pdf", Format: "pdf", Data: guide()}, cache); err != nil {
			t.Error(err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestPublicationOfFiles(t *testing.T) {
	for info, want := range map[string]string{
		"": "", "/Status (Final) /Draft (false)": "",
		"/Status (Draft)": "it says status: Draft", "/Archived (yes)": "it says archived: yes", "/Published (false)": "it says published: false",
	} {
		doc, _ := extract(t, pdftest.File{Info: info, Pages: []pdftest.Page{{Texts: pdftest.Lines(72, 700, "The pool opens at nine.")}}}.Bytes())
		if doc.LeftOut != want {
			t.Errorf("%s: left out %q, want %q", info, doc.LeftOut, want)
		}
	}
	doc, _ := extract(t, pdftest.File{Info: "/Expires (2031-04-01)", Pages: []pdftest.Page{{Texts: pdftest.Lines(72, 700, "The pool opens at nine.")}}}.Bytes())
	if doc.ValidUntil.Year() != 2031 {
		t.Errorf("valid until %v", doc.ValidUntil)
	}
}
