package ollama

import (
	"context"
	"fmt"
)

// Progress is how far a pull is.
type Progress struct {
	// Status is the server's word for what it is doing.
	Status string
	// Completed and Total count the bytes of the parts known so far, those
	// of an earlier pull included: Total grows as parts become known.
	Completed, Total int64
}

// Pull has the server fetch a model from its library. What an earlier pull
// left is kept by the server, and a pull that breaks off is tried again as
// long as it gets further. onProgress may be nil.
func (c *Client) Pull(ctx context.Context, name string, onProgress func(Progress)) error {
	if _, err := fullName(name); err != nil {
		return fmt.Errorf("pull model: %w", err)
	}
	if onProgress == nil {
		onProgress = func(Progress) {}
	}
	for before := int64(0); ; {
		p := &pull{op: "pull model " + name, parts: map[string]pullStep{}, onProgress: onProgress}
		err := c.retry(ctx, func() error {
			// The server is silent while it checks what it has fetched.
			return c.streamWithin(ctx, c.options.Load, c.options.Load, p.op, "/api/pull", modelCall{Model: name}, p.read)
		})
		if err == nil || !Retryable(err) || p.sum().Completed <= before {
			return pullError(err, name)
		}
		before = p.sum().Completed
	}
}

// pullError says that it is the library that lacks the model.
func pullError(err error, name string) error {
	e := asError(err, ErrModelMissing)
	if e == nil {
		return err
	}
	return &Error{Kind: ErrModelMissing, Op: e.Op, Status: e.Status, Err: e.Err,
		Advice: fmt.Sprintf("the library has no %s: footnote models lists good ones", name)}
}

// maxParts bounds the parts of a model that are kept track of.
const maxParts = 1000

// pull sums up the parts of a model.
type pull struct {
	op         string
	parts      map[string]pullStep
	onProgress func(Progress)
}

func (p *pull) read(line []byte) error {
	var step pullStep
	if err := decode(p.op, line, &step); err != nil {
		return err
	}
	if step.Digest != "" && len(p.parts) < maxParts {
		p.parts[step.Digest] = step
	}
	sum := p.sum()
	sum.Status = step.Status
	p.onProgress(sum)
	if step.Status == "success" {
		return errStop
	}
	return nil
}

func (p *pull) sum() Progress {
	var sum Progress
	for _, part := range p.parts {
		sum.Completed += part.Completed
		sum.Total += part.Total
	}
	return sum
}
