package ollama_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"footnote/internal/ollama"
)

// embedding answers with a vector a text: its length in bytes, and one.
func embedding(record func(texts []string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			failing(400, err.Error())(w, r)
			return
		}
		record(request.Input)
		vectors := [][]float32{}
		for _, text := range request.Input {
			vectors = append(vectors, []float32{float32(len(text)), 1})
		}
		data, _ := json.Marshal(map[string]any{"embeddings": vectors})
		reply(string(data))(w, r)
	}
}

func embedder(t *testing.T, work http.HandlerFunc) *ollama.Embedder {
	t.Helper()
	e, err := fake(t, "POST /api/embed", work).NewEmbedder(t.Context(), "multilingual-e5-small")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbedderNamesWhatVectorsDependOn(t *testing.T) {
	e := embedder(t, embedding(func([]string) {}))
	if got, want := e.Model(), "ollama/multilingual-e5-small:latest@fedcba987654+e5"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEmbedderPutsPrefixes(t *testing.T) {
	var sent []string
	e := embedder(t, embedding(func(texts []string) { sent = append(sent, texts...) }))
	if _, err := e.EmbedQuery(t.Context(), "how?"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.EmbedPassages(t.Context(), []string{"so.", "bad\xffbyte"}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"query: how?", "passage: so.", "passage: bad\uFFFDbyte"}; !reflect.DeepEqual(sent, want) {
		t.Errorf("%q, want %q", sent, want)
	}
}

func TestPrefixesOfFamilies(t *testing.T) {
	for name, want := range map[string][2]string{
		"multilingual-e5-small":          {"query: ", "passage: "},
		"jeffh/intfloat-e5-base-v2":      {"query: ", "passage: "},
		"multilingual-e5-large-instruct": {"Instruct: ", ""},
		"nomic-embed-text":               {"search_query: ", "search_document: "},
		"nomic-embed-text-v2-moe":        {"search_query: ", "search_document: "},
		"mxbai-embed-large":              {"Represent this sentence", ""},
		"bge-large":                      {"Represent this sentence", ""},
		"bge-m3":                         {"", ""},
		"embeddinggemma:300m":            {"task: search result | query: ", "title: none | text: "},
		"qwen3-embedding:0.6b":           {"Instruct: ", ""},
		"snowflake-arctic-embed":         {"Represent this sentence", ""},
		"snowflake-arctic-embed2":        {"query: ", ""},
		"all-minilm":                     {"", ""},
		"somebody/own-model":             {"", ""},
	} {
		var sent []string
		c := fakeServer(t, map[string]http.HandlerFunc{
			"/api/tags":  reply(fmt.Sprintf(`{"models":[{"name":%q}]}`, name)),
			"/api/show":  reply(embedShow),
			"/api/embed": embedding(func(texts []string) { sent = append(sent, texts...) }),
		})
		e, err := c.NewEmbedder(t.Context(), name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := e.EmbedQuery(t.Context(), "§"); err != nil {
			t.Fatal(err)
		}
		if _, err := e.EmbedPassages(t.Context(), []string{"§"}); err != nil {
			t.Fatal(err)
		}
		for i, prefix := range want {
			if !strings.HasPrefix(sent[i], prefix) || !strings.HasSuffix(sent[i], "§") || prefix == "" && sent[i] != "§" {
				t.Errorf("%s: sent %q, want it to begin with %q", name, sent[i], prefix)
			}
		}
	}
}

func TestEmbedderCapsBatchesAndKeepsTheOrder(t *testing.T) {
	var mu sync.Mutex
	var sizes []int
	e := embedder(t, embedding(func(texts []string) {
		mu.Lock()
		defer mu.Unlock()
		sizes = append(sizes, len(texts))
		total := 0
		for _, text := range texts {
			total += len(text)
		}
		if len(texts) > 16 || len(texts) > 1 && total > 64<<10 {
			t.Errorf("%d texts of %d bytes in a request", len(texts), total)
		}
	}))
	var texts []string
	for i := range 40 {
		texts = append(texts, strings.Repeat("x", 10+i*200))
	}
	vectors, err := e.EmbedPassages(t.Context(), texts)
	if err != nil || len(vectors) != len(texts) || len(sizes) < 3 {
		t.Fatalf("%d vectors in requests of %v, %v", len(vectors), sizes, err)
	}
	for i, v := range vectors {
		n := float64(len("passage: ") + len(texts[i]))
		if math.Abs(float64(v[0]/v[1])-n) > 0.01*n {
			t.Errorf("vector %d belongs to a text of %v bytes, not %v", i, v[0]/v[1], n)
		}
		if length := v[0]*v[0] + v[1]*v[1]; math.Abs(float64(length)-1) > 1e-5 {
			t.Errorf("vector %d has length² %v", i, length)
		}
	}
	if none, err := e.EmbedPassages(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("no texts: %v, %v", none, err)
	}
}

func TestEmbedderTriesAgainWhatMayPass(t *testing.T) {
	for name, tc := range map[string]struct {
		first http.HandlerFunc
		calls int
		want  error
	}{
		"server error":  {failing(500, "model runner has unexpectedly stopped"), 3, nil},
		"busy":          {failing(503, "server busy"), 3, nil},
		"cut":           {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 3, nil},
		"refused":       {failing(400, "invalid option"), 1, ollama.ErrRefused},
		"model missing": {failing(404, "model 'x' not found"), 1, ollama.ErrModelMissing},
		"rubbish":       {reply("hello"), 1, ollama.ErrBadReply},
	} {
		calls := 0
		e := embedder(t, func(w http.ResponseWriter, r *http.Request) {
			if calls++; calls < 3 {
				tc.first(w, r)
				return
			}
			embedding(func([]string) {})(w, r)
		})
		_, err := e.EmbedQuery(t.Context(), "how?")
		if !errors.Is(err, tc.want) || calls != tc.calls {
			t.Errorf("%s: %v after %d calls", name, err, calls)
		}
	}
}

func TestEmbedderGivesUp(t *testing.T) {
	calls := 0
	e := embedder(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		failing(500, "out of memory")(w, r)
	})
	if _, err := e.EmbedQuery(t.Context(), "how?"); !errors.Is(err, ollama.ErrServer) || !strings.Contains(err.Error(), "out of memory") || calls != 4 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestEmbedderChecksVectors(t *testing.T) {
	for name, vectors := range map[string]string{
		"none":            `[]`,
		"missing":         `null`,
		"too many":        `[[1,2],[1,2]]`,
		"empty":           `[[]]`,
		"zero":            `[[0,0]]`,
		"null":            `[null]`,
		"NaN":             `[[NaN,1]]`,
		"text":            `[["a","b"]]`,
		"beyond range":    `[[1e39,1]]`,
		"other dimension": `[[1,2,3]]`,
	} {
		first := true
		e := embedder(t, func(w http.ResponseWriter, r *http.Request) {
			if first {
				first = false
				reply(`{"embeddings":[[3,4]]}`)(w, r)
				return
			}
			reply(`{"embeddings":`+vectors+`}`)(w, r)
		})
		if v, err := e.EmbedQuery(t.Context(), "how?"); err != nil || v[0] != 0.6 || v[1] != 0.8 {
			t.Fatalf("%v, %v", v, err)
		}
		if v, err := e.EmbedQuery(t.Context(), "how?"); !errors.Is(err, ollama.ErrBadReply) {
			t.Errorf("%s: %v, %v", name, v, err)
		}
	}
}

// The server cuts what is too long, but not always enough.
func TestEmbedderCutsWhatTheServerRefuses(t *testing.T) {
	const most = 700
	refused := 0
	e := embedder(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var request struct{ Input []string }
		if err := json.Unmarshal(body, &request); err != nil {
			t.Error(err)
		}
		for _, text := range request.Input {
			if len(text) > most {
				refused++
				failing(400, "the input length exceeds the context length")(w, r)
				return
			}
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		embedding(func([]string) {})(w, r)
	})
	texts := []string{"short", strings.Repeat("длинный ", 1000), "short too"}
	vectors, err := e.EmbedPassages(t.Context(), texts)
	if err != nil || len(vectors) != 3 || refused == 0 {
		t.Fatalf("%d vectors, %d refusals, %v", len(vectors), refused, err)
	}
	if n := vectors[1][0] / vectors[1][1]; n > most || n < most/2 {
		t.Errorf("the long text was cut to %v bytes of %d", n, most)
	}
	hopeless := embedder(t, failing(400, "the input length exceeds the context length"))
	if _, err := hopeless.EmbedQuery(t.Context(), strings.Repeat("a", 5000)); !errors.Is(err, ollama.ErrTruncated) {
		t.Errorf("a server that refuses everything: %v", err)
	}
}

func TestEmbedderRefusesBlankTexts(t *testing.T) {
	e := embedder(t, embedding(func([]string) { t.Error("a blank text was sent") }))
	for _, text := range []string{"", " \n\t\u00a0"} {
		if _, err := e.EmbedQuery(t.Context(), text); err == nil {
			t.Errorf("%q was embedded", text)
		}
	}
	if _, err := e.EmbedPassages(t.Context(), []string{" "}); err == nil {
		t.Error("a blank passage was embedded")
	}
}
