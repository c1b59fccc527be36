//go:build browser

package api_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/answer"
	"footnote/api"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// handbookOf is an article with every kind of block.
func handbookOf(b *document.Builder) {
	b.Heading(1, "", "The kiln 🔥", "kiln")
	b.Paragraph("A kiln is an oven for clay.\nIt gets hotter than any kitchen oven.")
	b.Heading(2, "2", "Firing", "firing")
	b.Paragraph("Before you light it:")
	b.Item(document.Item{Marker: "1.", Ordered: true, Text: "Open the damper."})
	seals := b.Item(document.Item{Marker: "2.", Ordered: true, Text: "Check the seals:"})
	b.Item(document.Item{Marker: "-", Depth: 1, Text: "the door"})
	b.Item(document.Item{Marker: "-", Depth: 1, Text: "the flue, which is the pipe that leads the hot air out of the room and must never be covered by anything"})
	before := b.Within(seals)
	b.Paragraph("A torn seal is replaced before the next firing.")
	b.Within(before)
	b.Item(document.Item{Marker: "10.", Ordered: true, Text: "Close the door."})
	b.Heading(3, "2.1", "Temperatures", "")
	must(b.Table(document.Table{Caption: "Cones and temperatures", Rows: []document.Row{
		{Header: true, Cells: cellsOf("Ware", "Cone", "Temperature in degrees Celsius", "Holding time", "Atmosphere in the chamber", "Remarks of the potter")},
		{Cells: []document.TableCell{{Text: "Stoneware", Columns: 6}}},
		{Cells: []document.TableCell{{Text: "Fine", Header: true, Rows: 2}, {Text: "6"}, {Text: "1222"}, {Text: "10 minutes"}, {Text: "oxidising"}, {Text: "the usual one"}}},
		{Cells: cellsOf("7", "1239", "", "reducing", "for celadon")},
		{Cells: []document.TableCell{{Text: "Coarse", Header: true}, {Text: "8 to 9", Columns: 2}, {Text: "no holding"}}},
	}}))
	b.Paragraph("Words that are used:")
	b.Text(document.Term, "Cone")
	b.Text(document.Description, "A small pyramid that bends at a known heat.")
	b.Text(document.Term, "Bisque")
	b.Text(document.Description, "The first firing.")
	b.Code("set program 4\n  ramp 150\n  hold 20")
	b.Text(document.Quotation, "Fire is a good servant and a bad master.")
	b.Text(document.Figure, "The kiln with its door open; the shelves stand on four posts")
	b.Text(document.Caption, "Figure 1: A loaded kiln")
	b.Text(document.Question, "Can it stand in a flat?")
	b.Text(document.Answer, "No, it needs a room of its own.")
	b.Note("1", "Measured with a thermocouple of type K.", -1)
	b.Text(document.Furniture, "Was this article helpful?")
}

