package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// levels is how many levels a list has in Word.
const levels = 9

// list is one that is counted through: w:abstractNum. The w:num elements that
// paragraphs refer to share it, and so its counts.
type list struct {
	levels [levels]*level
	counts [levels]int
	// running says that the level was counted since the last restart.
	running [levels]bool
}

// level says how one level of a list is printed.
type level struct {
	format, text string
	start        int
	// restart is how many levels, from the outermost, begin this one anew; 0
	// for none.
	restart int
	// legal: numbers of the levels above are printed as decimals.
	legal  bool
	style  string
	indent *int
}

// numbered is a w:num: a list with what it changes.
type numbered struct {
	list    *list
	changed [levels]*level
	// starts are where levels begin anew when the number is first used.
	starts [levels]*int
	begun  [levels]bool
}

func (n *numbered) level(i int) *level {
	if l := n.changed[i]; l != nil {
		return l
	}
	return n.list.levels[i]
}

// numbering are the lists of a document, by the ids that paragraphs use.
type numbering map[string]*numbered

// numberingPart is what is read of word/numbering.xml.
type numberingPart struct {
	Abstract []abstractPart `xml:"abstractNum"`
	Numbers  []struct {
		ID        string `xml:"numId,attr"`
		Abstract  value  `xml:"abstractNumId"`
		Overrides []struct {
			Level string     `xml:"ilvl,attr"`
			Start *value     `xml:"startOverride"`
			All   *levelPart `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type abstractPart struct {
	ID     string      `xml:"abstractNumId,attr"`
	Link   value       `xml:"numStyleLink"`
	Levels []levelPart `xml:"lvl"`
}

type levelPart struct {
	Level   string `xml:"ilvl,attr"`
	Format  value  `xml:"numFmt"`
	Custom  value  `xml:"AlternateContent>Choice>numFmt"`
	Start   *value `xml:"start"`
	Text    *value `xml:"lvlText"`
	Restart *value `xml:"lvlRestart"`
	Legal   *value `xml:"isLgl"`
	Style   value  `xml:"pStyle"`
	Indent  struct {
		Attrs []xml.Attr `xml:",any,attr"`
	} `xml:"pPr>ind"`
}

type value struct {
	Val    string `xml:"val,attr"`
	Format string `xml:"format,attr"`
}

// numbering reads word/numbering.xml.
func (p *parts) numbering(styles map[string]*style) (numbering, error) {
	var file numberingPart
	if err := p.Decode(p.sibling("numbering"), &file); err != nil {
		return nil, err
	}
	lists, links := map[string]*list{}, map[string]string{}
	for _, a := range file.Abstract {
		l := new(list)
		for _, one := range a.Levels {
			if i, ok := levelIndex(one.Level); ok {
				l.levels[i] = one.level(i)
			}
		}
		lists[a.ID] = l
		if a.Link.Val != "" {
			links[a.ID] = a.Link.Val
		}
	}
	abstracts := map[string]string{}
	for _, one := range file.Numbers {
		abstracts[one.ID] = one.Abstract.Val
	}
	numbers := numbering{}
	for _, one := range file.Numbers {
		id := one.Abstract.Val
		for hops := 0; links[id] != "" && hops < maxBases; hops++ {
			s := styles[links[id]]
			if s == nil {
				break
			}
			id = abstracts[s.para.numID]
		}
		if lists[id] == nil {
			continue
		}
		n := &numbered{list: lists[id]}
		for _, o := range one.Overrides {
			i, ok := levelIndex(o.Level)
			if !ok {
				continue
			}
			if o.All != nil {
				n.changed[i] = o.All.level(i)
			}
			if o.Start != nil {
				if start, err := strconv.Atoi(o.Start.Val); err == nil {
					n.starts[i] = &start
				}
			}
		}
		numbers[one.ID] = n
	}
	return numbers, nil
}

func levelIndex(s string) (int, bool) {
	i, err := strconv.Atoi(s)
	return i, err == nil && i >= 0 && i < levels
}

func (p levelPart) level(i int) *level {
	l := &level{format: p.Format.Val, style: p.Style.Val, start: 1, restart: i}
	if p.Format.Val == "" && p.Custom.Val == "custom" {
		l.format = p.Custom.Format
	}
	if l.format == "" {
		l.format = "decimal"
	}
	l.text = "%" + strconv.Itoa(i+1) + "."
	if p.Text != nil {
		l.text = p.Text.Val
	}
	if p.Start != nil {
		l.start, _ = strconv.Atoi(p.Start.Val)
	}
	if p.Restart != nil {
		l.restart, _ = strconv.Atoi(p.Restart.Val)
	}
	l.legal = p.Legal != nil && isOn(p.Legal.Val)
	l.indent = indent(xml.StartElement{Attr: p.Indent.Attrs})
	return l
}

// item is what numbering makes of a paragraph.
type item struct {
	// in is the paragraph's number, nil when it has none.
	in    *numbered
	level int
	// marker is what is printed, "" for nothing; ordered that it counts.
	marker  string
	ordered bool
	// indent is that of the paragraph's text.
	indent int
}

// unknown stands for a list that the file does not define.
var unknown = &numbered{list: new(list)}

// find returns which item a paragraph is, without counting it.
func (n numbering) find(p *paragraph) item {
	own, style := p.format, p.style.para
	id := own.over(style).numID
	found := item{indent: valueOf(own.indent, style.indent)}
	if id == "" || id == "0" {
		return found
	}
	if found.in = n[id]; found.in == nil {
		found.in = unknown
	}
	switch byStyle, linked := found.in.styled(p.style.ids); {
	case own.level != nil:
		found.level = *own.level
	case own.numID == "" && linked:
		found.level = byStyle
	default:
		found.level = valueOf(style.level)
	}
	found.level = min(max(found.level, 0), levels-1)
	if l := found.in.level(found.level); l != nil && l.indent != nil {
		if own.numID == "" {
			found.indent = valueOf(own.indent, style.indent, l.indent)
		} else {
			found.indent = valueOf(own.indent, l.indent, style.indent)
		}
	}
	return found
}

// valueOf returns the first number that is said, else 0.
func valueOf(numbers ...*int) int {
	for _, n := range numbers {
		if n != nil {
			return *n
		}
	}
	return 0
}

// styled returns the level that is tied to a style or one of its bases.
func (n *numbered) styled(ids []string) (int, bool) {
	for _, id := range ids {
		for i := range levels {
			if l := n.level(i); l != nil && l.style == id && id != "" {
				return i, true
			}
		}
	}
	return 0, false
}

// count counts the paragraph and says how it is marked.
func (n numbering) count(p *paragraph) item {
	found := n.find(p)
	if found.in == nil {
		return found
	}
	found.in.step(found.level)
	found.marker, found.ordered = found.in.mark(found.level)
	return found
}

// step counts an item of a level.
func (n *numbered) step(at int) {
	l := n.list
	spec := n.level(at)
	if spec == nil {
		return
	}
	if start := n.starts[at]; start != nil && !n.begun[at] {
		l.counts[at], l.running[at] = *start-1, true
	}
	n.begun[at] = true
	if !l.running[at] {
		l.counts[at], l.running[at] = spec.start-1, true
	}
	l.counts[at]++
	for deeper := at + 1; deeper < levels; deeper++ {
		if d := n.level(deeper); d != nil && at < d.restart {
			l.running[deeper] = false
		}
	}
}

// restarts reports whether the next item of a level begins anew because its
// number says so.
func (n *numbered) restarts(at int) bool { return n.starts[at] != nil && !n.begun[at] }

// bullet is what is printed for any mark that does not count.
const bullet = "-"

// maxMarker bounds what is printed before an item, in characters.
const maxMarker = 60

// mark returns what is printed before an item that was just counted.
func (n *numbered) mark(at int) (marker string, ordered bool) {
	spec := n.level(at)
	if spec == nil || spec.format == "bullet" {
		return bullet, false
	}
	var out strings.Builder
	text := spec.text
	for {
		before, rest, found := strings.Cut(text, "%")
		out.WriteString(before)
		if !found {
			break
		}
		if rest == "" || rest[0] < '1' || rest[0] > '9' {
			out.WriteByte('%')
			text = rest
			continue
		}
		from := int(rest[0] - '1')
		text = rest[1:]
		if l := n.level(from); l != nil {
			format := l.format
			if spec.legal && format != "none" {
				format = "decimal"
			}
			out.WriteString(numeral(n.counted(from, l), format))
			ordered = ordered || from == at && format != "none" && format != "bullet"
		}
	}
	marker = document.CleanLine(out.String())
	if utf8.RuneCountInString(marker) > maxMarker {
		marker = document.Shorten(marker, maxMarker)
	}
	return marker, ordered
}

// counted is the number that a level shows: its start when no item of it came
// before.
func (n *numbered) counted(at int, l *level) int {
	if n.list.running[at] {
		return n.list.counts[at]
	}
	return l.start
}
