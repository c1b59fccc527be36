package indextest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource"
)

func replace(t *testing.T, b *base) {
	if got := b.put("main", Document("a", "en", "Old", "alpha"), Document("b", "en", "Other", "beta")); got != (kbsource.Applied{Added: 2}) {
		t.Errorf("first time: %+v", got)
	}
	b.embed()
	if got := b.put("main", Document("a", "en", "Old", "alpha"), Document("b", "en", "Other", "beta")); got != (kbsource.Applied{Unchanged: 2}) {
		t.Errorf("second time: %+v", got)
	}
	if got := b.put("main", Document("a", "en", "New", "gamma"), Document("c", "en", "Third", "delta")); got != (kbsource.Applied{Added: 1, Changed: 1}) {
		t.Errorf("changed: %+v", got)
	}
	b.want("the old words", b.find(index.LexicalQuery{Text: "alpha old", Language: "en"}))
	b.want("the new words", b.find(index.LexicalQuery{Text: "gamma new", Language: "en"}), "a")
	b.want("a changed document's vector waits", b.near("gamma", index.Filter{}), "b")
	b.embed()
	b.same("all vectors", b.near("gamma", index.Filter{}), "a", "b", "c")
}

func deletion(t *testing.T, b *base) {
	b.put("main", Document("a", "en", "A", "alpha"), Document("b", "en", "B", "alpha beta"), Document("c", "en", "C", "alpha gamma"))
	b.embed()
	b.remove("b")
	b.same("words", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}), "a", "c")
	b.same("vectors", b.near("alpha", index.Filter{}), "a", "c")
	if err := b.DeleteDocument(t.Context(), id("c")); err != nil {
		t.Fatal(err)
	}
	b.want("words", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}), "a")
	b.want("vectors", b.near("alpha", index.Filter{}), "a")
	if err := b.DeleteDocument(t.Context(), id("c")); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("deleting again: %v, want ErrNotFound", err)
	}
	b.remove("a")
	b.want("nothing left", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}))
	b.want("no vectors left", b.near("alpha", index.Filter{}))
}

