package kbsource

import (
	"fmt"
	"strings"
)

// row is one article of a CSV or JSON Lines file: its fields by name.
type row map[string]string

// rowReader turns rows into documents.
type rowReader struct {
	file Document
	// seen maps the ids to the numbers of their rows.
	seen map[string]int
	docs []Document
}

// add makes a document of row number n (from 1). A row without text is left
// out: tables have empty lines. A question-answer pair has the question as
// title and the answer as text.
func (r *rowReader) add(n int, fields row, labels []string) error {
	text, title := fields[fieldAnswer], fields[fieldQuestion]
	if strings.TrimSpace(text) == "" || title == "" && fields[fieldTitle] != "" {
		text, title = or(fields[fieldText], text), or(fields[fieldTitle], title)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if len(r.docs) >= MaxRows {
		return fail(ErrTooLarge, "more than %d rows; split the file", MaxRows)
	}
	id := cleanLine(fields[fieldID])
	if id == "" {
		id = fmt.Sprint(n)
	}
	if first, taken := r.seen[id]; taken {
		return fail(ErrBroken, "rows %d and %d both have the id %q; give each row its own", first, n, id)
	}
	r.seen[id] = n
	d := Document{Path: r.file.Path + "#" + id, Format: r.file.Format}
	for _, field := range []string{fieldTitle, fieldURL, fieldLanguage, fieldUpdated} {
		d.set(field, fields[field])
	}
	d.set(fieldLabels, labels...)
	d.Title = cleanLine(title)
	d, err := rowDocument(d, text)
	if err != nil {
		return fmt.Errorf("row %d: %w", n, err)
	}
	r.docs = append(r.docs, d)
	return nil
}

// rowDocument reads the text of a row, which is HTML where a help desk
// exported it so.
func rowDocument(d Document, text string) (Document, error) {
	if isHTML(text) {
		return readHTML(d, text, false)
	}
	b := new(builder)
	for _, chunk := range paragraphs(text) {
		b.plain(chunk)
	}
	if d.Title == "" {
		d.Title = firstWords(b.text.String())
	}
	return b.document(d), nil
}

// isHTML tells a text that is an HTML fragment as a whole.
func isHTML(text string) bool {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "<") || !strings.HasSuffix(text, ">") {
		return false
	}
	switch tag := strings.ToLower(tagName(text[1:])); tag {
	case "p", "div", "span", "h1", "h2", "h3", "h4", "ul", "ol", "table", "section", "article", "html", "body", "strong", "b":
		return strings.Contains(strings.ToLower(text), "</"+tag)
	}
	return false
}

// titleWords is how many words name a row that has no title.
const titleWords = 8

func firstWords(text string) string {
	words := strings.Fields(text)
	title := strings.Join(words[:min(len(words), titleWords)], " ")
	if short := shorten(title, 80); short != title {
		return short
	}
	if len(words) == 0 {
		return ""
	}
	return strings.TrimRight(title, " ,;:.–—-") + "…"
}

func or(first, second string) string {
	if strings.TrimSpace(first) != "" {
		return first
	}
	return second
}