func arabicOf(b *document.Builder) {
	b.Heading(1, "", "فرن الخزف", "")
	b.Paragraph("قبل التشغيل:")
	b.Item(document.Item{Marker: "1.", Ordered: true, Text: "افتح باب التهوية."})
	b.Item(document.Item{Marker: "2.", Ordered: true, Text: "افحص الحواف:"})
	b.Item(document.Item{Marker: "-", Depth: 1, Text: "الباب"})
	b.Item(document.Item{Marker: "-", Depth: 1, Text: "المدخنة"})
	must(b.Table(document.Table{Caption: "درجات الحرارة", Rows: []document.Row{
		{Header: true, Cells: cellsOf("النوع", "الدرجة", "المدة", "ملاحظات")},
		{Cells: cellsOf("حجري", "1222", "10 دقائق", "Cone 6 هو المعتاد")},
		{Cells: cellsOf("بورسلان", "1280", "20 دقيقة", "")},
	}}))
	b.Text(document.Term, "المخروط")
	b.Text(document.Description, "هرم صغير ينحني عند حرارة معلومة.")
	b.Code("set program 4")
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func cellsOf(texts ...string) []document.TableCell {
	cells := make([]document.TableCell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// storeBuilt stores a document that is built block by block.
func (f *fixture) storeBuilt(path, language string, build func(*document.Builder)) catalog.Document {
	f.t.Helper()
	var b document.Builder
	build(&b)
	d := b.Document(document.Document{Path: path, Language: language, Format: "html"})
	_, err := f.index.Store("default").Apply(f.t.Context(), "test", []kbsource.FileChange{{
		Path: path, State: kbsource.FileState{Hash: d.Hash, Documents: 1}, Documents: []document.Document{d},
	}})
	if err != nil {
		f.t.Fatal(err)
	}
	stored, err := f.catalog.Document(f.t.Context(), catalog.DocumentID("default", "test", path))
	if err != nil {
		f.t.Fatal(err)
	}
	return stored
}

// open shows the place in an article from the first text to the end of the last.
func (b *browser) open(d catalog.Document, first, last string) answer.Citation {
	b.t.Helper()
	from := strings.Index(d.Text, first)
	if from < 0 || !strings.Contains(d.Text[from:], last) {
		b.t.Fatalf("the article does not hold %q to %q", first, last)
	}
	c := cite(d, 1, d.Text[from:from+strings.Index(d.Text[from:], last)+len(last)])
	c.Title, c.Heading, c.Page = d.Title, nil, nil
	c.Heading = []string{}
	data, err := json.Marshal(c)
	if err != nil {
		b.t.Fatal(err)
	}
	script := fmt.Sprintf(`import("/page/article.js").then((article) => { article.show(%s); return true; })`, data)
	value(b, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise))
	b.until(`document.querySelector("#quote") !== null`)
	return c
}

// marked returns the marked texts of the article in their order.
func (b *browser) marked() []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll("#article-text mark")].map((mark) => mark.textContent)`)
}

func TestBrowserDrawsArticle(t *testing.T) {
	f := newFixture(t)
	d := f.storeBuilt("kiln.html", "en", handbookOf)
	b := openBrowser(t, f.url)
	b.open(d, "10. Close the door.", "10. Close the door.")
	for selector, want := range map[string][]string{
		"h3":                         {"The kiln 🔥"},
		"h4":                         {"2 Firing"},
		"h5":                         {"2.1 Temperatures"},
		"h6":                         {"Can it stand in a flat?"},
		"ol > li":                    {"1. Open the damper.", "2. Check the seals:- the door- the flue", "10. Close the door."},
		"ol > li > ul > li":          {"- the door", "- the flue"},
		"ol > li > p":                {"A torn seal is replaced before the next firing."},
		"li > .printed":              {"1. ", "2. ", "- ", "- ", "10. "},
		"table > caption":            {"Cones and temperatures"},
		"thead > tr > th[scope=col]": {"Ware", "Cone", "Temperature in degrees Celsius", "Holding time", "Atmosphere in the chamber", "Remarks of the potter"},
		"th[scope=rowgroup]":         {"Stoneware"},
		"th[scope=row]":              {"Fine", "Fine", "Coarse"},
		"td[colspan='2']":            {"8 to 9", ""},
		"dl > dt":                    {"Cone", "Bisque"},
		"dl > dd":                    {"A small pyramid", "The first firing."},
		"pre > code":                 {"set program 4\n  ramp 150\n  hold 20"},
		"blockquote > p":             {"Fire is a good servant"},
		"figure > p > span":          {"The kiln with its door open"},
		"figure > figcaption":        {"Figure 1: A loaded kiln"},
		"p.note":                     {"1 Measured with a thermocouple"},
		"p.furniture":                {"Was this article helpful?"},
	} {
		got := eval[[]string](b, fmt.Sprintf(`[...document.querySelectorAll("#article-text %s")].map((e) => e.textContent)`, selector))
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	b.clean()
}

func TestBrowserMarksQuotes(t *testing.T) {
	f := newFixture(t)
	d := f.storeBuilt("kiln.html", "en", handbookOf)
	b := openBrowser(t, f.url)
	for _, test := range []struct {
		first, last string
		want        []string
	}{
		{"It gets hotter", "kitchen oven.", []string{"It gets hotter than any kitchen oven."}},
		{"Check the seals", "seals:", []string{"Check the seals:"}},
		{"1. Open", "damper.", []string{"1. ", "Open the damper."}},
		{"Before you", "the door", []string{"Before you light it:", "1. ", "Open the damper.", "2. ", "Check the seals:", "- ", "the door"}},
		{"6 | 1222", "10 minutes", []string{"6", "1222", "10 minutes"}},
		{"Fine | 7", "celadon", []string{"Fine", "7", "1239", "reducing", "for celadon"}},
		{"Bisque", "firing.", []string{"Bisque", "The first firing."}},
		{"ramp 150", "150", []string{"ramp 150"}},
		{"1 Measured", "Measured", []string{"1 ", "Measured"}},
		{"2.1 Temp", "Cones", []string{"2.1 Temperatures", "Cones"}},
	} {
		c := b.open(d, test.first, test.last)
		marked := b.marked()
		if !slices.Equal(marked, test.want) {
			t.Errorf("%q is marked as %q", c.Quote, marked)
		}
		if plain(strings.Join(marked, "")) != plain(c.Quote) {
			t.Errorf("%q is marked, %q is quoted", marked, c.Quote)
		}
		if !eval[bool](b, `(() => { const m = document.querySelector("#quote").getBoundingClientRect(), t = document.querySelector("#article-text").getBoundingClientRect(); return m.top >= t.top && m.bottom <= t.bottom })()`) {
			t.Errorf("%q is not scrolled into view", c.Quote)
		}
		if got := eval[string](b, `document.activeElement.id`); got != "quote" {
			t.Errorf("%q: the focus is on %q", c.Quote, got)
		}
	}
	b.clean()
}

// plain leaves out what stands between blocks and cells.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '|' }), "")
}

// A table that is wider than the screen can be read without a mouse.
func TestBrowserTableByKeyboard(t *testing.T) {
	f := newFixture(t)
	d := f.storeBuilt("kiln.html", "en", handbookOf)
	b := openBrowser(t, f.url)
	b.do(chromedp.EmulateViewport(360, 780))
	b.open(d, "2.1 Temp", "eratures")
	b.do(chromedp.KeyEvent("\t"))
	if got := eval[string](b, `document.activeElement.getAttribute("aria-label")`); got != "Table" {
		t.Errorf("the focus is on %q", got)
	}
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	b.until(`document.activeElement.scrollLeft > 0`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!document.querySelector("#article").open`)
	b.clean()
}

