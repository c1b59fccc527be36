package kbsource_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
)

func TestSyncAll(t *testing.T) {
	base, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, base, map[string]string{"one/a.md": "a", "one/sub/b.md": "b", "two/c.md": "c", "two/d.md": "", "none/picture.png": "x"})
	in := func(name string) string { return filepath.Join(base, name) }
	var last kbsource.Progress
	var synced []string
	reports, err := kbsource.SyncAll(t.Context(), newMemory(), []string{in("one"), in("none"), in("two"), in("one/sub")}, kbsource.Options{
		Progress: func(p kbsource.Progress) { last = p },
		Synced:   func(r kbsource.Report) { synced = append(synced, r.Source) },
	})
	if err != nil || len(reports) != 3 {
		t.Fatalf("%v: %+v", err, reports)
	}
	if last.Done != 4 || last.Total != 4 || strings.Join(synced, " ") != in("one")+" "+in("none")+" "+in("two") {
		t.Errorf("progress %+v, synced %q", last, synced)
	}
	if r := reports[0]; r.Documents.Added != 2 || len(r.Remarks) != 1 || r.Remarks[0].Path != in("one/sub") {
		t.Errorf("the first: %+v", r)
	}
	if r := reports[1]; len(r.Failures) != 1 || !errors.Is(r.Failures[0].Err, kbsource.ErrNothingToRead) {
		t.Errorf("the second: %+v", r)
	}
	if r := reports[2]; r.Documents.Added != 1 || len(r.Failures) != 1 || !errors.Is(r.Failures[0].Err, document.ErrEmpty) {
		t.Errorf("the third: %+v", r)
	}
	if reports, err := kbsource.SyncAll(t.Context(), newMemory(), []string{in("none")}, kbsource.Options{}); !errors.Is(err, kbsource.ErrNothingToRead) || len(reports) != 0 {
		t.Errorf("alone: %v %+v", err, reports)
	}
}
