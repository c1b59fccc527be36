package docx

import (
	"encoding/xml"
	"strings"
)

// reader reads the XML of a part into stories.
type reader struct {
	walker
	styles map[string]*style
	notes  *notes
	// story is what is read into, para the paragraph that is open.
	story *story
	para  *paragraph
	// look is that of the run that is open.
	look look
	// lift is where the part of a formula that is open stands.
	lift script
	// grounds counts the cells and shapes around, whose ground may be dark.
	grounds int
	// box is the mark of the checkbox whose content is read, boxed that it was
	// written.
	box   string
	boxed bool
	// own collects the mark that an author gave a note, nil outside of one.
	own *note
}

// into is where the next paragraph or table goes: what opens inside a
// paragraph floats beside it.
func (r *reader) into() *story {
	if r.para != nil {
		return &r.para.floats
	}
	return r.story
}

// element reads one element of a story.
func (r *reader) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return r.paragraph()
	case "tbl":
		return r.table()
	case "pPr":
		return r.paragraphProperties()
	case "r":
		return r.run()
	case "rPr":
		return r.runProperties()
	case "t":
		text, err := r.characters()
		r.write(printed(text, r.look.font))
		return err
	case "tab", "ptab":
		r.write(" ")
	case "br", "cr":
		r.write("\n")
	case "noBreakHyphen":
		r.write("-")
	case "sym":
		r.write(symbol(attr(e, "char"), attr(e, "font")))
	case "footnoteReference", "endnoteReference":
		r.reference(e)
	case "sdt":
		return r.control()
	case "ffData":
		return r.formField()
	case "AlternateContent":
		return r.alternative()
	case "oMath":
		return r.children(r.equation)
	case "wsp":
		return r.shape()
	case "docPr":
		r.picture(attr(e, "descr"), false)
	case "inline":
		return r.inline()
	case "shape", "rect", "roundrect", "oval":
		return r.oldShape(e)
	case "del", "moveFrom", "delText", "instrText", "delInstrText", "sectPr", "sdtPr", "drawingPr", "rt", "tblPr", "smartTagPr":
		// Deleted text, field codes, the reading over an ideograph.
		return r.in.Skip()
	}
	return r.children(r.element)
}

func (r *reader) paragraph() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	outer, before, into := r.para, r.look, r.into()
	p := &paragraph{style: r.styles[""]}
	r.para = p
	r.look = r.lookOf(formatNone)
	err := r.children(r.element)
	r.para, r.look = outer, before
	p.floats.end()
	into.paragraph(p)
	return err
}

func (r *reader) paragraphProperties() error {
	if r.para == nil {
		return r.in.Skip()
	}
	format, err := r.paraFormat()
	r.para.format = format
	if s := r.styles[format.style]; s != nil {
		r.para.style = s
	}
	r.look = r.lookOf(formatNone)
	return err
}

// run reads a run: its properties come first, and end with it.
func (r *reader) run() error {
	before, own := r.look, r.own
	r.own = nil
	if r.para != nil {
		r.look = r.lookOf(formatNone)
	}
	err := r.children(r.element)
	r.look, r.own = before, own
	return err
}

func (r *reader) runProperties() error {
	direct, err := r.format()
	if r.para != nil {
		r.look = r.lookOf(direct)
	}
	return err
}

var formatNone format

// lookOf resolves how a run of the open paragraph is seen.
func (r *reader) lookOf(direct format) look {
	var character format
	if s := r.styles[direct.style]; s != nil && direct.style != "" {
		character = s.run
	}
	shaded := r.para.format.shaded.or(r.para.style.para.shaded) == yes
	l := lookOf(direct, character, r.para.style.run, shaded || r.grounds > 0)
	l.script = max(l.script, r.lift)
	return l
}

// write adds text to the open paragraph as the open run is seen.
func (r *reader) write(text string) {
	if r.para == nil || r.look.hidden {
		return
	}
	if r.box != "" {
		if r.boxed {
			return
		}
		text, r.boxed = r.box, true
	}
	if r.own != nil && len(r.own.mark) < maxMarker && len(text) < maxMarker {
		r.own.mark += moved(strings.TrimSpace(text), r.look.script, r.own.mark)
	}
	r.para.write(text, r.look)
}

// alternative reads the first choice of what is there twice.
func (r *reader) alternative() error {
	read := false
	return r.children(func(e xml.StartElement) error {
		if read {
			return r.in.Skip()
		}
		read = true
		return r.children(r.element)
	})
}
