package tabular

import (
	"fmt"
	"regexp"
	"strings"

	"footnote/kbsource/document"
	"footnote/kbsource/html"
	"footnote/kbsource/plain"
)

// rowReader turns rows into documents.
type rowReader struct {
	file document.File
	// rows counts those that were read, oddRows those that could not be.
	rows, oddRows int
	// lines are those on which the rows of an id begin, first of all the one
	// that has it; hashes are of all rows, with their ids.
	lines  map[string][]int
	hashes map[string]bool

	docs    []document.Document
	remarks []document.Remark
}

func newRowReader(f document.File) *rowReader {
	return &rowReader{file: f, lines: map[string][]int{}, hashes: map[string]bool{}}
}

// odd notes that lines cannot be read.
func (r *rowReader) odd(line, lines int, why string) {
	r.oddRows++
	if lines > 1 {
		r.remark("lines %d–%d were left out: %s", line, line+lines-1, why)
		return
	}
	r.remark("line %d was left out: %s", line, why)
}

func (r *rowReader) remark(format string, args ...any) {
	r.remarks = append(r.remarks, document.Remark{Path: r.file.Path, Text: fmt.Sprintf(format, args...)})
}

// add makes a document of row number n, from 1, which begins on a line. A row
// without text is left out: tables have empty lines. So is one that says the
// same as another of its id.
func (r *rowReader) add(n, line int, fields document.Fields) error {
	id := document.Or(document.CleanLine(fields.Text(document.FieldID)), fmt.Sprint(n))
	d, err := r.document(id, fields)
	if err != nil {
		r.odd(line, 1, err.Error())
		return nil
	}
	r.rows++
	if d.Text == "" || r.hashes[id+" "+d.Hash] {
		return nil
	}
	if len(r.docs) >= document.MaxRows {
		return document.Fail(document.ErrTooLarge, "more than %d rows; split the file", document.MaxRows)
	}
	r.hashes[id+" "+d.Hash] = true
	if len(r.lines[id]) > 0 {
		if d, err = r.document(r.another(id, line), fields); err != nil {
			return err
		}
	}
	r.lines[id] = append(r.lines[id], line)
	r.docs = append(r.docs, d)
	return nil
}

// another names a row whose id an earlier one has: exports repeat ids for
// other languages or parts of an article, and no row is worth losing for that.
func (r *rowReader) another(id string, line int) string {
	name := ""
	for n := len(r.lines[id]) + 1; ; n++ {
		if name = fmt.Sprintf("%s-%d", id, n); len(r.lines[name]) == 0 {
			break
		}
	}
	r.lines[name] = []int{line}
	r.remark("lines %d and %d both have the id %q, and the second is kept as %q; give each row its own", r.lines[id][0], line, id, name)
	return name
}

// document makes a document of a row, one without text where it has none.
func (r *rowReader) document(id string, fields document.Fields) (document.Document, error) {
	text, title := content(fields)
	d := r.file.Document()
	d.Path += "#" + id
	d.SetFields(fields)
	d.Title = document.CleanLine(title)
	return rowDocument(d, text)
}

// content returns the text of a row and its title. A pair of question and
// answer has the question as title and the answer as text.
func content(fields document.Fields) (text, title string) {
	all := func(field string) string { return strings.Join(fields[field], "\n\n") }
	text, title = all(document.FieldAnswer), fields.Text(document.FieldQuestion)
	if strings.TrimSpace(text) == "" || title == "" && fields.Text(document.FieldTitle) != "" {
		text, title = document.Or(all(document.FieldText), text), document.Or(fields.Text(document.FieldTitle), title)
	}
	return text, title
}

// result hands over what was read. A table most of whose rows are odd is
// refused: it is something else than it was taken for.
func (r *rowReader) result(row string) (document.Result, error) {
	if r.oddRows > r.rows {
		return document.Result{}, document.Fail(document.ErrBroken, "%d of %d %ss cannot be read; the first of them: %s",
			r.oddRows, r.oddRows+r.rows, row, r.remarks[0].Text)
	}
	return document.Result{Documents: r.docs, Remarks: document.Bounded(r.remarks, r.file.Path)}, nil
}

// rowDocument reads the text of a row, which is HTML where a help desk
// exported it so.
func rowDocument(d document.Document, text string) (document.Document, error) {
	if isHTML(text) {
		return html.Fragment(d, text)
	}
	b := new(document.Builder)
	for _, chunk := range document.Paragraphs(text) {
		if err := plain.Write(b, chunk); err != nil {
			return document.Document{}, err
		}
	}
	if d.Title == "" {
		d.Title = document.FirstWords(b.Written())
	}
	return b.Document(d), nil
}

// comments are what editors leave around each block of an article.
var comments = regexp.MustCompile(`(?s)<!--.*?-->`)

var tagName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9]*`)

// isHTML reports whether a text is an HTML fragment as a whole.
func isHTML(text string) bool {
	text = strings.TrimSpace(comments.ReplaceAllString(text, ""))
	if !strings.HasPrefix(text, "<") || !strings.HasSuffix(text, ">") {
		return false
	}
	switch tag := strings.ToLower(tagName.FindString(text[1:])); tag {
	case "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "article", "main", "html", "body", "strong", "b", "em", "i",
		"u", "a", "blockquote", "pre", "figure", "details", "font", "center":
		return strings.Contains(strings.ToLower(text), "</"+tag)
	}
	return false
}
