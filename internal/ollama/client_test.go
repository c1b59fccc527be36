package ollama_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/internal/ollama"
)

// quick are waiting times for servers that fail on purpose.
var quick = ollama.Options{Backoff: time.Nanosecond}

const (
	tagsReply = `{"models":[{"name":"qwen3:4b-instruct","model":"qwen3:4b-instruct","size":2500000000,"digest":"0123456789abcdef0123","details":{"family":"qwen3","parameter_size":"4.0B"}},
		{"name":"multilingual-e5-small:latest","size":74000000,"digest":"fedcba98765432100123","details":{"family":"bert"}}]}`
	chatShow  = `{"capabilities":["completion","tools"],"model_info":{"general.architecture":"qwen3","qwen3.context_length":40960}}`
	embedShow = `{"capabilities":["embedding"],"model_info":{"general.architecture":"bert","bert.context_length":512,"bert.pooling_type":1}}`
)

// fake is an Ollama whose models are known and whose work is done by a
// handler.
func fake(t *testing.T, path string, work http.HandlerFunc) *ollama.Client {
	t.Helper()
	return fakeWith(t, quick, path, work)
}

func fakeWith(t *testing.T, options ollama.Options, path string, work http.HandlerFunc) *ollama.Client {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/tags", reply(tagsReply))
	mux.HandleFunc("POST /api/show", func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Model string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			t.Error(err)
		}
		text := chatShow
		if strings.Contains(request.Model, "e5") {
			text = embedShow
		}
		reply(text)(w, r)
	})
	if path != "" {
		mux.HandleFunc(path, work)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return at(t, server.URL, options)
}

func at(t *testing.T, address string, options ollama.Options) *ollama.Client {
	t.Helper()
	c, err := ollama.New(address, options)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func reply(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		io.WriteString(w, text)
	}
}

func TestAddressIsChecked(t *testing.T) {
	for _, address := range []string{"", "localhost:11434", "127.0.0.1", "ftp://host", "http://", "http://host:port", "http://a b", "http://h/?q=1", "http://h/#f"} {
		if _, err := ollama.New(address, ollama.Options{}); err == nil || !strings.Contains(err.Error(), "http://127.0.0.1:11434") {
			t.Errorf("%q: %v", address, err)
		}
	}
	c := at(t, "https://me:secret@models.example:8443/ollama", ollama.Options{})
	if strings.Contains(c.Address(), "secret") || !strings.Contains(c.Address(), "models.example:8443/ollama") {
		t.Errorf("address %q", c.Address())
	}
}

func TestAvailable(t *testing.T) {
	c := fake(t, "GET /api/version", reply(`{"version":"0.17.4"}`))
	if version, err := c.Available(t.Context()); err != nil || version != "0.17.4" {
		t.Errorf("%q, %v", version, err)
	}
}

// unused returns an address that nothing listens at.
func unused(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}

func TestNothingListens(t *testing.T) {
	c := at(t, unused(t), quick)
	_, err := c.Available(t.Context())
	if !errors.Is(err, ollama.ErrUnavailable) || !strings.Contains(err.Error(), "ollama serve") {
		t.Errorf("%v", err)
	}
	var e *ollama.Error
	if !errors.As(err, &e) || e.Advice == "" || !ollama.Retryable(err) {
		t.Errorf("%#v", e)
	}
}

// rubbish are servers that are no Ollama, or not a sound one.
var rubbish = map[string]struct {
	serve http.HandlerFunc
	want  error
}{
	"HTML page": {func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<!doctype html><h1>Welcome</h1>") }, ollama.ErrBadReply},
	"HTML error": {func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "<h1>Bad Gateway</h1>", http.StatusBadGateway)
	}, ollama.ErrServer},
	"HTML not found": {http.NotFound, ollama.ErrBadReply},
	"redirect": {func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://login.example/", http.StatusFound)
	}, ollama.ErrBadReply},
	"not JSON":      {reply("hello"), ollama.ErrBadReply},
	"empty":         {reply(""), ollama.ErrBadReply},
	"JSON array":    {reply("[1,2]"), ollama.ErrBadReply},
	"wrong types":   {reply(`{"version":7,"models":"none","embeddings":"none","message":3,"status":1,"capabilities":{}}`), ollama.ErrBadReply},
	"empty object":  {reply("{}"), ollama.ErrBadReply},
	"server error":  {failing(500, "model runner has unexpectedly stopped"), ollama.ErrServer},
	"too busy":      {failing(503, "server busy, please try again"), ollama.ErrServer},
	"refusal":       {failing(400, "invalid options: num_ctx"), ollama.ErrRefused},
	"model missing": {failing(404, "model 'x' not found"), ollama.ErrModelMissing},
	"body cut": {func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, `{"version":"0.1`)
	}, ollama.ErrIncomplete},
	"connection cut": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, ollama.ErrIncomplete},
}

