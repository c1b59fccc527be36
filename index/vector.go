package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
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
// vectors that the catalog keeps, with a sketch that says which of them to
// compare.
type vectors struct {
	catalog *catalog.Catalog
	model   string

	mu sync.RWMutex
	vectorState
}

// vectorState is what a reload replaces.
type vectorState struct {
	store     *chromem.Collection
	sketch    *sketch
	dimension int // 0 until there is a vector
	seq       int64
	// groups are the passages' collection, language and labels: few differ.
	groups []group
	byName map[string]int32
}

// group is what filters look at.
type group struct {
	collection, language string
	labels               []string
}

// compared is how many vectors are compared exactly for a question: of fewer
// all are. Among 100,000 the sketch's first 1,000 hold the nearest 10 and 99 %
// of the nearest 100: see docs/measurements.md.
const compared = 1000

func newVectors(c *catalog.Catalog, model string) (*vectors, error) {
	store, err := newCollection()
	if err != nil {
		return nil, err
	}
	state := vectorState{store: store, sketch: newSketch(), seq: noSeq, byName: map[string]int32{}}
	return &vectors{catalog: c, model: model, vectorState: state}, nil
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
	v.dimension = len(values)
	values = normalized(values)
	if err := v.store.AddDocument(ctx, chromem.Document{ID: key(e.Passage.ID), Embedding: values}); err != nil {
		return fmt.Errorf("add passage %d to the vector index: %w", e.Passage.ID, err)
	}
	v.sketch.put(e.Passage.ID, v.groupOf(e), values)
	if v.sketch.stale() {
		return v.sketch.recentre(v.vector(ctx))
	}
	return nil
}

// groupOf numbers what filters look at.
func (v *vectors) groupOf(e Entry) int32 {
	name := strings.Join(append([]string{e.Collection, e.Language}, e.Labels...), "\x00")
	n, ok := v.byName[name]
	if !ok {
		n = int32(len(v.groups))
		v.groups = append(v.groups, group{e.Collection, e.Language, e.Labels})
		v.byName[name] = n
	}
	return n
}

// vector returns what reads a stored vector.
func (v *vectors) vector(ctx context.Context) func(id int64) ([]float32, error) {
	return func(id int64) ([]float32, error) {
		d, err := v.store.GetByID(ctx, key(id))
		if err != nil {
			return nil, fmt.Errorf("read the vector of passage %d: %w", id, err)
		}
		return d.Embedding, nil
	}
}

// remove forgets passages. The caller holds mu.
func (v *vectors) remove(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil // chromem takes no ids for all of them
	}
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = key(id)
		v.sketch.remove(id)
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
	fresh.sketch.centred = math.MaxInt // once, at the end
	if err := fill(ctx, v.catalog, fresh, func(int, int) {}); err != nil {
		return fmt.Errorf("load vectors: %w", err)
	}
	if err := fresh.sketch.recentre(fresh.vector(ctx)); err != nil {
		return fmt.Errorf("load vectors: %w", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.vectorState = fresh.vectorState
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
	allowed := make([]bool, len(v.groups))
	for i, g := range v.groups {
		allowed[i] = q.Filter.Allows(catalog.Document{Collection: g.collection, Language: g.language, Labels: g.labels})
	}
	limit := min(q.Limit, v.store.Count())
	if limit <= 0 || !slices.Contains(allowed, true) {
		return nil, nil
	}
	question, vector := normalized(q.Vector), v.vector(ctx)
	var hits []Hit
	for _, id := range v.sketch.nearest(question, allowed, max(compared, 10*limit)) {
		values, err := vector(id)
		if err != nil {
			return nil, err
		}
		hits = append(hits, Hit{PassageID: id, Score: float64(dot(question, values))})
	}
	return best(hits, limit), nil
}

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

// usable tells whether a vector can be compared: of the right dimension
// (any if 0), finite and not zero.
func usable(vector []float32, dimension int) error {
	if len(vector) == 0 || dimension != 0 && len(vector) != dimension {
		return fmt.Errorf("%w: it has %d dimensions, the model's other vectors have %d; if the model was changed under its name, "+
			"give it a name of its own (ollama cp), configure that and run the last ingest again", ErrVector, len(vector), dimension)
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
