// Package vector is the index by meaning: vectors in memory, compared by
// chromem-go where they are few and otherwise found by a sketch of each.
//
// Enters: batches of passages with their vectors and the catalog's sequence
// number, and the vector of a question. Leaves: ids of passages with cosines,
// best first, the same ones whenever the same passages are in it. It keeps
// nothing on disk (the catalog caches the vectors), and must never compare
// vectors of two dimensions or embed anything.
package vector

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"sync"

	"github.com/philippgille/chromem-go"

	"footnote/index"
)

const (
	// compared is how many vectors are compared exactly for a question: of
	// fewer all are. Among 100,000 the sketch's first 1,000 hold the nearest 10
	// and 99 % of the nearest 100: see docs/measurements.md.
	compared = 1000
	// maxQueries is how many groups chromem is asked about for one question:
	// each costs some microseconds, however few vectors it has.
	maxQueries = 32
)

// Index is an index by meaning.
type Index struct {
	mu sync.RWMutex
	state
}

// state is what a rebuild replaces.
type state struct {
	sketch    *sketch
	dimension int // 0 until there is a vector
	seq       int64
	groups    groups
}

var _ index.Vectors = (*Index)(nil)

// New returns an empty index, which has to be rebuilt.
func New() *Index {
	return &Index{state: state{sketch: newSketch(), seq: index.NoSeq, groups: newGroups()}}
}

// Open implements index.Backend. Nothing is kept from the last time.
func (x *Index) Open(context.Context) error { return nil }

// Close implements index.Backend.
func (x *Index) Close() error { return nil }

// Seq implements index.Follower.
func (x *Index) Seq() int64 {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.seq
}

// Apply implements index.Follower.
func (x *Index) Apply(ctx context.Context, batch index.Batch) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, id := range batch.Remove {
		if err := x.remove(ctx, id); err != nil {
			return err
		}
	}
	for _, e := range batch.Add {
		if index.CheckVector(e.Vector, x.dimension) != nil {
			continue
		}
		if err := x.add(ctx, e); err != nil {
			return err
		}
	}
	x.seq = batch.Seq
	return nil
}

// add stores a usable vector, in place of an earlier one. The caller holds mu.
func (x *Index) add(ctx context.Context, e index.Entry) error {
	x.dimension = len(e.Vector)
	if err := x.remove(ctx, e.Passage.ID); err != nil {
		return err
	}
	values := normalized(e.Vector)
	n, group, err := x.groups.of(e)
	if err != nil {
		return err
	}
	if err := group.vectors.AddDocument(ctx, chromem.Document{ID: key(e.Passage.ID), Embedding: values}); err != nil {
		return fmt.Errorf("add passage %d to the vector index: %w", e.Passage.ID, err)
	}
	x.sketch.put(e.Passage.ID, n, values)
	if x.sketch.stale() {
		x.sketch.recentre()
	}
	return nil
}

// remove forgets a passage. The caller holds mu.
func (x *Index) remove(ctx context.Context, id int64) error {
	group, known := x.sketch.group(id)
	if !known {
		return nil
	}
	x.sketch.remove(id)
	if err := x.groups.all[group].vectors.Delete(ctx, nil, nil, key(id)); err != nil {
		return fmt.Errorf("remove passage %d from the vector index: %w", id, err)
	}
	return nil
}

// Rebuild implements index.Backend. The old vectors serve until the new ones
// are complete.
func (x *Index) Rebuild(_ context.Context, fill func(fresh index.Follower) error) error {
	fresh := New()
	fresh.sketch.centred = math.MaxInt // once, at the end
	if err := fill(fresh); err != nil {
		return fmt.Errorf("load vectors: %w", err)
	}
	fresh.sketch.recentre()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.state = fresh.state
	return nil
}

// Count implements index.Backend.
func (x *Index) Count(context.Context) (int, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.sketch.places), nil
}

// Dimension implements index.Vectors.
func (x *Index) Dimension() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.dimension
}

// Search implements index.Vectors. It fails with index.ErrVector when the
// question's vector is unusable.
func (x *Index) Search(ctx context.Context, q index.VectorQuery) ([]index.Hit, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if err := index.CheckVector(q.Vector, x.dimension); err != nil {
		return nil, fmt.Errorf("search by vector: %w", err)
	}
	limit := min(q.Limit, len(x.sketch.places))
	allowed, few := x.groups.allowed(q.Filter)
	if limit <= 0 || allowed == nil {
		return nil, nil
	}
	question := normalized(q.Vector)
	var hits []index.Hit
	var err error
	if few != nil {
		hits, err = compareAll(ctx, question, few, limit)
	} else {
		hits = x.sketch.nearest(question, allowed, max(compared, 10*limit))
	}
	return index.Best(hits, limit), err
}

// compareAll finds the nearest vectors of some groups by comparing all.
func compareAll(ctx context.Context, question []float32, few []*group, limit int) ([]index.Hit, error) {
	var hits []index.Hit
	for _, g := range few {
		results, err := g.nearest(ctx, question, limit)
		if err != nil {
			return nil, fmt.Errorf("search by vector: %w", err)
		}
		for _, r := range results {
			id, err := strconv.ParseInt(r.ID, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("search by vector: %w", err)
			}
			hits = append(hits, index.Hit{PassageID: id, Score: float64(dot(question, r.Embedding))})
		}
	}
	return hits, nil
}

// Compare implements index.Vectors.
func (x *Index) Compare(_ context.Context, vector []float32, passages []int64) (map[int64]float64, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if err := index.CheckVector(vector, x.dimension); err != nil {
		return nil, fmt.Errorf("compare with a vector: %w", err)
	}
	question := normalized(vector)
	cosines := make(map[int64]float64, len(passages))
	for _, id := range passages {
		if values := x.sketch.vector(id); values != nil { // else it has none yet
			cosines[id] = float64(dot(question, values))
		}
	}
	return cosines, nil
}

func key(id int64) string { return strconv.FormatInt(id, 10) }

// dot is the product of two vectors of one dimension.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s [4]float32 // sums that do not wait for each other
	for i := 0; i+4 <= len(a); i += 4 {
		s[0] += a[i] * b[i]
		s[1] += a[i+1] * b[i+1]
		s[2] += a[i+2] * b[i+2]
		s[3] += a[i+3] * b[i+3]
	}
	for i := len(a) &^ 3; i < len(a); i++ {
		s[0] += a[i] * b[i]
	}
	return s[0] + s[1] + s[2] + s[3]
}

// normalized returns a usable vector's direction, of length 1.
func normalized(vector []float32) []float32 {
	squares := 0.0
	for _, x := range vector {
		squares += float64(x) * float64(x)
	}
	scaled, length := make([]float32, len(vector)), math.Sqrt(squares)
	for i, x := range vector {
		scaled[i] = float32(float64(x) / length)
	}
	return scaled
}
