package lexical

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"footnote/index"
)

// view is one state of the word index with what has been computed from it.
// It is good until the index changes.
type view struct {
	store  *store
	reader bleveindex.IndexReader
	// fields are the languages' fields that hold passages, sorted.
	fields []string
	// users counts who looks at it, the index included; guarded by store.mu.
	users int

	mu      sync.Mutex
	stats   map[string]fieldStats
	allowed map[string]bitset
	known   map[string]vocabulary
	joined  map[string]*compounds
}

// fieldStats is what BM25 needs to know of a language's fields.
type fieldStats struct {
	passages uint64
	// body, title and headings are mean lengths in terms, at least 1.
	body, title, headings float64
}

// maxFilters bounds the filters that a view keeps ready.
const maxFilters = 256

// view returns the index as it is now. Call release when done.
func (s *store) view() (*view, error) {
	reader, err := s.postings.Reader()
	if err != nil {
		return nil, fmt.Errorf("read word index: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// bleve hands out the same reader until something changes.
	if v := s.current; v != nil && v.reader == reader {
		v.users++
		return v, reader.Close()
	}
	v := &view{
		store: s, reader: reader, users: 2, stats: map[string]fieldStats{}, allowed: map[string]bitset{},
		known: map[string]vocabulary{}, joined: map[string]*compounds{},
	}
	names, err := reader.Fields()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read word index: %w", err), reader.Close())
	}
	for _, name := range names {
		if language, ok := strings.CutPrefix(name, bodyField); ok {
			v.fields = append(v.fields, language)
		}
	}
	slices.Sort(v.fields)
	s.drop()
	s.current = v
	return v, nil
}

// drop ends the index's own use of the current view. The caller holds mu.
func (s *store) drop() {
	if s.current != nil {
		s.current.leave()
		s.current = nil
	}
}

func (v *view) release() {
	v.store.mu.Lock()
	defer v.store.mu.Unlock()
	v.leave()
}

func (v *view) leave() {
	if v.users--; v.users == 0 {
		_ = v.reader.Close() // it only counts references down
	}
}

// field returns the statistics of a language's fields.
func (v *view) field(ctx context.Context, field string) (fieldStats, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if s, ok := v.stats[field]; ok {
		return s, nil
	}
	var s fieldStats
	for _, part := range []struct {
		name string
		mean *float64
	}{{bodyField, &s.body}, {titleField, &s.title}, {headingsField, &s.headings}} {
		passages, sum, err := v.lengths(ctx, part.name+field)
		if err != nil {
			return s, err
		}
		*part.mean = max(1, sum/float64(max(1, passages)))
		s.passages = max(s.passages, passages)
	}
	v.stats[field] = s
	return s, nil
}

// lengths adds up the lengths of a field's texts, the marker not counted.
func (v *view) lengths(ctx context.Context, name string) (passages uint64, sum float64, err error) {
	p, err := v.open(ctx, name, marker)
	if err != nil {
		return 0, 0, err
	}
	defer p.close()
	for p.next() {
		passages++
		sum += p.length()
	}
	return passages, sum, p.err
}

// postings walks the passages that have a term in one field.
type postings struct {
	reader bleveindex.TermFieldReader
	at     bleveindex.TermFieldDoc
	// doc is bleve's number of the passage, done when there are no more.
	doc  uint64
	done bool
	err  error
}

func (v *view) open(ctx context.Context, field, term string) (*postings, error) {
	reader, err := v.reader.TermFieldReader(ctx, []byte(term), field, true, true, false)
	if err != nil {
		return nil, fmt.Errorf("read word index: %w", err)
	}
	return &postings{reader: reader}, nil
}

func (p *postings) next() bool {
	at, err := p.reader.Next(&p.at)
	if err != nil || at == nil {
		p.done, p.err = true, err
		return false
	}
	p.doc = at.ID.Value()
	return true
}

// length is that of the passage's field in terms. bleve stores the inverse
// of its square root; the marker is not counted.
func (p *postings) length() float64 {
	if p.at.Norm <= 0 {
		return 0
	}
	return 1/(p.at.Norm*p.at.Norm) - 1
}

func (p *postings) close() { _ = p.reader.Close() } // it only hands buffers back

// bitset is a set of bleve's passage numbers.
type bitset []uint64

func (b *bitset) add(n uint64) {
	word := int(n / 64)
	if word >= len(*b) {
		*b = append(*b, make(bitset, word+1-len(*b))...)
	}
	(*b)[word] |= 1 << (n % 64)
}

func (b bitset) has(n uint64) bool {
	return n/64 < uint64(len(b)) && b[n/64]&(1<<(n%64)) != 0
}

// having returns the passages that have a word in one of the filter fields.
func (v *view) having(ctx context.Context, field, word string) (bitset, error) {
	name := field + "\x00" + word
	v.mu.Lock()
	defer v.mu.Unlock()
	if b, ok := v.allowed[name]; ok {
		return b, nil
	}
	p, err := v.open(ctx, field, word)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var b bitset
	for p.next() {
		b.add(p.doc)
	}
	if p.err != nil {
		return nil, fmt.Errorf("read word index: %w", p.err)
	}
	if len(v.allowed) >= maxFilters {
		clear(v.allowed)
	}
	v.allowed[name] = b
	return b, nil
}

// allows returns a test of whether a passage passes the filter, nil when all
// do.
func (v *view) allows(ctx context.Context, f index.Filter) (func(doc uint64) bool, error) {
	var all [][]bitset // each passage has to be in one set of each list
	require := func(field string, words []string) error {
		var any []bitset
		for _, word := range words {
			b, err := v.having(ctx, field, word)
			if err != nil {
				return err
			}
			any = append(any, b)
		}
		if any != nil {
			all = append(all, any)
		}
		return nil
	}
	if err := require(collectionField, f.Collections); err != nil {
		return nil, err
	}
	if err := require(languageField, f.Languages); err != nil {
		return nil, err
	}
	for _, label := range f.Labels {
		if err := require(labelField, []string{label}); err != nil {
			return nil, err
		}
	}
	if all == nil {
		return nil, nil
	}
	return func(doc uint64) bool {
		for _, any := range all {
			if !slices.ContainsFunc(any, func(b bitset) bool { return b.has(doc) }) {
				return false
			}
		}
		return true
	}, nil
}
