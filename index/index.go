// Package index cuts documents into passages and finds them again, by words
// and by meaning.
//
// Enters: Documents from kbsource, which it cuts into passages and commits to
// the catalog, and queries of words or of a vector. Leaves: ids of passages
// with scores, best first.
//
// The searching is done by backends that it is given: Lexical (package
// lexical, bleve) and Vectors (package vector, chromem-go). Both are derived
// from the catalog. Each remembers the sequence number it has applied, catches
// up when it is opened and is rebuilt when it cannot. Package index must never
// be asked what a passage says (the catalog knows), nor rank across the two
// (retrieval does), nor know how a backend searches.
package index

import (
	"context"
	"slices"

	"footnote/internal/catalog"
)

// Hit is a passage that a search found.
type Hit struct {
	PassageID int64
	// Score is BM25 for words, cosine similarity for vectors: higher is
	// better, and scores of the two kinds do not compare.
	Score float64
}

// Filter restricts a search. Empty fields do not restrict.
type Filter struct {
	// Collections: the passage's document is in one of them.
	Collections []string
	// Languages: the document is in one of them.
	Languages []string
	// Labels: the document has all of them.
	Labels []string
}

// Entry is a passage with what the indexes need of its document.
type Entry struct {
	Passage    catalog.Passage
	Title      string
	Language   string
	Collection string
	Labels     []string
	// Vector is the passage's, for an index by meaning.
	Vector []float32
}

// Batch is a step from one catalog sequence to a later one. Removals are
// applied before additions.
type Batch struct {
	// Seq is the catalog sequence that is reached when the batch is applied.
	Seq    int64
	Add    []Entry
	Remove []int64
}

// Embedder turns texts into vectors of unit length. Its implementations are
// in index/embedding (built in) and internal/ollama.
type Embedder interface {
	// Model names the model and everything else that the vectors depend on;
	// vectors of different models are never mixed.
	Model() string
	// EmbedPassages returns one vector a text, all of one dimension.
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
	// EmbedQuery embeds a question.
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// Allows reports whether a document passes the filter.
func (f Filter) Allows(d catalog.Document) bool {
	if len(f.Collections) > 0 && !slices.Contains(f.Collections, d.Collection) {
		return false
	}
	if len(f.Languages) > 0 && !slices.Contains(f.Languages, d.Language) {
		return false
	}
	for _, label := range f.Labels {
		if !slices.Contains(d.Labels, label) {
			return false
		}
	}
	return true
}
