package vector

import (
	"fmt"
	"testing"

	"footnote/index"
)

// BenchmarkFew compares the ways in which few vectors can be compared exactly:
// chromem's query, which is used; reading each with chromem's GetByID; and
// slices that it knows nothing of.
func BenchmarkFew(b *testing.B) {
	for _, n := range []int{50, 200, 1000} {
		x := New()
		for i, values := range crowdVectors(n, 512) {
			put(b, x, int64(i), "main", values)
		}
		question := normalized(crowdVectors(1, 512)[0])
		ways := []struct {
			name string
			do   func() ([]index.Hit, error)
		}{
			{"query", func() ([]index.Hit, error) { return compareAll(b.Context(), question, x.groups.all, 100) }},
			{"get", func() ([]index.Hit, error) {
				var hits []index.Hit
				for _, p := range x.sketch.places {
					d, err := x.groups.all[p.group].vectors.GetByID(b.Context(), key(p.id))
					if err != nil {
						return nil, err
					}
					hits = append(hits, index.Hit{PassageID: p.id, Score: float64(dot(question, d.Embedding))})
				}
				return hits, nil
			}},
			{"slices", func() ([]index.Hit, error) {
				var hits []index.Hit
				for i, p := range x.sketch.places {
					hits = append(hits, index.Hit{PassageID: p.id, Score: float64(dot(question, x.sketch.vectors[i]))})
				}
				return hits, nil
			}},
			{"sketch", func() ([]index.Hit, error) { return x.sketch.nearest(question, []bool{true}, compared), nil }},
		}
		for _, way := range ways {
			b.Run(fmt.Sprintf("%d/%s", n, way.name), func(b *testing.B) {
				for b.Loop() {
					hits, err := way.do()
					if err != nil || len(index.Best(hits, 100)) != min(n, 100) {
						b.Fatalf("%d hits, %v", len(hits), err)
					}
				}
			})
		}
	}
}
