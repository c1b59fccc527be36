package kbsource

import (
	"context"
	"path"
	"slices"
	"strings"

	"footnote/kbsource/document"
	"footnote/kbsource/docx"
	"footnote/kbsource/epub"
	"footnote/kbsource/html"
	"footnote/kbsource/markdown"
	"footnote/kbsource/plain"
	"footnote/kbsource/tabular"
)

// Format is a kind of file that is read. To add one, write its package with a
// function Extract and add a line to formats: all that depends on formats
// (ingest, the API, help and error texts) reads this table.
type Format struct {
	// Name is Document.Format, Label what people call the format.
	Name, Label string
	// Extensions are those of its files, with the dot, in lower case.
	Extensions []string
	// MediaTypes are those that it is sent as, the first being the usual one.
	MediaTypes []string
	// Magic is what its files begin with where they are not text, else "", and
	// Part what the names of some parts begin with where they are archives.
	Magic, Part string
	// MaxSize is the largest file that is read, in bytes.
	MaxSize int64
	// empty says what to do about a file without any article, "" for the
	// usual advice.
	empty string
	// extract reads a file; File.Text is set where Magic is "".
	extract extract
}

// extract reads the documents out of a file. What is costly to start is kept
// in the Extractor.
type extract func(context.Context, *Extractor, document.File) (document.Result, error)

// by reads files with a function that needs nothing but the file.
func by(f func(context.Context, document.File) (document.Result, error)) extract {
	return func(ctx context.Context, _ *Extractor, file document.File) (document.Result, error) {
		return f(ctx, file)
	}
}

func readPDF(ctx context.Context, e *Extractor, f document.File) (document.Result, error) {
	return e.pdf.Extract(ctx, f, e.Cache)
}

const (
	noRow  = "no row holds an article; fill it or remove it"
	noPage = "its pages hold pictures only; run text recognition (OCR) on it first"
	// archived is what the ZIP archives that many formats are packed in begin
	// with.
	archived = "PK\x03\x04"
)

var formats = []Format{
	{Name: "markdown", Label: "Markdown", Extensions: []string{".md", ".markdown", ".mdx"}, MediaTypes: []string{"text/markdown"},
		MaxSize: document.MaxMarkupSize, extract: by(markdown.Extract)},
	{Name: "html", Label: "HTML", Extensions: []string{".html", ".htm", ".xhtml"}, MediaTypes: []string{"text/html", "application/xhtml+xml"},
		MaxSize: document.MaxMarkupSize, extract: by(html.Extract)},
	{Name: "pdf", Label: "PDF", Extensions: []string{".pdf"}, MediaTypes: []string{"application/pdf"}, Magic: "%PDF-",
		MaxSize: document.MaxFileSize, empty: noPage, extract: readPDF},
	{Name: "docx", Label: "Word", Extensions: []string{".docx"},
		MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, Magic: archived, Part: "word/",
		MaxSize: document.MaxFileSize, extract: by(docx.Extract)},
	{Name: "epub", Label: "EPUB", Extensions: []string{".epub"}, MediaTypes: []string{"application/epub+zip"}, Magic: archived, Part: "META-INF/container.xml",
		MaxSize: document.MaxFileSize, extract: by(epub.Extract)},
	{Name: "text", Label: "plain text", Extensions: []string{".txt", ".text"}, MediaTypes: []string{"text/plain"},
		MaxSize: document.MaxFileSize, extract: by(plain.Extract)},
	{Name: "csv", Label: "CSV", Extensions: []string{".csv", ".tsv"}, MediaTypes: []string{"text/csv", "text/tab-separated-values"},
		MaxSize: document.MaxFileSize, empty: noRow, extract: by(tabular.CSV)},
	{Name: "jsonl", Label: "JSON Lines", Extensions: []string{".jsonl", ".ndjson"}, MediaTypes: []string{"application/x-ndjson", "application/jsonl"},
		MaxSize: document.MaxFileSize, empty: noRow, extract: by(tabular.JSONL)},
}

// Formats returns what is read.
func Formats() []Format { return slices.Clone(formats) }

// FormatOf returns the format of a file by its name.
func FormatOf(name string) (Format, bool) {
	extension := strings.ToLower(path.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.Extensions, extension) {
			return f, true
		}
	}
	return Format{}, false
}

// Supported reports whether files of that name are read, by its extension.
func Supported(name string) bool {
	_, known := FormatOf(name)
	return known
}

// FormatLabels names the formats for people: "Markdown, HTML, … and JSON Lines".
func FormatLabels() string {
	return enumerate(func(f Format) string { return f.Label })
}

// FormatNames names them with their extensions: "Markdown (.md, …), HTML (…)
// and …".
func FormatNames() string {
	return enumerate(func(f Format) string { return f.Label + " (" + strings.Join(f.Extensions, ", ") + ")" })
}

func enumerate(name func(Format) string) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = name(f)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
