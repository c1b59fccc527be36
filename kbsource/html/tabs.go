package html

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

// tabFinder gathers what names the panels of a page.
type tabFinder struct {
	tabs    []place // in the order of the page
	panels  []place
	buttons []place
	// inputs are labels of inputs: what is checked may be shown without a script.
	inputs []place
	// lists are the elements that hold tabs.
	lists []place
}

func (f *tabFinder) see(p place) {
	role, toggles := attribute(p.node, "role"), attribute(p.node, "data-toggle")+attribute(p.node, "data-bs-toggle")
	switch {
	case role == "tablist":
		f.lists = append(f.lists, p)
	case role == "tab", toggles == "tab", toggles == "pill":
		f.tabs = append(f.tabs, p)
	case role == "tabpanel":
		f.panels = append(f.panels, p)
	case p.node.Data == "label" && attribute(p.node, "for") != "":
		f.inputs = append(f.inputs, p)
	case opensPanel(p.node, toggles):
		f.buttons = append(f.buttons, p)
	}
}

// opensPanel reports whether an element is a button that opens a panel.
func opensPanel(n *html.Node, toggles string) bool {
	if n.Data != "button" && n.Data != "a" && attribute(n, "role") != "button" {
		return false
	}
	_, expands := lookUp(n, "aria-expanded")
	_, controls := lookUp(n, "aria-controls")
	return expands || controls || toggles == "collapse" ||
		slices.ContainsFunc(nameParts(n), func(part string) bool { return part == "accordion" || part == "collapsible" })
}

// findTabs finds the panels that tabs and buttons open, so that their names
// can stand over them.
func (p *page) findTabs(f tabFinder) {
	for i, list := range f.lists {
		end := math.MaxInt
		if i+1 < len(f.lists) {
			end = f.lists[i+1].at
		}
		p.nameByOrder(between(f.tabs, list.at, end), between(f.panels, list.at, end))
	}
	labelled := map[string]*html.Node{}
	for _, panel := range f.panels {
		if id := attribute(panel.node, "aria-labelledby"); id != "" {
			labelled[id] = panel.node
		}
	}
	for _, tab := range f.tabs {
		if panel := labelled[attribute(tab.node, "id")]; panel != nil {
			p.name(panel, tab.node)
		} else {
			p.name(p.controlledBy(tab.node), tab.node)
		}
	}
	p.spendLists(f)
	for _, button := range f.buttons {
		p.name(p.openedBy(button.node), button.node)
	}
	for _, label := range f.inputs {
		p.name(p.shownBy(label.node), label.node)
	}
}

// shownBy returns the panel that is shown while the input of a label is
// checked: the one behind the label, or of its number among those behind the
// labels.
func (p *page) shownBy(label *html.Node) *html.Node {
	input := p.ids[attribute(label, "for")].node
	if input == nil || attribute(input, "type") != "radio" && attribute(input, "type") != "checkbox" {
		return nil
	}
	if next := nextElement(label); next != nil && next.Data == "div" {
		return next
	}
	panels := nextElement(label.Parent)
	if panels == nil || panels.Data != "div" {
		return nil
	}
	index := 0
	for n := previousElement(label); n != nil; n = previousElement(n) {
		if n.Data != "label" {
			return nil
		}
		if index++; index > maxTabs {
			return nil
		}
	}
	panel := nextContent(panels.FirstChild)
	for ; index > 0 && panel != nil; index-- {
		panel = nextElement(panel)
	}
	if panel == nil || panel.Data != "div" {
		return nil
	}
	return panel
}

// maxTabs is how many tabs may stand beside each other.
const maxTabs = 50

// between returns the places after one and before another.
func between(places []place, after, before int) []place {
	start, _ := slices.BinarySearchFunc(places, after+1, func(p place, at int) int { return p.at - at })
	end, _ := slices.BinarySearchFunc(places, before, func(p place, at int) int { return p.at - at })
	return places[start:max(start, end)]
}

// spendLists leaves out the lists whose tabs all stand over their panels.
func (p *page) spendLists(f tabFinder) {
	for _, tab := range f.tabs {
		list := tab.node.Parent
		for list != nil && attribute(list, "role") != "tablist" {
			list = list.Parent
		}
		if spent, seen := p.spent[list]; list != nil && (!seen || spent) {
			p.spent[list] = p.spent[tab.node]
		}
	}
}

// nameByOrder names panels by tabs that do not say which panel is theirs.
func (p *page) nameByOrder(tabs, panels []place) {
	if len(tabs) != len(panels) || slices.ContainsFunc(tabs, func(tab place) bool { return p.controlledBy(tab.node) != nil }) {
		return
	}
	for i, tab := range tabs {
		p.name(panels[i].node, tab.node)
	}
}

// controlledBy returns what an element says that it opens, nil for nothing.
func (p *page) controlledBy(n *html.Node) *html.Node {
	for _, key := range []string{"aria-controls", "data-bs-target", "data-target", "href"} {
		value := attribute(n, key)
		if key == "href" && !strings.HasPrefix(value, "#") {
			continue
		}
		if to := p.ids[strings.TrimPrefix(value, "#")]; to.node != nil && !isInline(to.node) {
			return to.node
		}
	}
	return nil
}

// openedBy returns the panel that a button opens: the one that it names, or
// the one right behind it.
func (p *page) openedBy(button *html.Node) *html.Node {
	for n := button; n != nil; n = n.Parent {
		if headingLevel(n) > 0 || n.Data == "summary" || n.Data == "dt" || isCell(n) {
			return nil // it names the panel where it stands
		}
	}
	if panel := p.controlledBy(button); panel != nil {
		return panel
	}
	for n := button; n != nil && n.Type == html.ElementNode; n = n.Parent {
		if panel := nextElement(n); panel != nil {
			return panel
		}
		if previousElement(n) != nil || n.NextSibling != nil && nextContent(n.NextSibling) != nil {
			return nil
		}
	}
	return nil
}

// name lets what a tab or button says stand over its panel.
func (p *page) name(panel, by *html.Node) {
	if panel == nil || isInline(panel) || headingLevel(panel) > 0 || p.spent[by] || isBelow(by, panel) {
		return
	}
	text := labelText(by)
	if _, named := p.labels[panel]; named || text == "" || document.IsFurniture(text) {
		return
	}
	p.spent[by] = true
	if !opensWith(panel, text) {
		p.labels[panel] = text
	}
}

// labelText returns the text of what names something else, "" where it is too
// much to be a name.
func labelText(n *html.Node) string {
	const most = 64
	budget := most
	for range n.Descendants() {
		if budget--; budget < 0 {
			return ""
		}
	}
	return inlineText(n)
}

// opensWith reports whether a panel begins with a heading that says its name.
func opensWith(panel *html.Node, name string) bool {
	budget := 16
	for n := range panel.Descendants() {
		if budget--; budget < 0 {
			return false
		}
		if headingLevel(n) > 0 {
			return strings.EqualFold(labelText(n), name)
		}
	}
	return false
}
