package eval_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"footnote/eval"
)

var update = flag.Bool("update", false, "rewrite the golden report")

func ferry(t testing.TB) eval.Set {
	t.Helper()
	set, err := eval.LoadSet(filepath.Join("testdata", "ferry"))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func ferryRun(t testing.TB) eval.Run {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "ferry", "results.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	run, err := eval.ReadRun(file)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// The numbers in golden.json come from a second implementation of the same
// definitions, written apart from this one.
func TestMetricsAgreeWithTheReferee(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "ferry", "golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(golden, &want); err != nil {
		t.Fatal(err)
	}
	report, err := eval.NewReport(ferry(t), ferryRun(t))
	if err != nil {
		t.Fatal(err)
	}
	got := metricsAsMap(t, report.Metrics)
	got["set"] = report.Set
	if len(got) != len(want) {
		t.Errorf("%d metrics, want %d", len(got), len(want))
	}
	for name, value := range want {
		number, isNumber := value.(float64)
		if measured, ok := got[name].(float64); isNumber && ok && math.Abs(measured-number) < 1e-12 {
			continue
		}
		if got[name] != value {
			t.Errorf("%s = %v, want %v", name, got[name], value)
		}
	}
}

func metricsAsMap(t *testing.T, metrics eval.Metrics) map[string]any {
	t.Helper()
	encoded, err := json.Marshal(metrics)
	if err != nil {
		t.Fatal(err)
	}
	var values map[string]any
	if err := json.Unmarshal(encoded, &values); err != nil {
		t.Fatal(err)
	}
	return values
}

// judged makes a labelled, answerable judgement.
func judged(confidence float64, right bool) eval.Judgement {
	return eval.Judgement{Labelled: true, Answerable: true, Confidence: confidence, Right: right}
}

func TestComputeByHand(t *testing.T) {
	ranked := func(rank int, ndcg float64) eval.Judgement {
		return eval.Judgement{Labelled: true, Answerable: true, Ranked: true, Rank: rank, NDCG: ndcg}
	}
	cases := []struct {
		name       string
		judgements []eval.Judgement
		want       map[string]any
	}{
		{"nothing", nil, map[string]any{"questions": 0.0, "recall@1": nil, "auroc": nil, "ece": nil, "brier": nil, "coverage_at_5%_risk": nil, "answered": nil, "citations_in_gold_document": nil}},
		{"missing and unlabelled", []eval.Judgement{{Missing: true}, {Confidence: 1}},
			map[string]any{"questions": 2.0, "unanswered_by_the_program": 1.0, "answered": nil, "ece": nil}},
		{"ranks", []eval.Judgement{ranked(1, 1), ranked(5, 0.5), ranked(10, 0.25), ranked(0, 0)},
			map[string]any{"recall@1": 0.25, "recall@5": 0.5, "recall@10": 0.75, "mrr@10": (1 + 0.2 + 0.1) / 4, "ndcg@10": 1.75 / 4}},
		{"perfect order", []eval.Judgement{judged(0.9, true), judged(0.8, true), judged(0.1, false), judged(0.2, false)},
			map[string]any{"auroc": 1.0, "coverage_at_5%_risk": 0.5, "brier": (0.01 + 0.04 + 0.01 + 0.04) / 4, "ece": (0.1 + 0.2 + 0.1 + 0.2) / 4}},
		{"reversed order", []eval.Judgement{judged(0.1, true), judged(0.9, false)},
			map[string]any{"auroc": 0.0, "coverage_at_5%_risk": 0.0, "coverage_at_10%_risk": 0.0}},
		{"ties count half", []eval.Judgement{judged(0.5, true), judged(0.5, false), judged(0.5, false)}, map[string]any{"auroc": 0.5}},
		{"one kind", []eval.Judgement{judged(0.5, true), judged(0.4, true)}, map[string]any{"auroc": nil, "coverage_at_5%_risk": 1.0}},
		{"ties in question order", []eval.Judgement{judged(0.5, true), judged(0.5, false)}, map[string]any{"coverage_at_5%_risk": 0.5}},
		{"decisions", []eval.Judgement{
			{Labelled: true, Answerable: true, Answered: true, Right: true},
			{Labelled: true, Answerable: true, Right: true},
			{Labelled: true, Answerable: true, Answered: true},
			{Labelled: true, Answered: true},
			{Labelled: true},
		}, map[string]any{"answered": 0.6, "right_of_answered": 1.0 / 3, "right_of_answerable": 2.0 / 3, "unanswerable_escalated": 0.5}},
		{"citations", []eval.Judgement{
			{Labelled: true, Citations: 3, QuotesNotInDocument: 1, CitationsJudged: 2, CitationsInGold: 1},
			{Labelled: true, Citations: 2, CitationsJudged: 2, CitationsInGold: 2},
		}, map[string]any{"citations": 5.0, "quotes_not_in_document": 1.0, "citations_in_gold_document": 0.75}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := metricsAsMap(t, eval.Compute(c.judgements))
			for name, want := range c.want {
				number, isNumber := want.(float64)
				measured, known := got[name].(float64)
				if isNumber != known || isNumber && math.Abs(measured-number) > 1e-12 {
					t.Errorf("%s = %v, want %v", name, got[name], want)
				}
			}
		})
	}
}

