// Package verification tells whether evidence supports a sentence.
//
// Enters: a sentence, or a text of several, and the sources that are to
// support it. Leaves: a verdict for each sentence with the quoted span of a
// source that supports it best, and what disagrees.
//
// It must never call a sentence supported because it sounds right: its words
// (with an embedder also words of the same meaning), numbers, names, dates,
// units, negations and conditions have to stand together in one short span of
// one source. CheckText lets each statement of a sentence have its own. It
// prefers to refuse a true sentence over letting a false one pass.
package verification

import (
	"context"

	"footnote/internal/sentence"
)

// The kinds of disagreement between a sentence and its best span.
const (
	// Number: a number of the sentence is not in the span, or belongs to
	// something else there.
	Number = "number"
	// Name: a name, code, address or quoted string is not in the span.
	Name = "name"
	// Date: a date is not in the span.
	Date = "date"
	// Unit: a number is there with another unit.
	Unit = "unit"
	// Negation: negations, exceptions, obligations or opposites differ.
	Negation = "negation"
	// Condition: the span says it under a condition or with a bound ("at
	// most") that the sentence leaves out or changes.
	Condition = "condition"
	// Terms: too many content words are not in the span, or they are taken
	// from clauses that say something else.
	Terms = "terms"
	// ByChecker: a model that was asked too finds no support (WithChecker).
	ByChecker = "checker"
)

// Threshold is the score from which a sentence without disagreements counts
// as supported.
const Threshold = 0.8

// Term is a content word as the index knows it.
type Term struct {
	// Text is the analyzed form (stemmed, folded).
	Text string
	// Start and End are rune offsets of the word in the text.
	Start, End int
}

// Lexicon analyzes words the way the index does.
type Lexicon interface {
	// Terms returns a text's content words in order, stop words removed.
	Terms(language, text string) []Term
	// IDF weighs a term: rare words weigh more.
	IDF(language, term string) float64
}

// Source is a text that may support a sentence.
type Source struct {
	// ID is the caller's own.
	ID string
	// Text is what quotes are cut from.
	Text string
	// Context is the source's title and headings: words there help a
	// sentence's wording but are never quoted.
	Context string
	// Language is the primary subtag of the text's language, "" if unknown.
	Language string
	// Sentences are the pieces of Text that support a sentence alone or with
	// their neighbours, nil to cut it at its stops and line ends.
	Sentences []sentence.Span
}

// Verdict is what the sources say of a sentence.
type Verdict struct {
	// Supported says that a span supports it.
	Supported bool
	// Score is from 0 (contradicted or unsupported) to 1.
	Score float64
	// Source is the index of the source with the best span, -1 without any.
	Source int
	// Quote is the best span: rune offsets in that source's Text.
	Quote sentence.Span
	// Disagreements are sorted kinds, none when supported.
	Disagreements []string
	// Checker is the probability that a checker gave, nil where none was
	// asked or answered.
	Checker *float64

	// verbatim says that the sentence is the span word by word, paraphrase
	// that nothing is opposed to it but that the span lacks words.
	verbatim, paraphrase bool
}

// Verifier checks sentences. It is safe for concurrent use.
type Verifier struct {
	lexicon Lexicon
	vectors *Vectors // nil: meanings are not compared
}

// New returns a verifier that analyzes words with the lexicon.
func New(lexicon Lexicon) *Verifier { return &Verifier{lexicon: lexicon} }

// WithEmbedder returns a verifier that also knows words of the same meaning,
// and sources in other languages than the sentence. A nil embedder changes
// nothing.
func (v *Verifier) WithEmbedder(embedder Embedder) *Verifier {
	if embedder == nil {
		return v
	}
	return &Verifier{lexicon: v.lexicon, vectors: NewVectors(embedder)}
}

// Check judges one sentence. When ctx ends the sentence is not supported.
func (v *Verifier) Check(ctx context.Context, text string, sources []Source) Verdict {
	return v.Evidence(sources).Check(ctx, text, Hint{})
}
