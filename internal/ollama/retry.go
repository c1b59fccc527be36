package ollama

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// maxTries is how often a call is tried when its failure may pass.
const maxTries = 4

// retry tries a call again while its error may pass, waiting longer each time
// and never exactly as long as others do.
func (c *Client) retry(ctx context.Context, call func() error) error {
	wait := c.options.Backoff
	for try := 1; ; try++ {
		err := call()
		if err == nil || try == maxTries || !Retryable(err) {
			return err
		}
		timer := time.NewTimer(wait/2 + rand.N(wait))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return fmt.Errorf("%w while waiting to try again (%w)", context.Cause(ctx), err)
		}
		wait *= 2
	}
}
