package index_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

// builder writes a document block by block.
type builder struct {
	doc      document.Document
	headings []string
	page     int
}

func newBuilder() *builder { return &builder{doc: document.Document{Title: "Title"}} }

func (b *builder) block(kind document.Kind, text string) *builder {
	if b.doc.Text != "" {
		b.doc.Text += "\n"
	}
	start := len([]rune(b.doc.Text))
	b.doc.Text += text
	b.doc.Blocks = append(b.doc.Blocks, document.Block{
		Kind: kind, Headings: slices.Clone(b.headings), Page: b.page, Start: start, End: start + len([]rune(text)), Parent: -1,
	})
	return b
}

func (b *builder) heading(level int, text string) *builder {
	b.headings = append(b.headings[:min(level-1, len(b.headings))], text)
	return b.block(document.Heading, text)
}

func (b *builder) words(kind document.Kind, word string, n int) *builder {
	return b.block(kind, strings.TrimSpace(strings.Repeat(word+" ", n)))
}

func (b *builder) paragraph(word string, n int) *builder { return b.words(document.Paragraph, word, n) }

// check holds passages to what is promised of all of them.
func check(t *testing.T, doc document.Document, passages []catalog.Passage) {
	t.Helper()
	runes := []rune(doc.Text)
	end := 0
	for i, p := range passages {
		if p.Ordinal != i {
			t.Errorf("passage %d has ordinal %d", i, p.Ordinal)
		}
		if p.Start < end || p.End <= p.Start || p.End > len(runes) {
			t.Fatalf("passage %d is [%d:%d] after %d in %d runes", i, p.Start, p.End, end, len(runes))
		}
		if p.Text != string(runes[p.Start:p.End]) {
			t.Errorf("passage %d: its text is not that of its range", i)
		}
		if lost := strings.TrimSpace(string(runes[end:p.Start])); lost != "" {
			t.Errorf("between passages %d and %d %q is lost", i-1, i, lost)
		}
		if unicode.IsSpace(runes[p.Start]) || unicode.IsSpace(runes[p.End-1]) {
			t.Errorf("passage %d begins or ends with white space: %q", i, p.Text)
		}
		n := 0
		for _, word := range strings.Fields(p.Text) {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				n++
			}
		}
		if n > 320 {
			t.Errorf("passage %d has %d words", i, n)
		}
		if len(p.EmbeddingHash) != 32 {
			t.Errorf("passage %d has a hash of %d bytes", i, len(p.EmbeddingHash))
		}
		checkUnits(t, p)
		end = p.End
	}
	if lost := strings.TrimSpace(string(runes[end:])); lost != "" {
		t.Errorf("after the last passage %q is lost", lost)
	}
}

// checkUnits holds the units of a passage to what is promised of them: they
// have each of its visible characters once.
func checkUnits(t *testing.T, p catalog.Passage) {
	t.Helper()
	units, err := index.UnitsOf(p, "en")
	if err != nil {
		t.Fatalf("passage %d: %v", p.Ordinal, err)
	}
	runes, end := []rune(p.Text), 0
	for _, u := range units {
		if u.Start < end || u.End > len(runes) {
			t.Fatalf("passage %d has a unit [%d:%d] after %d of %d runes", p.Ordinal, u.Start, u.End, end, len(runes))
		}
		if lost := strings.TrimSpace(string(runes[end:u.Start])); lost != "" {
			t.Errorf("passage %d: %q is in no unit", p.Ordinal, lost)
		}
		end = u.End
	}
	if lost := strings.TrimSpace(string(runes[end:])); lost != "" {
		t.Errorf("passage %d: %q is in no unit", p.Ordinal, lost)
	}
}

// shape is a passage's headings and its first and last word.
func shape(p catalog.Passage) string {
	words := strings.Fields(p.Text)
	return fmt.Sprintf("%s: %s…%s %d", strings.Join(p.Headings, "/"), words[0], words[len(words)-1], len(words))
}

