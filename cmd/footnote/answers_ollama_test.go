//go:build ollama

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/eval"
	"footnote/internal/catalog"
	"footnote/internal/ollama/ollamatest"
)

// inventionQuestions is how many questions SmolLM2 is asked. It invents
// freely, and nothing of that may be shown.
const inventionQuestions = 100

// TestOllama runs the product with real models: it ingests the sample help
// centre, asks, streams, cancels, loses the server in the middle of an answer
// and gets it back.
func TestOllama(t *testing.T) {
	ollama := ollamatest.Start(t)
	data := t.TempDir()
	environ := []string{"FOOTNOTE_OLLAMA_URL=" + ollama.URL(), "FOOTNOTE_OLLAMA_CHAT_MODEL=auto",
		"FOOTNOTE_OLLAMA_EMBEDDING_MODEL=auto", "FOOTNOTE_OLLAMA_CONTEXT_TOKENS=1536", "FOOTNOTE_ANSWER_THRESHOLD=0.01"}

	r := footnoteWith(t.Context(), data, environ, "ingest", filepath.Join("..", "..", "sample", "helpcentre"))
	if r.code != exitOK {
		t.Fatalf("ingest: %+v", r)
	}
	r = footnoteWith(t.Context(), data, environ, "doctor")
	if r.code != exitOK || !strings.Contains(r.out, "smollm2") || !strings.Contains(r.out, "e5") {
		t.Fatalf("doctor: %+v", r)
	}
	t.Run("server", func(t *testing.T) { testServer(t, ollama, data, environ) })
	t.Run("nothing invented is shown", func(t *testing.T) { testInventions(t, data, environ) })
}

func testServer(t *testing.T, ollama *ollamatest.Server, data string, environ []string) {
	server := serve(t, data, environ)
	for language, question := range map[string]string{
		"en": "How long is the password reset link valid?",
		"ru": "Сколько действует ссылка для сброса пароля?",
		"de": "Wie lange ist der Link zum Zurücksetzen des Passworts gültig?",
	} {
		events := server.stream(t, t.Context(), question, nil)
		a := events.answer(t)
		// SmolLM2's sentences may all be dropped: then the answer is quoted.
		if events.names[0] != "evidence" || unavailable(a) || a.Language != language {
			t.Errorf("%s: events %v, reasons %v, language %s, degraded %q", question, events.names, a.Reasons, a.Language, a.Explanation.Degraded)
		}
		if !strings.HasPrefix(a.Citations[0].Path, language+"/") {
			t.Errorf("%s: cites %s", question, a.Citations[0].Path)
		}
	}

	ctx, cancel := context.WithCancel(t.Context())
	server.stream(t, ctx, "How do I cancel my subscription?", func(string) { cancel() })

	events := server.stream(t, t.Context(), "How do I export my data?", func(string) { ollama.Kill() })
	a := events.answer(t)
	if a.Mode != answer.ModeExtractive || !unavailable(a) {
		t.Errorf("the server died: mode %s, reasons %v, text %q", a.Mode, a.Reasons, a.Text)
	}
	ollama.Restart()
	if a := server.stream(t, t.Context(), "How do I export my data?", nil).answer(t); unavailable(a) {
		t.Errorf("the server is back: mode %s, reasons %v, degraded %q", a.Mode, a.Reasons, a.Explanation.Degraded)
	}
}

func unavailable(a answer.Answer) bool {
	return slices.Contains(a.Reasons, answer.ReasonModelUnavailable)
}

// running is a server that was started as a user starts it.
type running struct{ url string }

