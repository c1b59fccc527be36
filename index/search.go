package index

import (
	"context"
	"errors"
)

var (
	// ErrClosed: the index is closed.
	ErrClosed = errors.New("the index is closed")
	// ErrDamaged: the word index cannot be read.
	ErrDamaged = errors.New("the word index is damaged: run footnote reindex")
)

// Lexical searches by words (BM25). Hits may be of passages that the catalog
// no longer has: ask it.
func (x *Index) Lexical(ctx context.Context, q LexicalQuery) ([]Hit, error) {
	x.retry(ctx)
	return x.lexical.Search(ctx, q)
}

// Nearest searches by meaning (cosine similarity). It fails with
// ErrNoEmbedder when there are no vectors and with ErrVector when the
// query's is unusable.
func (x *Index) Nearest(ctx context.Context, q VectorQuery) ([]Hit, error) {
	if x.vectors == nil {
		return nil, ErrNoEmbedder
	}
	x.retry(ctx)
	return x.vectors.Search(ctx, q)
}

// retry catches up after a failure to follow a commit, unless somebody is
// writing, who will.
func (x *Index) retry(ctx context.Context) {
	if !x.behind.Load() || !x.write.TryLock() {
		return
	}
	defer x.write.Unlock()
	if x.closed {
		return
	}
	if err := x.catchUp(ctx); err != nil {
		x.logger.Error("the index is behind the catalog", "error", err)
	}
}

// Terms returns the content words of a text in their order: stemmed and
// folded as in the index of that language, without stop words. Identifiers
// are in parts here.
func (x *Index) Terms(language, text string) []Token { return x.lexical.Terms(language, text) }

// IDF returns the inverse document frequency of a term among the passages of
// a language, ln(1+(N-n+0.5)/(n+0.5)): the rarer, the higher, and highest
// for a term that no passage has.
func (x *Index) IDF(language, term string) float64 {
	weight, err := x.lexical.IDF(context.Background(), language, term)
	if err != nil && !errors.Is(err, ErrClosed) {
		x.logger.Error("looking up a word's frequency", "error", err)
	}
	return weight
}

// Known returns for each of the words of a text, divided by white space, how
// many of its letters and digits are in terms that the passages of some
// language have or that say nothing there, and how many it has.
func (x *Index) Known(words []string) ([]Share, error) {
	return x.lexical.Known(context.Background(), words)
}
