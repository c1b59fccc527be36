package answer_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/internal/ollama"
)

// unsure is a chat model that answers, answers anew and judges its answer.
type unsure struct {
	reply string
	// likely is the logarithm of the probability of a token by the text that
	// it is in; nil tells none.
	likely func(piece string) float64
	// further are the answers at a temperature, given in turn; then it fails.
	further []string
	// yes is the judgement, or err.
	yes float64
	err error

	sampled []ollama.ChatRequest
	rated   []ollama.Message
	// before is called before each further answer.
	before func()
}

func (m *unsure) Complete(ctx context.Context, r ollama.ChatRequest, onText func(string) error) (ollama.ChatResult, error) {
	text := m.reply
	if r.Temperature > 0 {
		m.sampled = append(m.sampled, r)
		if m.before != nil {
			m.before()
		}
		if len(m.further) == 0 {
			return ollama.ChatResult{}, ollama.ErrIncomplete
		}
		text, m.further = m.further[0], m.further[1:]
	}
	for _, piece := range strings.SplitAfter(text, " ") {
		if m.likely != nil && r.LogProbs {
			r.OnLogProb(m.likely(piece))
		}
		if err := onText(piece); err != nil {
			return ollama.ChatResult{}, err
		}
	}
	return ollama.ChatResult{Text: text, DoneReason: ollama.DoneStop}, ctx.Err()
}

func (m *unsure) Yes(_ context.Context, messages []ollama.Message, _ int) (float64, error) {
	m.rated = messages
	return m.yes, m.err
}

const (
	valid     = "The password reset link is valid for 30 minutes."
	onlyOnce  = "It can be used only once."
	validOnce = valid + " [1] " + onlyOnce + " [1]"
)

var howLong = answer.Request{Question: "How long is the password reset link valid?"}

func TestFurtherAnswersAgreeOrDoNot(t *testing.T) {
	b := newBase(t)
	same := "It can be used only once, and the password reset link is valid for 30 minutes."
	for name, tt := range map[string]struct {
		reply       string
		further     []string
		least, most float64
	}{
		"the same":            {validOnce, []string{validOnce, validOnce, validOnce}, 1, 1},
		"in other words":      {validOnce, []string{same, "**" + same + "**", same + " [2]"}, 1, 1},
		"another figure":      {valid, []string{"The password reset link is valid for 3 minutes.", "The password reset link is valid for 300 minutes.", valid}, 0.3, 0.4},
		"one of three":        {validOnce, []string{validOnce, "NO_ANSWER", ""}, 0.3, 0.4},
		"none":                {validOnce, []string{"NO_ANSWER", "Ask an owner of the team.", "Projects are deleted by owners."}, 0, 0.1},
		"of a quoted answer":  {"The moon is made of cheese.", []string{validOnce, validOnce, validOnce}, 0.1, 0.9},
		"that were declined":  {"NO_ANSWER", []string{"NO_ANSWER", "NO_ANSWER", "NO_ANSWER"}, 0, 0},
		"a part of the words": {valid, []string{"The link is valid for 30 minutes.", "The link is valid for 30 minutes.", "The link is valid for 30 minutes."}, 0.3, 0.9},
	} {
		t.Run(name, func(t *testing.T) {
			model := &unsure{reply: tt.reply, further: tt.further}
			a := b.answer(t, b.engine(t, answer.Options{Model: model, ModelName: "unsure", Samples: 3}), howLong)
			share, ok := a.Features["sample_agreement"]
			if !ok || share < tt.least-1e-9 || share > tt.most+1e-9 || a.Explanation.Degraded != "" {
				t.Errorf("agreement %v (%v), want %v to %v; degraded %q", share, ok, tt.least, tt.most, a.Explanation.Degraded)
			}
			var seeds []int
			for _, r := range model.sampled {
				seeds = append(seeds, r.Seed)
				if r.Temperature <= 0 || r.MaxTokens <= 0 || r.LogProbs || len(r.Messages) == 0 {
					t.Errorf("asked for a further answer by %+v", r)
				}
			}
			if slices.Sort(seeds); len(slices.Compact(seeds)) != 3 || slices.Contains(seeds, 1) {
				t.Errorf("seeds %v", seeds)
			}
		})
	}
}

