package answer_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/internal/ollama"
	"footnote/retrieval"
)

// assistant is a chat model that gives its replies in turn, then fails.
type assistant struct {
	replies []string
	asked   []string
}

func (m *assistant) Complete(_ context.Context, request ollama.ChatRequest, onDelta func(string) error) (ollama.ChatResult, error) {
	m.asked = append(m.asked, request.Messages[len(request.Messages)-1].Content)
	if len(m.replies) == 0 {
		return ollama.ChatResult{}, errors.New("out of memory")
	}
	text := m.replies[0]
	m.replies = m.replies[1:]
	return ollama.ChatResult{Text: text, DoneReason: ollama.DoneStop}, onDelta(text)
}

const written = "The password reset link is valid for 30 minutes. [1]"

func TestAModelMayRewriteAFollowUp(t *testing.T) {
	b := newBase(t)
	history := []retrieval.Turn{{Role: "user", Content: "What does the Pro plan cost?"}, {Role: "assistant", Content: "29 euros per month."}}
	own := "How long is the password reset link valid?"
	for name, tt := range map[string]struct {
		on      bool
		history []retrieval.Turn
		replies []string
		want    string
		calls   int
		excused bool
	}{
		"rewritten":          {true, history, []string{`"` + own + "\"\nIt is 30 minutes.", written}, own, 2, false},
		"off":                {false, history, []string{written}, "", 1, false},
		"no conversation":    {true, nil, []string{written}, "", 1, false},
		"nothing":            {true, history, []string{" \n", written}, "", 2, false},
		"more than it asked": {true, history, []string{strings.Repeat("word ", 200), written}, "", 2, false},
		"a broken model":     {true, history, nil, "", 2, true},
	} {
		t.Run(name, func(t *testing.T) {
			model := &assistant{replies: tt.replies}
			e := b.engine(t, answer.Options{Model: model, ModelName: "assistant", Rewrite: tt.on})
			a := b.answer(t, e, answer.Request{Question: "and how long is the link valid?", History: tt.history})
			if a.Explanation.Rewritten != tt.want || len(model.asked) != tt.calls || strings.Contains(a.Explanation.Degraded, "rewrite the question") != tt.excused {
				t.Errorf("rewritten %q in %d calls, degraded %q", a.Explanation.Rewritten, len(model.asked), a.Explanation.Degraded)
			}
			if tt.want != "" && a.Citations[0].Path != "reset.md" {
				t.Errorf("%q found %s", tt.want, a.Citations[0].Path)
			}
		})
	}
}

func TestAModelMayPutEvidenceInOrder(t *testing.T) {
	b := newBase(t)
	paths := func(e *answer.Engine) (found []string) {
		_, err := e.Answer(t.Context(), answer.Request{Question: "How long is the link valid?"}, answer.Observer{
			Evidence: func(evidence []retrieval.Evidence) {
				for i, p := range evidence {
					found = append(found, p.Document.Path)
					if i > 0 && p.Score > evidence[i-1].Score {
						t.Errorf("%s has a score of %v after %v", p.Document.Path, p.Score, evidence[i-1].Score)
					}
				}
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	ranked := paths(b.engine(t, answer.Options{}))
	if len(ranked) < 4 {
		t.Fatalf("only %v to put in order", ranked)
	}
	for name, tt := range map[string]struct {
		on    bool
		reply string
		want  []string
	}{
		"an order":       {true, "3, 1", append([]string{ranked[2], ranked[0], ranked[1]}, ranked[3:]...)},
		"marks":          {true, "[2] > [1] > [99] > [2]", append([]string{ranked[1], ranked[0]}, ranked[2:]...)},
		"no order":       {true, "All of them are good.", ranked},
		"off":            {false, written, ranked},
		"a large number": {true, "99999999999999999999999, 0, -1", ranked},
	} {
		t.Run(name, func(t *testing.T) {
			got := paths(b.engine(t, answer.Options{Model: &assistant{replies: []string{tt.reply, written}}, Rerank: tt.on}))
			if !slices.Equal(got, tt.want) {
				t.Errorf("order %v, want %v", got, tt.want)
			}
		})
	}
	if got := paths(b.engine(t, answer.Options{Model: &assistant{}, Rerank: true})); !slices.Equal(got, ranked) {
		t.Errorf("a broken model changed the order to %v", got)
	}
}

func TestACancelledQuestionIsNotRewritten(t *testing.T) {
	b := newBase(t)
	ctx, cancel := context.WithCancel(t.Context())
	model := &cancelling{cancel}
	e := b.engine(t, answer.Options{Model: model, Rewrite: true})
	_, err := e.Answer(ctx, answer.Request{Question: "and the link?", History: []retrieval.Turn{{Role: "user", Content: "Passwords?"}}}, answer.Observer{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

// cancelling is a chat model whose customer goes away while it writes.
type cancelling struct{ cancel func() }

func (m *cancelling) Complete(ctx context.Context, _ ollama.ChatRequest, onDelta func(string) error) (ollama.ChatResult, error) {
	m.cancel()
	return ollama.ChatResult{}, onDelta("How")
}