func TestJudgeByHand(t *testing.T) {
	page := func(n int) *int { return &n }
	yes, no := true, false
	gold := []eval.Gold{{Document: "here", Page: page(4)}}
	cite := func(path string, n *int) []eval.LineCitation {
		return []eval.LineCitation{{Path: path, Page: n, Quote: "It is\n here."}}
	}
	cases := []struct {
		name     string
		question eval.Question
		line     eval.Line
		right    bool
	}{
		{"short answer in the text", eval.Question{Answerable: &yes, Answers: []string{"The Ёлка"}}, eval.Line{Text: "It is a (елка), of course."}, true},
		{"only whole words", eval.Question{Answerable: &yes, Answers: []string{"arm"}}, eval.Line{Text: "It is warm."}, false},
		{"compatibility forms", eval.Question{Answerable: &yes, Answers: []string{"12 km"}}, eval.Line{Text: "About １２ ㎞."}, true},
		{"article alone", eval.Question{Answerable: &yes, Answers: []string{"the"}}, eval.Line{Text: "the"}, false},
		{"short answer beats citation", eval.Question{Answerable: &yes, Answers: []string{"there"}, Gold: gold}, eval.Line{Text: "here", Citations: cite("here", nil)}, false},
		{"ten words are short", eval.Question{Answerable: &yes, Answers: []string{"one two three four five six seven eight nine ten"}, Gold: gold}, eval.Line{Citations: cite("here", nil)}, false},
		{"eleven are long", eval.Question{Answerable: &yes, Answers: []string{"one two three four five six seven eight nine ten eleven"}, Gold: gold}, eval.Line{Citations: cite("here", nil)}, true},
		{"page beside", eval.Question{Answerable: &yes, Gold: gold}, eval.Line{Citations: cite("here", page(5))}, true},
		{"page before", eval.Question{Answerable: &yes, Gold: gold}, eval.Line{Citations: cite("here", page(3))}, true},
		{"page too far", eval.Question{Answerable: &yes, Gold: gold}, eval.Line{Citations: cite("here", page(2))}, false},
		{"other document", eval.Question{Answerable: &yes, Gold: gold}, eval.Line{Citations: cite("there", page(4))}, false},
		{"unanswerable is never right", eval.Question{Answerable: &no, Answers: []string{"here"}, Gold: gold}, eval.Line{Text: "here", Citations: cite("here", nil)}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.question.ID, c.line.ID = "1", "1"
			judgements, err := eval.Judge(eval.Set{Questions: []eval.Question{c.question}}, []eval.Line{c.line})
			if err != nil {
				t.Fatal(err)
			}
			if judgements[0].Right != c.right {
				t.Errorf("right = %v, want %v", judgements[0].Right, c.right)
			}
		})
	}
}

func TestJudgeRanksDocumentsNotPassages(t *testing.T) {
	yes := true
	question := eval.Question{ID: "1", Answerable: &yes, Gold: []eval.Gold{{Document: "b"}, {Document: "c"}, {Document: "b"}}}
	evidence := []eval.LineEvidence{{Path: "a"}, {Path: "a"}, {Path: "b"}, {Path: "b"}, {Path: "d"}, {Path: "c"}}
	judgements, err := eval.Judge(eval.Set{Questions: []eval.Question{question}}, []eval.Line{{ID: "1", Evidence: evidence}})
	if err != nil {
		t.Fatal(err)
	}
	want := (1/math.Log2(3) + 1/math.Log2(5)) / (1/math.Log2(2) + 1/math.Log2(3))
	if j := judgements[0]; j.Rank != 2 || math.Abs(j.NDCG-want) > 1e-12 {
		t.Errorf("rank %d, nDCG %v; want 2, %v", j.Rank, j.NDCG, want)
	}
}

func TestReportIsTheSameEveryTime(t *testing.T) {
	first, err := eval.NewReport(ferry(t), ferryRun(t))
	if err != nil {
		t.Fatal(err)
	}
	second, err := eval.NewReport(ferry(t), ferryRun(t))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first, second) {
		t.Error("two reports of one run differ")
	}
	values := metricsAsMap(t, first.Metrics)
	for name, interval := range first.Intervals {
		if value := values[name].(float64); interval.Low > value || value > interval.High || interval.Low < 0 || interval.High > 1 {
			// The error of calibration is biased upwards by resampling.
			if name != "ece" {
				t.Errorf("%s = %v lies outside of %v", name, value, interval)
			}
		}
	}
	if _, ok := first.Intervals["auroc"]; !ok {
		t.Error("no interval for AUROC")
	}
}

func TestReportGoldenText(t *testing.T) {
	run := ferryRun(t)
	run.Failures = []eval.Failure{{ID: "q23", Error: "the model went away"}}
	report, err := eval.NewReport(ferry(t), run)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "ferry", "report.txt")
	if *update {
		if err := os.WriteFile(golden, text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text.Bytes(), want) {
		t.Errorf("the report changed; -update accepts it:\n%s", text.String())
	}
	var encoded bytes.Buffer
	if err := report.WriteJSON(&encoded); err != nil {
		t.Fatal(err)
	}
	var back eval.Report
	if err := json.Unmarshal(encoded.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, report) {
		t.Error("the JSON report does not hold what the report holds")
	}
}

func FuzzReadRun(f *testing.F) {
	f.Add([]byte(`{"id":"q01","decision":"answer","confidence":0.5,"text":"14 euros","citations":[{"path":"tickets/price","page":null,"quote":"14"}],"evidence":[{"path":"a","page":1,"score":1,"text":""}]}`))
	f.Add([]byte("\n{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		run, err := eval.ReadRun(bytes.NewReader(data))
		if err != nil {
			return
		}
		report, err := eval.NewReport(ferry(t), run)
		if err != nil {
			t.Fatal(err)
		}
		if err := report.WriteHTML(io.Discard); err != nil {
			t.Fatal(err)
		}
		for _, rate := range []*float64{report.Metrics.MRR, report.Metrics.AUROC, report.Metrics.CoverageAtRisk5} {
			if rate != nil && (*rate < 0 || *rate > 1) {
				t.Fatalf("a share of %v", *rate)
			}
		}
	})
}
