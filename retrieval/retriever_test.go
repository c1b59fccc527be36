package retrieval_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/lexical"
	"footnote/index/vector"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/retrieval"
)

// base is a real catalog and index that hold the articles.
type base struct {
	catalog *catalog.Catalog
	index   *index.Index
}

func newBase(t *testing.T, embedder index.Embedder) *base {
	t.Helper()
	dir := t.TempDir()
	cat, err := catalog.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cat.Close() })
	idx, err := index.Open(t.Context(), index.Options{Catalog: cat, Lexical: lexical.New(dir), Vectors: vector.New(), Embedder: embedder})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = idx.Close() })
	b := &base{cat, idx}
	b.put(t, "default", "reset.md", "Reset your password", []string{"account"}, "Choose “Forgot password” on the sign-in page. A mail with a link valid for 30 minutes is sent.")
	b.put(t, "default", "plans.md", "Plans and prices", []string{"billing"}, "The Starter plan costs 12 euros a month. The Team plan costs 29 euros a month.")
	b.put(t, "default", "export.md", "Export your data", []string{"data"}, "Export all jobs as CSV from the settings page. Error E-4012 means that the export is too large.")
	b.put(t, "default", "ru/reset.md", "Сброс пароля", []string{"account"}, "Нажмите «Забыли пароль». Письмо со ссылкой, действительной 30 минут, придёт на почту.")
	b.put(t, "internal", "secret.md", "Reset a customer's password", []string{"staff"}, "Support staff reset a password in the back office.")
	return b
}

func (b *base) put(t *testing.T, collection, path, title string, labels []string, text string) {
	t.Helper()
	extracted, err := kbsource.Extract(t.Context(), path, []byte("# "+title+"\n\n"+text+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	documents := extracted.Documents
	documents[0].Labels = labels
	change := kbsource.FileChange{Path: path, State: kbsource.FileState{Hash: text, Documents: 1}, Documents: documents}
	if _, err := b.index.Store(collection).Apply(t.Context(), "kb-"+collection, []kbsource.FileChange{change}); err != nil {
		t.Fatal(err)
	}
	if err := b.index.Embed(t.Context(), func(int, int) {}); err != nil && !errors.Is(err, index.ErrNoEmbedder) {
		t.Fatal(err)
	}
}

func paths(r retrieval.Result) []string {
	var all []string
	for _, e := range r.Evidence {
		all = append(all, e.Document.Path)
	}
	return all
}

func TestSearchRanksWhatAnswersFirst(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	r := retrieval.New(b.index, b.catalog)
	cases := []struct {
		name     string
		query    retrieval.Query
		language string
		first    string
	}{
		{"words", retrieval.Query{Question: "How do I reset my password?"}, "en", "reset.md"},
		{"another language", retrieval.Query{Question: "Как сбросить пароль?"}, "ru", "ru/reset.md"},
		{"ё typed as е", retrieval.Query{Question: "куда придет письмо со ссылкой"}, "ru", "ru/reset.md"},
		{"identifier", retrieval.Query{Question: "E-4012"}, "", "export.md"},
		{"query syntax is text", retrieval.Query{Question: `title:export AND (csv* OR "jobs"~2)`}, "", "export.md"},
		{"follow-up", retrieval.Query{Question: "And the Team one?", History: []retrieval.Turn{
			{Role: "user", Content: "What does the Starter plan cost?"}, {Role: "assistant", Content: "12 euros."}}}, "en", "plans.md"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			tc.query.Filter.Collections = []string{"default"}
			result, err := r.Search(t.Context(), tc.query)
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Evidence) == 0 || result.Evidence[0].Document.Path != tc.first {
				t.Errorf("found %v, want %s first", paths(result), tc.first)
			}
			if tc.language != "" && result.Language != tc.language {
				t.Errorf("language %s, want %s", result.Language, tc.language)
			}
		})
	}
}

func TestEvidenceIsWhatTheCatalogHas(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	r := retrieval.New(b.index, b.catalog)
	result, err := r.Search(t.Context(), retrieval.Query{Question: "reset password link", Limit: 3})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Evidence) > 3 {
		t.Errorf("%d pieces of evidence, limit 3", len(result.Evidence))
	}
	for i, e := range result.Evidence {
		d, err := b.catalog.Document(t.Context(), e.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if text := string([]rune(d.Text)[e.Passage.Start:e.Passage.End]); text != e.Passage.Text {
			t.Errorf("passage %q is not the document's %q", e.Passage.Text, text)
		}
		if e.Score < 0 || e.Score > 1 || i > 0 && e.Score > result.Evidence[i-1].Score {
			t.Errorf("score %v at %d", e.Score, i)
		}
		if e.LexicalRank == 0 && e.VectorRank == 0 {
			t.Errorf("found by nothing: %+v", e)
		}
	}
}

