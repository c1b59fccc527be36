// Package tabular reads tables of articles: CSV and JSON Lines.
//
// Enters: a table with a row an article. Leaves: a document a row, and remarks
// on the rows that cannot be read. One odd row never costs another one.
package tabular

import (
	"context"
	"strings"

	"footnote/kbsource/document"
)

// CSV reads a table with a row an article: a question and its answer, or an
// id, a title and a text. The first line names the columns.
func CSV(ctx context.Context, f document.File) (document.Result, error) {
	in := open(f.Text)
	head, ok := in.next()
	if !ok {
		return document.Result{}, nil
	}
	columns, err := checkColumns(head)
	if err != nil {
		return document.Result{}, err
	}
	in.width, in.usual = len(head.fields), len(head.fields)
	r := newRowReader(f)
	for n := 1; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return document.Result{}, ctx.Err()
		}
		record, ok := in.next()
		if !ok {
			return r.result("row")
		}
		if record.odd != "" {
			r.odd(record.line, record.lines, record.odd)
			continue
		}
		fields := document.Fields{}
		for i, value := range record.fields {
			if columns[i] != "" {
				fields.Add(head.fields[i], value)
			}
		}
		if err := r.add(n, record.line, fields); err != nil {
			return document.Result{}, err
		}
	}
}

// columnsOf returns each column's field, "" for those that are not read.
func columnsOf(head []string) []string {
	columns := make([]string, len(head))
	for i, name := range head {
		columns[i] = document.FieldNamed(name)
	}
	return columns
}

// checkColumns fails when the first line does not name what an article is made
// of.
func checkColumns(head record) ([]string, error) {
	columns := columnsOf(head.fields)
	have := map[string]bool{}
	for _, field := range columns {
		have[field] = true
	}
	if have[document.FieldQuestion] && have[document.FieldAnswer] || have[document.FieldText] || have[document.FieldAnswer] && have[document.FieldTitle] {
		return columns, nil
	}
	names := document.Shorten(strings.Join(head.fields, ", "), 120)
	return nil, document.Fail(document.ErrMissingColumns,
		"the first line has to name the columns question and answer, or id, title and text, and it says: %s", document.CleanLine(names))
}
