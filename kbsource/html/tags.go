package html

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// neverText reports whether elements of that tag never hold an article's text.
func neverText(tag string) bool {
	switch tag {
	case "script", "style", "noscript", "template", "head", "input", "select", "textarea", "datalist", "svg",
		"iframe", "object", "embed", "canvas", "audio", "video", "map", "dialog", "del", "s", "strike", "rt", "rp", "noframes",
		"annotation", "annotation-xml":
		return true
	}
	return false
}

// isInline reports whether an element stands within a line.
func isInline(n *html.Node) bool {
	switch n.Data {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn", "em", "font", "i", "ins",
		"kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "ruby", "samp", "slot", "small", "span", "strong",
		"sub", "sup", "time", "tt", "u", "var", "wbr", "picture":
		return true
	}
	return n.Namespace != "" || strings.Contains(n.Data, "-") // custom elements
}

// headingLevel returns the level of a heading, 0 for anything else.
func headingLevel(n *html.Node) int {
	if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

func attribute(n *html.Node, key string) string {
	value, _ := lookUp(n, key)
	return value
}

func lookUp(n *html.Node, key string) (value string, found bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}

// fragment returns the id that a link within the page leads to, "" for other
// links.
func fragment(n *html.Node) string {
	id, found := strings.CutPrefix(attribute(n, "href"), "#")
	if !found {
		return ""
	}
	return id
}

// nameParts returns the words that an element's class and id are made of:
// "tabItem faq__answer" is tab, item, faq and answer.
func nameParts(n *html.Node) []string {
	name := attribute(n, "class") + " " + attribute(n, "id")
	var out strings.Builder
	lower := false
	for _, r := range name {
		if unicode.IsUpper(r) && lower {
			out.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		out.WriteRune(unicode.ToLower(r))
	}
	return strings.FieldsFunc(out.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// nextElement and previousElement are the element's neighbours, past white
// space and comments; nil where text lies between.
func nextElement(n *html.Node) *html.Node {
	return neighbour(n.NextSibling, func(n *html.Node) *html.Node { return n.NextSibling })
}

func previousElement(n *html.Node) *html.Node {
	return neighbour(n.PrevSibling, func(n *html.Node) *html.Node { return n.PrevSibling })
}

func neighbour(n *html.Node, step func(*html.Node) *html.Node) *html.Node {
	for ; n != nil; n = step(n) {
		switch {
		case n.Type == html.ElementNode:
			return n
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			return nil
		}
	}
	return nil
}

// within reports whether an element stands in one of some tags.
func within(n *html.Node, tags ...string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, tag := range tags {
			if p.Data == tag {
				return true
			}
		}
	}
	return false
}

// tagLike finds what looks like a tag.
var tagLike = regexp.MustCompile(`</?([a-zA-Z][^\s/>]*)`)

// EscapeUnknownTags turns tags that HTML does not know into text.
func EscapeUnknownTags(s string) string {
	return tagLike.ReplaceAllStringFunc(s, func(tag string) string {
		if knownTags[strings.ToLower(strings.TrimLeft(tag, "</"))] {
			return tag
		}
		return "&lt;" + tag[1:]
	})
}

var knownTags = func() map[string]bool {
	known := map[string]bool{}
	for name := range strings.FieldsSeq(`a abbr acronym address area article aside audio b base bdi bdo big blockquote
		body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
		embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
		iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript
		object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section select
		slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
		time title tr track tt u ul var video wbr`) {
		known[name] = true
	}
	return known
}()
