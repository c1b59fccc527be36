package pdf

import "footnote/kbsource/document"

// Glyph is a character at a place, for tests that make up pages.
type Glyph struct {
	Text                     string
	Left, Bottom, Wide, High float64
	Angle                    float64
}

// LayOut makes a document of pages of glyphs. The font of a glyph is as large
// as the glyph is high; every fourth is bold.
func LayOut(pages [][]Glyph) (document.Document, error) {
	var laid []page
	for n, glyphs := range pages {
		var placed []glyph
		for i, g := range glyphs {
			placed = append(placed, glyph{text: g.Text, index: i, angle: g.Angle,
				box: box{g.Left, g.Bottom, g.Left + g.Wide, g.Bottom + g.High}})
		}
		laid = append(laid, newPage(n+1, size{595, 842}, placed, nil, func(i int) font {
			return font{size: max(glyphs[i].High, 1), bold: i%4 == 0}
		}))
	}
	return layOut(document.Document{Path: "guide.pdf", Format: "pdf"}, laid, map[string]bool{"a": true})
}
