package docx

import (
	"bytes"
	"regexp"
	"strings"

	"footnote/kbsource/document"
)

// story is a text that is read from its start to its end: the body, a cell, a
// text box, a note.
type story struct {
	nodes []node
	// joined is the paragraph whose mark is deleted: it goes on in the next.
	joined *paragraph
}

// node is a paragraph or a table.
type node struct {
	para  *paragraph
	table *table
}

func (s *story) paragraph(p *paragraph) {
	if s.joined != nil {
		p.prepend(s.joined)
		s.joined = nil
	}
	switch {
	case p.format.deleted:
		s.joined = p
	case !p.isEmpty():
		s.nodes = append(s.nodes, node{para: p})
	}
}

func (s *story) table(t *table) {
	s.end()
	s.nodes = append(s.nodes, node{table: t})
}

// end keeps a paragraph that has nothing to go on in.
func (s *story) end() {
	if s.joined != nil {
		s.nodes = append(s.nodes, node{para: s.joined})
		s.joined = nil
	}
}

// blank reports whether the story shows no text.
func (s *story) blank() bool {
	for _, n := range s.nodes {
		if n.table != nil || !n.para.blank() {
			return false
		}
	}
	return true
}

// paragraph is one as it was read.
type paragraph struct {
	format paraFormat
	style  *style
	text   []byte
	spans  []span
	// notes are those that the text refers to.
	notes []*note
	// floats are what is anchored here: text boxes.
	floats story
	// taken says that it was written with the table before it.
	taken bool
}

// span is a piece of a paragraph's text, or a picture.
type span struct {
	// end is where it ends in the text; it starts where the one before ends.
	end    int
	script script
	bold   bool
	// picture is the text that stands for a picture, inline that it stands in
	// the line.
	inline  bool
	picture string
}

func (p *paragraph) write(text string, l look) {
	p.text = append(p.text, text...)
	s := span{end: len(p.text), script: l.script, bold: l.bold}
	if n := len(p.spans) - 1; n >= 0 && p.spans[n].picture == "" && p.spans[n].script == s.script && p.spans[n].bold == s.bold {
		p.spans[n].end = s.end
		return
	}
	p.spans = append(p.spans, s)
}

// append adds what another paragraph holds behind the text.
func (p *paragraph) append(later *paragraph) {
	for _, s := range later.spans {
		s.end += len(p.text)
		p.spans = append(p.spans, s)
	}
	p.text = append(p.text, later.text...)
	p.notes = append(p.notes, later.notes...)
	p.floats.nodes = append(p.floats.nodes, later.floats.nodes...)
}

// prepend puts what an earlier paragraph holds before the text.
func (p *paragraph) prepend(earlier *paragraph) {
	earlier.floats.end()
	earlier.append(p)
	p.text, p.spans, p.notes, p.floats = earlier.text, earlier.spans, earlier.notes, earlier.floats
}

// isEmpty reports whether the paragraph leaves no trace, not even in the count
// of a list.
func (p *paragraph) isEmpty() bool {
	return len(p.spans) == 0 && len(p.notes) == 0 && len(p.floats.nodes) == 0 &&
		p.style.role != asCode && p.format.over(p.style.para).numID == ""
}

// heading is the level of a heading from 1, 0 for body text.
func (p *paragraph) heading() int {
	if p.format.heading > 0 {
		return p.format.heading
	}
	return p.style.heading
}

// blank reports whether the paragraph shows no text.
func (p *paragraph) blank() bool { return len(bytes.TrimSpace(p.text)) == 0 }

// bold reports whether all that is seen of the paragraph is bold.
func (p *paragraph) bold() bool {
	start := 0
	for _, s := range p.spans {
		if !s.bold && len(bytes.TrimSpace(p.text[start:s.end])) > 0 {
			return false
		}
		start = s.end
	}
	return !p.blank()
}

// maxIcon is how many words may stand for a picture that is part of a line.
const maxIcon = 3

var fileName = regexp.MustCompile(`(?i)^\S+\.(?:png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp)$`)

// render returns the text, and what stands for pictures that are no part of
// it. A small picture in a line ("press ⚙ to …") is read as a word.
func (p *paragraph) render() (text string, pictures []string) {
	var out strings.Builder
	start, blank := 0, p.blank()
	for i := 0; i < len(p.spans); i++ {
		s := p.spans[i]
		if s.picture != "" {
			if words := len(strings.Fields(s.picture)); blank || !s.inline || words > maxIcon {
				pictures = append(pictures, s.picture)
			} else {
				out.WriteString(" " + s.picture + " ")
			}
			continue
		}
		// What is raised is raised together, bold or not.
		for i+1 < len(p.spans) && p.spans[i+1].script == s.script && p.spans[i+1].picture == "" {
			i++
		}
		out.WriteString(moved(string(p.text[start:p.spans[i].end]), s.script, out.String()))
		start = p.spans[i].end
	}
	return out.String(), pictures
}

// lines returns the lines of a text that are not blank.
func lines(text string) []string {
	if text = document.CleanLines(text); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
