package tabular

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"footnote/kbsource/document"
)

// JSONL reads JSON Lines: an object a line with a question and its answer, or
// with id, title and text.
func JSONL(ctx context.Context, f document.File) (document.Result, error) {
	r := newRowReader(f)
	n := 0
	for line := range strings.Lines(f.Text) {
		n++
		switch {
		case n%1000 == 0 && ctx.Err() != nil:
			return document.Result{}, ctx.Err()
		case strings.TrimSpace(line) == "":
			continue
		case len(line) > document.MaxLineSize:
			r.odd(n, 1, fmt.Sprintf("it is longer than %d MB; split the article", document.MaxLineSize>>20))
			continue
		}
		fields, err := jsonRow(line)
		if err != nil {
			r.odd(n, 1, fmt.Sprintf("it is not a JSON object (%v); write one object a line", err))
			continue
		}
		if err := r.add(n, n, fields); err != nil {
			return document.Result{}, err
		}
	}
	result, err := r.result("line")
	if err == nil && r.rows > 0 && len(result.Documents) == 0 {
		return document.Result{}, document.Fail(document.ErrMissingColumns, "the objects need the keys question and answer, or id, title and text")
	}
	return result, err
}

func jsonRow(line string) (document.Fields, error) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil {
		return nil, err
	}
	return objectFields(object, 0), nil
}

// maxWrappers is how deep an article may be wrapped in its export.
const maxWrappers = 3

// objectFields returns an object's fields, and then those of the objects in it
// that say more of the same article. Keys are taken in order, so that the
// result does not depend on chance where two stand for one field.
func objectFields(object map[string]json.RawMessage, depth int) document.Fields {
	fields := document.Fields{}
	keys := slices.Sorted(maps.Keys(object))
	for _, key := range keys {
		fields.Add(key, jsonTexts(object[key])...)
	}
	for _, key := range keys {
		var inner map[string]json.RawMessage
		if depth < maxWrappers && document.IsWrapper(key) && json.Unmarshal(object[key], &inner) == nil {
			fields.Merge(objectFields(inner, depth+1))
		}
	}
	return fields
}

// jsonTexts returns what a value says: a string, a number, yes or no, several
// of these, or the name of an object that has one. Other values say nothing.
func jsonTexts(raw json.RawMessage) []string {
	var value any
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber() // ids of twenty digits
	if decoder.Decode(&value) != nil {
		return nil
	}
	if list, ok := value.([]any); ok {
		var texts []string
		for _, element := range list {
			if text := scalar(element); text != "" {
				texts = append(texts, text)
			}
		}
		return texts
	}
	if text := scalar(value); text != "" {
		return []string{text}
	}
	return nil
}

// scalar writes a value as text, "" when it has none.
func scalar(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	case map[string]any:
		for _, key := range []string{"value", "name", "title", "label", "slug", "code", "key"} {
			switch named := v[key].(type) {
			case string:
				return named
			case json.Number:
				return named.String()
			}
		}
	}
	return ""
}
