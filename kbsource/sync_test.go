package kbsource_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// memory is a Store that keeps documents by file, as the real one does.
type memory struct {
	mu    sync.Mutex
	files map[string]kbsource.FileState
	docs  map[string][]document.Document
	// paths are the files in the order in which they came.
	paths []string
	// fail is returned instead of storing anything, after is called after a
	// commit.
	fail  error
	after func()
}

func newMemory() *memory {
	return &memory{files: map[string]kbsource.FileState{}, docs: map[string][]document.Document{}}
}

func (m *memory) Sources(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	names := map[string]bool{}
	for key := range m.files {
		source, _, _ := strings.Cut(key, "\x00")
		names[source] = true
	}
	return slices.Sorted(maps.Keys(names)), nil
}

func (m *memory) Files(_ context.Context, source string) (map[string]kbsource.FileState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	files := map[string]kbsource.FileState{}
	for key, state := range m.files {
		if path, found := strings.CutPrefix(key, source+"\x00"); found {
			files[path] = state
		}
	}
	return files, nil
}

func (m *memory) Apply(ctx context.Context, source string, changes []kbsource.FileChange) (kbsource.Applied, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var a kbsource.Applied
	if m.fail != nil || ctx.Err() != nil {
		return a, errors.Join(m.fail, ctx.Err())
	}
	for _, c := range changes {
		key := source + "\x00" + c.Path
		m.paths = append(m.paths, c.Path)
		before := m.docs[key]
		delete(m.docs, key)
		delete(m.files, key)
		if !c.Removed {
			m.docs[key], m.files[key] = c.Documents, c.State
		}
		for i := range max(len(before), len(c.Documents)) {
			switch {
			case i >= len(before):
				a.Added++
			case i >= len(c.Documents):
				a.Removed++
			case before[i].Hash == c.Documents[i].Hash:
				a.Unchanged++
			default:
				a.Changed++
			}
		}
	}
	if m.after != nil {
		m.after()
	}
	return a, nil
}

func (m *memory) text(source, path string) string {
	docs := m.docs[source+"\x00"+path]
	if len(docs) == 0 {
		return ""
	}
	return docs[0].Text
}

