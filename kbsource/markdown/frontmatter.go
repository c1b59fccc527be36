package markdown

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"footnote/kbsource/document"
)

// frontMatter takes the head off a Markdown file: YAML between "---" lines
// or TOML between "+++" lines. A head that is no valid YAML is read line by
// line as "key: value", which is what its author meant; it never keeps the
// article from being read.
func frontMatter(source string) (fields map[string][]string, rest string) {
	fence := "---"
	if strings.HasPrefix(source, "+++") {
		fence = "+++"
	}
	first, after, _ := strings.Cut(source, "\n")
	if strings.TrimRight(first, " \t") != fence {
		return nil, source
	}
	head, rest, found := cutAtFence(after, fence)
	if !found {
		return nil, source
	}
	if fence == "+++" {
		// TOML's strings, lists and dates are YAML's too.
		head = tomlKey.ReplaceAllString(head, "$1: ")
	}
	if fields, ok := yamlFields(head); ok {
		return fields, rest
	}
	return lineFields(head), rest
}

var tomlKey = regexp.MustCompile(`(?m)^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*=[ \t]*`)

// cutAtFence finds the closing fence, within the limit. Without one the
// first line was a rule, not a head.
func cutAtFence(s, fence string) (head, rest string, found bool) {
	at := 0
	for line := range strings.Lines(s[:min(len(s), document.MaxFrontMatter)]) {
		if trimmed := strings.TrimRight(line, " \t\n"); trimmed == fence || trimmed == "..." && fence == "---" {
			return s[:at], s[at+len(line):], true
		}
		at += len(line)
	}
	return "", s, false
}

// yamlFields decodes the head, ok false when it is no YAML mapping.
func yamlFields(head string) (fields map[string][]string, ok bool) {
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(head), &root); err != nil {
		return nil, false
	}
	fields = map[string][]string{}
	if root.Kind == 0 {
		return fields, true // only comments
	}
	mapping := root.Content[0]
	if mapping.Kind != yaml.MappingNode {
		return nil, false
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		value := mapping.Content[i+1]
		var values []string
		switch value.Kind {
		case yaml.ScalarNode:
			if value.Tag != "!!null" {
				values = []string{value.Value}
			}
		case yaml.SequenceNode:
			for _, element := range value.Content {
				if element.Kind == yaml.ScalarNode {
					values = append(values, element.Value)
				}
			}
		}
		addField(fields, mapping.Content[i].Value, values)
	}
	return fields, true
}

func lineFields(head string) map[string][]string {
	fields := map[string][]string{}
	for line := range strings.Lines(head) {
		key, value, found := strings.Cut(line, ":")
		if value = strings.Trim(strings.TrimSpace(value), `"'`); found && value != "" {
			addField(fields, key, strings.Split(strings.Trim(value, "[]"), "\x00"))
		}
	}
	return fields
}

// addField files a value under its field. A document's own name for a field
// wins over a synonym that comes later.
func addField(fields map[string][]string, key string, values []string) {
	field := document.FieldNamed(key)
	if field == "" || len(values) == 0 {
		return
	}
	if _, taken := fields[field]; !taken || strings.EqualFold(key, field) {
		fields[field] = values
	}
}
