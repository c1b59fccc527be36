package docx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"footnote/kbsource/document"
)

// walker reads XML element by element, so that a large part is never held as
// a tree.
type walker struct {
	ctx   context.Context
	in    *xml.Decoder
	depth int
}

// top reads a part to its end and visits the elements that stand in none.
func (w *walker) top(visit func(xml.StartElement) error) error {
	for {
		token, err := w.in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := visit(start); err != nil {
				return err
			}
		}
	}
}

// children visits the elements up to the end of the one that is open. Visit
// reads each to its own end.
func (w *walker) children(visit func(xml.StartElement) error) error {
	if w.depth++; w.depth > document.MaxDepth {
		return document.Fail(document.ErrTooLarge, "its elements are nested deeper than %d; simplify the document", document.MaxDepth)
	}
	defer func() { w.depth-- }()
	for {
		token, err := w.in.Token()
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

// characters returns the text of the element that is open.
func (w *walker) characters() (string, error) {
	var text []byte
	for {
		token, err := w.in.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.CharData:
			text = append(text, t...)
		case xml.StartElement:
			if err := w.in.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return string(text), nil
		}
	}
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

// number returns an attribute that is a whole number.
func number(e xml.StartElement, local string) (n int, ok bool) {
	n, err := strconv.Atoi(attr(e, local))
	return n, err == nil
}

// on reports whether a property is set: it is by being there, unless it says
// otherwise.
func on(e xml.StartElement) bool { return isOn(attr(e, "val")) }

func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }
