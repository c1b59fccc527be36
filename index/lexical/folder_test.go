package lexical_test

import (
	"testing"

	"footnote/index"
	"footnote/index/lexical"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// folder is a data folder that is searched by words alone.
type folder struct {
	t       testing.TB
	catalog *catalog.Catalog
	index   *index.Index
}

func newFolder(t testing.TB) *folder {
	t.Helper()
	dir := t.TempDir()
	c, err := catalog.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	x, err := index.Open(t.Context(), index.Options{Catalog: c, Lexical: lexical.New(dir)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return &folder{t, c, x}
}

func (f *folder) put(x *index.Index, documents ...document.Document) {
	f.t.Helper()
	changes := []kbsource.FileChange{{Path: "file", State: kbsource.FileState{Hash: "h"}, Documents: documents}}
	if _, err := x.Store("main").Apply(f.t.Context(), "source", changes); err != nil {
		f.t.Fatal(err)
	}
}
