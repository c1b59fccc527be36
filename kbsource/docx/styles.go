package docx

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// role is what a style makes of a paragraph, besides headings and lists.
type role int8

const (
	asText role = iota
	asTitle
	asContents
	asQuotation
	asCaption
	asCode
	asListed
)

// style is what a paragraph, run or table gets from its style and those that
// it is based on.
type style struct {
	// ids are the style's own and those of its bases, nearest first.
	ids  []string
	role role
	// heading is the level from 1, less for body text.
	heading int
	para    paraFormat
	run     format
	// firstRow and firstColumn say that a table's style sets these apart.
	firstRow, firstColumn bool
}

// paraFormat is what paragraph properties (w:pPr) say.
type paraFormat struct {
	style string
	// numID is "" for not said, "0" for no number; level is nil for not said.
	numID string
	level *int
	// heading is the level of w:outlineLvl from 1, 0 for not said, -1 for body
	// text.
	heading int
	// indent is that of the text from the margin, in twentieths of a point.
	indent *int
	shaded flag
	// deleted and hidden are said of the paragraph's mark.
	deleted bool
	hidden  flag
}

// over fills what is not said from the format that this one is based on.
func (p paraFormat) over(base paraFormat) paraFormat {
	if p.numID == "" {
		p.numID = base.numID
	}
	if p.level == nil {
		p.level = base.level
	}
	if p.indent == nil {
		p.indent = base.indent
	}
	p.shaded = p.shaded.or(base.shaded)
	return p
}

// paraFormat reads paragraph properties.
func (w *walker) paraFormat() (paraFormat, error) {
	var p paraFormat
	err := w.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			p.style = attr(e, "val")
		case "shd":
			p.shaded = flagOf(fill(e) != "")
		case "outlineLvl":
			if n, ok := number(e, "val"); ok && n >= 0 && n < 9 {
				p.heading = n + 1
			} else {
				p.heading = -1
			}
		case "ind":
			p.indent = indent(e)
		case "numPr":
			return w.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "ilvl":
					if n, ok := number(e, "val"); ok {
						p.level = &n
					}
				case "numId":
					p.numID = attr(e, "val")
				}
				return w.in.Skip()
			})
		case "rPr":
			mark, err := w.format()
			p.deleted, p.hidden = mark.deleted, mark.vanish
			return err
		}
		return w.in.Skip()
	})
	return p, err
}

// indent reads how far the text stands from the margin, nil for not said.
func indent(e xml.StartElement) *int {
	for _, name := range []string{"left", "start"} {
		if n, ok := number(e, name); ok {
			return &n
		}
	}
	return nil
}

// rawStyle is a style as the file has it.
type rawStyle struct {
	id, name, base string
	usual          bool
	own            style
}

// styles reads word/styles.xml. The style of paragraphs that name none is
// that of "".
func (p *parts) styles() (map[string]*style, error) {
	resolved := map[string]*style{"": {}}
	name := p.sibling("styles")
	in, err := p.Part(name)
	if in == nil || err != nil {
		return resolved, err
	}
	w := &walker{ctx: p.ctx, in: xml.NewDecoder(in)}
	var raw []rawStyle
	err = w.top(func(xml.StartElement) error {
		return w.children(func(e xml.StartElement) error {
			if e.Name.Local != "style" {
				return w.in.Skip()
			}
			one, err := w.style(e)
			raw = append(raw, one)
			return err
		})
	})
	if err != nil {
		return nil, broken(name, err)
	}
	at := map[string]int{}
	for i, one := range raw {
		at[one.id] = i
	}
	for _, one := range raw {
		s := resolve(raw, at, one.id)
		resolved[one.id] = s
		if one.usual {
			resolved[""] = s
		}
	}
	return resolved, nil
}

// style reads one style.
func (w *walker) style(e xml.StartElement) (rawStyle, error) {
	s := rawStyle{id: attr(e, "styleId")}
	s.usual = attr(e, "type") == "paragraph" && attr(e, "default") != "" && isOn(attr(e, "default"))
	err := w.children(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "name":
			s.name = strings.ToLower(attr(e, "val"))
		case "basedOn":
			s.base = attr(e, "val")
		case "pPr":
			s.own.para, err = w.paraFormat()
			return err
		case "rPr":
			s.own.run, err = w.format()
			return err
		case "tblStylePr":
			apart, err := w.setsApart()
			switch attr(e, "type") {
			case "firstRow":
				s.own.firstRow = apart
			case "firstCol":
				s.own.firstColumn = apart
			}
			return err
		}
		return w.in.Skip()
	})
	return s, err
}

// setsApart reports whether a part of a table gets bold letters or a ground.
func (w *walker) setsApart() (apart bool, err error) {
	err = w.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			f, err := w.format()
			apart = apart || f.bold == yes
			return err
		case "tcPr":
			return w.children(func(e xml.StartElement) error {
				apart = apart || e.Name.Local == "shd" && fill(e) != ""
				return w.in.Skip()
			})
		}
		return w.in.Skip()
	})
	return apart, err
}

// maxBases is how many styles one may be based on, over others.
const maxBases = 32

// resolve merges a style with those that it is based on.
func resolve(raw []rawStyle, at map[string]int, id string) *style {
	out := new(style)
	for len(out.ids) < maxBases {
		i, known := at[id]
		if !known {
			break
		}
		from := raw[i]
		out.ids = append(out.ids, id)
		if out.role == asText {
			out.role = roleOf(from.name)
		}
		if out.heading == 0 {
			out.heading = headingOf(from)
		}
		out.para, out.run = out.para.over(from.own.para), out.run.over(from.own.run)
		out.firstRow = out.firstRow || from.own.firstRow
		out.firstColumn = out.firstColumn || from.own.firstColumn
		id = from.base
	}
	return out
}

// Names of built-in styles are the same in every language of Word.
var headingName = regexp.MustCompile(`^heading (\d)$`)

func headingOf(s rawStyle) int {
	if m := headingName.FindStringSubmatch(s.name); m != nil {
		level, _ := strconv.Atoi(m[1])
		return level
	}
	return s.own.para.heading
}

func roleOf(name string) role {
	switch {
	case name == "title":
		return asTitle
	case strings.HasPrefix(name, "toc "), name == "table of figures", strings.HasPrefix(name, "index "):
		return asContents
	case name == "quote", name == "intense quote":
		return asQuotation
	case name == "caption":
		return asCaption
	case name == "html preformatted", strings.Contains(name, "code") && !strings.Contains(name, "char"):
		return asCode
	case strings.HasPrefix(name, "list bullet"), strings.HasPrefix(name, "list number"):
		return asListed
	}
	return asText
}
