package html

import (
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// maxRunIn is how many words a label may have that stands in bold on a line of
// its own at the head of a paragraph.
const maxRunIn = 10

// runInLabel returns the text of an element that is the bold first line of
// what follows it, "" for any other.
func runInLabel(n *html.Node) string {
	if n.Type != html.ElementNode || n.Data != "strong" && n.Data != "b" || !isLineEnd(n.PrevSibling, false) || !isLineEnd(n.NextSibling, true) {
		return ""
	}
	label := inlineText(n)
	words := len(strings.Fields(label))
	if words == 0 || words > maxRunIn || strings.ContainsRune(".!;,。", lastRune(label)) {
		return ""
	}
	return label
}

// isLineEnd reports whether a sibling, or the next one that is not white space
// in the same direction, breaks the line; before the first child it does.
func isLineEnd(n *html.Node, forward bool) bool {
	for ; n != nil; n = n.PrevSibling {
		if forward {
			n = nextContent(n)
			return n != nil && n.Data == "br"
		}
		if n.Type == html.ElementNode || strings.TrimSpace(n.Data) != "" {
			return n.Data == "br"
		}
	}
	return !forward
}

// holdsRunIn reports whether a paragraph begins with such a label and says
// something below it.
func holdsRunIn(p *html.Node) bool {
	first := nextContent(p.FirstChild)
	if first == nil || runInLabel(first) == "" {
		return false
	}
	budget := 16
	for n := nextContent(first.NextSibling); n != nil && budget > 0; n = n.NextSibling {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n.Type == html.ElementNode && n.Data != "br" && inlineText(n) != "" {
			return runInLabel(n) == ""
		}
		budget--
	}
	return false
}

// runIn writes a paragraph of labels with what they are said of: terms with
// their descriptions, or questions with their answers.
func (w *walker) runIn(p *html.Node) {
	w.flush()
	before := w.kind
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		label := runInLabel(c)
		if label == "" {
			w.node(c)
			continue
		}
		w.flush()
		kind := document.Term
		w.kind = document.Description
		if strings.ContainsRune("?？؟", lastRune(label)) {
			kind, w.kind = document.Question, document.Answer
		}
		w.b.Text(kind, label)
		c = nextContent(c.NextSibling) // the break
	}
	w.flush()
	w.kind = before
}
