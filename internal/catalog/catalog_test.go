package catalog_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"syscall"
	"testing"
	"time"

	"footnote/internal/catalog"
)

func open(t *testing.T, dir string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// article makes a document of n passages, each with a hash of its own.
func article(path string, n int) catalog.DocumentPut {
	put := catalog.DocumentPut{Document: catalog.Document{
		File: path, Path: path, Title: "Title of " + path, Language: "en", Labels: []string{"billing"},
		Format: "markdown", Hash: "h-" + path, UpdatedAt: time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC),
	}}
	for i := range n {
		text := fmt.Sprintf("Passage %d of %s.", i, path)
		start := len(put.Document.Text)
		put.Document.Text += text
		put.Passages = append(put.Passages, catalog.Passage{
			Headings: []string{"A", "B"}, Page: 1, Start: start, End: start + len(text), Text: text,
			EmbeddingHash: []byte(text),
		})
	}
	return put
}

func commit(t *testing.T, c *catalog.Catalog, change catalog.Commit) int64 {
	t.Helper()
	change.Source, change.Collection = "kb", "default"
	seq, err := c.Commit(t.Context(), change)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func TestCommitIsReadBackWhole(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir)
	put := article("a.md", 2)
	file := catalog.File{
		Path: "a.md", Hash: "x", Documents: 1, Until: time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC),
		Remarks: []catalog.Remark{{Path: "a.md", Text: "page 2 has no text"}, {Path: "a.md#b", Text: "it says draft: true", LeftOut: true}},
	}
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{put}, Files: []catalog.File{file}})
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = open(t, dir)

	id := catalog.DocumentID("default", "kb", "a.md")
	d, err := c.Document(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	want := put.Document
	want.ID, want.Collection, want.Source, want.IndexedAt = id, "default", "kb", d.IndexedAt
	if !reflect.DeepEqual(d, want) {
		t.Errorf("document\n got %+v\nwant %+v", d, want)
	}
	rows, err := c.PassagesAfter(t.Context(), 0, 10)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d passages, %v", len(rows), err)
	}
	for i, r := range rows {
		p := put.Passages[i]
		p.ID, p.DocumentID, p.Ordinal = r.Passage.ID, id, i
		if !reflect.DeepEqual(r.Passage, p) {
			t.Errorf("passage\n got %+v\nwant %+v", r.Passage, p)
		}
		if r.Document.Title != want.Title || r.Document.Text != "" {
			t.Errorf("passage's document: %+v", r.Document)
		}
	}
	files, err := c.Files(t.Context(), "kb")
	if err != nil || !reflect.DeepEqual(files["a.md"], file) {
		t.Errorf("files %v, %v", files, err)
	}
}

func TestPassageIDsAreNeverUsedTwice(t *testing.T) {
	c := open(t, t.TempDir())
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 3)}})
	old, _ := c.PassagesAfter(t.Context(), 0, 10)
	commit(t, c, catalog.Commit{Delete: []string{catalog.DocumentID("default", "kb", "a.md")}})
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("b.md", 3)}})

	var ids []int64
	for _, r := range old {
		ids = append(ids, r.Passage.ID)
	}
	live, err := c.PassagesByID(t.Context(), ids)
	if err != nil || len(live) != 0 {
		t.Errorf("ids of deleted passages are live again: %v, %v", live, err)
	}
}

