package pdftest

import (
	"fmt"
	"slices"
	"strings"
)

// wideObjects is how many objects a wideFont takes.
const wideObjects = 7

// shapes are those of a wideFont: a letter is a bar, half as wide as it is
// high; signs are narrower.
var shapes = []struct {
	name, signs string
	width       int
	box         [4]int
}{
	{"space", " ", 280, [4]int{}},
	{"stop", ".,", 280, [4]int{40, 0, 240, 100}},
	{"dash", "-", 280, [4]int{40, 250, 240, 330}},
	{"bracket", "():", 280, [4]int{40, 0, 240, 700}},
	{"letter", "", 500, [4]int{40, 0, 460, 700}},
}

func shapeOf(r rune) int {
	for i, s := range shapes {
		if strings.ContainsRune(s.signs, r) {
			return i
		}
	}
	return len(shapes) - 1
}

// Width is how wide a text of 10 points is in the font that has all letters.
func Width(text string) float64 {
	width := 0
	for _, r := range text {
		width += shapes[shapeOf(r)].width
	}
	return float64(width) / 100
}

// LamAlef is a letter of texts whose one shape says two, lam and alef.
const LamAlef = '\ue000'

// wideFont is a font with the letters of a file that other fonts lack, in the
// order of their codes, which begin at 1.
type wideFont []rune

func newWideFont(pages []Page) wideFont {
	var font wideFont
	for _, p := range pages {
		for _, t := range p.Texts {
			if _, ok := latin(t.Text); ok && !t.Wide {
				continue
			}
			for _, r := range t.Text {
				if !slices.Contains(font, r) && len(font) < 255 {
					font = append(font, r)
				}
			}
		}
	}
	return font
}

func (f wideFont) encode(text string) string {
	var out strings.Builder
	for _, r := range text {
		fmt.Fprintf(&out, "%02x", slices.Index(f, r)+1)
	}
	return "<" + out.String() + ">"
}

// write writes the font as wideObjects objects.
func (f wideFont) write(w *writer) {
	var names, widths, procs, letters strings.Builder
	first := len(w.offsets) + 1
	for i, s := range shapes {
		fmt.Fprintf(&procs, "/%s %d 0 R ", s.name, first+2+i)
	}
	for i, r := range f {
		s := shapes[shapeOf(r)]
		fmt.Fprintf(&names, "/%s ", s.name)
		fmt.Fprintf(&widths, "%d ", s.width)
		says := fmt.Sprintf("%04x", r)
		if r == LamAlef {
			says = "06440627"
		}
		fmt.Fprintf(&letters, "1 beginbfchar <%02x> <%s> endbfchar\n", i+1, says)
	}
	w.object("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << %s >> "+
		"/Encoding << /Type /Encoding /Differences [1 %s] >> /FirstChar 1 /LastChar %d /Widths [%s] /ToUnicode %d 0 R /Resources << >> >>",
		procs.String(), names.String(), max(len(f), 1), widths.String(), first+1)
	w.stream("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Wide def /CMapType 2 def\n" +
		"1 begincodespacerange <00> <ff> endcodespacerange\n" + letters.String() + "endcmap end end")
	for _, s := range shapes {
		w.stream(fmt.Sprintf("%d 0 %d %d %d %d d1 %d %d %d %d re f", s.width, s.box[0], s.box[1], s.box[2], s.box[3],
			s.box[0], s.box[1], s.box[2]-s.box[0], s.box[3]-s.box[1]))
	}
}
