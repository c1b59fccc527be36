package pdf

import (
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// box is a rectangle. Lengths are points, y grows upwards.
type box struct{ left, bottom, right, top float64 }

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }

func (b box) center() (x, y float64) { return (b.left + b.right) / 2, (b.bottom + b.top) / 2 }

// holds reports whether the middle of another box lies within this one.
func (b box) holds(other box) bool {
	x, y := other.center()
	return x >= b.left && x <= b.right && y >= b.bottom && y <= b.top
}

// glyph is a character as it stands on a page.
type glyph struct {
	box
	// text is what it says. " " and "\n" only separate words and lines,
	// divider ends a line within a word.
	text string
	// index is PDFium's number of the character.
	index int
	// angle is how far it is turned clockwise, in radians.
	angle float64
}

// divider stands for a hyphen at the end of a line. PDFium does not say
// whether it is a soft one.
const divider = "\x02"

// sheet is a page that is open in PDFium.
type sheet struct {
	engine pdfium.Pdfium
	page   requests.Page
	text   references.FPDF_TEXTPAGE
	chars  []*responses.GetPageTextStructuredChar
	// bounds is the part of the page that is shown.
	bounds box
	scene  scene
}

// openSheet opens the page with an index from 0.
func openSheet(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT, index int) (*sheet, error) {
	s := &sheet{engine: engine, page: requests.Page{ByIndex: &requests.PageByIndex{Document: opened, Index: index}}}
	read, err := engine.GetPageTextStructured(&requests.GetPageTextStructured{Page: s.page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	s.chars = read.Chars
	shown, err := engine.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: s.page})
	if err != nil {
		return nil, err
	}
	s.bounds = box{float64(shown.Rect.Left), float64(shown.Rect.Bottom), float64(shown.Rect.Right), float64(shown.Rect.Top)}
	loaded, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: s.page})
	if err != nil {
		return nil, err
	}
	s.text = loaded.TextPage
	s.scene = s.look()
	return s, nil
}

func (s *sheet) close() error {
	_, err := s.engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: s.text})
	return err
}

// glyphs returns the characters that can be seen, in the order of the page's
// content.
func (s *sheet) glyphs() []glyph {
	all := make([]glyph, 0, len(s.chars))
	for i, c := range s.chars {
		g := glyph{
			text: c.Text, index: i, angle: c.Angle,
			box: box{c.PointPosition.Left - s.bounds.left, c.PointPosition.Bottom - s.bounds.bottom,
				c.PointPosition.Right - s.bounds.left, c.PointPosition.Top - s.bounds.bottom},
		}
		switch {
		case c.Text == "\r" || c.Text == "\n":
			g.text = "\n"
		case c.Text == "\x02":
			g.text = divider
		case c.Text == "\u00ad":
			continue // a soft hyphen within a line is not drawn
		case strings.TrimSpace(c.Text) == "":
			g.text = " "
		}
		all = append(all, g)
	}
	return s.visible(all)
}

// font is what a character is set in.
type font struct {
	// size is in points, as it is drawn.
	size float64
	bold bool
}

// font returns the font of a character. What PDFium does not know is taken as
// usual: it only decides what looks like a heading.
func (s *sheet) font(index int) font {
	f := font{size: 10}
	if size, err := s.engine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: s.text, Index: index}); err == nil && size.FontSize > 0 {
		f.size = size.FontSize
	}
	if m, err := s.engine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: s.text, Index: index}); err == nil {
		if scale := math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)); scale > 0 {
			f.size *= scale
		}
	}
	if weight, err := s.engine.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: s.text, Index: index}); err == nil {
		f.bold = weight.FontWeight >= 600
	}
	if info, err := s.engine.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: s.text, Index: index}); err == nil {
		name := strings.ToLower(info.FontName)
		f.bold = f.bold || strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	}
	return f
}
