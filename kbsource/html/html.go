// Package html reads web pages and pieces of HTML.
//
// Enters: HTML. Leaves: a Document with the blocks of the page's main content.
// It must never hand on what a reader of the page does not see.
package html

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// Extract reads a web page: its main content, without what surrounds it.
func Extract(_ context.Context, f document.File) (document.Result, error) {
	doc, err := read(f.Document(), f.Text, true)
	return document.Result{Documents: []document.Document{doc}}, err
}

// Fragment reads a piece of HTML into doc.
func Fragment(doc document.Document, source string) (document.Document, error) {
	return read(doc, source, false)
}

// read reads HTML into doc. With page it is a whole web page, whose head
// describes it and whose navigation is left out; else a piece of an article.
func read(doc document.Document, source string, page bool) (document.Document, error) {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		if strings.Contains(err.Error(), "exceeds") {
			return document.Document{}, document.Fail(document.ErrTooLarge, "its elements are nested deeper than %d; simplify the file", document.MaxDepth)
		}
		return document.Document{}, fmt.Errorf("%w: read HTML: %w", document.ErrBroken, err)
	}
	removeHidden(root)
	b := &document.Builder{Title: doc.Title}
	w := htmlWalker{b: b}
	content := root
	if page {
		readHead(&doc, root)
		if content = mainContent(root); content.Data == "body" || content == root {
			w.wholePage = true
		}
		b.Title = pageTitle(root, content)
		doc.Title = b.Title
	}
	w.children(content)
	w.flush()
	if w.err != nil {
		return document.Document{}, w.err
	}
	return b.Document(doc), nil
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
		if len(found) == 1 && strings.TrimSpace(inlineText(found[0])) != "" {
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
	}
	if len(heads) == 1 {
		return heads[0]
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.FirstChild != nil {
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

// readHead takes from a page what it says about itself.
func readHead(doc *document.Document, root *html.Node) {
	var tags []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			doc.Set(document.FieldLanguage, attribute(n, "lang"))
		case "link":
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				doc.Set(document.FieldURL, attribute(n, "href"))
			}
		case "meta":
			name := strings.ToLower(attribute(n, "name") + attribute(n, "property") + attribute(n, "itemprop"))
			value := attribute(n, "content")
			switch name {
			case "keywords":
				doc.Set(document.FieldLabels, value)
			case "article:tag":
				tags = append(tags, strings.Split(value, ",")...)
			case "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified", "revised", "date":
				if at := document.ParseTime(value); at.After(doc.UpdatedAt) {
					doc.UpdatedAt = at
				}
			case "og:url":
				if doc.URL == "" {
					doc.Set(document.FieldURL, value)
				}
			}
		}
	}
	doc.Labels = slices.Concat(doc.Labels, tags)
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
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
