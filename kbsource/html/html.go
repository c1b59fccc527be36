// Package html reads web pages and pieces of HTML.
//
// Enters: HTML. Leaves: a Document with the blocks of the page's main content.
// It must never hand on what a reader of the page cannot get to see.
//
// A page is parsed, what is concealed is taken out (hidden.go, panels.go), what
// belongs together although it stands apart is looked up (notes.go, tabs.go),
// and the rest is walked once in order (walk.go). The time is linear in the
// size of the page, whatever its shape.
package html

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// Extract reads a web page: its main content, without what surrounds it.
func Extract(_ context.Context, f document.File) (document.Result, error) {
	root, err := parse(f.Text)
	if err != nil {
		return document.Result{}, err
	}
	doc := f.Document()
	result := document.Result{Remarks: readHead(&doc, root)}
	removeConcealed(root)
	content := mainContent(root)
	doc.Title = pageTitle(root, content)
	doc, err = walk(doc, root, content)
	result.Documents = []document.Document{doc}
	return result, err
}

// Fragment reads a piece of HTML into doc.
func Fragment(doc document.Document, source string) (document.Document, error) {
	root, err := parse(source)
	if err != nil {
		return document.Document{}, err
	}
	removeConcealed(root)
	return walk(doc, root, nil)
}

func parse(source string) (*html.Node, error) {
	if err := checkTags(source); err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(source))
	if err == nil {
		return root, nil
	}
	if strings.Contains(err.Error(), "exceeds") {
		return nil, document.Fail(document.ErrTooLarge, "its elements are nested deeper than %d; simplify the file", document.MaxDepth)
	}
	return nil, fmt.Errorf("%w: read HTML: %w", document.ErrBroken, err)
}

// mainContent returns the element that holds the article: <main>, or what is
// marked as such, or the only <article>, else the body.
func mainContent(root *html.Node) *html.Node {
	var mains, articles []*html.Node
	body := root
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.Data == "body":
			body = n
		case n.Data == "main", attribute(n, "role") == "main":
			mains = append(mains, n)
		case n.Data == "article":
			articles = append(articles, n)
		}
	}
	for _, found := range [][]*html.Node{mains, articles} {
		if len(found) == 1 && inlineText(found[0]) != "" {
			return found[0]
		}
	}
	return body
}

// pageTitle prefers the only <h1> of the content to the <title>, which often
// names the site too.
func pageTitle(root, content *html.Node) string {
	var heads []string
	for n := range content.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" {
			if text := headingText(n); text != "" {
				heads = append(heads, text)
			}
		}
		if len(heads) > 1 {
			break
		}
	}
	if len(heads) == 1 {
		return heads[0]
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.Namespace == "" && n.FirstChild != nil {
			if title := document.CleanLine(n.FirstChild.Data); title != "" {
				return title
			}
		}
	}
	if len(heads) > 0 {
		return heads[0]
	}
	return ""
}
