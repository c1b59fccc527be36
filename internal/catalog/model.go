package catalog

import "time"

// Document is an article as it is stored.
type Document struct {
	// ID is stable for a collection, source and path: a changed article
	// keeps its id.
	ID         string
	Collection string
	// Source names the source it came from (see Source.Name).
	Source string
	// File is the path of the file it came from and Path its own path; they
	// differ for documents out of containers (CSV, JSON Lines).
	File, Path string
	Title      string
	URL        string
	// Language is the language it was found to be written in, "und" if none.
	Language string
	Labels   []string
	Format   string
	// Version and Product are what the article says it is about, "" if it
	// does not.
	Version, Product string
	// Text is the extracted text that citations point into.
	Text string
	// Blocks are what Text is made of, packed by document.EncodeBlocks; nil for
	// a document that was stored before there were blocks.
	Blocks []byte
	// Hash is the hex SHA-256 of content and metadata.
	Hash string
	// UpdatedAt is when the article says it was changed, zero if unknown.
	UpdatedAt time.Time
	// ValidUntil is when the article must not be answered from any more, zero
	// if it does not say.
	ValidUntil time.Time
	// IndexedAt is when this version was committed.
	IndexedAt time.Time
}

// Expired reports whether the article must not be answered from any more.
func (d Document) Expired(now time.Time) bool {
	return !d.ValidUntil.IsZero() && !now.Before(d.ValidUntil)
}

// Passage is an indexed piece of a document.
type Passage struct {
	// ID is never used twice, so an index that still holds a removed passage
	// can never show another one in its place.
	ID         int64
	DocumentID string
	// Ordinal counts a document's passages from 0.
	Ordinal int
	// Headings is the heading path, outermost first, without the title.
	Headings []string
	// Page is from 1, 0 where there are none.
	Page int
	// Start and End are rune offsets into the document's text.
	Start, End int
	// Text is the document's text[Start:End].
	Text string
	// Context is what the passage needs to be understood away from its
	// document and is not part of Text: the rows that name the columns of a
	// table that it continues, the lead-in of a list; "" for most.
	Context string
	// EmbeddingHash is the SHA-256 of what is embedded for the passage and of
	// where its parts begin and end (index.Split), the key of its vectors
	// together with the model.
	EmbeddingHash []byte
	// Units are what Text is made of, packed by document.EncodeUnits; nil for a
	// passage that was stored before there were units.
	Units []byte
}

// Change is an entry of the change log that derived indexes follow.
type Change struct {
	Seq int64
	// Removed says that the passages were removed, else they were added.
	Removed bool
	// First and Last are the ids of the passages, both inclusive.
	First, Last int64
}

// Vector is a cached embedding of a live passage.
type Vector struct {
	PassageID int64
	Values    []float32
}

// PassageRow is a live passage with its document, without the document's
// Text and Blocks.
type PassageRow struct {
	Passage  Passage
	Document Document
}

// File is what a sync remembers of a file.
type File struct {
	Path, Hash string
	Documents  int
	// Remarks are what the operator should know of the file.
	Remarks []Remark
	// Until is when the file is to be read again though it did not change,
	// zero for never.
	Until time.Time
}

// Remark is something that the operator should know of a file that was read.
type Remark struct {
	Path string `json:"path"`
	Text string `json:"text"`
	// LeftOut says that it tells why an article is not stored.
	LeftOut bool `json:"left_out,omitempty"`
}

// DocumentRef tells whether a stored document is the one at hand.
type DocumentRef struct{ ID, Hash, Language string }

// FileLanguage counts the documents of a file that are in a language.
type FileLanguage struct {
	Source, File, Language string
	Documents              int
}

// DocumentInfo describes a stored document without its text.
type DocumentInfo struct {
	Document
	// Passages counts its passages, Characters the runes of its text.
	Passages, Characters int
}

// DocumentQuery selects documents; empty fields do not restrict.
type DocumentQuery struct {
	Collection, Source, Language string
	// After is the id to go on after, for paging.
	After string
	// Limit is the most that are returned, 100 when 0.
	Limit int
}

// Source is where documents come from, with what it holds.
type Source struct {
	Name       string `json:"name"`
	Collection string `json:"collection"`
	Files      int    `json:"files"`
	Documents  int    `json:"documents"`
	Passages   int    `json:"passages"`
	// SyncedAt is when its last commit was.
	SyncedAt time.Time `json:"synced_at"`
}

// Counts is how much the catalog holds.
type Counts struct {
	Sources, Documents, Passages, Answers int
}

// Embedding is a vector to be cached.
type Embedding struct {
	Hash   []byte
	Values []float32
	// Parts are the packed vectors of the text's parts (index/parts.go), nil
	// from models that do not tell them.
	Parts []byte
}

// AnswerRecord is an answer as it was given.
type AnswerRecord struct {
	ID, ConversationID       string
	Question, Text, Decision string
	CreatedAt                time.Time
	// Record is the whole answer object as JSON.
	Record []byte
	// Provenance is what it was made from as JSON. It is nil in conversations
	// and for answers of versions that did not keep it.
	Provenance []byte
}
