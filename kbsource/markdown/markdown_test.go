package markdown_test

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
	"footnote/kbsource/markdown"
)

// read reads a file that can be read, and checks what must always hold.
func read(t testing.TB, name, source string) document.Document {
	t.Helper()
	result, err := markdown.Extract(t.Context(), document.File{Path: name, Format: "markdown", Text: source})
	return documenttest.Only(t, result, err)
}

// blocks writes a document's blocks as "kind text".
func blocks(d document.Document) []string {
	runes := []rune(d.Text)
	var all []string
	for _, b := range d.Blocks {
		all = append(all, b.Kind.String()+" "+string(runes[b.Start:b.End]))
	}
	return all
}

func TestFrontMatter(t *testing.T) {
	day := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		data, title, language string
		labels                []string
		updated               time.Time
	}{
		"YAML":                    {"---\ntitle: A\nlang: de-AT\nlabels: [x, y, x]\ndate: 2026-03-04\n---\nb", "A", "de", []string{"x", "y"}, day},
		"lists and comments":      {"---\n# c\ntitle: 2026\ntags:\n  - x\n  - y z\nlastmod: 2026-03-04T00:00:00Z\n---\nb", "2026", "", []string{"x", "y z"}, day},
		"a broken value":          {"---\ntitle: Plans: old and new\nlang: en\n---\nb", "Plans: old and new", "en", nil, time.Time{}},
		"a broken head":           {"---\ntitle: Plans: old and new # c\n# c: d: e\ntags:\n- x\n- 'y'\nsummary: a: b\n  c\nupdated: 4 March 2026\n---\nb", "Plans: old and new", "", []string{"x", "y"}, day},
		"a broken list":           {"---\ntitle: Plans: old and new\ntags: [x, \"y\"]\n---\nb", "Plans: old and new", "", []string{"x", "y"}, time.Time{}},
		"TOML":                    {"+++\ntitle = \"A\"\ntags = ['x']\ndate = 2026-03-04\n+++\nb", "A", "", []string{"x"}, day},
		"JSON":                    {"{\n  \"title\": \"A\",\n  \"tags\": [\"x\"],\n  \"date\": \"2026-03-04\"\n}\n\nb", "A", "", []string{"x"}, day},
		"wrapped":                 {"---\nlayout: page\nparams:\n  lang: en\n  tags: [x]\n---\nb", "A", "en", []string{"x"}, time.Time{}},
		"labels in one string":    {"---\ntags: x, y\nlanguage: English\nupdated: soon\n---\nb", "A", "", []string{"x", "y"}, time.Time{}},
		"dots at the end":         {"---\ntitle: B\n...\nb", "B", "", nil, time.Time{}},
		"the field's own name":    {"---\nname: B\ntitle: C\n---\nb", "C", "", nil, time.Time{}},
		"empty":                   {"---\n---\nb", "A", "", nil, time.Time{}},
		"settings and a sentence": {"---\nnav_order: 3\ndescription: >\n  All that you need to know\n  of the house.\n---\nb", "A", "", nil, time.Time{}},
		"settings of a generator": {"---\nlayout: default\nnav_order: 3\nhas_children: true\n---\nb", "A", "", nil, time.Time{}},
		"names in capitals":       {"---\nTitle: B\nLast Updated: 2026-03-04\n---\nb", "B", "", nil, day},
		"Windows line ends":       {"---\r\ntitle: B\r\n---\r\nb", "B", "", nil, time.Time{}},
		"old Macs' line ends":     {"---\rtitle: B\r---\rb", "B", "", nil, time.Time{}},
		"a mark of byte order":    {"\ufeff---\ntitle: B\n---\nb", "B", "", nil, time.Time{}},
		"space behind fences":     {"---  \ntitle: B\n--- \t\nb", "B", "", nil, time.Time{}},
		"lines before":            {"\n\n---\ntitle: B\n---\nb", "B", "", nil, time.Time{}},
		"an alias that explodes":  {"---\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b]\ntitle: B\n---\nb", "B", "", nil, time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, "a.md", test.data)
			if d.Title != test.title || d.Language != test.language || !slices.Equal(d.Labels, test.labels) || !d.UpdatedAt.Equal(test.updated) || d.Text != "b" {
				t.Errorf("%q %q %q %v %q", d.Title, d.Language, d.Labels, d.UpdatedAt, d.Text)
			}
		})
	}
}

