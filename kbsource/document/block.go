package document

import "slices"

// Kind says what a block of text is.
type Kind uint8

// The kinds of blocks. Their numbers are stored: new ones go to the end.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	// TableHeader is a row that names columns, TableSection one that names the
	// rows below it, TableRow one of values.
	TableHeader
	TableRow
	Code
	TableSection
	// Caption stands over a table or under a figure.
	Caption
	// Term and Description make a definition.
	Term
	Description
	// Question and Answer are those of an article that marks them as such.
	Question
	Answer
	Quotation
	// Note is a footnote or an endnote.
	Note
	// Figure is the text that stands for a picture.
	Figure
	// Furniture is what a page says about itself ("Was this article
	// helpful?"): it is part of the text and never an answer.
	Furniture

	kinds
)

var kindNames = [kinds]string{
	"paragraph", "heading", "list_item", "table_header", "table_row", "code", "table_section", "caption",
	"term", "description", "question", "answer", "quotation", "note", "figure", "furniture",
}

// String is the kind's name in the API and in golden files.
func (k Kind) String() string {
	if k >= kinds {
		return "unknown"
	}
	return kindNames[k]
}

// IsRow reports whether a block is a row of a table.
func (k Kind) IsRow() bool { return k == TableHeader || k == TableRow || k == TableSection }

// Block is a part of a document's text.
type Block struct {
	Kind Kind
	// Start and End are rune offsets into Document.Text, End exclusive.
	Start, End int
	// Headings are the headings above the block, outermost first, without
	// the document's title. A Heading block carries its own text last; only
	// the heading that is the title carries none.
	Headings []string
	// Level is a heading's, from 1 for the outermost, or the depth of a list
	// item, from 0.
	Level int
	// Marker is what is printed before the text and is part of it: the number
	// of a heading ("2.2"), the mark of a list item ("b)", "-"), that of a
	// note ("3").
	Marker string
	// Ordered says that a list item is one of a sequence.
	Ordered bool
	// Parent is the index of the block that this one belongs to, -1 for none:
	// of an item, the item it stands in or the lead-in of its list; of a
	// description, its term; of an answer, its question; of a row, the caption
	// of its table; of a note, the block that refers to it; of anything else,
	// the list item it stands in.
	Parent int
	// Table numbers the tables of a document from 1; 0 outside of one.
	Table int
	// Cells are those of a row, in the order of their columns.
	Cells []Cell
	// Anchor is the id that a link to a heading ends in, "" when it has none.
	Anchor string
	// Page is the page that the block starts on, from 1; 0 where the format
	// has no pages. Turns are the rune offsets at which the following pages
	// begin within the block.
	Page  int
	Turns []int
}

// Cell is a cell of a table's row. A cell that reaches over several rows is a
// cell of each of them.
type Cell struct {
	// Start and End are rune offsets into Document.Text; they are equal for an
	// empty cell.
	Start, End int
	// Column is the first column that the cell takes, from 0, and Columns how
	// many it takes.
	Column, Columns int
	// Header says that the cell labels its row.
	Header bool
}

// covers reports whether two cells stand in a common column.
func (c Cell) covers(o Cell) bool {
	return c.Column < o.Column+o.Columns && o.Column < c.Column+c.Columns
}

// PageAt returns the page that a rune offset within the block stands on.
func (b Block) PageAt(offset int) int {
	page := b.Page
	for _, turn := range b.Turns {
		if offset >= turn {
			page++
		}
	}
	return page
}

// BlockAt returns the index of the block that holds a rune offset, or of the
// last one before it; -1 when the offset lies before all blocks.
func BlockAt(blocks []Block, offset int) int {
	i, found := slices.BinarySearchFunc(blocks, offset, func(b Block, at int) int { return b.Start - at })
	if found {
		return i
	}
	return i - 1
}

// HeadingAt returns the index of the heading that stands over a block (or is
// it), -1 for none.
func HeadingAt(blocks []Block, index int) int {
	for i := index; i >= 0; i-- {
		// The headings of a section that has ended are of a longer path.
		if blocks[i].Kind == Heading && len(blocks[i].Headings) <= len(blocks[index].Headings) {
			return i
		}
	}
	return -1
}

// AnchorAt returns the anchor of the innermost heading over a block that has
// one, "" for none.
func AnchorAt(blocks []Block, index int) string {
	for at := HeadingAt(blocks, index); at >= 0; at = outerHeading(blocks, at) {
		if anchor := blocks[at].Anchor; anchor != "" {
			return anchor
		}
	}
	return ""
}

// outerHeading returns the index of the heading that a heading stands under,
// -1 for none.
func outerHeading(blocks []Block, heading int) int {
	for i := heading - 1; i >= 0; i-- {
		if blocks[i].Kind == Heading && len(blocks[i].Headings) < len(blocks[heading].Headings) {
			return i
		}
	}
	return -1
}
