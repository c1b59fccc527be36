package docx

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// equation reads an element of a formula, so that the line of text says what
// the formula does: a/b, x², √(a+b).
func (r *reader) equation(e xml.StartElement) error {
	switch e.Name.Local {
	case "r":
		return r.element(e)
	case "sup":
		return r.moved(raised)
	case "sub":
		return r.moved(lowered)
	case "f":
		return r.fraction()
	case "rad":
		return r.around("√(", ")", "deg")
	case "d":
		return r.delimited()
	case "nary":
		return r.sum()
	case "rPr", "ctrlPr", "sSupPr", "sSubPr", "sSubSupPr":
		return r.in.Skip()
	}
	return r.children(r.equation)
}

// moved reads what is raised or lowered.
func (r *reader) moved(s script) error {
	look, lift := r.look, r.lift
	r.look.script, r.lift = s, s
	err := r.children(r.equation)
	r.look, r.lift = look, lift
	return err
}

// fraction reads a numerator and a denominator, in brackets where there is
// more than one sign to them.
func (r *reader) fraction() error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "num":
			return r.operand()
		case "den":
			r.write("/")
			return r.operand()
		}
		return r.in.Skip()
	})
}

// operand reads a part of a formula and puts it in brackets if it is a sum or
// the like.
func (r *reader) operand() error {
	if r.para == nil {
		return r.in.Skip()
	}
	// What is written goes to a paragraph of its own until it is known.
	outer := r.para
	part := &paragraph{style: outer.style, format: outer.format}
	r.para = part
	err := r.children(r.equation)
	r.para = outer
	compound := bytes.ContainsAny(bytes.TrimSpace(part.text), " +-−±*/·×")
	if compound {
		r.write("(")
	}
	outer.append(part)
	if compound {
		r.write(")")
	}
	return err
}

// around writes signs around what an element holds, less one of its parts.
func (r *reader) around(before, after, without string) error {
	r.write(before)
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == without || strings.HasSuffix(e.Name.Local, "Pr") {
			return r.in.Skip()
		}
		return r.equation(e)
	})
	r.write(after)
	return err
}

// delimited reads what stands in brackets, which the properties name where
// they are not round.
func (r *reader) delimited() error {
	start, end, begun := "(", ")", false
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local == "dPr" {
			return r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "begChr":
					start = attr(e, "val")
				case "endChr":
					end = attr(e, "val")
				}
				return r.in.Skip()
			})
		}
		if !begun {
			r.write(start)
			begun = true
		}
		return r.equation(e)
	})
	r.write(end)
	return err
}

// sum reads a sum, a product or an integral: its sign, then its limits.
func (r *reader) sum() error {
	sign, written := "∫", false
	return r.children(func(e xml.StartElement) error {
		if e.Name.Local == "naryPr" {
			return r.children(func(e xml.StartElement) error {
				if e.Name.Local == "chr" {
					sign = attr(e, "val")
				}
				return r.in.Skip()
			})
		}
		if !written {
			r.write(sign)
			written = true
		}
		return r.equation(e)
	})
}
