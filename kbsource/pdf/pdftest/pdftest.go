// Package pdftest writes PDFs for tests.
package pdftest

import (
	"bytes"
	"fmt"
	"math"
	"strings"
)

// Text is text at a place on a page, in points from its lower left corner.
type Text struct {
	X, Y, Size float64
	Bold       bool
	Text       string
	// Mode is the render mode: 0 fills the letters, 3 leaves them invisible.
	Mode int
	// Color is of the letters, as "1 1 1" for white, "" for black.
	Color string
	// Wide sets it in the font that has all letters, as is done with letters
	// beyond WinAnsi anyway.
	Wide bool
	// Turn is by how many degrees the text is turned counterclockwise.
	Turn float64
}

// Page is a page of A4.
type Page struct {
	Texts []Text
	// Rotate is by how many degrees the page is shown turned clockwise.
	Rotate int
	// Crop is the part of the page that is shown, as "0 0 300 400", "" for all.
	Crop string
	// Under are operators that draw what stands under the texts.
	Under string
}

// Image returns the operators of a gray picture.
func Image(x, y, width, height float64) string {
	return fmt.Sprintf("q %g 0 0 %g %g %g cm\nBI /W 1 /H 1 /CS /G /BPC 8 ID \x90\nEI Q\n", width, height, x, y)
}

// Area returns the operators of a filled rectangle; color is as of a Text.
func Area(x, y, width, height float64, color string) string {
	return fmt.Sprintf("q %s rg %g %g %g %g re f Q\n", color, x, y, width, height)
}

// Lines sets lines of 10 point type below one another.
func Lines(x, y float64, lines ...string) []Text {
	var texts []Text
	for i, line := range lines {
		texts = append(texts, Text{X: x, Y: y - 12*float64(i), Size: 10, Text: line})
	}
	return texts
}

// Make writes a PDF of pages with nothing but texts.
func Make(pages ...[]Text) []byte {
	f := File{}
	for _, texts := range pages {
		f.Pages = append(f.Pages, Page{Texts: texts})
	}
	return f.Bytes()
}

// File is a PDF.
type File struct {
	Pages []Page
	// Bookmarks are titles that lead to the first page.
	Bookmarks []string
	// Info are further entries of what the file says about itself.
	Info string
	// Trailer goes into the trailer.
	Trailer string
}

// Locked is a file that needs a password which nobody knows.
func Locked() []byte {
	key := strings.Repeat("5a", 32)
	return File{
		Pages:   []Page{{Texts: Lines(72, 700, "Nobody reads this.")}},
		Trailer: fmt.Sprintf("/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]", key, key),
	}.Bytes()
}

// fixed is how many objects come before those of the pages.
const fixed = 5

// Bytes writes the file.
func (f File) Bytes() []byte {
	var w writer
	w.out.WriteString("%PDF-1.5\n")
	outline, kids := "", []string{}
	if len(f.Bookmarks) > 0 {
		outline = fmt.Sprintf("/Outlines %d 0 R", f.end()+wideObjects+1)
	}
	for i := range f.Pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", fixed+1+2*i))
	}
	w.object("<< /Type /Catalog /Pages 2 0 R /Lang (en-US) %s >>", outline)
	w.object("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(f.Pages))
	w.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	w.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
	w.object("<< /Title (Guide.docx) /ModDate (D:20260304050607+02'00') %s >>", f.Info)
	wide := newWideFont(f.Pages)
	for i, page := range f.Pages {
		crop := ""
		if page.Crop != "" {
			crop = "/CropBox [" + page.Crop + "]"
		}
		w.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Rotate %d /Contents %d 0 R "+
			"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 %d 0 R >> >> >>", crop, page.Rotate, fixed+2+2*i, f.end()+1)
		w.stream(page.content(wide))
	}
	wide.write(&w)
	f.writeOutline(&w)
	return w.finish(f.Trailer)
}

// end is the number of the last object of the pages.
func (f File) end() int { return fixed + 2*len(f.Pages) }

func (f File) writeOutline(w *writer) {
	n := len(f.Bookmarks)
	if n == 0 {
		return
	}
	root := f.end() + wideObjects + 1
	w.object("<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>", root+1, root+n, n)
	for i, title := range f.Bookmarks {
		next := ""
		if i+1 < n {
			next = fmt.Sprintf("/Next %d 0 R", root+i+2)
		}
		w.object("<< /Title (%s) /Parent %d 0 R /Dest [%d 0 R /Fit] %s >>", title, root, fixed+1, next)
	}
}

func (p Page) content(wide wideFont) string {
	var content strings.Builder
	content.WriteString(p.Under)
	for _, t := range p.Texts {
		font, shown := "F1", ""
		if t.Bold {
			font = "F2"
		}
		if bytes, ok := latin(t.Text); ok && !t.Wide {
			shown = "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(bytes) + ")"
		} else {
			font, shown = "F3", wide.encode(t.Text)
		}
		color := t.Color
		if color == "" {
			color = "0 0 0"
		}
		sin, cos := math.Sincos(t.Turn * math.Pi / 180)
		fmt.Fprintf(&content, "BT %s rg %d Tr /%s %g Tf %.4f %.4f %.4f %.4f %g %g Tm %s Tj ET\n",
			color, t.Mode, font, t.Size, cos, sin, -sin, cos, t.X, t.Y, shown)
	}
	return content.String()
}

// latin returns the bytes of a text in WinAnsi, as far as tests need them.
func latin(text string) (string, bool) {
	signs := map[rune]byte{'€': 0x80, '’': 0x92, '•': 0x95, '–': 0x96, '—': 0x97}
	var out []byte
	for _, r := range text {
		sign, known := signs[r]
		switch {
		case known:
			out = append(out, sign)
		case r > 0xff:
			return "", false
		default:
			out = append(out, byte(r))
		}
	}
	return string(out), true
}

// writer writes objects and remembers where they stand.
type writer struct {
	out     bytes.Buffer
	offsets []int
}

func (w *writer) object(format string, args ...any) {
	w.offsets = append(w.offsets, w.out.Len())
	fmt.Fprintf(&w.out, "%d 0 obj\n", len(w.offsets))
	fmt.Fprintf(&w.out, format, args...)
	w.out.WriteString("\nendobj\n")
}

func (w *writer) stream(content string) {
	w.object("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
}

func (w *writer) finish(trailer string) []byte {
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, offset := range w.offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&w.out, "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, trailer, start)
	return w.out.Bytes()
}
