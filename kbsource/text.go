package kbsource

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxTextTitle is how many characters the first line of a text file may have
// to be its title.
const maxTextTitle = 80

// extractText reads plain text: paragraphs between empty lines, list items,
// the first line as title if it is short and stands alone.
func extractText(doc Document, text string) Document {
	b := new(builder)
	chunks := paragraphs(text)
	if len(chunks) > 1 && isTextTitle(chunks[0]) {
		b.heading(1, chunks[0])
		chunks = chunks[1:]
	}
	for _, chunk := range chunks {
		b.plain(chunk)
	}
	return b.document(doc)
}

func isTextTitle(chunk string) bool {
	chunk = strings.TrimSpace(chunk)
	return !strings.Contains(chunk, "\n") && utf8.RuneCountInString(chunk) <= maxTextTitle &&
		!itemMark.MatchString(chunk) && !strings.HasSuffix(chunk, ".")
}

// paragraphs cuts text at its empty lines.
func paragraphs(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n").Replace(text)
	var chunks []string
	var chunk strings.Builder
	for line := range strings.Lines(text + "\n\n") {
		if strings.TrimSpace(line) != "" {
			chunk.WriteString(line)
		} else if chunk.Len() > 0 {
			chunks = append(chunks, chunk.String())
			chunk.Reset()
		}
	}
	return chunks
}

// itemMark is how a list item starts in text without markup.
var itemMark = regexp.MustCompile(`^\s*(?:[-*+•‣–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S`)

// plain adds a paragraph of text without markup, or the list items that its
// lines are.
func (b *builder) plain(chunk string) {
	lines := strings.Split(strings.TrimRight(chunk, "\n"), "\n")
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !itemMark.MatchString(lines[i]) {
			continue
		}
		text := unwrap(lines[start:i])
		if itemMark.MatchString(lines[start]) {
			b.item(0, "", text)
		} else {
			b.paragraph(text)
		}
		start = i
	}
}

// unwrap joins lines that were broken at a fixed width: all but the last are
// about as long as a line of type, and hardly shorter than the longest.
func unwrap(lines []string) string {
	longest := 0
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	wrapped := longest >= 50 && longest <= 120
	for i, line := range lines[:len(lines)-1] {
		next := strings.Fields(lines[i+1])
		if len(next) > 0 && utf8.RuneCountInString(strings.TrimSpace(line))+1+utf8.RuneCountInString(next[0]) < longest-8 {
			wrapped = false
		}
	}
	if wrapped {
		return strings.Join(lines, " ")
	}
	return strings.Join(lines, "\n")
}
