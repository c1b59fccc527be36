package kbsource

import "time"

// Document is one article as it was extracted from a file, before it is
// stored. Its Text is what citations point into, so it is final: nothing
// downstream may change a character of it.
type Document struct {
	// Path names the document within its source: the file's slash-separated
	// path relative to the source's root and, for documents that come out of
	// a container (CSV, JSON Lines), "#" and the row's id.
	Path string
	// Title is the article's title, never empty: an article without one is
	// called by its file's name, a row by the first words of its text and "…".
	Title string
	// URL is where a customer can read the article, "" when unknown.
	URL string
	// Language is the primary language subtag that the article itself states
	// ("en"), "" when it states none.
	Language string
	// Labels are the article's own tags, in its order, without duplicates.
	Labels []string
	// UpdatedAt is when the article says it was last changed, zero when it
	// does not say.
	UpdatedAt time.Time
	// Format is the extractor that read it: "markdown", "html", "pdf",
	// "docx", "text", "csv" or "jsonl".
	Format string
	// Text is the extracted text: valid UTF-8, "\n" line ends, no control
	// characters but "\n" and "\t".
	Text string
	// Blocks are the parts of Text in order. They do not overlap; what lies
	// between them is white space.
	Blocks []Block
	// Hash is the hex SHA-256 of everything above: two documents with equal
	// hashes are indexed alike.
	Hash string
}

// BlockKind says what a block of text is, so that passages do not cut through
// list items, table rows or code.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	TableHeader
	TableRow
	Code
)

// Block is a part of a document's text.
type Block struct {
	Kind BlockKind
	// Headings are the headings above the block, outermost first, without
	// the document's title. A Heading block carries its own text last; only
	// the heading that is the title carries none.
	Headings []string
	// Page is the page that the block starts on, from 1; 0 where the format
	// has no pages.
	Page int
	// Start and End are rune offsets into Document.Text, End exclusive.
	Start, End int
}