func TestAModelThatFailsAfterItsAnswerLeavesFeaturesOut(t *testing.T) {
	b := newBase(t)
	alone := b.answer(t, b.engine(t, answer.Options{Model: &unsure{reply: validOnce}, ModelName: "unsure"}), howLong)
	for name, model := range map[string]*unsure{
		"at once":  {err: ollama.ErrNoProbabilities},
		"midway":   {further: []string{validOnce}, err: ollama.ErrUnavailable},
		"nonsense": {yes: math.NaN()},
		"beyond":   {yes: 2},
	} {
		t.Run(name, func(t *testing.T) {
			model.reply = validOnce
			a := b.answer(t, b.engine(t, answer.Options{Model: model, ModelName: "unsure", Samples: 2, Rater: model}), howLong)
			for _, feature := range []string{"sample_agreement", "self_rating", "token_probability"} {
				if v, ok := a.Features[feature]; ok {
					t.Errorf("%s is %v", feature, v)
				}
			}
			if a.Text != alone.Text || a.Confidence != alone.Confidence || a.Decision != alone.Decision || a.Mode != answer.ModeGenerative ||
				!strings.Contains(a.Explanation.Degraded, "further answers") || !strings.Contains(a.Explanation.Degraded, "rate the answer") {
				t.Errorf("%s %v %q, degraded %q", a.Decision, a.Confidence, a.Text, a.Explanation.Degraded)
			}
		})
	}
}

func TestFurtherAnswersEndWithTheCustomer(t *testing.T) {
	b := newBase(t)
	ctx, cancel := context.WithCancel(t.Context())
	model := &unsure{reply: validOnce, further: []string{validOnce, validOnce, validOnce}, before: cancel}
	_, err := b.engine(t, answer.Options{Model: model, Samples: 3, Rater: model}).Answer(ctx, howLong, answer.Observer{})
	if !errors.Is(err, context.Canceled) || len(model.sampled) != 1 || model.rated != nil {
		t.Errorf("%v after %d further answers", err, len(model.sampled))
	}
}

func TestNothingIsAskedOfAModelThatIsNotThere(t *testing.T) {
	b := newBase(t)
	model := &unsure{}
	a := b.answer(t, b.engine(t, answer.Options{Model: &scripted{err: ollama.ErrUnavailable}, Samples: 3, Rater: model}), howLong)
	if model.rated != nil || strings.Contains(a.Explanation.Degraded, "further") {
		t.Errorf("degraded %q", a.Explanation.Degraded)
	}
}

func TestAModelJudgesItsAnswer(t *testing.T) {
	b := newBase(t)
	model := &unsure{reply: validOnce + " The link is valid for 360 days.", yes: 0.8}
	a := b.answer(t, b.engine(t, answer.Options{Model: model, Rater: model}), howLong)
	if a.Features["self_rating"] != 0.8 {
		t.Errorf("features %v", a.Features)
	}
	n := len(model.rated)
	if n < 4 || model.rated[n-2].Role != "assistant" || model.rated[n-2].Content != valid+" "+onlyOnce || !strings.Contains(model.rated[n-1].Content, "yes or no") {
		t.Errorf("it was asked %+v", model.rated)
	}
}

// Only what is kept counts, however the reply is cut into tokens and pieces.
func TestTokenProbabilityIsThatOfTheKeptSentences(t *testing.T) {
	b := newBase(t)
	invented := "The shipment costs 360 euros."
	likely := func(piece string) float64 {
		if strings.Contains(invented, strings.TrimSpace(piece)) && !strings.Contains(valid, strings.TrimSpace(piece)) {
			return -9
		}
		return -0.5
	}
	for name, tt := range map[string]struct {
		reply  string
		likely func(string) float64
		want   float64 // positive: left out
	}{
		"all kept":         {validOnce, func(string) float64 { return -0.25 }, -0.25},
		"one dropped":      {valid + " [1] " + invented + " " + onlyOnce + " [1]", likely, -0.5},
		"the first":        {invented + " " + valid, likely, -0.5},
		"none kept":        {invented, likely, 1},
		"none told":        {validOnce, nil, 1},
		"endless after it": {valid + " [1]" + strings.Repeat(" "+invented+" Ask your cat 77 times.", 9), likely, -0.5},
		"impossible":       {valid, func(string) float64 { return 7 }, 0},
		"never":            {valid, func(string) float64 { return math.Inf(-1) }, -20},
	} {
		t.Run(name, func(t *testing.T) {
			a := b.answer(t, b.engine(t, answer.Options{Model: &unsure{reply: tt.reply, likely: tt.likely}}), howLong)
			got, ok := a.Features["token_probability"]
			if ok != (tt.want <= 0) || ok && math.Abs(got-tt.want) > 1e-9 {
				t.Errorf("%v (%v), want %v; answer %q", got, ok, tt.want, a.Text)
			}
		})
	}
}

