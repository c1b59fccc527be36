package index_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/index/lexical"
	"footnote/index/vector"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

func openCatalog(tb testing.TB, dir string) (*catalog.Catalog, error) {
	c, err := catalog.Open(tb.Context(), dir)
	if err == nil {
		tb.Cleanup(func() { c.Close() })
	}
	return c, err
}

// synthetic makes documents of one passage each, of 150 words that are as
// unevenly frequent as those of a language.
func synthetic(n int) []document.Document {
	random := rand.New(rand.NewPCG(1, 2))
	words := rand.NewZipf(random, 1.1, 8, 30_000)
	documents := make([]document.Document, n)
	for i := range documents {
		var b strings.Builder
		for range 150 {
			fmt.Fprintf(&b, "w%x ", words.Uint64())
		}
		documents[i] = indextest.Document(fmt.Sprintf("doc-%06d", i), "en", fmt.Sprintf("Article w%x w%x", words.Uint64(), words.Uint64()), strings.TrimSpace(b.String()))
	}
	return documents
}

const benchmarkPassages = 20_000

func benchmarkIndex(b *testing.B, e index.Embedder) (x *index.Index, c *catalog.Catalog, dir string) {
	dir = b.TempDir()
	c, err := openCatalog(b, dir)
	if err != nil {
		b.Fatal(err)
	}
	x, err = index.Open(b.Context(), index.Options{Catalog: c, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: e})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	return x, c, dir
}

func fill(b *testing.B, x *index.Index, documents []document.Document) {
	for start := 0; start < len(documents); start += 500 {
		change := kbsource.FileChange{Path: fmt.Sprint(start), Documents: documents[start:min(start+500, len(documents))]}
		if _, err := x.Store("main").Apply(b.Context(), "s", []kbsource.FileChange{change}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIndex20k(b *testing.B) {
	documents := synthetic(benchmarkPassages)
	for b.Loop() {
		x, _, _ := benchmarkIndex(b, nil)
		fill(b, x, documents)
	}
	b.ReportMetric(float64(b.N*len(documents))/b.Elapsed().Seconds(), "passages/s")
}

func BenchmarkSearch20k(b *testing.B) {
	x, c, dir := benchmarkIndex(b, embeddingtest.Hashing{})
	fill(b, x, synthetic(benchmarkPassages))
	if err := x.Embed(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	question := "w3 w40 w1f0 w2a7 w9c how do I"
	for name, filter := range map[string]index.Filter{"all": {}, "filtered": {Collections: []string{"main"}, Languages: []string{"en"}}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Lexical(b.Context(), index.LexicalQuery{Text: question, Language: "en", Limit: 100, Filter: filter}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			err := x.Close()
			if err != nil {
				b.Fatal(err)
			}
			if x, err = index.Open(b.Context(), index.Options{Catalog: c, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: embeddingtest.Hashing{}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("reindex", func(b *testing.B) {
		for b.Loop() {
			if err := x.Reindex(b.Context(), func(int, int) {}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkTerms(b *testing.B) {
	x, _, _ := benchmarkIndex(b, nil)
	for language, text := range map[string]string{
		"en": "Open the link in the mail on the same device and choose a new password of at least twelve characters; error E-4012 means that it is too short. ",
		"de": "Öffnen Sie den Link in der E-Mail auf demselben Gerät und wählen Sie ein neues Passwort; der Fehler E-4012 bedeutet, dass es zu kurz ist. ",
		"ru": "Откройте ссылку из письма на том же устройстве и выберите новый пароль; ошибка E-4012 означает, что он слишком короткий. ",
		"zh": "在同一设备上打开邮件中的链接，然后选择一个至少十二个字符的新密码；错误 E-4012 表示密码太短。",
	} {
		text = strings.Repeat(text, 8)
		b.Run(language, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				x.Terms(language, text)
			}
		})
	}
}

// What questions cost whose words the passages do not have.
func BenchmarkSearch20kUnknown(b *testing.B) {
	x, _, _ := benchmarkIndex(b, nil)
	fill(b, x, synthetic(benchmarkPassages))
	documents := synthetic(benchmarkPassages)
	for i := range documents {
		documents[i].Language, documents[i].Path = "de", "de-"+documents[i].Path
	}
	fill(b, x, documents)
	for name, q := range map[string]index.LexicalQuery{
		"mistyped":    {Text: "pasword subscriptoin w40 w1f0", Language: "en"},
		"four":        {Text: "pasword subscriptoin invioce configuraiton", Language: "en"},
		"far":         {Text: "internationalisierungen verantwortungslosigkeit", Language: "en"},
		"accents":     {Text: "eeeaaaooo uuusssccc", Language: "de"},
		"compounds":   {Text: "Rechnungsadresse zurücksetzen Passwort w40 w1f0", Language: "de"},
		"no language": {Text: "pasword subscriptoin", Language: "und"},
	} {
		q.Limit = 100
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Lexical(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// crowd embeds as a sentence encoder does, without its work: vectors of 512
// dimensions that stand in groups and lean to one side.
type crowd struct{ index.Embedder }

func (crowd) Model() string { return "crowd" }

func (c crowd) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i], _ = c.EmbedQuery(ctx, text)
	}
	return vectors, nil
}

func (crowd) EmbedQuery(_ context.Context, text string) ([]float32, error) {
	h := fnv.New64a()
	h.Write([]byte(text))
	group, own := rand.New(rand.NewPCG(h.Sum64()%500, 1)), rand.New(rand.NewPCG(h.Sum64(), 2))
	vector, sum := make([]float32, 512), 0.0
	for i := range vector {
		x := 0.3 + group.NormFloat64() + own.NormFloat64()
		vector[i] = float32(x)
		sum += x * x
	}
	for i := range vector {
		vector[i] /= float32(math.Sqrt(sum))
	}
	return vector, nil
}

// BenchmarkVectors searches by meaning and opens the index of large bases.
func BenchmarkVectors(b *testing.B) {
	for _, n := range []int{20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkVectors(b, n) })
	}
}

func benchmarkVectors(b *testing.B, n int) {
	x, c, dir := benchmarkIndex(b, crowd{})
	documents := synthetic(n)
	fill(b, x, documents[200:])
	rare := kbsource.FileChange{Path: "rare", Documents: documents[:200]}
	if _, err := x.Store("rare").Apply(b.Context(), "r", []kbsource.FileChange{rare}); err != nil {
		b.Fatal(err)
	}
	if err := x.Embed(b.Context(), nil); err != nil {
		b.Fatal(err)
	}
	question, err := x.EmbedQuery(b.Context(), "how do I")
	if err != nil {
		b.Fatal(err)
	}
	for name, filter := range map[string]index.Filter{
		"all": {}, "one of two collections": {Collections: []string{"main"}}, "rare collection": {Collections: []string{"rare"}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Nearest(b.Context(), index.VectorQuery{Vector: question, Limit: 100, Filter: filter}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("open", func(b *testing.B) {
		var heap float64
		for b.Loop() {
			if err := x.Close(); err != nil {
				b.Fatal(err)
			}
			x = nil
			before := heapBytes()
			if x, err = index.Open(b.Context(), index.Options{Catalog: c, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: crowd{}}); err != nil {
				b.Fatal(err)
			}
			heap = heapBytes() - before
		}
		b.ReportMetric(heap/float64(n), "heap-B/passage")
	})
}

func heapBytes() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
