package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/internal/catalog"
)

func TestReplayComparesWithNow(t *testing.T) {
	kb, data := folder(t, articles), t.TempDir()
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	a := ask(t, data, "How long is the password reset link valid?")
	r := footnote(t, data, "replay", a.ID)
	if r.code != exitOK || !strings.Contains(r.out, "The answer is the same") || !strings.Contains(r.out, "as they were") {
		t.Errorf("%+v", r)
	}

	write(t, filepath.Join(kb, "account/reset.md"), strings.Replace(articles["account/reset.md"], "30 minutes", "45 minutes", 1))
	if r := footnote(t, data, "ingest", kb); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	r = footnote(t, data, "replay", a.ID)
	if r.code != exitDiffers || r.err != "" || !strings.Contains(r.out, "another one now") || !strings.Contains(r.out, "45 minutes") || !strings.Contains(r.out, "catalog sequence") {
		t.Errorf("%+v", r)
	}
	r = footnote(t, data, "replay", "--json", a.ID)
	var replay answer.Replay
	if err := json.Unmarshal([]byte(r.out), &replay); err != nil || r.code != exitDiffers || replay.Same || replay.Before.ID != a.ID || replay.Now.Provenance == nil {
		t.Errorf("code %d, %v, %+v", r.code, err, replay)
	}

	r = footnote(t, data, "replay", "none")
	if r.code != exitFailed || !strings.Contains(r.err, `holds no answer "none"`) || !strings.Contains(r.err, "90 days") {
		t.Errorf("%+v", r)
	}
}

func TestOldAnswersAreDeleted(t *testing.T) {
	data := t.TempDir()
	cat, err := catalog.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	for id, days := range map[string]int{"old": -91, "young": -89} {
		err := cat.SaveAnswer(t.Context(), catalog.AnswerRecord{ID: id, ConversationID: "c", CreatedAt: time.Now().AddDate(0, 0, days), Record: []byte(`{}`)})
		if err != nil {
			t.Fatal(err)
		}
	}
	left := func() (ids []string) {
		turns, err := cat.Conversation(t.Context(), "c", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range turns {
			ids = append(ids, turn.ID)
		}
		return ids
	}
	if err := cat.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ retention, want string }{{"0", "old young"}, {"90", "young"}, {"30", ""}} {
		if r := footnoteWith(t.Context(), data, []string{"FOOTNOTE_ANSWER_RETENTION=" + tc.retention}, "ask", "Hello?"); r.code != exitOK {
			t.Fatalf("%+v", r)
		}
		if cat, err = catalog.Open(t.Context(), data); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(left(), " "); got != tc.want {
			t.Errorf("kept for %s days, %q is left, want %q", tc.retention, got, tc.want)
		}
		if err := cat.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
