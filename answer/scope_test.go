package answer_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/index"
	"footnote/index/lexical"
	"footnote/retrieval"
)

func TestOutOfScopeIsToldFromWhatTheBaseLacks(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.999})
	cases := []struct {
		question string
		want     answer.Reason
	}{
		{"Who painted the Mona Lisa?", answer.ReasonOutOfScope},
		{"Xylophone quartet zeppelin?", answer.ReasonOutOfScope},
		{"Какая столица Австралии?", answer.ReasonOutOfScope},
		{"Welches Gewürz gehört in Gulasch?", answer.ReasonOutOfScope},
		// Near the articles, which lack it.
		{"What does the Enterprise plan cost per month?", answer.ReasonLowConfidence},
		{"Can guests delete the export?", answer.ReasonLowConfidence},
		// Words tell nothing where no article is in the language, nor does one.
		{"Kto namalował obraz Mona Lisa?", answer.ReasonLowConfidence},
		// One unknown word may be what is missing.
		{"Zeppelin?", answer.ReasonNoEvidence},
		{"Can I get a discount?", answer.ReasonLowConfidence},
	}
	for _, c := range cases {
		a := b.answer(t, engine, answer.Request{Question: c.question})
		if a.Decision != answer.Escalated || !slices.Equal(a.Reasons, []answer.Reason{c.want}) {
			t.Errorf("%s: %s %v, want %s", c.question, a.Decision, a.Reasons, c.want)
		}
	}
	a := b.answer(t, engine, answer.Request{Question: "Who painted the Mona Lisa?"})
	if !strings.Contains(a.Notice, "something other") || !strings.Contains(a.Explanation.Summary, "far from everything") {
		t.Errorf("notice %q, summary %q", a.Notice, a.Explanation.Summary)
	}
}

func TestWithoutVectorsNothingIsOutOfScope(t *testing.T) {
	b := newBase(t)
	words, err := index.Open(t.Context(), index.Options{Catalog: b.catalog, Lexical: lexical.New(t.TempDir())})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = words.Close() })
	o := b.options(answer.Options{})
	o.Retriever, o.Lexicon = retrieval.New(words, b.catalog), words
	engine, err := answer.New(o)
	if err != nil {
		t.Fatal(err)
	}
	a := b.answer(t, engine, answer.Request{Question: "Who painted the Mona Lisa?"})
	if !slices.Equal(a.Reasons, []answer.Reason{answer.ReasonNoEvidence}) || !strings.HasPrefix(a.Explanation.Summary, "Searched by words alone") {
		t.Errorf("%v, %q", a.Reasons, a.Explanation.Summary)
	}
}

func TestWhatWasUnderstoodIsSaid(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, answer.Options{Threshold: 0.01})
	a := b.answer(t, engine, answer.Request{Question: "Crjkmrj ltqcndetn ccskrf lkz c,hjcf gfhjkz"})
	if want := "Сколько действует ссылка для сброса пароля"; a.Explanation.Understood != want || !strings.Contains(a.Explanation.Summary, "вопрос понят как «"+want+"»") {
		t.Errorf("understood %q, summary %q", a.Explanation.Understood, a.Explanation.Summary)
	}
	if a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"}); a.Explanation.Understood != "" {
		t.Errorf("understood %q", a.Explanation.Understood)
	}
}
