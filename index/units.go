package index

import (
	"fmt"
	"unicode/utf8"

	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

// UnitsOf returns the units of a passage; their offsets count in its text. A
// passage that was stored before there were units has those of plain text.
func UnitsOf(p catalog.Passage, language string) ([]document.Unit, error) {
	if p.Units == nil {
		return document.PlainUnits(p.Text, language), nil
	}
	units, err := document.DecodeUnits(p.Units, utf8.RuneCountInString(p.Text))
	if err != nil {
		return nil, fmt.Errorf("passage %d: %w", p.ID, err)
	}
	return units, nil
}
