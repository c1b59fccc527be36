package api_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/api"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/sample"
)

// put stores a file through the API.
func (f *fixture) put(path, kind, data string) api.PutResult {
	f.t.Helper()
	var result api.PutResult
	f.do("PUT", "/v1/documents?path="+url.QueryEscape(path), data, "Content-Type", kind).want(200, &result)
	return result
}

// document reads a document through the API.
func (f *fixture) document(id string) api.Document {
	f.t.Helper()
	var d api.Document
	f.do("GET", "/v1/documents/"+id, "").want(200, &d)
	return d
}

const handbook = `---
title: Kiln handbook
version: "2.10"
product: Kiln
valid_until: 2031-03-01
---
# Kiln handbook

## Firing

Before you light it:

1. Open the damper.
2. Check the seals:
   - the door
   - the flue

| Ware | Cone |
|---|---|
| Stoneware | 6 |
| Porcelain | 10 |
`

func TestDocumentBlocks(t *testing.T) {
	f := newFixture(t)
	put := f.put("kiln.md", "text/markdown", handbook)
	d := f.document(put.DocumentIds[0])
	if d.Version != "2.10" || d.Product != "Kiln" || d.ValidUntil == nil || d.ValidUntil.Year() != 2031 {
		t.Errorf("version %q, product %q, valid until %v", d.Version, d.Product, d.ValidUntil)
	}
	runes := []rune(d.Text)
	find := func(kind, text string) (int, api.Block) {
		t.Helper()
		i := slices.IndexFunc(d.Blocks, func(b api.Block) bool {
			return b.Kind == kind && string(runes[b.Start:b.End]) == text
		})
		if i < 0 {
			t.Fatalf("no %s %q among %+v", kind, text, d.Blocks)
		}
		return i, d.Blocks[i]
	}
	if _, b := find("heading", "Firing"); b.Level != 2 || b.Parent != nil {
		t.Errorf("heading: %+v", b)
	}
	introduction, _ := find("paragraph", "Before you light it:")
	if _, b := find("list_item", "1. Open the damper."); b.Marker != "1." || !b.Ordered || b.Level != 0 || b.Parent == nil || *b.Parent != introduction {
		t.Errorf("step: %+v", b)
	}
	outer, _ := find("list_item", "2. Check the seals:")
	if _, b := find("list_item", "- the flue"); b.Level != 1 || b.Ordered || b.Parent == nil || *b.Parent != outer {
		t.Errorf("nested item: %+v", b)
	}
	_, header := find("table_header", "Ware | Cone")
	_, row := find("table_row", "Porcelain | 10")
	if header.Table != 1 || row.Table != 1 || len(row.Cells) != 2 {
		t.Fatalf("table: %+v, %+v", header, row)
	}
	if c := row.Cells[1]; string(runes[c.Start:c.End]) != "10" || c.Column != 1 || c.Columns != 0 {
		t.Errorf("cell: %+v", c)
	}
}

// Fields that say nothing are missing.
func TestBlocksAreCompact(t *testing.T) {
	f := newFixture(t)
	put := f.put("a.md", "text/markdown", "# Opening hours\n\nWe are open on weekdays.")
	var d struct{ Blocks []map[string]any }
	f.do("GET", "/v1/documents/"+put.DocumentIds[0], "").want(200, &d)
	if len(d.Blocks) != 2 {
		t.Fatalf("blocks %v", d.Blocks)
	}
	for key := range d.Blocks[1] {
		if key != "kind" && key != "start" && key != "end" {
			t.Errorf("a paragraph has a %s: %v", key, d.Blocks[1])
		}
	}
}

func TestDocumentWithoutBlocks(t *testing.T) {
	for name, blocks := range map[string][]byte{"stored before there were any": nil, "damaged": {250, 1, 2}} {
		f := newFixture(t, func(o *api.Options) { o.Catalog = withBlocks{o.Catalog, blocks} })
		id := f.store("a.md", article)
		var d map[string]json.RawMessage
		f.do("GET", "/v1/documents/"+id, "").want(200, &d)
		if got := string(d["blocks"]); got != "null" {
			t.Errorf("%s: blocks are %s", name, got)
		}
		if logged := strings.Contains(f.log.String(), "without its blocks"); logged != (blocks != nil) {
			t.Errorf("%s: the log says so: %v", name, logged)
		}
	}
}

// withBlocks has documents with blocks of a test's own.
type withBlocks struct {
	api.Catalog
	blocks []byte
}

