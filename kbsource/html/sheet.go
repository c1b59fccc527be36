package html

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// sheet is what the style sheets in a page say about what is seen.
type sheet struct {
	// hiding are the rules that hide, by the class (".x"), id ("#x") or element
	// that they are about.
	hiding map[string][]hidingRule
	rules  int
	// opening are the classes, ids and elements that another rule shows under a
	// condition: of a class beside it, an input that is checked, a target.
	opening map[string]bool
	// below are those whose children such a rule shows by their place.
	below map[string]bool
}

// hidingRule is a simple selector of a style sheet that hides: an element, a
// class or an id, or two of them together.
type hidingRule struct {
	tag, class, id string
	sight          sight
}

func (r hidingRule) matches(n *html.Node, classes []string) bool {
	return (r.tag == "" || r.tag == n.Data) && (r.id == "" || r.id == attribute(n, "id")) &&
		(r.class == "" || slices.Contains(classes, r.class))
}

// key is what the rule is found by.
func (r hidingRule) key() string {
	switch {
	case r.class != "":
		return "." + r.class
	case r.id != "":
		return "#" + r.id
	}
	return r.tag
}

var (
	styleComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	simpleElement = regexp.MustCompile(`^([a-z][a-z0-9-]*)?(?:\.([\w-]+)|#([\w-]+))?$`)
	selectorPart  = regexp.MustCompile(`[.#]?[\w-]+`)
)

// maxRules bounds what is kept of a page's style sheets, maxOfKey what is
// compared with each element.
const (
	maxRules = 2000
	maxOfKey = 16
)

// readSheets reads the style sheets that stand in the page. Rules that do not
// hold on every screen, and selectors that hide by what is around, are left
// out.
func readSheets(root *html.Node) *sheet {
	s := &sheet{hiding: map[string][]hidingRule{}, opening: map[string]bool{}, below: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "style" && n.FirstChild != nil && !strings.Contains(attribute(n, "media"), "print") {
			s.read(styleComment.ReplaceAllString(n.FirstChild.Data, ""), 0)
		}
	}
	return s
}

// maxRuleDepth is how deep rules may lie in others.
const maxRuleDepth = 4

// read reads the rules of a sheet or, below it, of a part of one.
func (s *sheet) read(css string, below int) {
	depth, start, body := 0, 0, 0
	selector := ""
	for i := 0; i < len(css) && s.rules < maxRules; i++ {
		switch css[i] {
		case ';':
			if depth == 0 { // the end of an @import
				start = i + 1
			}
		case '{':
			if depth++; depth == 1 {
				selector, body = css[start:i], i+1
			}
		case '}':
			switch selector := strings.TrimSpace(selector); {
			case depth != 1:
			case !strings.HasPrefix(selector, "@"):
				s.rule(selector, css[body:i])
			case below < maxRuleDepth && isForScreens(selector):
				s.read(css[body:i], below+1)
			}
			depth = max(depth-1, 0)
			start = i + 1
		}
	}
}

var (
	forScreens = regexp.MustCompile(`^@(?:layer\b|supports\b|media\s+(?:only\s+)?(?:all|screen)?\s*(?:and\s+)?(.*)$)`)
	leastWidth = regexp.MustCompile(`^\(\s*min-width\s*:\s*(\d+)(?:px)?\s*\)$`)
)

// anyScreen is a width, in pixels, that every screen has.
const anyScreen = 300

// isForScreens reports whether the rules of an at-rule hold on every screen.
func isForScreens(rule string) bool {
	m := forScreens.FindStringSubmatch(strings.ToLower(rule))
	if m == nil || m[1] == "" {
		return m != nil
	}
	width := leastWidth.FindStringSubmatch(m[1])
	if width == nil {
		return false
	}
	pixels, _ := length(width[1])
	return pixels <= anyScreen
}

func (s *sheet) rule(selectors, body string) {
	if strings.Contains(body, "{") {
		return
	}
	seen := sightOf(body)
	opens := slices.ContainsFunc(declarations(body), declaration.opens)
	if seen == shown && !opens {
		return
	}
	for selector := range strings.SplitSeq(selectors, ",") {
		s.rules++
		selector = strings.TrimSpace(selector)
		if seen != shown {
			if m := simpleElement.FindStringSubmatch(selector); m != nil && m[0] != "" {
				s.hide(hidingRule{tag: m[1], class: m[2], id: m[3], sight: seen})
			}
			continue
		}
		last := selector[strings.LastIndexAny(selector, " >+~")+1:]
		if last == selector && simpleElement.MatchString(selector) {
			continue // no condition
		}
		opening := s.opening
		if strings.HasPrefix(last, ":") || strings.HasPrefix(last, "*") {
			around := strings.TrimRight(selector[:len(selector)-len(last)], " >")
			last, opening = around[strings.LastIndexAny(around, " >+~")+1:], s.below
		}
		for _, part := range selectorPart.FindAllString(last, -1) {
			opening[part] = true
		}
	}
}

func (s *sheet) hide(r hidingRule) {
	if key := r.key(); len(s.hiding[key]) < maxOfKey {
		s.hiding[key] = append(s.hiding[key], r)
	}
}

// sight returns what the rules make of an element, and whether others open it
// again.
func (s *sheet) sight(n *html.Node) (worst sight, opens bool) {
	if len(s.hiding) == 0 {
		return shown, false
	}
	classes := strings.Fields(attribute(n, "class"))
	apply := func(key string) {
		for _, r := range s.hiding[key] {
			if r.matches(n, classes) {
				worst = max(worst, r.sight)
				opens = opens || s.opening[key] || s.opensBelow(n.Parent)
			}
		}
	}
	apply(n.Data)
	apply("#" + attribute(n, "id"))
	for _, class := range classes {
		apply("." + class)
	}
	return worst, opens
}

// opensBelow reports whether a rule opens children of an element.
func (s *sheet) opensBelow(n *html.Node) bool {
	if len(s.below) == 0 || n == nil {
		return false
	}
	return s.below["#"+attribute(n, "id")] || slices.ContainsFunc(strings.Fields(attribute(n, "class")), func(class string) bool { return s.below["."+class] })
}