// An article whose blocks are not known is shown as paragraphs.
func TestBrowserArticleWithoutBlocks(t *testing.T) {
	f := newFixture(t, func(o *api.Options) { o.Catalog = withBlocks{o.Catalog, nil} })
	d := f.storeBuilt("kiln.html", "en", handbookOf)
	b := openBrowser(t, f.url)
	c := b.open(d, "It gets hotter", "kitchen oven.")
	if got := b.marked(); !slices.Equal(got, []string{c.Quote}) {
		t.Errorf("%q is marked as %q", c.Quote, got)
	}
	if got := b.text("#article-text p:nth-child(2)"); got != "A kiln is an oven for clay.\nIt gets hotter than any kitchen oven." {
		t.Errorf("second paragraph: %q", got)
	}
	if got := b.text("#article-text"); plain(got) != plain(d.Text) {
		t.Errorf("article shown: %q", got)
	}
	b.clean()
}

// A long article is there at once around its quote, then as a whole, and what
// is read stays where it is.
func TestBrowserLongArticle(t *testing.T) {
	f := newFixture(t)
	d := f.storeBuilt("long.html", "en", longOf)
	if len(d.Text) < 1_000_000 {
		t.Fatalf("%d bytes are not long", len(d.Text))
	}
	b := openBrowser(t, f.url)
	for _, test := range []struct{ first, last string }{
		{"Glaze 1000 ", "seconds."}, {"Sentence 3 ", "of it."},
	} {
		eval[bool](b, watchPieces)
		c := b.open(d, test.first, test.last)
		top := `document.querySelector("#quote").getBoundingClientRect().top`
		before := eval[float64](b, top)
		if n := eval[int](b, `window.piecesAtFirst`); n < 1 || n > 3 {
			t.Errorf("%q is shown with %d pieces of the article", c.Quote, n)
		}
		b.until(`document.querySelector("#article-text .piece:first-child > h3") && document.querySelector("#article-text .piece:last-child > p:last-child")?.textContent === "The end."`)
		if after := eval[float64](b, top); math.Abs(after-before) > 2 {
			t.Errorf("%q moves from %v to %v", c.Quote, before, after)
		}
		if marked := b.marked(); plain(strings.Join(marked, "")) != plain(c.Quote) {
			t.Errorf("%q is marked as %q", c.Quote, marked)
		}
	}
	// Each piece of the table has its head.
	tables, heads := eval[int](b, `document.querySelectorAll("#article-text table").length`), eval[int](b, `document.querySelectorAll("#article-text table > thead:first-child > tr:only-child").length`)
	if tables < 2 || heads != tables {
		t.Errorf("%d tables have %d heads", tables, heads)
	}
	rows := eval[[]string](b, `[...document.querySelectorAll("#article-text tbody > tr > :first-child")].map((e) => e.textContent)`)
	for i, row := range rows {
		if row != fmt.Sprintf("Glaze %d", i) {
			t.Fatalf("row %d is %q", i, row)
		}
	}
	b.clean()
}

