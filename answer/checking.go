package answer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"footnote/answer/verification"
	"footnote/internal/ollama"
)

// Checking is a model that is asked about sentences beside the built-in
// check. Of what a chat model writes it can only refuse more; in drafts it may
// also let a paraphrase pass. A model that fails changes nothing. It is safe
// for concurrent use; nil asks none.
type Checking struct {
	name    string
	model   verification.Checker
	log     *slog.Logger
	failing atomic.Bool // and the log knows
}

// NewChecking returns a Checking by a model, by which records know it.
func NewChecking(name string, model verification.Checker, log *slog.Logger) *Checking {
	return &Checking{name: name, model: model, log: log}
}

// limits bound what a model is asked for one text.
type limits struct {
	calls  int
	within time.Duration
}

var (
	// answerLimits have a call for each sentence that can be kept or dropped.
	answerLimits = limits{maxGenerated + maxDropped, time.Minute}
	// draftLimits stay below what a request to the API may take.
	draftLimits = limits{100, 90 * time.Second}
)

// checks are the calls for one text. A nil one has none.
type checks struct {
	*Checking
	limits
	until time.Time
	// why no more is asked, for who asks: without the machines' names.
	why string
}

// join lets the model judge too what is checked against the evidence.
func (c *Checking) join(e *verification.Evidence, passes bool, most limits) (*verification.Evidence, *checks) {
	if c == nil {
		return e, nil
	}
	k := &checks{Checking: c, limits: most}
	return e.WithChecker(k, passes), k
}

// Support implements verification.Checker. What addresses an assistant is
// taken out of the document, and supported by none. After the first failure
// nothing more is asked for this text.
func (k *checks) Support(ctx context.Context, document, claim string) (float64, error) {
	if k.until.IsZero() {
		k.until = time.Now().Add(k.within)
	}
	if k.calls--; k.calls < 0 && k.why == "" {
		k.why = "it was not asked about all sentences: the text has too many"
	}
	if k.why != "" {
		return 0, errors.New(k.why)
	}
	if addressesAssistant(foldLookalikes(claim)) {
		return 0, nil
	}
	within, cancel := context.WithDeadline(ctx, k.until)
	defer cancel()
	p, err := k.model.Support(within, harmless(blankInstructions(document, plainUnits(document))), harmless(claim))
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	switch {
	case within.Err() != nil:
		err = fmt.Errorf("%s took longer than %v", k.name, k.within)
		k.why = err.Error()
	case err == nil && !(p >= 0 && p <= 1): // not a number neither
		err = fmt.Errorf("%s gave %v for a probability", k.name, p)
		k.why = err.Error()
	case err != nil:
		k.why = ollama.Brief(err)
	}
	k.note(err)
	return p, err
}

// note tells the log when failing begins and when it is over.
func (k *checks) note(err error) {
	switch before := k.failing.Swap(err != nil); {
	case err != nil && !before:
		k.log.Warn("the checking model failed, the built-in check goes on alone", "model", k.name, "error", err)
	case err == nil && before:
		k.log.Info("the checking model answers again", "model", k.name)
	}
}

// degraded says what was checked without the model and why, "" where nothing
// was.
func (k *checks) degraded() string {
	if k == nil || k.why == "" {
		return ""
	}
	return "checked without the checking model: " + k.why
}
