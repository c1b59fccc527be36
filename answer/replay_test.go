package answer_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/answer"
	"footnote/index"
	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// recorded asks and reads back what was recorded.
func (b *base) recorded(t *testing.T, e *answer.Engine, r answer.Request) answer.Record {
	t.Helper()
	return b.read(t, b.answer(t, e, r).ID)
}

func (b *base) read(t *testing.T, id string) answer.Record {
	t.Helper()
	stored, err := b.catalog.Answer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	record, err := answer.ReadRecord(stored)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

func (b *base) described() answer.Options {
	return answer.Options{Threshold: 0.01, Base: b.catalog, Generation: b.index.Generation, Versions: answer.Versions{Footnote: "1.2.3"}}
}

// names lists what differs.
func names(differences []answer.Difference) (all []string) {
	for _, d := range differences {
		all = append(all, d.What)
	}
	return all
}

func TestARecordSaysWhatTheAnswerWasMadeFrom(t *testing.T) {
	b := newBase(t)
	model := &scripted{text: "The password reset link is valid for 30 minutes. [1]"}
	o := b.described()
	o.Model, o.ModelName = model, "tiny"
	engine := b.engine(t, o)
	r := b.recorded(t, engine, answer.Request{
		Question: "How long is the link valid?", History: []retrieval.Turn{{Role: "user", Content: "I forgot my password"}},
		Filter: index.Filter{Collections: []string{"default"}, Languages: []string{"en"}},
	})
	p := r.Provenance
	if p == nil {
		t.Fatal("no provenance")
	}
	if len(p.Prompt) != len(model.last.Messages) || p.Prompt[0].Role != "system" || !strings.Contains(p.Prompt[len(p.Prompt)-1].Content, "valid for 30 minutes") {
		t.Errorf("prompt %+v", p.Prompt)
	}
	if len(p.History) != 1 || !slices.Equal(p.Request.Collections, []string{"default"}) || !slices.Equal(p.Request.Languages, []string{"en"}) {
		t.Errorf("history %v, request %+v", p.History, p.Request)
	}
	v := p.Versions
	if v.Footnote != "1.2.3" || v.ChatModel != "tiny" || v.Catalog == 0 || v.LexicalIndex != v.Catalog || v.VectorIndex != v.Catalog ||
		v.Analysis == "" || v.EmbeddingModel == "" || v.Threshold != 0.01 || v.Confidence.Hash == "" || v.Confidence.Origin == "" {
		t.Errorf("versions %+v", v)
	}
	if len(p.Evidence) != len(r.Explanation.Evidence) {
		t.Fatalf("%d passages kept of %d", len(p.Evidence), len(r.Explanation.Evidence))
	}
	for i, e := range p.Evidence {
		doc, err := b.catalog.Document(t.Context(), e.DocumentID)
		if err != nil || string([]rune(doc.Text)[e.Start:e.End]) != e.Text || e.Path != r.Explanation.Evidence[i].Path {
			t.Errorf("evidence %d: %+v, %v", i, e, err)
		}
	}
}

func TestARecordIsBounded(t *testing.T) {
	b := newBase(t)
	o := b.described()
	o.Model = &scripted{text: "No."}
	engine := b.engine(t, o)
	long := strings.Repeat("пароль ссылка ", 300)[:7000]
	var history []retrieval.Turn
	for range 50 {
		history = append(history, retrieval.Turn{Role: "user", Content: long}, retrieval.Turn{Role: "assistant", Content: long})
	}
	a := b.answer(t, engine, answer.Request{Question: string([]rune(long)[:3900]), History: history})
	stored, err := b.catalog.Answer(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(stored.Provenance); n > 1<<20 {
		t.Errorf("the provenance has %d bytes", n)
	}
}

func TestReplayOfTheSameIsTheSame(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, b.described())
	first := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	for _, r := range []answer.Request{
		{Question: "And the Basic one?", ConversationID: first.ConversationID},
		{Question: "Сколько действует ссылка для сброса пароля?"},
		{Question: "Who painted the Mona Lisa?"},
		{Question: "I want to talk to a person"},
		{Question: "???"},
	} {
		record := b.recorded(t, engine, r)
		replay, err := engine.Replay(t.Context(), record)
		if err != nil {
			t.Fatal(err)
		}
		if !replay.Same || len(replay.Answer)+len(replay.Circumstances) > 0 {
			t.Errorf("%s: %+v, %+v", r.Question, replay.Answer, replay.Circumstances)
		}
		if _, err := b.catalog.Answer(t.Context(), replay.Now.ID); err == nil {
			t.Errorf("%s: the replay was recorded", r.Question)
		}
	}
}

func TestReplayShowsWhatDiffers(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, b.described())
	record := b.recorded(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	text := strings.Replace(articles[1].text, "29 euros", "35 euros", 1)
	_, err := b.index.Store("default").Apply(t.Context(), "kb", []kbsource.FileChange{{
		Path: "plans.md", State: kbsource.FileState{Hash: "new", Documents: 1},
		Documents: []document.Document{{Path: "plans.md", Title: "Plans and prices", Language: "en", Format: "text", Text: text, Blocks: blocks(text), Hash: "new"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.index.Embed(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	o := b.described()
	o.Versions.Footnote = "1.3.0"
	replay, err := b.engine(t, o).Replay(t.Context(), record)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"sentences", "citations", "evidence_texts"} {
		if replay.Same || !slices.Contains(names(replay.Answer), want) {
			t.Errorf("%s is not among what differs: %+v", want, replay.Answer)
		}
	}
	if got := names(replay.Circumstances); !slices.Equal(got, []string{"footnote", "catalog_sequence", "lexical_sequence", "vector_sequence"}) {
		t.Errorf("circumstances %v", got)
	}

	o.Threshold = 0.999
	if replay, err = b.engine(t, o).Replay(t.Context(), record); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"decision", "reasons", "notice"} {
		if !slices.Contains(names(replay.Answer), want) {
			t.Errorf("with another threshold %s does not differ: %v", want, names(replay.Answer))
		}
	}
	if !slices.Contains(names(replay.Circumstances), "threshold") {
		t.Errorf("circumstances %v", names(replay.Circumstances))
	}
}

func TestWhatWasNotKeptCannotBeReplayed(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, b.described())
	a := b.answer(t, engine, answer.Request{Question: "What does the Pro plan cost?"})
	if _, err := engine.Replay(t.Context(), answer.Record{Answer: a}); !errors.Is(err, answer.ErrNoProvenance) {
		t.Errorf("error %v", err)
	}
	// An answer as JSON does not hold what only its record does.
	data, err := json.Marshal(a)
	if err != nil || strings.Contains(string(data), "provenance") {
		t.Errorf("%s, %v", data, err)
	}
}

func TestSummariesCountWhatWasSearched(t *testing.T) {
	b := newBase(t)
	engine := b.engine(t, b.described())
	var asking sync.WaitGroup
	for _, collection := range []string{"default", "none", "default", "none"} {
		asking.Go(func() {
			a, err := engine.Answer(t.Context(), answer.Request{Question: "What does the Pro plan cost?", Filter: index.Filter{Collections: []string{collection}}}, answer.Observer{})
			want := map[string]string{"default": "(documents: 8, passages: 8)", "none": "“none” (documents: 0, passages: 0)"}[collection]
			if err != nil || !strings.Contains(a.Explanation.Summary, want) {
				t.Errorf("summary %q, %v, want %q in it", a.Explanation.Summary, err, want)
			}
		})
	}
	asking.Wait()
	request := answer.Request{Question: "What does the Pro plan cost?", Filter: index.Filter{Collections: []string{"default"}}}
	for _, want := range []string{"collection “default” (documents: 8, passages: 8)", "(documents: 7, passages: 7)"} {
		if a := b.answer(t, engine, request); !strings.Contains(a.Explanation.Summary, want) {
			t.Errorf("summary %q, want %q in it", a.Explanation.Summary, want)
		}
		record := b.recorded(t, engine, answer.Request{Question: "Who can delete projects?"})
		if record.Citations[0].Path != "roles.md" {
			break
		}
		if err := b.index.DeleteDocument(t.Context(), record.Citations[0].DocumentID); err != nil {
			t.Fatal(err)
		}
	}
}
