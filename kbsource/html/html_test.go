package html_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/html"
)

// read reads a page that can be read, and checks what must always hold.
func read(t *testing.T, page string) document.Document {
	t.Helper()
	result, err := html.Extract(t.Context(), document.File{Path: "a.html", Format: "html", Text: page})
	if err != nil {
		t.Fatal(err)
	}
	documenttest.Check(t, result.Documents[0])
	return result.Documents[0]
}

// outline writes the blocks of a document, one a line: its kind, what it
// belongs to, and its text.
func outline(d document.Document) string {
	runes := []rune(d.Text)
	var out strings.Builder
	for _, b := range d.Blocks {
		out.WriteString(b.Kind.String())
		if b.Kind == document.Heading {
			fmt.Fprint(&out, len(b.Headings))
		}
		if b.Anchor != "" {
			out.WriteString("#" + b.Anchor)
		}
		if b.Parent >= 0 {
			fmt.Fprintf(&out, "<%d", b.Parent)
		}
		fmt.Fprintf(&out, " %s\n", strings.ReplaceAll(string(runes[b.Start:b.End]), "\n", "/"))
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// readings writes how the units of a document read that may be shown.
func readings(d document.Document) string {
	runes := []rune(d.Text)
	var out []string
	for _, u := range document.Units(d.Text, d.Blocks, d.Language) {
		if u.Kind.Stands() {
			out = append(out, u.Reading(runes))
		}
	}
	return strings.Join(out, "\n")
}

type cases map[string]struct{ page, want string }

func (c cases) run(t *testing.T, form func(document.Document) string) {
	t.Helper()
	for name, test := range c {
		t.Run(name, func(t *testing.T) {
			if got := form(read(t, test.page)); got != test.want {
				t.Errorf("got\n%s\n\nwant\n%s", got, test.want)
			}
		})
	}
}

func textOf(d document.Document) string { return d.Text }

func TestMainContent(t *testing.T) {
	cases{
		"main":                  {"<body><p>a<main><p>b</main><p>c", "b"},
		"role":                  {"<body><p>a<div role=main>b</div>c", "b"},
		"the only article":      {"<div>a</div><article><header>b</header></article>", "b"},
		"several articles":      {"<article>a</article><article>b</article>", "a\n\nb"},
		"an empty main":         {"<main></main><p>a", "a"},
		"a hidden main":         {"<main hidden>x</main><p>a", "a"},
		"what is around":        {"<header>x</header><nav>x</nav><aside>x</aside><p>a<footer>x</footer>", "a"},
		"a page within a form":  {"<form><p>a<input value=x><select><option>x</select></form>", "a"},
		"a search form":         {"<form>x <input></form><p>a", "a"},
		"scripts":               {"<p>a<script>x</script><noscript>x</noscript><template>x</template><style>x</style>", "a"},
		"styles that hide":      {"<p>a<span style='color:red;display:none !important'>x</span><span style='visibility: hidden'>x</span><span style='font-size:0'>x</span>", "a"},
		"styles that do not":    {"<p style='font-size:0.9em;opacity:0.5'>a", "a"},
		"comments":              {"<p>a<!-- x --><![CDATA[x]]>", "a"},
		"pictures":              {"<p>a <img alt='a chart'> <img alt=x.png> <img>", "a a chart"},
		"breaks":                {"<p>a<br>b\nc", "a\nb c"},
		"a table for layout":    {"<table role=presentation><tr><td><p>a<td>b</table>", "a\n\nb"},
		"a table in a table":    {"<table><tr><td>a<table><tr><td>b<td>c</table></table>", "a\n\nb | c"},
		"a row of heads":        {"<table><tr><th>a<th>b<tr><th>c<td>d</table>", "a | b\nc | d"},
		"cells of several":      {"<table><tr><td><p>a<p>b<td><ul><li>c<li>d</ul></table>", "a; b | c; d"},
		"an empty cell":         {"<table><tr><td><td>b</table>", "| b"},
		"unknown elements":      {"<my-box>a</my-box> <foo>b</foo>", "a\n\nb"},
		"a list without a list": {"<li>a<li>b", "- a\n- b"},
		"quotes":                {"<p>He said <q>no</q>.", `He said "no".`},
		"a body of code":        {"<pre>\n\n  a\n    b\n</pre>", "a\n  b"},
	}.run(t, textOf)
}
