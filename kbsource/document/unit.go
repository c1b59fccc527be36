package document

import (
	"strings"
)

// UnitKind says what a unit is.
type UnitKind uint8

// The kinds of units. Their numbers are stored: new ones go to the end.
const (
	// UnitSentence is a sentence of running text, UnitLine a line that is
	// none: "Parking: behind the house".
	UnitSentence UnitKind = iota
	UnitLine
	// UnitItem is an item of a list.
	UnitItem
	// UnitRow is a row of a table, UnitPair one of two cells without a header:
	// a name and its value.
	UnitRow
	UnitPair
	// UnitDefinition is a term with its description.
	UnitDefinition
	UnitCode
	UnitNote
	// UnitLeadIn introduces what follows ("Do the following:"), and
	// UnitQuestion asks what follows answers: neither says anything alone.
	UnitLeadIn
	UnitQuestion
	// UnitAbove is a heading, a caption, a term or a row that names columns or
	// rows: other units are said under it.
	UnitAbove
	// UnitFigure stands for a picture, UnitFurniture speaks of the page.
	UnitFigure
	UnitFurniture

	unitKinds
)

var unitNames = [unitKinds]string{
	"sentence", "line", "item", "row", "pair", "definition", "code", "note", "lead_in", "question", "above", "figure", "furniture",
}

// String is the kind's name in golden files and in the documentation.
func (k UnitKind) String() string {
	if k >= unitKinds {
		return "unknown"
	}
	return unitNames[k]
}

// Stands reports whether a unit of that kind says something by itself and so
// may be an answer.
func (k UnitKind) Stands() bool { return k < UnitLeadIn }

// Unit is the smallest piece of a document that may be shown, with what it
// needs to be understood. The units of a document hold each of its visible
// characters once, in order.
type Unit struct {
	Kind UnitKind
	// Start and End are rune offsets, End exclusive: what is quoted. They
	// count from the start of the text that the unit belongs to, a document's
	// (Units) or a passage's (DecodeUnits).
	Start, End int
	// Lead is what the unit is said under: the lead-in of its list, the
	// question that it answers, the term that it describes, the section of its
	// table, what a note refers to. "" for none; headings are not repeated.
	Lead string
	// List numbers the list that an item, and what belongs to it, is of, from 1
	// within the text; 0 outside of lists. A lead-in has that of its list.
	List int
	// Depth is that of a list item, from 0, Ordered that it is one of a
	// sequence of steps.
	Depth   int
	Ordered bool
	// Antecedent is the index of the unit that this one leans on ("It…",
	// "Otherwise…"), -1 for none.
	Antecedent int
	// Cells are those of a row or pair that are not empty.
	Cells []UnitCell
}

// UnitCell is a cell of a row.
type UnitCell struct {
	// Start and End are rune offsets like the unit's.
	Start, End int
	// Header is what its columns are called, outermost first, "" for none.
	Header string
	// Label says that the cell says what its row is about.
	Label bool
}

// Reading returns how a unit reads away from its surroundings. The text is the
// one that the unit's offsets count in. What is not a row, a pair or a
// definition reads as it stands.
//
//	Plan | Seats | Price  +  Crew | 25 | €29  →  Crew – Seats: 25; Price: €29
func (u Unit) Reading(text []rune) string {
	switch u.Kind {
	case UnitRow, UnitPair:
		return u.row(text)
	case UnitDefinition:
		term, description, _ := strings.Cut(string(text[u.Start:u.End]), "\n")
		return strings.TrimRight(term, ":：") + ": " + strings.TrimLeft(description, "\n ")
	}
	return string(text[u.Start:u.End])
}

func (u Unit) row(text []rune) string {
	var labels, values []string
	named := false
	if u.Lead != "" {
		labels = append(labels, u.Lead)
	}
	for _, c := range u.Cells {
		cell := string(text[c.Start:c.End])
		switch {
		case c.Label:
			labels = append(labels, cell)
		case c.Header == "":
			values = append(values, cell)
		default:
			named = true
			values = append(values, c.Header+": "+cell)
		}
	}
	switch {
	case len(labels) == 0 && !named:
		return string(text[u.Start:u.End])
	case len(values) == 0:
		return strings.Join(labels, ", ")
	case len(labels) == 0:
		return strings.Join(values, "; ")
	case u.Kind == UnitPair:
		return strings.Join(labels, ", ") + ": " + strings.Join(values, "; ")
	}
	return strings.Join(labels, ", ") + " – " + strings.Join(values, "; ")
}
