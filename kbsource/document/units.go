package document

import (
	"strings"
	"unicode"

	"footnote/internal/sentence"
)

const (
	// maxWhole is how many words an item, a definition, a note or a cell's row
	// may have to be one unit; a longer one is cut into sentences.
	maxWhole = 60
	// maxLead bounds what a unit is said under, in runes.
	maxLead = 240
	// maxAsked is how many words a paragraph may have to be a question that
	// the following paragraphs answer.
	maxAsked = 30
	// maxCode is how many runes of code are one unit.
	maxCode = 600
)

// UnitRules is part of every document's hash and of every file's state: raise it
// when Units makes something else of the same blocks, or package index cuts them
// otherwise, and the next sync cuts all documents anew.
const UnitRules = 1

// Units computes the units of a document in a language (a primary subtag).
// Text that lies in no block is read as paragraphs, so that an extractor's
// oversight never makes text impossible to find.
func Units(text string, blocks []Block, language string) []Unit {
	w := unitWriter{text: []rune(text), blocks: blocks, language: language}
	for i, b := range blocks {
		if b.Start < w.pos || b.End > len(w.text) || b.Start >= b.End {
			continue
		}
		w.loose(b.Start)
		w.block(i, b)
		w.pos = b.End
	}
	w.loose(len(w.text))
	return w.units
}

// PlainUnits computes the units of a text of which no blocks are known: its
// lines and sentences.
func PlainUnits(text, language string) []Unit { return Units(text, nil, language) }

type unitWriter struct {
	text     []rune
	blocks   []Block
	language string
	units    []Unit
	// pos is where what was read ends.
	pos int
	// asked is the question that the paragraphs here answer, asker its block;
	// answered says that blocks marked as its answer have come.
	asked    string
	asker    Block
	answered bool
	// defined is where the definition ends that took in blocks still to come.
	defined int
	lists   listTracker
	table   tableHead
}

// loose reads text between blocks.
func (w *unitWriter) loose(end int) {
	if start, end := Trim(w.text, w.pos, end); start < end {
		w.prose(start, end, Unit{Antecedent: -1})
	}
}

func (w *unitWriter) add(u Unit) {
	u.Antecedent = -1
	if u.Kind.Stands() && leans(w.language, string(w.text[u.Start:min(u.End, u.Start+40)])) {
		u.Antecedent = w.before()
	}
	w.units = append(w.units, u)
}

// before returns the unit that the next one leans on: the last that stands or
// asks in running text ("Is it older? If yes, …"), unless a heading lies
// between.
func (w *unitWriter) before() int {
	for i := len(w.units) - 1; i >= 0; i-- {
		switch k := w.units[i].Kind; {
		case k == UnitQuestion && (w.units[i].Start != w.asker.Start || w.asker.Kind == Paragraph):
			return i
		case k == UnitAbove, k == UnitQuestion:
			return -1
		case k == UnitRow || k == UnitPair || k == UnitCode:
			return -1
		case k.Stands():
			return i
		}
	}
	return -1
}

func (w *unitWriter) block(index int, b Block) {
	if b.Start < w.defined {
		return
	}
	w.follow(index, b)
	if w.beyondAnswer(b) {
		w.asked = ""
	}
	base := Unit{List: w.lists.open, Lead: w.asked}
	switch b.Kind {
	case Heading, Term, Caption:
		w.asked = ""
		if b.Kind == Heading && IsQuestion(w.text[b.Start:b.End]) {
			w.ask(b)
			return
		}
		if b.Kind == Term {
			if w.defined = w.definition(index); w.defined > 0 {
				w.whole(UnitDefinition, b.Start, w.defined, Unit{})
				return
			}
		}
		w.whole(UnitAbove, b.Start, b.End, Unit{})
	case Question:
		w.ask(b)
	case Description:
		w.prose(b.Start, b.End, Unit{Lead: w.leadOf(b.Parent)})
	case ListItem:
		w.item(index, b)
	case TableHeader, TableSection, TableRow:
		w.row(b)
	case Code:
		w.code(b, base)
	case Note:
		base.Lead = w.noted(b)
		w.short(UnitNote, b.Start, b.End, base)
	case Figure:
		w.whole(UnitFigure, b.Start, b.End, base)
	case Furniture:
		w.whole(UnitFurniture, b.Start, b.End, Unit{})
	default:
		if w.lists.typed {
			w.item(index, Block{Kind: ListItem, Start: b.Start, End: b.End, Ordered: true, Parent: -1})
			return
		}
		w.paragraph(index, b, base)
	}
}

// ask adds a question that the blocks after it answer.
func (w *unitWriter) ask(b Block) {
	w.whole(UnitQuestion, b.Start, b.End, Unit{})
	w.asked, w.asker, w.answered = w.cut(b.Start, b.End), b, false
}

// beyondAnswer reports whether a block answers the question above it no more:
// the section that it heads has ended, or its marked answer.
func (w *unitWriter) beyondAnswer(b Block) bool {
	w.answered = w.answered || b.Kind == Answer
	return len(b.Headings) < len(w.asker.Headings) ||
		w.answered && w.asker.Kind == Question && b.Kind == Paragraph && b.Parent < 0
}

// whole adds a range as one unit.
func (w *unitWriter) whole(kind UnitKind, start, end int, base Unit) {
	base.Kind, base.Start, base.End = kind, start, end
	w.add(base)
}

// short adds a range as one unit, in sentences where it is long.
func (w *unitWriter) short(kind UnitKind, start, end int, base Unit) {
	if CountWords(w.text[start:end]) <= maxWhole {
		w.whole(kind, start, end, base)
		return
	}
	for _, s := range w.sentences(start, end) {
		w.whole(kind, s.Start, s.End, base)
	}
}

