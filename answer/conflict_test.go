package answer_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/answer"
)

var contradicting = []article{
	{"refunds.md", "Refunds", "en", "You can ask for a refund within 30 days of the payment. Refunds go back to the card."},
	{"cancel.md", "Cancel your subscription", "en", "Only the owner can cancel. A refund is possible if you cancel within 14 days of the payment."},
	{"webhooks.md", "Webhooks", "en", "A webhook that fails is tried again for 3 days."},
}

const refundQuestion = "Within how many days of the payment is a refund possible?"

func day(s string) time.Time {
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return at
}

func TestContradictingArticles(t *testing.T) {
	dates := map[string]time.Time{"refunds.md": day("2026-03-02"), "cancel.md": day("2024-06-18")}
	turned := map[string]time.Time{"refunds.md": day("2024-03-02"), "cancel.md": day("2026-06-18")}
	cases := []struct {
		name     string
		updated  map[string]time.Time
		policy   answer.Conflicts
		decision answer.Decision
		says     []string
		not      string
	}{
		{"a person decides unless told otherwise", dates, "", answer.Escalated, []string{"30 days", "14 days"}, "\x00"},
		{"the newer one answers", dates, answer.ConflictsNewer, answer.Answered, []string{"30 days"}, "14 days"},
		{"the newer one answers, whichever it is", turned, answer.ConflictsNewer, answer.Answered, []string{"14 days"}, "30 days"},
		{"a person decides where no date tells", nil, answer.ConflictsNewer, answer.Escalated, []string{"30 days", "14 days"}, "\x00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := newBaseOf(t, contradicting, c.updated)
			for _, model := range []answer.ChatModel{nil, &scripted{text: "You can ask for a refund within 30 days of the payment. [1] A refund is possible if you cancel within 14 days of the payment. [2]"}} {
				engine := b.engine(t, answer.Options{Threshold: 0.01, Conflicts: c.policy, Model: model, ModelName: "scripted"})
				var told []string
				a, err := engine.Answer(t.Context(), answer.Request{Question: refundQuestion}, answer.Observer{
					Sentence: func(s answer.Sentence, _ []answer.Citation) { told = append(told, s.Text) },
				})
				if err != nil {
					t.Fatal(err)
				}
				b.check(t, a)
				if a.Decision != c.decision || !slices.Contains(a.Reasons, answer.ReasonConflictingSources) {
					t.Errorf("%s %v: %q", a.Decision, a.Reasons, a.Text)
				}
				if c.decision == answer.Escalated && (len(told) > 0 || len(a.Citations) < 2 || !strings.Contains(a.Notice, "contradict")) {
					t.Errorf("told %q, citations %v, notice %q", told, a.Citations, a.Notice)
				}
				for _, want := range c.says {
					if !strings.Contains(a.Text, want) || strings.Contains(a.Text, c.not) {
						t.Errorf("%q, want it with %q and without %q", a.Text, want, c.not)
					}
				}
				if !strings.Contains(a.Explanation.Summary, "Refunds") || !strings.Contains(a.Explanation.Summary, "Cancel your subscription") {
					t.Errorf("summary %q names not both articles", a.Explanation.Summary)
				}
				record := b.read(t, a.ID)
				for _, path := range []string{"refunds.md", "cancel.md"} {
					if !slices.ContainsFunc(record.Provenance.Evidence, func(e answer.KeptEvidence) bool { return e.Path == path }) {
						t.Errorf("the record has nothing of %s", path)
					}
				}
			}
		})
	}
}

func TestOtherQuestionsKeepTheirAnswers(t *testing.T) {
	b := newBaseOf(t, contradicting, nil)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	a := b.answer(t, engine, answer.Request{Question: "How long is a webhook tried again?"})
	if a.Decision != answer.Answered || len(a.Reasons) > 0 || !strings.Contains(a.Text, "3 days") {
		t.Errorf("%s %v %q", a.Decision, a.Reasons, a.Text)
	}
}
