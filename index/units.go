package index

import (
	"fmt"
	"unicode/utf8"

	"footnote/internal/catalog"
	"footnote/internal/sentence"
	"footnote/kbsource/document"
)

// UnitsOf returns the units of a passage; their offsets count in its text, and
// Similarity.Units are theirs. A passage that was stored before there were
// units has those of plain text. It fails with document.ErrUnits.
func UnitsOf(p catalog.Passage, language string) ([]document.Unit, error) {
	if p.Units == nil {
		return plainUnits(p.Text, language), nil
	}
	units, err := document.DecodeUnits(p.Units, utf8.RuneCountInString(p.Text))
	if err != nil {
		return nil, fmt.Errorf("passage %d: %w", p.ID, err)
	}
	return units, nil
}

// plainUnits have the borders of the parts that such passages have vectors of:
// sentence.Split takes a line with bars in it for a row and does not cut it.
func plainUnits(text, language string) []document.Unit {
	units, sentences := document.PlainUnits(text, language), sentence.Split(text)
	if areSentences(units, 0, sentences) {
		return units
	}
	units = make([]document.Unit, len(sentences))
	for i, s := range sentences {
		units[i] = document.Unit{Kind: document.UnitSentence, Start: s.Start, End: s.End, Antecedent: -1}
	}
	return units
}
