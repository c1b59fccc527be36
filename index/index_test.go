package index_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"footnote/index"
	"footnote/index/embedding/embeddingtest"
	"footnote/index/indextest"
	"footnote/index/lexical"
	"footnote/index/vector"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// folder is a data folder with its catalog open.
type folder struct {
	t       *testing.T
	dir     string
	catalog *catalog.Catalog
}

func newFolder(t *testing.T) *folder {
	f := &folder{t: t, dir: t.TempDir()}
	c, err := catalog.Open(t.Context(), f.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	f.catalog = c
	return f
}

// open opens the index, to be closed with the test if it is not before.
func (f *folder) open(e index.Embedder) *index.Index {
	f.t.Helper()
	x, err := index.Open(f.t.Context(), index.Options{Catalog: f.catalog, Lexical: lexical.New(f.dir), Vectors: vector.New(), Embedder: e})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { x.Close() })
	return x
}

func (f *folder) put(x *index.Index, documents ...document.Document) {
	f.t.Helper()
	changes := []kbsource.FileChange{{Path: "file", State: kbsource.FileState{Hash: "h"}, Documents: documents}}
	if _, err := x.Store("main").Apply(f.t.Context(), "source", changes); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) count(x *index.Index, text string) int {
	f.t.Helper()
	hits, err := x.Lexical(f.t.Context(), index.LexicalQuery{Text: text, Language: "en", Limit: 10_000})
	if err != nil {
		f.t.Fatal(err)
	}
	return len(hits)
}

func numbered(n int) []document.Document {
	all := make([]document.Document, n)
	for i := range all {
		all[i] = indextest.Document(fmt.Sprintf("doc-%04d", i), "en", fmt.Sprintf("Article %d", i), fmt.Sprintf("Common text and number %d.", i))
	}
	return all
}

