package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"footnote/kbsource/document"
)

// rewrite writes the body of a chapter, which is XHTML, as HTML. Ids are made
// unique in the book, so that a note is found from wherever it is referred to.
func (b *book) rewrite(out *strings.Builder, name string, data []byte) error {
	// A byte order mark decides; XML without one is in UTF-8.
	decoded := transform.NewReader(bytes.NewReader(data), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	in := xml.NewDecoder(decoded)
	in.Strict = false
	in.Entity = xml.HTMLEntity
	in.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	depth, body := 0, false
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > document.MaxDepth {
				return fmt.Errorf("its elements are nested deeper than %d", document.MaxDepth)
			}
			if body {
				b.writeStart(out, name, t)
			}
			body = body || t.Name.Local == "body"
		case xml.EndElement:
			depth--
			if t.Name.Local == "body" {
				return nil
			}
			if body && !void[t.Name.Local] {
				out.WriteString("</" + t.Name.Local + ">")
			}
		case xml.CharData:
			if body {
				out.WriteString(html.EscapeString(string(t)))
			}
		}
	}
}

func (b *book) writeStart(out *strings.Builder, name string, t xml.StartElement) {
	out.WriteString("<" + t.Name.Local)
	for _, a := range t.Attr {
		key, value := a.Name.Local, a.Value
		switch {
		case a.Name.Space == "":
		case key == "type" && strings.HasSuffix(a.Name.Space, "/ops") || a.Name.Space == "epub":
			key = "epub:" + key // says what is a note
		default:
			continue // of another vocabulary
		}
		switch key {
		case "id":
			value = name + "#" + value
		case "href":
			if file, id, ok := strings.Cut(value, "#"); ok && !strings.Contains(file, ":") {
				target := name
				if file != "" {
					target = b.resolve(path.Dir(name), file)
				}
				value = "#" + target + "#" + id
			}
		}
		out.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
	}
	out.WriteString(">")
}

// void are the elements that HTML does not close.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true,
	"meta": true, "param": true, "source": true, "track": true, "wbr": true,
}
