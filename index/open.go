package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"footnote/internal/catalog"
)

// Options are what an Index is opened with.
type Options struct {
	// Dir is the data folder; the word index is kept in a folder in it.
	Dir     string
	Catalog *catalog.Catalog
	// Embedder makes vectors; nil searches by words only.
	Embedder Embedder
	// Logger is told of rebuilds and of failures that will be made good
	// later; nil discards.
	Logger *slog.Logger
}

// Index is both indexes with the catalog that they are derived from. It is
// safe for concurrent use: many search while one writes.
type Index struct {
	catalog   *catalog.Catalog
	embedder  Embedder
	logger    *slog.Logger
	analyzers *analyzers
	dir       string

	// write is held by whoever changes the catalog or an index.
	write sync.Mutex
	// embedding is held by whoever embeds, which takes long.
	embedding sync.Mutex
	// behind says that an index missed a commit and has to catch up.
	behind atomic.Bool

	// swap guards which word index is in use.
	swap    sync.RWMutex
	lexical *lexical
	vectors *vectors // nil without an embedder
}

const (
	lexicalDir  = "lexical"
	buildingDir = "lexical.building"
)

// Open opens the indexes of a catalog. What is behind the catalog catches
// up; what is missing, damaged, ahead of the catalog or of another version
// is rebuilt from it.
func Open(ctx context.Context, o Options) (*Index, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	x := &Index{catalog: o.Catalog, embedder: o.Embedder, logger: o.Logger, dir: o.Dir, analyzers: newAnalyzers()}
	if x.embedder != nil {
		var err error
		if x.vectors, err = newVectors(o.Catalog, o.Embedder.Model()); err != nil {
			return nil, err
		}
	}
	err := x.openLexical(ctx)
	if err == nil && x.vectors != nil {
		err = x.vectors.reload(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open index in %s: %w", o.Dir, err), x.Close())
	}
	return x, nil
}

// openLexical opens the word index and brings it up to date, or rebuilds it.
func (x *Index) openLexical(ctx context.Context) error {
	dir := filepath.Join(x.dir, lexicalDir)
	l, err := openLexical(dir, x.analyzers)
	if err == nil {
		x.lexical = l
		if err = x.catchUpLexical(ctx); err == nil {
			return nil
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !errors.Is(err, os.ErrNotExist) {
		x.logger.Warn("rebuilding the word index", "reason", err)
	}
	return x.rebuildLexical(ctx, func(int, int) {})
}

func (x *Index) catchUpLexical(ctx context.Context) error {
	if err := follow(ctx, x.catalog, x.lexical); err != nil {
		return err
	}
	have, err := x.lexical.count()
	if err != nil {
		return err
	}
	want, err := x.catalog.Counts(ctx)
	if err != nil {
		return err
	}
	if have != uint64(want.Passages) {
		return fmt.Errorf("it has %d passages, the catalog %d", have, want.Passages)
	}
	return nil
}

// rebuildLexical builds a new word index beside the one in use, which serves
// until the new one is complete.
func (x *Index) rebuildLexical(ctx context.Context, progress func(done, total int)) error {
	building, final := filepath.Join(x.dir, buildingDir), filepath.Join(x.dir, lexicalDir)
	if err := os.RemoveAll(building); err != nil {
		return fmt.Errorf("remove an unfinished index: %w", err)
	}
	fresh, err := createLexical(building, x.analyzers)
	if err != nil {
		return err
	}
	if err := fill(ctx, x.catalog, fresh, progress); err != nil {
		return errors.Join(fmt.Errorf("build word index: %w", err), fresh.close(), os.RemoveAll(building))
	}
	if err := fresh.close(); err != nil {
		return err
	}
	x.swap.Lock()
	defer x.swap.Unlock()
	if x.lexical != nil {
		if err := x.lexical.close(); err != nil {
			x.logger.Warn("closing the old word index", "error", err)
		}
		x.lexical = nil
	}
	if err := os.RemoveAll(final); err != nil {
		return fmt.Errorf("remove the old word index: %w", err)
	}
	if err := os.Rename(building, final); err != nil {
		return fmt.Errorf("put the new word index in place: %w", err)
	}
	x.lexical, err = openLexical(final, x.analyzers)
	return err
}

// Close ends the use of the index. The catalog stays open.
func (x *Index) Close() error {
	x.write.Lock()
	defer x.write.Unlock()
	x.swap.Lock()
	defer x.swap.Unlock()
	if x.lexical == nil {
		return nil
	}
	err := x.lexical.close()
	x.lexical = nil
	return err
}

// catchUp brings both indexes up to the catalog. The caller holds write.
func (x *Index) catchUp(ctx context.Context) error {
	err := follow(ctx, x.catalog, x.lexical)
	if errors.Is(err, errBehind) {
		err = x.rebuildLexical(ctx, func(int, int) {})
	}
	if err == nil && x.vectors != nil {
		err = follow(ctx, x.catalog, x.vectors)
		if errors.Is(err, errBehind) {
			err = x.vectors.reload(ctx)
		}
	}
	x.behind.Store(err != nil)
	return err
}

// Reindex rebuilds both indexes from the catalog while the old ones serve.
// progress is told how many of the passages are done; it may be nil.
func (x *Index) Reindex(ctx context.Context, progress func(done, total int)) error {
	x.write.Lock()
	defer x.write.Unlock()
	if x.lexical == nil {
		return ErrClosed
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	if err := x.rebuildLexical(ctx, progress); err != nil {
		return fmt.Errorf("reindex: %w", err)
	}
	if x.vectors != nil {
		if err := x.vectors.reload(ctx); err != nil {
			return fmt.Errorf("reindex: %w", err)
		}
	}
	x.behind.Store(false)
	return nil
}

// Generation is what the indexes are at a moment: the same one finds the same.
type Generation struct {
	// LexicalSeq and VectorSeq are the catalog sequences that the indexes have
	// applied, VectorSeq 0 where only words are searched.
	LexicalSeq, VectorSeq int64
	// Analysis is the version of the analysis of words.
	Analysis string
	// Model embeds, "" when only words are searched.
	Model string
}

// Generation returns what the indexes are now. It costs next to nothing.
func (x *Index) Generation() Generation {
	g := Generation{Analysis: analysisVersion}
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.lexical != nil {
		g.LexicalSeq = x.lexical.Seq()
	}
	if x.vectors != nil {
		g.Model, g.VectorSeq = x.vectors.model, x.vectors.Seq()
	}
	return g
}

// Status is what the indexes hold.
type Status struct {
	// Seq is the catalog's sequence, LexicalSeq and VectorSeq those of the
	// indexes: they differ while an index is behind.
	Seq, LexicalSeq, VectorSeq int64
	// Passages counts those of the catalog, Vectors those that can be found
	// by meaning and VectorsMissing those that still have to be embedded.
	Passages, Vectors, VectorsMissing int
	// Model embeds, "" when only words are searched.
	Model string
}

// Status tells how far the indexes are.
func (x *Index) Status(ctx context.Context) (Status, error) {
	var s Status
	counts, err := x.catalog.Counts(ctx)
	if err != nil {
		return s, err
	}
	s.Passages = counts.Passages
	if s.Seq, err = x.catalog.Seq(ctx); err != nil {
		return s, err
	}
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.lexical == nil {
		return s, ErrClosed
	}
	s.LexicalSeq = x.lexical.Seq()
	if x.vectors == nil {
		return s, nil
	}
	s.Model, s.VectorSeq, s.Vectors = x.vectors.model, x.vectors.Seq(), x.vectors.count()
	s.VectorsMissing, err = x.catalog.CountMissingEmbeddings(ctx, s.Model)
	return s, err
}
