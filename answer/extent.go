package answer

import (
	"context"
	"strings"
	"sync"

	"footnote/index"
)

// extent is how much was searched, at a catalog sequence.
type extent struct {
	seq                 int64
	documents, passages int
	// counted says that both were.
	counted bool
}

// extents remembers the extent of collections until the catalog changes:
// counting a hundred thousand passages takes longer than finding ten. It is
// safe for concurrent use.
type extents struct {
	mu   sync.Mutex
	seq  int64
	seen map[string]extent
}

// maxExtents bounds how many selections of collections are remembered.
const maxExtents = 100

// extent counts what the filter's collections hold. What cannot be counted is
// left out of the explanation.
func (e *Engine) extent(ctx context.Context, filter index.Filter) extent {
	if e.options.Base == nil {
		return extent{}
	}
	seq, err := e.options.Base.Seq(ctx)
	if err != nil {
		e.options.Logger.Warn("the catalog's sequence could not be read", "error", err)
		return extent{}
	}
	key := strings.Join(filter.Collections, "\x00")
	e.extents.mu.Lock()
	if e.extents.seen == nil || e.extents.seq != seq || len(e.extents.seen) >= maxExtents {
		e.extents.seq, e.extents.seen = seq, map[string]extent{}
	}
	known, ok := e.extents.seen[key]
	e.extents.mu.Unlock()
	if ok {
		return known
	}
	x := extent{seq: seq, counted: true}
	x.documents, x.passages, err = e.options.Base.Extent(ctx, filter.Collections)
	if err != nil {
		e.options.Logger.Warn("the passages could not be counted", "error", err)
		return extent{seq: seq}
	}
	e.extents.mu.Lock()
	defer e.extents.mu.Unlock()
	if e.extents.seq == seq {
		e.extents.seen[key] = x
	}
	return x
}
