package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer"
)

// The plans of the sample help centre each have an article that says how many
// seats there can be. A question that names no plan is asked back, and the
// plan that the customer then names is answered for.
func TestAskingBackWhichPlan(t *testing.T) {
	a := openTestApp(t, "FOOTNOTE_DATA="+t.TempDir(), "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin", "FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin")
	defer a.Close()
	if _, err := a.ingestShown(t.Context(), streams{io.Discard, io.Discard}, []string{filepath.Join("..", "..", "sample", "helpcentre", "en", "plans")}); err != nil {
		t.Fatal(err)
	}
	ask := func(question, conversation string) answer.Answer {
		t.Helper()
		given, err := a.engine.Answer(t.Context(), answer.Request{Question: question, ConversationID: conversation, Filter: a.filter()}, answer.Observer{})
		if err != nil {
			t.Fatal(err)
		}
		return given
	}
	first := ask("How many seats can I have?", "")
	if first.Decision != answer.Clarify || !strings.Contains(first.Text, "The Crew plan") || !strings.Contains(first.Text, "The Fleet plan") {
		t.Fatalf("%s: %q", first.Decision, first.Text)
	}
	for pick, want := range map[string]string{"The Fleet plan": "5 to 200 seats", "crew": "2 to 25 seats"} {
		begun := ask("How many seats can I have?", "")
		if second := ask(pick, begun.ConversationID); second.Decision == answer.Clarify || !strings.Contains(second.Text, want) {
			t.Errorf("%s: %s %v %q", pick, second.Decision, second.Reasons, second.Text)
		}
	}
	if named := ask("How many seats can I have on the Fleet plan?", ""); named.Decision == answer.Clarify || !strings.Contains(named.Text, "5 to 200 seats") {
		t.Errorf("%s %q", named.Decision, named.Text)
	}
}
