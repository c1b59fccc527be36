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
// limits, with parts that end anywhere.
func TestSplitCoversEachTokenOnce(t *testing.T) {
	for _, n := range []int{3, 100, blockTokens, blockTokens + 1, 3*blockTokens - 7, 5000} {
		ids := make([]int32, n)
		for i := range ids {
			ids[i] = int32(i)
		}
		parts := []int{1, 0, n / 3, 1}
		parts = append(parts, n-2-n/3)
		segments, runs := split([]tokens{{ids, parts}, {ids[:3], []int{3}}})
		next, got := 0, make([]int, len(parts))
		for _, s := range segments[:len(segments)-1] {
			core := 0
			for _, r := range s.runs {
				core += r.sum.tokens
				got[r.part] += r.sum.tokens
			}
			before, after := s.skip, len(s.ids)-s.skip-core
			if int(s.ids[s.skip]) != next || before != min(halo, next) || after != min(halo, n-next-core) {
				t.Errorf("%d tokens: segment at %d has %d tokens, %d before, %d after", n, next, core, before, after)
			}
			next += core
		}
		if next != n || !slices.Equal(got, parts) || len(runs) != 2 {
			t.Errorf("%d tokens: segments end at %d, parts of %v, want %v", n, next, got, parts)
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

func TestEmbedParts(t *testing.T) {
	m, _ := syntheticModel(t)
	texts := [][]string{{"abc de 日本 a"}, {"abc de", "日本 a", "", "x"}, {}, {strings.Repeat("ab cde. ", 100), "é", strings.Repeat("abc ", 300)}}
	joined := make([]string, len(texts))
	for i, parts := range texts {
		joined[i] = strings.Join(slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return p == "" }), " ")
	}
	whole, parts, err := m.EmbedParts(t.Context(), texts)
	if err != nil {
		t.Fatal(err)
	}
	want, err := m.Embed(t.Context(), joined)
	if err != nil {
		t.Fatal(err)
	}
	for i := range texts {
		if len(parts[i]) != max(1, len(texts[i])) {
			t.Errorf("text %d has vectors of %d parts", i, len(parts[i]))
		}
		for _, v := range append(parts[i], whole[i]) {
			if length := norm(v); math.Abs(length-1) > 1e-5 {
				t.Errorf("text %d: a vector of length %g", i, length)
			}
		}
		// An empty part is an unknown token, as an empty text is.
		if i != 1 && dot(whole[i], want[i]) < 0.99999 {
			t.Errorf("text %d: whole and joined have cosine %g", i, dot(whole[i], want[i]))
		}
	}
	if !slices.Equal(parts[0][0], want[0]) {
		t.Error("the only part of a text is not the text")
	}
}

func dot(a, b []float32) float64 {
	total := 0.0
	for i := range a {
		total += float64(a[i]) * float64(b[i])
	}
	return total
}

func norm(v []float32) float64 {
	squares := 0.0
	for _, x := range v {
		squares += float64(x) * float64(x)
	}
	return math.Sqrt(squares)
}