// TestChangeLogRebuildsTheLiveSet follows the log as an index does, from
// every point of it, and must always end at the live passages.
func TestChangeLogRebuildsTheLiveSet(t *testing.T) {
	c := open(t, t.TempDir())
	at := []map[int64]bool{{}}
	live := func() map[int64]bool {
		rows, err := c.PassagesAfter(t.Context(), 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		set := map[int64]bool{}
		for _, r := range rows {
			set[r.Passage.ID] = true
		}
		return set
	}
	seqs := []int64{0}
	for i := range 6 {
		change := catalog.Commit{Put: []catalog.DocumentPut{article(fmt.Sprintf("%d.md", i%3), i+1), article("same.md", 2)}}
		if i == 4 {
			change.Delete = []string{catalog.DocumentID("default", "kb", "0.md")}
		}
		seqs = append(seqs, commit(t, c, change))
		at = append(at, live())
	}
	want := at[len(at)-1]
	for i, from := range seqs {
		set := at[i]
		for seq := from; ; {
			changes, complete, err := c.ChangesSince(t.Context(), seq, 2)
			if err != nil || !complete {
				t.Fatalf("changes since %d: complete %v, %v", seq, complete, err)
			}
			if len(changes) == 0 {
				break
			}
			for _, ch := range changes {
				for id := ch.First; id <= ch.Last; id++ {
					if ch.Removed {
						delete(set, id)
					} else {
						set[id] = true
					}
				}
				seq = ch.Seq
			}
		}
		if !reflect.DeepEqual(set, want) {
			t.Errorf("following from %d ends at %v, want %v", from, set, want)
		}
	}
	if _, complete, _ := c.ChangesSince(t.Context(), 10_000, 10); complete {
		t.Error("a sequence from the future counts as complete")
	}
}

func TestEmbeddingsGoWithTheirLastPassage(t *testing.T) {
	c := open(t, t.TempDir())
	a, b := article("a.md", 1), article("b.md", 1)
	b.Passages[0].EmbeddingHash = a.Passages[0].EmbeddingHash
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{a, b}})
	vector := []float32{0.25, -1, 3e-8}
	put := []catalog.Embedding{{Hash: a.Passages[0].EmbeddingHash, Values: vector}, {Hash: []byte("nobody's"), Values: vector}}
	if err := c.PutEmbeddings(t.Context(), "m", put); err != nil {
		t.Fatal(err)
	}
	count := func() int {
		t.Helper()
		vectors, err := c.VectorRange(t.Context(), "m", 0, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range vectors {
			if !reflect.DeepEqual(v.Values, vector) {
				t.Errorf("vector %v, want %v", v.Values, vector)
			}
		}
		return len(vectors)
	}
	if n := count(); n != 2 {
		t.Errorf("%d passages have a vector, want 2", n)
	}
	if n, _ := c.CountMissingEmbeddings(t.Context(), "other"); n != 2 {
		t.Errorf("%d passages lack a vector of another model, want 2", n)
	}
	for i, path := range []string{"a.md", "b.md"} {
		commit(t, c, catalog.Commit{Delete: []string{catalog.DocumentID("default", "kb", path)}})
		if n := count(); n != 1-i {
			t.Errorf("after deleting %s: %d vectors", path, n)
		}
	}
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{a}})
	if n, _ := c.CountMissingEmbeddings(t.Context(), "m"); n != 1 {
		t.Error("the vector of a deleted passage was kept")
	}
}

func TestEmbeddingsOfOtherModelsCanBeDropped(t *testing.T) {
	c := open(t, t.TempDir())
	put := article("a.md", 2)
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{put}})
	for _, model := range []string{"old", "new"} {
		vectors := []catalog.Embedding{{Hash: put.Passages[0].EmbeddingHash, Values: []float32{1}}, {Hash: put.Passages[1].EmbeddingHash, Values: []float32{2}}}
		if err := c.PutEmbeddings(t.Context(), model, vectors); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := c.KeepEmbeddings(t.Context(), "new"); err != nil || n != 2 {
		t.Errorf("%d vectors dropped, %v", n, err)
	}
	for model, want := range map[string]int{"old": 2, "new": 0} {
		if n, err := c.CountMissingEmbeddings(t.Context(), model); err != nil || n != want {
			t.Errorf("%s: %d vectors are missing, want %d (%v)", model, n, want, err)
		}
	}
}

func TestASourceGoesWithItsLastFile(t *testing.T) {
	c := open(t, t.TempDir())
	files := []catalog.File{{Path: "a.md", Hash: "x"}, {Path: "b.md", Hash: "y"}}
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 1)}, Files: files})
	names := func() []string {
		all, err := c.SourceNames(t.Context(), "default")
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	commit(t, c, catalog.Commit{Delete: []string{catalog.DocumentID("default", "kb", "a.md")}, RemoveFiles: []string{"a.md"}})
	if got := names(); len(got) != 1 {
		t.Errorf("sources %q after one of two files", got)
	}
	commit(t, c, catalog.Commit{RemoveFiles: []string{"b.md"}})
	if got := names(); len(got) != 0 {
		t.Errorf("sources %q after the last file", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	cases := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		want    error
	}{
		{"in use", func(t *testing.T, dir string) { open(t, dir) }, catalog.ErrInUse},
		{"newer version", func(t *testing.T, dir string) {
			open(t, dir).Close()
			alter(t, dir, "PRAGMA user_version = 99")
		}, catalog.ErrNewer},
		{"another program's database", func(t *testing.T, dir string) {
			open(t, dir).Close()
			alter(t, dir, "PRAGMA application_id = 7")
		}, catalog.ErrDamaged},
		{"rubbish", func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "catalog.db"), bytes.Repeat([]byte("rubbish "), 1000), 0o600); err != nil {
				t.Fatal(err)
			}
		}, catalog.ErrDamaged},
		{"not writable", func(t *testing.T, dir string) {
			// A folder in the file's place stops root too.
			if err := os.Mkdir(filepath.Join(dir, "lock"), 0o700); err != nil {
				t.Fatal(err)
			}
		}, catalog.ErrNotWritable},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data #1?mode=memory") // a name that a URI could misread
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			tc.prepare(t, dir)
			c, err := catalog.Open(t.Context(), dir)
			if err == nil {
				c.Close()
			}
			if !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
		})
	}
	t.Run("a file in the folder's place", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := catalog.Open(t.Context(), path); !errors.Is(err, catalog.ErrNotWritable) {
			t.Errorf("error %v", err)
		}
	})
}

