// Package lexical is the index by words: bleve keeps the postings in a folder,
// the analysis of words and the ranking (BM25) are ours.
//
// Enters: batches of passages with the catalog's sequence number, and questions
// in plain text. Leaves: ids of passages with scores, best first, and what is
// known of words: their terms, how rare they are, whether they occur. It must
// never take anything in a question for syntax, lose its place in the change
// log without noticing, or store what a passage says.
package lexical

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"footnote/index"
)

// The folders in the data folder.
const (
	folder   = "lexical"
	building = "lexical.building"
)

// Index is an index by words in a data folder.
type Index struct {
	dir       string
	analyzers *analyzers

	// swap guards which store is in use.
	swap   sync.RWMutex
	store  *store // nil until there is one
	closed bool
}

var _ index.Lexical = (*Index)(nil)

// New returns the index of a data folder, to be opened.
func New(dir string) *Index { return &Index{dir: dir, analyzers: newAnalyzers()} }

// Open implements index.Backend.
func (x *Index) Open(context.Context) error {
	opened, err := open(filepath.Join(x.dir, folder), x.analyzers)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	x.swap.Lock()
	defer x.swap.Unlock()
	x.store = opened
	return nil
}

// use runs f on the store that is in use.
func (x *Index) use(f func(*store) error) error {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.store == nil {
		return index.ErrClosed
	}
	return f(x.store)
}

// Seq implements index.Follower.
func (x *Index) Seq() int64 {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.store == nil {
		return index.NoSeq
	}
	return x.store.Seq()
}

// Apply implements index.Follower.
func (x *Index) Apply(ctx context.Context, batch index.Batch) error {
	return x.use(func(s *store) error { return s.Apply(ctx, batch) })
}

// Rebuild implements index.Backend: the new index is built in a folder beside
// the old one and then put in its place.
func (x *Index) Rebuild(_ context.Context, fill func(fresh index.Follower) error) error {
	dir := filepath.Join(x.dir, building)
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove an unfinished index: %w", err)
	}
	fresh, err := create(dir, x.analyzers)
	if err != nil {
		return err
	}
	if err := fill(fresh); err != nil {
		return errors.Join(fmt.Errorf("build word index: %w", err), fresh.close(), os.RemoveAll(dir))
	}
	if err := fresh.close(); err != nil {
		return err
	}
	return x.replace(dir)
}

// replace takes a finished index into use.
func (x *Index) replace(dir string) error {
	x.swap.Lock()
	defer x.swap.Unlock()
	if x.closed {
		return errors.Join(index.ErrClosed, os.RemoveAll(dir))
	}
	if x.store != nil {
		_ = x.store.close() // its folder goes next
		x.store = nil
	}
	final := filepath.Join(x.dir, folder)
	if err := os.RemoveAll(final); err != nil {
		return fmt.Errorf("remove the old word index: %w", err)
	}
	if err := os.Rename(dir, final); err != nil {
		return fmt.Errorf("put the new word index in place: %w", err)
	}
	var err error
	x.store, err = open(final, x.analyzers)
	return err
}

// Count implements index.Backend.
func (x *Index) Count(context.Context) (n int, err error) {
	err = x.use(func(s *store) error {
		n, err = s.count()
		return err
	})
	return n, err
}

// Close implements index.Backend.
func (x *Index) Close() error {
	x.swap.Lock()
	defer x.swap.Unlock()
	x.closed = true
	if x.store == nil {
		return nil
	}
	err := x.store.close()
	x.store = nil
	return err
}

// Version implements index.Lexical.
func (x *Index) Version() string { return analysisVersion }

// Search implements index.Lexical. It fails with index.ErrDamaged when the
// index cannot be read.
func (x *Index) Search(ctx context.Context, q index.LexicalQuery) (hits []index.Hit, err error) {
	err = x.use(func(s *store) error {
		hits, err = s.search(ctx, q)
		return err
	})
	return hits, err
}

// IDF implements index.Lexical.
func (x *Index) IDF(ctx context.Context, language, term string) (weight float64, err error) {
	err = x.use(func(s *store) error {
		weight, err = s.idf(ctx, x.analyzers.field(language), term)
		return err
	})
	return weight, err
}

// Known implements index.Lexical.
func (x *Index) Known(_ context.Context, words []string) (shares []index.Share, err error) {
	err = x.use(func(s *store) error {
		shares, err = s.shares(words)
		return err
	})
	return shares, err
}
