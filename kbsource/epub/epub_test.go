package epub_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/epub"
)

const (
	container = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`
	metadata  = `<dc:title>Bike manual</dc:title><dc:language>en-GB</dc:language><dc:subject>bikes</dc:subject><dc:subject>repair</dc:subject>` +
		`<dc:date>2030-01-01</dc:date><meta property="dcterms:modified">2031-02-03T04:05:06Z</meta>`
)

// book packs chapters, in their order, with what describes them.
func book(t testing.TB, metadata string, chapters ...string) map[string]string {
	t.Helper()
	var items, spine strings.Builder
	parts := map[string]string{"mimetype": "application/epub+zip", "META-INF/container.xml": container}
	for i, c := range chapters {
		fmt.Fprintf(&items, `<item id="c%d" href="text/c%%20%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		parts[fmt.Sprintf("OPS/text/c %d.xhtml", i)] = c
	}
	parts["OPS/nav.xhtml"] = `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Contents</p></body></html>`
	parts["OPS/book.opf"] = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">` + metadata +
		`</metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="i" href="a.png" media-type="image/png"/>` +
		items.String() + `</manifest><spine><itemref idref="nav"/>` + spine.String() + `</spine></package>`
	return parts
}

func chapter(body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><style>p {}</style></head><body>` +
		body + `</body></html>`
}

func extract(t testing.TB, parts map[string]string) (document.Result, error) {
	t.Helper()
	return epub.Extract(t.Context(), document.File{Path: "manual.epub", Format: "epub", Data: documenttest.Pack(t, parts)})
}

func TestNotesOfABook(t *testing.T) {
	result, err := extract(t, book(t, metadata, chapter(`<h1>Tyres</h1><p>A tyre costs 30 euros<a epub:type="noteref" href="#n1">1</a>.</p>`+
		`<aside epub:type="footnote" id="n1"><p>Members pay 20 euros.</p></aside>`)))
	if err != nil {
		t.Fatal(err)
	}
	d := result.Documents[0]
	documenttest.Check(t, d)
	if want := "Tyres\n\nA tyre costs 30 euros.\n\n1 Members pay 20 euros."; d.Text != want {
		t.Errorf("got %q, want %q", d.Text, want)
	}
}

func TestBook(t *testing.T) {
	result, err := extract(t, book(t, metadata,
		chapter(`<h1 id="a">Brakes</h1><p>Check the pads&#160;weekly.<br/>Then <a id="x"/>ride.</p><script src="a.js"/><ol epub:type="list"><li>Open</li><li>Turn &lt;left&gt;</li></ol>`),
		chapter(`<section><h1 id="a">Wheels</h1><h2>Tyres</h2><table><tr><th>Size</th><th>Pressure</th></tr><tr><td>28"</td><td>4 bar</td></tr></table><![CDATA[R&D]]></section>`)))
	if err != nil {
		t.Fatal(err)
	}
	d := result.Documents[0]
	documenttest.Check(t, d)
	if d.Title != "Bike manual" || d.Language != "en" || !slices.Equal(d.Labels, []string{"bikes", "repair"}) || !d.UpdatedAt.Equal(time.Date(2031, 2, 3, 4, 5, 6, 0, time.UTC)) {
		t.Errorf("%q in %q, %q, %v", d.Title, d.Language, d.Labels, d.UpdatedAt)
	}
	var got []string
	runes := []rune(d.Text)
	for _, b := range d.Blocks {
		got = append(got, fmt.Sprintf("%s %s|%s", b.Kind, strings.Join(b.Headings, "/"), strings.ReplaceAll(string(runes[b.Start:b.End]), "\n", "↵")))
	}
	want := []string{"heading Brakes|Brakes", "paragraph Brakes|Check the pads weekly.↵Then ride.", "list_item Brakes|1. Open", "list_item Brakes|2. Turn <left>",
		"heading Wheels|Wheels", "heading Wheels/Tyres|Tyres", `table_header Wheels/Tyres|Size | Pressure`, `table_row Wheels/Tyres|28" | 4 bar`, "paragraph Wheels/Tyres|R&D"}
	if !slices.Equal(got, want) {
		t.Errorf("blocks\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(result.Remarks) != 0 {
		t.Errorf("remarks %+v", result.Remarks)
	}
}

