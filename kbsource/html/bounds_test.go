package html_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/html"
)

// shapes are pages that would take time or memory that grows with the square
// of their size if they were read carelessly.
func shapes(size int) map[string]string {
	fill := func(before, each string) string {
		return before + strings.Repeat(each, max((size-len(before))/len(each), 1))
	}
	numbered := func(form string) string {
		var out strings.Builder
		for i := 0; out.Len() < size; i++ {
			out.WriteString(strings.ReplaceAll(form, "%d", fmt.Sprint(i)))
		}
		return out.String()
	}
	deep := func(each string) string { return strings.Repeat(each, 200) }
	return map[string]string{
		"inline tags":           fill("<p>", "<b>a</b>"),
		"paragraphs":            fill("", "<p>a"),
		"deep divisions":        fill(deep("<div>"), "<p>a"),
		"deep lists":            fill(strings.Repeat("<ul><li>", 100), "<p>a<pre>b</pre>"),
		"items":                 fill("<ol>", "<li>a"),
		"reversed items":        fill("<ol reversed>", "<li>a"),
		"descriptions":          fill("<dl>", "<dd>a"),
		"terms":                 fill("<dl>", "<dt>a"),
		"headings":              fill("", "<h2>a</h2>"),
		"anchors":               numbered(`<a id="x%d"></a><h2>a</h2>`),
		"links":                 numbered(`<a href="#x%d" id="x%d">a</a> `),
		"notes":                 numbered(`<p>a<sup><a href="#x%d">1</a></sup><p id="x%d">b`),
		"marks of one note":     fill("<p>", "a<sup>1</sup>") + "<p><sup>1</sup> b",
		"raised":                fill("", "<p>a<sup>1</sup><p><sup>1</sup> b"),
		"deep powers":           fill(deep("<sup>"), "a "),
		"tabs":                  fill("", "<ul role=tablist><li role=tab>a</ul><div role=tabpanel>b</div>"),
		"tabs without panels":   fill("<ul role=tablist>", "<li role=tab>a"),
		"deep tabs":             fill(deep("<div role=tablist>"), "<i role=tab>a</i>"),
		"buttons":               fill("", "<button aria-expanded=false>a</button><div>b</div>"),
		"deep buttons":          fill(deep("<div role=button aria-expanded=false>"), "a "),
		"details":               fill(strings.Repeat("<details><summary>", 100), "a "),
		"hidden":                fill("<button>a</button>", "<div hidden>a</div>"),
		"hidden below headings": fill("<script></script>", "<h3>a</h3><div hidden>b</div>"),
		"white":                 fill(deep("<div style='background:none'>"), "<i style='color:#fff'>a</i>b"),
		"labels in a cell":      fill("<table><tr><td>a<td>", "<i style='clip:rect(0,0,0,0)'>b</i>"),
		"styles":                "<style>" + numbered(".x%d{display:none}") + "</style><p class='x1 x2'>a<p>b",
		"open braces":           "<style>" + fill("", "a{") + "</style><p>a",
		"classes":               "<style>.x{display:none}</style><p class='" + fill("", "y ") + "'>a",
		"asides":                fill(deep("<div>"), "<aside>a</aside>") + "<p>b",
		"a table in a table":    fill("<p>b"+strings.Repeat("<table><tr><td>", 100), "a "),
		"data in data":          fill(strings.Repeat("<table><tr><th>a<td>", 100), "a "),
		"icons":                 fill("<p>a", "<i title=b></i>"),
		"pictures":              fill("<p>a", "<img alt=b>"),
		"breaks":                fill("<p>a", "<br>"),
		"questions":             fill(strings.Repeat("<div itemtype=schema.org/Question>", 100), "<p itemprop=name>a"),
	}
}

func TestShapes(t *testing.T) {
	for name, page := range shapes(200_000) {
		t.Run(name, func(t *testing.T) {
			result, err := html.Extract(t.Context(), document.File{Path: "a.html", Format: "html", Text: page})
			if err != nil {
				t.Fatal(err)
			}
			if d := result.Documents[0]; len(d.Text) > 3*len(page) {
				t.Errorf("%d bytes of text from %d", len(d.Text), len(page))
			}
		})
	}
}

