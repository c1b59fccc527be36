package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// labelOf returns what a row or a definition is about, "" for other units.
func labelOf(u document.Unit, runes []rune) string {
	switch u.Kind {
	case document.UnitDefinition:
		term, _, _ := strings.Cut(string(runes[u.Start:u.End]), "\n")
		return term
	case document.UnitRow, document.UnitPair:
		var labels []string
		for _, c := range u.Cells {
			if c.Label {
				labels = append(labels, string(runes[c.Start:c.End]))
			}
		}
		return strings.Join(labels, " ")
	}
	return ""
}

// mentions reports whether the question has a label, or one of several with
// commas between, word for word. Of a capital letter it must have the letter as
// a word of its own, and not as the word that it may be.
func (q *question) mentions(label string) bool {
	for one := range strings.SplitSeq(label, ", ") {
		one = strings.TrimFunc(one, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		first, size := utf8.DecodeRuneInString(one)
		switch {
		case one == "":
		case size == len(one) && (unicode.IsUpper(first) || size == 1 && unicode.IsLetter(first)):
			if slices.Contains(q.letters, one) {
				return true
			}
		case hasWhole(strings.ToLower(q.text), strings.ToLower(one)):
			return true
		}
	}
	return false
}

// hasWhole reports whether a text has a word or words as wholes. In scripts
// without spaces anything is one.
func hasWhole(text, words string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		start := at + i
		end := start + len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		first, _ := utf8.DecodeRuneInString(words)
		last, _ := utf8.DecodeLastRuneInString(words)
		if !goOn(before, first) && !goOn(last, after) {
			return true
		}
		at = end
	}
}

// goOn reports whether two runes in a row are of one word or number.
func goOn(a, b rune) bool {
	if unicode.IsDigit(a) || unicode.IsDigit(b) {
		return unicode.IsDigit(a) && unicode.IsDigit(b)
	}
	return unicode.IsLetter(a) && unicode.IsLetter(b) && !document.IsDense(a) && !document.IsDense(b)
}

// isCode reports whether a label is a code, which says all that its row is
// about: it has a digit or is a single letter.
func isCode(label string) bool {
	return strings.ContainsFunc(label, unicode.IsDigit) || utf8.RuneCountInString(label) == 1
}

// isLabelled reports whether a line says what it is about: "Photos: no flash".
func isLabelled(line string) bool {
	label, value, found := strings.Cut(line, ": ")
	if !found {
		label, value, found = strings.Cut(line, "：")
	}
	return found && countWords(label) > 0 && countWords(value) > 0
}

// isOfOther reports whether a row or a definition is about something
// else than what the question names.
func (c candidate) isOfOther(best candidate) bool {
	return best.named && c.label != "" && !c.named
}

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
