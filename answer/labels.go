package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// labelled returns how much of what a row is about the question says, and
// whether it does so by a letter ("size M"), which no word index has.
func (r *passageReader) labelled(u document.Unit) (share float64, letter bool) {
	said := r.q.in(r.evidence.Document.Language).weight
	terms, shared := 0, 0
	for _, cell := range u.Cells {
		if !cell.Label {
			continue
		}
		label := strings.TrimSpace(string(r.runes[cell.Start:cell.End]))
		if utf8.RuneCountInString(label) == 1 && slices.Contains(r.q.letters, label) {
			return 1, true
		}
		for term := range r.q.lexicon.set(r.evidence.Document.Language, label) {
			if terms++; said[term] > 0 {
				shared++
			}
		}
	}
	return float64(shared) / float64(max(terms, 1)), false
}

// isOtherRow reports whether the question says more of what the best row is
// about than of what this one is.
func (c candidate) isOtherRow(best candidate) bool {
	return c.row && best.row && c.labelled < best.labelled
}

// lettersOf returns the words of one capital letter, but for those that open a
// text and "I".
func lettersOf(text string) []string {
	var letters []string
	for i, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if r, size := utf8.DecodeRuneInString(w); i > 0 && size == len(w) && unicode.IsUpper(r) && w != "I" {
			letters = append(letters, w)
		}
	}
	return letters
}