func TestTextBetweenRulesIsText(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		want   []string // what the text must hold
		title  string
	}{
		"prose":                        {"---\n\nThe mill opens at nine.\n\n---\n\nIt closes at five.", []string{"The mill opens at nine.", "It closes at five."}, "A"},
		"prose without empty lines":    {"---\nThe mill opens at nine.\n---\nIt closes at five.", []string{"The mill opens at nine.", "It closes at five."}, ""},
		"a line with a colon":          {"---\nPlease note: the mill is closed.\n---\nb", []string{"Please note: the mill is closed.", "b"}, ""},
		"names and values":             {"---\nEntrance: by the bridge\nTickets: at the gate\n---\nb", []string{"Entrance: by the bridge", "Tickets: at the gate"}, ""},
		"a note":                       {"---\nnote: the mill is closed on public holidays\n---\nb", []string{"the mill is closed"}, ""},
		"a question":                   {"---\nQuestion: Is it open?\nAnswer: From nine.\n---\nb", []string{"Is it open?", "From nine."}, ""},
		"a list":                       {"---\n- x\n- y\n---\nb", []string{"- x\n- y", "b"}, "A"},
		"a heading":                    {"---\n# Mill\n---\nb", []string{"Mill", "b"}, "Mill"},
		"a quotation":                  {"---\n> x: y\n---\nb", []string{"x: y"}, ""},
		"prose in a head":              {"---\ntitle: Mill: hours\nThe mill opens at nine.\nupdated: 4 March 2026\n---\nb", []string{"The mill opens at nine.", "b"}, "Mill: hours"},
		"no end":                       {"---\ntitle: B\n\nText.", []string{"title: B", "Text."}, "A"},
		"a heading with a line under":  {"Mill\n---\n\nb", []string{"Mill", "b"}, ""},
		"an object that says nothing":  {"{\"width\": 3}\n\nb", []string{"{\"width\": 3}", "b"}, "A"},
		"braces":                       {"{ not JSON }\n\nb", []string{"{ not JSON }", "b"}, "A"},
		"text right behind an object":  {"{\"title\": \"x\"} is what it returns.", []string{"is what it returns."}, "A"},
		"a second rule far down":       {"---\n\nOne.\n\n## Two\n\nThree: four.\n\n---\n\nFive.", []string{"One.", "Two", "Three: four.", "Five."}, ""},
		"plus signs without a closing": {"+++\nA bonus.", []string{"A bonus."}, "A"},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, "a.md", test.source)
			for _, want := range test.want {
				if !strings.Contains(d.Text, want) {
					t.Errorf("%q is missing in %q", want, d.Text)
				}
			}
			if test.title != "" && d.Title != test.title {
				t.Errorf("title %q, want %q", d.Title, test.title)
			}
			if strings.Contains(d.Text, "updated: 4 March") {
				t.Errorf("metadata is in the text: %q", d.Text)
			}
		})
	}
}

func TestPublicationInFrontMatter(t *testing.T) {
	for source, want := range map[string]string{
		"---\ndraft: true\n---\nb":                                "it says draft: true",
		"---\ntitle: a: b\ndraft: yes # for now\n---\nb":          "it says draft: yes",
		"---\nmetadata:\n  status: archived\n---\nb":              "it says status: archived",
		"---\nstatus:\n- draft\n---\nb":                           "it says status: draft",
		"+++\ndraft = true\n+++\nb":                               "it says draft: true",
		"+++\ntitle = 'a'\n[params]\n  draft = true\n+++\nb":      "it says draft: true",
		"{\"draft\": true}\nb":                                    "it says draft: true",
		"---\npublished: 2026-03-04\ndraft: false\n---\nb":        "",
		"---\nlayout: page\n---\nThe key `draft: true` hides it.": "",
	} {
		if d := read(t, "a.md", source); d.LeftOut != want {
			t.Errorf("%q: left out by %q, want %q", source, d.LeftOut, want)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"{tabs}\n\n{tab(One)}\n\na\n\n{/tab}\n\n{/tabs}", "One\n\na"},
		{"{project_id} and {name} stay", "{project_id} and {name} stay"},
		{"{note:info}\n\na\n\n{/note}", "a"},
		{"`{tabs}` {tabs}a{/tabs}", "{tabs} a"},
		{"```\n{/tabs}\n```\n\n{tabs}", "{/tabs}"},
		{"{linkto(../a#b)[text=there]}", "there"},
		{"{include(x.md)}a", "a"},
		{"# {heading(A (b))[id=x]}\n\nc", "A (b)\n\nc"},
		{":::note\na\n:::", "a"},
		{":::warning Mind this\na\n:::", "Mind this\n\na"},
		{"> [!NOTE]\n> a", "a"},
		{"{% if x %}a{% endif %} {{< video >}}b {{ c }}", "a b {{ c }}"},
		{"~5 min, <b>c</b> <YOUR TOKEN> <br/>d", "~5 min, c <YOUR TOKEN>\nd"},
		{"It costs ~~10~~ 12 euros, ~2 more than\n~~a week\nago~~ before.", "It costs 12 euros, ~2 more than before."},
		{"`~~a~~` and ~b~", "~~a~~ and ~b~"},
		{"!!! note \"Mind this\"\n\n    a\n\n    === \"Tab\"\n\n        - b\n\n            c\n\nd", "Mind this\n\na\n\nTab\n\n- b\nc\n\nd"},
		{"!!! warning\n    a\n    b\n\n    ```\n    !!! c\n    ```\n", "a b\n\n!!! c"},
		{"Wow!!! really\n\n    code", "Wow!!! really\n\ncode"},
		{"A title\n===\n\nb", "A title\n\nb"},
		{"a\n\n<PASSWORD>\n\nb", "a\n\n<PASSWORD>\n\nb"},
		{"- [x] done\n- [ ] to do", "- [x] done\n- [ ] to do"},
		{"Choose File | Save. Run `a | b`.", "Choose File | Save. Run a | b."},
		{"a\n{: .lead}\n\nb {: #x }", "a\n\nb"},
	} {
		if d := read(t, "x.md", test.source); d.Text != test.want {
			t.Errorf("%q: %q, want %q", test.source, d.Text, test.want)
		}
	}
}

