package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
)

// The sample help centre has two articles that contradict each other: refunds
// (2026) grants 30 days, cancel-subscription (2024) only 14.
func TestContradictingArticlesOfTheSample(t *testing.T) {
	data := t.TempDir()
	if r := footnote(t, data, "ingest", filepath.Join("..", "..", "sample", "helpcentre", "en", "billing")); r.code != exitOK {
		t.Fatal(r)
	}
	const question = "Within how many days of the payment can I ask for a refund?"
	a := ask(t, data, question)
	if a.Decision != answer.Escalated || !slices.Contains(a.Reasons, answer.ReasonConflictingSources) ||
		!strings.Contains(a.Text, "within 30 days") || !strings.Contains(a.Text, "within 14 days") {
		t.Errorf("%s %v: %q", a.Decision, a.Reasons, a.Text)
	}
	r := footnoteWith(t.Context(), data, []string{"FOOTNOTE_ANSWER_CONFLICTS=newer"}, "ask", question)
	if r.code != exitOK || !strings.Contains(r.out, "within 30 days") || strings.Contains(r.out, "within 14 days") {
		t.Errorf("the newer one: %+v", r)
	}
}