func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func sync1(t *testing.T, store kbsource.Store, root string) kbsource.Report {
	t.Helper()
	report, err := kbsource.Sync(t.Context(), store, root, kbsource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func reasons(failures []kbsource.Failure) map[string]string {
	byPath := map[string]string{}
	for _, f := range failures {
		byPath[f.Path] = f.Reason
	}
	return byPath
}

func TestSyncTouchesOnlyWhatChanged(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{
		"a.md": "# A\n\none", "b/b.html": "<p>two</p>", "b/c.csv": "question,answer\nq,three\nr,four\n", "logo.png": "x", ".git/x.md": "hidden", "d.txt": "same", "e.txt": "same",
	})
	report := sync1(t, store, root)
	if want := (kbsource.FileCounts{Added: 5}); report.Files != want || report.Documents != (kbsource.Applied{Added: 6}) {
		t.Errorf("first run: %+v %+v", report.Files, report.Documents)
	}
	if want := []string{"a.md", "b/b.html", "b/c.csv", "d.txt", "e.txt"}; !slices.Equal(store.paths, want) {
		t.Errorf("stored %q, want %q", store.paths, want)
	}
	if r := reasons(report.Skipped); len(r) != 2 || r[".git"] != "hidden" || !strings.Contains(r["logo.png"], "format") {
		t.Errorf("skipped %q", r)
	}

	store.paths = nil
	report = sync1(t, store, root)
	if want := (kbsource.FileCounts{Unchanged: 5}); report.Files != want || report.Documents != (kbsource.Applied{Unchanged: 6}) || store.paths != nil {
		t.Errorf("second run: %+v %+v %q", report.Files, report.Documents, store.paths)
	}

	write(t, root, map[string]string{"a.md": "# A\n\nnew", "f.md": "added"})
	if err := os.RemoveAll(filepath.Join(root, "b")); err != nil {
		t.Fatal(err)
	}
	report = sync1(t, store, root)
	if want := (kbsource.FileCounts{Added: 1, Changed: 1, Removed: 2, Unchanged: 2}); report.Files != want {
		t.Errorf("third run: %+v", report.Files)
	}
	if want := (kbsource.Applied{Added: 1, Changed: 1, Removed: 3, Unchanged: 2}); report.Documents != want {
		t.Errorf("third run: %+v", report.Documents)
	}
	// What is gone goes first: it must not be answered from meanwhile.
	if want := []string{"b/b.html", "b/c.csv", "a.md", "f.md"}; !slices.Equal(store.paths, want) {
		t.Errorf("stored %q, want %q", store.paths, want)
	}
}

func TestSyncOfAFolderThatWasEmptied(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one", "b.md": "two"})
	sync1(t, store, root)
	for _, name := range []string{"a.md", "b.md"} {
		if err := os.Remove(filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	// Nothing at all is what a mount point shows whose disk is away.
	_, err := kbsource.Sync(t.Context(), store, root, kbsource.Options{})
	var bad *kbsource.RootError
	if !errors.As(err, &bad) || !errors.Is(err, kbsource.ErrEmptied) || len(store.docs) != 2 {
		t.Errorf("%v, left %v", err, store.docs)
	}
	write(t, root, map[string]string{"readme.rst": "no article"})
	if report := sync1(t, store, root); report.Files.Removed != 2 || len(store.docs) != 0 {
		t.Errorf("%+v, left %v", report, store.docs)
	}
}

func TestSyncGoesOnAfterAnInterruption(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	for i := range 1000 {
		write(t, root, map[string]string{fmt.Sprintf("%02d/%04d.md", i%7, i): fmt.Sprintf("# %d\n\ntext %d", i, i)})
	}
	runs := 0
	for {
		ctx, cancel := context.WithCancel(t.Context())
		store.after = cancel
		before := len(store.files)
		_, err := kbsource.Sync(ctx, store, root, kbsource.Options{})
		cancel()
		if runs++; err == nil || runs > 10 {
			break
		}
		if !errors.Is(err, context.Canceled) || len(store.files) <= before {
			t.Fatalf("run %d: %v, %d files after %d", runs, err, len(store.files), before)
		}
	}
	if len(store.files) != 1000 || len(store.paths) != 1000 || !slices.IsSorted(store.paths) || runs < 3 {
		t.Errorf("%d runs, %d files, %d stored", runs, len(store.files), len(store.paths))
	}
}

func TestSyncStopsBeforeItStarts(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := kbsource.Sync(ctx, store, root, kbsource.Options{}); !errors.Is(err, context.Canceled) || len(store.files) != 0 {
		t.Error(err, store.files)
	}
}

func TestSyncTellsWhenTheStoreFails(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one"})
	store.fail = errors.New("disk full")
	report, err := kbsource.Sync(t.Context(), store, root, kbsource.Options{})
	if !errors.Is(err, store.fail) || report.Files.Added != 0 || report.Source != root {
		t.Error(err, report)
	}
}

func TestSyncReportsBadFilesAndReadsTheRest(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{
		"good.md": "fine", "empty.md": "", "binary.md": "\x89PNG\r\n\x1a\n\x00\x00", "zeros.txt": "a\x00b", "latin.txt": "gr\xfc\xdfe\n", "nothing.html": "<!-- -->",
		"columns.csv": "name,age\na,1\n", "broken.jsonl": "{\"text\":\"a\"\n{", "broken.pdf": "%PDF-1.7\nrubbish", "broken.docx": "PK\x03\x04",
	})
	if err := os.WriteFile(filepath.Join(root, "locked.pdf"), pdftest.Locked(), 0o644); err != nil {
		t.Fatal(err)
	}
	huge, err := os.Create(filepath.Join(root, "huge.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(huge.Truncate(200<<20), huge.Close()); err != nil {
		t.Fatal(err)
	}
	report, err := kbsource.Sync(t.Context(), store, root, kbsource.Options{Extractor: &readers})
	if err != nil {
		t.Fatal(err)
	}
	got := reasons(report.Failures)
	for path, want := range map[string]string{
		"empty.md": "0 bytes", "binary.md": "a picture", "zeros.txt": "binary", "latin.txt": "save the file as UTF-8", "nothing.html": "no visible text",
		"columns.csv": "question and answer", "broken.jsonl": "2 of 2 lines", "broken.pdf": "new PDF", "broken.docx": "save it in Word", "huge.txt": "200.0 MB",
		"locked.pdf": "password",
	} {
		if !strings.Contains(got[path], want) {
			t.Errorf("%s: %q, want %q", path, got[path], want)
		}
	}
	if len(got) != 11 || report.Files.Failed != 11 || report.Files.Added != 1 || store.text(root, "good.md") != "fine" {
		t.Errorf("%+v %q", report.Files, got)
	}
	if !slices.IsSortedFunc(report.Failures, func(a, b kbsource.Failure) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("failures are not in order: %v", report.Failures)
	}
	for _, f := range report.Failures {
		if !slices.ContainsFunc(causes, func(cause error) bool { return errors.Is(f.Err, cause) }) {
			t.Errorf("%s: an error without a cause: %v", f.Path, f.Err)
		}
	}
}

func TestSyncKeepsTheOldVersionOfAFileThatWentBad(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "old", "b.md": "other"})
	sync1(t, store, root)
	write(t, root, map[string]string{"a.md": "\xff"})
	for range 2 { // it is tried again each time
		if report := sync1(t, store, root); report.Files.Failed != 1 || report.Files.Unchanged != 1 || store.text(root, "a.md") != "old" {
			t.Errorf("%+v, stored %q", report.Files, store.text(root, "a.md"))
		}
	}
	write(t, root, map[string]string{"a.md": "new"})
	if report := sync1(t, store, root); report.Files.Changed != 1 || store.text(root, "a.md") != "new" {
		t.Errorf("%+v, stored %q", report.Files, store.text(root, "a.md"))
	}
}

func TestSyncDoesNotFollowLinksOrOpenDevices(t *testing.T) {
	root, outside, store := t.TempDir(), t.TempDir(), newMemory()
	write(t, outside, map[string]string{"secret.md": "secret"})
	write(t, root, map[string]string{"a.md": "one"})
	for link, target := range map[string]string{"loop": ".", "out": outside, "file.md": filepath.Join(outside, "secret.md"), "gone.md": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	report := sync1(t, store, root)
	skipped := reasons(report.Skipped)
	for _, path := range []string{"loop", "out", "file.md", "gone.md"} {
		if !strings.Contains(skipped[path], "symbolic link") {
			t.Errorf("%s: %q", path, skipped[path])
		}
	}
	if !strings.Contains(skipped["pipe.md"], "regular") || len(skipped) != 5 || !slices.Equal(store.paths, []string{"a.md"}) {
		t.Errorf("skipped %q, stored %q", skipped, store.paths)
	}
}

func TestSyncOfOneFile(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"corpus.jsonl": `{"id":"en/1","text":"one"}`, "other.md": "two", "x.xyz": "?"})
	path := filepath.Join(root, "corpus.jsonl")
	sync1(t, store, path)
	if docs := store.docs[path+"\x00corpus.jsonl"]; len(docs) != 1 || docs[0].Path != "corpus.jsonl#en/1" || len(store.docs) != 1 {
		t.Errorf("%+v", store.docs)
	}
	link := filepath.Join(root, "link.jsonl")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if sync1(t, store, link); store.text(link, "link.jsonl") != "one" {
		t.Error("the link that was named is not read")
	}
	if _, err := kbsource.Sync(t.Context(), store, filepath.Join(root, "x.xyz"), kbsource.Options{}); !errors.Is(err, document.ErrUnsupported) {
		t.Error(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := kbsource.Sync(t.Context(), store, path, kbsource.Options{}); err == nil || store.text(path, "corpus.jsonl") == "" {
		t.Error("a file that is gone was taken as removed:", err)
	}
}

func TestSyncOfNothing(t *testing.T) {
	root := t.TempDir()
	for name, path := range map[string]string{"empty": root, "only others": t.TempDir()} {
		if name != "empty" {
			write(t, path, map[string]string{"a.png": "x"})
		}
		if _, err := kbsource.Sync(t.Context(), newMemory(), path, kbsource.Options{}); !errors.Is(err, kbsource.ErrNothingToRead) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := kbsource.Sync(t.Context(), newMemory(), filepath.Join(root, "missing"), kbsource.Options{}); err == nil {
		t.Error("a root that is not there was read")
	}
}

func TestSyncNames(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one"})
	if err := os.WriteFile(filepath.Join(root, "b\xff.md"), []byte("two"), 0o644); err != nil {
		t.Fatal(err)
	}
	report, err := kbsource.Sync(t.Context(), store, root+"/./", kbsource.Options{Source: "handbook"})
	if err != nil || report.Source != "handbook" || store.text("handbook", "a.md") != "one" {
		t.Error(err, report)
	}
	if len(report.Failures) != 1 || !errors.Is(report.Failures[0].Err, document.ErrInvalidEncoding) {
		t.Errorf("failures %v", report.Failures)
	}
}

func TestSyncProgress(t *testing.T) {
	root := t.TempDir()
	write(t, root, map[string]string{"a.md": "one", "b.md": "three", "c.md": ""})
	var all []kbsource.Progress
	_, err := kbsource.Sync(t.Context(), newMemory(), root, kbsource.Options{Progress: func(p kbsource.Progress) { all = append(all, p) }})
	want := []kbsource.Progress{{1, 3, 3, 8}, {2, 3, 8, 8}, {3, 3, 8, 8}}
	if err != nil || !slices.Equal(all, want) {
		t.Errorf("%v %v, want %v", err, all, want)
	}
}

// brokenFS fails on some paths as a bad disk or missing rights would.
type brokenFS struct {
	fstest.MapFS
	broken map[string]error
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if err := b.broken[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return b.MapFS.Open(name)
}

func (b brokenFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := b.broken[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return b.MapFS.ReadDir(name)
}

func TestSyncNeverTakesTheUnreadableAsRemoved(t *testing.T) {
	store := newMemory()
	disk := brokenFS{fstest.MapFS{
		"a.md": {Data: []byte("one")}, "dir/b.md": {Data: []byte("two")}, "dir/sub/c.md": {Data: []byte("three")}, "dirt/d.md": {Data: []byte("four")},
	}, map[string]error{}}
	run := func() (kbsource.Report, error) {
		return kbsource.SyncFS(t.Context(), store, "disk", disk, kbsource.Options{})
	}
	if _, err := run(); err != nil {
		t.Fatal(err)
	}
	stored := maps.Clone(store.files)

	disk.broken = map[string]error{"a.md": fs.ErrPermission, "dir": syscall.EIO}
	delete(disk.MapFS, "dirt/d.md")
	report, err := run()
	delete(stored, "disk\x00dirt/d.md")
	if err != nil || report.Files.Removed != 1 || !reflect.DeepEqual(store.files, stored) {
		t.Errorf("%v %+v, stored %v", err, report, store.files)
	}
	got := reasons(report.Failures)
	if !strings.Contains(got["a.md"], "permission denied") || !strings.Contains(got["dir"], "input/output error") || len(got) != 2 {
		t.Errorf("failures %q", got)
	}

	disk.broken = map[string]error{".": fs.ErrPermission}
	if _, err := run(); err == nil || !reflect.DeepEqual(store.files, stored) {
		t.Errorf("an unreadable root: %v, stored %v", err, store.files)
	}
}
