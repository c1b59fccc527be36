package pdf

import (
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// maxBookmarks and maxOutline bound how many bookmarks are read and how
	// deep they are nested: a broken file may name one as its own child.
	maxBookmarks = 2000
	maxOutline   = 6
)

// titleKey is equal for a bookmark and the heading that it leads to, which may
// differ in spaces and signs.
func titleKey(title string) string {
	return strings.Map(func(r rune) rune {
		if !isWordRune(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, title)
}

// readOutline reads the keys of the bookmarks that a file carries for its
// readers. The library cannot say which pages they lead to (v1.20.0).
func readOutline(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT) map[string]bool {
	keys := map[string]bool{}
	seen := 0
	var read func(parent *references.FPDF_BOOKMARK, level int)
	read = func(parent *references.FPDF_BOOKMARK, level int) {
		child, err := engine.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: opened, Bookmark: parent})
		if err != nil {
			return
		}
		for at := child.Bookmark; at != nil && seen < maxBookmarks; {
			seen++
			if title, err := engine.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: *at}); err == nil && titleKey(title.Title) != "" {
				keys[titleKey(title.Title)] = true
			}
			if level < maxOutline {
				read(at, level+1)
			}
			next, err := engine.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: opened, Bookmark: *at})
			if err != nil {
				return
			}
			at = next.Bookmark
		}
	}
	read(nil, 1)
	return keys
}

// rowsTitled returns the keys of bookmarks that a single row of the document
// has: one that stands in a table of contents too is set as headings are.
func rowsTitled(outline map[string]bool, pages []page) map[string]bool {
	if len(outline) == 0 {
		return nil
	}
	rows := map[string]int{}
	for i := range pages {
		for j := range pages[i].rows {
			if key := titleKey(pages[i].rows[j].text()); outline[key] {
				rows[key]++
			}
		}
	}
	titled := map[string]bool{}
	for key, n := range rows {
		titled[key] = n == 1
	}
	return titled
}
