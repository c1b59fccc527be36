// Package archive opens the ZIP archives that many formats are packed in.
//
// Enters: the bytes of a file. Leaves: its parts, by name. It must never
// unpack more than a document of its size can hold, and writes nothing to disk.
package archive

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/kbsource/document"
)

// Archive is an opened archive.
type Archive struct {
	parts map[string]*zip.File
	// left is how much the parts may still unpack to.
	left int64
}

// Open opens an archive. The error says only what is wrong with it: what to
// do depends on the format.
func Open(data []byte) (*Archive, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	a := &Archive{parts: make(map[string]*zip.File, len(in.File))}
	for _, f := range in.File {
		if _, twice := a.parts[f.Name]; !twice {
			a.parts[f.Name] = f
		}
	}
	a.Rewind()
	return a, nil
}

// Rewind lets the parts unpack to as much again, for reading a second time.
func (a *Archive) Rewind() { a.left = document.MaxUnpackedSize }

// Has reports whether there is a part whose name begins so.
func (a *Archive) Has(prefix string) bool {
	for name := range a.parts {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// Part returns a part's content, nil when there is none of that name. Reading
// it fails with document.ErrTooLarge past the limits on what is unpacked.
func (a *Archive) Part(name string) (io.Reader, error) {
	f, found := a.parts[name]
	if !found {
		return nil, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, document.Fail(document.ErrBroken, "its part %s cannot be unpacked (%v); save it again", name, err)
	}
	limit := a.left
	if ratio := max(int64(f.CompressedSize64)*document.MaxUnpackRatio, 1<<20); ratio < limit { //nolint:gosec // a wrapped size only lowers the limit
		limit = ratio
	}
	return &bounded{in: in, left: limit, total: &a.left}, nil
}

// Read returns a part as a whole, nil when there is none of that name.
func (a *Archive) Read(name string) ([]byte, error) {
	in, err := a.Part(name)
	if in == nil || err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	return data, Explain(name, err)
}

// Decode reads a part of XML as a whole. It leaves the value alone when there
// is no part of that name.
func (a *Archive) Decode(name string, into any) error {
	in, err := a.Part(name)
	if in == nil || err != nil {
		return err
	}
	if err := xml.NewDecoder(in).Decode(into); !errors.Is(err, io.EOF) {
		return Explain(name, err)
	}
	return nil
}

// Explain makes what went wrong in a part an error of a known cause.
func Explain(name string, err error) error {
	if err == nil || errors.Is(err, document.ErrTooLarge) {
		return err
	}
	return fmt.Errorf("%w: %s: %w; save it again", document.ErrBroken, name, err)
}

// bounded fails once more comes out of a part than may.
type bounded struct {
	in    io.Reader
	left  int64
	total *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	b.left -= int64(n)
	*b.total -= int64(n)
	if b.left < 0 || *b.total < 0 {
		return n, document.Fail(document.ErrTooLarge, "it unpacks to more than a document of its size can (limits: %d MB, %d times its size); "+
			"if it is a real one, split it or remove its pictures", document.MaxUnpackedSize>>20, document.MaxUnpackRatio)
	}
	return n, err
}
