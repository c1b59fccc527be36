package eval_test

import (
	"strings"
	"testing"

	"footnote/eval"
)

func TestReadLabels(t *testing.T) {
	labels, err := eval.ReadLabels(strings.NewReader(`{"answer_id": "a1", "right": true, "by": "Mia"}

{"question": "How long?", "right": true}
{"question": "How long?", "history": [{"role": "user", "content": "The link"}], "right": true}
{"question": "How long?", "right": false}
`), "labels.jsonl")
	if err != nil || len(labels) != 3 {
		t.Fatalf("%v, %+v", err, labels)
	}
	if labels[0].AnswerID != "a1" || !labels[0].Right || labels[1].Right || len(labels[2].History) != 1 || !labels[2].Right {
		t.Errorf("%+v", labels)
	}
}

func TestBadLabels(t *testing.T) {
	for text, want := range map[string]string{
		"{":                                "line 1: not a label",
		`{"answer_id": "a"}`:               `"right" is missing`,
		`{"answer_id": "a", "right": "y"}`: "not a label",
		`{"right": true}`:                  "answer_id",
		`{"question": " ", "right": true}`: "question",
		"{\"question\": \"\xff\", \"right\": true}": "UTF-8",
	} {
		if _, err := eval.ReadLabels(strings.NewReader(text), "labels.jsonl"); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "labels.jsonl") {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func FuzzReadLabels(f *testing.F) {
	f.Add(`{"answer_id": "a1", "right": true}`)
	f.Add("{\"question\": \"q\", \"history\": [{}], \"right\": false}\n\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		labels, err := eval.ReadLabels(strings.NewReader(text), "labels")
		for _, l := range labels {
			if l.AnswerID == "" && strings.TrimSpace(l.Question) == "" && err == nil {
				t.Errorf("a label of nothing: %+v", l)
			}
		}
	})
}
