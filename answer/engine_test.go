package answer_test

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

func TestExtractiveAnswers(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	cases := []struct {
		question, path, contains, not string
	}{
		{"How long is the password reset link valid?", "reset.md", "valid for 30 minutes", ""},
		{"What does the Pro plan cost?", "plans.md", "The Pro plan costs 29 euros", ""},
		{"How many failed attempts lock the account?", "reset.md", "five failed attempts", ""},
		{"When did annual billing start?", "plans.md", "3 May 2024", ""},
		{"Who answers questions about invoices?", "plans.md", "Maria Keller", ""},
		{"How do I export my data?", "export.md", "2. Choose Export.", ""},
		{"Can I cancel at any time?", "faq.csv#1", "Yes, you can cancel", "Can I cancel"},
		{"Сколько действует ссылка для сброса пароля?", "ru/reset.md", "30 минут", ""},
		{"Wie lange ist der Link gültig?", "de/reset.md", "30 Minuten gültig", ""},
	}
	for _, c := range cases {
		a := b.answer(t, engine, answer.Request{Question: c.question})
		if a.Decision != answer.Answered || a.Mode != answer.ModeExtractive || len(a.Citations) == 0 {
			t.Errorf("%s: %s %v, %q with %d citations", c.question, a.Decision, a.Reasons, a.Text, len(a.Citations))
			continue
		}
		if !strings.Contains(a.Text, c.contains) || c.not != "" && strings.Contains(a.Text, c.not) {
			t.Errorf("%s: answered %q, want it with %q", c.question, a.Text, c.contains)
		}
		if a.Citations[0].Path != c.path {
			t.Errorf("%s: cites %s, want %s", c.question, a.Citations[0].Path, c.path)
		}
		if words := len(strings.Fields(a.Text)); words > 120 {
			t.Errorf("%s: %d words", c.question, words)
		}
	}
}

func TestSameQuestionSameAnswer(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{})
	var first answer.Answer
	for i := range 5 {
		a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
		if i == 0 {
			first = a
			continue
		}
		if a.Text != first.Text || a.Confidence != first.Confidence || !slices.Equal(a.Explanation.ConfidenceFactors, first.Explanation.ConfidenceFactors) {
			t.Errorf("%q (%v), then %q (%v)", first.Text, first.Confidence, a.Text, a.Confidence)
		}
	}
}

func TestConfidenceFactorsAddUpToLogOdds(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{})
	a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	sum := 0.0
	for _, f := range a.Explanation.ConfidenceFactors {
		sum += f.Effect
	}
	if want := math.Log(a.Confidence / (1 - a.Confidence)); math.Abs(sum-want) > 1e-9 {
		t.Errorf("the effects add up to %v, the log-odds are %v", sum, want)
	}
}

func TestBelowTheThresholdAPersonTakesOver(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.9999})
	var told []answer.Sentence
	a, err := engine.Answer(t.Context(), answer.Request{Question: "What does the Pro plan cost?"}, answer.Observer{
		Sentence: func(s answer.Sentence, _ []answer.Citation) { told = append(told, s) },
	})
	if err != nil {
		t.Fatal(err)
	}
	b.check(t, a)
	if a.Decision != answer.Escalated || !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonLowConfidence}) {
		t.Errorf("decision %s, reasons %v", a.Decision, a.Reasons)
	}
	if a.Text == "" || a.Notice == "" || len(told) > 0 {
		t.Errorf("draft %q, notice %q, told %v: want a draft for the person and nothing told", a.Text, a.Notice, told)
	}
}

func TestAskingForAPersonEscalatesAtOnce(t *testing.T) {
	b := newBase(t)
	o := b.options(answer.Options{})
	o.Retriever = failing{}
	engine, err := answer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	a := b.answer(t, engine, answer.Request{Question: "Соедините меня с оператором"})
	if a.Decision != answer.Escalated || !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonHumanRequested}) {
		t.Errorf("%s %v", a.Decision, a.Reasons)
	}
	if a.Language != "ru" || !strings.Contains(a.Notice, "сотрудник") {
		t.Errorf("language %s, notice %q", a.Language, a.Notice)
	}
	if _, err := b.catalog.Answer(t.Context(), a.ID); err != nil {
		t.Errorf("the escalation is not recorded: %v", err)
	}
}

type failing struct{}

func (failing) Search(context.Context, retrieval.Query) (retrieval.Result, error) {
	return retrieval.Result{}, errors.New("must not be asked")
}

func TestMessagesWithoutWordsEscalatePolitely(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{})
	for _, q := range []string{"😀😀😀", "???", "— …"} {
		a := b.answer(t, engine, answer.Request{Question: q})
		if a.Decision != answer.Escalated || !slices.Contains(a.Reasons, answer.ReasonNoEvidence) || a.Notice == "" {
			t.Errorf("%q: %s %v %q", q, a.Decision, a.Reasons, a.Notice)
		}
	}
}

