package markdown

import (
	"regexp"
	"strings"
)

// outsideCode applies edit to the parts of Markdown that are not code: not
// in fences and not between backticks.
func outsideCode(source string, edit func(string) string) string {
	var out, prose strings.Builder
	flush := func() {
		out.WriteString(outsideSpans(prose.String(), edit))
		prose.Reset()
	}
	fence := ""
	for line := range strings.Lines(source) {
		mark := fenceMark(line)
		switch {
		case fence != "":
			out.WriteString(line)
			if strings.HasPrefix(mark, fence) && strings.Trim(strings.TrimSpace(line), "`~> ") == "" {
				fence = ""
			}
		case mark != "":
			flush()
			out.WriteString(line)
			fence = mark
		default:
			prose.WriteString(line)
		}
	}
	flush()
	return out.String()
}

// fenceMark returns the run of three or more ` or ~ that a line starts with.
func fenceMark(line string) string {
	line = strings.TrimLeft(line, " \t>")
	for _, c := range "`~" {
		rest := strings.TrimLeft(line, string(c))
		if run := line[:len(line)-len(rest)]; len(run) >= 3 && (c == '~' || !strings.Contains(rest, "`")) {
			return run
		}
	}
	return ""
}

// outsideSpans applies edit around code spans, which do not cross empty lines.
func outsideSpans(prose string, edit func(string) string) string {
	if !strings.Contains(prose, "`") {
		return edit(prose)
	}
	var out strings.Builder
	start := 0
	for i := 0; i < len(prose); {
		if prose[i] != '`' {
			i++
			continue
		}
		run := len(prose[i:]) - len(strings.TrimLeft(prose[i:], "`"))
		end := closingRun(prose, i+run, run)
		if end < 0 {
			i += run
			continue
		}
		out.WriteString(edit(prose[start:i]))
		out.WriteString(prose[i:end])
		i, start = end, end
	}
	out.WriteString(edit(prose[start:]))
	return out.String()
}

// maxCodeSpan bounds the search for the end of a code span, in bytes.
const maxCodeSpan = 4 << 10

// closingRun returns the end of the next run of exactly n backticks.
func closingRun(s string, from, n int) int {
	s = s[:min(len(s), from+maxCodeSpan)]
	for i := from; i < len(s); {
		switch {
		case strings.HasPrefix(s[i:], "\n\n"):
			return -1
		case s[i] != '`':
			i++
		default:
			run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
			i += run
			if run == n {
				return i
			}
		}
	}
	return -1
}

// Directives are the tags of documentation generators, which are no part of
// what a reader sees: {tabs}, {note:info}, {cut(Title)}, {/cut}, :::note,
// {% if %}, {{< shortcode >}}. A title that one carries is text.
var (
	// directiveCall is {name(text)[options]}, such as a tab and its title.
	directiveCall = regexp.MustCompile(`\{([a-z][a-z-]*)\(([^(){}\n]*(?:\([^(){}\n]*\)[^(){}\n]*)*)\)(?:\[([^\]\n]*)\])?\}`)
	directiveEnd  = regexp.MustCompile(`\{/([a-z][a-z-]*)\}`)
	// directivePair is an end at which the next one begins: two variants of
	// a text, which must not become one word.
	directivePair = regexp.MustCompile(`(\{/[a-z][a-z-]*\})\{`)
	directiveOpen = regexp.MustCompile(`\{([a-z][a-z-]*)(?::[a-z]+)?(\[[^\]\n]*\])?\}`)
	admonition    = regexp.MustCompile(`(?m)^([ \t]*):::+[ \t]*(?:\{[^}\n]*\}|[a-zA-Z-]*)[ \t]*(?:\[([^\]\n]*)\]|([^\n{]*?))[ \t]*(?:\{[^}\n]*\})?[ \t]*$`)
	// alert is GitHub's "> [!NOTE]" over a quote.
	alert = regexp.MustCompile(`(?m)^([ \t]*>[ \t]*)\[![A-Za-z]+\][-+]?[ \t]*$`)
	// attributeList is that of kramdown and Python-Markdown: {: #id .class}. An
	// id behind a heading or under it is the heading's anchor.
	attributeList = regexp.MustCompile(`(?m)[ \t]*\{:[^}\n]*\}[ \t]*$`)
	attributeID   = regexp.MustCompile(`(?m)^(#{1,6}[ \t][^\n]*?)[ \t]*(?:#+[ \t]*)?\n?\{:[^}\n]*?(#[\pL\pN_:.-]+)[^}\n]*\}[ \t]*$`)
	liquid        = regexp.MustCompile(`\{%[^\n]*?%\}|\{\{[<%][^\n]*?[>%]\}\}`)
)

// withoutDirectives leaves them out of Markdown. Only what is surely a
// directive goes: a bare {word} must have its {/word} in the file.
func withoutDirectives(source string) string {
	if !strings.ContainsAny(source, "{!") && !strings.Contains(source, ":::") {
		return source
	}
	closed := map[string]bool{}
	for _, match := range directiveEnd.FindAllStringSubmatch(source, -1) {
		closed[match[1]] = true
	}
	bare := func(tag string) string {
		m := directiveOpen.FindStringSubmatch(tag)
		if closed[m[1]] || m[2] != "" {
			return ""
		}
		return tag
	}
	return outsideCode(source, func(prose string) string {
		prose = admonition.ReplaceAllString(prose, "$1$2$3\n")
		prose = alert.ReplaceAllString(prose, "$1")
		if !strings.Contains(prose, "{") {
			return prose
		}
		prose = attributeID.ReplaceAllString(prose, "$1 {$2}")
		prose = attributeList.ReplaceAllString(prose, "")
		prose = liquid.ReplaceAllString(prose, "")
		prose = directiveCall.ReplaceAllStringFunc(prose, directiveText)
		prose = directivePair.ReplaceAllString(prose, "$1 {")
		prose = directiveEnd.ReplaceAllString(prose, "")
		return directiveOpen.ReplaceAllStringFunc(prose, bare)
	})
}

// directiveText returns what {name(text)[options]} shows.
func directiveText(tag string) string {
	m := directiveCall.FindStringSubmatch(tag)
	for option := range strings.SplitSeq(m[3], ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(option), "=")
		switch {
		case name == "text":
			return value
		case name == "id" && m[1] == "heading":
			return m[2] + " {#" + value + "}"
		}
	}
	switch m[1] {
	case "if", "ifdef", "ifndef", "include", "includetag", "counter":
		return "" // its argument is a condition or a file
	}
	return m[2]
}

// struck is text that its author crossed out with two tildes. One tilde often
// means "about".
var struck = regexp.MustCompile(`~~([^\s~](?:[^~\n]*(?:\n[^~\n]+)*[^\s~])?)~~`)

// withoutStruck marks such text as deleted; its readers are not meant to take
// it as said.
func withoutStruck(source string) string {
	if !strings.Contains(source, "~~") {
		return source
	}
	return outsideCode(source, func(prose string) string { return struck.ReplaceAllString(prose, "<del>$1</del>") })
}
