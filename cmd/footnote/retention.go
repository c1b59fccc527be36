package main

import (
	"context"
	"fmt"
	"time"
)

const (
	// purgeBatch is how many answers are deleted at once, purgeEvery how often
	// a server looks for old ones.
	purgeBatch = 500
	purgeEvery = time.Hour
)

// purge deletes the answers that are older than the operator keeps them. That
// it cannot is no reason not to answer: the next time tries again.
func (a *app) purge(ctx context.Context) {
	days := a.cfg.Answer.Retention
	if days == 0 {
		return
	}
	before := time.Now().AddDate(0, 0, -days)
	for deleted := purgeBatch; deleted == purgeBatch; {
		var err error
		deleted, err = a.catalog.PurgeAnswers(ctx, before, purgeBatch)
		if err != nil && ctx.Err() == nil {
			a.log.Warn("old answers were not deleted, which is tried again later", "error", err)
		}
	}
}

// keepPurging deletes old answers until the context ends.
func (a *app) keepPurging(ctx context.Context) {
	tick := time.NewTicker(purgeEvery)
	defer tick.Stop()
	for {
		a.purge(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// retentionText says how long answers are kept.
func retentionText(days int) string {
	if days == 0 {
		return "ever"
	}
	return fmt.Sprintf("%d days", days)
}
