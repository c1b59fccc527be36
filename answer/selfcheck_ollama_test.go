//go:build ollama

package answer_test

import (
	"math"
	"testing"

	"footnote/answer"
	"footnote/internal/ollama"
	"footnote/internal/ollama/ollamatest"
)

// TestOllamaTellsHowSureItIs: a small model tells what the confidence asks,
// and the same again. What it tells is worth little: see docs/measurements.md.
func TestOllamaTellsHowSureItIs(t *testing.T) {
	server := ollamatest.Start(t)
	client, err := ollama.New(server.URL(), ollama.Options{})
	if err != nil {
		t.Fatal(err)
	}
	chat, err := client.NewChat(t.Context(), ollamatest.ChatModel)
	if err != nil {
		t.Fatal(err)
	}
	b := newBase(t)
	engine := b.engine(t, answer.Options{Model: chat, ModelName: ollamatest.ChatModel, ContextTokens: 1536, Samples: 2, Rater: chat})
	written := 0
	for _, question := range []string{"How long is the password reset link valid?", "What does the Pro plan cost?", "Who can delete projects?"} {
		first, second := b.answer(t, engine, answer.Request{Question: question}), b.answer(t, engine, answer.Request{Question: question})
		for name, bounds := range map[string][2]float64{"sample_agreement": {0, 1}, "self_rating": {0, 1}, "token_probability": {-20, 0}} {
			value, ok := first.Features[name]
			if name == "token_probability" && first.Mode != answer.ModeGenerative {
				if ok {
					t.Errorf("%s: %s is %v of a quoted answer", question, name, value)
				}
				continue
			}
			if !ok || value < bounds[0] || value > bounds[1] {
				t.Errorf("%s: %s is %v (%v); degraded %q", question, name, value, ok, first.Explanation.Degraded)
			}
			if math.Abs(value-second.Features[name]) > 0.02 {
				t.Errorf("%s: %s is %v, then %v", question, name, value, second.Features[name])
			}
		}
		if first.Mode == answer.ModeGenerative {
			written++
		}
		t.Logf("%s %s: %v", first.Mode, first.Text, first.Features)
	}
	if written == 0 {
		t.Error("no answer was written: the probabilities of tokens are not tested")
	}
}