func TestOddBooks(t *testing.T) {
	utf16 := "\xff\xfe"
	for _, r := range chapter("<p>Größe</p>") {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	bare := book(t, "", chapter("<h1>Only chapter</h1><p>Text.</p>"))
	missing := book(t, metadata, chapter("<p>First.</p>"), chapter("<p>Second.</p>"), chapter("<p>Third.</p>"))
	delete(missing, "OPS/text/c 1.xhtml")
	missing["OPS/text/c 2.xhtml"] = "\x00\x01"
	fonts := book(t, metadata, chapter("<p>Free.</p>"))
	fonts["META-INF/encryption.xml"] = `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></EncryptedData></encryption>`
	for name, c := range map[string]struct {
		parts   map[string]string
		title   string
		text    string
		remarks int
	}{
		"no metadata":            {bare, "Only chapter", "Text.", 0},
		"UTF-16":                 {book(t, metadata, utf16), "Bike manual", "Größe", 0},
		"chapters that are lost": {missing, "Bike manual", "First.", 2},
		"hidden fonts":           {fonts, "Bike manual", "Free.", 0},
	} {
		result, err := extract(t, c.parts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d := result.Documents[0]
		documenttest.Check(t, d)
		if d.Title != c.title || !strings.Contains(d.Text, c.text) || len(result.Remarks) != c.remarks {
			t.Errorf("%s: %q, %q, %+v", name, d.Title, d.Text, result.Remarks)
		}
	}
}

func TestBadBooks(t *testing.T) {
	locked := book(t, metadata, chapter("<p>Sold.</p>"))
	locked["META-INF/encryption.xml"] = `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></EncryptedData></encryption>`
	empty := book(t, metadata)
	delete(empty, "META-INF/container.xml")
	bomb := book(t, metadata, chapter("<p>"+strings.Repeat("a", 6<<20)+"</p>"))
	large := book(t, metadata, chapter("<p>"+words(5<<20)+"</p>"), chapter("<p>"+words(5<<20)+"</p>"))
	for name, c := range map[string]struct {
		parts map[string]string
		cause error
	}{"locked": {locked, document.ErrEncrypted}, "no container": {empty, document.ErrBroken}, "a bomb": {bomb, document.ErrTooLarge}, "too much": {large, document.ErrTooLarge}} {
		if _, err := extract(t, c.parts); !errors.Is(err, c.cause) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := epub.Extract(t.Context(), document.File{Path: "a.epub", Data: []byte("PK\x03\x04")}); !errors.Is(err, document.ErrBroken) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := epub.Extract(ctx, document.File{Data: documenttest.Pack(t, book(t, "", chapter("<p>a</p>")))}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// words is text that does not pack too well.
func words(n int) string {
	var out strings.Builder
	for i := 0; out.Len() < n; i++ {
		fmt.Fprintf(&out, "%d ", i*i)
	}
	return out.String()
}

func FuzzChapter(f *testing.F) {
	f.Add(metadata, chapter(`<h1>A</h1><p>b<br/>c</p>`))
	f.Add("<dc:title>\u202e</dc:title>", chapter(`<table><tr><td rowspan="9">a</td></tr></table>`))
	f.Add("", `<body><p id='a' href="x#y"><li><ol start="-1">&nbsp;&unknown;<textarea/>`)
	f.Add("", "\xfe\xff\x00<")
	f.Fuzz(func(t *testing.T, metadata, chapter string) {
		result, err := extract(t, book(t, metadata, chapter))
		if err != nil {
			return
		}
		for _, d := range result.Documents {
			if len(d.Blocks) > 0 {
				documenttest.Check(t, d)
			}
		}
	})
}

func TestPublicationOfABook(t *testing.T) {
	for meta, want := range map[string]string{
		"":                                       "",
		`<meta property="status">final</meta>`:   "",
		`<meta property="x:status">draft</meta>`: "it says status: draft",
		`<meta name="archived" content="true"/>`: "it says archived: true",
	} {
		result, err := extract(t, book(t, metadata+meta, chapter("<p>a")))
		if err != nil || result.Documents[0].LeftOut != want {
			t.Errorf("%s: left out %q, %v; want %q", meta, result.Documents[0].LeftOut, err, want)
		}
	}
}
