// Package plain reads text without markup: paragraphs between empty lines, list
// items, underlined headings, tables, names over their values, the first line
// as title if it is short and stands alone.
//
// Enters: a file's text. Leaves: a Document. Apart from the title it must
// never take a line for a heading that is not underlined: short lines are
// answers.
package plain

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// maxTitle is how many characters the first line may have to be the title, and
// any underlined line to be a heading.
const maxTitle = 80

// Extract reads a file of plain text.
func Extract(_ context.Context, f document.File) (document.Result, error) {
	b := new(document.Builder)
	chunks := document.Paragraphs(f.Text)
	if len(chunks) > 1 && isTitle(chunks[0], chunks[1]) {
		b.Heading(1, "", chunks[0], "")
		chunks = chunks[1:]
	}
	for _, chunk := range chunks {
		if err := Write(b, chunk); err != nil {
			return document.Result{}, err
		}
	}
	return document.Result{Documents: []document.Document{b.Document(f.Document())}}, nil
}

// isTitle reports whether a chunk at the beginning is the title of what
// follows: it is a short line, no sentence, no item, and not the first of
// several names with their values.
func isTitle(chunk, next string) bool {
	chunk = strings.TrimSpace(chunk)
	return !strings.Contains(chunk, "\n") && utf8.RuneCountInString(chunk) <= maxTitle && !rule.MatchString(chunk) &&
		!document.ItemMark.MatchString(chunk) && !strings.HasSuffix(chunk, ".") && !strings.HasSuffix(chunk, "。") && !strings.HasSuffix(chunk, ":") &&
		(!document.IsPair(chunk) || !document.IsPair(next))
}

// rule is a line that is drawn with characters.
var rule = regexp.MustCompile(`^\s*(?:={3,}|-{3,}|~{3,}|_{3,}|\*{3,}|#{3,}|─{3,}|═{3,})\s*$`)

// Write adds a chunk of text without markup, which is what stands between empty
// lines: a table, steps, a name over what there is to say of it, or text with
// the headings in it.
func Write(b *document.Builder, chunk string) error {
	if t, ok := table(chunk); ok {
		return b.Table(t)
	}
	if steps := numbered(chunk); steps != nil {
		for _, step := range steps {
			b.Item(step)
		}
		return nil
	}
	if name, value, ok := named(chunk); ok {
		b.Text(document.Term, name)
		b.Text(document.Description, value)
		return nil
	}
	writeText(b, chunk)
	return nil
}

// ordinal is how a line begins that numbers a step with a word: "Step 2:".
var ordinal = regexp.MustCompile(`^\s*((\pL+)\s?(\d{1,2})\s?[:：.)–-])\s*\S`)

// numbered reads a chunk whose lines are numbered with the same word, from 1
// on, as the steps that they are; nil if they are not.
func numbered(chunk string) []document.Item {
	var steps []document.Item
	word := ""
	for line := range strings.Lines(strings.TrimRight(chunk, "\n")) {
		mark := ordinal.FindStringSubmatch(line)
		if mark == nil || mark[3] != strconv.Itoa(len(steps)+1) || word != "" && mark[2] != word {
			return nil
		}
		word = mark[2]
		text := strings.TrimPrefix(strings.TrimSpace(line), mark[1])
		steps = append(steps, document.Item{Marker: mark[1], Ordered: true, Text: text})
	}
	if len(steps) < 2 {
		return nil
	}
	return steps
}

const (
	// maxName is how many characters a line may have to be a name of what
	// stands on the lines below, and maxNameWords how many words.
	maxName, maxNameWords = 40, 5
	// maxNamed is how many lines may be said of a name.
	maxNamed = 4
)

// named reads a chunk of a name and, on the lines below, what there is to say
// of it: "Opening hours" over "Mon–Fri 8–12". Nothing is lost where two lines
// are none, as both are quoted together; more than two need numbers.
func named(chunk string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(strings.TrimSpace(chunk), "\n")
	if !ok || !isName(name) {
		return "", "", false
	}
	lines := strings.Split(value, "\n")
	for _, line := range lines {
		if rule.MatchString(line) || document.ItemMark.MatchString(line) || document.IsPair(line) ||
			len(lines) > 1 && !strings.ContainsFunc(line, unicode.IsDigit) {
			return "", "", false
		}
	}
	return name, value, len(lines) <= maxNamed
}

// isName reports whether a line may name what stands below: it is short, and
// no sentence, item, value or question.
func isName(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(line))
	return utf8.RuneCountInString(line) <= maxName && len(strings.Fields(line)) <= maxNameWords && (unicode.IsLetter(last) || last == ')') &&
		!document.ItemMark.MatchString(line) && !document.IsPair(line) && !strings.ContainsFunc(line, unicode.IsDigit)
}

// writeText adds text with the headings in it. Lines that are drawn are left
// out: they only part the text.
func writeText(b *document.Builder, chunk string) {
	var lines []string
	flush := func() {
		if len(lines) > 0 {
			b.Plain(strings.Join(lines, ""))
		}
		lines = nil
	}
	for line := range strings.Lines(chunk) {
		if !rule.MatchString(line) {
			lines = append(lines, line)
			continue
		}
		if n := len(lines) - 1; n >= 0 && isHeading(lines[n]) {
			heading := lines[n]
			lines = lines[:n]
			flush()
			b.Heading(level(line), "", heading, "")
		}
		flush()
	}
	flush()
}

// isHeading reports whether a line with a rule under it may be a heading.
func isHeading(line string) bool {
	line = strings.TrimSpace(line)
	return utf8.RuneCountInString(line) <= maxTitle && !document.ItemMark.MatchString(line) && !strings.HasSuffix(line, ".")
}

// level is that of a heading by what it is underlined with.
func level(rule string) int {
	switch strings.TrimSpace(rule)[0] {
	case '=', '#', '*', 0xe2: // drawn double or bold, or with box characters
		return 1
	case '-', '_':
		return 2
	}
	return 3
}
