package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/answer"
	"footnote/api"
	"footnote/retrieval"
)

// event is a server-sent event.
type event struct{ name, data string }

// schemas are what the data of each event has to fit.
var schemas = map[string]string{"evidence": "EvidenceEvent", "sentence": "SentenceEvent", "answer": "Answer", "error": "Problem"}

// stream opens a stream of events.
func (f *fixture) stream(ctx context.Context, question string) *bufio.Reader {
	f.t.Helper()
	request := f.request(ctx, "POST", "/v1/answers", jsonQuestion(question), "Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { response.Body.Close() })
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != "text/event-stream" {
		f.t.Fatalf("status %d, %v", response.StatusCode, response.Header)
	}
	return bufio.NewReader(response.Body)
}

// next reads an event and checks its data; false at the end of the stream.
func next(t *testing.T, r *bufio.Reader) (event, bool) {
	t.Helper()
	var e event
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.Fatalf("read stream: %v", err)
			}
			return e, false
		}
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" && e.name != "":
			checkSchema(t, theSpec(t), schemas[e.name], []byte(e.data))
			return e, true
		case strings.HasPrefix(line, "event: "):
			e.name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			e.data = line[len("data: "):]
		}
	}
}

func TestStream(t *testing.T) {
	f := newFixture(t)
	f.store("account/reset.md", article)
	r := f.stream(t.Context(), "How long is the link valid?\nSay.")
	var names []string
	var last event
	for e, ok := next(t, r); ok; e, ok = next(t, r) {
		names, last = append(names, e.name), e
	}
	if !slices.Equal(slices.Compact(names), []string{"evidence", "sentence", "answer"}) {
		t.Fatalf("events %v", names)
	}
	var a api.Answer
	if err := json.Unmarshal([]byte(last.data), &a); err != nil {
		t.Fatal(err)
	}
	var recorded api.Answer
	f.do("GET", "/v1/answers/"+a.ID, "").want(200, &recorded)
	if recorded.Text != a.Text {
		t.Errorf("recorded %q, streamed %q", recorded.Text, a.Text)
	}
}

// slow answers when it is told to.
type slow struct {
	entered chan struct{} // a value for each question that came in
	finish  chan struct{} // closed to let them end
	ended   chan error    // how each one ended
}

func newSlow() *slow {
	return &slow{entered: make(chan struct{}, 10), finish: make(chan struct{}), ended: make(chan error, 10)}
}

func (s *slow) Answer(ctx context.Context, r answer.Request, o answer.Observer) (answer.Answer, error) {
	if o.Evidence != nil {
		o.Evidence([]retrieval.Evidence{})
	}
	s.entered <- struct{}{}
	select {
	case <-s.finish:
		s.ended <- nil
		return newAnswer(r), nil
	case <-ctx.Done():
		s.ended <- context.Cause(ctx)
		return answer.Answer{}, ctx.Err()
	}
}

func TestClientThatGoesCancelsTheAnswer(t *testing.T) {
	s := newSlow()
	f := newFixture(t, func(o *api.Options) { o.Answers = s })
	for _, streaming := range []bool{true, false} {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		request := f.request(ctx, "POST", "/v1/answers", jsonQuestion("hello"))
		if streaming {
			request.Header.Set("Accept", "text/event-stream")
		}
		go func() {
			response, err := http.DefaultClient.Do(request)
			if err == nil {
				_, err = io.ReadAll(response.Body)
				response.Body.Close()
			}
			done <- err
		}()
		<-s.entered
		cancel()
		if err := <-s.ended; err == nil {
			t.Errorf("streaming %v: the answer went on", streaming)
		}
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("streaming %v: client got %v", streaming, err)
		}
	}
}

