package kbsource

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"footnote/kbsource/document"
)

// What can be wrong with a root, besides what the file system says of it.
var (
	// ErrNothingToRead: a source that was never synced holds no file to read.
	ErrNothingToRead = errors.New("nothing to read")
	// ErrEmptied: a folder that was synced is empty now, as a mount point is
	// whose disk is away.
	ErrEmptied = errors.New("the folder is empty now")
	// ErrCovered: the root lies inside a source that is synced as a whole.
	ErrCovered = errors.New("already a part of a source")
)

// RootError says that a root cannot be synced; other roots can.
type RootError struct{ Err error }

func (e *RootError) Error() string { return e.Err.Error() }
func (e *RootError) Unwrap() error { return e.Err }

// Options of a Sync. The zero value is ready.
type Options struct {
	// Source is the name to store the documents under, the absolute root
	// when empty.
	Source string
	// Extractor is shared with others, so that what it holds is started
	// once; nil for one of the sync's own.
	Extractor *Extractor
	// Progress is called after each file, from one goroutine at a time.
	Progress func(Progress)
	// Synced is called with each report of a SyncAll when it is complete.
	Synced func(Report)
}

// A batch is handed to the store when it holds that much, or is that old:
// an interrupted sync loses no more than this.
const (
	batchFiles = 256
	batchText  = 8 << 20
	batchAge   = time.Second
)

// Sync brings a store in line with a folder or a single file: files that are
// new or changed since the last sync are read, those that are gone are
// removed, all others left alone. It may be interrupted anywhere and goes on
// from there when it is called again.
//
// One bad file does not stop the rest: it is in the report, what was read of
// it before stays, and the next sync tries again. An error is returned when
// ctx ends, when the store fails, or, as a *RootError, when the root cannot be
// read, holds nothing to read, or lies inside another source; the report says
// what was done until then.
//
// Sources that lie inside the root are taken out after it was read: their
// articles came again with it.
func Sync(ctx context.Context, store Store, root string, opts Options) (Report, error) {
	started := time.Now()
	absolute, err := filepath.Abs(root)
	if err != nil {
		return Report{}, fmt.Errorf("find %s: %w", root, err)
	}
	s := syncer{store: store, opts: opts, source: opts.Source, workers: runtime.GOMAXPROCS(0)}
	if s.source == "" {
		s.source = absolute
	}
	s.report = Report{Source: s.source, Failures: []Failure{}, Skipped: []Failure{}, Remarks: []document.Remark{}}
	if s.opts.Extractor == nil {
		s.opts.Extractor = new(Extractor)
		defer func() { _ = s.opts.Extractor.Close() }() // nothing is lost by it
	}
	var closeRoot io.Closer
	if s.fsys, s.single, closeRoot, err = openRoot(absolute); err != nil {
		err = &RootError{err}
	} else {
		defer closeRoot.Close()
		err = s.run(ctx)
	}
	s.report.Duration = time.Since(started)
	if err != nil {
		return s.report, fmt.Errorf("sync %s: %w", absolute, err)
	}
	return s.report, nil
}

// syncer is one run of Sync.
type syncer struct {
	store  Store
	opts   Options
	source string
	fsys   fs.FS
	// single is the name of the only file, "" for a folder.
	single  string
	workers int
	known   map[string]FileState
	report  Report
	batch   batch
}

func (s *syncer) run(ctx context.Context) error {
	inside, err := s.neighbours(ctx)
	if err != nil {
		return err
	}
	w, err := s.list(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return &RootError{err}
	}
	if s.known, err = s.store.Files(ctx, s.source); err != nil {
		return fmt.Errorf("read what is stored: %w", err)
	}
	s.report.Skipped = w.skipped
	for _, f := range w.unread {
		s.failed(f)
	}
	if len(w.files) == 0 && len(w.unread) == 0 {
		if len(s.known) == 0 {
			return &RootError{document.Fail(ErrNothingToRead, "there is no file of a format that is read: %s", FormatNames())}
		}
		if len(w.skipped) == 0 {
			return &RootError{document.Fail(ErrEmptied, "the articles that it had are kept; if its disk is away, mount it, and if they are to go: footnote sources remove %s", s.source)}
		}
	}
	// What is gone must not be answered from while the rest is read.
	if err := s.remove(ctx, w); err != nil {
		return err
	}
	err = s.readAll(ctx, w.files)
	slices.SortFunc(s.report.Failures, func(a, b Failure) int { return strings.Compare(a.Path, b.Path) })
	if err != nil {
		return err
	}
	return s.absorb(ctx, inside)
}

func (s *syncer) list(ctx context.Context) (walk, error) {
	if s.single == "" {
		return walkFolder(ctx, s.fsys)
	}
	info, err := fs.Stat(s.fsys, s.single)
	if err != nil {
		return walk{}, errors.New(unreadable(err))
	}
	return walk{files: []found{{s.single, info.Size()}}}, nil
}

// remove takes out what the complete walk did not find.
func (s *syncer) remove(ctx context.Context, w walk) error {
	there := make(map[string]bool, len(w.files))
	for _, f := range w.files {
		there[f.path] = true
	}
	for _, p := range slices.Sorted(maps.Keys(s.known)) {
		if there[p] || w.kept(p) {
			continue
		}
		s.batch.add(FileChange{Path: p, Removed: true})
		if s.batch.full() {
			if err := s.flush(ctx); err != nil {
				return err
			}
		}
	}
	return s.flush(ctx)
}

