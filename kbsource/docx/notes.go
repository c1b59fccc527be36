package docx

import (
	"encoding/xml"
	"strconv"
)

// noteKind is a kind of notes: footnotes or endnotes.
type noteKind struct {
	// part names the part that holds them.
	part string
	// format is how their marks are numbered, next the number of the next one.
	format string
	next   int
	byID   map[string]*note
}

// notes are those that the text refers to.
type notes struct{ feet, ends noteKind }

// note is a footnote or an endnote.
type note struct {
	mark string
	text story
}

// noteFormats reads how a document numbers its notes.
func (p *parts) noteFormats() (*notes, error) {
	type properties struct {
		Format value `xml:"numFmt"`
		Start  value `xml:"numStart"`
	}
	var settings struct {
		Feet properties `xml:"footnotePr"`
		Ends properties `xml:"endnotePr"`
	}
	if err := p.Decode(p.sibling("settings"), &settings); err != nil {
		return nil, err
	}
	kind := func(part, format string, from properties) noteKind {
		k := noteKind{part: part, format: format, next: 1, byID: map[string]*note{}}
		if from.Format.Val != "" {
			k.format = from.Format.Val
		}
		if start, err := strconv.Atoi(from.Start.Val); err == nil {
			k.next = start
		}
		return k
	}
	return &notes{
		feet: kind("footnotes", "decimal", settings.Feet),
		ends: kind("endnotes", "lowerRoman", settings.Ends),
	}, nil
}

// reference writes the mark of a note.
func (r *reader) reference(e xml.StartElement) {
	if r.para == nil || r.look.hidden || r.notes == nil {
		return
	}
	kind := &r.notes.feet
	if e.Name.Local == "endnoteReference" {
		kind = &r.notes.ends
	}
	id := attr(e, "id")
	n := kind.byID[id]
	if n == nil {
		n = new(note)
		kind.byID[id] = n
		if custom := attr(e, "customMarkFollows"); custom != "" && isOn(custom) {
			r.own = n
		} else {
			n.mark = noteMark(numeral(kind.next, kind.format))
			kind.next++
		}
	}
	r.para.notes = append(r.para.notes, n)
	if r.own == nil {
		level := r.look
		level.script = baseline // the mark is raised as it is
		r.para.write(n.mark, level)
	}
}

// readNotes reads the notes that the body refers to.
func (p *parts) readNotes(all *notes, styles map[string]*style) error {
	for _, kind := range []*noteKind{&all.feet, &all.ends} {
		if len(kind.byID) == 0 {
			continue
		}
		name := p.sibling(kind.part)
		in, err := p.Part(name)
		if err != nil {
			return err
		}
		if in == nil {
			continue
		}
		r := &reader{walker: walker{ctx: p.ctx, in: xml.NewDecoder(in)}, styles: styles}
		err = r.top(func(xml.StartElement) error {
			return r.children(func(e xml.StartElement) error {
				n := kind.byID[attr(e, "id")]
				if kind := attr(e, "type"); n == nil || kind != "" && kind != "normal" {
					return r.in.Skip() // the line between text and notes
				}
				n.text = story{}
				r.story = &n.text
				err := r.children(r.element)
				n.text.end()
				return err
			})
		})
		if err != nil {
			return broken(name, err)
		}
	}
	return nil
}