func TestUnusableQuestions(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{})
	cases := []struct {
		request answer.Request
		want    error
	}{
		{answer.Request{}, answer.ErrEmptyQuestion},
		{answer.Request{Question: " \n\t"}, answer.ErrEmptyQuestion},
		{answer.Request{Question: strings.Repeat("a", 4001)}, answer.ErrQuestionTooLong},
		{answer.Request{Question: "Hi?", ConversationID: strings.Repeat("a", 200)}, answer.ErrBadConversation},
		{answer.Request{Question: "Hi?", ConversationID: "a\nb"}, answer.ErrBadConversation},
	}
	for _, c := range cases {
		if _, err := engine.Answer(t.Context(), c.request, answer.Observer{}); !errors.Is(err, c.want) {
			t.Errorf("%.20q: %v, want %v", c.request.Question, err, c.want)
		}
	}
	// As long as it may be, and not valid UTF-8, it is answered somehow.
	for _, q := range []string{strings.Repeat("reset password ", 266), "reset \xff\xfe password"} {
		b.answer(t, engine, answer.Request{Question: q})
	}
}

func TestConversationsAreRemembered(t *testing.T) {
	b := newBase(t)
	seen := &recordingRetriever{Retriever: b.retriever}
	o := b.options(answer.Options{Threshold: 0.01})
	o.Retriever = seen
	engine, err := answer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	first := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	second := b.answer(t, engine, answer.Request{Question: "And the Basic one?", ConversationID: first.ConversationID})
	if second.ConversationID != first.ConversationID || second.ID == first.ID {
		t.Errorf("conversations %s and %s, answers %s and %s", first.ConversationID, second.ConversationID, first.ID, second.ID)
	}
	if len(seen.last.History) != 2 || seen.last.History[0].Content != "What does the Pro plan cost?" || strings.Contains(seen.last.History[1].Content, "[1]") {
		t.Errorf("history %+v", seen.last.History)
	}
	if !strings.Contains(second.Text, "12 euros") {
		t.Errorf("the follow-up is answered %q", second.Text)
	}
	record, err := b.catalog.Answer(t.Context(), second.ID)
	if err != nil {
		t.Fatal(err)
	}
	var stored answer.Answer
	if err := json.Unmarshal(record.Record, &stored); err != nil || stored.Text != second.Text {
		t.Errorf("stored %q, %v", stored.Text, err)
	}
	read, err := answer.ReadRecord(record)
	if err != nil || len(second.Features) == 0 || !maps.Equal(read.Features, second.Features) {
		t.Errorf("features %v, %v; want %v", read.Features, err, second.Features)
	}
	record.Record = []byte(`{"text":"of a version that kept no features"}`)
	if old, err := answer.ReadRecord(record); err != nil || old.Text == "" || old.Features != nil {
		t.Errorf("without features: %+v, %v", old, err)
	}
}

type recordingRetriever struct {
	answer.Retriever
	last retrieval.Query
}

func (r *recordingRetriever) Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error) {
	r.last = q
	return r.Retriever.Search(ctx, q)
}

func TestDeletedDocumentsAreNotCited(t *testing.T) {
	b := newBase(t)
	o := b.options(answer.Options{Threshold: 0.01})
	o.Retriever = deletingRetriever{b}
	engine, err := answer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	for _, c := range a.Citations {
		if c.Path == "plans.md" {
			t.Errorf("the deleted article is cited: %+v", c)
		}
	}
	if len(a.Explanation.DroppedSentences) == 0 || strings.Contains(a.Text, "29 euros") {
		t.Errorf("text %q, dropped %v", a.Text, a.Explanation.DroppedSentences)
	}
}

// deletingRetriever deletes an article right after it was found.
type deletingRetriever struct{ *base }

func (r deletingRetriever) Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error) {
	result, err := r.retriever.Search(ctx, q)
	if err != nil {
		return result, err
	}
	for _, e := range result.Evidence {
		if e.Document.Path == "plans.md" {
			return result, r.index.DeleteDocument(ctx, e.Document.ID)
		}
	}
	return result, nil
}

func TestRecordsThatFailDoNotFailTheAnswer(t *testing.T) {
	b := newBase(t)
	o := b.options(answer.Options{})
	o.Records = brokenRecords{}
	engine, err := answer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	if !strings.Contains(a.Explanation.Degraded, "not be recorded") {
		t.Errorf("degraded %q", a.Explanation.Degraded)
	}
}

type brokenRecords struct{}

func (brokenRecords) SaveAnswer(context.Context, catalog.AnswerRecord) error {
	return errors.New("disk full")
}

func (brokenRecords) Conversation(context.Context, string, int) ([]catalog.AnswerRecord, error) {
	return nil, nil
}

func TestFilteredDocumentsAreNotUsed(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	a := b.answer(t, engine, answer.Request{Question: "How long is the reset link valid?", Filter: index.Filter{Languages: []string{"de"}}})
	for _, e := range a.Explanation.Evidence {
		if !strings.HasPrefix(e.Path, "de/") {
			t.Errorf("evidence %s is not in German", e.Path)
		}
	}
}
