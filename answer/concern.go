package answer

import (
	"cmp"
	"context"

	"footnote/answer/policy"
	"footnote/internal/ollama"
)

// Policy tells which of the operator's topics a message belongs to;
// *policy.Policy does.
type Policy interface {
	// Learn learns the topics ahead of the first message.
	Learn(ctx context.Context) error
	Match(ctx context.Context, message string) (policy.Match, error)
}

// concern is why a person takes over, whatever the articles say.
type concern struct {
	reason Reason
	// notice is what the customer is told, own the operator's words for it by
	// language.
	notice  func(texts) string
	own     map[string]string
	summary func(texts) string
	topic   string
}

// signalConcerns are the concerns of signals.
var signalConcerns = map[string]concern{
	signalPerson:   {reason: ReasonHumanRequested, notice: func(t texts) string { return t.requested }, summary: func(t texts) string { return t.humanRequested }},
	signalUpset:    {reason: ReasonNegativeSentiment, notice: func(t texts) string { return t.sorry }, summary: func(t texts) string { return t.upset }},
	signalRepeated: {reason: ReasonRepeatedQuestion, notice: func(t texts) string { return t.again }, summary: func(t texts) string { return t.repeated }},
}

// Learn learns ahead of the first question what concerns look like, which
// otherwise makes that one wait for about a second.
func (e *Engine) Learn(ctx context.Context) error {
	if e.signals.meaning != nil {
		if err := e.signals.meaning.Learn(ctx); err != nil {
			return err
		}
	}
	if e.options.Policy != nil {
		return e.options.Policy.Learn(ctx)
	}
	return nil
}

// look finds the concerns of a message. What cannot be looked for is said in
// the explanation; without the operator's topics, a person takes over.
func (r *run) look(ctx context.Context) error {
	message := r.request.Question
	signal, err := r.engine.signals.of(ctx, message, r.history)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		r.engine.options.Logger.Warn("mood and repetition are looked for by words alone", "error", err)
		r.degraded = append(r.degraded, "mood and repetition were looked for by words alone: "+ollama.Brief(err))
	}
	if signal == signalPerson {
		r.concerns = []concern{signalConcerns[signal]}
		return nil
	}
	if err := r.lookForTopic(ctx, message); err != nil {
		return err
	}
	if c, ok := signalConcerns[signal]; ok {
		r.concerns = append(r.concerns, c)
	}
	return nil
}

func (r *run) lookForTopic(ctx context.Context, message string) error {
	if r.engine.options.Policy == nil {
		return nil
	}
	match, err := r.engine.options.Policy.Match(ctx, message)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		r.engine.options.Logger.Warn("the topics of the policy cannot be looked for, a person takes over", "error", err)
		r.degraded = append(r.degraded, "the topics of the policy were not looked for, so a person takes over: "+ollama.Brief(err))
		r.concerns = append(r.concerns, concern{
			reason: ReasonModelUnavailable,
			notice: func(t texts) string { return t.requested }, summary: func(texts) string { return summaryTextsIn(r.answer.Language).unchecked },
		})
	case match.Probability >= policy.Decisive:
		r.concerns = append(r.concerns, concern{
			reason: Reason(match.Topic.Reason), own: match.Topic.Notice, topic: match.Topic.Name,
			notice: func(t texts) string { return t.requested }, summary: func(t texts) string { return t.topic },
		})
	}
	return nil
}

// asksForPerson tells whether there is nothing to look up at all.
func (r *run) asksForPerson() bool {
	return len(r.concerns) > 0 && r.concerns[0].reason == ReasonHumanRequested
}

// raise makes the decision an escalation if there are concerns. What was found
// stays as a draft for the person; the first concern is told to the customer.
func (r *run) raise() {
	if len(r.concerns) == 0 {
		return
	}
	a := r.answer
	a.Decision = Escalated
	for _, c := range r.concerns {
		a.Reasons = append(a.Reasons, c.reason)
	}
	first := r.concerns[0]
	a.Notice = cmp.Or(first.own[a.Language], first.notice(textsIn(a.Language)))
	r.summary = first.summary
}