func (c withBlocks) Document(ctx context.Context, id string) (catalog.Document, error) {
	d, err := c.Catalog.Document(ctx, id)
	d.Blocks = c.blocks
	return d, err
}

func TestBlockKindsAreDescribed(t *testing.T) {
	var kinds []any
	for k := document.Kind(0); k.String() != "unknown"; k++ {
		kinds = append(kinds, k.String())
	}
	if described := theSpec(t).doc.Components.Schemas["BlockKind"].Value.Enum; !slices.Equal(described, kinds) {
		t.Errorf("described as %v, are %v", described, kinds)
	}
}

// Whatever is put, its blocks are in order, hold all that is visible, and
// belong to blocks that exist; the cells of a row lie in it, in order.
func TestBlocksTileTheText(t *testing.T) {
	f := newFixture(t)
	for path, file := range map[string]struct{ kind, data string }{
		"kiln.md": {"text/markdown", handbook},
		"kiln.html": {"text/html", `<title>Kiln</title><h1>Kiln 🔥</h1><p>Before<br>lighting</p><ol><li>Open<ul><li>the damper</ol>
			<table><caption>Cones</caption><tr><th>Ware<th>Cone<tr><td rowspan=2>Stoneware<td>5<tr><td>6<tr><td><td></table>
			<dl><dt>Cone<dd>a measure of heat<dt>Bisque<dd>the first firing</dl><blockquote>Hot</blockquote><pre>a
			b</pre><img src=x alt="The kiln, open">`},
		"faq.csv":   {"text/csv", "question,answer\nIs it hot?,\"Yes.\n\nVery.\"\nIs it 🔥?,Yes.\n"},
		"faq.jsonl": {"application/x-ndjson", `{"title":"Glaze","text":"One line.\n\nAnother one."}`},
		"notes.txt": {"text/plain", "Notes\n\n  indented\n\n* a\n* b\n"},
	} {
		put := f.put(path, file.kind, file.data)
		if len(put.DocumentIds) == 0 {
			t.Errorf("%s: nothing was stored", path)
		}
		for _, id := range put.DocumentIds {
			checkTiles(t, f.document(id))
		}
	}
}

func checkTiles(t *testing.T, d api.Document) {
	t.Helper()
	runes := []rune(d.Text)
	blank := func(start, end int) bool {
		return strings.TrimFunc(string(runes[start:end]), unicode.IsSpace) == ""
	}
	at := 0
	for i, b := range d.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(runes) {
			t.Fatalf("%s: block %d is %d to %d, the one before ends at %d", d.Path, i, b.Start, b.End, at)
		}
		if !blank(at, b.Start) {
			t.Errorf("%s: %q lies in no block", d.Path, string(runes[at:b.Start]))
		}
		if !strings.HasPrefix(string(runes[b.Start:b.End]), b.Marker) {
			t.Errorf("%s: block %d does not begin with its marker %q", d.Path, i, b.Marker)
		}
		if b.Parent != nil && (*b.Parent >= len(d.Blocks) || *b.Parent == i) {
			t.Errorf("%s: block %d belongs to block %d", d.Path, i, *b.Parent)
		}
		at = b.Start
		for _, c := range b.Cells {
			if c.Start < at || c.End < c.Start || c.End > b.End {
				t.Errorf("%s: block %d has a cell %+v", d.Path, i, c)
			}
			at = c.End
		}
		at = b.End
	}
	if !blank(at, len(runes)) {
		t.Errorf("%s: %q lies in no block", d.Path, string(runes[at:]))
	}
}

// Every format that is read can be put, by each of its media types.
func TestPutTakesEveryFormat(t *testing.T) {
	f := newFixture(t)
	for _, format := range kbsource.Formats() {
		for _, kind := range format.MediaTypes {
			for _, ending := range format.Extensions {
				r := f.do("PUT", "/v1/documents?path=a"+ending, "no such file\x00", "Content-Type", kind)
				r.problem(422, "document_unreadable") // and not 415
			}
			r := f.do("PUT", "/v1/documents?path=a.exe", "x", "Content-Type", kind).problem(400, "invalid_request")
			if !strings.Contains(string(r.body), format.Extensions[0]) {
				t.Errorf("the endings of %s are not named: %s", kind, r.body)
			}
			r = f.do("PUT", "/v1/documents?path=a.png", "x", "Content-Type", "image/png").problem(415, "unsupported_media_type")
			if !strings.Contains(string(r.body), kind) {
				t.Errorf("%s is not named: %s", kind, r.body)
			}
		}
	}
}

