package markdown

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"footnote/kbsource/document"
)

// frontMatter takes the head off a Markdown file: YAML between "---" lines,
// TOML between "+++" lines or a JSON object. What stands between two rules at
// the top and is no metadata is text.
func frontMatter(source string) (fields document.Fields, rest string) {
	start := strings.TrimLeft(strings.TrimPrefix(source, "\ufeff"), " \t\n")
	first, after, _ := strings.Cut(start, "\n")
	switch first = strings.TrimRight(first, " \t"); {
	case strings.HasPrefix(first, "{"):
		if fields, rest, ok := jsonHead(start); ok {
			return fields, rest
		}
	case first == "---", first == "+++":
		if head, rest, ok := cutAtFence(after, first); ok {
			if fields, prose, ok := readHead(head, first); ok {
				return fields, prose + rest
			}
		}
	}
	return nil, source
}

// cutAtFence finds the closing fence, within the limit. Without one the first
// line was a rule, not a head.
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

// jsonHead reads the object that a file begins with, if it says anything about
// the article.
func jsonHead(source string) (fields document.Fields, rest string, ok bool) {
	var object json.RawMessage
	decoder := json.NewDecoder(strings.NewReader(source[:min(len(source), document.MaxFrontMatter)]))
	if decoder.Decode(&object) != nil {
		return nil, source, false
	}
	fields, err := document.ParseFields(object)
	rest = source[decoder.InputOffset():]
	line, _, _ := strings.Cut(rest, "\n")
	return fields, rest, err == nil && len(fields) > 0 && strings.TrimSpace(line) == ""
}

var tomlKey = regexp.MustCompile(`(?m)^[ \t]*([A-Za-z_][A-Za-z0-9_-]*)[ \t]*=[ \t]*`)

// readHead reads what stands between fences, ok false when it is no metadata.
// What is no valid YAML is read line by line as "key: value", which is what
// its author meant; lines of it that are prose are text of the article.
func readHead(head, fence string) (fields document.Fields, prose string, ok bool) {
	if strings.TrimSpace(head) == "" {
		return nil, "", true
	}
	if fence == "+++" {
		// TOML's strings, lists and dates are YAML's too.
		head = tomlKey.ReplaceAllString(head, "$1: ")
	}
	var root yaml.Node
	if yaml.Unmarshal([]byte(head), &root) == nil && root.Kind != 0 && onlyKeys(root.Content[0]) {
		if fields = yamlFields(root.Content[0], 0); saysOfArticle(fields) || isTerse(root.Content[0]) || hasSetting(root.Content[0]) {
			return fields, "", true
		}
	}
	fields, lines := lineFields(head)
	switch {
	case fence == "+++":
		return fields, "", true // no rule looks like that
	case !saysOfArticle(fields):
		return nil, "", false
	case len(lines) > 0:
		prose = strings.Join(lines, "\n") + "\n\n"
	}
	return fields, prose, true
}

// key is how the names of metadata are written that is not known here.
var key = regexp.MustCompile(`^[a-z][a-zA-Z0-9_.-]*$`)

// isKey reports whether a name is one of metadata. "Parking" and "Please
// note" are words of a text.
func isKey(name string) bool { return key.MatchString(name) || isKnown(document.FieldNamed(name)) }

// isKnown reports whether a field is what an article says about itself rather
// than a part of it: "Question: …" may stand between rules.
func isKnown(field string) bool {
	switch field {
	case "", document.FieldText, document.FieldQuestion, document.FieldAnswer:
		return false
	}
	return true
}

func saysOfArticle(fields document.Fields) bool {
	for field := range fields {
		if isKnown(field) {
			return true
		}
	}
	return false
}

// onlyKeys reports whether a node is a mapping from names of metadata.
func onlyKeys(mapping *yaml.Node) bool {
	if mapping.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if !isKey(mapping.Content[i].Value) {
			return false
		}
	}
	return true
}

// hasSetting reports whether a mapping has a name that no text has:
// "nav_order", "hideTitle".
func hasSetting(mapping *yaml.Node) bool {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if strings.ContainsFunc(mapping.Content[i].Value, func(r rune) bool { return r == '_' || unicode.IsUpper(r) }) {
			return true
		}
	}
	return false
}

// maxTerse is how many words settings have: "layout: page".
const maxTerse = 3

// isTerse reports whether none of a mapping's values is a sentence.
func isTerse(mapping *yaml.Node) bool {
	for i := 1; i < len(mapping.Content); i += 2 {
		if len(strings.Fields(mapping.Content[i].Value)) > maxTerse {
			return false
		}
	}
	return true
}

// yamlFields returns a mapping's fields and those of the mappings in it that
// say more of the article.
func yamlFields(mapping *yaml.Node, depth int) document.Fields {
	fields := document.Fields{}
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		name, value := mapping.Content[i].Value, mapping.Content[i+1]
		switch value.Kind {
		case yaml.ScalarNode:
			if value.Tag != "!!null" {
				fields.Add(name, value.Value)
			}
		case yaml.SequenceNode:
			var values []string
			for _, element := range value.Content {
				if element.Kind == yaml.ScalarNode {
					values = append(values, element.Value)
				}
			}
			fields.Add(name, values...)
		case yaml.MappingNode:
			if depth < maxWrappers && document.IsWrapper(name) {
				fields.Merge(yamlFields(value, depth+1))
			}
		}
	}
	return fields
}

// maxWrappers is how deep metadata may be wrapped.
const maxWrappers = 3

var (
	comment  = regexp.MustCompile(`(?:^|\s)#.*$`)
	listItem = regexp.MustCompile(`^\s*-\s+(.*)$`)
)

// lineFields reads a head line by line. Prose are the lines that are neither
// a key with its value nor a continuation of one.
func lineFields(head string) (fields document.Fields, prose []string) {
	fields = document.Fields{}
	open := "" // the key whose value goes on
	for line := range strings.Lines(head) {
		line = strings.TrimRight(line, " \t\n")
		name, value, found := strings.Cut(line, ":")
		name = strings.Trim(strings.TrimSpace(name), `"'`)
		indented := strings.TrimLeft(line, " \t") != line
		item := listItem.FindStringSubmatch(line)
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case open != "" && item != nil:
			fields[document.FieldNamed(open)] = append(fields[document.FieldNamed(open)], unquoted(item[1]))
		case open != "" && indented:
		case found && isKey(name):
			open = name
			fields.Add(name, splitList(unquoted(value))...)
		default:
			open = ""
			prose = append(prose, line)
		}
	}
	delete(fields, "")
	return fields, prose
}

// unquoted takes the quotes off a value, or the comment behind it.
func unquoted(value string) string {
	value = strings.TrimSpace(value)
	if value != "" && strings.ContainsRune(`"'`, rune(value[0])) {
		return strings.Trim(value, `"'`)
	}
	return strings.TrimSpace(comment.ReplaceAllString(value, ""))
}

// splitList returns the elements of "[a, b]".
func splitList(value string) []string {
	inner, found := strings.CutPrefix(value, "[")
	if !found {
		return []string{value}
	}
	values := strings.Split(strings.TrimSuffix(inner, "]"), ",")
	for i := range values {
		values[i] = unquoted(values[i])
	}
	return values
}