// Whatever happens to the folder of the word index, it is rebuilt.
func TestDamagedIndexIsRebuilt(t *testing.T) {
	files := func(dir string) []string {
		var all []string
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for name, damage := range map[string]func(t *testing.T, dir string){
		"garbage in every file": func(t *testing.T, dir string) {
			for _, path := range files(dir) {
				write(t, path, strings.Repeat("garbage", 1000))
			}
		},
		"empty files": func(t *testing.T, dir string) {
			for _, path := range files(dir) {
				write(t, path, "")
			}
		},
		"no segments": func(t *testing.T, dir string) {
			for _, path := range files(dir) {
				if filepath.Ext(path) == ".zap" {
					remove(t, path)
				}
			}
		},
		"no meta": func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "index_meta.json")) },
		"a file":  func(t *testing.T, dir string) { remove(t, dir); write(t, dir, "not a folder") },
		"unfinished rebuild": func(t *testing.T, dir string) {
			if err := os.Rename(dir, dir+".building"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			x := f.open(nil)
			f.put(x, numbered(20)...)
			if err := x.Close(); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(f.dir, "lexical"))
			x = f.open(nil)
			if n := f.count(x, "common"); n != 20 {
				t.Errorf("%d passages after the rebuild, want 20", n)
			}
			if _, err := os.Stat(filepath.Join(f.dir, "lexical.building")); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the unfinished index is left: %v", err)
			}
		})
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func TestOpenFailsWhereItCannotWrite(t *testing.T) {
	f := newFolder(t)
	notAFolder := filepath.Join(f.dir, "file")
	write(t, notAFolder, "")
	if _, err := index.Open(t.Context(), index.Options{Catalog: f.catalog, Lexical: lexical.New(notAFolder)}); err == nil {
		t.Error("opened in a file")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.Open(ctx, index.Options{Catalog: f.catalog, Lexical: lexical.New(f.dir)}); !errors.Is(err, context.Canceled) {
		t.Errorf("after cancel: %v", err)
	}
}

func TestSearchWhileWriting(t *testing.T) {
	f := newFolder(t)
	x := f.open(embeddingtest.Hashing{})
	f.put(x, numbered(50)...)
	vector, err := x.EmbedQuery(t.Context(), "common text")
	if err != nil {
		t.Fatal(err)
	}
	var done atomic.Bool
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for !done.Load() {
				hits, err := x.Lexical(t.Context(), index.LexicalQuery{Text: "common", Language: "en", Limit: 1000, Filter: index.Filter{Collections: []string{"main"}}})
				if err != nil || len(hits) < 50 {
					t.Errorf("%d hits, %v", len(hits), err)
					return
				}
				if _, err := x.Nearest(t.Context(), index.VectorQuery{Vector: vector, Limit: 1000}); err != nil {
					t.Error(err)
					return
				}
				x.IDF("en", "common")
				if _, err := x.Status(t.Context()); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Go(func() {
		for range 5 {
			if err := x.Embed(t.Context(), func(int, int) {}); err != nil {
				t.Error(err)
			}
		}
	})
	for n := 60; n <= 120; n += 20 {
		f.put(x, numbered(n)...)
	}
	if err := x.Reindex(t.Context(), func(int, int) {}); err != nil {
		t.Error(err)
	}
	done.Store(true)
	wg.Wait()
	if err := x.Embed(t.Context(), func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	s, err := x.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := index.Status{Seq: s.Seq, LexicalSeq: s.Seq, VectorSeq: s.Seq, Passages: 120, Vectors: 120, Model: "builtin:hashing-384-v1"}
	if s != want {
		t.Errorf("status %+v, want %+v", s, want)
	}
}

func TestClosed(t *testing.T) {
	f := newFolder(t)
	x := f.open(nil)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if _, err := x.Lexical(t.Context(), index.LexicalQuery{Text: "a", Limit: 1}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("Lexical: %v", err)
	}
	if _, err := x.Store("main").Apply(t.Context(), "s", nil); !errors.Is(err, index.ErrClosed) {
		t.Errorf("Apply: %v", err)
	}
	if err := x.Reindex(t.Context(), func(int, int) {}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("Reindex: %v", err)
	}
	if got := x.IDF("en", "a"); got != 0 {
		t.Errorf("IDF: %v", got)
	}
}

func TestDocumentLanguage(t *testing.T) {
	f := newFolder(t)
	x := f.open(nil)
	f.put(x,
		indextest.Document("found", "", "Rechnungen", "Die Rechnung wird am ersten Tag des Monats verschickt."),
		indextest.Document("stated", "pt-BR", "Wi-Fi", "Router X200."),
		indextest.Document("impossible", "en", "Счета", "Счёт приходит в первый день месяца."),
		indextest.Document("none", "", "404", "12345"))
	documents, err := f.catalog.Documents(t.Context(), catalog.DocumentQuery{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range documents {
		got[d.Path] = d.Language
	}
	for path, want := range map[string]string{"found": "de", "stated": "pt", "impossible": "ru", "none": "und"} {
		if got[path] != want {
			t.Errorf("%s is in %q, want %q", path, got[path], want)
		}
	}
}

func TestApplyTakesFilesApart(t *testing.T) {
	f := newFolder(t)
	x := f.open(nil)
	store := x.Store("main")
	apply := func(want kbsource.Applied, changes ...kbsource.FileChange) {
		t.Helper()
		if got, err := store.Apply(t.Context(), "s", changes); err != nil || got != want {
			t.Errorf("applied %+v, %v, want %+v", got, err, want)
		}
	}
	a, b, c := indextest.Document("f#a", "en", "A", "alpha"), indextest.Document("f#b", "en", "B", "beta"), indextest.Document("f#c", "en", "C", "gamma")
	file := func(hash string, documents ...document.Document) kbsource.FileChange {
		return kbsource.FileChange{Path: "f", State: kbsource.FileState{Hash: hash, Documents: len(documents)}, Documents: documents}
	}
	apply(kbsource.Applied{Added: 2}, file("1", a, b, b))
	apply(kbsource.Applied{Unchanged: 1, Added: 1, Removed: 1}, file("2", b, c))
	files, err := store.Files(t.Context(), "s")
	if err != nil || len(files) != 1 || files["f"].Hash != "2" || files["f"].Documents != 2 {
		t.Errorf("files %v, %v", files, err)
	}
	if _, err := x.Store("other").Apply(t.Context(), "s", []kbsource.FileChange{file("3", a)}); err == nil {
		t.Error("a source was moved to another collection")
	}
	apply(kbsource.Applied{Removed: 2}, kbsource.FileChange{Path: "f", Removed: true})
	if files, err = store.Files(t.Context(), "s"); err != nil || len(files) != 0 {
		t.Errorf("files %v, %v", files, err)
	}
}
