package html

import (
	"path"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// line gathers the text of a paragraph, a cell or a heading.
type line struct {
	strings.Builder
	page *page
	// cell says that it is the text of a table's cell: tables in it are read
	// into it, and icons say what they show.
	cell bool
	// inScript says that it is the text of something raised or lowered.
	inScript bool
	// said and drawn say that text was written, and descriptions of pictures.
	said, drawn bool
	// notes are those that the text refers to.
	notes []*note
	// tables are those of a cell that are too large to stand in it.
	tables []*html.Node
}

// inlineText returns the visible text below an element on one line.
func inlineText(n *html.Node) string {
	var l line
	l.all(n)
	return l.flat()
}

// closer stands before a sign that closes what was written, whatever white
// space lies between.
const closer = "\x1f"

// flat returns the text on one line.
func (l *line) flat() string {
	text := strings.Join(strings.Fields(l.String()), " ")
	if !strings.Contains(text, closer) {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, " "+closer, ""), closer, "")
}

// say writes text of the page.
func (l *line) say(text string) {
	l.said = l.said || strings.TrimSpace(text) != ""
	l.WriteString(text)
}

// empty reports whether nothing was written but white space.
func (l *line) empty() bool { return strings.TrimSpace(l.String()) == "" }

func (l *line) reset() { *l = line{page: l.page, cell: l.cell} }

// all writes what stands below an element, with space around blocks.
func (l *line) all(n *html.Node) {
	for c := range n.ChildNodes() {
		l.one(c)
	}
}

func (l *line) one(c *html.Node) {
	switch {
	case c.Type == html.TextNode:
		l.say(collapse(c.Data))
	case c.Type != html.ElementNode, l.leaf(c), neverText(c.Data):
	case isInline(c):
		l.all(c)
		if l.cell && isForScreenReaders(c) {
			l.WriteByte(' ') // it stands beside an icon
		}
	case l.cell && c.Data == "table":
		l.table(c)
	default:
		l.space(c)
		l.all(c)
		l.WriteByte(' ')
	}
}

// space parts a block of a cell from what stands before it. Items and
// paragraphs say something each, but for a remark in brackets.
func (l *line) space(block *html.Node) {
	if l.cell && (block.Data == "li" || block.Data == "p") && !strings.HasPrefix(strings.TrimSpace(rawText(block)), "(") {
		l.end(";")
	}
	l.WriteByte(' ')
}

// end closes what was written with a sign, unless it has one.
func (l *line) end(sign string) {
	last := lastRune(strings.TrimRight(l.String(), " \n"))
	if last != 0 && !strings.ContainsRune(".,;:!?…。！？：；、|–—", last) {
		l.WriteString(closer + sign)
	}
}

// leaf writes an element that is more, or less, than the text below it, and
// reports whether it is one.
func (l *line) leaf(n *html.Node) bool {
	if l.page != nil && l.reference(n) {
		return true
	}
	switch n.Data {
	case "br":
		l.WriteByte('\n')
	case "q":
		l.WriteByte('"')
		l.all(n)
		l.WriteByte('"')
	case "sup", "sub":
		if l.inScript {
			l.all(n)
		} else {
			l.script(n)
		}
	case "msup", "msub", "mfrac":
		l.math(n)
	case "img":
		text := l.picture(n)
		l.drawn = l.drawn || text != ""
		l.WriteString(text)
	case "svg":
		l.WriteString(spaced(svgLabel(n)))
	case "input":
		l.WriteString(spaced(l.checkbox(n)))
	case "button":
		return !l.button(n)
	case "a":
		return isSelfLink(n)
	default:
		return l.icon(n)
	}
	return true
}

// button reports whether the text of a button is part of the text around it:
// it stands in a sentence, or is all of a heading.
func (l *line) button(n *html.Node) bool {
	alone := strings.TrimSpace(siblingText(n)) == ""
	for p := n.Parent; p != nil; p = p.Parent {
		if headingLevel(p) > 0 || p.Data == "summary" || p.Data == "dt" || p.Data == "th" {
			return alone
		}
		if !isInline(p) {
			break
		}
	}
	return !alone
}

// siblingText returns the text that stands beside an element, not what is
// formatted.
func siblingText(n *html.Node) string {
	var out strings.Builder
	budget := 16
	for _, step := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.PrevSibling },
		func(n *html.Node) *html.Node { return n.NextSibling },
	} {
		for s := step(n); s != nil && budget > 0; s = step(s) {
			budget--
			if s.Type == html.TextNode {
				out.WriteString(s.Data)
			}
		}
	}
	return out.String()
}

// isSelfLink reports whether a link is a heading's link to itself.
func isSelfLink(n *html.Node) bool {
	budget := 8
	text := ""
	for d := range n.Descendants() {
		if budget--; budget < 0 {
			return false
		}
		if d.Type == html.TextNode {
			text += strings.TrimSpace(d.Data)
		}
	}
	switch text {
	case "¶", "#":
		return true
	case "🔗", "§":
		return fragment(n) != ""
	}
	return false
}

// headingText is a heading's text without its link to itself.
func headingText(n *html.Node) string {
	return trimHeading(document.CleanLine(inlineText(n)))
}

func trimHeading(text string) string {
	return strings.TrimSpace(strings.TrimRight(text, "¶# \u200b"))
}

// preText returns the text of code, with its white space.
func preText(n *html.Node) string {
	var out strings.Builder
	writePre(&out, n)
	return out.String()
}

func writePre(out *strings.Builder, n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			out.WriteString(c.Data)
		case c.Type != html.ElementNode, neverText(c.Data), c.Data == "button":
		case c.Data == "br":
			out.WriteByte('\n')
		default:
			writePre(out, c)
		}
	}
}

// altText describes a picture. What is only a file's name describes nothing.
func altText(n *html.Node) string {
	alt := strings.TrimSpace(attribute(n, "alt"))
	if path.Ext(alt) != "" && !strings.Contains(alt, " ") {
		return ""
	}
	return alt
}

func spaced(text string) string {
	if text == "" {
		return ""
	}
	return " " + text + " "
}

// collapse makes every white space of HTML text a space: only <br> breaks.
func collapse(s string) string {
	if !strings.ContainsAny(s, "\n\t\r\f\u2028\u2029\u0085\v") {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t', '\r', '\f', '\v', '\u2028', '\u2029', '\u0085':
			return ' '
		}
		return r
	}, s)
}