func TestStreamSaysThatItFailed(t *testing.T) {
	f := newFixture(t, func(o *api.Options) {
		o.Answers = answererFunc(func(_ context.Context, _ answer.Request, o answer.Observer) (answer.Answer, error) {
			o.Evidence(nil)
			return answer.Answer{}, errors.New("the disk with the secret name is gone")
		})
	})
	r := f.stream(t.Context(), "hello")
	if e, _ := next(t, r); e.name != "evidence" {
		t.Fatalf("first event %+v", e)
	}
	e, _ := next(t, r)
	if e.name != "error" || !strings.Contains(e.data, `"internal"`) || strings.Contains(e.data, "secret") {
		t.Errorf("last event %+v", e)
	}
	if _, more := next(t, r); more {
		t.Error("the stream goes on after an error")
	}
}

func TestAnswersHaveATimeout(t *testing.T) {
	s := newSlow()
	f := newFixture(t, func(o *api.Options) { o.Answers, o.AnswerTimeout = s, time.Millisecond })
	f.do("POST", "/v1/answers", jsonQuestion("hello")).problem(504, "timeout")
	r := f.stream(t.Context(), "hello")
	next(t, r)
	if e, _ := next(t, r); e.name != "error" || !strings.Contains(e.data, `"timeout"`) {
		t.Errorf("last event %+v", e)
	}
}

func TestTooManyAnswersAtOnce(t *testing.T) {
	s := newSlow()
	f := newFixture(t, func(o *api.Options) { o.Answers, o.MaxAnswers = s, 1 })
	r := f.stream(t.Context(), "hello")
	<-s.entered
	if refused := f.do("POST", "/v1/answers", jsonQuestion("me too")).problem(429, "busy"); refused.header.Get("Retry-After") == "" {
		t.Error("busy does not say when to try again")
	}
	close(s.finish)
	for _, ok := next(t, r); ok; _, ok = next(t, r) {
	}
	f.do("POST", "/v1/answers", jsonQuestion("me too")).want(200, nil)
}

// started starts a real server on a free port.
func started(t *testing.T, s *slow) *fixture {
	t.Helper()
	f := openBase(t)
	f.server = api.New(api.Options{Addr: "127.0.0.1:0", Catalog: f.catalog, Index: f.index,
		Search: retrieval.New(f.index, f.catalog), Answers: s, Ingest: noIngester{},
		Logger: slog.New(slog.DiscardHandler)})
	if err := f.server.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.url = strings.TrimSuffix(f.server.URL(), "/")
	return f
}

func TestShutdownFinishesRunningAnswers(t *testing.T) {
	s := newSlow()
	f := started(t, s)
	r := f.stream(t.Context(), "hello")
	next(t, r)
	<-s.entered
	down := make(chan error, 1)
	go func() { down <- f.server.Shutdown(context.Background()) }()
	for { // until the door is closed
		response, err := http.Get(f.url + "/readyz")
		if err != nil {
			break
		}
		response.Body.Close()
	}
	close(s.finish)
	if e, _ := next(t, r); e.name != "answer" {
		t.Errorf("running answer ended with %+v", e)
	}
	if err := <-down; err != nil {
		t.Errorf("shutdown: %v", err)
	}
}

func TestShutdownEndsWhatDoesNotFinish(t *testing.T) {
	s := newSlow()
	f := started(t, s)
	r := f.stream(t.Context(), "hello")
	next(t, r)
	<-s.entered
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := f.server.Shutdown(ctx); err == nil {
		t.Error("shutdown does not say that it cancelled an answer")
	}
	if e, _ := next(t, r); e.name != "error" || !strings.Contains(e.data, `"shutting_down"`) {
		t.Errorf("cancelled answer ended with %+v", e)
	}
}

func TestStartSaysWhatIsWrong(t *testing.T) {
	f := started(t, newSlow())
	second := api.New(api.Options{Addr: strings.TrimPrefix(f.url, "http://"), Catalog: f.catalog, Index: f.index})
	if err := second.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "choose another address") {
		t.Errorf("second server on the same port: %v", err)
	}
	for _, server := range []*api.Server{f.server, second} {
		if err := server.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
