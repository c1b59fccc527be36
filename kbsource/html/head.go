package html

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// readHead takes from a page what it says about itself.
func readHead(doc *document.Document, root *html.Node) []document.Remark {
	h := head{doc: doc}
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
			h.meta(strings.ToLower(attribute(n, "name")+attribute(n, "property")+attribute(n, "itemprop")), attribute(n, "content"))
		case "time":
			if strings.EqualFold(attribute(n, "itemprop"), "dateModified") {
				h.updated(document.Or(attribute(n, "datetime"), inlineText(n)))
			}
		}
	}
	doc.Labels = slices.Concat(doc.Labels, h.tags)
	if h.unlisted {
		return []document.Remark{{Path: doc.Path, Text: "it asks search engines not to index it"}}
	}
	return nil
}

type head struct {
	doc  *document.Document
	tags []string
	// unlisted says that search engines are asked to leave the page out.
	unlisted bool
}

func (h *head) meta(name, value string) {
	switch name {
	case "keywords":
		h.doc.Set(document.FieldLabels, value)
		return
	case "article:tag":
		h.tags = append(h.tags, strings.Split(value, ",")...)
		return
	case "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified", "revised", "date":
		h.updated(value)
		return
	case "og:url":
		if h.doc.URL == "" {
			h.doc.Set(document.FieldURL, value)
		}
		return
	case "robots", "googlebot":
		h.robots(value)
		return
	case "article:expiration_time", "dcterms.valid":
		h.doc.Set(document.FieldValidUntil, value)
		return
	}
	// The names that front matter has for these are in use here too, some
	// behind the name of their vocabulary.
	_, own, found := strings.Cut(name, ":")
	if !found {
		own = name
	}
	field := document.FieldNamed(own)
	if document.IsPublication(field) || field == document.FieldVersion || field == document.FieldProduct {
		h.doc.Set(field, value)
	}
}

func (h *head) updated(value string) {
	if at := document.ParseTime(value); at.After(h.doc.UpdatedAt) {
		h.doc.UpdatedAt = at
	}
}

// robots reads what the page asks of search engines. The day after which they
// shall not list it is the day until which it is valid.
func (h *head) robots(value string) {
	value = strings.ToLower(value)
	if _, until, found := strings.Cut(value, "unavailable_after:"); found {
		h.doc.ValidUntil = dayOf(until)
	}
	for directive := range strings.SplitSeq(value, ",") {
		switch strings.TrimSpace(directive) {
		case "noindex", "none":
			h.unlisted = true
		}
	}
}

// dayOf reads a date, or the day that a text begins with.
func dayOf(text string) time.Time {
	text = strings.ToUpper(text)
	day, _, _ := strings.Cut(text, ",")
	words := strings.Fields(day)
	for _, candidate := range []string{text, day, strings.Join(words[:min(3, len(words))], " "), strings.Join(words[:min(1, len(words))], "")} {
		if at := document.ParseTime(candidate); !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}