func TestPutManyDocumentsOfOneFile(t *testing.T) {
	f := newFixture(t)
	put := f.put("faq.csv", "text/csv; charset=utf-8", "id,question,answer\na,Is it hot?,Yes.\nb,Is it safe?,No.\n")
	if len(put.DocumentIds) != 2 || put.Added != 2 || put.Remarks == nil {
		t.Fatalf("put: %+v", put)
	}
	if d := f.document(put.DocumentIds[1]); d.Path != "faq.csv#b" || !strings.Contains(d.Text, "No.") {
		t.Errorf("second row: %+v", d)
	}
	put = f.put("faq.csv", "text/csv", "id,question,answer\na,Is it hot?,Yes.\n")
	if len(put.DocumentIds) != 1 || put.Unchanged != 1 || put.Removed != 1 {
		t.Errorf("put again: %+v", put)
	}
}

// A document that says that it is a draft is taken, not stored, and takes the
// published version out.
func TestPutDraft(t *testing.T) {
	f := newFixture(t)
	draft := "---\ndraft: true\n---\n# Kilns\n\nNot yet for customers.\n"
	check := func(put api.PutResult, removed int) {
		t.Helper()
		if len(put.DocumentIds) != 0 || put.Added != 0 || put.Changed != 0 || put.Removed != removed {
			t.Errorf("put: %+v", put)
		}
		if len(put.Remarks) != 1 || put.Remarks[0].Path != "kiln.md" || !strings.Contains(put.Remarks[0].Text, "draft") {
			t.Errorf("remarks: %+v", put.Remarks)
		}
	}
	check(f.put("kiln.md", "text/markdown", draft), 0)
	id := f.put("kiln.md", "text/markdown", handbook).DocumentIds[0]
	check(f.put("kiln.md", "text/markdown", draft), 1)
	f.do("GET", "/v1/documents/"+id, "").problem(404, "document_not_found")
	if files, err := f.catalog.Files(t.Context(), "api:default"); err != nil || len(files["kiln.md"].Remarks) != 1 {
		t.Errorf("what is remembered of the file: %+v, %v", files, err)
	}
	check(f.put("kiln.md", "text/markdown", draft), 0)
}

// All of the sample's articles can be put, all their blocks tile the text, and
// whatever is answered from them stands in them.
func TestSampleThroughTheAPI(t *testing.T) {
	f := newFixture(t)
	documents := map[string]api.Document{}
	for path, kind := range sampleFiles(t) {
		data, err := fs.ReadFile(sample.Files(), path)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range f.put(path, kind, string(data)).DocumentIds {
			documents[id] = f.document(id)
			checkTiles(t, documents[id])
		}
	}
	cited := 0
	for _, question := range []string{
		"How long is the link in the invitation valid?", "What does the Crew plan cost?", "How do I export my data?",
		"Which rate limits does the API have?", "What may a Viewer do?", "How do I pay by invoice?", "Which devices does the app run on?",
	} {
		var a api.Answer
		f.do("POST", "/v1/answers", jsonQuestion(question)).want(200, &a)
		for _, c := range a.Citations {
			cited++
			runes := []rune(documents[c.DocumentID].Text)
			if c.Start < 0 || c.Start >= c.End || c.End > len(runes) || string(runes[c.Start:c.End]) != c.Quote {
				t.Errorf("%s: citation %d is no quote of %s: %+v", question, c.N, c.Path, c)
			}
			if address := documents[c.DocumentID].Url; c.URL != address && !strings.HasPrefix(c.URL, address+"#") {
				t.Errorf("%s: citation %d leads to %s, not into %s", question, c.N, c.URL, address)
			}
		}
	}
	if len(documents) < 30 || cited < 7 {
		t.Errorf("%d documents and %d citations prove little", len(documents), cited)
	}
}

// sampleFiles are the English articles with their media types. Those in PDF
// are left out: starting their reader takes seconds.
func sampleFiles(t *testing.T) map[string]string {
	t.Helper()
	kinds := map[string]string{}
	err := fs.WalkDir(sample.Files(), "en", func(path string, entry fs.DirEntry, err error) error {
		if format, known := kbsource.FormatOf(path); known && format.Name != "pdf" {
			kinds[path] = format.MediaTypes[0]
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return kinds
}
