package kbsource

import (
	"context"
	"io/fs"
	"time"
)

// SyncFS is Sync on a file system that a test can break.
func SyncFS(ctx context.Context, store Store, source string, fsys fs.FS, opts Options) (Report, error) {
	s := syncer{store: store, opts: opts, source: source, fsys: fsys, workers: 2}
	s.report.Source = source
	s.opts.Extractor = new(Extractor)
	err := s.run(ctx)
	return s.report, err
}

// SetClock makes the extractor take the time from a test.
func (e *Extractor) SetClock(now func() time.Time) { e.now = now }
