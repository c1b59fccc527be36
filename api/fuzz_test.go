package api_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"footnote/api"
)

// What the server takes, the description allows.
func FuzzAnswerRequest(f *testing.F) {
	for _, body := range []string{
		`{"question":"How long is the link valid?"}`, `{"question":""}`, `{"Question":"a"}`, `{"question":"a","question":"b"}`, `[]`, `{`,
		`{"question":"a","conversation_id":"T-1","history":[{"role":"user","content":"b"}],"language":"pt-BR","filters":{"collection":"c","language":"en","labels":["d"]}}`,
		`{"question":"a","language":"e"}`, `{"question":"a","filters":{"collection":".x"}}`, "{\"question\":\"\xff\"}", `{"question":"\ud800"}`,
	} {
		f.Add([]byte(body))
	}
	spec, err := loadSpec()
	if err != nil {
		f.Fatal(err)
	}
	schema := spec.doc.Components.Schemas["AnswerRequest"].Value
	f.Fuzz(func(t *testing.T, body []byte) {
		if api.CheckAnswerRequest(body) != nil {
			return
		}
		var value any
		if err := json.Unmarshal(body, &value); err != nil {
			t.Fatalf("taken, but not JSON: %v", err)
		}
		if strings.Contains(string(body), "null") {
			return // a field that is null counts as missing
		}
		if err := schema.VisitJSON(value, openapi3.MultiErrors()); err != nil {
			t.Errorf("taken, but not described: %v", err)
		}
	})
}

// A path that is taken stays below whatever folder it is put under.
func FuzzDocumentPath(f *testing.F) {
	for _, path := range []string{"a.md", "a/b.md", "../a.md", "/a.md", "a//b", ".", "", "a/..", `a\b`, "a\x00", "é/ß.md", "C:x"} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if api.CheckDocumentPath(path) != nil {
			return
		}
		joined := filepath.Join("/base", filepath.FromSlash(path))
		if joined != "/base/"+path || strings.ContainsAny(path, "\x00\n\r#") {
			t.Errorf("%q is taken and leads to %q", path, joined)
		}
	})
}
