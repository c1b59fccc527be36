package tabular

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/kbsource/document"
)

// JSONL reads JSON Lines: an object a line with a question and its
// answer, or with id, title and text.
func JSONL(ctx context.Context, f document.File) (document.Result, error) {
	docs, err := readJSONL(ctx, f.Document(), f.Text)
	return document.Result{Documents: docs}, err
}

func readJSONL(ctx context.Context, doc document.Document, text string) ([]document.Document, error) {
	r := rowReader{file: doc, seen: map[string]int{}}
	n, read := 0, 0
	for line := range strings.Lines(text) {
		n++
		switch {
		case n%1000 == 0 && ctx.Err() != nil:
			return nil, ctx.Err()
		case len(line) > document.MaxLineSize:
			return nil, document.Fail(document.ErrTooLarge, "line %d is longer than %d MB; split the article", n, document.MaxLineSize>>20)
		case strings.TrimSpace(line) == "":
			continue
		}
		read++
		fields, labels, err := jsonRow(line)
		if err != nil {
			return nil, fmt.Errorf("%w: line %d is not a JSON object (%w); write one object a line", document.ErrBroken, n, err)
		}
		if err := r.add(n, fields, labels); err != nil {
			return nil, err
		}
	}
	if read > 0 && len(r.docs) == 0 {
		return nil, document.Fail(document.ErrMissingColumns, "the objects need the keys question and answer, or id, title and text")
	}
	return r.docs, nil
}

// jsonRow reads an object's fields. Keys are taken in order, so that the
// result does not depend on chance where two stand for one field.
func jsonRow(line string) (row, []string, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil {
		return nil, nil, err
	}
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		// The field's own name comes before its synonyms.
		if own := (document.FieldNamed(b) == b); own != (document.FieldNamed(a) == a) {
			if own {
				return 1
			}
			return -1
		}
		return strings.Compare(a, b)
	})
	fields, labels := row{}, []string(nil)
	for _, key := range keys {
		field := document.FieldNamed(key)
		if field == "" || fields[field] != "" || field == document.FieldLabels && labels != nil {
			continue
		}
		if field == document.FieldLabels && json.Unmarshal(object[key], &labels) == nil {
			continue
		}
		value := jsonText(object[key])
		if field == document.FieldLabels && value != "" {
			labels = []string{value}
		}
		fields[field] = value
	}
	return fields, labels, nil
}

// jsonText returns a string, a number, or yes or no as text, "" for all else.
func jsonText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		return number.String()
	}
	var yes bool
	if json.Unmarshal(raw, &yes) == nil && string(raw) != "null" {
		return strconv.FormatBool(yes)
	}
	return ""
}
