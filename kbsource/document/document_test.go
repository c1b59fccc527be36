package document_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// build writes a document and checks what must hold for every one.
func build(t *testing.T, write func(b *document.Builder)) document.Document {
	t.Helper()
	var b document.Builder
	write(&b)
	d := b.Document(document.Document{Path: "a.md", Format: "markdown"})
	documenttest.Check(t, d)
	return d
}

// blocks lists a document's blocks as "kind parent text".
func blocks(d document.Document) []string {
	runes := []rune(d.Text)
	var all []string
	for _, b := range d.Blocks {
		all = append(all, fmt.Sprintf("%s %d %s", b.Kind, b.Parent, string(runes[b.Start:b.End])))
	}
	return all
}

// readings lists how the units that say something read alone, with what they
// are said under.
func readings(d document.Document, language string) []string {
	runes := []rune(d.Text)
	var all []string
	for _, u := range document.Units(d.Text, d.Blocks, language) {
		if !u.Kind.Stands() {
			continue
		}
		reading := u.Reading(runes)
		if u.Lead != "" && u.Kind != document.UnitRow && u.Kind != document.UnitPair {
			reading = u.Lead + " // " + reading
		}
		all = append(all, reading)
	}
	return all
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestListsKnowWhatTheyBelongTo(t *testing.T) {
	d := build(t, func(b *document.Builder) {
		b.Paragraph("Some words. To pay:")
		b.Item(document.Item{Marker: "1.", Ordered: true, Text: "Open the bill."})
		b.Item(document.Item{Depth: 1, Marker: "a)", Ordered: true, Text: "On paper"})
		b.Item(document.Item{Depth: 1, Marker: "b)", Ordered: true, Text: "On screen"})
		second := b.Item(document.Item{Marker: "2.", Ordered: true, Text: "Type:"})
		before := b.Within(second)
		b.Code("pay now")
		b.Within(before)
		b.Item(document.Item{Marker: "3.", Ordered: true, Text: "Done."})
		b.Paragraph("Otherwise call us.")
		b.Item(document.Item{Marker: "-", Text: "by day"})
	})
	same(t, "blocks", blocks(d), []string{
		"paragraph -1 Some words. To pay:", "list_item 0 1. Open the bill.", "list_item 1 a) On paper", "list_item 1 b) On screen",
		"list_item 0 2. Type:", "code 4 pay now", "list_item 0 3. Done.", "paragraph -1 Otherwise call us.", "list_item 7 - by day",
	})
	same(t, "readings", readings(d, "en"), []string{
		"Some words.", "To pay: // 1. Open the bill.", "1. Open the bill. // a) On paper", "1. Open the bill. // b) On screen",
		"pay now", "To pay: // 3. Done.", "Otherwise call us.", "Otherwise call us. // - by day",
	})
	lists := map[string]int{}
	for _, u := range document.Units(d.Text, d.Blocks, "en") {
		lists[string([]rune(d.Text)[u.Start:u.End])] = u.List
	}
	for text, want := range map[string]int{"Some words.": 0, "To pay:": 1, "a) On paper": 1, "2. Type:": 1, "pay now": 1, "3. Done.": 1, "Otherwise call us.": 0, "- by day": 2} {
		if lists[text] != want {
			t.Errorf("%q is of list %d, want %d", text, lists[text], want)
		}
	}
}

func TestUnitsOfProse(t *testing.T) {
	for name, tc := range map[string]struct {
		language string
		write    func(b *document.Builder)
		want     []string
	}{
		"lines without a stop": {"en", func(b *document.Builder) {
			b.Paragraph("Parking: behind the house\nPhone: +41 44 000 11 22\n8:00–17:30")
		}, []string{"Parking: behind the house", "Phone: +41 44 000 11 22", "8:00–17:30"}},
		"bars are characters": {"en", func(b *document.Builder) {
			b.Paragraph("Choose File | Save. It takes a second.")
		}, []string{"Choose File | Save.", "It takes a second."}},
		"a heading that asks": {"de", func(b *document.Builder) {
			b.Heading(2, "", "Darf ich Hunde mitbringen?", "")
			b.Paragraph("Nur an der Leine")
			b.Heading(2, "", "Lage", "")
			b.Paragraph("Am See.")
		}, []string{"Darf ich Hunde mitbringen? // Nur an der Leine", "Am See."}},
		"a paragraph that asks": {"ru", func(b *document.Builder) {
			b.Paragraph("Где парковка?")
			b.Paragraph("Во дворе.")
		}, []string{"Где парковка? // Во дворе."}},
		"a question within a paragraph": {"en", func(b *document.Builder) {
			b.Paragraph("Lost it? Call us.")
			b.Paragraph("We are open all day.")
		}, []string{"Lost it? // Call us.", "We are open all day."}},
		"marked questions": {"en", func(b *document.Builder) {
			b.Text(document.Question, "Is it safe")
			b.Text(document.Answer, "Yes. It was tested.")
		}, []string{"Is it safe // Yes.", "Is it safe // It was tested."}},
		"definitions": {"en", func(b *document.Builder) {
			b.Text(document.Term, "Quorum")
			b.Text(document.Description, "Half of the members")
			b.Text(document.Term, "Proxy")
			b.Text(document.Term, "Deputy")
			b.Text(document.Description, "Somebody who votes for you")
			b.Text(document.Description, strings.Repeat("A long text. ", 40))
		}, append([]string{"Quorum: Half of the members", "Deputy: Somebody who votes for you"}, slices.Repeat([]string{"Deputy // A long text."}, 40)...)},
		"furniture is no answer": {"en", func(b *document.Builder) {
			b.Paragraph("It weighs a ton.")
			b.Paragraph("Was this article helpful?")
		}, []string{"It weighs a ton."}},
		"notes": {"en", func(b *document.Builder) {
			b.Paragraph("A ride costs 4 euros¹.")
			b.Note("1", "Children ride free.", 0)
		}, []string{"A ride costs 4 euros¹.", "A ride costs 4 euros¹. // 1 Children ride free."}},
	} {
		t.Run(name, func(t *testing.T) { same(t, "readings", readings(build(t, tc.write), tc.language), tc.want) })
	}
}

func TestUnitsNameWhatTheyLeanOn(t *testing.T) {
	for name, tc := range map[string]struct {
		language, text string
		want           []int
	}{
		"English":         {"en", "The lid is red. It turns left. If not, pull. A kit helps.", []int{-1, 0, 1, -1}},
		"German":          {"de", "Die Pumpe läuft. Andernfalls rufen Sie an. Essen gibt es.", []int{-1, 0, -1}},
		"Russian":         {"ru", "Насос гудит. Иначе позвоните. Этажом ниже касса.", []int{-1, 0, -1}},
		"Japanese":        {"ja", "蓋は赤いです。それは左に回ります。", []int{-1, 0}},
		"Turkish":         {"tr", "Kapak kırmızı. Aksi halde arayın. Bugün açık.", []int{-1, 0, -1}},
		"Arabic":          {"ar", "المضخة تعمل. وإلا اتصل بنا.", []int{-1, 0}},
		"a question":      {"en", "The lid is red. Is it closed? If not, press it.", []int{-1, -1, 1}},
		"nothing before":  {"en", "It is red.", []int{-1}},
		"another meaning": {"en", "The lid is red. Items are sold.", []int{-1, -1}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, u := range document.PlainUnits(tc.text, tc.language) {
				got = append(got, u.Antecedent)
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("lean on %v, want %v", got, tc.want)
			}
		})
	}
}

