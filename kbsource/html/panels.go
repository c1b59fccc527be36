package html

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// panels knows which closed parts of a page a click opens.
type panels struct {
	// scripted says that the page has a script.
	scripted bool
	// controlled are the ids of what something opens.
	controlled map[string]bool
	// openers are the ids of what opens.
	openers map[string]bool
}

func findPanels(root *html.Node) *panels {
	p := &panels{controlled: map[string]bool{}, openers: map[string]bool{}}
	var linked []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" && attribute(n, "type") != "application/ld+json" {
			p.scripted = true
		}
		for _, key := range []string{"aria-controls", "data-target", "data-bs-target", "data-collapse-toggle"} {
			for id := range strings.FieldsSeq(attribute(n, key)) {
				p.controlled[strings.TrimPrefix(id, "#")] = true
			}
		}
		if id := fragment(n); id != "" {
			linked = append(linked, id)
		}
		if id := attribute(n, "id"); id != "" && isOpener(n) {
			p.openers[id] = true
		}
	}
	if p.scripted {
		for _, id := range linked {
			p.controlled[id] = true
		}
	}
	return p
}

// open reports whether a click opens an element that is closed, by what it is,
// what refers to it, what stands before it, or what it is called.
func (p *panels) open(n *html.Node) bool {
	switch {
	case attribute(n, "role") == "tabpanel",
		p.controlled[attribute(n, "id")],
		p.openers[attribute(n, "aria-labelledby")],
		hasDirective(n),
		p.scripted && slices.ContainsFunc(nameParts(n), func(part string) bool { return panelNames[part] }):
		return true
	}
	before := previousElement(n)
	return before != nil && !isInline(n) && holdsOpener(before)
}

// panelNames are what closed parts of pages are called in classes and ids.
var panelNames = names(`accordion collapse collapsed collapsible collapsing panel tab tabs tabpanel tabitem tabcontent
	tabpane toggle toggleable togglable expand expandable expander spoiler faq answer details reveal disclosure`)

// isOverlay reports whether what is closed lies over the page or around it
// when it opens: a notice, a menu, a dialogue.
func isOverlay(n *html.Node) bool {
	switch attribute(n, "role") {
	case "dialog", "alertdialog", "alert", "status", "tooltip", "menu", "listbox", "search", "navigation":
		return true
	}
	_, popover := lookUp(n, "popover")
	return popover || attribute(n, "aria-modal") == "true" ||
		slices.ContainsFunc(nameParts(n), func(part string) bool { return overlayNames[part] })
}

var overlayNames = names(`cookie cookies consent gdpr banner modal popup popover overlay toast snackbar newsletter tooltip dialog
	lightbox offcanvas navbar nav menu submenu megamenu search honeypot captcha spinner loader print`)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(list) {
		set[name] = true
	}
	return set
}

// hasDirective reports whether a script library shows the element when it is
// asked to.
func hasDirective(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		switch a.Key {
		case "x-show", "v-show", "ng-show", ":hidden", "data-accordion-content", "data-tab-content", "data-tab-panel":
			return true
		}
		return false
	})
}

// isOpener reports whether a click on an element opens something.
func isOpener(n *html.Node) bool {
	switch n.Data {
	case "summary", "button":
		return true
	case "label":
		return attribute(n, "for") != ""
	case "a":
		if href := attribute(n, "href"); href == "#" || strings.HasPrefix(href, "javascript:") {
			return true
		}
	case "input":
		return attribute(n, "type") == "checkbox" || attribute(n, "type") == "radio"
	}
	switch attribute(n, "role") {
	case "tab", "button":
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "aria-expanded", "aria-controls", "onclick":
			return true
		case "data-toggle", "data-bs-toggle":
			if a.Val == "collapse" || a.Val == "tab" || a.Val == "pill" {
				return true
			}
		}
	}
	return slices.ContainsFunc(nameParts(n), func(part string) bool { return openerNames[part] })
}

// openerNames are what elements that open something are called.
var openerNames = names(`toggle toggler trigger accordion collapsible expander opener`)

// holdsOpener reports whether an element is one that opens, or holds one among
// its first elements.
func holdsOpener(n *html.Node) bool {
	if isOpener(n) {
		return true
	}
	budget := 32
	for d := range n.Descendants() {
		if budget--; budget < 0 {
			return false
		}
		if d.Type == html.ElementNode && isOpener(d) {
			return true
		}
	}
	return false
}
