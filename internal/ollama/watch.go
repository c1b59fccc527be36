package ollama

import (
	"context"
	"fmt"
	"time"
)

// watch ends a call when nothing comes for too long.
type watch struct {
	ctx    context.Context
	parent context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
}

// watchOver starts to wait, at most for the given time.
func watchOver(parent context.Context, patience time.Duration) *watch {
	ctx, cancel := context.WithCancelCause(parent)
	return &watch{ctx: ctx, parent: parent, cancel: cancel, timer: expire(cancel, patience)}
}

func expire(cancel context.CancelCauseFunc, patience time.Duration) *time.Timer {
	return time.AfterFunc(patience, func() {
		cancel(fmt.Errorf("nothing came within %v", patience))
	})
}

// came notes that something came: the wait starts anew.
func (w *watch) came(patience time.Duration) {
	if w.timer.Stop() {
		w.timer = expire(w.cancel, patience)
	}
}

// end frees the watch and closes the request if it is still under way.
func (w *watch) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// ended returns the error of a call that failed, or why the call was ended
// if it was: that it broke is then only the consequence.
func (w *watch) ended(op string, err error) error {
	if w.parent.Err() != nil {
		return fmt.Errorf("%s: %w", op, context.Cause(w.parent))
	}
	if cause := context.Cause(w.ctx); cause != nil {
		return &Error{Kind: ErrTimeout, Op: op, Err: cause,
			Advice: "the server may be overloaded, or the model too large for its machine"}
	}
	return err
}
