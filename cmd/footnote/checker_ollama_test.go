//go:build ollama

package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/internal/ollama/ollamatest"
)

// SmolLM2 checks what SmolLM2 writes: nothing more of that is shown than
// without it.
func TestOllamaChecker(t *testing.T) {
	environ := []string{"FOOTNOTE_DATA=" + t.TempDir(), "FOOTNOTE_OLLAMA_URL=" + ollamatest.Start(t).URL(), "FOOTNOTE_OLLAMA_CHAT_MODEL=" + ollamatest.ChatModel,
		"FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin", "FOOTNOTE_OLLAMA_CONTEXT_TOKENS=1536", "FOOTNOTE_ANSWER_THRESHOLD=0.01"}
	if r := footnoteWith(t.Context(), t.TempDir(), environ, "ingest", filepath.Join("..", "..", "sample", "helpcentre")); r.code != exitOK {
		t.Fatalf("ingest: %+v", r)
	}
	without := answersOf(t, environ)
	with := answersOf(t, append(environ, "FOOTNOTE_VERIFICATION_CHECKER="+ollamatest.ChatModel))
	for i, a := range with {
		if strings.Contains(a.Explanation.Degraded, "checking model") {
			t.Errorf("%q: degraded %q", a.Question, a.Explanation.Degraded)
		}
		for _, s := range a.Sentences {
			if a.Mode == answer.ModeGenerative && !slices.ContainsFunc(without[i].Sentences, func(o answer.Sentence) bool { return o.Text == s.Text }) {
				t.Errorf("%q: %q is shown with a checking model alone", a.Question, s.Text)
			}
		}
	}
}

// answersOf asks some questions of a base.
func answersOf(t *testing.T, environ []string) []answer.Answer {
	t.Helper()
	a := openTestApp(t, environ...)
	defer a.Close()
	var all []answer.Answer
	for _, question := range []string{
		"How long is the password reset link valid?", "How much does the Crew plan cost?", "How do I export my data?",
	} {
		given, err := a.engine.Answer(t.Context(), answer.Request{Question: question, Filter: a.filter()}, answer.Observer{})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, given)
	}
	return all
}
