package tabular

import (
	"fmt"
	"regexp"
	"strings"

	"footnote/kbsource/document"
	"footnote/kbsource/html"
)

// row is one article of a CSV or JSON Lines file: its fields by name.
type row map[string]string

// rowReader turns rows into documents.
type rowReader struct {
	file document.Document
	// seen maps the ids to the numbers of their rows.
	seen map[string]int
	docs []document.Document
}

// add makes a document of row number n (from 1). A row without text is left
// out: tables have empty lines. A question-answer pair has the question as
// title and the answer as text.
func (r *rowReader) add(n int, fields row, labels []string) error {
	text, title := fields[document.FieldAnswer], fields[document.FieldQuestion]
	if strings.TrimSpace(text) == "" || title == "" && fields[document.FieldTitle] != "" {
		text, title = document.Or(fields[document.FieldText], text), document.Or(fields[document.FieldTitle], title)
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if len(r.docs) >= document.MaxRows {
		return document.Fail(document.ErrTooLarge, "more than %d rows; split the file", document.MaxRows)
	}
	id := document.CleanLine(fields[document.FieldID])
	if id == "" {
		id = fmt.Sprint(n)
	}
	if first, taken := r.seen[id]; taken {
		return document.Fail(document.ErrBroken, "rows %d and %d both have the id %q; give each row its own", first, n, id)
	}
	r.seen[id] = n
	d := document.Document{Path: r.file.Path + "#" + id, Format: r.file.Format}
	for _, field := range []string{
		document.FieldTitle, document.FieldURL, document.FieldLanguage, document.FieldUpdated, document.FieldVersion, document.FieldProduct,
		document.FieldDraft, document.FieldPublished, document.FieldStatus, document.FieldValidUntil,
	} {
		d.Set(field, fields[field])
	}
	d.Set(document.FieldLabels, labels...)
	d.Title = document.CleanLine(title)
	d, err := rowDocument(d, text)
	if err != nil {
		return fmt.Errorf("row %d: %w", n, err)
	}
	r.docs = append(r.docs, d)
	return nil
}

// rowDocument reads the text of a row, which is HTML where a help desk
// exported it so.
func rowDocument(d document.Document, text string) (document.Document, error) {
	if isHTML(text) {
		return html.Fragment(d, text)
	}
	b := new(document.Builder)
	for _, chunk := range document.Paragraphs(text) {
		b.Plain(chunk)
	}
	if d.Title == "" {
		d.Title = document.FirstWords(b.Written())
	}
	return b.Document(d), nil
}

var tagName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9]*`)

// isHTML reports whether a text is an HTML fragment as a whole.
func isHTML(text string) bool {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "<") || !strings.HasSuffix(text, ">") {
		return false
	}
	switch tag := strings.ToLower(tagName.FindString(text[1:])); tag {
	case "p", "div", "span", "h1", "h2", "h3", "h4", "ul", "ol", "table", "section", "article", "html", "body", "strong", "b":
		return strings.Contains(strings.ToLower(text), "</"+tag)
	}
	return false
}
