// Package docx reads Word documents (.docx).
package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"footnote/kbsource/document"
)

// Extract reads a Word document: its body, with what styles.xml and
// numbering.xml say of headings and lists, and core.xml of the document.
// Nothing else in the archive is opened, and nothing outside of it.
func Extract(ctx context.Context, f document.File) (document.Result, error) {
	doc, err := read(ctx, f.Document(), f.Data)
	return document.Result{Documents: []document.Document{doc}}, err
}

func read(ctx context.Context, doc document.Document, data []byte) (document.Document, error) {
	archive, err := openDOCX(data)
	if err != nil {
		return document.Document{}, err
	}
	parts := docxParts{archive: archive, left: document.MaxUnpackedSize}
	var core coreProperties
	var styles styleSheet
	var numbering numberingPart
	err = errors.Join(parts.decode("docProps/core.xml", &core), parts.decode("word/styles.xml", &styles),
		parts.decode("word/numbering.xml", &numbering))
	if err != nil {
		return document.Document{}, err
	}
	doc.Set(document.FieldUpdated, core.Modified)
	doc.Set(document.FieldLanguage, core.Language)
	doc.Set(document.FieldLabels, core.Keywords)
	read := func(title string) (*docxReader, error) {
		parts.left = document.MaxUnpackedSize
		body, err := parts.open("word/document.xml")
		if err != nil {
			return nil, err
		}
		if body == nil {
			return nil, document.Fail(document.ErrBroken, "it holds no word/document.xml; save it in Word as .docx again")
		}
		r := &docxReader{
			ctx: ctx, in: xml.NewDecoder(body), b: &document.Builder{Title: title},
			styles: styles.byID(), numbering: numbering.levels(), counters: map[string][]int{},
		}
		return r, docxError(r.read())
	}
	r, err := read("")
	if err == nil && !r.styled && r.topHeadings != 1 {
		// Several headings of level 1 are chapters, the first is no title.
		r, err = read(document.Or(document.CleanLine(core.Title), document.TitleFromPath(doc.Path)))
	}
	if err != nil {
		return document.Document{}, err
	}
	doc.Title = document.Or(r.b.Title, document.CleanLine(core.Title))
	return r.b.Document(doc), nil
}

// openDOCX opens the archive, and tells what it is if it is none.
func openDOCX(data []byte) (*zip.Reader, error) {
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")) {
		if bytes.Contains(data, utf16Bytes("EncryptedPackage")) {
			return nil, document.Fail(document.ErrEncrypted, "the document needs a password; save it without one")
		}
		return nil, document.Fail(document.ErrUnsupported, "it is a .doc of Word 97–2003 under another name; save it in Word as .docx")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, document.Fail(document.ErrBroken, "it is no Word document (%v); save it in Word as .docx again", err)
	}
	return archive, nil
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

// docxParts opens parts of the archive within what they may unpack to.
type docxParts struct {
	archive *zip.Reader
	left    int64
}

// open returns a part's content, nil when the archive does not have it.
func (p *docxParts) open(name string) (io.Reader, error) {
	for _, f := range p.archive.File {
		if f.Name != name {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, document.Fail(document.ErrBroken, "its part %s cannot be unpacked (%v); save it in Word again", name, err)
		}
		limit := p.left
		if ratio := max(int64(f.CompressedSize64)*document.MaxUnpackRatio, 1<<20); ratio < limit { //nolint:gosec // a wrapped size only lowers the limit
			limit = ratio
		}
		return &boundedReader{in: in, left: limit, total: &p.left}, nil
	}
	return nil, nil
}

// decode reads a small part as a whole, if the archive has it.
func (p *docxParts) decode(name string, into any) error {
	in, err := p.open(name)
	if in == nil || err != nil {
		return err
	}
	d := xml.NewDecoder(in)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return docxError(fmt.Errorf("%s: %w", name, err))
	}
	return nil
}

func docxError(err error) error {
	if err == nil || errors.Is(err, document.ErrTooLarge) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %w; open it in Word and save it again", document.ErrBroken, err)
}

// boundedReader fails once more comes out of a part than may.
type boundedReader struct {
	in    io.Reader
	left  int64
	total *int64
}

func (r *boundedReader) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	r.left -= int64(n)
	*r.total -= int64(n)
	if r.left < 0 || *r.total < 0 {
		return n, document.Fail(document.ErrTooLarge, "it unpacks to more than a document of its size can (limits: %d MB, %d times its size); "+
			"if it is a real one, split it document.Or remove its pictures", document.MaxUnpackedSize>>20, document.MaxUnpackRatio)
	}
	return n, err
}

type coreProperties struct {
	Title    string `xml:"title"`
	Keywords string `xml:"keywords"`
	Language string `xml:"language"`
	Modified string `xml:"modified"`
}
