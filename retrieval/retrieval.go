// Package retrieval turns a question into ranked evidence.
//
// Enters: a question with its history and filters. Leaves: evidence, best
// first, each with its passage as the catalog has it now, its document and
// the parts of its score.
//
// It must never return a passage that the catalog no longer has or that the
// filters exclude, and never write an answer.
package retrieval

import (
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

// Turn is one message of a conversation.
type Turn struct {
	// Role is "user" or "assistant".
	Role    string `json:"role"`
	Content string `json:"content"`
}

// Query is what is looked for.
type Query struct {
	Question string
	// Language is the question's language, found out when empty.
	Language string
	// History are the turns before the question, oldest first.
	History []Turn
	Filter  index.Filter
	// Limit is how much evidence is wanted at most, 10 when 0.
	Limit int
}

// Evidence is a passage retrieved for a question.
type Evidence struct {
	Passage catalog.Passage
	// Document is the passage's document without its Text.
	Document catalog.Document
	// Score orders the evidence: higher is better, 0 to 1 (Ranking).
	Score float64
	// Parts are what each feature adds to the score, by Feature.
	Parts Features
	// LexicalRank and VectorRank count from 1, 0 where that search did not
	// find the passage.
	LexicalRank, VectorRank int
	// BM25 is the score by words, 0 where they did not find it; Cosine that of
	// passage and question, 0 without a vector.
	BM25, Cosine float64
	// Units are what the passage is made of; their offsets count in its text.
	Units []document.Unit
	// Head is the cosine of the passage's title and headings with the
	// question, Sentences those of its Units; 0 and nil where the embedder does
	// not tell them.
	Head      float64
	Sentences []float64
	// Probability is the ranking's that this passage, of all that were looked
	// at closely, is the one that was asked for; they add up to 1.
	Probability float64

	features Features
}

// Term is a word of the question as the index knows it.
type Term struct {
	// Text is the analyzed form (stemmed, folded).
	Text string
	// Weight is the inverse document frequency: rare words weigh more.
	Weight float64
}

// Result is what was found for a query.
type Result struct {
	// Language is the question's language, as given or found out.
	Language string
	// Understood is what was searched for in place of a question that was
	// typed on the wrong keyboard or in Latin letters, "" for all others.
	Understood string
	// Terms are the question's content words.
	Terms []Term
	// Vector embeds the question, nil when there is no embedder or it failed.
	Vector []float32
	// Evidence, best first.
	Evidence []Evidence
	// Degraded says why vectors took no part, "" when they did.
	Degraded string
	// Failure is what the embedding model failed with, nil when it did not. It
	// may name machines, so it is for logs.
	Failure error

	// sentences says that there is evidence with cosines of sentences.
	sentences bool
}