// sentences cuts a range at sentence and line ends.
func (w *unitWriter) sentences(start, end int) []sentence.Span {
	spans := sentence.Prose(string(w.text[start:end]))
	for i := range spans {
		spans[i].Start += start
		spans[i].End += start
	}
	return spans
}

// prose adds sentences and lines.
func (w *unitWriter) prose(start, end int, base Unit) {
	for _, s := range w.sentences(start, end) {
		kind := UnitSentence
		switch last := w.text[s.End-1]; {
		case IsQuestion(w.text[s.Start:s.End]):
			kind = UnitQuestion
		case last == ':' || last == '：':
			kind = UnitLeadIn
		case unicode.IsLetter(last) || unicode.IsDigit(last):
			kind = UnitLine
		}
		w.whole(kind, s.Start, s.End, base)
		if kind == UnitQuestion {
			base.Lead = w.cut(s.Start, s.End)
		}
	}
}

// paragraph adds running text. One that only asks is answered by what follows.
func (w *unitWriter) paragraph(index int, b Block, base Unit) {
	asks := b.Kind == Paragraph && b.Parent < 0 && IsQuestion(w.text[b.Start:b.End]) &&
		CountWords(w.text[b.Start:b.End]) <= maxAsked && len(w.sentences(b.Start, b.End)) == 1
	if asks && index+1 < len(w.blocks) && w.blocks[index+1].Kind != Heading {
		w.ask(b)
		return
	}
	steps := w.typedLines(b)
	if steps == nil || base.List > 0 {
		w.prose(b.Start, b.End, base)
		return
	}
	w.prose(b.Start, steps[0].Start, base)
	w.openList(b, -1)
	if last := len(w.units) - 1; steps[0].Start > b.Start && last >= 0 {
		w.lists.lead = w.cut(w.units[last].Start, w.units[last].End)
	}
	for _, s := range steps {
		w.item(index, Block{Kind: ListItem, Start: s.Start, End: s.End, Ordered: true, Parent: -1})
	}
	w.lists.open, w.lists.steps = 0, false
}

// definition returns where the description of the term at index ends, as far
// as both are short enough for one unit; 0 where they are not. Items that the
// description lists are part of it, steps are not.
func (w *unitWriter) definition(index int) (end int) {
	start := w.blocks[index].Start
	for i := index + 1; i < len(w.blocks); i++ {
		d := w.blocks[i]
		part := d.Kind == Description && d.Parent == index || d.Kind == ListItem && !d.Ordered && w.isOf(i, index)
		if !part || d.End > len(w.text) || CountWords(w.text[start:d.End]) > maxWhole {
			break
		}
		end = d.End
	}
	return end
}

// isOf reports whether a block belongs, over others, to another one.
func (w *unitWriter) isOf(index, to int) bool {
	for hops := 0; index > to && hops < 64; hops++ {
		index = w.blocks[index].Parent
	}
	return index == to
}

func (w *unitWriter) item(index int, b Block) {
	base := Unit{List: w.lists.open, Depth: b.Level, Ordered: b.Ordered, Lead: w.asked}
	lead := w.lists.lead
	if b.Parent >= 0 && w.blocks[b.Parent].Kind == ListItem {
		lead = w.leadOf(b.Parent)
	}
	if lead != "" {
		base.Lead = lead
	}
	kind := UnitItem
	next := index + 1
	if last := w.text[b.End-1]; (last == ':' || last == '：') && next < len(w.blocks) && w.blocks[next].Parent == index {
		kind = UnitLeadIn
	}
	if IsQuestion(w.text[b.Start:b.End]) {
		kind = UnitQuestion
	}
	w.short(kind, b.Start, b.End, base)
}

// noted is what a note is said of: the sentence that bears its mark. A mark
// that is a bare number or letter could be any, and the last sentence is taken.
func (w *unitWriter) noted(note Block) string {
	bare := !strings.ContainsFunc(note.Marker, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	at := note.Parent
	if bare || at < 0 || at >= len(w.blocks) || w.blocks[at].End > len(w.text) || w.blocks[at].Kind.IsRow() {
		return w.leadOf(at)
	}
	for _, s := range w.sentences(w.blocks[at].Start, w.blocks[at].End) {
		if strings.Contains(string(w.text[s.Start:s.End]), note.Marker) {
			return w.cut(s.Start, s.End)
		}
	}
	return w.leadOf(at)
}

// leadOf is what stands for a block that others belong to: the last sentence
// of running text, or all of it.
func (w *unitWriter) leadOf(index int) string {
	if index < 0 || index >= len(w.blocks) || w.blocks[index].End > len(w.text) {
		return ""
	}
	b := w.blocks[index]
	if b.Kind == TableRow || b.Kind == Term || b.Kind == Question {
		return w.cut(b.Start, b.End)
	}
	spans := w.sentences(b.Start, b.End)
	if b.Kind == ListItem || len(spans) == 0 {
		return w.cut(b.Start, b.End)
	}
	last := spans[len(spans)-1]
	return w.cut(last.Start, last.End)
}

// cut returns a range on one line, bounded.
func (w *unitWriter) cut(start, end int) string {
	return strings.ReplaceAll(string(w.text[start:min(end, start+maxLead)]), "\n", " ")
}

// code adds code in pieces of whole lines.
func (w *unitWriter) code(b Block, base Unit) {
	for start := b.Start; start < b.End; {
		end := b.End
		if end-start > maxCode {
			end = start + maxCode
			for at := end; at > start; at-- {
				if w.text[at-1] == '\n' {
					end = at
					break
				}
			}
		}
		if from, to := Trim(w.text, start, end); from < to {
			w.whole(UnitCode, from, to, base)
		}
		start = end
	}
}