func alter(t *testing.T, dir, statement string) {
	t.Helper()
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.Join(dir, "catalog.db")}).EscapedPath()}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestDiskFullLosesNothing(t *testing.T) {
	c := open(t, t.TempDir())
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 1)}})
	if err := catalog.LimitPages(c, 60); err != nil {
		t.Fatal(err)
	}
	big := article("big.md", 1)
	big.Document.Text = string(bytes.Repeat([]byte("x"), 1<<20))
	_, err := c.Commit(t.Context(), catalog.Commit{Source: "kb", Collection: "default", Put: []catalog.DocumentPut{big}})
	if !errors.Is(err, catalog.ErrDiskFull) {
		t.Fatalf("error %v, want disk full", err)
	}
	n, err := c.Counts(t.Context())
	if err != nil || n.Documents != 1 || n.Passages != 1 {
		t.Errorf("after a full disk: %+v, %v", n, err)
	}
}

func TestADiskThatFailsLosesNothing(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir)
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 1)}})
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 256 << 10, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	big := article("big.md", 1)
	big.Document.Text = string(bytes.Repeat([]byte("x"), 1<<20))
	_, err := c.Commit(t.Context(), catalog.Commit{Source: "kb", Collection: "default", Put: []catalog.DocumentPut{big}})
	if restoring := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); restoring != nil {
		t.Fatal(restoring)
	}
	if !errors.Is(err, catalog.ErrDiskFailed) {
		t.Errorf("error %v, want a disk that failed", err)
	}
	if n, err := c.Counts(t.Context()); err != nil || n.Documents != 1 {
		t.Errorf("after it: %+v, %v", n, err)
	}
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{big}})
}

func TestCollectionOfASourceIsFixed(t *testing.T) {
	c := open(t, t.TempDir())
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 1)}})
	_, err := c.Commit(t.Context(), catalog.Commit{Source: "kb", Collection: "other", Put: []catalog.DocumentPut{article("a.md", 1)}})
	if err == nil {
		t.Error("a source moved to another collection")
	}
}

func TestReadersDoNotWaitForWriters(t *testing.T) {
	c := open(t, t.TempDir())
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 5)}})
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 20 {
				if worker == 0 {
					_, err := c.Commit(context.Background(), catalog.Commit{Source: "kb", Collection: "default",
						Put: []catalog.DocumentPut{article(fmt.Sprintf("%d.md", i), 2)}})
					if err != nil {
						t.Error(err)
					}
					continue
				}
				// A document is seen whole or not at all.
				rows, err := c.PassagesAfter(context.Background(), 0, 1000)
				if err != nil || len(rows)%2 != 1 {
					t.Errorf("%d passages, %v", len(rows), err)
				}
			}
		})
	}
	wg.Wait()
}

func TestAnswersAndSettings(t *testing.T) {
	c := open(t, t.TempDir())
	for i, id := range []string{"1", "2", "3"} {
		err := c.SaveAnswer(t.Context(), catalog.AnswerRecord{ID: id, ConversationID: "c", Question: "q" + id,
			CreatedAt: time.UnixMilli(int64(1000 + i)), Record: []byte(`{}`)})
		if err != nil {
			t.Fatal(err)
		}
	}
	turns, err := c.Conversation(t.Context(), "c", 2)
	if err != nil || len(turns) != 2 || turns[0].ID != "2" || turns[1].ID != "3" {
		t.Errorf("conversation %+v, %v", turns, err)
	}
	if _, err := c.Answer(t.Context(), "4"); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("error %v, want not found", err)
	}
	if err := c.SetSetting(t.Context(), "k", "v"); err != nil {
		t.Fatal(err)
	}
	if v, err := c.Setting(t.Context(), "k"); v != "v" || err != nil {
		t.Errorf("setting %q, %v", v, err)
	}
	if v, err := c.Setting(t.Context(), "none"); v != "" || err != nil {
		t.Errorf("missing setting %q, %v", v, err)
	}
}
