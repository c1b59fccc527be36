package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"footnote/answer"
	"footnote/retrieval"
)

// keepAlive is how often a silent stream says that it is still there, so
// that proxies do not close it.
const keepAlive = 15 * time.Second

// answerStream is the reply that makes an answer while it is being sent.
type answerStream struct {
	server  *Server
	ctx     context.Context // of the request: a reply is visited after its operation returned
	request answer.Request
	leave   func()
}

// VisitCreateAnswerResponse makes the answer and sends its events. What goes
// wrong before the first one is returned, for an ordinary error reply.
func (a answerStream) VisitCreateAnswerResponse(w http.ResponseWriter) error {
	defer a.leave()
	ctx, cancel := context.WithTimeout(a.ctx, a.server.options.AnswerTimeout)
	defer cancel()
	// A client that is gone needs no answer.
	events := &eventStream{w: w, control: http.NewResponseController(w), gone: cancel}
	defer events.close()

	result, err := a.server.answer(ctx, a.request, answer.Observer{
		Evidence: func(found []retrieval.Evidence) {
			events.send("evidence", EvidenceEvent{Evidence: evidence(found)})
		},
		Sentence: func(sentence Sentence, sources []Citation) {
			events.send("sentence", SentenceEvent{
				Text: sentence.Text, Citations: list(sentence.Citations), Sources: citationsWithoutNulls(sources),
			})
		},
	})
	switch {
	case err == nil:
		events.send("answer", result)
	case !events.started:
		return err
	default:
		problem := problemOf(ctx, err)
		if statuses[problem.code] >= http.StatusInternalServerError {
			a.server.log.ErrorContext(ctx, "answer failed", "code", problem.code, "error", err)
		}
		events.send("error", problem.body(w.Header().Get("X-Request-Id")))
	}
	return nil
}

// eventStream writes server-sent events. Its send is for one goroutine; a
// second one keeps the connection alive.
type eventStream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	gone    func() // called when writing fails
	started bool
	failed  bool

	mu   sync.Mutex // held while writing
	stop chan struct{}
	wait sync.WaitGroup
}

func (e *eventStream) send(event string, data any) {
	if e.failed {
		return
	}
	if !e.started {
		e.start()
	}
	text, err := json.Marshal(data) // one line: JSON escapes line ends
	if err == nil {
		err = e.write(fmt.Sprintf("event: %s\ndata: %s\n\n", event, text))
	}
	if err != nil {
		e.failed = true
		e.gone()
	}
}

func (e *eventStream) start() {
	w := e.w
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would hold events back
	w.WriteHeader(http.StatusOK)
	e.started = true
	e.stop = make(chan struct{})
	e.wait.Go(func() {
		tick := time.NewTicker(keepAlive)
		defer tick.Stop()
		for {
			select {
			case <-e.stop:
				return
			case <-tick.C:
				if e.write(":\n\n") != nil {
					e.gone()
					return
				}
			}
		}
	})
}

// write sends a piece and gives the client its time to take it, however long
// the stream has been open.
func (e *eventStream) write(text string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := deadline(e.control.SetWriteDeadline, time.Now().Add(writeGrace)); err != nil {
		return err
	}
	if _, err := io.WriteString(e.w, text); err != nil {
		return err
	}
	return e.control.Flush()
}

func (e *eventStream) close() {
	if e.started {
		close(e.stop)
		e.wait.Wait()
	}
}
