package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"footnote/internal/catalog"
)

// Options are what an Index is opened with.
type Options struct {
	Catalog *catalog.Catalog
	// Lexical searches by words, Vectors by meaning. They belong to the Index,
	// which opens, rebuilds and closes them.
	Lexical Lexical
	Vectors Vectors
	// Embedder makes vectors; nil searches by words only, without Vectors.
	Embedder Embedder
	// Logger is told of rebuilds and of failures that will be made good
	// later; nil discards.
	Logger *slog.Logger
}

// Index is both indexes with the catalog that they are derived from. It is
// safe for concurrent use: many search while one writes.
type Index struct {
	catalog  *catalog.Catalog
	embedder Embedder
	logger   *slog.Logger
	lexical  Lexical
	vectors  *meaning // nil without an embedder

	// write is held by whoever changes the catalog or an index.
	write  sync.Mutex
	closed bool
	// around are the neighbours of documents by collection, under write.
	around map[string]*neighbours
	// embedding is held by whoever embeds, which takes long.
	embedding sync.Mutex
	// behind says that an index missed a commit and has to catch up.
	behind atomic.Bool
}

// Open opens the indexes of a catalog. What is behind the catalog catches
// up; what is missing, damaged, ahead of the catalog or of another version
// is rebuilt from it.
func Open(ctx context.Context, o Options) (*Index, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	x := &Index{catalog: o.Catalog, embedder: o.Embedder, logger: o.Logger, lexical: o.Lexical, around: map[string]*neighbours{}}
	err := x.start(ctx, "word", x.lexical)
	if err == nil && x.embedder != nil {
		x.vectors = &meaning{o.Vectors, o.Catalog, o.Embedder.Model()}
		err = x.start(ctx, "vector", x.vectors)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open index: %w", err), x.Close())
	}
	return x, nil
}

// start opens an index and brings it up to date, or rebuilds it.
func (x *Index) start(ctx context.Context, name string, b Backend) error {
	err := b.Open(ctx)
	if err == nil && b.Seq() != NoSeq {
		if err = x.resume(ctx, b); err == nil {
			return nil
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		x.logger.Warn("rebuilding the "+name+" index", "reason", err)
	}
	return x.rebuild(ctx, b, func(int, int) {})
}

// resume catches up and makes sure that nothing is missing.
func (x *Index) resume(ctx context.Context, b Backend) error {
	if err := follow(ctx, x.catalog, b); err != nil {
		return err
	}
	have, err := b.Count(ctx)
	if err != nil {
		return err
	}
	counts, err := x.catalog.Counts(ctx)
	if err != nil {
		return err
	}
	want := counts.Passages
	if b == Backend(x.vectors) {
		missing, err := x.catalog.CountMissingEmbeddings(ctx, x.vectors.model)
		if err != nil {
			return err
		}
		want -= missing
	}
	if have != want {
		return fmt.Errorf("it has %d passages, the catalog %d", have, want)
	}
	return nil
}

func (x *Index) rebuild(ctx context.Context, b Backend, progress func(done, total int)) error {
	return b.Rebuild(ctx, func(fresh Follower) error { return fill(ctx, x.catalog, fresh, progress) })
}

// Close ends the use of the index. The catalog stays open.
func (x *Index) Close() error {
	x.write.Lock()
	defer x.write.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	if x.vectors != nil {
		return errors.Join(x.lexical.Close(), x.vectors.Close())
	}
	return x.lexical.Close()
}

// catchUp brings both indexes up to the catalog. The caller holds write.
func (x *Index) catchUp(ctx context.Context) error {
	backends := []Backend{x.lexical}
	if x.vectors != nil {
		backends = append(backends, x.vectors)
	}
	for _, b := range backends {
		err := follow(ctx, x.catalog, b)
		if errors.Is(err, errBehind) {
			err = x.rebuild(ctx, b, func(int, int) {})
		}
		if err != nil {
			x.behind.Store(true)
			return err
		}
	}
	x.behind.Store(false)
	return nil
}

// Reindex rebuilds both indexes from the catalog while the old ones serve.
// progress is told how many of the passages are done; it may be nil.
func (x *Index) Reindex(ctx context.Context, progress func(done, total int)) error {
	x.write.Lock()
	defer x.write.Unlock()
	if x.closed {
		return ErrClosed
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	err := x.rebuild(ctx, x.lexical, progress)
	if err == nil && x.vectors != nil {
		err = x.rebuild(ctx, x.vectors, func(int, int) {})
	}
	if err != nil {
		return fmt.Errorf("reindex: %w", err)
	}
	x.behind.Store(false)
	return nil
}
