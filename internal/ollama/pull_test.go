package ollama_test

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"footnote/internal/ollama"
)

func TestPull(t *testing.T) {
	c := fake(t, "POST /api/pull", stream(
		`{"status":"pulling manifest"}`+"\n",
		`{"status":"pulling aa","digest":"sha256:aa","total":100,"completed":40}`+"\n",
		`{"status":"pulling bb","digest":"sha256:bb","total":10}`+"\n",
		`{"status":"pulling aa","digest":"sha256:aa","total":100,"completed":100}`+"\n",
		`{"status":"success"}`+"\n",
	))
	var got []ollama.Progress
	if err := c.Pull(t.Context(), "qwen3:1.7b", func(p ollama.Progress) { got = append(got, p) }); err != nil {
		t.Fatal(err)
	}
	want := []ollama.Progress{{"pulling manifest", 0, 0}, {"pulling aa", 40, 100}, {"pulling bb", 40, 110}, {"pulling aa", 100, 110}, {"success", 100, 110}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %v\nwant %v", got, want)
	}
}

func TestPullGoesOnAfterACut(t *testing.T) {
	calls := 0
	c := fake(t, "POST /api/pull", func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls < 10 { // more often than a call is retried
			percent := string(rune('0' + calls))
			stream(`{"status":"pulling aa","digest":"sha256:aa","total":10,"completed":`+percent+"}\n")(w, r)
			return
		}
		stream(`{"status":"success"}`+"\n")(w, r)
	})
	if err := c.Pull(t.Context(), "qwen3:1.7b", nil); err != nil || calls != 10 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestPullFails(t *testing.T) {
	for name, tc := range map[string]struct {
		serve http.HandlerFunc
		want  error
		says  string
	}{
		"unknown model":  {stream(`{"status":"pulling manifest"}`+"\n", `{"error":"pull model manifest: file does not exist"}`+"\n"), ollama.ErrModelMissing, "library"},
		"no way out":     {stream(`{"error":"dial tcp: lookup registry.ollama.ai: no such host"}`), ollama.ErrServer, "no such host"},
		"never finishes": {stream(`{"status":"pulling aa","digest":"sha256:aa","total":10,"completed":5}` + "\n"), ollama.ErrIncomplete, "broke off"},
		"HTML page":      {rubbish["HTML page"].serve, ollama.ErrBadReply, "address"},
	} {
		if err := fake(t, "POST /api/pull", tc.serve).Pull(t.Context(), "qwen3:1.7b", nil); !errors.Is(err, tc.want) || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := fake(t, "", nil).Pull(t.Context(), "../x y", nil); err == nil {
		t.Error("a bad name was pulled")
	}
	if err := at(t, unused(t), quick).Pull(t.Context(), "qwen3:1.7b", nil); !errors.Is(err, ollama.ErrUnavailable) {
		t.Errorf("no server: %v", err)
	}
}

func TestCheck(t *testing.T) {
	for name, tc := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"answers":         {stream(piece("Yes.") + "\n" + done), nil},
		"only thinks":     {stream(`{"message":{"thinking":"Hm"},"done":true,"done_reason":"length"}`), nil},
		"writes nothing":  {stream(piece(" ") + "\n" + done), ollama.ErrBadReply},
		"does not load":   {failing(500, "model requires more system memory than is available"), ollama.ErrServer},
		"does not finish": {stream(piece("Yes.") + "\n"), ollama.ErrIncomplete},
	} {
		if err := fake(t, "POST /api/chat", tc.serve).Check(t.Context(), model); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := fake(t, "POST /api/embed", reply(`{"embeddings":[[1,2]]}`))
	if err := c.Check(t.Context(), "multilingual-e5-small"); err != nil {
		t.Errorf("embedding model: %v", err)
	}
}