// readAll reads the files side by side and hands them on in their order.
func (s *syncer) readAll(ctx context.Context, files []found) error {
	progress := Progress{Total: len(files)}
	for _, f := range files {
		progress.TotalBytes += f.size
	}
	ctx, cancel := context.WithCancel(ctx)
	results := inOrder(ctx, s.workers, files, s.read)
	defer func() {
		cancel()
		for range results { // wait for the workers
		}
	}()
	tick := time.NewTicker(batchAge)
	defer tick.Stop()
	for done := 0; done < len(files); {
		select {
		case <-tick.C:
			if err := s.flush(ctx); err != nil {
				return err
			}
		case r, open := <-results:
			if !open {
				return ctx.Err()
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			s.take(r)
			if s.batch.full() {
				if err := s.flush(ctx); err != nil {
					return err
				}
			}
			progress.Done++
			progress.DoneBytes += files[done].size
			done++
			if s.opts.Progress != nil {
				s.opts.Progress(progress)
			}
		}
	}
	return s.flush(ctx)
}

// result is what reading a file gave.
type result struct {
	change    FileChange
	unchanged bool
	err       error
}

// read reads a file if it changed.
func (s *syncer) read(ctx context.Context, f found) result {
	r := result{change: FileChange{Path: f.path}}
	data, err := readFile(s.fsys, f.path)
	if err != nil {
		r.err = err
		return r
	}
	hash := sha256.New()
	format, _ := FormatOf(f.path)
	fmt.Fprintf(hash, "footnote/kbsource %s %d\n%s\n", extractorVersion, document.UnitRules, format.Name)
	hash.Write(data)
	r.change.State.Hash = hex.EncodeToString(hash.Sum(nil))
	if known, ok := s.known[f.path]; ok && known.Hash == r.change.State.Hash && !s.due(known) {
		r.unchanged = true
		r.change.State = known
		return r
	}
	extracted, err := s.opts.Extractor.Extract(ctx, f.path, data)
	r.change.Documents, r.err = extracted.Documents, err
	r.change.State.Documents, r.change.State.Remarks = len(extracted.Documents), extracted.Remarks
	r.change.State.Until = earliestEnd(extracted.Documents)
	return r
}

// due reports whether a file that did not change gives something else now.
func (s *syncer) due(state FileState) bool {
	return !state.Until.IsZero() && !s.opts.Extractor.clock().Before(state.Until)
}

// earliestEnd is when the time of the first of the documents is over, zero
// for never.
func earliestEnd(documents []document.Document) (end time.Time) {
	for _, d := range documents {
		if until := d.ValidUntil; !until.IsZero() && (end.IsZero() || until.Before(end)) {
			end = until
		}
	}
	return end
}

// readFile reads a regular file up to the limit.
func readFile(fsys fs.FS, path string) ([]byte, error) {
	in, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	format, _ := FormatOf(path)
	limit := format.MaxSize
	if info.Size() > limit {
		return nil, document.TooLarge(info.Size(), limit)
	}
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = document.TooLarge(int64(len(data)), limit)
	}
	return data, err
}

// take files a result in the report or the batch.
func (s *syncer) take(r result) {
	switch {
	case r.err != nil:
		s.failed(Failure{r.change.Path, reason(r.err), r.err})
	case r.unchanged:
		s.report.Files.Unchanged++
		s.report.Documents.Unchanged += r.change.State.Documents
	default:
		s.batch.add(r.change)
	}
	if r.err == nil {
		s.report.Remarks = append(s.report.Remarks, r.change.State.Remarks...)
	}
}

func (s *syncer) failed(f Failure) {
	s.report.Failures = append(s.report.Failures, f)
	s.report.Files.Failed++
}

// reason explains why a file was not read.
func reason(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return unreadable(err)
	}
	return err.Error()
}

// flush hands the batch to the store.
func (s *syncer) flush(ctx context.Context) error {
	if len(s.batch.changes) == 0 {
		return ctx.Err()
	}
	applied, err := s.store.Apply(ctx, s.source, s.batch.changes)
	if err != nil {
		return fmt.Errorf("store what was read: %w", err)
	}
	for _, change := range s.batch.changes {
		_, known := s.known[change.Path]
		switch {
		case change.Removed:
			s.report.Files.Removed++
		case known:
			s.report.Files.Changed++
		default:
			s.report.Files.Added++
		}
	}
	s.batch = batch{}
	s.report.Documents.Added += applied.Added
	s.report.Documents.Changed += applied.Changed
	s.report.Documents.Removed += applied.Removed
	s.report.Documents.Unchanged += applied.Unchanged
	return nil
}

// batch gathers changes for one commit.
type batch struct {
	changes []FileChange
	text    int
}

func (b *batch) add(c FileChange) {
	b.changes = append(b.changes, c)
	for _, d := range c.Documents {
		b.text += len(d.Text)
	}
}

func (b *batch) full() bool { return len(b.changes) >= batchFiles || b.text >= batchText }