func failing(status int, said string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(map[string]string{"error": said})
	}
}

func TestRubbishBecomesAClearError(t *testing.T) {
	for name, tc := range rubbish {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(tc.serve)
			t.Cleanup(server.Close)
			c := at(t, server.URL, quick)
			calls := map[string]func() error{
				"version": func() error { _, err := c.Available(t.Context()); return err },
				"models":  func() error { _, err := c.Models(t.Context()); return err },
				"chat":    func() error { _, err := c.NewChat(t.Context(), "m"); return err },
				"embed":   func() error { _, err := c.NewEmbedder(t.Context(), "m"); return err },
				"check":   func() error { return c.Check(t.Context(), "m") },
			}
			for call, do := range calls {
				if err := do(); !errors.Is(err, tc.want) {
					t.Errorf("%s: %v", call, err)
				}
			}
		})
	}
}

func TestNotHTTPAtAll(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			fmt.Fprint(conn, "220 mail.example ESMTP\r\n")
			conn.Close()
		}
	}()
	t.Cleanup(func() { l.Close(); <-done })
	if _, err := at(t, "http://"+l.Addr().String(), quick).Available(t.Context()); !errors.Is(err, ollama.ErrBadReply) {
		t.Errorf("%v", err)
	}
}

// hanging answers nothing until the test is over.
func hanging(t *testing.T) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // else the server does not see the client go
		select {
		case <-r.Context().Done():
		case <-t.Context().Done():
		}
	}
}

func TestAServerThatHangs(t *testing.T) {
	short := ollama.Options{Lookup: time.Millisecond, Load: time.Millisecond, FirstWord: time.Millisecond, Idle: time.Millisecond, Backoff: time.Nanosecond}
	server := httptest.NewServer(hanging(t))
	t.Cleanup(server.Close)
	if _, err := at(t, server.URL, short).Models(t.Context()); !errors.Is(err, ollama.ErrTimeout) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := at(t, server.URL, quick).Models(ctx); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ollama.ErrTimeout) {
		t.Errorf("the caller's own deadline: %v", err)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	var asked atomic.Bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Store(true) }))
	t.Cleanup(other.Close)
	server := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	t.Cleanup(server.Close)
	if _, err := at(t, server.URL, quick).Available(t.Context()); !errors.Is(err, ollama.ErrBadReply) || asked.Load() {
		t.Errorf("%v, other server asked: %v", err, asked.Load())
	}
}

func TestModels(t *testing.T) {
	c := fake(t, "", nil)
	models, err := c.Models(t.Context())
	if err != nil || len(models) != 2 {
		t.Fatalf("%v, %v", models, err)
	}
	want := ollama.Model{Name: "qwen3:4b-instruct", Digest: "0123456789abcdef0123", Size: 2500000000, Family: "qwen3",
		ParameterSize: "4.0B", ContextLength: 40960, Chat: true}
	if models[0] != want {
		t.Errorf("\n got %+v\nwant %+v", models[0], want)
	}
	if m, err := c.Model(t.Context(), "multilingual-e5-small"); err != nil || !m.Embedding || m.ContextLength != 512 {
		t.Errorf("without its tag: %+v, %v", m, err)
	}
	if _, err := c.Model(t.Context(), "qwen3:4b"); !errors.Is(err, ollama.ErrModelMissing) || !strings.Contains(err.Error(), "ollama pull qwen3:4b") {
		t.Errorf("a missing one: %v", err)
	}
	for _, name := range []string{"", "a b", "../../etc", "x:y:z", strings.Repeat("a", 500)} {
		if _, err := c.Model(t.Context(), name); err == nil {
			t.Errorf("%.20q is taken for a name", name)
		}
	}
}

func TestModelsOfOldAndDamagedServers(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/tags", reply(`{"models":[{"name":"damaged:1b"},{"name":"old:1b"},{"name":"cloud:1b","remote_host":"https://elsewhere.example"}]}`))
	mux.HandleFunc("/api/show", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.Contains(string(body), "damaged") {
			failing(500, "unexpected end of file")(w, r)
			return
		}
		reply(`{"model_info":{"general.architecture":"bert","bert.pooling_type":1}}`)(w, r)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	models, err := at(t, server.URL, quick).Models(t.Context())
	if err != nil || len(models) != 2 || !models[0].Embedding || models[0].Chat || models[0].Remote || !models[1].Remote {
		t.Errorf("%+v, %v", models, err)
	}
}
