package index

import (
	"context"

	"footnote/internal/catalog"
)

// meaning is the index by meaning with the vectors that the catalog caches.
type meaning struct {
	Vectors
	catalog *catalog.Catalog
	model   string
}

// Apply takes in a batch. Added passages that have no vector yet are left out
// until they are put.
func (m *meaning) Apply(ctx context.Context, batch Batch) error {
	return withVectors{m.Vectors, m}.Apply(ctx, batch)
}

// Rebuild fills the index anew from the catalog.
func (m *meaning) Rebuild(ctx context.Context, fill func(Follower) error) error {
	return m.Vectors.Rebuild(ctx, func(fresh Follower) error { return fill(withVectors{fresh, m}) })
}

// put adds the vectors of passages that were embedded after they were added.
func (m *meaning) put(ctx context.Context, entries []Entry) error {
	return m.Vectors.Apply(ctx, Batch{Seq: m.Seq(), Add: entries})
}

// withVectors hands entries on with the vectors that the catalog has of them.
type withVectors struct {
	Follower
	of *meaning
}

// Apply implements Follower.
func (w withVectors) Apply(ctx context.Context, batch Batch) error {
	n := len(batch.Add)
	if n == 0 {
		return w.Follower.Apply(ctx, batch)
	}
	found, err := w.of.catalog.VectorRange(ctx, w.of.model, batch.Add[0].Passage.ID, batch.Add[n-1].Passage.ID)
	if err != nil {
		return err
	}
	values := make(map[int64][]float32, len(found))
	for _, f := range found {
		values[f.PassageID] = f.Values
	}
	with := batch.Add[:0:0]
	for _, e := range batch.Add {
		if e.Vector = values[e.Passage.ID]; e.Vector != nil {
			with = append(with, e)
		}
	}
	batch.Add = with
	return w.Follower.Apply(ctx, batch)
}
