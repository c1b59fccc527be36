package answer

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"footnote/index"
)

// ErrNoProvenance: an answer cannot be replayed.
var ErrNoProvenance = errors.New("the answer was recorded by a version that did not keep what a replay needs: ask the question anew")

// Replay is an answer beside the one that the same question gets now.
type Replay struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	// Same says that nothing of the answer itself differs, whatever differs
	// around it.
	Same bool `json:"same"`
	// Answer is what differs of the answer, Circumstances what differs of the
	// base, the models and the settings it was made with.
	Answer        []Difference `json:"answer"`
	Circumstances []Difference `json:"circumstances"`
	Before        Record       `json:"before"`
	Now           Record       `json:"now"`
}

// Difference is something that was one thing and is now another.
type Difference struct {
	What   string `json:"what"`
	Before any    `json:"before"`
	Now    any    `json:"now"`
}

// Replay asks the question of a recorded answer again, with the history and
// the filters that it had, and compares. Nothing is recorded. It fails with
// ErrNoProvenance, and as Answer does.
func (e *Engine) Replay(ctx context.Context, before Record) (Replay, error) {
	p := before.Provenance
	if p == nil {
		return Replay{}, fmt.Errorf("replay answer %s: %w", before.ID, ErrNoProvenance)
	}
	now, provenance, err := e.answer(ctx, Request{
		Question: before.Question, Language: p.Request.Language, History: p.History,
		Filter: index.Filter{Collections: p.Request.Collections, Languages: p.Request.Languages, Labels: p.Request.Labels},
	}, Observer{})
	if err != nil {
		return Replay{}, fmt.Errorf("replay answer %s: %w", before.ID, err)
	}
	now.ConversationID = before.ConversationID
	r := Replay{ID: before.ID, Question: before.Question, Before: before, Now: Record{Answer: now, Provenance: &provenance}}
	r.Answer = differences(answerParts(r.Before), answerParts(r.Now))
	r.Circumstances = differences(p.Versions.parts(), provenance.Versions.parts())
	r.Same = len(r.Answer) == 0
	return r, nil
}

// part is a part of an answer by the name it has in a comparison.
type part struct {
	name  string
	value any
}

// answerParts are the parts of an answer that a replay compares: all that
// customers and people behind them see of it, but for ids and times.
func answerParts(r Record) []part {
	sentences := make([]string, len(r.Sentences))
	for i, s := range r.Sentences {
		sentences[i] = s.Text
	}
	citations := make([]string, len(r.Citations))
	for i, c := range r.Citations {
		citations[i] = fmt.Sprintf("[%d] %s: %s", c.N, place(c.Path, c.Page, c.Start, c.End), c.Quote)
	}
	evidence, texts := make([]string, len(r.Provenance.Evidence)), map[string]string{}
	for i, e := range r.Provenance.Evidence {
		evidence[i] = place(e.Path, e.Page, e.Start, e.End)
		texts[evidence[i]] = e.Text
	}
	return []part{
		{"decision", r.Decision}, {"reasons", listed(r.Reasons)}, {"confidence", rounded(r.Confidence)}, {"sentences", sentences},
		{"citations", citations}, {"notice", r.Notice}, {"language", r.Language}, {"understood", r.Explanation.Understood},
		{"rewritten", r.Explanation.Rewritten},
		{"mode", r.Mode}, {"model", r.Model}, {"evidence", evidence}, {"evidence_texts", texts},
	}
}

// place names a piece of a document for people: "guide.md, page 2, 120–480".
func place(path string, page *int, start, end int) string {
	if page != nil {
		path += fmt.Sprintf(", page %d", *page)
	}
	return fmt.Sprintf("%s, %d–%d", path, start, end)
}

// rounded makes confidences of the same weights on different processors the
// same.
func rounded(confidence float64) float64 { return float64(int(confidence*1e6+0.5)) / 1e6 }

func (v Versions) parts() []part {
	return []part{
		{"footnote", v.Footnote}, {"threshold", v.Threshold}, {"chat_model", v.ChatModel}, {"checker", v.Checker}, {"context_tokens", v.ContextTokens},
		{"rewrite", v.Rewrite}, {"rerank", v.Rerank}, {"samples", v.Samples}, {"self_rating", v.SelfRating},
		{"embedding_model", v.EmbeddingModel}, {"confidence_model", v.Confidence}, {"ranking", v.Ranking}, {"policy", v.Policy},
		{"analysis", v.Analysis}, {"catalog_sequence", v.Catalog}, {"lexical_sequence", v.LexicalIndex}, {"vector_sequence", v.VectorIndex},
	}
}

// differences compares parts of the same names in the same order. Of the
// texts of evidence those are compared that both sides have: the others
// differ in "evidence" already.
func differences(before, now []part) []Difference {
	all := []Difference{}
	for i := range before {
		b, n := before[i].value, now[i].value
		if texts, ok := b.(map[string]string); ok {
			b, n = changed(texts, n.(map[string]string))
		}
		if !reflect.DeepEqual(b, n) {
			all = append(all, Difference{What: before[i].name, Before: b, Now: n})
		}
	}
	return all
}

// changed returns the texts that differ under the same key.
func changed(before, now map[string]string) (b, n []string) {
	keys := make([]string, 0, len(before))
	for key := range before {
		if text, ok := now[key]; ok && text != before[key] {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		b, n = append(b, before[key]), append(n, now[key])
	}
	return b, n
}
