package kbsource_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// readers is the PDF reader of all tests: it is started once, and compiled
// once for all runs.
var readers = kbsource.Extractor{Cache: filepath.Join("..", "build", "pdfium")}

func TestMain(m *testing.M) {
	code := m.Run()
	if err := readers.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func extractPDF(t *testing.T, data []byte) document.Document {
	t.Helper()
	extracted, err := readers.Extract(t.Context(), "guide.pdf", data)
	docs := extracted.Documents
	if err != nil {
		t.Fatal(err)
	}
	documenttest.Check(t, docs[0])
	return docs[0]
}

// guide is a document of four pages with all that pages have.
func guide() []byte {
	furniture := func(n int, texts ...[]pdfText) []pdfText {
		return append(slices.Concat(texts...),
			pdfText{x: 72, y: 810, size: 8, text: "Example Ltd - Guide to the service"},
			pdfText{x: 290, y: 30, size: 8, text: fmt.Sprintf("Page %d of 4", n)})
	}
	return makePDF("",
		furniture(1,
			[]pdfText{{x: 72, y: 740, size: 22, bold: true, text: "Guide to the service"}},
			paragraphAt(72, 700,
				"This guide tells how the service works, what it costs and whom you can ask",
				"when something goes wrong. It holds for all plans, and it was writ\x02",
				"ten for people who start today."),
			[]pdfText{{x: 72, y: 640, size: 14, bold: true, text: "1 Plans"}},
			paragraphAt(72, 615, "These are the plans:"),
			[]pdfText{
				{x: 72, y: 590, size: 10, bold: true, text: "Plan"}, {x: 200, y: 590, size: 10, bold: true, text: "Price"},
				{x: 300, y: 590, size: 10, bold: true, text: "Note"},
				{x: 72, y: 570, size: 10, text: "Small"}, {x: 200, y: 570, size: 10, text: "9 EUR"},
				{x: 72, y: 550, size: 10, text: "Large"}, {x: 200, y: 550, size: 10, text: "29 EUR"},
				{x: 300, y: 550, size: 10, text: "with a person who"}, {x: 300, y: 538, size: 10, text: "answers the phone"},
				{x: 72, y: 518, size: 10, text: "Huge"}, {x: 200, y: 518, size: 10, text: "on request"},
			},
			paragraphAt(72, 480,
				"A plan can be changed at any time, and the change takes effect on the first",
				"day of the month that follows, which is the day on which the next payment")),
		furniture(2,
			paragraphAt(72, 760, "is taken from the card."),
			[]pdfText{{x: 72, y: 720, size: 14, bold: true, text: "2 Help"}},
			paragraphAt(72, 700, "1. Look at the status page."),
			paragraphAt(72, 685, "2. Write to us, with the number of your", "   contract in the subject."),
			paragraphAt(72, 650, "\x95 by mail"), paragraphAt(90, 635, "\x95 by phone")),
		furniture(3,
			[]pdfText{{x: 72, y: 760, size: 10, bold: true, text: "Opening hours"}},
			paragraphAt(72, 740, "Example Ltd", "1 Some Street", "Sometown"),
			paragraphAt(72, 690, "Refunds ........................ 12")),
		furniture(4, paragraphAt(72, 760, "The end.")))
}

func TestPDFGolden(t *testing.T) {
	compareGolden(t, "guide.pdf", []document.Document{extractPDF(t, guide())})
}

func TestPDFColumnsAreReadOneAfterTheOther(t *testing.T) {
	left, right := []string{}, []string{}
	for i := range 8 {
		left = append(left, fmt.Sprintf("left line %d of the first column", i))
		right = append(right, fmt.Sprintf("right line %d of the second column", i))
	}
	d := extractPDF(t, makePDF("", append(paragraphAt(72, 700, left...), paragraphAt(320, 700, right...)...)))
	if strings.Index(d.Text, "left line 7") > strings.Index(d.Text, "right line 0") {
		t.Errorf("the columns are mixed:\n%s", d.Text)
	}
}

func TestPDFRowsComeInTheOrderOfThePage(t *testing.T) {
	d := extractPDF(t, makePDF("", append(paragraphAt(72, 600, "It was drawn first and stands last."),
		pdfText{x: 72, y: 700, size: 10, text: "It was drawn last and stands first."})))
	if !strings.HasPrefix(d.Text, "It was drawn last") {
		t.Error(d.Text)
	}
}

func TestPDFBad(t *testing.T) {
	good := guide()
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted":    {encryptedPDF(), document.ErrEncrypted},
		"no PDF":       {[]byte("Hello, I am text."), document.ErrBroken},
		"head only":    {good[:12], document.ErrBroken},
		"rubbish":      {append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte{0xff, 0, 7}, 1000)...), document.ErrBroken},
		"without text": {makePDF("", nil), document.ErrEmpty},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := readers.Extract(t.Context(), "x.pdf", test.data); !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestPDFStopsWhenTheContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readers.Extract(ctx, "guide.pdf", guide()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestPDFsAreReadSideBySide(t *testing.T) {
	want := extractPDF(t, guide()).Hash
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			extracted, err := readers.Extract(t.Context(), "guide.pdf", guide())
			docs := extracted.Documents
			if err != nil || docs[0].Hash != want {
				t.Errorf("%v: not the same document", err)
			}
		})
	}
	group.Wait()
}

func TestExtractorWorksAfterClose(t *testing.T) {
	e := kbsource.Extractor{Cache: readers.Cache}
	for range 2 {
		if _, err := e.Extract(t.Context(), "guide.pdf", guide()); err != nil {
			t.Error(err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(guide())
	f.Add(encryptedPDF())
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, &readers, "x.pdf", data) })
}