func TestSplitFollowsTheDocument(t *testing.T) {
	for _, c := range []struct {
		name string
		doc  *builder
		want []string
	}{
		{"empty", newBuilder(), nil},
		{"one paragraph", newBuilder().paragraph("a", 250), []string{": a…a 250"}},
		{"two paragraphs, balanced", newBuilder().paragraph("a", 200).paragraph("b", 200), []string{": a…a 200", ": b…b 200"}},
		{"small sections of one parent are joined",
			newBuilder().heading(1, "Top").heading(2, "One").paragraph("a", 70).heading(2, "Two").paragraph("b", 70),
			[]string{"Top: Top…b 143"}},
		{"large sections are not",
			newBuilder().heading(1, "Top").heading(2, "One").paragraph("a", 150).heading(2, "Two").paragraph("b", 150),
			[]string{"Top/One: Top…a 152", "Top/Two: Two…b 151"}},
		{"top-level sections stay apart",
			newBuilder().heading(1, "One").paragraph("a", 90).heading(1, "Two").paragraph("b", 90),
			[]string{"One: One…a 91", "Two: Two…b 91"}},
		{"unless they are tiny",
			newBuilder().heading(1, "One").paragraph("a", 20).heading(1, "Two").paragraph("b", 20),
			[]string{": One…b 42"}},
		{"an empty section's heading goes with what follows",
			newBuilder().paragraph("a", 150).heading(1, "Empty").heading(1, "Full").paragraph("b", 150),
			[]string{": a…a 150", "Full: Empty…b 152"}},
		{"a last heading goes with what is before",
			newBuilder().heading(1, "Full").paragraph("a", 200).heading(1, "Empty"),
			[]string{"Full: Full…Empty 202"}},
		{"only headings", newBuilder().heading(1, "One").heading(2, "Two"), []string{"One: One…Two 2"}},
		{"a list item is whole",
			newBuilder().words(document.ListItem, "a", 150).words(document.ListItem, "b", 150).words(document.ListItem, "c", 310),
			[]string{": a…a 150", ": b…b 150", ": c…c 310"}},
		{"an introduction stays with its list",
			newBuilder().paragraph("x", 160).block(document.Paragraph, "Do this:").words(document.ListItem, "a", 60).words(document.ListItem, "b", 90),
			[]string{": x…x 160", ": Do…b 152"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			passages := index.Split(c.doc.doc, "en")
			check(t, c.doc.doc, passages)
			var got []string
			for _, p := range passages {
				got = append(got, shape(p))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestSplitCutsWhatIsTooLong(t *testing.T) {
	sentence := "The link in the mail is valid for thirty minutes. "
	for name, c := range map[string]struct {
		kind document.Kind
		text string
		ends string // what passages may end with
	}{
		"paragraph": {document.Paragraph, strings.Repeat(sentence, 100), "."},
		"list item": {document.ListItem, strings.Repeat(sentence, 100), "."},
		"code":      {document.Code, strings.Repeat("call(alpha, beta)\n", 400), ")"},
		"chinese":   {document.Paragraph, strings.Repeat("您可以在设置中重置密码。", 200), "。"},
		"words":     {document.Paragraph, strings.Repeat("word ", 2000), "d"},
		"thai":      {document.Paragraph, strings.Repeat("เปลี่ยนรหัสผ่านได้ในการตั้งค่า ", 200), ""},
		"no spaces": {document.Code, strings.Repeat("0123456789abcdef", 2000), ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc := newBuilder().block(c.kind, strings.TrimSpace(c.text)).doc
			passages := index.Split(doc, "en")
			check(t, doc, passages)
			if len(passages) < 3 {
				t.Fatalf("%d passages", len(passages))
			}
			for i, p := range passages {
				if !strings.HasSuffix(p.Text, c.ends) {
					t.Errorf("passage %d ends with %q", i, p.Text[len(p.Text)-20:])
				}
				if n := len([]rune(p.Text)); n > 4200 || i < len(passages)-1 && n < 200 {
					t.Errorf("passage %d has %d characters", i, n)
				}
			}
		})
	}
}

func TestSplitRepeatsATablesHeader(t *testing.T) {
	b := newBuilder().heading(1, "Limits").block(document.TableHeader, "Plan | Limit")
	for i := range 150 {
		b.block(document.TableRow, fmt.Sprintf("plan number %d | %d files", i, i*10))
	}
	b.paragraph("after", 150)
	passages := index.Split(b.doc, "en")
	check(t, b.doc, passages)
	for i, p := range passages {
		want := ""
		if i > 0 && strings.HasPrefix(p.Text, "plan number") {
			want = "Plan | Limit"
		}
		if p.Context != want {
			t.Errorf("passage %d (%.20q) has context %q, want %q", i, p.Text, p.Context, want)
		}
		for line := range strings.Lines(p.Text) {
			if strings.HasPrefix(line, "plan") && !strings.Contains(line, "files") {
				t.Errorf("passage %d cuts a row: %q", i, line)
			}
		}
	}
	if last := passages[len(passages)-1]; len(passages) < 4 || strings.Contains(last.Text, "Plan") {
		t.Errorf("%d passages, the last %q", len(passages), last.Text)
	}
}

func TestSplitKnowsPages(t *testing.T) {
	b := newBuilder()
	b.page = 3
	b.paragraph("a", 200)
	b.page = 4
	b.paragraph("b", 200)
	passages := index.Split(b.doc, "en")
	if len(passages) != 2 || passages[0].Page != 3 || passages[1].Page != 4 {
		t.Errorf("pages %+v", passages)
	}
}

// The hash is the key of a vector: what is embedded alike has one, and what
// is not has another.
func TestSplitHashesWhatIsEmbedded(t *testing.T) {
	hash := func(title, heading, text string) []byte {
		b := newBuilder().heading(1, heading).block(document.Paragraph, text)
		b.doc.Title = title
		return index.Split(b.doc, "en")[0].EmbeddingHash
	}
	base := hash("T", "H", "text")
	if !bytes.Equal(base, hash("T", "H", "text")) {
		t.Error("the same document has two hashes")
	}
	for _, other := range [][]byte{hash("U", "H", "text"), hash("T", "I", "text"), hash("T", "H", "texts")} {
		if bytes.Equal(base, other) {
			t.Error("different passages have one hash")
		}
	}
}

func TestSplitLosesNoTextOutsideBlocks(t *testing.T) {
	doc := document.Document{Title: "T", Text: "before\n\nblock one\n\nbetween, until\n\nblock two\n\nafter"}
	doc.Blocks = []document.Block{{Start: 8, End: 17}, {Start: 35, End: 44}, {Start: 40, End: 900}, {Start: -5, End: 3}}
	check(t, doc, index.Split(doc, "en"))
}

func FuzzSplit(f *testing.F) {
	f.Add("# Head\n\nText. More text.\n\n- item\n", []byte{1, 0, 2, 3, 4, 5})
	f.Add(strings.Repeat("слово ", 400)+"\n\n"+strings.Repeat("长", 900), []byte{0, 9, 4, 200, 17})
	f.Add(strings.Repeat("row | row\n", 300), []byte{3, 4, 4, 4, 4})
	f.Fuzz(func(t *testing.T, text string, cuts []byte) {
		doc := document.Document{Title: "T", Text: strings.ToValidUTF8(text, "")}
		n := len([]rune(doc.Text))
		// Each byte makes a block: its kind, its level of headings, its size.
		var headings []string
		for start := 0; start < n && len(cuts) > 0; cuts = cuts[1:] {
			c := cuts[0]
			kind := document.Kind(c % 16)
			end := min(n, start+1+int(c)*5)
			from, to := trim(doc.Text, start, end) // as all extractors do
			if from == to {
				start = end
				continue
			}
			if kind == document.Heading {
				headings = append(headings[:min(int(c/6)%3, len(headings))], fmt.Sprint(c))
			}
			block := document.Block{Kind: kind, Headings: slices.Clone(headings), Start: from, End: to, Parent: -1}
			if kind.IsRow() {
				block.Cells = []document.Cell{{Start: from, End: to, Columns: 1}}
			}
			doc.Blocks = append(doc.Blocks, block)
			start = end + int(c%2)
		}
		check(t, doc, index.Split(doc, "en"))
	})
}

// trim moves the ends of a range inwards past white space.
func trim(text string, start, end int) (int, int) {
	part := string([]rune(text)[start:end])
	trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
	start += utf8.RuneCountInString(part) - utf8.RuneCountInString(trimmed)
	return start, start + utf8.RuneCountInString(strings.TrimRightFunc(trimmed, unicode.IsSpace))
}

func BenchmarkSplit(b *testing.B) {
	d := newBuilder()
	for i := range 20 {
		d.heading(1+i%3, fmt.Sprint("Section ", i)).paragraph("alpha beta, gamma.", 40).words(document.ListItem, "item", 20)
	}
	b.SetBytes(int64(len(d.doc.Text)))
	for b.Loop() {
		index.Split(d.doc, "en")
	}
}

// What a question costs: the units of the passages that are looked at closely.
func BenchmarkUnitsOf30(b *testing.B) {
	var d document.Builder
	for i := range 60 {
		d.Heading(2, "", fmt.Sprint("Section ", i), "")
		d.Paragraph(strings.TrimSpace(strings.Repeat("Alpha is the first, and beta follows. ", 12)))
		for range 6 {
			d.Item(document.Item{Marker: "-", Text: "an item of the list of eight words"})
		}
	}
	passages := index.Split(d.Document(document.Document{Path: "a.md"}), "en")[:30]
	for b.Loop() {
		for _, p := range passages {
			if _, err := index.UnitsOf(p, "en"); err != nil {
				b.Fatal(err)
			}
		}
	}
}
