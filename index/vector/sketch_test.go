package vector

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"footnote/index"
	"footnote/internal/catalog"
)

// crowdVectors stand in groups and lean to one side, as those of sentences do.
func crowdVectors(n, dimension int) [][]float32 {
	random := rand.New(rand.NewPCG(3, 4))
	groups := make([][]float32, 200)
	draw := func(around []float32, lean, spread float64) []float32 {
		vector := make([]float32, dimension)
		for i := range vector {
			vector[i] = float32(lean + spread*random.NormFloat64())
			if around != nil {
				vector[i] += around[i]
			}
		}
		return vector
	}
	for i := range groups {
		groups[i] = draw(nil, 1, 1)
	}
	vectors := make([][]float32, n)
	for i := range vectors {
		vectors[i] = draw(groups[random.IntN(len(groups))], 0, 1)
	}
	return vectors
}

func put(t testing.TB, x *Index, id int64, collection string, values []float32) {
	t.Helper()
	entry := index.Entry{
		Passage: catalog.Passage{ID: id}, Collection: collection, Language: "en", Labels: []string{"public"}, Vector: values,
	}
	if err := x.Apply(t.Context(), index.Batch{Add: []index.Entry{entry}}); err != nil {
		t.Fatal(err)
	}
}

func filled(t *testing.T, all [][]float32) *Index {
	t.Helper()
	v := New()
	for i, values := range all {
		collection := "main"
		if i%500 == 7 {
			collection = "rare"
		}
		put(t, v, int64(i), collection, values)
	}
	return v
}

// exactly is the truth: all vectors compared that keep lets through.
func exactly(all [][]float32, question []float32, limit int, keep func(i int) bool) []int64 {
	var hits []index.Hit
	for i, values := range all {
		if keep(i) {
			hits = append(hits, index.Hit{PassageID: int64(i), Score: float64(dot(normalized(question), normalized(values)))})
		}
	}
	var ids []int64
	for _, h := range index.Best(hits, limit) {
		ids = append(ids, h.PassageID)
	}
	return ids
}

func found(t *testing.T, v *Index, q index.VectorQuery) []int64 {
	t.Helper()
	hits, err := v.Search(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(hits, func(a, b index.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.PassageID, b.PassageID))
	}) {
		t.Error("hits are not in order")
	}
	var ids []int64
	for _, h := range hits {
		ids = append(ids, h.PassageID)
	}
	return ids
}

// share is how many of want are in got.
func share(got, want []int64) float64 {
	n := 0
	for _, id := range want {
		if slices.Contains(got, id) {
			n++
		}
	}
	return float64(n) / float64(len(want))
}

func TestSketchFindsWhatAnExactSearchFinds(t *testing.T) {
	all := crowdVectors(12_000, 128)
	v := filled(t, all)
	everything := func(int) bool { return true }
	check := func(when string, least float64) {
		var ten, hundred float64
		const questions = 25
		for i := range questions {
			question := all[i*97]
			got := found(t, v, index.VectorQuery{Vector: question, Limit: 100})
			ten += share(got[:10], exactly(all, question, 10, everything)) / questions
			hundred += share(got, exactly(all, question, 100, everything)) / questions
		}
		if ten < 0.99 || hundred < least {
			t.Errorf("%s: recall of the nearest 10 is %.3f, of the nearest 100 %.3f", when, ten, hundred)
		}
	}
	check("filled", 0.98)
	// The centre of the old ones says little of those that replace them.
	for i, values := range crowdVectors(24_000, 128)[12_000:] {
		for d := range values {
			values[d] -= 3
		}
		all[i] = values
		put(t, v, int64(i), "main", values)
	}
	if len(v.sketch.places) != len(all) {
		t.Errorf("%d vectors after replacing %d", len(v.sketch.places), len(all))
	}
	check("replaced", 0.95)
}

