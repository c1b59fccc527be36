// Package tabular reads tables of articles: CSV and JSON Lines.
package tabular

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/kbsource/document"
)

// CSV reads a table with a row an article: a question and its answer,
// or an id, a title and a text. The first line names the columns.
func CSV(ctx context.Context, f document.File) (document.Result, error) {
	docs, err := readCSV(ctx, f.Document(), f.Text)
	return document.Result{Documents: docs}, err
}

func readCSV(ctx context.Context, doc document.Document, text string) ([]document.Document, error) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = delimiter(text)
	in.FieldsPerRecord = -1
	in.LazyQuotes = true
	in.ReuseRecord = true
	head, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, csvError(err)
	}
	columns, err := columnsOf(head)
	if err != nil {
		return nil, err
	}
	r := rowReader{file: doc, seen: map[string]int{}}
	for n := 1; ; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return r.docs, nil
		}
		if err != nil {
			return nil, csvError(err)
		}
		fields := row{}
		for i, value := range record[:min(len(record), len(columns))] {
			if field := columns[i]; field != "" && strings.TrimSpace(fields[field]) == "" {
				fields[field] = value
			}
		}
		if err := r.add(n, fields, labelsOf(fields)); err != nil {
			return nil, err
		}
	}
}

func labelsOf(fields row) []string {
	if fields[document.FieldLabels] == "" {
		return nil
	}
	return []string{fields[document.FieldLabels]}
}

func csvError(err error) error {
	return fmt.Errorf("%w: %w; save the file as CSV with quoted fields", document.ErrBroken, err)
}

// columnsOf returns each column's field, "" for those that are not read.
func columnsOf(head []string) ([]string, error) {
	columns := make([]string, len(head))
	have := map[string]bool{}
	for i, name := range head {
		columns[i] = document.FieldNamed(name)
		have[columns[i]] = true
	}
	if have[document.FieldQuestion] && have[document.FieldAnswer] || have[document.FieldText] || have[document.FieldAnswer] && have[document.FieldTitle] {
		return columns, nil
	}
	names := document.Shorten(strings.Join(head, ", "), 120)
	return nil, document.Fail(document.ErrMissingColumns,
		"the first line has to name the columns question and answer, or id, title and text, and it says: %s", document.CleanLine(names))
}

// delimiter finds out what separates the columns: what is most frequent
// outside quotes in the first line.
func delimiter(text string) rune {
	counts := map[rune]int{}
	quoted := false
	for _, r := range text {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
