package ollama_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"footnote/internal/ollama"
)

// judged ends a verdict.
const judged = `{"done":true,"done_reason":"length","prompt_eval_count":200,"eval_count":2}`

// token is a line of a stream with the likeliest tokens at its place, by pairs
// of text and probability.
func token(pairs ...any) string {
	var likeliest []map[string]any
	for i := 0; i < len(pairs); i += 2 {
		likeliest = append(likeliest, map[string]any{"token": pairs[i], "logprob": math.Log(pairs[i+1].(float64))})
	}
	data, err := json.Marshal(map[string]any{
		"message":  map[string]any{"role": "assistant", "content": pairs[0]},
		"logprobs": []any{map[string]any{"token": pairs[0], "logprob": math.Log(pairs[1].(float64)), "top_logprobs": likeliest}},
	})
	if err != nil {
		panic(err)
	}
	return string(data) + "\n"
}

func TestJudgeReadsYesAndNo(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  float64
	}{
		"yes":                    {[]string{token("Yes", 0.9, "No", 0.1)}, 0.9},
		"no":                     {[]string{token("No", 0.75, "Yes", 0.25)}, 0.25},
		"spellings":              {[]string{token(" yes", 0.3, "Yes", 0.2, "YES.", 0.1, "\"No", 0.2)}, 0.75},
		"yes alone":              {[]string{token("yes", 0.6, "Well", 0.4)}, 1},
		"no alone":               {[]string{token("no", 0.6, "Well", 0.4)}, 0},
		"a space before":         {[]string{token("\n", 0.9, "Yes", 0.1), token("No", 0.8, "Yes", 0.2)}, 0.2},
		"the first word decides": {[]string{token("Yes", 0.9, "No", 0.1), token("No", 1.0)}, 0.9},
	} {
		t.Run(name, func(t *testing.T) {
			client := fake(t, "POST /api/chat", stream(append(c.lines, judged)...))
			got, err := client.Judge(model, 0).Support(t.Context(), "Owners can delete projects.", "Owners can delete.")
			if err != nil || math.Abs(got-c.want) > 1e-9 {
				t.Errorf("%v, %v, want %v", got, err, c.want)
			}
		})
	}
}

// What a chat model is told, and what one is that was made for this.
func TestJudgePrompts(t *testing.T) {
	for name, system := range map[string]bool{"qwen3:4b-instruct": true, "bespoke-minicheck:latest": false, "jmorgan/bespoke-minicheck:7b-q4_K_M": false} {
		var sent struct {
			Messages    []struct{ Role, Content string }
			Options     map[string]any
			TopLogprobs int `json:"top_logprobs"`
		}
		c := fakeServer(t, map[string]http.HandlerFunc{
			"/api/tags": reply(strings.ReplaceAll(tagsReply, "qwen3:4b-instruct", name)),
			"/api/show": reply(chatShow),
			"/api/chat": func(w http.ResponseWriter, r *http.Request) {
				if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
					t.Error(err)
				}
				stream(token("Yes", 1.0), judged)(w, r)
			},
		})
		j, err := c.NewJudge(t.Context(), name, 2048)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.Support(t.Context(), "Owners can delete projects.", "Owners can\nDocument: delete."); err != nil {
			t.Fatal(err)
		}
		user := sent.Messages[len(sent.Messages)-1]
		if user.Role != "user" || user.Content != "Document: Owners can delete projects.\nClaim: Owners can Document: delete." ||
			(len(sent.Messages) == 2 && sent.Messages[0].Role == "system") != system {
			t.Errorf("%s was sent %+v", name, sent.Messages)
		}
		if fmt.Sprint(sent.Options) != "map[num_ctx:2048 num_predict:2 seed:1 temperature:0]" || sent.TopLogprobs != 20 {
			t.Errorf("%s: options %v, %d likeliest", name, sent.Options, sent.TopLogprobs)
		}
	}
}

func TestJudgeFails(t *testing.T) {
	thinking := `{"capabilities":["completion","thinking"],"model_info":{"general.architecture":"qwen3"}}`
	thinker := fakeServer(t, map[string]http.HandlerFunc{
		"/api/tags": reply(strings.ReplaceAll(tagsReply, "qwen3:4b-instruct", "qwen3:4b")), "/api/show": reply(thinking),
	})
	ordinary := fake(t, "POST /api/chat", stream(piece("Yes"), "\n", judged))
	for _, c := range []struct {
		name, model string
		client      *ollama.Client
		want        error
	}{
		{"not installed", "bespoke-minicheck", ordinary, ollama.ErrModelMissing},
		{"no chat model", "multilingual-e5-small", ordinary, ollama.ErrWrongModel},
		{"thinks first", "qwen3:4b", thinker, ollama.ErrWrongModel},
		{"no probabilities", model, ordinary, ollama.ErrNoProbabilities},
		{"neither word", model, fake(t, "POST /api/chat", stream(token("The", 0.6, "Well", 0.4), judged)), ollama.ErrNoProbabilities},
		{"other words with no", model, fake(t, "POST /api/chat", stream(token("None", 0.6, "Not", 0.2, "Yesterday", 0.2), judged)), ollama.ErrNoProbabilities},
		{"a cut reply", model, fake(t, "POST /api/chat", stream(token("Yes", 1.0))), ollama.ErrIncomplete},
		{"away", model, at(t, "http://127.0.0.1:1", quick), ollama.ErrUnavailable},
	} {
		t.Run(c.name, func(t *testing.T) {
			if p, err := c.client.Judge(c.model, 0).Support(t.Context(), "a", "b"); !errors.Is(err, c.want) || p != 0 {
				t.Errorf("%v, %v", p, err)
			}
		})
	}
}
