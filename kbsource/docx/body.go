package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"footnote/kbsource/document"
)

// docxReader reads word/document.xml element by element.
type docxReader struct {
	ctx       context.Context
	in        *xml.Decoder
	b         *document.Builder
	styles    map[string]style
	numbering map[string]map[int]listLevel
	// counters count the items of each list by level.
	counters map[string][]int
	depth    int
	// para is the paragraph being read, cell the table cell.
	para *docxParagraph
	cell *strings.Builder
	// vanish: the run is hidden text.
	vanish bool
	code   []string
	// topHeadings counts headings of level 1, styled says that a paragraph
	// has Word's style for titles.
	topHeadings int
	styled      bool
}

type docxParagraph struct {
	text    strings.Builder
	style   string
	numID   string
	level   int
	outline int
	// shaded: its ground may be dark.
	shaded bool
	// floats are the paragraphs of text boxes anchored here.
	floats []*docxParagraph
}

func (r *docxReader) read() error {
	for {
		token, err := r.in.Token()
		if errors.Is(err, io.EOF) {
			r.flushCode()
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := r.element(start); err != nil {
				return err
			}
		}
	}
}

// children reads up to the end of the element that is open.
func (r *docxReader) children(visit func(xml.StartElement) error) error {
	if r.depth++; r.depth > document.MaxDepth {
		return document.Fail(document.ErrTooLarge, "its elements are nested deeper than %d; simplify the document", document.MaxDepth)
	}
	defer func() { r.depth-- }()
	for {
		token, err := r.in.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// element reads one element of the body.
func (r *docxReader) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return r.paragraph()
	case "tbl":
		if r.cell == nil && r.para == nil {
			return r.table()
		}
	case "pPr":
		if r.para != nil {
			return r.children(r.paragraphProperty)
		}
	case "r":
		defer func(before bool) { r.vanish = before }(r.vanish)
	case "rPr":
		return r.runProperties()
	case "t":
		return r.characters()
	case "tab", "ptab":
		r.write(" ")
	case "br", "cr":
		r.write("\n")
	case "noBreakHyphen":
		r.write("-")
	case "del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "sectPr", "sdtPr", "tblPr", "drawingPr":
		// Deleted text, field codes, the second copy of what Choice holds.
		return r.in.Skip()
	}
	return r.children(r.element)
}

// runProperties reads whether a run is hidden: marked so, of no size, or white
// on white paper. In a table the ground may be dark by the table's style.
func (r *docxReader) runProperties() error {
	white, shaded := false, r.cell != nil || r.para != nil && r.para.shaded
	err := r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rStyle":
			r.vanish = r.styles[attr(e, "val")].hidden
		case "vanish", "webHidden":
			r.vanish = on(e)
		case "sz":
			if size, err := strconv.Atoi(attr(e, "val")); err == nil && size <= hiddenSize {
				r.vanish = true
			}
		case "color":
			white = strings.EqualFold(attr(e, "val"), "FFFFFF")
		case "shd":
			shaded = shaded || shades(e)
		case "highlight":
			shaded = shaded || attr(e, "val") != "none" && attr(e, "val") != "white"
		}
		return r.in.Skip()
	})
	r.vanish = r.vanish || white && !shaded
	return err
}

// shades tells whether a shading may be dark: it has a pattern, or a colour
// that is neither white nor left to the paper.
func shades(e xml.StartElement) bool {
	switch strings.ToUpper(attr(e, "fill")) {
	case "", "AUTO", "FFFFFF":
		pattern := attr(e, "val")
		return pattern != "" && pattern != "clear" && pattern != "nil"
	}
	return true
}

// hiddenSize is a size of letters, in half points, that nobody reads.
const hiddenSize = 2

func (r *docxReader) write(s string) {
	if r.para != nil && !r.vanish {
		r.para.text.WriteString(s)
	}
}

// characters reads the text of a run.
func (r *docxReader) characters() error {
	for {
		token, err := r.in.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			r.write(string(t))
		case xml.StartElement:
			if err := r.in.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (r *docxReader) paragraph() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	outer := r.para
	p := new(docxParagraph)
	r.para = p
	err := r.children(r.element)
	r.para = outer
	switch {
	case err != nil:
		return err
	case outer != nil:
		outer.floats = append(append(outer.floats, p), p.floats...)
	default:
		for _, one := range append([]*docxParagraph{p}, p.floats...) {
			r.emit(one)
		}
	}
	return nil
}

func (r *docxReader) paragraphProperty(e xml.StartElement) error {
	switch e.Name.Local {
	case "pStyle":
		r.para.style = attr(e, "val")
	case "shd":
		r.para.shaded = shades(e)
	case "outlineLvl":
		r.para.outline = outlineLevel(&value{attr(e, "val")})
	case "numPr":
		return r.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "ilvl":
				r.para.level, _ = strconv.Atoi(attr(e, "val"))
			case "numId":
				r.para.numID = attr(e, "val")
			}
			return r.in.Skip()
		})
	}
	return r.in.Skip()
}

// emit writes a paragraph as the block that its style makes it.
func (r *docxReader) emit(p *docxParagraph) {
	text := p.text.String()
	if r.styles[p.style].hidden {
		return
	}
	if r.cell != nil {
		if strings.TrimSpace(text) != "" {
			r.cell.WriteString(text + "\n")
		}
		return
	}
	s := r.styles[p.style]
	if s.code {
		r.code = append(r.code, text)
		return
	}
	r.flushCode()
	if strings.TrimSpace(text) == "" || strings.HasPrefix(s.name, "toc ") {
		return
	}
	outline := p.outline
	if outline == 0 {
		outline = s.outline
	}
	switch numID, level := document.Or(p.numID, s.numID), max(p.level, s.level); {
	case s.name == "title":
		if !r.styled {
			r.styled, r.b.Title = true, document.CleanLine(text)
		}
		r.b.Heading(1, "", text, "")
	case outline > 0:
		if outline == 1 {
			r.topHeadings++
		}
		r.b.Heading(outline, "", text, "")
	case numID != "" && numID != "0":
		r.item(numID, level, text)
	case strings.HasPrefix(s.name, "list bullet"), strings.HasPrefix(s.name, "list number"):
		r.b.Item(document.Item{Marker: "-", Text: text})
	default:
		r.b.Paragraph(text)
	}
}

func (r *docxReader) item(numID string, level int, text string) {
	marker := r.marker(numID, level)
	r.b.Item(document.Item{Depth: level, Marker: marker, Ordered: marker != "-", Text: text})
}

func (r *docxReader) flushCode() {
	r.b.Code(strings.Join(r.code, "\n"))
	r.code = nil
}

// maxListLevel is the deepest level of lists in Word, counted from 0.
const maxListLevel = 8

// marker counts an item and returns its mark.
func (r *docxReader) marker(numID string, level int) string {
	level = min(max(level, 0), maxListLevel)
	counts := r.counters[numID]
	for len(counts) <= level {
		counts = append(counts, 0)
	}
	counts = counts[:level+1] // deeper levels start anew
	counts[level]++
	r.counters[numID] = counts
	spec, known := r.numbering[numID][level]
	if !known || spec.bullet {
		return "-"
	}
	return fmt.Sprintf("%d.", spec.start+counts[level]-1)
}

// attr returns an attribute whatever its namespace.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// on reads a property that is set by being there, unless it says otherwise.
func on(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