// fromTheModel are answers that are right as far as the model says so.
func fromTheModel(t *testing.T) answer.Model {
	t.Helper()
	samples := labelled(500, 6)
	for i := range samples {
		f := answer.Features{"top_score": samples[i].Features["top_score"]}
		for j, name := range []string{"token_probability", "sample_agreement", "self_rating"} {
			f[name] = float64((i*(j+3))%17)/40 + 0.3
			if samples[i].Right {
				f[name] += 0.2
			}
		}
		f["token_probability"]--
		samples[i].Features = f
	}
	fitted, err := answer.FitConfidence("test", samples)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(fitted)
	if err != nil {
		t.Fatal(err)
	}
	m, err := answer.ParseModel(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatTheModelSaysCountsWhereAFitWeighsIt(t *testing.T) {
	b := newBase(t)
	fitted := fromTheModel(t)
	ask := func(confidence *answer.Model, yes, likely float64, further string) answer.Answer {
		model := &unsure{reply: validOnce, further: []string{further}, yes: yes, likely: func(string) float64 { return likely }}
		return b.answer(t, b.engine(t, answer.Options{Model: model, Samples: 1, Rater: model, Confidence: confidence}), howLong)
	}
	sure, doubtful := ask(&fitted, 0.9, -0.1, validOnce), ask(&fitted, 0.1, -2, "NO_ANSWER")
	if sure.Confidence <= doubtful.Confidence {
		t.Errorf("confidence %v when the model is sure, %v when it is not", sure.Confidence, doubtful.Confidence)
	}
	sum := 0.0
	var labels []string
	for _, f := range sure.Explanation.ConfidenceFactors {
		sum += f.Effect
		labels = append(labels, f.Name)
	}
	if math.Abs(sum-math.Log(sure.Confidence/(1-sure.Confidence))) > 1e-6 {
		t.Errorf("effects add up to %v at a confidence of %v", sum, sure.Confidence)
	}
	for _, label := range []string{"certainty of the model in its words", "further answers of the model that agree", "the model's own judgement of the answer"} {
		if !slices.Contains(labels, label) {
			t.Errorf("factors %q lack %q", labels, label)
		}
	}
	// The fit that ships knows quoted answers alone.
	if a, other := ask(nil, 0.9, -0.1, validOnce), ask(nil, 0.1, -2, "NO_ANSWER"); a.Confidence != other.Confidence {
		t.Errorf("without a fit %v and %v", a.Confidence, other.Confidence)
	}
}

// What is told before the end must not be taken back for what the model says
// of it after.
func TestNothingIsToldBeforeTheModelJudgedIt(t *testing.T) {
	b := newBase(t)
	fitted := fromTheModel(t)
	for name, tt := range map[string]struct {
		confidence *answer.Model
		held       bool
	}{"weighed": {&fitted, true}, "not weighed": {nil, false}} {
		t.Run(name, func(t *testing.T) {
			var told []string
			early := 0
			model := &unsure{reply: validOnce, further: []string{validOnce}, yes: 1, before: func() { early = len(told) }}
			engine := b.engine(t, answer.Options{Model: model, Samples: 1, Rater: model, Threshold: 0.01, Confidence: tt.confidence})
			a, err := engine.Answer(t.Context(), howLong, answer.Observer{Sentence: func(s answer.Sentence, _ []answer.Citation) { told = append(told, s.Text) }})
			if err != nil || !slices.Equal(told, sentences(a)) || len(told) != 2 || (early == 0) != tt.held {
				t.Errorf("%v: %d told before the end, then %q of %q", err, early, told, sentences(a))
			}
		})
	}
}

func TestRecordsNameWhatTheModelWasAsked(t *testing.T) {
	b := newBase(t)
	model := &unsure{reply: validOnce, further: []string{validOnce, validOnce, validOnce, validOnce}, yes: 0.7, likely: func(string) float64 { return -0.5 }}
	o := b.described()
	o.Model, o.ModelName, o.Samples, o.Rater = model, "unsure", 2, model
	r := b.recorded(t, b.engine(t, o), howLong)
	if v := r.Provenance.Versions; v.Samples != 2 || !v.SelfRating {
		t.Errorf("versions %+v", v)
	}
	if f := r.Features; f["sample_agreement"] != 1 || f["self_rating"] != 0.7 || math.Abs(f["token_probability"]+0.5) > 1e-9 {
		t.Errorf("features %v", f)
	}
	o.Samples, o.Rater = 0, nil
	replay, err := b.engine(t, o).Replay(t.Context(), r)
	if err != nil || !replay.Same || !slices.Equal(names(replay.Circumstances), []string{"samples", "self_rating"}) {
		t.Errorf("%v: replay differs in %v and %v", err, replay.Answer, replay.Circumstances)
	}
}
