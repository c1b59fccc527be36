package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/philippgille/chromem-go"

	"footnote/internal/catalog"
)

// ErrVector: a vector cannot be searched with or stored, because its
// dimension is not the model's or it has no direction.
var ErrVector = errors.New("unusable vector")

// errNoDirection is the case of ErrVector that concerns one text only.
var errNoDirection = fmt.Errorf("%w: it is zero or not finite", ErrVector)

// VectorQuery is a search by meaning.
type VectorQuery struct {
	// Vector is the embedded question.
	Vector []float32
	Filter Filter
	// Limit is the most hits that are returned.
	Limit int
}

// vectors is the index by meaning: chromem-go in memory, filled from the
// vectors that the catalog keeps.
type vectors struct {
	catalog *catalog.Catalog
	model   string

	// mu lets many search while nobody changes: chromem fails a query that
	// asks for more than there is, so the count has to hold.
	mu        sync.RWMutex
	store     *chromem.Collection
	dimension int // 0 until there is a vector
	seq       int64
	// metadata are those of all passages: few differ. collections and
	// languages are the ones that occur.
	metadata               map[string]map[string]string
	collections, languages map[string]bool
}

func newVectors(c *catalog.Catalog, model string) (*vectors, error) {
	store, err := newCollection()
	if err != nil {
		return nil, err
	}
	return &vectors{
		catalog: c, model: model, store: store, seq: noSeq,
		metadata: map[string]map[string]string{}, collections: map[string]bool{}, languages: map[string]bool{},
	}, nil
}

func newCollection() (*chromem.Collection, error) {
	// Without a function of ours chromem would call one on the internet.
	never := func(context.Context, string) ([]float32, error) {
		return nil, errors.New("the vector index does not embed")
	}
	store, err := chromem.NewDB().CreateCollection("passages", nil, never)
	if err != nil {
		return nil, fmt.Errorf("create vector index: %w", err)
	}
	return store, nil
}

// Seq is the catalog sequence that the index has reached.
func (v *vectors) Seq() int64 {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.seq
}

// Apply takes in a batch. Added passages that have no vector yet are left
// out until put.
func (v *vectors) Apply(ctx context.Context, batch Batch) error {
	var found []catalog.Vector
	if n := len(batch.Add); n > 0 {
		var err error
		if found, err = v.catalog.VectorRange(ctx, v.model, batch.Add[0].Passage.ID, batch.Add[n-1].Passage.ID); err != nil {
			return err
		}
	}
	values := make(map[int64][]float32, len(found))
	for _, f := range found {
		values[f.PassageID] = f.Values
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.remove(ctx, batch.Remove); err != nil {
		return err
	}
	for _, e := range batch.Add {
		if values, ok := values[e.Passage.ID]; ok {
			if err := v.add(ctx, e, values); err != nil && !errors.Is(err, ErrVector) {
				return err
			}
		}
	}
	v.seq = batch.Seq
	return nil
}

// put adds the vector of a passage that was embedded after it was added.
func (v *vectors) put(ctx context.Context, e Entry, values []float32) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.add(ctx, e, values)
}

// add stores one vector, in place of an earlier one. The caller holds mu.
func (v *vectors) add(ctx context.Context, e Entry, values []float32) error {
	if err := usable(values, v.dimension); err != nil {
		return fmt.Errorf("vector of passage %d: %w", e.Passage.ID, err)
	}
	if v.dimension == 0 {
		v.dimension = len(values)
	}
	err := v.store.AddDocument(ctx, chromem.Document{ID: key(e.Passage.ID), Metadata: v.metadataOf(e), Embedding: values})
	if err != nil {
		return fmt.Errorf("add passage %d to the vector index: %w", e.Passage.ID, err)
	}
	return nil
}

// metadataOf is what filters look at, one map for all that have the same:
// chromem does not change it.
func (v *vectors) metadataOf(e Entry) map[string]string {
	v.collections[e.Collection], v.languages[e.Language] = true, true
	name := strings.Join(append([]string{e.Collection, e.Language}, e.Labels...), "\x00")
	if m, ok := v.metadata[name]; ok {
		return m
	}
	m := map[string]string{collectionField: e.Collection, languageField: e.Language}
	for _, label := range e.Labels {
		m[labelField+":"+label] = "1"
	}
	v.metadata[name] = m
	return m
}

