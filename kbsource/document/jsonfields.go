package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// maxWrappers is how deep an article may be wrapped in its export.
const maxWrappers = 3

// ParseFields reads a JSON object as what an article says about itself.
func ParseFields(object []byte) (Fields, error) {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(object, &values); err != nil {
		return nil, err
	}
	return objectFields(values, 0), nil
}

// objectFields returns an object's fields, and then those of the objects in it
// that say more of the same article. Keys are taken in order, so that the
// result does not depend on chance where two stand for one field.
func objectFields(object map[string]json.RawMessage, depth int) Fields {
	fields := Fields{}
	keys := slices.Sorted(maps.Keys(object))
	for _, key := range keys {
		fields.Add(key, jsonTexts(object[key])...)
	}
	for _, key := range keys {
		var inner map[string]json.RawMessage
		if depth < maxWrappers && IsWrapper(key) && json.Unmarshal(object[key], &inner) == nil {
			fields.Merge(objectFields(inner, depth+1))
		}
	}
	return fields
}

// jsonTexts returns what a value says: a string, a number, yes or no, several
// of these, or the name of an object that has one. Other values say nothing.
func jsonTexts(raw json.RawMessage) []string {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber() // ids of twenty digits
	if decoder.Decode(&value) != nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var texts []string
	for _, element := range list {
		if text := scalar(element); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
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
