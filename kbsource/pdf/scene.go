package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

const (
	// maxObjects is how many objects of a page are looked at; drawings have
	// any number of them.
	maxObjects = 4000
	// maxForms is how deep drawings within drawings are followed.
	maxForms = 4
	// sameColor is how far apart two colors may be, by channel, that cannot be
	// told apart.
	sameColor = 20
	// drawing is how many lines and areas make a page a drawing, which may
	// have text that is drawn; pictureShare which share of the page a picture
	// takes that may hold text.
	drawing      = 50
	pictureShare = 0.1
)

// scene is what is drawn on a page besides letters, and the texts that may be
// invisible. Boxes count from the page's corner.
type scene struct {
	images []box
	// areas are what texts may stand on, in the order in which they are drawn.
	areas   []area
	suspect []box
	// rules are the thin lines, and the sides of rectangles.
	rules []box
	// drawn counts paths and shadings, seen all objects.
	drawn, seen int
}

// area is a part of the page that is filled. What is plain has one color all
// over; of others, such as pictures, the color is not known.
type area struct {
	box
	plain bool
	color structs.FPDF_COLOR
}

// transform is a matrix of a drawing within a drawing.
type transform struct{ a, b, c, d, e, f float64 }

func (t transform) apply(b box) box {
	at := func(x, y float64) (float64, float64) { return t.a*x + t.c*y + t.e, t.b*x + t.d*y + t.f }
	x0, y0 := at(b.left, b.bottom)
	x1, y1 := at(b.right, b.top)
	x2, y2 := at(b.left, b.top)
	x3, y3 := at(b.right, b.bottom)
	return box{min(x0, x1, x2, x3), min(y0, y1, y2, y3), max(x0, x1, x2, x3), max(y0, y1, y2, y3)}
}

func (t transform) times(m structs.FPDF_FS_MATRIX) transform {
	a, b, c, d, e, f := float64(m.A), float64(m.B), float64(m.C), float64(m.D), float64(m.E), float64(m.F)
	return transform{
		a*t.a + b*t.c, a*t.b + b*t.d, c*t.a + d*t.c, c*t.b + d*t.d, e*t.a + f*t.c + t.e, e*t.b + f*t.d + t.f,
	}
}

// inked is a text object that may be invisible.
type inked struct {
	box
	ink
}

// ink is how letters are drawn.
type ink struct {
	mode  enums.FPDF_TEXT_RENDERMODE
	color structs.FPDF_COLOR
	// plain says that the color is known.
	plain bool
}

// look reads what is drawn on the page.
func (s *sheet) look() scene {
	var found scene
	var texts []inked
	var paths []placed
	visit := func(object references.FPDF_PAGEOBJECT, kind enums.FPDF_PAGEOBJ, t transform) {
		switch kind {
		case enums.FPDF_PAGEOBJ_TEXT:
			if ink := s.inkOf(object); ink.remarkable() {
				texts = append(texts, inked{s.boundsOf(object, t), ink})
			}
		case enums.FPDF_PAGEOBJ_IMAGE:
			found.images = append(found.images, s.boundsOf(object, t))
			found.areas = append(found.areas, area{box: s.boundsOf(object, t)})
		case enums.FPDF_PAGEOBJ_SHADING:
			found.areas = append(found.areas, area{box: s.boundsOf(object, t)})
			found.drawn++
		case enums.FPDF_PAGEOBJ_PATH:
			paths = append(paths, placed{object, t})
			found.drawn++
		}
	}
	origin := transform{1, 0, 0, 1, -s.bounds.left, -s.bounds.bottom}
	if count, err := s.engine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: s.page}); err == nil {
		s.walk(count.Count, func(i int) (references.FPDF_PAGEOBJECT, error) {
			object, err := s.engine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: s.page, Index: i})
			if err != nil {
				return "", err
			}
			return object.PageObject, nil
		}, origin, maxForms, &found.seen, visit)
	}
	for _, p := range paths {
		found.rules = append(found.rules, rulesOf(s.boundsOf(p.object, p.transform))...)
	}
	if len(texts) > 0 {
		found.areas = append(s.fillsOf(paths), found.areas...)
	}
	for _, t := range texts {
		if t.hidden(found.under(t.box)) {
			found.suspect = append(found.suspect, t.box)
		}
	}
	return found
}

// placed is an object and where its drawing stands.
type placed struct {
	object references.FPDF_PAGEOBJECT
	transform
}

