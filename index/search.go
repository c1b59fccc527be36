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
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.lexical == nil {
		return nil, ErrClosed
	}
	return x.lexical.search(ctx, q)
}

// Nearest searches by meaning (cosine similarity). It fails with
// ErrNoEmbedder when there are no vectors and with ErrVector when the
// query's is unusable.
func (x *Index) Nearest(ctx context.Context, q VectorQuery) ([]Hit, error) {
	if x.vectors == nil {
		return nil, ErrNoEmbedder
	}
	x.retry(ctx)
	return x.vectors.search(ctx, q)
}

// retry catches up after a failure to follow a commit, unless somebody is
// writing, who will.
func (x *Index) retry(ctx context.Context) {
	if !x.behind.Load() || !x.write.TryLock() {
		return
	}
	defer x.write.Unlock()
	if x.lexical == nil {
		return
	}
	if err := x.catchUp(ctx); err != nil {
		x.logger.Error("the index is behind the catalog", "error", err)
	}
}
