package answer

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/internal/ollama"
)

// What a model is asked about an answer that is ready, for the confidence
// alone: neither changes the answer. Both are off unless the operator turns
// them on, and cost calls of the model. One that fails leaves its feature out.

// MaxSamples is how many more answers a model may be asked for.
const MaxSamples = 5

const (
	// sampleTokens bounds a further answer: some sentences.
	sampleTokens = 200
	// sampleTemperature lets answers differ as far as the model is unsure.
	sampleTemperature = 0.7
)

// Rater tells how likely a model says yes to a question, from 0 to 1;
// *ollama.Chat does.
type Rater interface {
	Yes(ctx context.Context, messages []ollama.Message, numCtx int) (float64, error)
}

// ratingQuestion follows upon the conversation that the answer was written in,
// which the server has read already.
const ratingQuestion = "Is this answer right, according to the articles, and does it answer the question? Say only yes or no."

// askAgain adds what the model says of an answer to its features. Only the end
// of ctx is an error.
func (r *run) askAgain(ctx context.Context, w *written) error {
	if len(w.draft) == 0 {
		return nil
	}
	var shown []string
	for _, d := range w.draft {
		shown = append(shown, d.text)
	}
	text := strings.Join(shown, " ")
	if r.engine.options.Samples > 0 {
		share, ok, err := r.agreementOfSamples(ctx, w, text)
		if err := r.excuse(ctx, "write further answers", err); err != nil {
			return err
		}
		if ok {
			w.own[featureSampleAgreement] = share
		}
	}
	if r.engine.options.Rater == nil {
		return nil
	}
	p, err := r.rate(ctx, text)
	if err == nil {
		w.own[featureSelfRating] = p
	}
	return r.excuse(ctx, "rate the answer", err)
}

// agreementOfSamples lets the model answer anew, by chance, and returns how
// much of the answer the new ones say in the mean: what a model knows it says
// each time, what it invents it says differently each time (Manakul, Liusie
// and Gales 2023, "SelfCheckGPT"; Kuhn, Gal and Farquhar 2023, "Semantic
// Uncertainty"). ok is false where it cannot be told: a quoted answer in
// another language has no words in common with them.
func (r *run) agreementOfSamples(ctx context.Context, w *written, text string) (share float64, ok bool, err error) {
	language, o := r.q.language, r.engine.options
	if w.mode == ModeExtractive && r.evidence[w.draft[0].evidence].Document.Language != language {
		return 0, false, nil
	}
	said := &weighted{weight: map[string]float64{}}
	said.add(r.q.lexicon, language, text, 1)
	if said.sum == 0 {
		return 0, false, nil
	}
	n := min(o.Samples, MaxSamples)
	for i := range n {
		result, err := o.Model.Complete(ctx, ollama.ChatRequest{
			Messages: r.prompt, NumCtx: o.ContextTokens, MaxTokens: sampleTokens, Temperature: sampleTemperature, Seed: i + 2,
		}, func(string) error { return ctx.Err() })
		if err != nil {
			return 0, false, err
		}
		share += said.covered(r.q.lexicon.set(language, result.Text)) * figuresIn(text, result.Text)
	}
	return share / float64(n), true, nil
}

var figurePattern = regexp.MustCompile(`\pN+`)

// figuresIn returns the share of a text's figures that another has; 1 where one
// of them has none: silence is less than contradiction, and the words that are
// missing count already.
func figuresIn(text, other string) float64 {
	figures, has, found := figurePattern.FindAllString(text, -1), figurePattern.FindAllString(other, -1), 0
	for _, f := range figures {
		found += int(flag(slices.Contains(has, f)))
	}
	if len(figures) == 0 || len(has) == 0 {
		return 1
	}
	return float64(found) / float64(len(figures))
}

// rate asks the model whether the answer is right: P(True) of Kadavath et al.
// 2022, "Language Models (Mostly) Know What They Know".
func (r *run) rate(ctx context.Context, text string) (float64, error) {
	o := r.engine.options
	p, err := o.Rater.Yes(ctx, append(slices.Clone(r.prompt),
		ollama.Message{Role: "assistant", Content: cutTokens(harmless(text), outputTokens-tokens(ratingQuestion))},
		ollama.Message{Role: "user", Content: ratingQuestion},
	), o.ContextTokens)
	if err == nil && !(p >= 0 && p <= 1) {
		err = fmt.Errorf("the model says yes with a probability of %v", p)
	}
	return p, err
}

// awaitsModel says that what the model is yet to say of an answer may still
// change whether it is shown.
func (r *run) awaitsModel() bool {
	o, c := r.engine.options, r.engine.confidence
	return o.Samples > 0 && c.weighs(featureSampleAgreement) || o.Rater != nil && c.weighs(featureSelfRating)
}