func TestPagesTurnWithinBlocks(t *testing.T) {
	d := func() document.Document {
		b := document.Builder{Page: 3}
		b.Paragraph("One two" + document.PageTurn + "three" + document.PageTurn + document.PageTurn + "four")
		b.Item(document.Item{Marker: "-", Text: "five" + document.PageTurn + "six"})
		return b.Document(document.Document{Path: "a.pdf", Format: "pdf"})
	}()
	documenttest.Check(t, d)
	runes := []rune(d.Text)
	for word, want := range map[string]int{"One": 3, "two": 3, "three": 4, "four": 6, "five": 6, "six": 7} {
		at := len([]rune(d.Text[:strings.Index(d.Text, word)]))
		if got := d.Blocks[document.BlockAt(d.Blocks, at)].PageAt(at); got != want {
			t.Errorf("%q is on page %d, want %d of %q", word, got, want, string(runes))
		}
	}
}

func TestTablesOverTheirLimits(t *testing.T) {
	wide := document.Table{Rows: []document.Row{{Cells: []document.TableCell{{Text: "a", Columns: document.MaxSpan + 1}}}}}
	long := document.Table{Rows: make([]document.Row, document.MaxCells/2+1)}
	for i := range long.Rows {
		long.Rows[i].Cells = []document.TableCell{{Text: "a"}, {Text: "b"}}
	}
	tall := document.Table{Rows: []document.Row{{Cells: []document.TableCell{{Text: "a", Rows: 1 << 30}}}}}
	for name, table := range map[string]document.Table{"a wide cell": wide, "many cells": long, "a tall cell": tall} {
		if err := new(document.Builder).Table(table); !errors.Is(err, document.ErrTooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDamagedBytesAreRefused(t *testing.T) {
	d := build(t, func(b *document.Builder) {
		b.Heading(1, "", "A", "a")
		b.Item(document.Item{Marker: "-", Text: "b"})
		if err := b.Table(document.Table{Rows: []document.Row{{Header: true, Cells: []document.TableCell{{Text: "c"}, {Text: "d"}}}, {Cells: []document.TableCell{{Text: "e"}, {Text: "f"}}}}}); err != nil {
			t.Fatal(err)
		}
	})
	runes := []rune(d.Text)
	packed := document.EncodeBlocks(d.Blocks)
	units := document.EncodeUnits(document.Units(d.Text, d.Blocks, "en"), 0, 0)
	for name, data := range map[string][]byte{"nothing": nil, "another version": {9}, "cut off": packed[:len(packed)-1], "too many": append(packed, packed[1:]...)} {
		if _, err := document.DecodeBlocks(data, runes); !errors.Is(err, document.ErrBlocks) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := document.DecodeBlocks(packed, runes[:3]); !errors.Is(err, document.ErrBlocks) {
		t.Errorf("blocks of a shorter text: %v", err)
	}
	if _, err := document.DecodeUnits(units, 3); !errors.Is(err, document.ErrUnits) {
		t.Errorf("units of a shorter passage: %v", err)
	}
	if _, err := document.DecodeUnits(nil, 3); !errors.Is(err, document.ErrUnits) {
		t.Errorf("no units: %v", err)
	}
}

func FuzzDecodeBlocks(f *testing.F) {
	f.Add([]byte{1, 0, 0, 0, 3}, "abc def")
	f.Add([]byte{1, 1, 1, 0, 1, 1, 4, 256 - 128, 1, 2, 3, 1, 0, 1, 0, 2}, "a b | c")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		runes := []rune(text)
		blocks, err := document.DecodeBlocks(data, runes)
		if err != nil {
			return
		}
		end := 0
		for i, b := range blocks {
			if b.Start < end || b.End < b.Start || b.End > len(runes) || b.Parent < -1 || b.Parent >= len(blocks) {
				t.Fatalf("block %d is %+v of %d runes", i, b, len(runes))
			}
			end = b.End
		}
		document.Units(text, blocks, "en")
	})
}

func FuzzDecodeUnits(f *testing.F) {
	f.Add(document.EncodeUnits(document.PlainUnits("It is. So it is.", "en"), 0, 0), 16)
	f.Fuzz(func(t *testing.T, data []byte, runes int) {
		runes = max(0, min(runes, 1000))
		units, err := document.DecodeUnits(data, runes)
		if err != nil {
			return
		}
		text := []rune(strings.Repeat("x", runes))
		for i, u := range units {
			if u.Start >= u.End || u.End > runes || u.Antecedent >= i {
				t.Fatalf("unit %d is %+v", i, u)
			}
			u.Reading(text)
		}
	})
}
