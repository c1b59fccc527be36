package kbsource

import (
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"footnote/kbsource/charset"
	"footnote/kbsource/document"
	"footnote/kbsource/pdf"
)

// extractorVersion is part of every file's state: raise it when an extractor
// changes what it makes of a file, and the next sync reads all files anew.
const extractorVersion = "3"

// Extractor reads the documents out of files. The zero value is ready. It is
// safe for concurrent use and holds what is costly to start, the PDF reader,
// from the first PDF until Close.
type Extractor struct {
	// Cache is a folder for the compiled PDF reader, so that the next start
	// takes a fraction of a second instead of several; none when empty.
	Cache string

	pdf pdf.Reader
	// now is the clock, time.Now when nil.
	now func() time.Time
}

// Close frees what the extractor holds. It can be used again afterwards.
func (e *Extractor) Close() error { return e.pdf.Close() }

// Extract reads the documents out of one file's bytes with an Extractor of
// its own. Use an Extractor where there may be several PDFs.
func Extract(ctx context.Context, path string, data []byte) (_ document.Result, err error) {
	var e Extractor
	defer func() {
		if closeErr := e.Close(); err == nil {
			err = closeErr
		}
	}()
	return e.Extract(ctx, path, data)
}

// Extract reads the documents out of a file's bytes. The path is the file's
// name within its source: its extension tells the format, and it becomes the
// documents' Path. Articles that say of themselves that they are not published
// are left out, with a remark. Errors wrap one of the document.Err… values and
// say what to do.
func (e *Extractor) Extract(ctx context.Context, path string, data []byte) (document.Result, error) {
	if err := ctx.Err(); err != nil {
		return document.Result{}, err
	}
	if !utf8.ValidString(path) {
		return document.Result{}, document.Fail(document.ErrInvalidEncoding, "the file's name is not UTF-8; rename it")
	}
	format, known := FormatOf(path)
	switch {
	case !known:
		return document.Result{}, document.Fail(document.ErrUnsupported, "%s are read; save the file as one of these", FormatNames())
	case len(data) == 0:
		return document.Result{}, document.Fail(document.ErrEmpty, "the file has 0 bytes; fill it or remove it")
	case int64(len(data)) > format.MaxSize:
		return document.Result{}, document.TooLarge(int64(len(data)), format.MaxSize)
	}
	if err := checkKind(format, data); err != nil {
		return document.Result{}, err
	}
	file := document.File{Path: path, Format: format.Name, Data: data}
	if format.Magic == "" {
		text, err := charset.Decode(data, format.Name == "html")
		if err != nil {
			return document.Result{}, err
		}
		file.Text = text
	}
	result, err := format.extract(ctx, e, file)
	if err != nil {
		return document.Result{}, err
	}
	return e.published(result, path, format)
}

// published leaves out what is not published, or no more, and what has no
// text, and gathers what the operator should know of the documents.
func (e *Extractor) published(r document.Result, path string, format Format) (document.Result, error) {
	left := 0
	r.Documents = slices.DeleteFunc(r.Documents, func(d document.Document) bool {
		why := d.LeftOut
		if ended := !d.ValidUntil.IsZero() && !e.clock().Before(d.ValidUntil); why == "" && ended {
			why = "it was valid until " + d.ValidUntil.Format("2006-01-02 15:04 MST")
		}
		if why == "" {
			return false
		}
		left++
		r.Remarks = append(r.Remarks, document.Remark{Path: d.Path, Text: why, LeftOut: true})
		return true
	})
	r.Documents = slices.DeleteFunc(r.Documents, func(d document.Document) bool { return len(d.Blocks) == 0 })
	if len(r.Documents)+left == 0 {
		return document.Result{}, document.Fail(document.ErrEmpty, "%s", document.Or(format.empty, "there is no visible text in the file; fill it or remove it"))
	}
	var remarks []document.Remark
	for _, d := range r.Documents {
		for _, text := range d.Remarks {
			remarks = append(remarks, document.Remark{Path: d.Path, Text: text})
		}
	}
	r.Remarks = append(r.Remarks, document.Bounded(remarks, path)...)
	return r, nil
}

func (e *Extractor) clock() time.Time {
	if e.now != nil {
		return e.now()
	}
	return time.Now()
}
