package markdown

import (
	"regexp"
	"strings"

	"footnote/kbsource/document"
)

// withoutJSX leaves out of MDX what is program: import and export
// statements, expressions, and the tags of components. What stands between
// the tags stays, and so do the titles that components show.
func withoutJSX(source string) string {
	return outsideCode(dedented(withoutModules(source)), func(prose string) string {
		s := jsxScanner{in: prose}
		s.scan()
		return s.out.String()
	})
}

var (
	moduleLine = regexp.MustCompile(`^(?:import\s+(?:[\w{*"']|type\s)|export\s+(?:const|let|var|function|default|async|type|\{|\*))`)
	fieldsJSX  = regexp.MustCompile(`\b(?:title|label|summary|question|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|\{\s*["'\x60]([^"'\x60]*)["'\x60]\s*\})`)
	// anchorJSX is the anchor of a heading: {#id}, or {/* #id */}.
	anchorJSX = regexp.MustCompile(`^\{(?:/\*)?[ \t]*#([\pL\pN_:.-]+)[ \t]*(?:\*/)?\}$`)
	stringJSX = regexp.MustCompile("^\\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`$]*)`)\\s*$")
)

// withoutModules drops import and export statements: they start a line and
// end at an empty one.
func withoutModules(source string) string {
	var out strings.Builder
	module, fence := false, ""
	before := ""
	for line := range strings.Lines(source) {
		mark := fenceMark(line)
		switch {
		case fence != "":
			if strings.HasPrefix(mark, fence) {
				fence = ""
			}
		case mark != "":
			fence, module = mark, false
		case strings.TrimSpace(line) == "":
			module = false
		case strings.TrimSpace(before) == "" && moduleLine.MatchString(line):
			module = true
		}
		if !module {
			out.WriteString(line)
		}
		before = line
	}
	return out.String()
}

// dedented takes away the indentation that the text between two lines of
// tags shares: in MDX it follows the tags, in Markdown four spaces are code.
func dedented(source string) string {
	var out strings.Builder
	var group []string
	flush := func() {
		plain := make([]string, len(group))
		for i, line := range group {
			plain[i] = strings.TrimRight(line, " \t\r\n")
		}
		shared := document.SharedIndent(plain)
		for _, line := range group {
			out.WriteString(strings.TrimPrefix(line, shared))
		}
		group = nil
	}
	fence := ""
	for line := range strings.Lines(source) {
		mark := fenceMark(line)
		switch {
		case fence != "" && strings.HasPrefix(mark, fence):
			fence = ""
		case fence == "" && mark != "":
			fence = mark
		case fence == "" && strings.HasPrefix(strings.TrimLeft(line, " \t"), "<"):
			flush()
			out.WriteString(strings.TrimLeft(line, " \t"))
			continue
		}
		group = append(group, line)
	}
	flush()
	return out.String()
}

// keptTags are the HTML tags that MDX keeps, without their attributes,
// because they carry structure; Markdown is read inside all others.
var keptTags = map[string]bool{
	"table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true, "ul": true, "ol": true,
	"li": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "br": true, "hr": true, "pre": true,
	"code": true, "script": true, "style": true, "del": true,
}

const (
	// maxJSX bounds one tag or expression, in bytes: beyond it a brace is
	// text.
	maxJSX = 16 << 10
	// maxUnclosed is how many of them may have no end, before the rest is
	// taken as text without a look.
	maxUnclosed = 1000
)

type jsxScanner struct {
	in       string
	out      strings.Builder
	unclosed int
}

func (s *jsxScanner) scan() {
	for i := 0; i < len(s.in); {
		switch c := s.in[i]; {
		case s.unclosed > maxUnclosed:
			s.out.WriteString(s.in[i:])
			return
		case c == '\\' && i+1 < len(s.in):
			s.out.WriteString(s.in[i : i+2])
			i += 2
		case c == '{':
			i = s.expression(i)
		case c == '<':
			i = s.tag(i)
		default:
			s.out.WriteByte(c)
			i++
		}
	}
}

// expression drops {…}; a string in braces is text.
func (s *jsxScanner) expression(at int) int {
	end := closingBrace(s.in, at)
	if end < 0 {
		s.unclosed++
		s.out.WriteByte('{')
		return at + 1
	}
	if m := anchorJSX.FindStringSubmatch(s.in[at:end]); m != nil {
		s.out.WriteString("{#" + m[1] + "}")
		return end
	}
	if m := stringJSX.FindStringSubmatch(s.in[at+1 : end-1]); m != nil {
		s.out.WriteString(m[1] + m[2] + m[3])
	}
	return end
}

// tag drops a tag, or writes it without attributes if it carries structure.
func (s *jsxScanner) tag(at int) int {
	rest := s.in[at+1:]
	closing := strings.HasPrefix(rest, "/")
	name := tagName(strings.TrimPrefix(rest, "/"))
	end := tagEnd(s.in, at)
	if end < 0 || name == "" && !strings.HasPrefix(strings.TrimPrefix(rest, "/"), ">") {
		s.unclosed++
		s.out.WriteByte('<')
		return at + 1
	}
	tag := s.in[at:end]
	switch {
	case strings.Contains(tag, "://") && !strings.ContainsAny(tag, " ="):
		s.out.WriteString(tag[1 : len(tag)-1]) // an autolink
	case keptTags[name] && closing:
		s.out.WriteString("</" + name + ">")
	case keptTags[name]:
		s.out.WriteString("<" + name + ">")
	case !closing:
		for _, m := range fieldsJSX.FindAllStringSubmatch(tag, -1) {
			s.out.WriteString("\n\n" + m[1] + m[2] + m[3] + "\n\n")
		}
	}
	return end
}

func tagName(s string) string {
	i := 0
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z' || i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == '-')) {
		i++
	}
	return s[:i]
}

// closingBrace returns the end of the expression that starts at s[at].
func closingBrace(s string, at int) int {
	depth := 0
	for i := at; i < min(len(s), at+maxJSX); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// tagEnd returns the end of the tag that starts at s[at]: the ">" that is in
// no string and no expression.
func tagEnd(s string, at int) int {
	quote := byte(0)
	for i := at + 1; i < min(len(s), at+maxJSX); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'':
			quote = c
		case c == '{':
			end := closingBrace(s, i)
			if end < 0 {
				return -1
			}
			i = end - 1
		case c == '>':
			return i + 1
		case c == '<':
			return -1
		}
	}
	return -1
}
