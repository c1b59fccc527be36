package document

import (
	"fmt"
	"time"
)

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
	// Version and Product are what the article says it is about, "" when it
	// does not say.
	Version, Product string
	// UpdatedAt is when the article says it was last changed, zero when it
	// does not say.
	UpdatedAt time.Time
	// ValidUntil is the moment from which the article must not be answered
	// from any more, zero when it does not say.
	ValidUntil time.Time
	// LeftOut says why the article is not to be stored ("draft: true"), "" for
	// one that is published.
	LeftOut string
	// Remarks are what the operator should know of the article although it was
	// read: an end that is no date. They are handed on in Result.Remarks.
	Remarks []string
	// Format is the name of the format that it was read as: "markdown", "pdf".
	Format string
	// Text is the extracted text: valid UTF-8, "\n" line ends, no control
	// characters but "\n" and "\t".
	Text string
	// Blocks are the parts of Text in order. They do not overlap; what lies
	// between them is white space.
	Blocks []Block
	// Hash is the hex SHA-256 of everything above but the Remarks: two documents with equal
	// hashes are indexed alike.
	Hash string
}

// File is what an extractor is given.
type File struct {
	// Path is the file's name within its source; documents take it over.
	Path string
	// Format is the name of the format that the file is read as.
	Format string
	// Data are the bytes; Text is what they say, for formats that are text.
	Data []byte
	Text string
}

// Document starts the only document of a file.
func (f File) Document() Document { return Document{Path: f.Path, Format: f.Format} }

// Result is what an extractor made of a file.
type Result struct {
	Documents []Document
	// Remarks are what the operator should know of a file although it was
	// read: a page without text, a row that was left out.
	Remarks []Remark
}

// Remark is something that the operator should know of a file that was read.
type Remark struct {
	// Path is the document's or the file's.
	Path string `json:"path"`
	// Text is a sentence for people, without a full stop.
	Text string `json:"text"`
	// LeftOut says that it tells why an article is not stored.
	LeftOut bool `json:"left_out,omitempty"`
}

// maxRemarks is how many remarks of one kind a file is worth.
const maxRemarks = 20

// Bounded returns the first remarks and says how many more there are.
func Bounded(remarks []Remark, path string) []Remark {
	if len(remarks) <= maxRemarks {
		return remarks
	}
	more := Remark{Path: path, Text: fmt.Sprintf("and %d more like these", len(remarks)-maxRemarks)}
	return append(remarks[:maxRemarks:maxRemarks], more)
}
