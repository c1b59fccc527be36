package ollama_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"footnote/internal/ollama"
)

// fakeServer is an Ollama made of handlers.
func fakeServer(t testing.TB, paths map[string]http.HandlerFunc) *ollama.Client {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range paths {
		mux.HandleFunc(path, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c, err := ollama.New(server.URL, quick)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// rawServer answers every chat with the same bytes.
func rawServer(t *testing.T, body []byte) *ollama.Chat {
	t.Helper()
	return fakeServer(t, map[string]http.HandlerFunc{
		"/api/tags": reply(tagsReply),
		"/api/show": reply(chatShow),
		"/api/chat": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/x-ndjson")
			w.Write(body)
		},
	}).Chat(model)
}
