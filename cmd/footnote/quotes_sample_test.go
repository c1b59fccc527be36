//go:build use_weights || evaldata

package main

import (
	"io"
	"testing"

	"footnote/answer"
	"footnote/eval"
	"footnote/index"
)

// TestQuotesFromTheSample asks the sample's questions, with the encoder.
func TestQuotesFromTheSample(t *testing.T) { quotesStand(t, "../../sample") }

// quotesStand asks a set's questions. Every sentence, streamed, answered and
// read again after a restart, has a citation, and every citation's quote is the
// stored document's text from start to end.
func quotesStand(t *testing.T, dir string) {
	t.Helper()
	set, err := eval.LoadSet(dir)
	if err != nil {
		t.Fatal(err)
	}
	q := openQuoted(t, t.TempDir())
	collection, err := q.app.ingestSet(t.Context(), streams{out: io.Discard, err: io.Discard}, set)
	if err != nil {
		t.Fatal(err)
	}
	for _, question := range set.Questions {
		q.ask(t, answer.Request{Question: question.Text, History: question.History, Filter: index.Filter{Collections: []string{collection}}})
	}
	q.done(t, len(set.Questions)/2)
}