func TestTables(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		want   []string
	}{
		"a header":                 {"| Plan | Price |\n|---|---|\n| Crew | 29 |", []string{"table_header Plan | Price", "table_row Crew | 29"}},
		"an empty header":          {"| | |\n|---|---|\n| Currency | euro |\n| Price | 5 |\n| Seats | 25 |", []string{"table_row Currency | euro", "table_row Price | 5", "table_row Seats | 25"}},
		"a value on top":           {"| Phone | +41 44 555 |\n|---|---|\n| Fax | +41 44 556 |", []string{"table_row Phone | +41 44 555", "table_row Fax | +41 44 556"}},
		"names in bold":            {"| **Colour** | red |\n|---|---|\n| **Size** | large |", []string{"table_row Colour | red", "table_row Size | large"}},
		"a header in bold":         {"| **Plan** | **Price** |\n|---|---|\n| **Crew** | 29 |", []string{"table_header Plan | Price", "table_row Crew | 29"}},
		"a year for a header":      {"| Plan | 2026 |\n|---|---|\n| Crew | 29 |", []string{"table_header Plan | 2026", "table_row Crew | 29"}},
		"sections":                 {"| Room | Night |\n|---|---|\n| **Summer** | |\n| Attic | ninety |\n| **Winter** | |\n| Attic | sixty |", []string{"table_header Room | Night", "table_section Summer", "table_row Attic | ninety", "table_section Winter", "table_row Attic | sixty"}},
		"bars in cells":            {"| Sign | Meaning |\n|---|---|\n| `a \\| b` | a \\| b |\n| c | `d \\|\\| e` |", []string{"table_header Sign | Meaning", "table_row a | b | a | b", "table_row c | d || e"}},
		"two tables":               {"| A | B |\n|---|---|\n| a | b |\n\n| C | D |\n|---|---|\n| c | d |", []string{"table_header A | B", "table_row a | b", "table_header C | D", "table_row c | d"}},
		"a bar without a rule":     {"a | b\nc | d", []string{"paragraph a | b c | d"}},
		"a row of an empty header": {"| |\n|---|\n| a |", []string{"table_row a"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := blocks(read(t, "a.md", test.source)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAnchors(t *testing.T) {
	const onTheWeb = "---\nurl: https://example.org/a\n---\n"
	for name, test := range map[string]struct{ path, source, want string }{
		"named":                  {"a.md", "## Pay by card {#card}\n\nb", "card"},
		"named in another way":   {"a.md", "## Pay by card {: #card .x }\n\nb", "card"},
		"named below":            {"a.md", "## Pay by card\n{: #card}\n\nb", "card"},
		"in other letters":       {"a.md", "## Zahlen {#zahlen-für-alle}\n\nb", "zahlen-für-alle"},
		"named in MDX":           {"a.mdx", "## Pay by card {#card}\n\nb", "card"},
		"named in a comment":     {"a.mdx", "## Pay by card {/* #card */}\n\nb", "card"},
		"not on the web":         {"a.md", "## Pay by card\n\nb", ""},
		"on the web":             {"a.md", onTheWeb + "## Pay by `card` & *PIN*, now!\n\nb", "pay-by-card--pin-now"},
		"not in Latin":           {"a.md", onTheWeb + "## Оплата картой\n\nb", "оплата-картой"},
		"named and on the web":   {"a.md", onTheWeb + "## Pay {#card}\n\nb", "card"},
		"twice on the web":       {"a.md", onTheWeb + "## Pay\n\n## Pay\n\nb", "pay-1"},
		"a heading of signs":     {"a.md", onTheWeb + "## ???\n\nb", ""},
		"braces that name none":  {"a.md", "## The key {id}\n\nb", ""},
		"underlined, on the web": {"a.md", onTheWeb + "Pay\n---\n\nb", "pay"},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, test.path, test.source)
			anchor := ""
			for _, b := range d.Blocks {
				if b.Kind == document.Heading {
					anchor = b.Anchor
				}
			}
			if anchor != test.want || strings.Contains(d.Text, "{#") {
				t.Errorf("anchor %q, want %q, in %q", anchor, test.want, d.Text)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for name, test := range map[string]struct{ source, says string }{
		"many link targets": {"x\n" + strings.Repeat("[a]: b\n", document.MaxReferences+1), "10001 link targets"},
		"many marks":        {strings.Repeat("*a_\n", document.MaxMarks), "more than 10000 stars"},
		"deep quotes":       {strings.Repeat("> ", document.MaxNesting+10) + "x", "line 1 opens more than"},
	} {
		_, err := markdown.Extract(t.Context(), document.File{Path: "a.md", Format: "markdown", Text: test.source})
		if !errors.Is(err, document.ErrTooLarge) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What takes a reader of Markdown the square of its length stays bounded.
func TestTimeIsBounded(t *testing.T) {
	const size = 50_000
	for _, piece := range []string{
		"[", "![", "*a_", "[a](", "a*a_a\n", "**a ", "<", "`", "~~", "a|", "|-", "[^1]", "&", "{#", "{:", "- [ ] ", "a\n: b\n", "<!--", "{%", "\\[", "> ", "![a][", "<a b=",
		"|a|\n|-|\n", "# a\n", "---\n", "===\n", "1. a\n", "[^%d]: a\n", "[%d]: a\n", "~~a\n", "{a(", ":::a\n", "{{<",
	} {
		source := strings.Repeat(piece, size/len(piece))
		if strings.Contains(piece, "%d") {
			var lines strings.Builder
			for n := 0; lines.Len() < size; n++ {
				fmt.Fprintf(&lines, piece, n)
			}
			source = lines.String()
		}
		start := time.Now()
		_, _ = markdown.Extract(context.Background(), document.File{Path: "a.md", Format: "markdown", Text: source})
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q takes %v", piece, took)
		}
	}
}

// The seeds are small: the fuzzer shortens each input that it finds, and
// does nothing else meanwhile.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: a: b\n---\n# x", "---\n- a\n---\nb", "+++\ntitle = 'x'\n+++\ny", "{\"title\":\"a\"}\nb", "a|b\n-|-\n`|`|c", "<td>x",
		"{a}{/a}{b(c(d))[text=e]}", "```\na\n~~~", "1. a\n   - b\n\n     c", "!!! a\n    b\n    === \"c\"\n\td", "<a\nb", "a[^1]\n\n[^1]: x",
		"<p hidden>x</p>\n\ny", "a\n: b", "# a {#b}", "~~a~~", "|1|2|\n|-|-|\n|3|", "[cols=2]\n|===\n.2+|a|b\n|c\n|===",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) { fuzz(t, "a.md", source) })
}

func FuzzMDX(f *testing.F) {
	for _, seed := range []string{"import a\n\n<A b={<c/>}>d</A>", "{`a`}", "<", "{", "<A title='x'", "export const a = {\n}\n\nb", "<>a</>", "# a {#b}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) { fuzz(t, "a.mdx", source) })
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"title: a: b", "a: &a [*a]", "- a", "title: a\nb c", "draft: yes # a\nparams:\n  x: {y: z}", "expires: 2026-01-01", "\"a\": 'b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, head string) { fuzz(t, "a.md", "---\n"+head+"\n---\nb") })
}

func fuzz(t *testing.T, name, source string) {
	result, err := markdown.Extract(t.Context(), document.File{Path: name, Format: "markdown", Text: strings.ToValidUTF8(source, "?")})
	if err != nil {
		if !errors.Is(err, document.ErrTooLarge) && !errors.Is(err, document.ErrBroken) {
			t.Fatalf("an error without a cause: %v", err)
		}
		return
	}
	if d := result.Documents[0]; len(d.Blocks) > 0 {
		documenttest.Check(t, d)
	}
}
