package document

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Paragraphs cuts text at its empty lines.
func Paragraphs(text string) []string {
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

// ItemMark is how a list item starts in text without markup; its group is the
// mark.
var ItemMark = regexp.MustCompile(`^\s*([-*+•‣–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S`)

// Plain adds a paragraph of text without markup, or the list items that its
// lines are.
func (b *Builder) Plain(chunk string) {
	lines := strings.Split(strings.TrimRight(chunk, "\n"), "\n")
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !ItemMark.MatchString(lines[i]) {
			continue
		}
		text := unwrap(lines[start:i])
		if mark := ItemMark.FindStringSubmatch(lines[start]); mark != nil {
			text = strings.TrimPrefix(strings.TrimSpace(text), mark[1])
			b.Item(Item{Marker: mark[1], Ordered: !strings.ContainsAny(mark[1], "-*+•‣–"), Text: text})
		} else {
			b.Paragraph(text)
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
