package main

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource"
)

// TestQuotesFromFilesOfEveryFormat asks for what stands in files of every format.
func TestQuotesFromFilesOfEveryFormat(t *testing.T) { askForEach(t, "../../kbsource/testdata/in") }

// quoted is a base that is asked, and what it answered.
type quoted struct {
	app       *app
	data      string
	answers   []string
	citations int
	texts     map[string][]rune
}

func openQuoted(t *testing.T, data string) *quoted {
	t.Helper()
	// All drafts are shown, so that all are streamed.
	a := openTestApp(t, "FOOTNOTE_DATA="+data, "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin", "FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin", "FOOTNOTE_ANSWER_THRESHOLD=0.000001")
	return &quoted{app: a, data: data, texts: map[string][]rune{}}
}

func (q *quoted) ask(t *testing.T, r answer.Request) {
	t.Helper()
	if r.Question == "" {
		return
	}
	a, err := q.app.engine.Answer(t.Context(), r, answer.Observer{Sentence: func(s answer.Sentence, cited []answer.Citation) {
		q.check(t, r.Question+" (streamed)", []answer.Sentence{s}, cited)
	}})
	if err != nil {
		t.Fatalf("%q: %v", r.Question, err)
	}
	q.check(t, r.Question, a.Sentences, a.Citations)
	q.answers = append(q.answers, a.ID)
}

// check fails unless each sentence has a citation and each quote stands.
func (q *quoted) check(t *testing.T, where string, sentences []answer.Sentence, citations []answer.Citation) {
	t.Helper()
	cited := map[int]bool{}
	for _, c := range citations {
		cited[c.N] = true
		q.citations++
		text := q.text(t, c.DocumentID)
		if c.Quote == "" || c.Start < 0 || c.End > len(text) || c.Start >= c.End || string(text[c.Start:c.End]) != c.Quote {
			t.Errorf("%s: %q is not at %d–%d of %s", where, c.Quote, c.Start, c.End, c.Path)
		}
	}
	for _, s := range sentences {
		if len(s.Citations) == 0 || !cited[s.Citations[0]] {
			t.Errorf("%s: %q is not cited", where, s.Text)
		}
	}
}

func (q *quoted) text(t *testing.T, id string) []rune {
	t.Helper()
	if known, ok := q.texts[id]; ok {
		return known
	}
	d, err := q.app.catalog.Document(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	q.texts[id] = []rune(d.Text)
	return q.texts[id]
}

// done reads all answers again after a restart. There must have been at least
// so many citations.
func (q *quoted) done(t *testing.T, least int) {
	t.Helper()
	if q.citations < least {
		t.Errorf("%d citations of %d questions were looked at", q.citations, len(q.answers))
	}
	if err := q.app.Close(); err != nil {
		t.Fatal(err)
	}
	again := openQuoted(t, q.data)
	defer again.app.Close()
	for _, id := range q.answers {
		record, err := again.app.catalog.Answer(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var a answer.Answer
		if err := json.Unmarshal(record.Record, &a); err != nil {
			t.Fatal(err)
		}
		again.check(t, a.Question+" (after a restart)", a.Sentences, a.Citations)
	}
	t.Logf("%d questions, %d citations, streamed ones among them, and again after a restart", len(q.answers), q.citations)
}

// askForEach asks for what stands in each document of a folder.
func askForEach(t *testing.T, dir string) {
	t.Helper()
	q := openQuoted(t, t.TempDir())
	_, err := kbsource.Sync(t.Context(), q.app.index.Store("files"), dir, kbsource.Options{Extractor: q.app.extractor})
	if err != nil {
		t.Fatal(err)
	}
	if err := q.app.embed(t.Context(), streams{out: io.Discard, err: io.Discard}); err != nil {
		t.Fatal(err)
	}
	documents, err := q.app.catalog.Documents(t.Context(), catalog.DocumentQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		text := strings.Fields(string(q.text(t, d.ID)))
		for _, at := range []int{0, len(text) / 3, len(text) * 2 / 3} {
			q.ask(t, answer.Request{Question: strings.Join(text[at:min(len(text), at+12)], " "), Filter: index.Filter{Collections: []string{"files"}}})
		}
	}
	q.done(t, len(documents))
}
