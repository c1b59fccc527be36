package answer_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/answer"
)

var ambiguous = []article{
	{"subscription.md", "Cancel your subscription", "en", "To cancel a subscription open Settings and choose Billing, then Cancel subscription. It ends with the month."},
	{"order.md", "Cancel an order", "en", "To cancel an order open My orders and choose Cancel order before the parcel is sent."},
	{"crew.md", "The Crew plan", "en", "You can have 2 to 25 seats. The plan includes 50 GB of storage for files."},
	{"fleet.md", "The Fleet plan", "en", "You can have 5 to 200 seats. The plan includes 250 GB of storage for files."},
	{"reset.md", "Reset your password", "en", "Open the sign-in page and choose \"Forgot password\". A mail with a link valid for 30 minutes is sent."},
	{"de/abo.md", "Abo kündigen", "de", "Ein Abo kündigen Sie in den Einstellungen unter Abrechnung, Abo kündigen."},
	{"de/vertrag.md", "Vertrag kündigen", "de", "Einen Vertrag kündigen Sie schriftlich per Brief an unsere Adresse."},
}

func TestQuestionsOfTwoMeanings(t *testing.T) {
	b := newBaseOf(t, ambiguous, nil)
	model := &scripted{text: "To cancel an order open My orders and choose Cancel order before the parcel is sent. [1]"}
	for _, writer := range []answer.ChatModel{nil, model} {
		engine := b.engine(t, answer.Options{Threshold: 0.01, Model: writer, ModelName: "scripted"})
		cases := []struct {
			question, asks string
			options        []string
		}{
			{"How do I cancel?", "What do you mean?", []string{"Cancel your subscription", "Cancel an order"}},
			{"cancel", "What do you mean?", []string{"Cancel your subscription", "Cancel an order"}},
			{"How much storage does the plan include?", "What do you mean?", []string{"The Crew plan", "The Fleet plan"}},
			{"Wie kann ich kündigen?", "Was meinen Sie?", []string{"Abo kündigen", "Vertrag kündigen"}},
		}
		for _, c := range cases {
			a := b.answer(t, engine, answer.Request{Question: c.question})
			if a.Decision != answer.Clarify || len(a.Reasons) > 0 || a.Notice != "" || !strings.HasPrefix(a.Text, c.asks) || len(a.Sentences) != len(c.options) || len(a.Citations) != len(c.options) {
				t.Errorf("%q: %s %v %q citing %d", c.question, a.Decision, a.Reasons, a.Text, len(a.Citations))
				continue
			}
			for _, option := range c.options {
				if !slices.ContainsFunc(a.Citations, func(cite answer.Citation) bool { return cite.Title == option }) || !strings.Contains(a.Text, "- "+option+"[") || !strings.Contains(a.Explanation.Summary, option) {
					t.Errorf("%q does not offer %q: %q, %q", c.question, option, a.Text, a.Explanation.Summary)
				}
			}
		}
	}
}

func TestQuestionsOfOneMeaning(t *testing.T) {
	b := newBaseOf(t, ambiguous, nil)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	for question, contains := range map[string]string{
		"How do I cancel an order?":                        "My orders",
		"How do I cancel my subscription?":                 "Billing",
		"How much storage does the Fleet plan include?":    "250 GB",
		"How long is the link to reset my password valid?": "30 minutes",
		"Wie kündige ich den Vertrag?":                     "schriftlich",
	} {
		a := b.answer(t, engine, answer.Request{Question: question})
		if a.Decision != answer.Answered || !strings.Contains(a.Text, contains) {
			t.Errorf("%q: %s %q", question, a.Decision, a.Text)
		}
	}
}

// Picking one of the meanings answers the question.
func TestPickingAMeaning(t *testing.T) {
	b := newBaseOf(t, ambiguous, nil)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	for pick, contains := range map[string]string{
		"Cancel an order": "My orders", "the subscription": "Billing", "An order": "My orders",
	} {
		first := b.answer(t, engine, answer.Request{Question: "How do I cancel?"})
		second := b.answer(t, engine, answer.Request{Question: pick, ConversationID: first.ConversationID})
		if first.Decision != answer.Clarify || second.Decision != answer.Answered || !strings.Contains(second.Text, contains) {
			t.Errorf("%q: %s, then %s %v %q", pick, first.Decision, second.Decision, second.Reasons, second.Text)
		}
	}
	first := b.answer(t, engine, answer.Request{Question: "How much storage does the plan include?"})
	second := b.answer(t, engine, answer.Request{Question: "Fleet", ConversationID: first.ConversationID})
	if second.Decision != answer.Answered || !strings.Contains(second.Text, "250 GB") || second.Citations[0].Path != "fleet.md" {
		t.Errorf("%s %v %q", second.Decision, second.Reasons, second.Text)
	}
}

// Anger goes before a question back: a person takes over.
func TestUpsetCustomersAreNotAskedBack(t *testing.T) {
	b := newBaseOf(t, ambiguous, nil)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	a := b.answer(t, engine, answer.Request{Question: "Let me talk to a human, how do I cancel?"})
	if a.Decision != answer.Escalated {
		t.Errorf("%s %q", a.Decision, a.Text)
	}
}
