package html

import "golang.org/x/net/html"

// page is what has to be known of a page before it is walked: what belongs
// together although it stands apart.
type page struct {
	// ids are the elements that links within the page may lead to.
	ids map[string]place
	// references are the marks of notes, bodies the notes themselves.
	references map[*html.Node]*note
	bodies     map[*html.Node]*note
	// labels are the names of panels; spent are the tabs and buttons that bear
	// them.
	labels map[*html.Node]string
	spent  map[*html.Node]bool
	// tables is what is known of each table.
	tables map[*html.Node]*tableFacts
}

// place is an element and how many come before it.
type place struct {
	node *html.Node
	at   int
}

func survey(root *html.Node) *page {
	p := &page{
		ids: map[string]place{}, references: map[*html.Node]*note{}, bodies: map[*html.Node]*note{},
		labels: map[*html.Node]string{}, spent: map[*html.Node]bool{}, tables: map[*html.Node]*tableFacts{},
	}
	var marks noteMarks
	var tabs tabFinder
	at := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		at++
		here := place{n, at}
		for _, key := range []string{"id", "name"} {
			id := attribute(n, key)
			if _, taken := p.ids[id]; id != "" && !taken && (key == "id" || n.Data == "a") {
				p.ids[id] = here
			}
		}
		marks.see(here)
		tabs.see(here)
	}
	p.findNotes(marks)
	p.findTabs(tabs)
	p.surveyTables(root, nil)
	return p
}
