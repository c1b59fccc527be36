package html

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// sight says what a reader of a page sees of an element.
type sight uint8

const (
	shown sight = iota
	// closed is not displayed, as panels are until they are opened.
	closed
	// clipped is out of sight and read out by screen readers alone.
	clipped
	// concealed is drawn so that nobody can see it.
	concealed
)

// sightOf returns what a style makes of an element.
func sightOf(style string) sight {
	worst := shown
	list := declarations(style)
	for _, d := range list {
		worst = max(worst, d.sight())
	}
	if color := value(list, "color"); color != "" && (color == value(list, "background") || color == value(list, "background-color")) {
		return concealed
	}
	if worst == shown && value(list, "overflow") == "hidden" {
		for _, size := range []string{"height", "max-height", "width", "max-width"} {
			if isZero(value(list, size)) {
				return closed
			}
		}
	}
	return worst
}

type declaration struct{ property, value string }

func declarations(style string) []declaration {
	if style == "" {
		return nil
	}
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

func (d declaration) sight() sight {
	switch d.property {
	case "display":
		return sightIf(d.value == "none", closed)
	case "visibility":
		return sightIf(d.value == "hidden" || d.value == "collapse", closed)
	case "opacity":
		n, _ := length(d.value)
		return sightIf(n < 0.05, closed)
	case "clip", "clip-path":
		return sightIf(clippedAway.MatchString(d.value), clipped)
	case "left", "top", "right", "bottom", "margin-left", "margin-top":
		n, unit := length(d.value)
		return sightIf(n <= -999 || n <= -100 && (unit == "vw" || unit == "vh" || unit == "%" || unit == "em" || unit == "rem"), clipped)
	case "text-indent":
		n, _ := length(d.value)
		return sightIf(n <= -100, clipped)
	case "font-size":
		size, unit := length(d.value)
		return sightIf(size == 0 || size <= 1 && (unit == "px" || unit == "pt" || unit == "%") || size < 0.1, concealed)
	case "font":
		size, _ := length(d.value) // "0/0 a" is no size, ".9em serif" is one
		return sightIf(size == 0, concealed)
	case "filter":
		return sightIf(noOpacity.MatchString(d.value), closed)
	case "content-visibility":
		return sightIf(d.value == "hidden", closed)
	case "color", "-webkit-text-fill-color":
		return sightIf(d.value == "transparent" || isClear(d.value), concealed)
	case "transform":
		return sightIf(transformedAway.MatchString(strings.ReplaceAll(d.value, " ", "")), concealed)
	}
	return shown
}

func sightIf(yes bool, s sight) sight {
	if yes {
		return s
	}
	return shown
}

var (
	noOpacity       = regexp.MustCompile(`\bopacity\(\s*0*(?:\.0\d*)?%?\s*\)`)
	transformedAway = regexp.MustCompile(`\bscale(?:[xy]|3d)?\(0(?:\.0+)?[,)]|\btranslate(?:[xy]|3d)?\((?:0[a-z]*,)?-(?:\d{3,}(?:vw|vh|r?em)|\d{4,})`)
)

var clippedAway = regexp.MustCompile(`^(?:polygon\((?:0[a-z%]*[\s,]*)+\)|rect\(\s*(?:0|1px)[a-z]*[,\s]|inset\(\s*(?:50|100)%|circle\(\s*0)`)

// opens reports whether a declaration brings what is closed into sight.
func (d declaration) opens() bool {
	switch d.property {
	case "display", "visibility", "opacity":
		return d.sight() == shown
	case "height", "max-height":
		return !isZero(d.value)
	}
	return false
}

// value returns the last value of a property, "" for none.
func value(list []declaration, property string) string {
	for _, d := range slices.Backward(list) {
		if d.property == property {
			return d.value
		}
	}
	return ""
}

func isZero(value string) bool {
	n, _ := length(value)
	return value != "" && n == 0
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

// isClear reports whether a colour is fully transparent.
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

// isWhite reports whether a colour cannot be told from white paper.
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
	if ok && strings.HasPrefix(open, "hsl") {
		return whiteShade.MatchString(rest)
	}
	if !ok || open != "rgb" && open != "rgba" {
		return false
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	return len(parts) >= 3 && lightest(parts[0], 10) && lightest(parts[1], 10) && lightest(parts[2], 10)
}

// whiteShade is the rest of hsl( of a colour that is all light.
var whiteShade = regexp.MustCompile(`^[^,\s]+[,\s]+[^,\s]+[,\s]+(?:9[89](?:\.\d+)?|100)%`)

func lightest(value string, base int) bool {
	n, err := strconv.ParseUint(value, base, 16)
	return err == nil && n >= 0xf8
}

// ground is what is known of the background that an element stands on.
type ground uint8

const (
	paper ground = iota // white, as far as is known
	colored
)

// groundOf returns the background of an element that stands on another one.
// Backgrounds of style sheets are not known, so an element of a class gets the
// benefit of the doubt.
func groundOf(n *html.Node, style []declaration, around ground) ground {
	for _, name := range []string{"background", "background-color", "background-image"} {
		switch color := value(style, name); color {
		case "", "transparent", "none", "inherit": // what is behind it shows
		default:
			return groundIf(!isWhite(color))
		}
	}
	if color := attribute(n, "bgcolor"); color != "" {
		return groundIf(!isWhite(color))
	}
	if attribute(n, "class") != "" && n.Data != "body" && n.Data != "html" {
		return colored
	}
	return around
}

func groundIf(yes bool) ground {
	if yes {
		return colored
	}
	return paper
}
