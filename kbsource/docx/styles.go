package docx

import (
	"regexp"
	"strconv"
	"strings"

	"footnote/kbsource/document"
)

// styleSheet is what is read of word/styles.xml.
type styleSheet struct {
	Styles []struct {
		ID   string `xml:"styleId,attr"`
		Type string `xml:"type,attr"`
		Name struct {
			Val string `xml:"val,attr"`
		} `xml:"name"`
		BasedOn struct {
			Val string `xml:"val,attr"`
		} `xml:"basedOn"`
		Paragraph struct {
			Outline   *value    `xml:"outlineLvl"`
			Numbering *numberOf `xml:"numPr"`
		} `xml:"pPr"`
		Run struct {
			Vanish *value `xml:"vanish"`
		} `xml:"rPr"`
	} `xml:"style"`
}

type value struct {
	Val string `xml:"val,attr"`
}

type numberOf struct {
	Level value `xml:"ilvl"`
	ID    value `xml:"numId"`
}

// style is what a paragraph gets from its style and those it is based on.
type style struct {
	// name is the built-in name in lower case: "heading 1" in every language.
	name string
	// outline is the heading level from 1, 0 for body text.
	outline int
	numID   string
	level   int
	code    bool
	// hidden: what is written in it is not shown.
	hidden bool
	vanish string
}

var headingName = regexp.MustCompile(`^heading (\d)$`)

// byID resolves what styles inherit.
func (s styleSheet) byID() map[string]style {
	at := map[string]int{}
	for i, one := range s.Styles {
		at[one.ID] = i
	}
	resolved := map[string]style{}
	for _, one := range s.Styles {
		var out style
		out.name = strings.ToLower(one.Name.Val)
		for id, hops := one.ID, 0; id != "" && hops < 32; hops++ {
			i, known := at[id]
			if !known {
				break
			}
			s.inherit(i, &out)
			id = s.Styles[i].BasedOn.Val
		}
		resolved[one.ID] = out
	}
	return resolved
}

// inherit fills what is still open from one style of the chain.
func (s styleSheet) inherit(i int, out *style) {
	from := s.Styles[i]
	name := strings.ToLower(from.Name.Val)
	if out.outline == 0 {
		if m := headingName.FindStringSubmatch(name); m != nil {
			out.outline, _ = strconv.Atoi(m[1])
		} else if level := outlineLevel(from.Paragraph.Outline); level > 0 {
			out.outline = level
		}
	}
	if v := from.Run.Vanish; v != nil && out.vanish == "" {
		out.vanish = document.Or(v.Val, "true")
		out.hidden = out.vanish != "0" && out.vanish != "false" && out.vanish != "off"
	}
	if n := from.Paragraph.Numbering; n != nil && out.numID == "" {
		out.numID = n.ID.Val
		out.level, _ = strconv.Atoi(n.Level.Val)
	}
	if name == "html preformatted" || strings.Contains(name, "code") && !strings.Contains(name, "char") {
		out.code = true
	}
}

// outlineLevel turns w:outlineLvl into a level from 1; 9 means body text.
func outlineLevel(v *value) int {
	if v == nil {
		return 0
	}
	n, err := strconv.Atoi(v.Val)
	if err != nil || n < 0 || n > 8 {
		return 0
	}
	return n + 1
}

// numberingPart is what is read of word/numbering.xml.
type numberingPart struct {
	Abstract []struct {
		ID     string `xml:"abstractNumId,attr"`
		Levels []struct {
			Level  string `xml:"ilvl,attr"`
			Format value  `xml:"numFmt"`
			Start  value  `xml:"start"`
		} `xml:"lvl"`
	} `xml:"abstractNum"`
	Numbers []struct {
		ID       string `xml:"numId,attr"`
		Abstract value  `xml:"abstractNumId"`
	} `xml:"num"`
}

// listLevel says how one level of a list is marked.
type listLevel struct {
	bullet bool
	start  int
}

// levels returns the levels of each list by its number.
func (n numberingPart) levels() map[string]map[int]listLevel {
	abstract := map[string]map[int]listLevel{}
	for _, a := range n.Abstract {
		levels := map[int]listLevel{}
		for _, l := range a.Levels {
			i, err := strconv.Atoi(l.Level)
			if err != nil {
				continue
			}
			start, err := strconv.Atoi(l.Start.Val)
			if err != nil {
				start = 1
			}
			levels[i] = listLevel{bullet: l.Format.Val == "bullet" || l.Format.Val == "none", start: start}
		}
		abstract[a.ID] = levels
	}
	byNumber := map[string]map[int]listLevel{}
	for _, one := range n.Numbers {
		byNumber[one.ID] = abstract[one.Abstract.Val]
	}
	return byNumber
}