// remove forgets passages. The caller holds mu.
func (v *vectors) remove(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil // chromem takes no ids for all of them
	}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = key(id)
	}
	if err := v.store.Delete(ctx, nil, nil, keys...); err != nil {
		return fmt.Errorf("remove passages from the vector index: %w", err)
	}
	return nil
}

// reload fills the index anew from the catalog. The old vectors serve until
// the new ones are complete.
func (v *vectors) reload(ctx context.Context) error {
	fresh, err := newVectors(v.catalog, v.model)
	if err != nil {
		return err
	}
	if err := fill(ctx, v.catalog, fresh, func(int, int) {}); err != nil {
		return fmt.Errorf("load vectors: %w", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.store, v.dimension, v.seq = fresh.store, fresh.dimension, fresh.seq
	v.metadata, v.collections, v.languages = fresh.metadata, fresh.collections, fresh.languages
	return nil
}

// dimensions is the dimension of the vectors, 0 while there are none.
func (v *vectors) dimensions() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.dimension
}

func (v *vectors) count() int {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.store.Count()
}

// search returns the nearest passages, equal scores by id.
func (v *vectors) search(ctx context.Context, q VectorQuery) ([]Hit, error) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	if err := usable(q.Vector, v.dimension); err != nil {
		return nil, fmt.Errorf("search by vector: %w", err)
	}
	var hits []Hit
	for _, where := range v.conditions(q.Filter) {
		found, err := v.nearest(ctx, q.Vector, where, q.Limit)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return best(hits, q.Limit), nil
}

// conditions turns a filter into conditions that exclude each other and that
// chromem can check: all of their values are equal to the passage's.
func (v *vectors) conditions(f Filter) []map[string]string {
	all := []map[string]string{{}}
	for _, label := range f.Labels {
		all[0][labelField+":"+label] = "1"
	}
	all = narrowed(all, collectionField, f.Collections, v.collections)
	return narrowed(all, languageField, f.Languages, v.languages)
}

// narrowed makes of each condition one for each of the wanted values that
// occur.
func narrowed(all []map[string]string, name string, wanted []string, occur map[string]bool) []map[string]string {
	if len(wanted) == 0 {
		return all
	}
	var narrow []map[string]string
	for _, value := range slices.Compact(slices.Sorted(slices.Values(wanted))) {
		for _, where := range all {
			if occur[value] {
				where = maps.Clone(where)
				where[name] = value
				narrow = append(narrow, where)
			}
		}
	}
	return narrow
}

// nearest asks chromem, which breaks ties by chance: more is asked for until
// the last place is not shared, so that the same question finds the same.
func (v *vectors) nearest(ctx context.Context, vector []float32, where map[string]string, limit int) ([]Hit, error) {
	count := v.store.Count()
	if limit <= 0 || count == 0 {
		return nil, nil
	}
	for n := min(limit+1, count); ; n = min(2*n, count) {
		results, err := v.store.QueryEmbedding(ctx, vector, n, where, nil)
		if err != nil {
			return nil, fmt.Errorf("search the vector index: %w", err)
		}
		if len(results) == n && n < count && results[limit-1].Similarity == results[n-1].Similarity {
			continue
		}
		hits := make([]Hit, 0, len(results))
		for _, r := range results {
			id, err := strconv.ParseInt(r.ID, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("search the vector index: %w", err)
			}
			hits = append(hits, Hit{PassageID: id, Score: float64(r.Similarity)})
		}
		return best(hits, limit), nil
	}
}

// usable tells whether a vector can be compared: of the right dimension
// (any if 0), finite and not zero.
func usable(vector []float32, dimension int) error {
	if len(vector) == 0 || dimension != 0 && len(vector) != dimension {
		return fmt.Errorf("%w: it has %d dimensions, the model's other vectors have %d", ErrVector, len(vector), dimension)
	}
	sum := 0.0
	for _, x := range vector {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) || sum < 1e-12 {
		return errNoDirection
	}
	return nil
}
