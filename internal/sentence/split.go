package sentence

import (
	"strings"
	"unicode"
)

// maxRunes bounds a sentence: a longer run without a stop (a table without
// line ends, minified code) is cut at the last space before the bound.
const maxRunes = 600

// minThaiRunes is how long a Thai sentence is at least before a space ends
// it: Thai has no full stop, and a space also separates phrases.
const minThaiRunes = 24

// Split cuts text into sentences. A line end always ends one, so headings and
// list items stand alone; a table row ("a | b") is one whatever stops are in
// its cells. It takes time linear in the text.
func Split(text string) []Span { return (&splitter{runes: []rune(text)}).all() }

// Prose cuts text that is known to hold no rows of tables: a bar in it is a
// character like any other.
func Prose(text string) []Span { return (&splitter{runes: []rune(text), prose: true}).all() }

func (s *splitter) all() []Span {
	for {
		s.skipSpace()
		if s.pos >= len(s.runes) {
			return s.spans
		}
		s.next()
	}
}

type splitter struct {
	runes []rune
	prose bool
	pos   int
	spans []Span
}

func (s *splitter) skipSpace() {
	for s.pos < len(s.runes) && unicode.IsSpace(s.runes[s.pos]) {
		s.pos++
	}
}

// next reads one sentence that starts at pos.
func (s *splitter) next() {
	start, lastSpace := s.pos, -1
	row := !s.prose && s.isRow(start)
	for i := start; i < len(s.runes); {
		r := s.runes[i]
		switch {
		case isLineEnd(r):
			s.end(start, i)
			return
		case i-start >= maxRunes:
			if lastSpace > start {
				i = lastSpace
			}
			s.end(start, i)
			return
		case unicode.IsSpace(r):
			lastSpace = i
			if !row && s.endsAtSpace(start, i) {
				s.end(start, i)
				return
			}
			i++
		case !row && (isHardStop(r) || isStop(r)):
			stop := s.closers(s.stops(i))
			if s.isEnd(start, i, stop) {
				s.end(start, stop)
				return
			}
			i = max(stop, i+1)
		default:
			i++
		}
	}
	s.end(start, len(s.runes))
}

// isRow tells whether a row of a table starts at i: a line with " | " in it.
func (s *splitter) isRow(i int) bool {
	for before := i - 1; before >= 0 && !isLineEnd(s.runes[before]); before-- {
		if !unicode.IsSpace(s.runes[before]) {
			return false // it is in the middle of a line
		}
	}
	for end := min(i+maxRunes, len(s.runes)-2); i < end && !isLineEnd(s.runes[i]); i++ {
		if s.runes[i] == ' ' && s.runes[i+1] == '|' && s.runes[i+2] == ' ' {
			return true
		}
	}
	return false
}

// end closes the sentence at end, without the white space before it.
func (s *splitter) end(start, end int) {
	s.pos = end
	for end > start && unicode.IsSpace(s.runes[end-1]) {
		end--
	}
	s.spans = append(s.spans, Span{start, end})
}

// endsAtSpace tells whether the white space at i ends a sentence by itself:
// between Thai words, and before an inline bullet.
func (s *splitter) endsAtSpace(start, i int) bool {
	if i == 0 || i+1 >= len(s.runes) {
		return false
	}
	next := s.runes[i+1]
	if isBullet(next) && i+2 < len(s.runes) && unicode.IsSpace(s.runes[i+2]) {
		return true
	}
	return i-start >= minThaiRunes && unicode.Is(unicode.Thai, s.runes[i-1]) && unicode.Is(unicode.Thai, next)
}

// stops returns the end of the run of stops that starts at i.
func (s *splitter) stops(i int) int {
	for i < len(s.runes) && (isStop(s.runes[i]) || isHardStop(s.runes[i])) {
		i++
	}
	return i
}

// closers returns the end of the quotes, brackets and reference marks ("[3]")
// that belong to a sentence whose stop ends at i.
func (s *splitter) closers(i int) int {
	for i < len(s.runes) {
		if isCloser(s.runes[i]) || isStop(s.runes[i]) || isHardStop(s.runes[i]) {
			i++
			continue
		}
		j := max(s.mark(i), s.spacedQuote(i))
		if j == i {
			return i
		}
		i = j
	}
	return i
}

