package use

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
)

// sampleTexts have from none to some hundred tokens, so that they fall into
// blocks in different ways and the longest into several segments.
func sampleTexts() []string {
	texts := []string{"", " ", "a", "abcde", "abc cd 日本 é. ¼"}
	for i := range 40 {
		texts = append(texts, strings.Repeat("abc de 日本 a", i)+strings.Repeat(" x", i%7))
	}
	return append(texts, strings.Repeat("ab cde. ", 100), strings.Repeat("日本 é", 110))
}

func kernels() map[string]kernel {
	return map[string]kernel{"best": bestKernel(), "portable": {}}
}

// TestNetwork holds both kernels to the plain definition of the network.
func TestNetwork(t *testing.T) {
	m, w := syntheticModel(t)
	texts := sampleTexts()
	texts = append([]string{texts[len(texts)-1]}, texts[:9]...)
	var want [][]float64
	for _, text := range texts {
		want = append(want, plain(w, m.Tokenize(text)))
	}
	for name, k := range kernels() {
		m.network.kernel = k
		first := 0
		if !k.simd {
			first = 1 // the long text is a matter of layout, and slow here
		}
		got, err := m.Embed(t.Context(), texts[first:])
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range want[first:] {
			for j := range want {
				if diff := math.Abs(float64(got[i][j]) - want[j]); !(diff < 1e-5) {
					t.Errorf("%s, text %d, dimension %d: %g, want %g", name, i, j, got[i][j], want[j])
					break
				}
			}
		}
	}
}

// TestVectorsDependOnTheTextAlone embeds texts alone, together, in another
// order, and from many goroutines.
func TestVectorsDependOnTheTextAlone(t *testing.T) {
	m, _ := syntheticModel(t)
	texts := sampleTexts()
	together, err := m.Embed(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	reversed := slices.Clone(texts)
	slices.Reverse(reversed)
	backwards, err := m.Embed(t.Context(), reversed)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i, text := range texts {
		all.Go(func() {
			alone, err := NewEmbedder(m).EmbedQuery(t.Context(), text)
			if err != nil {
				t.Error(err)
				return
			}
			if !slices.Equal(alone, together[i]) || !slices.Equal(alone, backwards[len(texts)-1-i]) {
				t.Errorf("text %d has another vector alone", i)
			}
			if length := norm(alone); math.Abs(length-1) > 1e-5 {
				t.Errorf("text %d has a vector of length %g", i, length)
			}
		})
	}
	all.Wait()
	if len(m.idle) != cap(m.idle) {
		t.Errorf("%d of %d working memories came back", len(m.idle), cap(m.idle))
	}
}

func TestEmbedStopsWithItsContext(t *testing.T) {
	m, _ := syntheticModel(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Embed(ctx, sampleTexts()); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if _, err := NewEmbedder(m).EmbedQuery(ctx, "a"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if len(m.idle) != cap(m.idle) {
		t.Errorf("%d of %d working memories came back", len(m.idle), cap(m.idle))
	}
}

func TestEmbedNothing(t *testing.T) {
	m, _ := syntheticModel(t)
	vectors, err := m.Embed(t.Context(), nil)
	if err != nil || len(vectors) != 0 {
		t.Errorf("%d vectors, error %v", len(vectors), err)
	}
}

// TestSplitCoversEachTokenOnce checks the cutting of long texts around its
// limits.
func TestSplitCoversEachTokenOnce(t *testing.T) {
	for _, n := range []int{3, 100, blockTokens, blockTokens + 1, 3*blockTokens - 7, 5000} {
		ids := make([]int32, n)
		for i := range ids {
			ids[i] = int32(i)
		}
		segments, sums := split([][]int32{ids, ids[:3]})
		if len(sums) != 2 || len(segments) != len(sums[0])+len(sums[1]) {
			t.Errorf("%d tokens: %d segments for %d and %d sums", n, len(segments), len(sums[0]), len(sums[1]))
		}
		next := 0
		for _, s := range segments[:len(sums[0])] {
			core := s.ids[s.skip:][:s.core]
			before, after := s.skip, len(s.ids)-s.skip-s.core
			if int(core[0]) != next || before != min(halo, next) || after != min(halo, n-next-s.core) {
				t.Errorf("%d tokens: segment at %d has %d tokens, %d before, %d after", n, next, s.core, before, after)
			}
			next += s.core
		}
		if next != n {
			t.Errorf("%d tokens: segments end at %d", n, next)
		}
		for _, block := range pack(segments) {
			total := 0
			for _, s := range block {
				total += len(s.ids)
			}
			if total == 0 || total > blockTokens {
				t.Errorf("%d tokens: block of %d", n, total)
			}
		}
	}
}

func norm(v []float32) float64 {
	squares := 0.0
	for _, x := range v {
		squares += float64(x) * float64(x)
	}
	return math.Sqrt(squares)
}