// BenchmarkShapes reads pages of the largest size that is read.
func BenchmarkShapes(b *testing.B) {
	for name, page := range shapes(document.MaxMarkupSize) {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = html.Extract(b.Context(), document.File{Path: "a.html", Format: "html", Text: page})
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	var formats strings.Builder
	for i := range 200 {
		fmt.Fprintf(&formats, "<b x=%d>", i)
	}
	for name, test := range map[string]struct{ page, says string }{
		"nested too deep":      {strings.Repeat("<div>", document.MaxDepth+10) + "x", "nested deeper"},
		"formatting left open": {"<p>" + formats.String() + strings.Repeat("<p>a", 100_000), "close them"},
		"many kinds of it":     {"<p>" + formats.String() + strings.ReplaceAll(formats.String(), "x", "y"), "close them"},
		"many elements":        {strings.Repeat("<p>a", 1<<19+1), "524288 elements"},
		"a wide cell":          {"<table><tr><td colspan=1001>a<td>b</table>", "1001 columns"},
		"many cells":           {"<table>" + strings.Repeat("<tr><td>a<td>b", document.MaxCells/2+1) + "</table>", "200000 cells"},
		"cells over rows":      {"<table><tr><td rowspan=900>" + strings.Repeat("word ", 10_000) + "<td>a" + strings.Repeat("<tr><td>b", 900) + "</table>", "repeat more"},
	} {
		_, err := html.Extract(t.Context(), document.File{Path: "a.html", Format: "html", Text: test.page})
		if !errors.Is(err, document.ErrTooLarge) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Sloppy pages are read.
	for name, page := range map[string]string{
		"cells": "<table><tr><th>a<th>b" + strings.Repeat("<tr><td><font size=2>a<td><font size=2>b", 20_000) + "</table>",
		"links": strings.Repeat("<p><a href=x>a", 20_000),
		"fonts": "<font face=a><b>" + strings.Repeat("<p><font size=1>a", 20_000),
	} {
		if _, err := html.Extract(t.Context(), document.File{Path: "a.html", Format: "html", Text: page}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzExtract checks that any page gives a good document, or an error that
// says what is wrong.
func FuzzExtract(f *testing.F) {
	for _, seed := range []string{
		"", "a", "<p>a<table><td><table><td>b", "<table><tr><td rowspan=9>a<tr><td>b", "<table><tr><th>a<th>b<tr><td colspan=9>c<tr><td>d",
		"<li>a<pre>\n b", "<ol start=-9 reversed type=i><li value=x>a", "<h1></h1><h2> a</h2>", "<h1>\x10<b", "<title>a</title><body hidden>b",
		"<dl><dt>a<dt>b<dd>c<dd>d", "<details><summary>a</summary>b<h2>c</h2></details>d", "<ul role=tablist><li role=tab>a</ul><div role=tabpanel><h4>b</h4>c</div>d",
		"<p>a<sup><a href=#b>1</a></sup><p id=b><sup>1</sup> c", "10<sup>6</sup> 1<sup>1</sup>/<sub>2</sub>", "<style>.a{display:none}.a.b{display:block}</style><p class=a>b",
		"<figure><img alt='a b'><figcaption>c</figcaption></figure>", "<div itemtype=schema.org/Question><p itemprop=name>a<p itemprop=acceptedAnswer>b",
		"<blockquote>a<ul><li>b</ul></blockquote>", "<a name=x></a><h2>a<a href=#y>#</a></h2>", "<table><tr><td><i class='icon check'></i><td><input type=checkbox></table>",
		"<math><msup><mn>1</mn><mn>2</mn></msup></math>", "<ol><li><h3>a</h3>b<ol><li>c<pre>d</pre>e</ol></ol>", "\x1f; <table><tr><th>a<td>\x1f<p>b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		result, err := html.Extract(t.Context(), document.File{Path: "a.html", Format: "html", Text: page})
		if err != nil {
			if !errors.Is(err, document.ErrTooLarge) {
				t.Fatal(err)
			}
			return
		}
		if d := result.Documents[0]; len(d.Blocks) > 0 {
			documenttest.Check(t, d)
		}
	})
}
