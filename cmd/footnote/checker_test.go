package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// judgingOllama is an Ollama whose model "judge" finds each claim likely by
// what the function says of the prompt. It has an embedding model, too.
func judgingOllama(t *testing.T, judge func(prompt string) (logYes, logNo float64)) string {
	t.Helper()
	mux := http.NewServeMux()
	say := func(path, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, text) })
	}
	say("/api/version", `{"version":"0.17.4"}`)
	say("/api/tags", `{"models":[{"name":"judge:latest","digest":"0123456789abcdef0123"},{"name":"e5:latest","digest":"fedcba98765432100123"}]}`)
	mux.HandleFunc("/api/show", func(w http.ResponseWriter, r *http.Request) {
		able := "completion"
		if body, _ := io.ReadAll(r.Body); strings.Contains(string(body), "e5") {
			able = "embedding"
		}
		fmt.Fprintf(w, `{"capabilities":[%q],"model_info":{}}`, able)
	})
	mux.HandleFunc("/api/chat", func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Messages []struct{ Content string } }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			t.Error(err)
		}
		yes, no := judge(request.Messages[len(request.Messages)-1].Content)
		fmt.Fprintf(w, `{"message":{"content":"Yes"},"logprobs":[{"token":"Yes","logprob":%v,"top_logprobs":[{"token":"Yes","logprob":%[1]v},{"token":"No","logprob":%v}]}]}`+"\n", yes, no)
		io.WriteString(w, `{"done":true,"done_reason":"length","prompt_eval_count":300}`+"\n")
	})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestChecker(t *testing.T) {
	url := judgingOllama(t, func(prompt string) (logYes, logNo float64) {
		if strings.Contains(prompt, "Claim: The reset link") {
			return -5, -0.01
		}
		return -0.01, -5
	})
	texts := folder(t, map[string]string{
		"reset.md":  "# Reset your password\n\nA mail with a link valid for 30 minutes is sent to your address.\n",
		"draft.txt": "The reset link is valid for 30 minutes. The mail with a link goes to your address.",
	})
	file := func(name string) string { return filepath.Join(texts, name) }
	data := t.TempDir()
	with := func(checker, url string, args ...string) result {
		return footnoteWith(t.Context(), data, []string{"FOOTNOTE_OLLAMA_URL=" + url, "FOOTNOTE_VERIFICATION_CHECKER=" + checker}, args...)
	}
	for _, c := range []struct {
		name, checker, url string
		args               []string
		code               int
		want               []string
	}{
		{"refuses and passes", "judge", url, []string{"verify", "--source", file("reset.md"), file("draft.txt")}, exitOK,
			[]string{"no  0.01  The reset link", "[checker]  (checker 0.01)", "yes 0.80  The mail with a link goes", "(checker 0.99)"}},
		{"says so in JSON", "judge", url, []string{"verify", "--json", "--source", file("reset.md"), file("draft.txt")}, exitOK, []string{`"checker":0.99`}},
		{"none is set", "", url, []string{"verify", "--source", file("reset.md"), file("draft.txt")}, exitOK, []string{"yes 0.9", "no ", "1 of 2"}},
		{"the server is away", "judge", "http://127.0.0.1:1", []string{"verify", "--source", file("reset.md"), file("draft.txt")}, exitOK, []string{"1 of 2", "the built-in check goes on alone"}},
		{"not installed", "bespoke-minicheck", url, []string{"verify", file("draft.txt")}, exitFailed, []string{"verification.checker", "footnote models pull bespoke-minicheck"}},
		{"no chat model", "e5", url, []string{"verify", file("draft.txt")}, exitFailed, []string{"verification.checker", "choose a chat model"}},
		{"no name", "auto", url, []string{"verify", file("draft.txt")}, exitUsage, []string{"name a model"}},
		{"doctor", "judge", url, []string{"doctor"}, exitPartly, []string{"checked by judge, too", "ok    checker    judge gives"}},
		{"doctor without the server", "judge", "http://127.0.0.1:1", []string{"doctor"}, exitPartly, []string{"look  checker", "without the checking model"}},
		{"models", "judge", url, []string{"models"}, exitOK, []string{"chat, checking"}},
		{"models without it", "bespoke-minicheck", url, []string{"models"}, exitOK, []string{"is not there: footnote models pull bespoke-minicheck"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := with(c.checker, c.url, c.args...)
			for _, want := range c.want {
				if r.code != c.code || !strings.Contains(r.out+r.err, want) {
					t.Errorf("exit code %d, want %d; %q in %q %q", r.code, c.code, want, r.out, r.err)
				}
			}
		})
	}
}
