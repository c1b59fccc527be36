package api

import (
	"fmt"

	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

// blocksOf returns the blocks of a document, nil for one that was stored
// without.
func blocksOf(d catalog.Document) ([]Block, error) {
	if d.Blocks == nil {
		return nil, nil
	}
	stored, err := document.DecodeBlocks(d.Blocks, []rune(d.Text))
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", d.ID, err)
	}
	blocks := make([]Block, len(stored))
	for i, b := range stored {
		blocks[i] = Block{
			Kind: b.Kind.String(), Start: b.Start, End: b.End, Level: b.Level, Marker: b.Marker, Ordered: b.Ordered,
			Table: b.Table, Cells: cellsOf(b.Cells), Anchor: b.Anchor, Page: b.Page, Turns: b.Turns,
		}
		if parent := b.Parent; parent >= 0 {
			blocks[i].Parent = &parent
		}
	}
	return blocks, nil
}

func cellsOf(stored []document.Cell) []Cell {
	cells := make([]Cell, len(stored))
	for i, c := range stored {
		cells[i] = Cell{Start: c.Start, End: c.End, Column: c.Column, Columns: c.Columns, Header: c.Header}
		if c.Columns == 1 {
			cells[i].Columns = 0
		}
	}
	return cells
}
