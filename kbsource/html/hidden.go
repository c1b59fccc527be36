package html

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// removeHidden takes out of a page what its reader does not see. Text that is
// there for programs alone must not become an answer.
func removeHidden(root *html.Node) {
	rules := hidingRules(root)
	var gone []*html.Node
	for n := range root.Descendants() {
		// What is hidden below what is hidden goes with it.
		if n.Type == html.ElementNode && n.Data != "html" && n.Data != "body" && hidden(n, rules) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// hidden tells what a reader of the page does not see.
func hidden(n *html.Node, rules []hidingRule) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			if !strings.EqualFold(a.Val, "until-found") { // collapsed, but there
				return true
			}
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		case "role":
			if a.Val == "doc-noteref" || a.Val == "doc-backlink" { // footnote marks
				return true
			}
		case "style":
			if hides(a.Val) {
				return true
			}
		case "color":
			if n.Data == "font" && isWhite(a.Val) && !onColor(n) {
				return true
			}
		}
	}
	return slices.ContainsFunc(rules, func(r hidingRule) bool { return r.matches(n) }) ||
		isWhite(property(attribute(n, "style"), "color")) && !onColor(n)
}

// hides tells styles that make text disappear: not drawn, without size,
// transparent, or moved off the page.
func hides(style string) bool {
	return openable(style) || slices.ContainsFunc(declarations(style), func(d declaration) bool {
		switch d.property {
		case "font-size":
			size, unit := length(d.value)
			return size == 0 || size <= 1 && (unit == "px" || unit == "pt")
		case "font":
			size, _ := length(d.value) // "0/0 a" is no size, ".9em serif" is one
			return size == 0
		case "color":
			return d.value == "transparent" || isClear(d.value)
		case "text-indent":
			n, _ := length(d.value)
			return n <= -100
		case "left", "top", "right", "bottom", "margin-left", "margin-top":
			n, _ := length(d.value)
			return n <= -999
		case "clip", "clip-path":
			return clippedAway.MatchString(d.value)
		case "transform":
			return strings.ReplaceAll(d.value, " ", "") == "scale(0)"
		}
		return false
	})
}

var clippedAway = regexp.MustCompile(`^(?:rect\(\s*(?:0|1px)[,\s]|inset\(\s*(?:50|100)%|circle\(\s*0)`)

// openable tells styles by which also what opens on a click is closed.
func openable(style string) bool {
	return slices.ContainsFunc(declarations(style), func(d declaration) bool {
		switch d.property {
		case "display":
			return d.value == "none"
		case "visibility":
			return d.value == "hidden" || d.value == "collapse"
		case "opacity":
			n, _ := length(d.value)
			return n < 0.05
		}
		return false
	})
}

type declaration struct{ property, value string }

func declarations(style string) []declaration {
	var list []declaration
	for one := range strings.SplitSeq(strings.ToLower(style), ";") {
		key, value, found := strings.Cut(one, ":")
		value, _, _ = strings.Cut(value, "!")
		if found {
			list = append(list, declaration{strings.TrimSpace(key), strings.TrimSpace(value)})
		}
	}
	return list
}

// length reads a number and its unit. What is none is as large as usual.
func length(value string) (number float64, unit string) {
	at := strings.IndexFunc(value, func(r rune) bool { return r != '-' && r != '.' && (r < '0' || r > '9') })
	if at < 0 {
		at = len(value)
	}
	number, err := strconv.ParseFloat(value[:at], 64)
	if err != nil {
		return 16, ""
	}
	return number, strings.TrimSpace(value[at:])
}

