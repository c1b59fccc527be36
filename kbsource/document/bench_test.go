package document_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
)

// handbook is a document of 40 sections with prose, a list and a table each.
func handbook() document.Document {
	var b document.Builder
	b.Title = "Handbook"
	for i := range 40 {
		b.Heading(2, fmt.Sprint(i), "How to set up the machine", fmt.Sprint("section-", i))
		b.Paragraph(strings.Repeat("Open the lid of the machine. It is locked, so press the red key first. ", 6))
		b.Paragraph("You need the following:")
		for range 6 {
			b.Item(document.Item{Marker: "-", Text: "a key of the size that the plate names"})
		}
		table := document.Table{Rows: []document.Row{{Header: true, Cells: []document.TableCell{{Text: "Part"}, {Text: "Size"}, {Text: "Price"}}}}}
		for j := range 8 {
			table.Rows = append(table.Rows, document.Row{Cells: []document.TableCell{
				{Text: fmt.Sprint("Part ", j)}, {Text: fmt.Sprint(j, " mm")}, {Text: fmt.Sprintf("€%d", 2*j)},
			}})
		}
		if err := b.Table(table); err != nil {
			panic(err)
		}
	}
	return b.Document(document.Document{Path: "handbook.md", Format: "markdown"})
}

func BenchmarkUnits(b *testing.B) {
	d := handbook()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		document.Units(d.Text, d.Blocks, "en")
	}
}

func BenchmarkEncodeBlocks(b *testing.B) {
	d := handbook()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		document.EncodeBlocks(d.Blocks)
	}
}

func BenchmarkDecodeBlocks(b *testing.B) {
	d := handbook()
	data, runes := document.EncodeBlocks(d.Blocks), []rune(d.Text)
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		if _, err := document.DecodeBlocks(data, runes); err != nil {
			b.Fatal(err)
		}
	}
}