func TestSketchHonoursFilters(t *testing.T) {
	all := crowdVectors(6000, 128)
	v := filled(t, all)
	rare := func(i int) bool { return i%500 == 7 }
	for _, question := range all[:20] {
		got := found(t, v, index.VectorQuery{Vector: question, Limit: 100, Filter: index.Filter{Collections: []string{"rare"}}})
		if want := exactly(all, question, 100, rare); !slices.Equal(got, want) {
			t.Fatalf("in the rare collection %v, want %v", got, want)
		}
	}
	for name, filter := range map[string]index.Filter{
		"collection": {Collections: []string{"rar"}}, "language": {Languages: []string{"de"}}, "label": {Labels: []string{"public", "secret"}},
	} {
		if got := found(t, v, index.VectorQuery{Vector: all[0], Limit: 5, Filter: filter}); len(got) != 0 {
			t.Errorf("an unknown %s finds %v", name, got)
		}
	}
}

func TestSketchForgets(t *testing.T) {
	all := crowdVectors(3000, 128)
	v := filled(t, all)
	var gone []int64
	for i := range 2990 {
		gone = append(gone, int64(i))
	}
	if err := v.Apply(t.Context(), index.Batch{Remove: append(gone, 99_999)}); err != nil {
		t.Fatal(err)
	}
	got := found(t, v, index.VectorQuery{Vector: all[5], Limit: 3000})
	if want := exactly(all, all[5], 10, func(i int) bool { return i >= 2990 }); !slices.Equal(got, want) {
		t.Errorf("found %v, want the ten that are left: %v", got, want)
	}
	if err := v.Apply(t.Context(), index.Batch{Remove: got}); err != nil {
		t.Fatal(err)
	}
	if got := found(t, v, index.VectorQuery{Vector: all[5], Limit: 3000}); len(got) != 0 || len(v.sketch.places) != 0 {
		t.Errorf("an empty index finds %v", got)
	}
}

// Equal vectors are more than are compared: which are taken must not depend
// on the order in which they came.
func TestSketchTakesEqualOnesByID(t *testing.T) {
	same := crowdVectors(1, 128)[0]
	first, second := filled(t, nil), filled(t, nil)
	const n = 2 * compared
	for i := range int64(n) {
		put(t, first, i, "main", same)
		put(t, second, n-1-i, "main", same)
	}
	want := []int64{0, 1, 2, 3, 4}
	for _, v := range []*Index{first, second} {
		if got := found(t, v, index.VectorQuery{Vector: same, Limit: 5}); !slices.Equal(got, want) {
			t.Errorf("found %v, want %v", got, want)
		}
	}
}

func TestSketchSearchesWhileItChanges(t *testing.T) {
	all := crowdVectors(4000, 128)
	v := filled(t, all[:2000])
	var searching sync.WaitGroup
	for range 2 {
		searching.Go(func() {
			for i := range 50 {
				hits, err := v.Search(t.Context(), index.VectorQuery{Vector: all[i], Limit: 20})
				if err != nil || len(hits) != 20 {
					t.Errorf("%d hits, %v", len(hits), err)
					return
				}
			}
		})
	}
	for i, values := range all[2000:] {
		put(t, v, int64(2000+i), "main", values)
		if err := v.Apply(t.Context(), index.Batch{Remove: []int64{int64(i / 4)}}); err != nil {
			t.Fatal(err)
		}
	}
	searching.Wait()
}

func TestSketchOfAnyDimension(t *testing.T) {
	for _, dimension := range []int{1, 3, 63, 64, 65, 384} {
		t.Run(fmt.Sprint(dimension), func(t *testing.T) {
			random := rand.New(rand.NewPCG(5, uint64(dimension)))
			all := make([][]float32, compared+500)
			for i := range all {
				all[i] = make([]float32, dimension)
				for d := range all[i] {
					all[i][d] = float32(random.NormFloat64() * 1e15)
				}
			}
			v := filled(t, all)
			for _, question := range all[:5] {
				got := found(t, v, index.VectorQuery{Vector: question, Limit: 1})
				best := exactly(all, question, len(all), func(int) bool { return true })[0]
				if len(got) != 1 || dot(normalized(question), normalized(all[got[0]])) < 0.9999 {
					t.Errorf("found %v, want %d or one like it", got, best)
				}
			}
		})
	}
}
