package kbsource

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// extractorVersion is part of every file's state: raise it when an extractor
// changes what it makes of a file, and the next sync reads all files anew.
const extractorVersion = "2"

// The formats, as Document.Format names them.
const (
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatPDF      = "pdf"
	formatDOCX     = "docx"
	formatText     = "text"
	formatCSV      = "csv"
	formatJSONL    = "jsonl"
)

// formatOf tells a file's format by its name, "" when it is not supported.
func formatOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return formatMarkdown
	case ".html", ".htm", ".xhtml":
		return formatHTML
	case ".pdf":
		return formatPDF
	case ".docx":
		return formatDOCX
	case ".txt", ".text":
		return formatText
	case ".csv", ".tsv":
		return formatCSV
	case ".jsonl", ".ndjson":
		return formatJSONL
	}
	return ""
}

// Supported tells whether files of that name are read, by its extension.
func Supported(name string) bool { return formatOf(name) != "" }

const supportedNames = "Markdown (.md, .markdown, .mdx), HTML (.html, .htm, .xhtml), PDF (.pdf), Word (.docx), " +
	"plain text (.txt, .text), CSV (.csv, .tsv) and JSON Lines (.jsonl, .ndjson)"

// Extractor reads the documents out of files. The zero value is ready. It is
// safe for concurrent use and holds what is costly to start, the PDF reader,
// from the first PDF until Close.
type Extractor struct {
	// Cache is a folder for the compiled PDF reader, so that the next start
	// takes a fraction of a second instead of several; none when empty.
	Cache string

	pdf pdfReader
}

// Close frees what the extractor holds. It can be used again afterwards.
func (e *Extractor) Close() error { return e.pdf.close() }

// Extract reads the documents out of one file's bytes with an Extractor of
// its own. Use an Extractor where there may be several PDFs.
func Extract(ctx context.Context, path string, data []byte) (_ []Document, err error) {
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
// documents' Path. There is at least one document when err is nil; errors
// wrap one of the Err… values and say what to do.
func (e *Extractor) Extract(ctx context.Context, path string, data []byte) ([]Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !utf8.ValidString(path) {
		return nil, fail(ErrInvalidEncoding, "the file's name is not UTF-8; rename it")
	}
	format := formatOf(path)
	switch {
	case format == "":
		return nil, fail(ErrUnsupported, "%s are read; save the file as one of these", supportedNames)
	case len(data) == 0:
		return nil, fail(ErrEmpty, "the file has 0 bytes; fill it or remove it")
	case int64(len(data)) > maxSize(format):
		return nil, tooLarge(int64(len(data)), maxSize(format))
	}
	docs, err := e.extract(ctx, format, path, data)
	if err != nil {
		return nil, err
	}
	docs = slices.DeleteFunc(docs, func(d Document) bool { return len(d.Blocks) == 0 })
	if len(docs) == 0 {
		return nil, noText(format)
	}
	return docs, nil
}

func (e *Extractor) extract(ctx context.Context, format, path string, data []byte) ([]Document, error) {
	doc := Document{Path: path, Format: format}
	switch format {
	case formatPDF:
		return one(e.pdf.extract(ctx, e.Cache, doc, data))
	case formatDOCX:
		return one(extractDOCX(ctx, doc, data))
	}
	text, err := decodeText(format, data)
	if err != nil {
		return nil, err
	}
	switch format {
	case formatMarkdown:
		return one(extractMarkdown(doc, text))
	case formatHTML:
		return one(extractHTML(doc, text))
	case formatCSV:
		return extractCSV(ctx, doc, text)
	case formatJSONL:
		return extractJSONL(ctx, doc, text)
	default:
		return []Document{extractText(doc, text)}, nil
	}
}

func one(d Document, err error) ([]Document, error) {
	if err != nil {
		return nil, err
	}
	return []Document{d}, nil
}

// maxSize is the largest file of a format, in bytes.
func maxSize(format string) int64 {
	if format == formatMarkdown || format == formatHTML {
		return MaxMarkupSize
	}
	return MaxFileSize
}

func tooLarge(size, limit int64) error {
	return fail(ErrTooLarge, "%.1f MB, and at most %d MB are read; split the file", float64(size)/(1<<20), limit>>20)
}

func noText(format string) error {
	switch format {
	case formatPDF:
		return fail(ErrEmpty, "its pages hold pictures only; run text recognition (OCR) on it first")
	case formatCSV, formatJSONL:
		return fail(ErrEmpty, "no row holds an article; fill it or remove it")
	}
	return fail(ErrEmpty, "there is no visible text in the file; fill it or remove it")
}

// decodeText returns the text of a file that should be text: UTF-8, UTF-16
// with a byte order mark or, in HTML, what the page itself declares.
func decodeText(format string, data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data)
	}
	if kind := binaryKind(data); kind != "" {
		return "", fail(ErrBinary, "the name says text, but the bytes are %s; give the file its right extension or remove it", kind)
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if format == formatHTML {
		if text, ok := decodeDeclared(data); ok {
			return text, nil
		}
	}
	at := invalidAt(data)
	return "", fail(ErrInvalidEncoding, "byte %d (0x%02x, line %d) is not UTF-8; save the file as UTF-8",
		at, data[at], 1+bytes.Count(data[:at], []byte("\n")))
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func decodeUTF16(data []byte) (string, error) {
	if len(data)%2 != 0 {
		return "", fail(ErrInvalidEncoding, "it starts as UTF-16 and has an odd number of bytes; save the file as UTF-8")
	}
	units := make([]uint16, 0, len(data)/2)
	high := 1 // little endian
	if data[0] == 0xfe {
		high = 0
	}
	for i := 2; i < len(data); i += 2 {
		units = append(units, uint16(data[i+high])<<8|uint16(data[i+1-high]))
	}
	runes := utf16.Decode(units)
	if at := slices.Index(runes, utf8.RuneError); at >= 0 {
		return "", fail(ErrInvalidEncoding, "character %d is not UTF-16; save the file as UTF-8", at)
	}
	return string(runes), nil
}

// binaryKind names what data is when it is surely not text, else "".
func binaryKind(data []byte) string {
	for _, known := range []struct{ magic, kind string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a ZIP archive or an office document"}, {"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"\x7fELF", "a program"}, {"\x1f\x8b", "compressed"},
		{"\xd0\xcf\x11\xe0", "an old office document"},
	} {
		if bytes.HasPrefix(data, []byte(known.magic)) {
			return known.kind
		}
	}
	if i := bytes.IndexByte(data[:min(len(data), 8<<10)], 0); i >= 0 {
		return fmt.Sprintf("binary (a zero byte at %d)", i)
	}
	return ""
}
