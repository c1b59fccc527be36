package plain_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
	"footnote/kbsource/plain"
)

func read(t testing.TB, text string) document.Document {
	t.Helper()
	result, err := plain.Extract(t.Context(), document.File{Path: "notes.txt", Format: "text", Text: text})
	return documenttest.Only(t, result, err)
}

// dump writes blocks as kind, depth of items, and text.
func dump(d document.Document) []string {
	runes := []rune(d.Text)
	var all []string
	for _, b := range d.Blocks {
		indent := ""
		if b.Kind == document.ListItem {
			indent = strings.Repeat(">", b.Level)
		}
		all = append(all, b.Kind.String()+" "+indent+string(runes[b.Start:b.End]))
	}
	return all
}

func TestBlocks(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"a title":                 {"Mill\n\nOpen from nine.", []string{"heading Mill", "paragraph Open from nine."}},
		"a sentence is no title":  {"The mill is open.\n\nFrom nine.", []string{"paragraph The mill is open.", "paragraph From nine."}},
		"a lead-in is no title":   {"Bring along:\n\n- a lamp", []string{"paragraph Bring along:", "list_item - a lamp"}},
		"pairs":                   {"Entrance: by the bridge\n\nTickets: at the gate\n\nDogs: on a lead", []string{"paragraph Entrance: by the bridge", "paragraph Tickets: at the gate", "paragraph Dogs: on a lead"}},
		"pairs on lines":          {"Mill\n\nEntrance: by the bridge\nTickets: at the gate", []string{"heading Mill", "paragraph Entrance: by the bridge\nTickets: at the gate"}},
		"long pairs":              {"Mill\n\nEntrance: by the bridge behind the second house on the left\nTickets: at the gate, from half past eight in the morning on\nDogs: on a lead", []string{"heading Mill", "paragraph Entrance: by the bridge behind the second house on the left\nTickets: at the gate, from half past eight in the morning on\nDogs: on a lead"}},
		"short lines":             {"Mill\n\nOpen daily\n\nClosed in May", []string{"heading Mill", "paragraph Open daily", "paragraph Closed in May"}},
		"an underlined title":     {"Mill\n====\n\nOpen daily", []string{"heading Mill", "paragraph Open daily"}},
		"underlined headings":     {"Mill\n====\nOpen daily\n\nPrices\n------\nThree euros", []string{"heading Mill", "paragraph Open daily", "heading Prices", "paragraph Three euros"}},
		"a rule on both sides":    {"====\nMill\n====\n\nOpen daily", []string{"heading Mill", "paragraph Open daily"}},
		"a heading among lines":   {"Open daily\nPrices\n------\nThree euros", []string{"paragraph Open daily", "heading Prices", "paragraph Three euros"}},
		"rules that only part":    {"Open daily.\n\n------\n\nThree euros.\n***\nNo cards.", []string{"paragraph Open daily.", "paragraph Three euros.", "paragraph No cards."}},
		"wrapped lines":           {"The mill is open from nine in the morning until five,\nand on Sundays from ten in the morning until four in the\nafternoon.", []string{"paragraph The mill is open from nine in the morning until five, and on Sundays from ten in the morning until four in the afternoon."}},
		"items with their marks":  {"Do this:\n1) Open.\n2) Close.\n2.1. Turn.\n(a) Wait.\n• Go.", []string{"paragraph Do this:", "list_item 1) Open.", "list_item 2) Close.", "list_item 2.1. Turn.", "list_item (a) Wait.", "list_item • Go."}},
		"items within items":      {"- a\n  - b\n    - c\n  - d\n- e", []string{"list_item - a", "list_item >- b", "list_item >>- c", "list_item >- d", "list_item - e"}},
		"an item that goes on":    {"- a,\n  and b\n- c", []string{"list_item - a,\nand b", "list_item - c"}},
		"a line behind items":     {"- a\n- b\nTickets: at the gate", []string{"list_item - a", "list_item - b", "paragraph Tickets: at the gate"}},
		"a paragraph in an item":  {"1. a\n\n   b\n\n2. c", []string{"list_item 1. a", "paragraph b", "list_item 2. c"}},
		"numbers that are values": {"Mill\n\n2.5 litres\n3 euros", []string{"heading Mill", "paragraph 2.5 litres\n3 euros"}},
		"bars":                    {"Mill\n\nChoose File | Save", []string{"heading Mill", "paragraph Choose File | Save"}},
		"numbers alone":           {"Mill\n\n+41 44 555 01 23\n\n08:30–17:00", []string{"heading Mill", "paragraph +41 44 555 01 23", "paragraph 08:30–17:00"}},
		"names over their values": {"Mill\n\nPhone\n+44 20 5550 1\n\nWay in\nby the bridge", []string{"heading Mill", "term Phone", "description +44 20 5550 1", "term Way in", "description by the bridge"}},
		"a name over an address":  {"Mill\n\nAddress\nMill Lane 4\n28195 Leda", []string{"heading Mill", "term Address", "description Mill Lane 4\n28195 Leda"}},
		"lines without a name":    {"Mill\n\nOpen daily\nClosed in May\nNo dogs", []string{"heading Mill", "paragraph Open daily\nClosed in May\nNo dogs"}},
		"a question over a line":  {"Mill\n\nMay I grind?\nOn Sundays", []string{"heading Mill", "paragraph May I grind?\nOn Sundays"}},
		"a sentence over a line":  {"Mill\n\nWe grind.\nOn Sundays", []string{"heading Mill", "paragraph We grind.\nOn Sundays"}},
		"columns":                 {"Mill\n\nSort     Kilo   Sack\nRye      1.20   24.00\nSpelt   11.50  230.00", []string{"heading Mill", "table_header Sort | Kilo | Sack", "table_row Rye | 1.20 | 24.00", "table_row Spelt | 11.50 | 230.00"}},
		"columns with a gap":      {"Mill\n\nSort   Kilo  Sack\nRye    1.20\nSpelt  1.50  30.00", []string{"heading Mill", "table_header Sort | Kilo | Sack", "table_row Rye | 1.20", "table_row Spelt | 1.50 | 30.00"}},
		"tabs":                    {"Mill\n\nSort\tKilo\nRye\t1.20\nSpelt\t1.50", []string{"heading Mill", "table_row Sort | Kilo", "table_row Rye | 1.20", "table_row Spelt | 1.50"}},
		"a drawn table":           {"Mill\n\n+------+------+\n| Sort | Kilo |\n+------+------+\n| Rye  | 1.20 |\n| Oats |      |\n+------+------+", []string{"heading Mill", "table_header Sort | Kilo", "table_row Rye | 1.20", "table_row Oats"}},
		"steps with a word":       {"Mill\n\nPaso 1: Abrir.\nPaso 2: Cerrar.", []string{"heading Mill", "list_item Paso 1: Abrir.", "list_item Paso 2: Cerrar."}},
		"other numbered names":    {"Mill\n\nGate 1: open\nDoor 2: closed", []string{"heading Mill", "paragraph Gate 1: open\nDoor 2: closed"}},
		"two spaces after a stop": {"The mill is open.  It closes at five.\nThe shop is not.  It opens in May.", []string{"paragraph The mill is open. It closes at five.\nThe shop is not. It opens in May."}},
		"items with wide gaps":    {"1.  Open.\n2.  Close.\n3.  Wait.", []string{"list_item 1. Open.", "list_item 2. Close.", "list_item 3. Wait."}},
		"pairs in columns":        {"Way in:   by the bridge\nTickets:  at the gate\nDogs:     on a lead", []string{"paragraph Way in: by the bridge\nTickets: at the gate\nDogs: on a lead"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := dump(read(t, test.text)); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhatAnItemHolds(t *testing.T) {
	d := read(t, "Steps:\n\n1. a\n\n   b\n\n2. c\n\nd")
	parents := make([]int, len(d.Blocks))
	for i, b := range d.Blocks {
		parents[i] = b.Parent
	}
	if want := []int{-1, 0, 1, 0, -1}; !slices.Equal(parents, want) {
		t.Errorf("parents %v, want %v in %q", parents, want, d.Text)
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"a\n\nb", "- a\n  b\n- c", "1) \n\n\f", "a\n===\nb\n---", "===\na", "- a\n\n  b\n\n\tc", "a: b\nc: d", "a  b  c\nd  e  f", "|a|b|\n|-|-|\n|c||", "a\tb\nc\t", "Name\n1", "Step 1: a\nStep 2: b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { read(t, strings.ToValidUTF8(text, "?")) })
}
