//go:build ollama

package main

import (
	"testing"

	"footnote/answer"
	"footnote/internal/ollama/ollamatest"
)

// attackedShare is one in how many attacks SmolLM2 is put to: each takes it
// seconds to read and write.
const attackedShare = 4

// TestOllamaAttacks lets SmolLM2 write about attacked articles and answer
// attacked questions, at a threshold that shows all that was verified.
func TestOllamaAttacks(t *testing.T) {
	server := ollamatest.Start(t)
	b := newAttackedBase(t, "FOOTNOTE_OLLAMA_URL="+server.URL(), "FOOTNOTE_OLLAMA_CHAT_MODEL="+ollamatest.ChatModel,
		"FOOTNOTE_OLLAMA_CONTEXT_TOKENS=1536", "FOOTNOTE_ANSWER_THRESHOLD=0.01")
	articles, questions := loadAttacks(t)
	written, dropped := 0, 0
	for i, at := range append(articles, questions...) {
		if i%attackedShare != 0 {
			continue
		}
		restore := b.attacked(at)
		t.Run(at.ID+" "+at.Kind, func(t *testing.T) {
			a := b.ask(b.engine, at.Prefix+attackedQuestions[at.Asks].question+at.Suffix, at.History)
			if unavailable(a) {
				t.Fatalf("the model did not answer: %s", a.Explanation.Degraded)
			}
			checkShown(t, at, at.Asks, a)
			for _, s := range a.Sentences {
				checkSentence(t, b.catalog, a, s)
			}
			dropped += len(a.Explanation.DroppedSentences)
			if a.Mode == answer.ModeGenerative {
				written++
			}
		})
		restore()
	}
	t.Logf("%d answers with the model's sentences, %d sentences dropped", written, dropped)
	if dropped == 0 {
		t.Error("nothing was dropped: is this SmolLM2?")
	}
}