// walk visits the objects of a page or a drawing, and those of the drawings in
// it.
func (s *sheet) walk(count int, get func(int) (references.FPDF_PAGEOBJECT, error), t transform, depth int, seen *int,
	visit func(references.FPDF_PAGEOBJECT, enums.FPDF_PAGEOBJ, transform)) {
	for i := range count {
		if *seen++; *seen > maxObjects {
			return
		}
		object, err := get(i)
		if err != nil {
			continue // what cannot be asked about is taken as usual
		}
		kind, err := s.engine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
		if err != nil {
			continue
		}
		if kind.Type != enums.FPDF_PAGEOBJ_FORM {
			visit(object, kind.Type, t)
			continue
		}
		inner, err := s.engine.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: object})
		matrix, failed := s.engine.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
		if err != nil || failed != nil || depth == 0 {
			continue
		}
		s.walk(inner.Count, func(i int) (references.FPDF_PAGEOBJECT, error) {
			got, err := s.engine.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: object, Index: uint64(i)})
			if err != nil {
				return "", err
			}
			return got.PageObject, nil
		}, t.times(matrix.Matrix), depth-1, seen, visit)
	}
}

func (s *sheet) boundsOf(object references.FPDF_PAGEOBJECT, t transform) box {
	b, err := s.engine.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil {
		return box{}
	}
	return t.apply(box{float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top)})
}

// fillsOf returns the areas that paths fill.
func (s *sheet) fillsOf(paths []placed) []area {
	var areas []area
	for _, p := range paths {
		mode, err := s.engine.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: p.object})
		if err != nil || mode.FillMode == enums.FPDF_FILLMODE_NONE {
			continue
		}
		a := area{box: s.boundsOf(p.object, p.transform)}
		if fill, err := s.engine.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: p.object}); err == nil {
			if fill.FillColor.A == 0 {
				continue
			}
			a.plain, a.color = fill.FillColor.A > 250 && s.isRectangle(p.object), fill.FillColor
		}
		areas = append(areas, a)
	}
	return areas
}

// isRectangle reports whether a path has the corners of one; of other shapes
// the bounds do not say what they cover.
func (s *sheet) isRectangle(path references.FPDF_PAGEOBJECT) bool {
	count, err := s.engine.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: path})
	return err == nil && count.Count >= 4 && count.Count <= 5
}

// inkOf returns how a text object is drawn.
func (s *sheet) inkOf(object references.FPDF_PAGEOBJECT) ink {
	var i ink
	if mode, err := s.engine.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object}); err == nil {
		i.mode = mode.TextRenderMode
	}
	if i.mode == enums.FPDF_TEXTRENDERMODE_STROKE || i.mode == enums.FPDF_TEXTRENDERMODE_STROKE_CLIP {
		if stroke, err := s.engine.FPDFPageObj_GetStrokeColor(&requests.FPDFPageObj_GetStrokeColor{PageObject: object}); err == nil {
			i.plain, i.color = true, stroke.StrokeColor
		}
		return i
	}
	if fill, err := s.engine.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: object}); err == nil {
		i.plain, i.color = true, fill.FillColor
	}
	return i
}

// remarkable reports whether letters may be invisible: all but dark ones.
func (i ink) remarkable() bool {
	return i.mode == enums.FPDF_TEXTRENDERMODE_INVISIBLE || i.plain && (i.color.A < 8 || max(i.color.R, i.color.G, i.color.B) > 96)
}

// hidden reports whether letters cannot be seen on what is under them.
func (i ink) hidden(under area) bool {
	switch {
	case i.mode == enums.FPDF_TEXTRENDERMODE_INVISIBLE:
		return true
	case !i.plain:
		return false
	case i.color.A < 8:
		return true
	}
	return under.plain && near(i.color.R, under.color.R) && near(i.color.G, under.color.G) && near(i.color.B, under.color.B)
}

func near(a, b uint) bool { return max(a, b)-min(a, b) <= sameColor }

// under returns what a text stands on: paper where nothing else is.
func (s *scene) under(b box) area {
	for i := len(s.areas) - 1; i >= 0; i-- {
		if s.areas[i].holds(b) {
			return s.areas[i]
		}
	}
	return area{plain: true, color: structs.FPDF_COLOR{R: 255, G: 255, B: 255, A: 255}}
}

// drawn reports whether a page has a picture or a drawing on it which may
// hold text that is no text.
func (s *sheet) drawn() bool {
	share := 0.0
	for _, image := range s.scene.images {
		share += image.width() * image.height()
	}
	return share > pictureShare*s.bounds.width()*s.bounds.height() || s.scene.drawn >= drawing
}
