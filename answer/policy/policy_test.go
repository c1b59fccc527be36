package policy_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer/policy"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/embedding/use"
)

const small = `
topics:
  - name: fraud
    notice: {en: Security takes over.}
    examples:
      - Someone made a payment from my account that was not me
      - There is a payment on my account that I did not make
      - Somebody made payments with my stolen card
      - A payment was made from my account by a stranger
  - name: cancellation
    reason: policy
    examples:
      - I want to cancel my contract
      - Please cancel my contract today
      - How do I cancel the contract?
      - We want to cancel our contract
ordinary:
  - Can I cancel an export that is running?
`

func load(t *testing.T, text string, e policy.Embedder) *policy.Policy {
	t.Helper()
	f, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return policy.New(f, e)
}

func TestTopicsByWordsAlone(t *testing.T) {
	for name, e := range map[string]policy.Embedder{"no embedder": nil, "hashing": embeddingtest.Hashing{}} {
		p := load(t, small, e)
		for message, want := range map[string]string{
			"Somebody made a payment from my account":       "fraud",
			"I wanted to cancel my contract, please":        "cancellation",
			"Hello there. I want to cancel my contract now": "cancellation",
			"How do I reset my password?":                   "",
			"Wie setze ich mein Passwort zurück?":           "",
			"Can I cancel an export that is running?":       "",
			"":     "",
			"\xff": "",
		} {
			m, err := p.Match(t.Context(), message)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if m.Probability >= policy.Decisive {
				got = m.Topic.Name
			}
			if got != want {
				t.Errorf("%s: %q is %q (%.2f), want %q", name, message, got, m.Probability, want)
			}
		}
	}
}

func TestTheSamePolicyGivesTheSameProbability(t *testing.T) {
	first, err := load(t, small, embeddingtest.Hashing{}).Match(t.Context(), "I would like to cancel the contract")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if m, err := load(t, small, embeddingtest.Hashing{}).Match(t.Context(), "I would like to cancel the contract"); err != nil || m.Probability != first.Probability {
			t.Errorf("%v, then %v (%v)", first.Probability, m.Probability, err)
		}
	}
}

func TestATopicInOneSentenceOfALongMessage(t *testing.T) {
	p := load(t, small, nil)
	long := strings.Repeat("We have been using the product for years and the team likes the calendar. ", 8) + "I want to cancel my contract."
	m, err := p.Match(t.Context(), long)
	if err != nil || m.Topic.Name != "cancellation" || m.Probability < policy.Decisive {
		t.Errorf("%+v, %v", m, err)
	}
}

// failsOnce fails at first, as an embedder does whose caller went away.
type failsOnce struct{ failed bool }

func (f *failsOnce) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	if !f.failed {
		f.failed = true
		return nil, errors.New("gone")
	}
	return embeddingtest.Hashing{}.EmbedPassages(ctx, texts)
}

func TestLearningIsTriedAgain(t *testing.T) {
	p := load(t, small, &failsOnce{})
	if _, err := p.Match(t.Context(), "I want to cancel"); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("the failure is %v", err)
	}
	if m, err := p.Match(t.Context(), "I want to cancel my contract"); err != nil || m.Topic.Name != "cancellation" {
		t.Errorf("%+v, %v", m, err)
	}
}

// uneven returns vectors of several lengths.
type uneven struct{}

func (uneven) EmbedPassages(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = make([]float32, 2+i%2)
	}
	return vectors, nil
}

func TestVectorsOfSeveralLengthsAreRefused(t *testing.T) {
	if err := load(t, small, uneven{}).Learn(t.Context()); err == nil || !strings.Contains(err.Error(), "lengths") {
		t.Errorf("%v", err)
	}
}

func TestReport(t *testing.T) {
	p := load(t, small, nil)
	r, err := p.Test(t.Context(), []policy.Labelled{
		{Text: "I want to cancel my contract", Topic: "cancellation"},
		{Text: "How do I cancel the contract?", Topic: "fraud"},
		{Text: "How do I reset my password?", Topic: "password"}, // no topic of the policy
		{Text: "Please cancel my contract", Topic: ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Messages != 4 || r.Right != 0.5 || r.Nearest != 0.5 || r.FalseAlarms != 0.5 {
		t.Errorf("%+v", r)
	}
	if !slices.Contains(r.Confusion, policy.Confusion{Topic: "fraud", Given: "cancellation", Messages: 1}) ||
		!slices.Contains(r.Topics, policy.TopicScore{Topic: "cancellation", Messages: 1, Found: 1, False: 2}) || len(r.Doubtful) < 2 {
		t.Errorf("%+v", r)
	}
	own, err := p.TestExamples(t.Context())
	if err != nil || own.Messages < 9+len(policy.Ordinary()) || own.FalseAlarms > 0.05 {
		t.Errorf("%d messages, %v false alarms, %v", own.Messages, own.FalseAlarms, err)
	}
}

// TestTopicsInAllLanguages holds the built-in encoder to what it was measured
// at, with a policy in English and messages in 17 languages.
func TestTopicsInAllLanguages(t *testing.T) {
	if !use.Available() {
		t.Skip("the weights are not in this binary")
	}
	f, err := policy.Load("testdata/policy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	messages, err := policy.LoadLabelled("testdata/messages.csv")
	if err != nil {
		t.Fatal(err)
	}
	model, err := use.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := policy.New(f, use.NewEmbedder(model))
	r, err := p.Test(t.Context(), messages)
	if err != nil {
		t.Fatal(err)
	}
	if r.Right < 0.9 || r.Nearest < 0.97 {
		t.Errorf("%.3f told rightly, nearest topic right %.3f: %+v", r.Right, r.Nearest, r.Confusion)
	}
	own, err := p.TestExamples(t.Context())
	if err != nil || own.FalseAlarms > 0.03 || own.Nearest < 0.85 {
		t.Errorf("examples: %.3f false alarms, nearest topic right %.3f, %v", own.FalseAlarms, own.Nearest, err)
	}
}
