package pdf_test

import (
	"errors"
	"math"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/pdf"
	"footnote/kbsource/pdf/pdftest"
)

// causes are all that may be wrong with a PDF.
var causes = []error{document.ErrTooLarge, document.ErrEncrypted, document.ErrBroken}

// FuzzExtract reads whole files: any bytes give a good document or an error of
// a known cause.
func FuzzExtract(f *testing.F) {
	f.Add(guide())
	f.Add(pdftest.Locked())
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>"))
	f.Add(pdftest.Make(hours(), letters(500, 700, backwards("ספרייה")+" 12")))
	f.Add(pdftest.File{
		Pages: []pdftest.Page{
			{Texts: turned(hours(), 90), Rotate: 90, Crop: "0 0 500 500", Under: pdftest.Area(0, 0, 100, 100, "1 1 1")},
			{Texts: []pdftest.Text{{X: 9, Y: 9, Size: 9, Mode: 3, Color: "1 1 1", Text: "unseen"}}, Under: pdftest.Image(0, 0, 400, 400)},
		},
		Bookmarks: []string{"Library hours", "Rooms"},
	}.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		extracted, err := read(t.Context(), data)
		if err != nil {
			for _, cause := range causes {
				if errors.Is(err, cause) {
					return
				}
			}
			t.Fatalf("an error without a cause: %v", err)
		}
		for _, d := range extracted.Documents {
			if len(d.Blocks) > 0 {
				documenttest.Check(t, d)
			}
		}
	})
}

// letterOf are what glyphs of made-up pages say.
var letterOf = []string{"a", "B", "c", "7", "2", ".", "-", "•", "1", "(", ")", "א", "ש", "ب", "ل", "\u05b4", "漢", "字", "\x02", " ", "\n", "ﬁ", "ﷲ", "é", "o", "\u200b", "|", ":", "–", "\ufffe"}

// FuzzLayout makes up pages: each glyph is four bytes, of which the first says
// what it is and the others where it stands, by itself or beside the one
// before it.
func FuzzLayout(f *testing.F) {
	f.Add([]byte("\x00\x10\x80\x20\x01\x03\x00\x00\x02\x03\x00\x00\xff\x00\x00\x00\x05\x10\x80\x20"))
	f.Add([]byte("\x0b\x10\x80\x20\x0c\x83\x00\x00\x03\x40\x80\x20\x00\x50\x80\x20\xfe\x10\x80\x20"))
	var rows []byte
	for i := range 12 {
		for j := range 3 {
			rows = append(rows, byte(i*j), byte(20+70*j), byte(200-10*i), 10, byte(i), 0x83, 0, 0, byte(j), 0x83, 0, 0)
		}
	}
	f.Add(rows)
	f.Add(append(append(rows, 0xff, 0, 0, 0), rows...))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages := [][]pdf.Glyph{nil}
		right, bottom, high := 0.0, 0.0, 10.0
		for i := 0; i+3 < len(data) && i < 4<<12; i += 4 {
			what, x, y, more := data[i], data[i+1], data[i+2], data[i+3]
			if what == 0xff {
				pages = append(pages, nil)
				continue
			}
			if x < 0x80 || more != 0 {
				right, bottom, high = 2.4*float64(x), 3.4*float64(y), 4+float64(more%24)
			} else {
				right += float64(x-0x80) / 16
			}
			last := len(pages) - 1
			pages[last] = append(pages[last], pdf.Glyph{
				Text: letterOf[int(what)%len(letterOf)], Left: right, Bottom: bottom, Wide: high / 2, High: high,
				Angle: float64(what/64) * math.Pi / 2 * float64(more%2),
			})
			right += high / 2
		}
		doc, err := pdf.LayOut(pages)
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Blocks) > 0 {
			documenttest.Check(t, doc)
		}
	})
}
