package api

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
)

const (
	keptIngestions = 20
	// keptOfEach is how many failures and how many remarks are kept of one.
	keptOfEach = 100
)

// ingestions are those since the server started, oldest first. Only the last
// one can be running.
type ingestions struct {
	mu   sync.Mutex
	kept []*Ingestion
}

func (all *ingestions) running() bool {
	all.mu.Lock()
	defer all.mu.Unlock()
	n := len(all.kept)
	return n > 0 && all.kept[n-1].State == IngestionStateRunning
}

// CreateIngestion starts syncing folders and files.
func (o operations) CreateIngestion(_ context.Context, r CreateIngestionRequestObject) (CreateIngestionResponseObject, error) {
	job := IngestJob{Collection: o.options.Collection}
	if r.Body.Collection != nil {
		job.Collection = *r.Body.Collection
	}
	if err := checkCollection("/collection", job.Collection); err != nil {
		return nil, err
	}
	if n := len(r.Body.Paths); n == 0 || n > maxPaths {
		return nil, invalid("/paths", fmt.Sprintf("1 to %d paths can be ingested at once.", maxPaths))
	}
	for i, path := range r.Body.Paths {
		allowed, err := allowedPath(o.options.IngestRoots, path)
		if err != nil {
			return nil, err.at(fmt.Sprintf("/paths/%d", i))
		}
		job.Paths = append(job.Paths, allowed)
	}
	started, err := o.startIngestion(job)
	if err != nil {
		return nil, err
	}
	return CreateIngestion202JSONResponse{
		Body:    started,
		Headers: CreateIngestion202ResponseHeaders{Location: "/v1/ingestions/" + started.Id},
	}, nil
}

// allowedPath returns the real path behind a path that lies below one of the
// roots, links followed, so that a link cannot lead out. Of other paths it
// does not tell whether they exist.
func allowedPath(roots []string, path string) (string, *problemError) {
	if !filepath.IsAbs(path) || len(path) > maxServerPath {
		return "", invalid("", "A path is absolute and names a folder or file of the server.")
	}
	path = filepath.Clean(path)
	real, err := filepath.EvalSymlinks(path)
	for _, root := range roots {
		realRoot, rootErr := filepath.EvalSymlinks(root)
		if rootErr != nil {
			continue // a root that is not there allows nothing
		}
		switch {
		case err == nil && within(realRoot, real):
			return real, nil
		case errors.Is(err, fs.ErrNotExist) && (within(realRoot, path) || within(filepath.Clean(root), path)):
			return "", newProblem(ProblemCodePathNotFound, "Nothing is at this path.")
		}
	}
	return "", newProblem(ProblemCodePathNotAllowed, "The operator did not allow this path. Allowed folders are listed in the server's configuration.")
}

func within(root, path string) bool {
	relative, err := filepath.Rel(root, path)
	return err == nil && filepath.IsLocal(relative)
}

func (s *Server) startIngestion(job IngestJob) (Ingestion, error) {
	if s.draining.Load() {
		return Ingestion{}, errShuttingDown
	}
	all := &s.ingestions
	all.mu.Lock()
	defer all.mu.Unlock()
	if n := len(all.kept); n > 0 && all.kept[n-1].State == IngestionStateRunning {
		return Ingestion{}, newProblem(ProblemCodeIngestionRunning,
			"Ingestion "+all.kept[n-1].Id+" is running. Try again when it has ended.").after(10)
	}
	one := &Ingestion{
		Id: uuid.NewString(), State: IngestionStateRunning, Collection: job.Collection,
		Failures: []IngestionFailure{}, Remarks: []Remark{}, StartedAt: time.Now().UTC(),
	}
	all.kept = append(all.kept, one)
	if len(all.kept) > keptIngestions {
		all.kept = all.kept[1:]
	}
	s.workers.Go(func() { s.ingest(one, job) })
	return *one, nil
}

func (s *Server) ingest(one *Ingestion, job IngestJob) {
	err := s.options.Ingest.Ingest(s.work, job, func(p IngestProgress) { s.ingestions.update(one, p) })
	s.ingestions.mu.Lock()
	defer s.ingestions.mu.Unlock()
	ended := time.Now().UTC()
	one.EndedAt = &ended
	switch {
	case err == nil:
		one.State = IngestionStateDone
	case s.work.Err() != nil:
		one.State = IngestionStateCancelled
	default:
		one.State = IngestionStateFailed
		one.Error = err.Error()
		s.log.Error("ingestion failed", "ingestion", one.Id, "error", err)
	}
}

func (all *ingestions) update(one *Ingestion, p IngestProgress) {
	all.mu.Lock()
	defer all.mu.Unlock()
	one.FilesDone, one.FilesTotal = p.FilesDone, p.FilesTotal
	one.PassagesEmbedded, one.PassagesTotal = p.PassagesEmbedded, p.PassagesTotal
	one.Documents = IngestionCounts(p.Documents)
	// Copied: replies still hold the lists of before.
	one.FailuresTotal, one.Failures = len(p.Failures), firstOf(p.Failures)
	one.RemarksTotal, one.Remarks = len(p.Remarks), firstOf(p.Remarks)
}

func firstOf[T any](all []T) []T {
	return append([]T{}, all[:min(len(all), keptOfEach)]...)
}

// GetIngestion tells how far an ingestion is.
func (o operations) GetIngestion(_ context.Context, r GetIngestionRequestObject) (GetIngestionResponseObject, error) {
	o.ingestions.mu.Lock()
	defer o.ingestions.mu.Unlock()
	for _, one := range o.ingestions.kept {
		if one.Id == r.Id {
			return GetIngestion200JSONResponse(*one), nil
		}
	}
	return nil, newProblem(ProblemCodeIngestionNotFound, "There is no ingestion with this id since the server started.").at("id")
}
