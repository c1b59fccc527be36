package catalog_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/internal/catalog"
)

// schema3 is a copy of a data folder that the version before blocks wrote.
func schema3(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join("testdata", "schema3", "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "catalog.db"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSchema3Opens(t *testing.T) {
	c := open(t, schema3(t))
	counts, err := c.Counts(t.Context())
	if err != nil || counts != (catalog.Counts{Sources: 2, Documents: 13, Passages: 16, Answers: 1}) {
		t.Errorf("%+v, %v", counts, err)
	}
	rows, err := c.PassagesAfter(t.Context(), 0, 100)
	if err != nil || len(rows) != counts.Passages {
		t.Fatalf("%d passages, %v", len(rows), err)
	}
	for _, r := range rows {
		d, err := c.Document(t.Context(), r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if text := []rune(d.Text); r.Passage.Text != string(text[r.Passage.Start:r.Passage.End]) {
			t.Errorf("passage %d of %s is not its document's text", r.Passage.Ordinal, d.Path)
		}
		if d.Blocks != nil || r.Passage.Units != nil || d.Version != "" || d.Product != "" || !d.ValidUntil.IsZero() {
			t.Errorf("%s: blocks %d, units %d: it was stored before there were any", d.Path, len(d.Blocks), len(r.Passage.Units))
		}
	}
	if n, err := c.CountMissingEmbeddings(t.Context(), "use-multilingual-v3/sentences-2"); err != nil || n != 0 {
		t.Errorf("%d passages lost their vectors, %v", n, err)
	}
	files, err := c.Files(t.Context(), "/srv/help")
	if err != nil || len(files) != 8 || files["faq.csv"].Documents != 3 || len(files["faq.csv"].Remarks) != 0 {
		t.Errorf("files %+v, %v", files, err)
	}
	// What is written into it is kept as in a folder of today.
	put := article("new.md", 1)
	put.Document.Blocks, put.Passages[0].Units = []byte{1}, []byte{1, 0}
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{put}})
	d, err := c.Document(t.Context(), catalog.DocumentID("default", "kb", "new.md"))
	if err != nil || !bytes.Equal(d.Blocks, put.Document.Blocks) {
		t.Errorf("blocks %v, %v", d.Blocks, err)
	}
}

func TestWithoutBlocksListsWhatIsToBeReadAgain(t *testing.T) {
	c := open(t, schema3(t))
	without := func() map[string][]string {
		t.Helper()
		found, err := c.WithoutBlocks(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		paths := map[string][]string{}
		for source, infos := range found {
			for _, d := range infos {
				if d.Source != source || d.Title == "" || d.Passages == 0 || d.Characters == 0 {
					t.Errorf("%s: %+v", source, d)
				}
				paths[source] = append(paths[source], d.Path)
			}
		}
		return paths
	}
	got := without()
	if want := []string{"account/delete.md", "konto/rechnung.html"}; !slices.Equal(got["api:default"], want) {
		t.Errorf("put by the API: %v, want %v", got["api:default"], want)
	}
	if counts, err := c.CountWithoutBlocks(t.Context()); err != nil || len(counts) != 2 || counts["/srv/help"] != 11 || counts["api:default"] != 2 {
		t.Errorf("counts %v, %v", counts, err)
	}
	if len(got) != 2 || len(got["/srv/help"]) != 11 || !slices.IsSorted(got["/srv/help"]) {
		t.Errorf("%v", got)
	}
	put := article("account/delete.md", 1)
	put.Document.Blocks = []byte{1}
	if _, err := c.Commit(t.Context(), catalog.Commit{Source: "api:default", Collection: "default", Put: []catalog.DocumentPut{put}}); err != nil {
		t.Fatal(err)
	}
	if got := without(); !slices.Equal(got["api:default"], []string{"konto/rechnung.html"}) {
		t.Errorf("after one was put again: %v", got["api:default"])
	}
}
