package answer_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/answer/policy"
	"footnote/index/embedding/embeddingtest"
	"footnote/retrieval"
)

const prices = `
topics:
  - name: prices
    reason: policy
    notice: {de: Der Vertrieb übernimmt.}
    examples:
      - What does the Pro plan cost?
      - What does the Basic plan cost?
      - What do your plans cost?
      - Tell me the cost of the Basic plan
      - Was kostet der Tarif Pro?
      - Was kostet der Tarif Basic?
`

func topics(t *testing.T, text string) answer.Policy {
	t.Helper()
	f, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return policy.New(f, nil)
}

func TestATopicOfThePolicyCallsForAPerson(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01, Policy: topics(t, prices)})
	if err := engine.Learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	var told int
	a, err := engine.Answer(t.Context(), answer.Request{Question: "What does the Pro plan cost?"}, answer.Observer{
		Sentence: func(answer.Sentence, []answer.Citation) { told++ },
	})
	if err != nil {
		t.Fatal(err)
	}
	b.check(t, a)
	if a.Decision != answer.Escalated || !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonPolicy}) || told > 0 {
		t.Errorf("%s %v, %d sentences told", a.Decision, a.Reasons, told)
	}
	if !strings.Contains(a.Text, "29 euros") || !strings.Contains(a.Explanation.Summary, "“prices”") || !strings.Contains(a.Notice, "person") {
		t.Errorf("draft %q, summary %q, notice %q", a.Text, a.Explanation.Summary, a.Notice)
	}
	if a := b.answer(t, engine, answer.Request{Question: "Was kostet der Tarif Pro?"}); a.Notice != "Der Vertrieb übernimmt." {
		t.Errorf("the notice is %q", a.Notice)
	}
	if a := b.answer(t, engine, answer.Request{Question: "How do I export my data?"}); a.Decision != answer.Answered {
		t.Errorf("what is no topic: %s %v", a.Decision, a.Reasons)
	}
	if a := b.answer(t, engine, answer.Request{Question: "I want to talk to a human about what the Pro plan costs"}); !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonHumanRequested}) {
		t.Errorf("who asks for a person too: %v", a.Reasons)
	}
}

// unwell fails to tell topics.
type unwell struct{}

func (unwell) Learn(context.Context) error { return errors.New("unwell") }
func (unwell) Match(context.Context, string) (policy.Match, error) {
	return policy.Match{}, errors.New("unwell")
}

func TestWithoutItsTopicsAPersonTakesOver(t *testing.T) {
	b := newBase(t)
	a := b.answer(t, b.engine(t, answer.Options{Threshold: 0.01, Policy: unwell{}}), answer.Request{Question: "How do I export my data?"})
	if a.Decision != answer.Escalated || !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonModelUnavailable}) || !strings.Contains(a.Explanation.Degraded, "topics of the policy were not looked for") {
		t.Errorf("%s %v %q", a.Decision, a.Reasons, a.Explanation.Degraded)
	}
}

func TestInsultsCallForAPerson(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	for question, want := range map[string]bool{
		"How do I export my fucking data?":             true,
		"So eine Scheiße, wie exportiere ich Daten?":   true,
		"Как экспортировать данные, бля?":              true,
		"他妈的怎么导出数据?":                                   true,
		"How do I export my data from Scunthorpe?":     false,
		"HOW DO I EXPORT MY DATA":                      false,
		"How do I export data about Dickens' Bleak H.": false,
		"他妈妈怎么导出数据?":                                   false,
	} {
		a := b.answer(t, engine, answer.Request{Question: question})
		if got := slices.Contains(a.Reasons, answer.ReasonNegativeSentiment); got != want {
			t.Errorf("%q: %s %v", question, a.Decision, a.Reasons)
		}
	}
}

func TestTheSameQuestionAgainCallsForAPerson(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01, MessageEmbedder: embeddingtest.Hashing{}})
	first := b.answer(t, engine, answer.Request{Question: "How do I export my data?"})
	if first.Decision != answer.Answered {
		t.Fatalf("%s %v", first.Decision, first.Reasons)
	}
	for question, want := range map[string]bool{
		"But how do I export the data?": true,
		"How do I import my data?":      false,
		"What does the Pro plan cost?":  false,
	} {
		a := b.answer(t, engine, answer.Request{Question: question, History: []retrieval.Turn{
			{Role: "user", Content: first.Question}, {Role: "assistant", Content: first.Text},
		}})
		if got := slices.Contains(a.Reasons, answer.ReasonRepeatedQuestion); got != want {
			t.Errorf("%q: %s %v", question, a.Decision, a.Reasons)
		}
	}
	// The same from the recorded conversation, and not in a new one.
	again := b.answer(t, engine, answer.Request{Question: "How do I export my data?", ConversationID: first.ConversationID})
	if again.Decision != answer.Escalated || !slices.Equal(again.Reasons, []answer.Reason{answer.ReasonRepeatedQuestion}) || again.Text == "" {
		t.Errorf("again: %s %v %q", again.Decision, again.Reasons, again.Text)
	}
	if other := b.answer(t, engine, answer.Request{Question: "How do I export my data?"}); other.Decision != answer.Answered {
		t.Errorf("another conversation: %s %v", other.Decision, other.Reasons)
	}
}
