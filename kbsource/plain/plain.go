// Package plain reads text without markup: paragraphs between empty lines, list
// items, the first line as title if it is short and stands alone.
package plain

import (
	"context"
	"strings"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// maxTitle is how many characters the first line may have to be the title.
const maxTitle = 80

// Extract reads a file of plain text.
func Extract(_ context.Context, f document.File) (document.Result, error) {
	b := new(document.Builder)
	chunks := document.Paragraphs(f.Text)
	if len(chunks) > 1 && isTitle(chunks[0]) {
		b.Heading(1, "", chunks[0], "")
		chunks = chunks[1:]
	}
	for _, chunk := range chunks {
		b.Plain(chunk)
	}
	return document.Result{Documents: []document.Document{b.Document(f.Document())}}, nil
}

func isTitle(chunk string) bool {
	chunk = strings.TrimSpace(chunk)
	return !strings.Contains(chunk, "\n") && utf8.RuneCountInString(chunk) <= maxTitle &&
		!document.ItemMark.MatchString(chunk) && !strings.HasSuffix(chunk, ".")
}
