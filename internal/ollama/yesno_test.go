package ollama_test

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"

	"footnote/internal/ollama"
)

// firstWord is a reply of one token that tells how likely some tokens were.
func firstWord(likely map[string]float64) string {
	var words []map[string]any
	for token, p := range likely {
		words = append(words, map[string]any{"token": token, "logprob": math.Log(p)})
	}
	data, err := json.Marshal(map[string]any{
		"message":  map[string]string{"role": "assistant", "content": "Yes"},
		"logprobs": []any{map[string]any{"token": "Yes", "logprob": -0.5, "top_logprobs": words}},
	})
	if err != nil {
		panic(err)
	}
	return string(data) + "\n" + done
}

func TestYes(t *testing.T) {
	for name, tc := range map[string]struct {
		reply string
		want  float64 // negative: ErrNoProbabilities
	}{
		"both":                {firstWord(map[string]float64{"Yes": 0.6, "No": 0.2, "The": 0.2}), 0.75},
		"several forms":       {firstWord(map[string]float64{"Yes": 0.3, " yes": 0.1, "**YES": 0.1, "Ġno": 0.1, "▁No": 0.1, "Not": 0.3}), 5.0 / 7},
		"only yes":            {firstWord(map[string]float64{"yes": 0.1}), 1},
		"only no":             {firstWord(map[string]float64{"No.": 0.1}), 0},
		"neither":             {firstWord(map[string]float64{"The": 0.9}), -1},
		"likely beyond all":   {strings.Replace(firstWord(map[string]float64{"Yes": 1}), `"logprob":0`, `"logprob":1e300`, 1), -1},
		"server without them": {piece("Yes") + "\n" + done, -1},
		"none of the words":   {strings.Replace(firstWord(nil), `"top_logprobs":null`, `"top_logprobs":[]`, 1), -1},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := fake(t, "POST /api/chat", stream(tc.reply)).Chat(model).Yes(t.Context(), ask("Is it?").Messages, 0)
			if tc.want < 0 {
				if !errors.Is(err, ollama.ErrNoProbabilities) {
					t.Errorf("%v, %v", p, err)
				}
				return
			}
			if err != nil || math.Abs(p-tc.want) > 1e-9 {
				t.Errorf("%v, %v, want %v", p, err, tc.want)
			}
		})
	}
}

func TestYesAsksForOneWord(t *testing.T) {
	var sent map[string]any
	c := fake(t, "POST /api/chat", func(w http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
		stream(firstWord(map[string]float64{"Yes": 1}))(w, r)
	})
	if _, err := c.Chat(model).Yes(t.Context(), ask("Is it?").Messages, 2048); err != nil {
		t.Fatal(err)
	}
	options, _ := json.Marshal(sent["options"])
	if string(options) != `{"num_ctx":2048,"num_predict":2,"seed":1,"temperature":0}` || sent["logprobs"] != true || sent["top_logprobs"] != 20.0 {
		t.Errorf("sent %s and %v", options, sent)
	}
}

func TestYesFailsAsChatsDo(t *testing.T) {
	for name, tc := range map[string]struct {
		serve http.HandlerFunc
		want  error
	}{
		"cut":         {stream(piece("Yes") + "\n"), ollama.ErrIncomplete},
		"too long":    {failing(400, "the input length exceeds the context length"), ollama.ErrTruncated},
		"wrong types": {stream(`{"logprobs":[{"top_logprobs":7}]}`+"\n", done), ollama.ErrBadReply},
	} {
		if p, err := fake(t, "POST /api/chat", tc.serve).Chat(model).Yes(t.Context(), ask("Is it?").Messages, 0); !errors.Is(err, tc.want) || p != 0 {
			t.Errorf("%s: %v, %v", name, p, err)
		}
	}
	thinks := fakeServer(t, map[string]http.HandlerFunc{
		"/api/tags": reply(`{"models":[{"name":"qwen3:4b"}]}`),
		"/api/show": reply(`{"capabilities":["completion","thinking"]}`),
	})
	if _, err := thinks.Chat("qwen3:4b").Yes(t.Context(), ask("Is it?").Messages, 0); !errors.Is(err, ollama.ErrNoProbabilities) {
		t.Errorf("a model that thinks: %v", err)
	}
}