// TestDeletedIsGoneAtTheCommit deletes behind the index's back: the hits that
// it still returns must not be shown.
func TestDeletedIsGoneAtTheCommit(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	r := retrieval.New(b.index, b.catalog)
	_, err := b.catalog.Commit(t.Context(), catalog.Commit{Source: "kb-default", Collection: "default",
		Delete: []string{catalog.DocumentID("default", "kb-default", "reset.md")}})
	if err != nil {
		t.Fatal(err)
	}
	result, err := r.Search(t.Context(), retrieval.Query{Question: "reset password"})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(paths(result), "reset.md") {
		t.Errorf("a deleted article is shown: %v", paths(result))
	}
}

func TestFilters(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	r := retrieval.New(b.index, b.catalog)
	cases := []struct {
		name   string
		filter index.Filter
		keeps  func(catalog.Document) bool
	}{
		{"collection", index.Filter{Collections: []string{"default"}}, func(d catalog.Document) bool { return d.Collection == "default" }},
		{"language", index.Filter{Languages: []string{"ru"}}, func(d catalog.Document) bool { return d.Language == "ru" }},
		{"label", index.Filter{Labels: []string{"account"}}, func(d catalog.Document) bool { return slices.Contains(d.Labels, "account") }},
		{"unknown collection", index.Filter{Collections: []string{"none"}}, func(catalog.Document) bool { return false }},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			result, err := r.Search(t.Context(), retrieval.Query{Question: "reset password пароль", Filter: tc.filter})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range result.Evidence {
				if !tc.keeps(e.Document) {
					t.Errorf("%s was not filtered out", e.Document.Path)
				}
			}
			if len(result.Evidence) == 0 && tc.name != "unknown collection" {
				t.Error("everything was filtered out")
			}
		})
	}
}

func TestOddQuestionsFindSomethingOrNothingButDoNotFail(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	r := retrieval.New(b.index, b.catalog)
	for _, question := range []string{"", " ", "the", "и", "?!", "🙂", strings.Repeat("password ", 6000), strings.Repeat("ю", 50_000), "ቁልፍ ቃል", "გასაღები", "\x00\xff"} {
		if _, err := r.Search(t.Context(), retrieval.Query{Question: question}); err != nil {
			t.Errorf("%.20q: %v", question, err)
		}
	}
}

// A question of stop words alone has no terms: meaning answers it, and
// without an embedder it is said why nothing is found.
func TestAStopWordIsNeverAnsweredBySilence(t *testing.T) {
	for _, question := range []string{"the", "и", "how is it"} {
		for name, embedder := range map[string]index.Embedder{"meaning": embeddingtest.Hashing{}, "words alone": nil} {
			b := newBase(t, embedder)
			result, err := retrieval.New(b.index, b.catalog).Search(t.Context(), retrieval.Query{Question: question})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Evidence) == 0 && !strings.Contains(result.Degraded, "no word of the question") {
				t.Errorf("%q by %s: nothing is found, and it says %q", question, name, result.Degraded)
			}
		}
	}
}

// broken is an embedder whose server is gone.
type broken struct{ index.Embedder }

func (broken) EmbedQuery(context.Context, string) ([]float32, error) {
	return nil, errors.New("the model server does not answer")
}

// saying is an embedder that says the same of every question.
type saying struct {
	index.Embedder
	vector []float32
}

func (s saying) EmbedQuery(context.Context, string) ([]float32, error) { return s.vector, nil }

func TestWithoutVectorsTheWordsDecideAndItIsSaid(t *testing.T) {
	nan := slices.Repeat([]float32{float32(math.NaN())}, 384)
	for name, embedder := range map[string]index.Embedder{
		"no embedder": nil, "broken": broken{embeddingtest.Hashing{}}, "not a number": saying{embeddingtest.Hashing{}, nan},
		"another dimension": saying{embeddingtest.Hashing{}, []float32{1, 0}}, "empty": saying{embeddingtest.Hashing{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBase(t, embedder)
			result, err := retrieval.New(b.index, b.catalog).Search(t.Context(), retrieval.Query{Question: "reset password"})
			if err != nil || result.Degraded == "" || len(result.Evidence) == 0 {
				t.Errorf("degraded %q, evidence %v, %v", result.Degraded, paths(result), err)
			}
			if failed := embedder != nil; failed != (result.Failure != nil) {
				t.Errorf("failure %v", result.Failure)
			}
		})
	}
}

func TestACancelledSearchSaysSo(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := retrieval.New(b.index, b.catalog).Search(ctx, retrieval.Query{Question: "reset"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
