package document_test

import (
	"fmt"
	"testing"

	"footnote/kbsource/document"
)

// lists lists the units as "list text".
func lists(d document.Document) []string {
	runes := []rune(d.Text)
	var all []string
	for _, u := range document.Units(d.Text, d.Blocks, "en") {
		all = append(all, fmt.Sprintf("%d %s", u.List, string(runes[u.Start:u.End])))
	}
	return all
}

func TestStepsGoOnBehindWhatStandsBetween(t *testing.T) {
	step := func(b *document.Builder, marker, text string) {
		b.Item(document.Item{Marker: marker, Ordered: true, Text: text})
		b.EndList()
	}
	for name, tc := range map[string]struct {
		write func(b *document.Builder)
		want  []string
	}{
		"a picture and a remark": {
			func(b *document.Builder) {
				b.Paragraph("Glue it:")
				step(b, "1.", "Clean it.")
				b.Text(document.Figure, "A brush")
				step(b, "2.", "Press it.")
				b.Paragraph("It smells.")
				step(b, "3.", "Wait.")
			},
			[]string{"1 Glue it:", "1 1. Clean it.", "1 A brush", "1 2. Press it.", "1 It smells.", "1 3. Wait."},
		},
		"each is number one": {
			func(b *document.Builder) {
				step(b, "1.", "Build.")
				b.Code("make")
				step(b, "1.", "Run.")
				b.Code("run")
			},
			[]string{"1 1. Build.", "1 make", "1 1. Run.", "0 run"},
		},
		"code that the last one introduces": {
			func(b *document.Builder) {
				step(b, "1.", "Build.")
				step(b, "2.", "Run this:")
				b.Code("run")
				b.Code("stop")
			},
			[]string{"1 1. Build.", "1 2. Run this:", "1 run", "0 stop"},
		},
		"typed numbers": {
			func(b *document.Builder) {
				b.Paragraph("Glue it:")
				b.Paragraph("1. Clean it.")
				b.Paragraph("2. Press it.")
				b.Paragraph("3. May was warm.")
				b.Paragraph("1. May was cold.")
			},
			[]string{"1 Glue it:", "1 1. Clean it.", "1 2. Press it.", "1 3. May was warm.", "0 1. May was cold."},
		},
		"typed lines": {
			func(b *document.Builder) {
				b.Paragraph("Glue it:\n1. Clean it.\n2. Press it.")
				b.Paragraph("1. May\nwas cold.")
			},
			[]string{"1 Glue it:", "1 1. Clean it.", "1 2. Press it.", "0 1. May", "0 was cold."},
		},
		"letters": {
			func(b *document.Builder) { step(b, "a.", "Build."); b.Paragraph("Wait."); step(b, "b.", "Run.") },
			[]string{"1 a. Build.", "1 Wait.", "1 b. Run."},
		},
		"another list": {
			func(b *document.Builder) {
				step(b, "1.", "Build.")
				b.Paragraph("To run it:")
				step(b, "1.", "Run.")
			},
			[]string{"1 1. Build.", "2 To run it:", "2 1. Run."},
		},
		"under another heading": {
			func(b *document.Builder) {
				step(b, "1.", "Build.")
				b.Heading(2, "", "Later", "")
				step(b, "2.", "Run.")
			},
			[]string{"1 1. Build.", "0 Later", "2 2. Run."},
		},
	} {
		t.Run(name, func(t *testing.T) { same(t, "lists", lists(build(t, tc.write)), tc.want) })
	}
}

// What stands between steps introduces none of them.
func TestStepsKeepTheirLeadIn(t *testing.T) {
	d := build(t, func(b *document.Builder) {
		b.Paragraph("Glue it:")
		b.Item(document.Item{Marker: "1.", Ordered: true, Text: "Clean it."})
		b.Paragraph("Mind the smell.")
		b.Item(document.Item{Marker: "2.", Ordered: true, Text: "Press it."})
		b.Item(document.Item{Marker: "3.", Ordered: true, Text: "Wait."})
	})
	same(t, "readings", readings(d, "en"), []string{
		"Glue it: // 1. Clean it.", "Mind the smell.", "Glue it: // 2. Press it.", "Glue it: // 3. Wait.",
	})
}

func TestDefinitionsTakeInTheirItems(t *testing.T) {
	d := build(t, func(b *document.Builder) {
		b.Text(document.Term, "K7")
		b.Item(document.Item{Marker: "-", Text: "Glue is missing."})
		b.Item(document.Item{Marker: "-", Text: "Fill it up."})
		b.Text(document.Term, "K8:")
		b.Text(document.Description, "The lid is open.")
		b.Text(document.Description, "Close it.")
		b.Text(document.Term, "K9")
		b.Item(document.Item{Marker: "1.", Ordered: true, Text: "Stop."})
	})
	same(t, "readings", readings(d, "en"), []string{
		"K7: - Glue is missing.\n- Fill it up.", "K8: The lid is open.\nClose it.", "K9 // 1. Stop.",
	})
}

func TestRowsAreSaidUnderTheirCaption(t *testing.T) {
	d := build(t, func(b *document.Builder) {
		row := func(header bool, cells ...string) document.Row {
			r := document.Row{Header: header}
			for _, c := range cells {
				r.Cells = append(r.Cells, document.TableCell{Text: c})
			}
			return r
		}
		for _, caption := range []string{"Copies", "This table, which is new, says what the scans cost that are sent by mail.", ""} {
			if err := b.Table(document.Table{Caption: caption, Rows: []document.Row{row(true, "Size", "Fee"), row(false, "A4", "1 euro")}}); err != nil {
				t.Fatal(err)
			}
			b.Paragraph("Thus.")
		}
	})
	same(t, "readings", readings(d, "en"), []string{"Copies, A4 – Fee: 1 euro", "Thus.", "A4 – Fee: 1 euro", "Thus.", "A4 – Fee: 1 euro", "Thus."})
}