// watchPieces counts how much of an article there is when the quote is there.
const watchPieces = `(() => {
  const article = document.querySelector("#article-text");
  new MutationObserver((_, observer) => {
    if (article.querySelector("#quote") === null) return;
    window.piecesAtFirst = article.querySelectorAll(".piece").length;
    observer.disconnect();
  }).observe(article, { childList: true });
  return true;
})()`

func longOf(b *document.Builder) {
	b.Heading(1, "", "Glazes", "")
	for i := range 2000 {
		b.Paragraph(fmt.Sprintf("Sentence %d of it.%s", i, strings.Repeat(" It has a great many words that nobody would want to read.", 8)))
	}
	rows := []document.Row{{Header: true, Cells: cellsOf("Glaze", "Firing", "Time")}}
	for i := range 2000 {
		rows = append(rows, document.Row{Cells: cellsOf(fmt.Sprintf("Glaze %d", i), "is fired at a heat that depends on the clay", "for 100 seconds.")})
	}
	must(b.Table(document.Table{Rows: rows}))
	b.Paragraph("The end.")
}

func TestBrowserArticlePictures(t *testing.T) {
	f := newFixture(t)
	kiln := f.storeBuilt("kiln.html", "en", handbookOf)
	arabic := f.storeBuilt("ar/kiln.html", "ar", arabicOf)
	b := openBrowser(t, f.url)
	for name, open := range map[string]func(){
		"list":   func() { b.open(kiln, "2. Check", "the door") },
		"table":  func() { b.open(kiln, "Fine | 6", "usual one") },
		"words":  func() { b.open(kiln, "Bisque", "first firing.") },
		"end":    func() { b.open(kiln, "No, it needs", "its own.") },
		"arabic": func() { b.open(arabic, "2. افحص", "الباب") },
		"rows":   func() { b.open(arabic, "حجري", "10 دقائق") },
	} {
		for _, dark := range []bool{false, true} {
			b.scheme(dark)
			for _, width := range []int64{1280, 360} {
				b.do(chromedp.EmulateViewport(width, 780))
				open()
				b.contrast(fmt.Sprintf("%s, %d px, dark %v", name, width, dark))
				if wide := eval[int](b, `(() => { const t = document.querySelector("#article-text"); return t.scrollWidth - t.clientWidth })()`); wide > 0 {
					t.Errorf("%s is %d px too wide for %d px", name, wide, width)
				}
				b.shot(fmt.Sprintf("20-%s-%d-%v", name, width, dark))
			}
		}
	}
	if got := eval[string](b, `getComputedStyle(document.querySelector("#article-text pre")).direction`); got != "ltr" {
		t.Errorf("code is written %s", got)
	}
	b.clean()
}
