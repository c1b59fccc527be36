package docx

import (
	"encoding/xml"
	"strings"
)

// The marks of checkboxes.
const (
	ticked   = "☒"
	unticked = "☐"
)

func boxOf(on bool) string {
	if on {
		return ticked
	}
	return unticked
}

// control reads a content control: a checkbox as its mark, whatever letter of
// whatever font draws it, and any other as what it holds.
func (r *reader) control() error {
	before, boxed := r.box, r.boxed
	err := r.children(func(e xml.StartElement) error {
		if e.Name.Local != "sdtPr" {
			return r.element(e)
		}
		return r.children(func(e xml.StartElement) error {
			if e.Name.Local != "checkbox" {
				return r.in.Skip()
			}
			r.box, r.boxed = unticked, false
			return r.children(func(e xml.StartElement) error {
				if e.Name.Local == "checked" {
					r.box = boxOf(on(e))
				}
				return r.in.Skip()
			})
		})
	})
	r.box, r.boxed = before, boxed
	return err
}

// formField reads a field of a form of old: a checkbox or a choice. What is
// typed into one stands in the text.
func (r *reader) formField() error {
	return r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "checkBox":
			box := false
			err := r.children(func(e xml.StartElement) error {
				if name := e.Name.Local; name == "default" || name == "checked" {
					box = on(e)
				}
				return r.in.Skip()
			})
			r.write(boxOf(box))
			return err
		case "ddList":
			var entries []string
			chosen := 0
			err := r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "result", "default":
					chosen, _ = number(e, "val")
				case "listEntry":
					entries = append(entries, attr(e, "val"))
				}
				return r.in.Skip()
			})
			if chosen >= 0 && chosen < len(entries) {
				r.write(entries[chosen])
			}
			return err
		}
		return r.in.Skip()
	})
}

// picture notes what stands for a picture, and whether it stands in the line.
func (r *reader) picture(text string, inline bool) {
	text = strings.TrimSpace(text)
	if r.para == nil || r.look.hidden || text == "" || fileName.MatchString(text) {
		return
	}
	r.para.spans = append(r.para.spans, span{end: len(r.para.text), picture: text, inline: inline})
}

// inline reads a drawing that stands in the line.
func (r *reader) inline() error {
	return r.children(func(e xml.StartElement) error {
		if e.Name.Local == "docPr" {
			r.picture(attr(e, "descr"), true)
			return r.in.Skip()
		}
		return r.element(e)
	})
}

// shape reads a drawn shape, whose ground may be dark.
func (r *reader) shape() error {
	filled, before := false, r.grounds
	err := r.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "spPr":
			none := false
			err := r.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "noFill":
					none = true
				case "gradFill", "pattFill", "blipFill":
					filled = true
				case "solidFill":
					return r.children(func(e xml.StartElement) error {
						filled = filled || !whites[strings.ToUpper(attr(e, "val"))]
						return r.in.Skip()
					})
				}
				return r.in.Skip()
			})
			if filled && !none {
				r.grounds++
			}
			return err
		case "style":
			return r.in.Skip()
		}
		return r.element(e)
	})
	r.grounds = before
	return err
}

// whites are the colours of paper.
var whites = map[string]bool{"FFFFFF": true, "BG1": true, "WHITE": true, "WINDOW": true, "#FFFFFF": true, "#FFF": true}

// oldShape reads a shape of VML.
func (r *reader) oldShape(e xml.StartElement) error {
	if color := attr(e, "fillcolor"); color != "" && !whites[strings.ToUpper(color)] && isOn(attr(e, "filled")) && attr(e, "filled") != "f" {
		r.grounds++
		defer func() { r.grounds-- }()
	}
	r.picture(attr(e, "alt"), false)
	return r.children(r.element)
}
