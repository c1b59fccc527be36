// Package indextest holds what every pair of backends must do under an index:
// all that retrieval asks of it, and following the catalog. It is run on the
// local pair (bleve and chromem-go) and is meant for any other.
//
// Enters: what opens an index over backends. Leaves: a verdict. It must never
// know more of an index than its methods.
package indextest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// Index is what is tested.
type Index interface {
	Store(collection string) kbsource.Store
	DeleteDocument(ctx context.Context, id string) error
	Embed(ctx context.Context, progress func(done, total int)) error
	Lexical(ctx context.Context, q index.LexicalQuery) ([]index.Hit, error)
	Nearest(ctx context.Context, q index.VectorQuery) ([]index.Hit, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
	Similarities(ctx context.Context, vector []float32, passages []int64) (map[int64]index.Similarity, error)
	Terms(language, text string) []index.Token
	IDF(language, term string) float64
	Known(words []string) ([]index.Share, error)
	Reindex(ctx context.Context, progress func(done, total int)) error
	Close() error
}

// Implementation is one way to index.
type Implementation struct {
	// Open opens the index of a catalog, with an embedder that meets
	// embeddingtest; dir is the data folder.
	Open func(ctx context.Context, dir string, c *catalog.Catalog) (Index, error)
	// Forget throws away all that the index has stored in dir; it is closed.
	Forget func(dir string) error
}

// Run tests an implementation.
func Run(t *testing.T, i Implementation) {
	for name, test := range map[string]func(*testing.T, *base){
		"words":        words,
		"languages":    languages,
		"filters":      filters,
		"plain text":   plainText,
		"odd queries":  oddQueries,
		"replace":      replace,
		"delete":       deletion,
		"vectors":      vectors,
		"stable order": stableOrder,
		"catch up":     catchUp,
		"rebuild":      rebuild,
		"reindex":      reindex,
		"terms":        terms,
		"rarity":       rarity,
		"known words":  known,
		"similarities": similarities,
		"many vectors": manyVectors,
	} {
		t.Run(name, func(t *testing.T) { test(t, newBase(t, i)) })
	}
}

// base is a data folder with its catalog and index.
type base struct {
	Index
	t       *testing.T
	i       Implementation
	dir     string
	catalog *catalog.Catalog
}

func newBase(t *testing.T, i Implementation) *base {
	b := &base{t: t, i: i, dir: t.TempDir()}
	b.open()
	t.Cleanup(b.close)
	return b
}

func (b *base) open() {
	b.t.Helper()
	c, err := catalog.Open(context.Background(), b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	b.catalog = c
	if b.Index, err = b.i.Open(context.Background(), b.dir, c); err != nil {
		b.t.Fatal(err)
	}
}

func (b *base) close() {
	if b.catalog == nil {
		return
	}
	if b.Index != nil {
		if err := b.Close(); err != nil {
			b.t.Error(err)
		}
	}
	if err := b.catalog.Close(); err != nil {
		b.t.Error(err)
	}
	b.Index, b.catalog = nil, nil
}

// Document makes a document of one paragraph with a hash of its content.
func Document(path, language, title, text string, labels ...string) document.Document {
	hash := sha256.Sum256([]byte(strings.Join([]string{path, language, title, text, strings.Join(labels, ",")}, "\x00")))
	return document.Document{
		Path: path, Title: title, Language: language, Labels: labels, Format: "text", Text: text,
		Blocks: []document.Block{{Start: 0, End: len([]rune(text)), Parent: -1}},
		Hash:   hex.EncodeToString(hash[:]),
	}
}

// put stores documents, each as a file of its own.
func (b *base) put(collection string, documents ...document.Document) kbsource.Applied {
	b.t.Helper()
	changes := make([]kbsource.FileChange, len(documents))
	for i, d := range documents {
		changes[i] = kbsource.FileChange{Path: d.Path, State: kbsource.FileState{Hash: d.Hash, Documents: 1}, Documents: []document.Document{d}}
	}
	applied, err := b.Store(collection).Apply(b.t.Context(), collection+"-files", changes)
	if err != nil {
		b.t.Fatal(err)
	}
	return applied
}

func (b *base) remove(paths ...string) {
	b.t.Helper()
	var changes []kbsource.FileChange
	for _, path := range paths {
		changes = append(changes, kbsource.FileChange{Path: path, Removed: true})
	}
	if _, err := b.Store("main").Apply(b.t.Context(), "main-files", changes); err != nil {
		b.t.Fatal(err)
	}
}

func (b *base) embed() {
	b.t.Helper()
	if err := b.Embed(b.t.Context(), func(int, int) {}); err != nil {
		b.t.Fatal(err)
	}
}

// find returns the paths of the live documents that words find, best first.
func (b *base) find(q index.LexicalQuery) []string {
	b.t.Helper()
	if q.Limit == 0 {
		q.Limit = 10
	}
	hits, err := b.Lexical(b.t.Context(), q)
	if err != nil {
		b.t.Fatalf("search %.60q: %v", q.Text, err)
	}
	return b.paths(hits, q.Limit)
}

// near returns the paths of the live documents that a vector finds.
func (b *base) near(text string, f index.Filter) []string {
	b.t.Helper()
	vector, err := b.EmbedQuery(b.t.Context(), text)
	if err != nil {
		b.t.Fatal(err)
	}
	hits, err := b.Nearest(b.t.Context(), index.VectorQuery{Vector: vector, Filter: f, Limit: 10})
	if err != nil {
		b.t.Fatal(err)
	}
	return b.paths(hits, 10)
}

// paths checks the hits' order and returns their live documents.
func (b *base) paths(hits []index.Hit, limit int) []string {
	b.t.Helper()
	if len(hits) > limit {
		b.t.Errorf("%d hits, limit %d", len(hits), limit)
	}
	ids := make([]int64, len(hits))
	for i, h := range hits {
		if ids[i] = h.PassageID; slices.Contains(ids[:i], h.PassageID) {
			b.t.Errorf("passage %d is found twice", h.PassageID)
		}
		if i > 0 && (h.Score > hits[i-1].Score || h.Score == hits[i-1].Score && h.PassageID < hits[i-1].PassageID) {
			b.t.Errorf("hits are not in order: %v", hits)
		}
	}
	rows, err := b.catalog.PassagesByID(b.t.Context(), ids)
	if err != nil {
		b.t.Fatal(err)
	}
	var paths []string
	for _, id := range ids {
		if r, ok := rows[id]; ok && !slices.Contains(paths, r.Document.Path) {
			paths = append(paths, r.Document.Path)
		}
	}
	return paths
}

// want compares paths in their order.
func (b *base) want(what string, got []string, want ...string) {
	b.t.Helper()
	if !slices.Equal(got, want) {
		b.t.Errorf("%s: found %v, want %v", what, got, want)
	}
}

// same compares paths in any order.
func (b *base) same(what string, got []string, want ...string) {
	b.t.Helper()
	got = slices.Sorted(slices.Values(got))
	slices.Sort(want)
	b.want(what, got, want...)
}

// id is that of a document that put stored in the collection main.
func id(path string) string { return catalog.DocumentID("main", "main-files", path) }

func numbered(n int) string { return fmt.Sprintf("doc-%03d", n) }
