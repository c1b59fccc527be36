package kbsource_test

import (
	"slices"
	"testing"
	"time"

	"footnote/kbsource"
	"footnote/kbsource/document"
)

// left returns the paths of the articles that a report lists as left out.
func left(r kbsource.Report) []string {
	var paths []string
	for _, remark := range r.Remarks {
		if remark.LeftOut {
			paths = append(paths, remark.Path)
		}
	}
	return paths
}

func TestUnpublishedArticlesLeave(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{
		"a.md":       "---\ntitle: A\n---\nFirst.",
		"list.jsonl": `{"id":"1","title":"B","text":"Second."}` + "\n" + `{"id":"2","title":"C","text":"Third."}` + "\n",
		"new.md":     "---\ndraft: true\n---\n",
	})
	if r := sync1(t, store, root); r.Documents.Added != 3 || !slices.Equal(left(r), []string{"new.md"}) || len(r.Failures) != 0 {
		t.Fatalf("first: %+v", r)
	}
	write(t, root, map[string]string{
		"a.md":       "---\ntitle: A\nstatus: archived\n---\nFirst.",
		"list.jsonl": `{"id":"1","title":"B","text":"Second.","published":false}` + "\n" + `{"id":"2","title":"C","text":"Third."}` + "\n",
	})
	want := []string{"a.md", "list.jsonl#1", "new.md"}
	if r := sync1(t, store, root); r.Documents.Removed != 2 || !slices.Equal(left(r), want) {
		t.Errorf("unpublished: %+v", r)
	}
	if store.text(root, "a.md") != "" || len(store.docs[root+"\x00list.jsonl"]) != 1 {
		t.Errorf("still there: %v", store.docs)
	}
	// What is left out is said again though the files did not change.
	if r := sync1(t, store, root); r.Files.Unchanged != 3 || !slices.Equal(left(r), want) {
		t.Errorf("unchanged: %+v", r)
	}
	write(t, root, map[string]string{"a.md": "---\ntitle: A\nstatus: published\n---\nFirst."})
	if r := sync1(t, store, root); r.Documents.Added != 1 || !slices.Equal(left(r), want[1:]) {
		t.Errorf("published again: %+v", r)
	}
}

func TestAnArticleLeavesWhenItsTimeIsOver(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"offer.md": "---\nvalid_until: 2031-06-30T12:00:00Z\n---\nHalf price.", "b.md": "Always."})
	now := time.Date(2031, 6, 1, 0, 0, 0, 0, time.UTC)
	var e kbsource.Extractor
	e.SetClock(func() time.Time { return now })
	sync := func() kbsource.Report {
		t.Helper()
		r, err := kbsource.Sync(t.Context(), store, root, kbsource.Options{Extractor: &e})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := sync(); r.Documents.Added != 2 || len(r.Remarks) != 0 {
		t.Fatalf("before: %+v", r)
	}
	if r := sync(); r.Files.Unchanged != 2 || len(r.Remarks) != 0 {
		t.Fatalf("before, again: %+v", r)
	}
	now = now.AddDate(0, 1, 0)
	for range 2 {
		if r := sync(); !slices.Equal(left(r), []string{"offer.md"}) || store.text(root, "offer.md") != "" || store.text(root, "b.md") == "" {
			t.Errorf("after: %+v", r)
		}
	}
	if r := sync(); r.Files != (kbsource.FileCounts{Unchanged: 2}) {
		t.Errorf("after, unchanged: %+v", r.Files)
	}
}

// What the operator should know of a file is said at each sync.
func TestRemarksStay(t *testing.T) {
	root, store := t.TempDir(), newMemory()
	write(t, root, map[string]string{"a.md": "one"})
	sync1(t, store, root)
	key := root + "\x00a.md"
	state := store.files[key]
	state.Remarks = []document.Remark{{Path: "a.md", Text: "page 2 has no text"}}
	store.files[key] = state
	if r := sync1(t, store, root); r.Files.Unchanged != 1 || !slices.Equal(r.Remarks, state.Remarks) {
		t.Errorf("%+v", r)
	}
}
