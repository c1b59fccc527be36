package kbsource

import (
	"context"
	"path"
	"slices"
	"strings"

	"footnote/kbsource/document"
	"footnote/kbsource/docx"
	"footnote/kbsource/html"
	"footnote/kbsource/markdown"
	"footnote/kbsource/plain"
	"footnote/kbsource/tabular"
)

// Format is a kind of file that is read. To add one, write its package with a
// function Extract and add a line to formats: all that depends on formats
// (ingest, the API, error texts) reads this table.
type Format struct {
	// Name is Document.Format, Label what people call the format.
	Name, Label string
	// Extensions are those of its files, with the dot, in lower case.
	Extensions []string
	// MediaTypes are those that it is sent as, the first being the usual one.
	MediaTypes []string
	// Magic is what its files begin with where they are not text, else "".
	Magic string
	// MaxSize is the largest file that is read, in bytes.
	MaxSize int64
	// empty says what to do about a file without any article, "" for the
	// usual advice.
	empty string
	// extract reads a file; File.Text is set where Magic is "".
	extract func(*Extractor) func(context.Context, document.File) (document.Result, error)
}

// extractor is what most formats read files with: a function that needs
// nothing of the Extractor.
func extractor(f func(context.Context, document.File) (document.Result, error)) func(*Extractor) func(context.Context, document.File) (document.Result, error) {
	return func(*Extractor) func(context.Context, document.File) (document.Result, error) { return f }
}

const (
	noRow  = "no row holds an article; fill it or remove it"
	noPage = "its pages hold pictures only; run text recognition (OCR) on it first"
)

var formats = []Format{
	{Name: "markdown", Label: "Markdown", Extensions: []string{".md", ".markdown", ".mdx"}, MediaTypes: []string{"text/markdown"},
		MaxSize: document.MaxMarkupSize, extract: extractor(markdown.Extract)},
	{Name: "html", Label: "HTML", Extensions: []string{".html", ".htm", ".xhtml"}, MediaTypes: []string{"text/html", "application/xhtml+xml"},
		MaxSize: document.MaxMarkupSize, extract: extractor(html.Extract)},
	{Name: "pdf", Label: "PDF", Extensions: []string{".pdf"}, MediaTypes: []string{"application/pdf"}, Magic: "%PDF-",
		MaxSize: document.MaxFileSize, empty: noPage, extract: (*Extractor).readPDF},
	{Name: "docx", Label: "Word", Extensions: []string{".docx"},
		MediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, Magic: "PK\x03\x04",
		MaxSize: document.MaxFileSize, extract: extractor(docx.Extract)},
	{Name: "text", Label: "plain text", Extensions: []string{".txt", ".text"}, MediaTypes: []string{"text/plain"},
		MaxSize: document.MaxFileSize, extract: extractor(plain.Extract)},
	{Name: "csv", Label: "CSV", Extensions: []string{".csv", ".tsv"}, MediaTypes: []string{"text/csv", "text/tab-separated-values"},
		MaxSize: document.MaxFileSize, empty: noRow, extract: extractor(tabular.CSV)},
	{Name: "jsonl", Label: "JSON Lines", Extensions: []string{".jsonl", ".ndjson"}, MediaTypes: []string{"application/x-ndjson", "application/jsonl"},
		MaxSize: document.MaxFileSize, empty: noRow, extract: extractor(tabular.JSONL)},
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

// FormatNames lists the formats for people: "Markdown (.md, …), HTML (…) and …".
func FormatNames() string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Label + " (" + strings.Join(f.Extensions, ", ") + ")"
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
