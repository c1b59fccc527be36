package index_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

func sentences(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "The %d. lamp of the row is switched on by hand. ", i)
	}
	return b.String()
}

func table(header [][]string, rows int, section string) document.Table {
	var t document.Table
	add := func(isHeader bool, cells ...string) {
		row := document.Row{Header: isHeader}
		for _, c := range cells {
			row.Cells = append(row.Cells, document.TableCell{Text: c})
		}
		t.Rows = append(t.Rows, row)
	}
	for _, cells := range header {
		add(true, cells...)
	}
	for i := range rows {
		if i == 3 && section != "" {
			add(false, section, "", "")
		}
		add(false, fmt.Sprintf("lamp %d", i), fmt.Sprintf("the shelf on the left of door number %d", i), "lit at night")
	}
	return t
}

// What belongs together is in one passage, wherever it falls in a document.
func TestSplitKeepsTogether(t *testing.T) {
	for name, c := range map[string]struct {
		write         func(*document.Builder)
		first, second string
	}{
		"heading and text":      {func(b *document.Builder) { b.Heading(2, "", "Lamps", ""); b.Paragraph("They glow.") }, "Lamps", "They glow."},
		"question and answer":   {func(b *document.Builder) { b.Text(document.Question, "Who cleans?"); b.Text(document.Answer, "We do.") }, "Who cleans?", "We do."},
		"a paragraph that asks": {func(b *document.Builder) { b.Paragraph("Who cleans?"); b.Paragraph("We do.") }, "Who cleans?", "We do."},
		"term and description": {func(b *document.Builder) {
			b.Text(document.Term, "Dimmer")
			b.Text(document.Description, sentences(8))
		}, "Dimmer", "The 0. lamp"},
		"short definition": {func(b *document.Builder) {
			b.Text(document.Term, "Dimmer")
			b.Text(document.Description, "It dims.")
		}, "Dimmer", "It dims."},
		"lead-in and list": {func(b *document.Builder) {
			b.Paragraph("You need the following tools.")
			b.Item(document.Item{Marker: "-", Text: "a ladder"})
			b.Item(document.Item{Marker: "-", Text: "a bulb"})
		}, "following tools", "a ladder"},
		"steps": {func(b *document.Builder) {
			b.Paragraph("Change it like this:")
			for i := range 12 {
				item := b.Item(document.Item{Marker: fmt.Sprintf("%d.", i+1), Ordered: true, Text: fmt.Sprintf("Do what comes as number %d.", i+1)})
				if i == 5 {
					before := b.Within(item)
					b.Code("lamp off")
					b.Within(before)
				}
			}
		}, "number 1.", "number 12."},
		"item and what it introduces": {func(b *document.Builder) {
			b.Item(document.Item{Marker: "-", Text: "a ladder"})
			b.Item(document.Item{Marker: "-", Text: "one of these:"})
			b.Item(document.Item{Marker: "-", Depth: 1, Text: "a bulb"})
		}, "one of these", "a bulb"},
		"caption and table": {func(b *document.Builder) {
			b.Text(document.Caption, "Where the lamps hang")
			mustTable(b, table(nil, 3, ""))
		}, "Where the lamps hang", "lamp 0"},
		"caption, headers and row": {func(b *document.Builder) {
			grid := table([][]string{{"Lamp", "Place", "State"}, {"no.", "shelf", "now"}}, 3, "")
			grid.Caption = "Where the lamps hang"
			mustTable(b, grid)
		}, "Where the lamps hang", "lamp 0"},
		"section and its row": {func(b *document.Builder) {
			mustTable(b, table([][]string{{"Lamp", "Place", "State"}}, 6, "Upstairs"))
		}, "Upstairs", "lamp 3"},
		"figure and caption": {func(b *document.Builder) {
			b.Text(document.Figure, "A drawing of a lamp")
			b.Text(document.Caption, "Fig. 2")
		}, "A drawing", "Fig. 2"},
	} {
		t.Run(name, func(t *testing.T) {
			for before := range 40 {
				var b document.Builder
				b.Title = "Lamps in the house"
				b.Paragraph(sentences(before))
				c.write(&b)
				b.Paragraph(sentences(14))
				doc := b.Document(document.Document{Path: "lamps.md"})
				passages := index.Split(doc, "en")
				check(t, doc, passages)
				for _, p := range passages {
					if has := strings.Contains(p.Text, c.first); has && !strings.Contains(p.Text, c.second) {
						t.Fatalf("after %d sentences %q is apart from %q: %q", before, c.first, c.second, p.Text)
					}
				}
			}
		})
	}
}

func mustTable(b *document.Builder, t document.Table) {
	if err := b.Table(t); err != nil {
		panic(err)
	}
}