// spacedQuote returns the end of a closing quote that French typography sets
// off with a space, or i when there is none.
func (s *splitter) spacedQuote(i int) int {
	if i+1 < len(s.runes) && unicode.IsSpace(s.runes[i]) && s.runes[i+1] == '»' {
		return i + 2
	}
	return i
}

// mark returns the end of a reference mark at i, or i when there is none.
func (s *splitter) mark(i int) int {
	if s.runes[i] != '[' {
		return i
	}
	for j := i + 1; j < len(s.runes) && j < i+12; j++ {
		switch r := s.runes[j]; {
		case r == ']' && j > i+1:
			return j + 1
		case !unicode.IsDigit(r) && r != ',' && r != ' ':
			return i
		}
	}
	return i
}

// isEnd tells whether the stops from i, which end with their closers at
// after, end the sentence that began at start.
func (s *splitter) isEnd(start, i, after int) bool {
	if after >= len(s.runes) {
		return true
	}
	if isHardStop(s.runes[i]) {
		return true
	}
	if !unicode.IsSpace(s.runes[after]) {
		// "example.com", "3.5", "v1.2", "Who?What": only a script that
		// writes without spaces may go on at once.
		return unicode.In(s.runes[after], unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	next := s.nextVisible(after)
	if next < len(s.runes) && isLineEndBetween(s.runes[after:next]) {
		return true
	}
	if next < len(s.runes) && unicode.IsLower(s.runes[next]) {
		return false
	}
	if s.runes[i] != '.' || after > i+1 {
		return true
	}
	return !s.isAbbreviation(start, i, next)
}

// nextVisible returns the first rune from i that is neither white space nor
// an opening quote or bracket.
func (s *splitter) nextVisible(i int) int {
	for i < len(s.runes) && (unicode.IsSpace(s.runes[i]) || isOpener(s.runes[i])) {
		i++
	}
	return i
}

// isAbbreviation tells whether the full stop at i belongs to the word before
// it; next is where the text goes on.
func (s *splitter) isAbbreviation(start, i, next int) bool {
	first := i
	for first > start && i-first < 24 && isWordRune(s.runes[first-1]) {
		first--
	}
	word := s.runes[first:i]
	if len(word) == 0 || next >= len(s.runes) {
		return false
	}
	if isNumber(word) {
		return s.isOrdinal(start, first, word, next)
	}
	if len(word) == 1 && unicode.IsUpper(word[0]) && !s.followsNumber(first) {
		return true // an initial: "J. Smith", not "12 V."
	}
	lower := strings.ToLower(string(word))
	if beforeAnything[lower] {
		return true
	}
	for i++; unicode.IsSpace(s.runes[i]); i++ {
	}
	return beforeNumber[lower] && unicode.IsDigit(s.runes[i])
}

// followsNumber tells whether a number stands before the word at i.
func (s *splitter) followsNumber(i int) bool {
	for i > 0 && (s.runes[i-1] == ' ' || s.runes[i-1] == '\u00a0' || s.runes[i-1] == '\u202f') {
		i--
	}
	return i > 0 && unicode.IsDigit(s.runes[i-1])
}

// isOrdinal tells whether the number before a full stop is the number of a
// list item ("1. Open the menu") or an ordinal ("am 3. Mai").
func (s *splitter) isOrdinal(start, first int, number []rune, next int) bool {
	if first == start {
		return len(number) <= 3
	}
	if len(number) > 2 {
		return false
	}
	if ordinalNouns[s.wordAt(next)] {
		return true
	}
	before := first
	for before > start && unicode.IsSpace(s.runes[before-1]) {
		before--
	}
	wordStart := before
	for wordStart > start && before-wordStart < 12 && unicode.IsLetter(s.runes[wordStart-1]) {
		wordStart--
	}
	return beforeOrdinal[strings.ToLower(string(s.runes[wordStart:before]))]
}

func (s *splitter) wordAt(i int) string {
	end := i
	for end < len(s.runes) && end-i < 24 && unicode.IsLetter(s.runes[end]) {
		end++
	}
	return strings.ToLower(string(s.runes[i:end]))
}
