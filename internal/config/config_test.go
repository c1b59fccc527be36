package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"footnote/internal/config"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "footnote.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLaterOnesWin(t *testing.T) {
	path := write(t, "listen: 127.0.0.1:1\ncollection: from-file\nanswer:\n  threshold: 0.5\ningestion:\n  roots: [/srv/kb]\n")
	env := []string{"FOOTNOTE_LISTEN=127.0.0.1:2", "FOOTNOTE_DATA=from-env", "FOOTNOTE_ANSWER_THRESHOLD=0.7",
		"FOOTNOTE_SERVICE_HOST=10.0.0.1", "PATH=/bin"}
	got, err := config.Load(path, env, map[string]any{"data": "from-flag"})
	if err != nil {
		t.Fatal(err)
	}
	want := config.Default()
	want.Listen, want.Collection, want.Data = "127.0.0.1:2", "from-file", "from-flag"
	want.Answer.Threshold, want.Ingestion.Roots = 0.7, []string{"/srv/kb"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

func TestListFromTheEnvironment(t *testing.T) {
	got, err := config.Load(write(t, ""), []string{"FOOTNOTE_INGESTION_ROOTS=/a:/b"}, nil)
	if err != nil || !reflect.DeepEqual(got.Ingestion.Roots, []string{"/a", "/b"}) {
		t.Errorf("%v, %v", got.Ingestion.Roots, err)
	}
}

func TestBadSettingsAreNamed(t *testing.T) {
	cases := []struct{ file, env, want string }{
		{file: "listne: x", want: `unknown key "listne"`},
		{file: "answer:\n  treshold: 1", want: "answer.treshold"},
		{file: "listen: [", want: "footnote.yaml"},
		{env: "FOOTNOTE_LISTEN=8080", want: "listen"},
		{env: "FOOTNOTE_ANSWER_THRESHOLD=80", want: "answer.threshold"},
		{env: "FOOTNOTE_ANSWER_THRESHOLD=NaN", want: "answer.threshold"},
		{env: "FOOTNOTE_ANSWER_TOLERATED_WRONG=NaN", want: "answer.tolerated_wrong"},
		{env: "FOOTNOTE_ANSWER_CONFLICTS=older", want: "answer.conflicts"},
		{env: "FOOTNOTE_ANSWER_THRESHOLD=high", want: "threshold"},
		{env: "FOOTNOTE_ANSWER_TOLERATED_WRONG=5", want: "answer.tolerated_wrong"},
		{file: "answer:\n  threshold: 0.8\n  tolerated_wrong: 0.05", want: "only one of them"},
		{env: "FOOTNOTE_OLLAMA_URL=localhost", want: "ollama.url"},
		{env: "FOOTNOTE_OLLAMA_CHAT_MODEL=", want: "chat_model"},
		{env: "FOOTNOTE_OLLAMA_CONTEXT_TOKENS=100", want: "context_tokens"},
		{env: "FOOTNOTE_ANSWER_SAMPLES=6", want: "answer.samples"},
		{env: "FOOTNOTE_ANSWER_SAMPLES=-1", want: "answer.samples"},
		{env: "FOOTNOTE_ANSWER_SELF_RATING=perhaps", want: "self_rating"},
		{env: "FOOTNOTE_LOG_LEVEL=loud", want: "log_level"},
		{env: "FOOTNOTE_DATA=", want: "data"},
		{env: "FOOTNOTE_ANSWER_RETENTION=-1", want: "answer.retention"},
		{env: "FOOTNOTE_ANSWER_RETENTION=90d", want: "retention"},
	}
	for _, tc := range cases {
		_, err := config.Load(write(t, tc.file), []string{tc.env}, nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("file %q, environment %q: error %v, want %q in it", tc.file, tc.env, err, tc.want)
		}
	}
	if _, err := config.Load(filepath.Join(t.TempDir(), "none.yaml"), nil, nil); err == nil {
		t.Error("a named file that is missing was accepted")
	}
}