func serve(t *testing.T, data string, environ []string) running {
	t.Helper()
	out, in := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan result, 1)
	go func() {
		var log bytes.Buffer
		env := append([]string{"FOOTNOTE_DATA=" + data}, environ...)
		code := run(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, env, streams{out: in, err: &log})
		in.Close()
		done <- result{code: code, err: log.String()}
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "Serving on "); ok {
			drained := make(chan struct{})
			go func() { defer close(drained); _, _ = io.Copy(io.Discard, out) }()
			t.Cleanup(func() {
				cancel()
				if r := <-done; r.code != exitOK {
					t.Errorf("serve: %+v", r)
				}
				<-drained
			})
			return running{strings.TrimSuffix(address, "/")}
		}
	}
	cancel()
	t.Fatalf("serve: %+v", <-done)
	return running{}
}

// events are the server-sent events of an answer.
type events struct {
	names []string
	last  string
}

// stream asks and reads the events. seen is told of each event's name as it
// comes; a request that it cancels ends the reading.
func (s running) stream(t *testing.T, ctx context.Context, question string, seen func(name string)) events {
	t.Helper()
	body, _ := json.Marshal(map[string]string{"question": question})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/v1/answers", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var all events
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
			all.names = append(all.names, name)
			if seen != nil {
				seen(name)
				seen = nil
			}
		}
		if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			all.last = text
		}
	}
	if err := lines.Err(); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("%s: the stream broke: %v", question, err)
	}
	return all
}

func (e events) answer(t *testing.T) answer.Answer {
	t.Helper()
	var a answer.Answer
	if len(e.names) == 0 || e.names[len(e.names)-1] != "answer" {
		t.Fatalf("events %v do not end with the answer: %s", e.names, e.last)
	}
	if err := json.Unmarshal([]byte(e.last), &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Citations) == 0 {
		t.Fatalf("no citations: %+v", a)
	}
	return a
}

var figure = regexp.MustCompile(`\d+`)

// testInventions asks through the same pipeline as eval does, and checks each
// shown sentence without the verifier's help.
func testInventions(t *testing.T, data string, environ []string) {
	set, err := eval.LoadSet(filepath.Join("..", "..", "sample"))
	if err != nil {
		t.Fatal(err)
	}
	a := openTestApp(t, append([]string{"FOOTNOTE_DATA=" + data}, environ...)...)
	defer a.Close()
	shown, dropped, written := 0, 0, 0
	for _, q := range set.Questions[:inventionQuestions] {
		request := answer.Request{Question: q.Text, History: q.History, Filter: a.filter()}
		given, err := a.engine.Answer(t.Context(), request, answer.Observer{})
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		dropped += len(given.Explanation.DroppedSentences)
		if given.Mode == answer.ModeGenerative {
			written++
		}
		for _, s := range given.Sentences {
			shown++
			checkSentence(t, a.catalog, given, s)
		}
	}
	t.Logf("%d questions, %d answered with the model's sentences; %d sentences shown, %d dropped", inventionQuestions, written, shown, dropped)
	if dropped == 0 {
		t.Error("nothing was dropped: is this SmolLM2?")
	}
}

// checkSentence fails unless the sentence is cited, the quotes stand in the
// stored documents where they are said to, and hold its figures.
func checkSentence(t *testing.T, documents *catalog.Catalog, a answer.Answer, s answer.Sentence) {
	t.Helper()
	var quotes string
	for _, n := range s.Citations {
		c := a.Citations[n-1]
		d, err := documents.Document(t.Context(), c.DocumentID)
		if err != nil {
			t.Fatal(err)
		}
		if text := []rune(d.Text); c.End > len(text) || string(text[c.Start:c.End]) != c.Quote || c.Quote == "" {
			t.Errorf("%q: the quote %q is not at %d–%d of %s", s.Text, c.Quote, c.Start, c.End, c.Path)
		}
		quotes += c.Quote + "\n"
	}
	if quotes == "" {
		t.Errorf("%q is not cited", s.Text)
	}
	for _, f := range figure.FindAllString(s.Text, -1) {
		if !strings.Contains(quotes, f) {
			t.Errorf("%q: %s is not in the quote %q", s.Text, f, quotes)
		}
	}
}