// A passage that begins inside of something carries what it is said under.
func TestSplitCarriesContext(t *testing.T) {
	for name, c := range map[string]struct {
		write func(*document.Builder)
		want  string
	}{
		"a table": {func(b *document.Builder) { mustTable(b, table([][]string{{"Lamp", "Place", "State"}}, 80, "")) }, "Lamp | Place | State"},
		"stacked headers": {func(b *document.Builder) {
			mustTable(b, table([][]string{{"Lamps", "House", "Now"}, {"no.", "shelf", "state"}}, 80, ""))
		}, "Lamps | House | Now\nno. | shelf | state"},
		"a section": {func(b *document.Builder) {
			mustTable(b, table([][]string{{"Lamp", "Place", "State"}}, 80, "Upstairs"))
		}, "Lamp | Place | State\nUpstairs"},
		"no header": {func(b *document.Builder) { mustTable(b, table(nil, 80, "")) }, ""},
		"a list": {func(b *document.Builder) {
			b.Paragraph("Some lamps are old. Change these bulbs first:")
			for i := range 60 {
				b.Item(document.Item{Marker: "-", Text: fmt.Sprintf("the bulb that hangs over door number %d on the left", i)})
			}
		}, "Change these bulbs first:"},
		"text in an item": {func(b *document.Builder) {
			item := b.Item(document.Item{Marker: "1.", Ordered: true, Text: "Take the ladder."})
			before := b.Within(item)
			b.Paragraph(strings.TrimSpace(sentences(20)))
			b.Paragraph(strings.TrimSpace(sentences(20)))
			b.Within(before)
		}, "1. Take the ladder."},
		"a description": {func(b *document.Builder) {
			b.Text(document.Term, "Dimmer")
			b.Text(document.Description, sentences(60))
		}, "Dimmer"},
		"an answer": {func(b *document.Builder) {
			b.Text(document.Question, "Who cleans the lamps?")
			b.Text(document.Answer, sentences(20))
			b.Text(document.Answer, sentences(20))
		}, "Who cleans the lamps?"},
		"prose": {func(b *document.Builder) { b.Paragraph(sentences(60)) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var b document.Builder
			b.Title = "Lamps in the house"
			c.write(&b)
			doc := b.Document(document.Document{Path: "lamps.md"})
			passages := index.Split(doc, "en")
			check(t, doc, passages)
			if len(passages) < 2 {
				t.Fatalf("%d passages", len(passages))
			}
			if p := passages[0]; p.Context != "" {
				t.Errorf("the first passage has the context %q", p.Context)
			}
			if p := passages[len(passages)-1]; p.Context != c.want {
				t.Errorf("the last passage has the context %q, want %q: %.60q", p.Context, c.want, p.Text)
			}
		})
	}
}

func TestContextIsBounded(t *testing.T) {
	var b document.Builder
	long := strings.Repeat("wide ", 200)
	mustTable(&b, table([][]string{{long, long, long}, {long, long, long}}, 80, long))
	passages := index.Split(b.Document(document.Document{Path: "a.md"}), "en")
	for _, p := range passages {
		if n := len([]rune(p.Context)); n > 650 {
			t.Errorf("passage %d has a context of %d characters", p.Ordinal, n)
		}
	}
}

// A vector is made anew when the units of a text change, and not otherwise.
func TestEmbeddingHashFollowsUnits(t *testing.T) {
	split := func(kind document.Kind, text string) catalog.Passage {
		doc := document.Document{Title: "T", Text: text, Blocks: []document.Block{{Kind: kind, End: len([]rune(text)), Parent: -1}}}
		return index.Split(doc, "en")[0]
	}
	const prose = "The lamp is old. It is lit at night."
	if !bytes.Equal(split(document.Paragraph, prose).EmbeddingHash, split(document.Quotation, prose).EmbeddingHash) {
		t.Error("the same units of the same text have two hashes")
	}
	if bytes.Equal(split(document.Paragraph, prose).EmbeddingHash, split(document.ListItem, prose).EmbeddingHash) {
		t.Error("two sentences and one item have one hash")
	}
	// sha256("T\n" + prose), as it was when parts were sentences.
	const was = "6a981bfd3a988c31"
	if got := fmt.Sprintf("%x", split(document.Paragraph, prose).EmbeddingHash); !strings.HasPrefix(got, was) {
		t.Errorf("the hash of plain text is %s: all vectors would be made anew", got)
	}
}

// The parts of a passage that was stored before units have vectors of
// sentences, in which a row is whole.
func TestUnitsOfOldPassages(t *testing.T) {
	p := catalog.Passage{Text: "Lamp | Made in approx. 1970. Still lit. | yes\nThe shop is open. Come in."}
	units, err := index.UnitsOf(p, "en")
	if err != nil {
		t.Fatal(err)
	}
	runes := []rune(p.Text)
	var got []string
	for _, u := range units {
		got = append(got, string(runes[u.Start:u.End]))
	}
	want := []string{"Lamp | Made in approx. 1970. Still lit. | yes", "The shop is open.", "Come in."}
	if !slices.Equal(got, want) {
		t.Errorf("units %q, want %q", got, want)
	}
	if _, err := index.UnitsOf(catalog.Passage{Text: "a", Units: []byte{1, 0, 0, 0, 9}}, "en"); err == nil {
		t.Error("damaged units are read")
	}
}