// isClear tells colours that are fully transparent.
func isClear(color string) bool {
	if hex, ok := strings.CutPrefix(color, "#"); ok {
		return len(hex) == 8 && hex[6:] == "00" || len(hex) == 4 && hex[3] == '0'
	}
	if !strings.HasPrefix(color, "rgba(") && !strings.HasPrefix(color, "hsla(") {
		return false
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(color, ")"), func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	alpha, _ := length(parts[len(parts)-1])
	return len(parts) == 4 && alpha < 0.05
}

// property returns the value of a declaration of a style, the last one.
func property(style, name string) string {
	value := ""
	for _, d := range declarations(style) {
		if d.property == name {
			value = d.value
		}
	}
	return value
}

// isWhite tells colours that cannot be told from white paper.
func isWhite(color string) bool {
	color = strings.ToLower(strings.TrimSpace(color))
	switch color {
	case "white", "snow", "#fff", "#ffff":
		return true
	}
	if hex, ok := strings.CutPrefix(color, "#"); ok && (len(hex) == 6 || len(hex) == 8) {
		return lightest(hex[:2], 16) && lightest(hex[2:4], 16) && lightest(hex[4:6], 16)
	}
	open, rest, ok := strings.Cut(color, "(")
	if !ok || open != "rgb" && open != "rgba" {
		return false
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	return len(parts) >= 3 && lightest(parts[0], 10) && lightest(parts[1], 10) && lightest(parts[2], 10)
}

func lightest(value string, base int) bool {
	n, err := strconv.ParseUint(value, base, 16)
	return err == nil && n >= 0xf8
}

// onColor tells whether an element stands on a background that may be dark: of
// its own, or of one around it. Backgrounds of style sheets are not known, so
// an element of a class gets the benefit of the doubt.
func onColor(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		style := attribute(p, "style")
		for _, name := range []string{"background", "background-color", "background-image"} {
			switch value := property(style, name); value {
			case "", "transparent", "none", "inherit": // what is behind it shows
			default:
				return !isWhite(value)
			}
		}
		if color := attribute(p, "bgcolor"); color != "" {
			return !isWhite(color)
		}
		if attribute(p, "class") != "" && p.Data != "body" && p.Data != "html" {
			return true
		}
	}
	return false
}

// hidingRule is a simple selector of a style sheet of the page that hides:
// an element, a class or an id, or two of them together.
type hidingRule struct{ tag, class, id string }

func (r hidingRule) matches(n *html.Node) bool {
	return (r.tag == "" || r.tag == n.Data) && (r.id == "" || r.id == attribute(n, "id")) &&
		(r.class == "" || slices.Contains(strings.Fields(attribute(n, "class")), r.class))
}

var (
	styleComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	styleRule     = regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)
	simpleElement = regexp.MustCompile(`^([a-z][a-z0-9-]*)?(?:\.([\w-]+)|#([\w-]+))?$`)
)

// maxHidingRules bounds what is compared with each element.
const maxHidingRules = 200

// hidingRules reads the style sheets that stand in the page. Rules for some
// media, and selectors that depend on what is around, are left out. Where the
// page has a script, what is not displayed may open on a click, as the answers
// of many pages of questions do.
func hidingRules(root *html.Node) []hidingRule {
	var rules []hidingRule
	scripted := hasScript(root)
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "style" || n.FirstChild == nil {
			continue
		}
		sheet := styleComment.ReplaceAllString(n.FirstChild.Data, "")
		if media, _, found := strings.Cut(sheet, "@media"); found {
			sheet = media
		}
		for _, rule := range styleRule.FindAllStringSubmatch(sheet, -1) {
			if !hides(rule[2]) || scripted && openable(rule[2]) {
				continue
			}
			for selector := range strings.SplitSeq(rule[1], ",") {
				m := simpleElement.FindStringSubmatch(strings.TrimSpace(selector))
				if m != nil && m[1]+m[2]+m[3] != "" && len(rules) < maxHidingRules {
					rules = append(rules, hidingRule{m[1], m[2], m[3]})
				}
			}
		}
	}
	return rules
}

func hasScript(root *html.Node) bool {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" && attribute(n, "type") != "application/ld+json" {
			return true
		}
	}
	return false
}