func vectors(t *testing.T, b *base) {
	b.put("main",
		Document("cancel", "en", "Cancelling a subscription", "Subscriptions can be cancelled at any time."),
		Document("api", "en", "Paging", "The API returns a cursor for the next page."))
	b.want("before embedding", b.near("cancel my subscription", index.Filter{}))
	var steps [][2]int
	if err := b.Embed(t.Context(), func(done, total int) { steps = append(steps, [2]int{done, total}) }); err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 || steps[len(steps)-1] != [2]int{2, 2} {
		t.Errorf("progress %v, want it to end with 2 of 2", steps)
	}
	b.want("nearest first", b.near("cancel my subscription", index.Filter{}), "cancel", "api")
	b.close()
	b.open()
	b.want("after a restart", b.near("cancel my subscription", index.Filter{}), "cancel", "api")
	good, err := b.EmbedQuery(t.Context(), "cancel")
	if err != nil {
		t.Fatal(err)
	}
	nan := slices.Clone(good)
	nan[1] = float32(zero() / zero())
	for name, vector := range map[string][]float32{
		"none": nil, "too short": good[:len(good)-1], "too long": append(slices.Clone(good), 1), "zero": make([]float32, len(good)), "not a number": nan,
	} {
		if _, err := b.Nearest(t.Context(), index.VectorQuery{Vector: vector, Limit: 5}); !errors.Is(err, index.ErrVector) {
			t.Errorf("a vector that is %s: %v, want ErrVector", name, err)
		}
	}
	if hits, err := b.Nearest(t.Context(), index.VectorQuery{Vector: good}); err != nil || len(hits) != 0 {
		t.Errorf("limit 0: %v, %v", hits, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b.put("main", Document("new", "en", "New", "Something new."))
	if err := b.Embed(ctx, func(int, int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("Embed after cancel: %v", err)
	}
	b.embed()
	b.same("went on", b.near("something new", index.Filter{}), "new", "cancel", "api")
}

func zero() float64 { return 0 }

// catchUp changes the catalog while the index is closed.
func catchUp(t *testing.T, b *base) {
	b.put("main", Document("a", "en", "A", "alpha"), Document("b", "en", "B", "beta"))
	b.embed()
	b.missed(func(c *catalog.Catalog) {
		b.commit(c, catalog.Commit{
			Put:    []catalog.DocumentPut{passages("a", "alpha two"), passages("c", "gamma")},
			Delete: []string{id("b")},
		})
	})
	b.want("changed", b.find(index.LexicalQuery{Text: "two", Language: "en"}), "a")
	b.want("deleted", b.find(index.LexicalQuery{Text: "beta", Language: "en"}))
	b.want("added", b.find(index.LexicalQuery{Text: "gamma", Language: "en"}), "c")
	b.want("vectors of what is gone", b.near("beta", index.Filter{}))
	b.embed()
	b.same("vectors", b.near("gamma", index.Filter{}), "a", "c")
	// More at once than any batch takes, with removals in between.
	b.missed(func(c *catalog.Catalog) {
		var puts []catalog.DocumentPut
		for i := range 700 {
			puts = append(puts, passages(numbered(i), "many one", "many two", "many three"))
		}
		b.commit(c, catalog.Commit{Put: puts})
		b.commit(c, catalog.Commit{Put: puts[:350], Delete: []string{id(numbered(699))}})
	})
	hits, err := b.Lexical(t.Context(), index.LexicalQuery{Text: "many", Language: "en", Limit: 5000})
	if err != nil {
		t.Fatal(err)
	}
	if len(hits) != 699*3 {
		t.Errorf("%d passages, want %d", len(hits), 699*3)
	}
	if got := b.paths(hits, 5000); len(got) != 699 {
		t.Errorf("%d live documents, want 699", len(got))
	}
}

// missed changes the catalog behind the index's back.
func (b *base) missed(change func(*catalog.Catalog)) {
	b.t.Helper()
	b.close()
	c, err := catalog.Open(b.t.Context(), b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	change(c)
	if err := c.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.open()
}

func (b *base) commit(c *catalog.Catalog, commit catalog.Commit) {
	b.t.Helper()
	commit.Source, commit.Collection = "main-files", "main"
	if _, err := c.Commit(b.t.Context(), commit); err != nil {
		b.t.Fatal(err)
	}
}

// passages is a document with passages of the given texts.
func passages(path string, texts ...string) catalog.DocumentPut {
	put := catalog.DocumentPut{Document: catalog.Document{File: path, Path: path, Title: path, Language: "en", Hash: path}}
	for _, text := range texts {
		start := len(put.Document.Text)
		put.Document.Text += text + "\n"
		put.Passages = append(put.Passages, catalog.Passage{Start: start, End: start + len(text), Text: text, EmbeddingHash: []byte(path + text)})
	}
	return put
}

func rebuild(t *testing.T, b *base) {
	b.put("main", Document("a", "en", "A", "alpha"), Document("b", "en", "B", "beta"))
	b.embed()
	b.remove("b")
	b.close()
	if err := b.i.Forget(b.dir); err != nil {
		t.Fatal(err)
	}
	b.open()
	b.want("words", b.find(index.LexicalQuery{Text: "alpha beta", Language: "en"}), "a")
	b.want("vectors", b.near("alpha beta", index.Filter{}), "a")
	b.put("main", Document("c", "en", "C", "gamma"))
	b.want("goes on", b.find(index.LexicalQuery{Text: "gamma", Language: "en"}), "c")
	// An index that knows more than the catalog was restored from elsewhere.
	b.close()
	if err := removeCatalog(b.dir); err != nil {
		t.Fatal(err)
	}
	b.open()
	b.want("ahead of the catalog", b.find(index.LexicalQuery{Text: "alpha gamma", Language: "en"}))
	b.put("main", Document("d", "en", "D", "delta"))
	b.want("and goes on", b.find(index.LexicalQuery{Text: "delta", Language: "en"}), "d")
}

func reindex(t *testing.T, b *base) {
	b.put("main", Document("a", "en", "A", "alpha"), Document("b", "en", "B", "beta"))
	b.embed()
	last := [2]int{}
	if err := b.Reindex(t.Context(), func(done, total int) { last = [2]int{done, total} }); err != nil {
		t.Fatal(err)
	}
	if last != [2]int{2, 2} {
		t.Errorf("progress ended with %v, want 2 of 2", last)
	}
	b.want("words", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}), "a")
	b.same("vectors", b.near("alpha", index.Filter{}), "a", "b")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Reindex(ctx, func(int, int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("Reindex after cancel: %v", err)
	}
	b.want("the old index serves on", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}), "a")
	b.put("main", Document("c", "en", "C", "gamma"))
	b.want("and takes changes", b.find(index.LexicalQuery{Text: "gamma", Language: "en"}), "c")
}
