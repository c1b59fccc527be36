//go:build use_weights

package use_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"footnote/index/embedding/use"
)

// reference is a line of testdata/reference.jsonl.gz: what the Python package
// makes of a text. scripts/use/reference.py writes it.
type reference struct {
	Language string
	Text     string
	IDs      []int32
	// Vector holds the values as int8, scaled so that the largest is 127.
	Vector []byte
}

func readReferences(t testing.TB) []reference {
	t.Helper()
	f, err := os.Open("testdata/reference.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var list []reference
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r reference
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		list = append(list, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func load(t testing.TB) *use.Model {
	t.Helper()
	m, err := use.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestReference holds the model to the Python package: the same tokens, and
// vectors that differ by no more than rounding.
func TestReference(t *testing.T) {
	m, refs := load(t), readReferences(t)
	texts := make([]string, len(refs))
	languages := map[string]int{}
	for i, r := range refs {
		texts[i] = r.Text
		languages[r.Language]++
		if got := m.Tokenize(r.Text); !slices.Equal(got, r.IDs) {
			t.Errorf("text %d %.60q: tokens\n got %.200v\nwant %.200v", i, r.Text, got, r.IDs)
		}
	}
	if len(refs) < 500 || len(languages) != 17 {
		t.Errorf("%d texts in %d languages, want 500 in 16 and none", len(refs), len(languages))
	}
	vectors, err := m.Embed(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	worst := 1.0
	for i, r := range refs {
		want := make([]float32, len(r.Vector))
		for j, b := range r.Vector {
			want[j] = float32(int8(b))
		}
		c := cosine(vectors[i], want)
		worst = min(worst, c)
		if c < 0.999 {
			t.Errorf("text %d %.60q: cosine %.6f", i, r.Text, c)
		}
		requireUnit(t, vectors[i])
	}
	t.Logf("%d texts, lowest cosine %.6f", len(refs), worst)
}

func FuzzEmbed(f *testing.F) {
	m := load(f)
	for _, r := range readReferences(f)[:60] {
		if len(r.Text) < 1000 {
			f.Add(r.Text)
		}
	}
	f.Add("\xff\xfe broken \xc3")
	f.Fuzz(func(t *testing.T, text string) {
		ids := m.Tokenize(text)
		if len(ids) < 3 || len(ids) > 3+18*utf8.RuneCountInString(text) {
			t.Errorf("%d tokens", len(ids))
		}
		vectors, err := m.Embed(context.Background(), []string{text})
		if err != nil {
			t.Fatal(err)
		}
		requireUnit(t, vectors[0])
	})
}

// BenchmarkQuestion is the latency of one question.
func BenchmarkQuestion(b *testing.B) {
	m := load(b)
	for b.Loop() {
		if _, err := m.Embed(b.Context(), []string{"How do I reset the password of my account?"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPassages is the throughput for the longer texts of the fixture, in
// tokens a second.
func BenchmarkPassages(b *testing.B) {
	m := load(b)
	var texts []string
	tokens := 0
	for _, r := range readReferences(b) {
		if r.Language != "" && len(r.IDs) > 100 {
			texts = append(texts, r.Text)
			tokens += len(r.IDs)
		}
	}
	for b.Loop() {
		if _, err := m.Embed(b.Context(), texts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// BenchmarkLoad is the time from the file in memory to a model.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

// BenchmarkTokenize reports the speed of the tokenizer alone.
func BenchmarkTokenize(b *testing.B) {
	m := load(b)
	var texts []string
	size := 0
	for _, r := range readReferences(b) {
		if r.Language != "" {
			texts = append(texts, r.Text)
			size += len(r.Text)
		}
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, t := range texts {
			m.Tokenize(t)
		}
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	return ab / math.Sqrt(aa*bb)
}

func requireUnit(t *testing.T, v []float32) {
	t.Helper()
	squares := 0.0
	for _, x := range v {
		squares += float64(x) * float64(x)
	}
	if len(v) != use.Dimensions || !(math.Abs(math.Sqrt(squares)-1) < 1e-4) {
		t.Errorf("vector of %d dimensions and length %g", len(v), math.Sqrt(squares))
	}
}
