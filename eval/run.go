package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"footnote/answer"
	"footnote/retrieval"
)

// Asker answers a question of a set. It must look only at the question, its
// language and its history. The evidence is what was retrieved, best first,
// ten entries or more where the corpus has them. With more than one worker it
// is called from several goroutines.
type Asker interface {
	Ask(ctx context.Context, question Question) (answer.Answer, []retrieval.Evidence, error)
}

// Options of Ask.
type Options struct {
	// Out receives a JSON line for each question that was answered, in the
	// order of the questions; nil writes nothing.
	Out io.Writer
	// Workers is how many questions are asked at a time, 1 when 0. More than
	// one makes the measured times longer than a lone customer would see.
	Workers int
	// Progress is told after each question, from one goroutine; may be nil.
	Progress func(done, total int)
}

// Line is what is written down of a question, and all that is judged.
type Line struct {
	ID         string          `json:"id"`
	Decision   answer.Decision `json:"decision"`
	Reasons    []answer.Reason `json:"reasons"`
	Confidence float64         `json:"confidence"`
	Text       string          `json:"text"`
	Citations  []LineCitation  `json:"citations"`
	Evidence   []LineEvidence  `json:"evidence"`
	Timing     answer.Timing   `json:"timing_ms"`

	// features are what the confidence was computed from.
	features answer.Features
}

// LineCitation is a citation as it is written down. Page is nil where the
// document has no pages.
type LineCitation struct {
	Path  string `json:"path"`
	Page  *int   `json:"page"`
	Quote string `json:"quote"`
}

// LineEvidence is a retrieved passage as it is written down.
type LineEvidence struct {
	Path  string  `json:"path"`
	Page  *int    `json:"page"`
	Score float64 `json:"score"`
	Text  string  `json:"text"`
}

// Failure is a question that could not be asked.
type Failure struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// Run is what came of asking a set, in the order of its questions.
type Run struct {
	Lines    []Line
	Failures []Failure
}

// outcome of asking the question with that index.
type outcome struct {
	index int
	line  Line
	json  []byte
	err   error
}

// Ask asks every question of the set and writes down what it was told. A
// question that fails becomes a Failure and does not stop the others. The
// error is about writing or about ctx; the Run then holds what was done.
func Ask(ctx context.Context, set Set, asker Asker, options Options) (Run, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	outcomes := askAll(ctx, set, asker, max(1, options.Workers))

	var run Run
	var failed error
	waiting := map[int]outcome{}
	next, done := 0, 0
	for result := range outcomes {
		if failed != nil {
			continue // Drains the workers, which are on their way out.
		}
		done++
		if options.Progress != nil {
			options.Progress(done, len(set.Questions))
		}
		waiting[result.index] = result
		for failed == nil {
			ready, ok := waiting[next]
			if !ok {
				break
			}
			delete(waiting, next)
			next++
			if ready.err != nil {
				run.Failures = append(run.Failures, Failure{ID: set.Questions[ready.index].ID, Error: ready.err.Error()})
			} else if failed = run.add(ready, options.Out); failed != nil {
				stop()
			}
		}
	}
	if failed == nil && next < len(set.Questions) {
		failed = fmt.Errorf("ask %s: stopped after %d of %d questions: %w", set.Name, next, len(set.Questions), context.Cause(ctx))
	}
	return run, failed
}

// add writes a line down and keeps it.
func (r *Run) add(result outcome, out io.Writer) error {
	if out != nil {
		if _, err := out.Write(result.json); err != nil {
			return fmt.Errorf("write the line of question %s: %w", result.line.ID, err)
		}
	}
	r.Lines = append(r.Lines, result.line)
	return nil
}

// askAll asks with so many workers and closes the channel when they are done.
// What ctx cut short is not sent.
func askAll(ctx context.Context, set Set, asker Asker, workers int) <-chan outcome {
	outcomes := make(chan outcome)
	indexes := make(chan int)
	var working sync.WaitGroup
	working.Go(func() {
		defer close(indexes)
		for i := range set.Questions {
			select {
			case indexes <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	for range workers {
		working.Go(func() {
			for i := range indexes {
				result := askOne(ctx, set, asker, i)
				if result.err != nil && ctx.Err() != nil {
					return
				}
				outcomes <- result
			}
		})
	}
	go func() {
		working.Wait()
		close(outcomes)
	}()
	return outcomes
}

func askOne(ctx context.Context, set Set, asker Asker, index int) outcome {
	result := outcome{index: index}
	question := set.Questions[index]
	given, evidence, err := asker.Ask(ctx, question)
	if err != nil {
		result.err = err
		return result
	}
	if given.Decision == "" {
		result.err = errors.New("the answer carries no decision")
		return result
	}
	result.line = newLine(set, question, given, evidence)
	result.json, result.err = marshalLine(result.line)
	return result
}

func newLine(set Set, question Question, given answer.Answer, evidence []retrieval.Evidence) Line {
	line := Line{
		ID:         question.ID,
		Decision:   given.Decision,
		Reasons:    append([]answer.Reason{}, given.Reasons...),
		Confidence: given.Confidence,
		Text:       given.Text,
		Citations:  make([]LineCitation, 0, len(given.Citations)),
		Evidence:   make([]LineEvidence, 0, len(evidence)),
		Timing:     given.Timing,
		features:   given.Features,
	}
	for _, c := range given.Citations {
		line.Citations = append(line.Citations, LineCitation{Path: set.EvalPath(c.Path), Page: c.Page, Quote: c.Quote})
	}
	for _, e := range evidence {
		entry := LineEvidence{Path: set.EvalPath(e.Document.Path), Score: e.Score, Text: e.Passage.Text}
		if page := e.Passage.Page; page > 0 {
			entry.Page = &page
		}
		line.Evidence = append(line.Evidence, entry)
	}
	return line
}

// marshalLine fails on what JSON cannot say, such as a confidence of NaN.
func marshalLine(line Line) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(line); err != nil {
		return nil, fmt.Errorf("write down the answer: %w", err)
	}
	return buffer.Bytes(), nil
}

// ReadRun reads back the lines that Ask wrote, to judge them again.
func ReadRun(from io.Reader) (Run, error) {
	var run Run
	err := eachLine(from, "results", func(_ int, text []byte) error {
		var line Line
		if err := json.Unmarshal(text, &line); err != nil {
			return fmt.Errorf("not a line of results: %w", err)
		}
		if line.ID == "" || line.Decision == "" {
			return errors.New(`"id" or "decision" is missing`)
		}
		run.Lines = append(run.Lines, line)
		return nil
	})
	return run, err
}
