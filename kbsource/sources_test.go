package kbsource_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"footnote/kbsource"
)

func TestASourceInsideAnotherIsRefused(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"kb/a.md": "one", "kb/sub/b.md": "two", "kb2/c.md": "three"})
	kb := filepath.Join(root, "kb")
	sync1(t, store, kb)
	for _, path := range []string{"a.md", "sub"} {
		_, err := kbsource.Sync(t.Context(), store, filepath.Join(kb, path), kbsource.Options{})
		var bad *kbsource.RootError
		if !errors.As(err, &bad) || !errors.Is(err, kbsource.ErrCovered) || len(store.docs) != 2 {
			t.Errorf("%s: %v, stored %v", path, err, store.paths)
		}
	}
	sync1(t, store, kb+"2")
	if _, err := kbsource.Sync(t.Context(), store, filepath.Join(kb, "sub"), kbsource.Options{Source: "named"}); err != nil {
		t.Error("a source with a name of its own:", err)
	}
}

func TestAWiderSourceAbsorbsThoseInside(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one", "sub/b.md": "two", "bad/c.md": "three", "bad/d.md": "four"})
	for _, path := range []string{"a.md", "sub", "bad"} {
		sync1(t, store, filepath.Join(root, path))
	}
	write(t, root, map[string]string{"bad/d.md": "\xff"})
	report := sync1(t, store, root)
	want := []string{filepath.Join(root, "a.md"), filepath.Join(root, "sub")}
	if !slices.Equal(report.Absorbed, want) {
		t.Errorf("absorbed %q, want %q", report.Absorbed, want)
	}
	// What could not be read again stays as it was.
	if store.text(filepath.Join(root, "bad"), "d.md") != "four" || store.text(root, "sub/b.md") != "two" || store.text(want[1], "b.md") != "" {
		t.Errorf("stored %v", store.docs)
	}
	write(t, root, map[string]string{"bad/d.md": "new"})
	if report := sync1(t, store, root); !slices.Equal(report.Absorbed, []string{filepath.Join(root, "bad")}) || len(store.docs) != 4 {
		t.Errorf("absorbed %q, stored %v", report.Absorbed, store.docs)
	}
}

func TestRemove(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"kb/a.md": "one", "kb/b.csv": "id,text\n1,x\n2,y\n", "other/c.md": "three"})
	sync1(t, store, filepath.Join(root, "kb"))
	sync1(t, store, filepath.Join(root, "other"))
	applied, err := kbsource.Remove(t.Context(), store, filepath.Join(root, "kb"))
	if err != nil || applied.Removed != 3 || len(store.files) != 1 {
		t.Errorf("%v %+v, left %v", err, applied, store.files)
	}
}
