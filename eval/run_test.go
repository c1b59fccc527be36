package eval_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/answer"
	"footnote/eval"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

// askerFunc stands in for the pipeline.
type askerFunc func(context.Context, eval.Question) (answer.Answer, []retrieval.Evidence, error)

func (f askerFunc) Ask(ctx context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
	return f(ctx, q)
}

func quoting(_ context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
	page := 3
	return answer.Answer{
			Decision: answer.Answered, Confidence: 0.75, Text: "Yes & no <" + q.ID + ">.",
			Citations: []answer.Citation{{Path: "corpus.jsonl#tickets/price", Quote: "14 euros"}, {Path: "corpus.jsonl#a", Page: &page, Quote: "x"}},
			Timing:    answer.Timing{Retrieval: 1, Total: 2},
		}, []retrieval.Evidence{
			{Passage: catalog.Passage{Text: "A day ticket", Page: 2}, Document: catalog.Document{Path: "corpus.jsonl#tickets/price"}, Score: 0.5},
			{Passage: catalog.Passage{Text: "Children"}, Document: catalog.Document{Path: "corpus.jsonl#a"}, Score: 0.25},
		}, nil
}

func TestAskWritesALineAQuestion(t *testing.T) {
	var out bytes.Buffer
	run, err := eval.Ask(t.Context(), ferry(t), askerFunc(quoting), eval.Options{Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"q01","decision":"answer","reasons":[],"confidence":0.75,"text":"Yes & no <q01>.",` +
		`"citations":[{"path":"tickets/price","page":null,"quote":"14 euros"},{"path":"a","page":3,"quote":"x"}],` +
		`"evidence":[{"path":"tickets/price","page":2,"score":0.5,"text":"A day ticket"},{"path":"a","page":null,"score":0.25,"text":"Children"}],` +
		`"timing_ms":{"retrieval":1,"generation":0,"verification":0,"total":2}}`
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if lines[0] != want {
		t.Errorf("line\n%s\nwant\n%s", lines[0], want)
	}
	if len(lines) != 28 || len(run.Lines) != 28 || len(run.Failures) != 0 {
		t.Errorf("%d lines written, %d kept, %d failures", len(lines), len(run.Lines), len(run.Failures))
	}
}

func TestAskKeepsTheOrderWithManyWorkers(t *testing.T) {
	write := func(workers int) string {
		var out bytes.Buffer
		if _, err := eval.Ask(t.Context(), ferry(t), askerFunc(quoting), eval.Options{Out: &out, Workers: workers}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	one := write(1)
	for range 5 {
		if write(7) != one {
			t.Fatal("seven workers write other lines than one")
		}
	}
}

func TestAskWritesEmptyListsNotNull(t *testing.T) {
	asker := askerFunc(func(context.Context, eval.Question) (answer.Answer, []retrieval.Evidence, error) {
		return answer.Answer{Decision: answer.Escalated}, nil, nil
	})
	var out bytes.Buffer
	if _, err := eval.Ask(t.Context(), ferry(t), asker, eval.Options{Out: &out}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"citations":[],"evidence":[]`) || strings.Contains(out.String(), "null") {
		t.Errorf("wrote %s", out.String()[:200])
	}
}

func TestAskGoesOnAfterAFailure(t *testing.T) {
	asker := askerFunc(func(ctx context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
		given, evidence, err := quoting(ctx, q)
		switch q.ID {
		case "q02":
			err = errors.New("the index is gone")
		case "q05":
			given.Confidence = math.NaN()
		case "q07":
			given.Decision = ""
		}
		return given, evidence, err
	})
	var out bytes.Buffer
	var told []int
	run, err := eval.Ask(t.Context(), ferry(t), asker, eval.Options{Out: &out, Workers: 3, Progress: func(done, total int) {
		told = append(told, done)
		if total != 28 {
			t.Errorf("total %d", total)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Failures) != 3 || run.Failures[0] != (eval.Failure{ID: "q02", Error: "the index is gone"}) ||
		run.Failures[1].ID != "q05" || run.Failures[2].ID != "q07" {
		t.Errorf("failures %+v", run.Failures)
	}
	if len(run.Lines) != 25 || strings.Count(out.String(), "\n") != 25 {
		t.Errorf("%d lines", len(run.Lines))
	}
	if len(told) != 28 || told[0] != 1 || told[27] != 28 {
		t.Errorf("progress %v", told)
	}
	report, err := eval.NewReport(ferry(t), run)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if report.Metrics.Unanswered != 3 || !strings.Contains(text.String(), "failed questions: 3") || !strings.Contains(text.String(), "the index is gone") {
		t.Errorf("the report hides the failures:\n%s", text.String())
	}
}

func TestAskStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var asked atomic.Int64
	asker := askerFunc(func(ctx context.Context, q eval.Question) (answer.Answer, []retrieval.Evidence, error) {
		if asked.Add(1) == 5 {
			cancel()
		}
		if ctx.Err() != nil {
			return answer.Answer{}, nil, ctx.Err()
		}
		return quoting(ctx, q)
	})
	run, err := eval.Ask(ctx, ferry(t), asker, eval.Options{Workers: 2})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "of 28 questions") {
		t.Errorf("error %v", err)
	}
	if len(run.Lines) > 6 || len(run.Failures) != 0 {
		t.Errorf("%d lines, failures %v", len(run.Lines), run.Failures)
	}
}

func TestAskStopsWhenTheDiskIsFull(t *testing.T) {
	full := errors.New("no space left")
	run, err := eval.Ask(t.Context(), ferry(t), askerFunc(quoting), eval.Options{Out: failingWriter{full}, Workers: 4})
	if !errors.Is(err, full) || len(run.Lines) != 0 {
		t.Errorf("error %v after %d lines", err, len(run.Lines))
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

var _ io.Writer = failingWriter{}

func TestReadRunReadsWhatAskWrote(t *testing.T) {
	var out bytes.Buffer
	run, err := eval.Ask(t.Context(), ferry(t), askerFunc(quoting), eval.Options{Out: &out})
	if err != nil {
		t.Fatal(err)
	}
	back, err := eval.ReadRun(&out)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := eval.NewReport(ferry(t), run)
	if err != nil {
		t.Fatal(err)
	}
	read, err := eval.NewReport(ferry(t), back)
	if err != nil {
		t.Fatal(err)
	}
	var a, b bytes.Buffer
	if err := errors.Join(asked.WriteJSON(&a), read.WriteJSON(&b)); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the report of the file differs from the report of the run")
	}
}

func TestReadRunNamesTheLine(t *testing.T) {
	_, err := eval.ReadRun(strings.NewReader("{\"id\":\"a\",\"decision\":\"answer\"}\n{\"id\":\"b\"}\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v", err)
	}
}
