package api_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"footnote/api"
	"footnote/kbsource"
)

// stepper is an ingester that goes on when it is told to.
type stepper struct {
	job   chan api.IngestJob
	step  chan api.IngestProgress
	taken chan struct{}
	end   chan error
}

func newStepper() *stepper {
	return &stepper{make(chan api.IngestJob, 1), make(chan api.IngestProgress), make(chan struct{}), make(chan error)}
}

func (s *stepper) Ingest(ctx context.Context, job api.IngestJob, progress func(api.IngestProgress)) error {
	s.job <- job
	for {
		select {
		case p := <-s.step:
			progress(p)
			s.taken <- struct{}{}
		case err := <-s.end:
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func TestIngestion(t *testing.T) {
	root, s := t.TempDir(), newStepper()
	f := newFixture(t, func(o *api.Options) { o.Ingest, o.IngestRoots = s, []string{root} })
	body := fmt.Sprintf(`{"paths":[%q],"collection":"manuals"}`, root)

	var started api.Ingestion
	r := f.do("POST", "/v1/ingestions", body).want(202, &started)
	if job := <-s.job; job.Collection != "manuals" || len(job.Paths) != 1 {
		t.Errorf("job %+v", job)
	}
	f.do("POST", "/v1/ingestions", body).problem(409, "ingestion_running")

	failures := make([]api.IngestionFailure, 130)
	for i := range failures {
		failures[i] = api.IngestionFailure{Path: fmt.Sprintf("%d.pdf", i), Reason: "encrypted"}
	}
	s.step <- api.IngestProgress{FilesDone: 3, FilesTotal: 200, PassagesEmbedded: 7, PassagesTotal: 9, Documents: kbsource.Applied{Added: 2}, Failures: failures,
		Remarks: []api.Remark{{Path: "a.md", Text: "it says draft: true", LeftOut: true}}}
	<-s.taken
	var now api.Ingestion
	f.do("GET", r.header.Get("Location"), "").want(200, &now)
	if now.State != "running" || now.FilesDone != 3 || now.PassagesTotal != 9 || now.Documents.Added != 2 ||
		len(now.Failures) != 100 || now.FailuresTotal != 130 || now.RemarksTotal != 1 || !now.Remarks[0].LeftOut || now.EndedAt != nil {
		t.Errorf("progress %+v", now)
	}
	s.end <- errors.New("the disk is gone")
	ended := f.waitIngestion(started.Id)
	if ended.State != "failed" || ended.Error != "the disk is gone" || ended.EndedAt == nil {
		t.Errorf("ended %+v", ended)
	}
	f.do("POST", "/v1/ingestions", body).want(202, &started)
	<-s.job
	s.end <- nil
	if ended := f.waitIngestion(started.Id); ended.State != "done" {
		t.Errorf("second ended %+v", ended)
	}
	// A third one runs when the fixture shuts down, which must not hang.
	f.do("POST", "/v1/ingestions", body).want(202, &started)
	f.do("GET", "/v1/ingestions/none", "").problem(404, "ingestion_not_found")
}

func (f *fixture) waitIngestion(id string) api.Ingestion {
	for {
		var now api.Ingestion
		f.do("GET", "/v1/ingestions/"+id, "").want(200, &now)
		if now.State != "running" {
			return now
		}
	}
}

func TestIngestionStaysBelowItsRoots(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	if err := errors.Join(
		os.WriteFile(filepath.Join(root, "a.md"), []byte(article), 0o600),
		os.Symlink(outside, filepath.Join(root, "out")),
		os.Symlink(filepath.Join(root, "a.md"), filepath.Join(root, "in.md")),
	); err != nil {
		t.Fatal(err)
	}
	f := newFixture(t, func(o *api.Options) { o.IngestRoots = []string{root, "/nonexistent-root"} })
	post := func(path string) reply { return f.do("POST", "/v1/ingestions", fmt.Sprintf(`{"paths":[%q]}`, path)) }
	for _, path := range []string{outside, "/", "/etc/passwd", root + "/../" + filepath.Base(outside), root + "/out", root + "x", filepath.Dir(root), "/nonexistent", "/nonexistent-root/a"} {
		post(path).problem(403, "path_not_allowed")
	}
	post(root+"/missing.md").problem(422, "path_not_found")
	post("relative.md").problem(400, "invalid_request")
	f.bad("POST", "/v1/ingestions", `{"paths":[]}`).problem(400, "invalid_request")
	f.bad("POST", "/v1/ingestions", `{}`).problem(400, "invalid_request")
	for _, path := range []string{root, root + "/a.md", root + "/in.md"} {
		var started api.Ingestion
		post(path).want(202, &started)
		f.waitIngestion(started.Id)
	}
	// Without roots nothing is allowed.
	f = newFixture(t)
	post(root).problem(403, "path_not_allowed")
}
