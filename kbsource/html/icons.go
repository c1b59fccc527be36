package html

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// The marks that stand for icons which say yes and no.
const (
	yesMark = "✓"
	noMark  = "✗"
)

// icon writes what an element without text says by its label, title or, in a
// table's cell, its name, and reports whether it is such an element.
func (l *line) icon(n *html.Node) bool {
	switch n.Data {
	case "i", "span", "em", "b", "abbr", "div":
	default:
		return strings.Contains(n.Data, "-") && n.FirstChild == nil && l.labelled(n)
	}
	if isIconFont(n) {
		if l.cell {
			l.WriteString(spaced(markNamed(strings.FieldsFunc(rawText(n), isPunctuation))))
		}
		return true
	}
	return !hasContent(n) && l.labelled(n)
}

// labelled writes what an empty element says.
func (l *line) labelled(n *html.Node) bool {
	text := strings.TrimSpace(attribute(n, "aria-label"))
	if text == "" {
		text = strings.TrimSpace(attribute(n, "title"))
	}
	if text == "" && l.cell {
		text = markNamed(nameParts(n))
	}
	if !namesIcon(text) {
		return false
	}
	l.WriteString(spaced(text))
	return true
}

// An icon is named in a few words. A longer text stands there for programs
// alone: readers see it only while they point at something that they cannot
// see.
const (
	maxNameWords = 6
	maxNameRunes = 60
)

func namesIcon(text string) bool {
	return text != "" && len(strings.Fields(text)) <= maxNameWords && utf8.RuneCountInString(text) <= maxNameRunes
}

// hasContent reports whether an element holds text or another element.
func hasContent(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// isIconFont reports whether the text of an element is the name of an icon
// that is drawn in its place.
func isIconFont(n *html.Node) bool {
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		if strings.HasPrefix(class, "material-icons") || strings.HasPrefix(class, "material-symbols") {
			return true
		}
	}
	return false
}

func rawText(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	return ""
}

func isPunctuation(r rune) bool { return r == '_' || r == '-' || r == ' ' || r == '\n' || r == '.' }

// markNamed returns the mark that an icon of such a name shows, "" when it
// shows another thing.
func markNamed(parts []string) string {
	for _, part := range parts {
		switch part {
		case "check", "checkmark", "checked", "tick", "yes", "ok", "done", "true", "included", "available":
			return yesMark
		case "x":
			if len(parts) > 1 { // any class may be called so
				return noMark
			}
		case "xmark", "cross", "times", "remove", "no", "close", "clear", "cancel", "false", "unchecked", "unavailable":
			return noMark
		case "minus", "dash":
			return "–"
		}
	}
	return ""
}

// picture describes a picture. One without a description may be an icon.
func (l *line) picture(n *html.Node) string {
	text := altText(n)
	if label := strings.TrimSpace(attribute(n, "aria-label")); text == "" && namesIcon(label) {
		text = label
	}
	if text == "" && l.cell {
		name := path.Base(attribute(n, "src"))
		text = markNamed(strings.FieldsFunc(strings.ToLower(strings.TrimSuffix(name, path.Ext(name))), isPunctuation))
	}
	return spaced(text)
}

// svgLabel returns what a drawing says it shows.
func svgLabel(n *html.Node) string {
	if label := strings.TrimSpace(attribute(n, "aria-label")); namesIcon(label) {
		return label
	}
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == "title" && namesIcon(strings.TrimSpace(rawText(c))) {
			return strings.TrimSpace(rawText(c))
		}
	}
	return ""
}

// checkbox returns how a checkbox that only shows something is written.
func (l *line) checkbox(n *html.Node) string {
	kind := attribute(n, "type")
	if kind != "checkbox" && (kind != "radio" || !l.cell) {
		return ""
	}
	_, checked := lookUp(n, "checked")
	_, disabled := lookUp(n, "disabled")
	switch {
	case l.cell && checked:
		return yesMark
	case l.cell:
		return noMark
	case disabled && checked:
		return "☑"
	case disabled:
		return "☐"
	}
	return ""
}

// isForScreenReaders reports whether an element says in words what is drawn
// beside it.
func isForScreenReaders(n *html.Node) bool {
	for class := range strings.FieldsSeq(attribute(n, "class")) {
		switch class {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only":
			return true
		}
	}
	return sightOf(attribute(n, "style")) == clipped
}
