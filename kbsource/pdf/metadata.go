package pdf

import (
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"footnote/kbsource/document"
)

// readMetadata takes title and date where they are of use: many programs
// write the name of a file as title.
func readMetadata(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT, doc *document.Document) {
	read := func(tag string) string {
		text, err := engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: opened, Tag: tag})
		if err != nil {
			return "" // a document need not say
		}
		return document.CleanLine(text.Value)
	}
	if title := read("Title"); usefulTitle(title) {
		doc.Title = title
	}
	doc.Set(document.FieldLabels, read("Keywords"))
	// PDFium does not list what else a file has, so it is asked by name.
	for _, tag := range []string{"Status", "Draft", "Published", "Archived", "Expires", "ValidUntil"} {
		if value := read(tag); value != "" {
			doc.Set(document.FieldNamed(tag), value)
		}
	}
	if date := strings.TrimPrefix(document.Or(read("ModDate"), read("CreationDate")), "D:"); len(date) >= 14 {
		if at, err := time.Parse("20060102150405", date[:14]); err == nil {
			if zone, err := time.Parse("-0700", strings.ReplaceAll(strings.TrimSuffix(date[14:], "'"), "'", "")); err == nil {
				_, offset := zone.Zone()
				at = at.Add(-time.Duration(offset) * time.Second)
			}
			doc.UpdatedAt = at
		}
	}
	if language, err := engine.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: opened}); err == nil {
		doc.Set(document.FieldLanguage, language.Language)
	}
}

func usefulTitle(title string) bool {
	lower := strings.ToLower(title)
	for _, junk := range []string{"untitled", "microsoft word", "microsoft powerpoint", "powerpoint", "print", "document", "slide 1"} {
		if strings.HasPrefix(lower, junk) {
			return false
		}
	}
	for _, ending := range []string{".doc", ".docx", ".pdf", ".indd", ".odt", ".tex", ".dvi", ".html", ".ppt", ".pptx", ".xls", ".xlsx"} {
		if strings.HasSuffix(lower, ending) {
			return false
		}
	}
	return title != ""
}
