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

var (
	// ItemMark is how a list item starts in text without markup; its group is
	// the mark.
	ItemMark = regexp.MustCompile(`^\s*([-*+•‣–]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\(?[a-zA-Z][.)])\s+\S`)
	// pairLine is a name with what there is to say of it: "Parking: behind the
	// house".
	pairLine = regexp.MustCompile(`^\s*[^\s:：.!?][^:：.!?\n]{0,40}(?::\s|：)\s*\S`)
)

// IsPair reports whether a line is a name with its value.
func IsPair(line string) bool { return pairLine.MatchString(line) }

// Plain adds a paragraph of text without markup, or the list items that its
// lines are. An indented paragraph behind a list item belongs to it.
func (b *Builder) Plain(chunk string) {
	lines := strings.Split(strings.TrimRight(chunk, "\n"), "\n")
	if indentOf(lines[0]) > 1 && b.Last() == ListItem && !ItemMark.MatchString(lines[0]) {
		before := b.Within(b.Len() - 1)
		defer b.Within(before)
	}
	var open []int // the indentation of the items around, outermost first
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && !startsBlock(lines[start], lines[i-1], lines[i]) {
			continue
		}
		text := unwrap(lines[start:i])
		if mark := ItemMark.FindStringSubmatch(lines[start]); mark != nil {
			indent := indentOf(lines[start])
			for len(open) > 0 && open[len(open)-1] >= indent {
				open = open[:len(open)-1]
			}
			text = strings.TrimPrefix(strings.TrimSpace(text), mark[1])
			b.Item(Item{Depth: len(open), Marker: mark[1], Ordered: !strings.ContainsAny(mark[1], "-*+•‣–"), Text: text})
			open = append(open, indent)
		} else {
			b.Paragraph(text)
			open = nil
		}
		start = i
	}
}

// startsBlock reports whether a line starts a block of its own: it is a list
// item, or follows one and does not go on with it.
func startsBlock(first, before, line string) bool {
	if ItemMark.MatchString(line) {
		return true
	}
	return ItemMark.MatchString(first) && indentOf(line) <= indentOf(first) && utf8.RuneCountInString(before) < minWrapped
}

// indentOf counts the spaces that a line begins with; a tab counts as four.
func indentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// minWrapped and maxWrapped are how long the lines are that were broken at a
// fixed width.
const minWrapped, maxWrapped = 50, 120

// unwrap joins lines that were broken at a fixed width: all but the last are
// about as long as a line of type, and hardly shorter than the longest. Lines
// of names and values stay lines however long they are.
func unwrap(lines []string) string {
	longest, pairs := 0, 0
	for _, line := range lines {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSpace(line)))
		if IsPair(line) {
			pairs++
		}
	}
	wrapped := longest >= minWrapped && longest <= maxWrapped && pairs*2 <= len(lines)
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
