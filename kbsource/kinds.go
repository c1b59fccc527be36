package kbsource

import (
	"bytes"
	"slices"
	"strings"

	"footnote/kbsource/archive"
	"footnote/kbsource/document"
)

// compound is what Office files began with until 2007, and those that need a
// password still do.
const compound = "\xd0\xcf\x11\xe0"

// unread are kinds of files that are often met under the name of a format
// that is read, by what they begin with or by the parts that they have.
var unread = []struct{ label, magic, part, advice string }{
	{"an Excel workbook", archived, "xl/", "save it as CSV"},
	{"a PowerPoint presentation", archived, "ppt/", "export it as PDF"},
	{"an OpenDocument file", archived, "content.xml", "save it as DOCX or PDF"},
	{"a ZIP archive", archived, "", "unpack it"},
	{"an old Office document", compound, "", "save it in a format of today, such as DOCX"},
	{"rich text (RTF)", `{\rtf`, "", "save it as DOCX"},
	{"a picture", "\x89PNG", "", "remove it"},
	{"a picture", "\xff\xd8\xff", "", "remove it"},
	{"a picture", "GIF8", "", "remove it"},
	{"compressed (gzip)", "\x1f\x8b", "", "unpack it"},
	{"a program", "\x7fELF", "", "remove it"},
}

// checkKind fails when the bytes of a file are surely of another kind than its
// name says, and says what to do. What only looks broken is left to the
// format.
func checkKind(f Format, data []byte) error {
	var parts *archive.Archive
	if bytes.HasPrefix(data, []byte(archived)) {
		parts, _ = archive.Open(data) // what cannot be opened has no parts
	}
	is := func(magic, part string) bool {
		return magic != "" && bytes.HasPrefix(data, []byte(magic)) && (part == "" || parts != nil && parts.Has(part))
	}
	if is(f.Magic, f.Part) {
		return nil
	}
	if i := slices.IndexFunc(formats, func(o Format) bool { return is(o.Magic, o.Part) }); i >= 0 {
		return misnamed(f, formats[i].Label, "give the file the extension "+formats[i].Extensions[0])
	}
	if f.Magic == "" && f.Name != "html" && f.Name != "markdown" && isPage(data) {
		return misnamed(f, "HTML", "give the file the extension .html, or export it again")
	}
	for _, kind := range unread {
		// An archive of the right kind may be broken or locked, which its own
		// format tells better.
		own := f.Part != "" && kind.part == "" && (kind.magic == archived || kind.magic == compound)
		if !own && is(kind.magic, kind.part) {
			return misnamed(f, kind.label, kind.advice)
		}
	}
	return nil
}

func misnamed(f Format, kind, advice string) error {
	return document.Fail(document.ErrBinary, "the name says %s, the bytes say %s: %s", f.Label, kind, advice)
}

// isPage reports whether text begins as web pages do.
func isPage(data []byte) bool {
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xef\xbb\xbf")))))
	return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
}
