package index

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"footnote/internal/catalog"
)

func unitVector(random *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	length := 0.0
	for i := range v {
		v[i] = float32(random.NormFloat64())
		length += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(length))
	}
	return v
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestPackedPartsKeepTheirCosines(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, dimension := range []int{3, 384, 512} {
		question := unitVector(random, dimension)
		parts := [][]float32{unitVector(random, dimension), question, unitVector(random, dimension), make([]float32, dimension)}
		for _, hasHead := range []bool{false, true} {
			head, sentences, err := compareParts(packParts(hasHead, parts), question)
			if err != nil {
				t.Fatal(err)
			}
			got := sentences
			if hasHead {
				got = slices.Concat([]float64{head}, sentences)
			}
			if len(got) != len(parts) {
				t.Fatalf("%d of %d parts came back", len(got), len(parts))
			}
			for i, part := range parts {
				if want := dot(part, question); math.Abs(got[i]-want) > 0.005 {
					t.Errorf("dimension %d, part %d: cosine %g, want %g", dimension, i, got[i], want)
				}
			}
		}
	}
}

func TestDamagedPartsAreRefused(t *testing.T) {
	question := unitVector(rand.New(rand.NewPCG(1, 2)), 8)
	good := packParts(true, [][]float32{question})
	nan := slices.Clone(good)
	copy(nan[1:], []byte{0, 0, 0xc0, 0x7f})
	for name, packed := range map[string][]byte{"empty": {}, "short": good[:len(good)-1], "flag": append([]byte{7}, good[1:]...), "not a number": nan} {
		if _, _, err := compareParts(packed, question); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPartsOfAPassage(t *testing.T) {
	p := catalog.Passage{Headings: []string{"Security", "Reset"}, Context: "Plan | Price", Text: "First one. Second one.\nThird"}
	head, sentences, err := partsOf("Password", "en", p)
	if err != nil || head != "Password\nSecurity > Reset\nPlan | Price" || !slices.Equal(sentences, []string{"First one.", "Second one.", "Third"}) {
		t.Errorf("head %q, sentences %q", head, sentences)
	}
	if head, _, _ := partsOf("", "en", catalog.Passage{Text: "x"}); head != "" {
		t.Errorf("head %q of nothing", head)
	}
}

func BenchmarkCompareParts(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	question := unitVector(random, 512)
	var parts [][]float32
	for range 12 {
		parts = append(parts, unitVector(random, 512))
	}
	packed := packParts(true, parts)
	for b.Loop() {
		if _, _, err := compareParts(packed, question); err != nil {
			b.Fatal(err)
		}
	}
}
