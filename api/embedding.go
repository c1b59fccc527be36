package api

import (
	"errors"
	"sync"

	"footnote/index"
)

// embedding fills vectors after documents were put, one run at a time.
type embedding struct {
	mu             sync.Mutex
	running, again bool
}

// embedSoon has the vectors that are missing made in the background. If that
// fails, the next document or start tries again; until then the passages are
// found by their words.
func (s *Server) embedSoon() {
	e := &s.embedding
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.running {
		e.again = true
		return
	}
	e.running = true
	s.workers.Go(func() {
		for more := true; more; more = e.next() {
			err := s.options.Index.Embed(s.work, func(int, int) {})
			if err != nil && s.work.Err() == nil && !errors.Is(err, index.ErrNoEmbedder) {
				s.log.Warn("passages could not be embedded and are found by their words alone for now", "error", err)
			}
		}
	})
}

// next tells whether documents came while others were embedded.
func (e *embedding) next() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.running, e.again = e.again, false
	return e.running
}
