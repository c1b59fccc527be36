package pdf

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text that runs from right to left is put in the order in which it is read by
// where it stands: programs write it to a file in any order. What reads the
// other way within it, such as numbers and Latin words, is turned around.

// direction is how a piece of text runs.
type direction uint8

const (
	neutral direction = iota
	// number runs from left to right, and stands in text of either direction.
	number
	leftToRight
	rightToLeft
)

func directionOf(r rune) direction {
	switch {
	case isRightToLeft(r):
		return rightToLeft
	case unicode.IsLetter(r):
		return leftToRight
	case unicode.IsDigit(r):
		return number
	}
	return neutral
}

// directionOfText is the direction of its letters, right to left first.
func directionOfText(text string) direction {
	found := neutral
	for _, r := range text {
		found = max(found, directionOf(r))
	}
	return found
}

// readsRightToLeft reports whether most letters of a text do.
func readsRightToLeft(letters func(func(string) bool)) bool {
	balance := 0
	for text := range letters {
		for _, r := range text {
			switch directionOf(r) {
			case rightToLeft:
				balance++
			case leftToRight:
				balance--
			}
		}
	}
	return balance > 0
}

// inWord returns a word as it reads within a line from right to left. On a
// mirrored page positions grow from right to left.
func inWord(glyphs []glyph, mirrored bool) string {
	sorted := across(glyphs, !mirrored)
	for start := 0; start < len(sorted); {
		end := start
		for end < len(sorted) && runsOn(sorted, start, end) {
			end++
		}
		slices.Reverse(sorted[start:end])
		start = max(end, start+1)
	}
	return mirrorBrackets(joinClusters(sorted))
}

// fromLeft returns a word as it reads from left to right.
func fromLeft(glyphs []glyph, mirrored bool) string { return joinClusters(across(glyphs, mirrored)) }

// isComplex reports whether a letter is of a script in which what stands left
// need not come first.
func isComplex(r rune) bool {
	return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) || unicode.Is(unicode.Mn, r)
}

// across returns the pieces of a word by where they stand, or the other way
// round.
func across(glyphs []glyph, reverse bool) []cluster {
	sorted := clusters(glyphs)
	slices.SortStableFunc(sorted, func(a, b cluster) int { return cmp.Compare(a.at, b.at) })
	if reverse {
		slices.Reverse(sorted)
	}
	for i, c := range sorted {
		sorted[i].text = ligature(c.text)
	}
	return sorted
}

// ligature returns the letters of one shape as they are read. PDFium turns
// them around where the file says which they are, but not where it has found
// out itself, which it does for shapes that have a number of their own.
func ligature(text string) string {
	letters := []rune(text)
	for _, r := range letters {
		if !isRightToLeft(r) {
			return text
		}
	}
	slices.Reverse(letters)
	turned := string(letters)
	if len(letters) > 1 && (!ligaturesOf()[text] || ligaturesOf()[turned]) {
		return turned
	}
	return text
}

// ligaturesOf returns the sequences of Arabic letters whose shape has a number
// of its own.
var ligaturesOf = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, block := range [][2]rune{{0xfbea, 0xfdfb}, {0xfef5, 0xfefc}} {
		for r := block[0]; r <= block[1]; r++ {
			known[norm.NFKC.String(string(r))] = true
		}
	}
	return known
})

func joinClusters(pieces []cluster) string {
	var out strings.Builder
	for _, c := range pieces {
		out.WriteString(c.text)
	}
	return out.String()
}

// cluster is a letter with the marks on it, or the letters of a ligature.
type cluster struct {
	text string
	at   float64
	box
}

func clusters(glyphs []glyph) []cluster {
	var out []cluster
	var marks []glyph
	for _, g := range glyphs {
		x, _ := g.center()
		switch first, _ := utf8.DecodeRuneInString(g.text); {
		case unicode.Is(unicode.Mn, first):
			marks = append(marks, g)
		case len(out) > 0 && g.box == out[len(out)-1].box && g.width() > 0:
			out[len(out)-1].text += g.text // one shape for both
		default:
			out = append(out, cluster{g.text, x, g.box})
		}
	}
	for _, mark := range marks {
		x, _ := mark.center()
		best := -1
		for i := range out {
			if best < 0 || abs(out[i].at-x) < abs(out[best].at-x) {
				best = i
			}
		}
		if best >= 0 {
			out[best].text += mark.text
		}
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }

// runsOn reports whether the piece at end belongs to the left-to-right run
// that began at start: letters and digits, what stands between two of them,
// and the signs of amounts beside them.
func runsOn(sorted []cluster, start, end int) bool {
	is := func(i int) bool {
		d := neutral
		if i >= 0 && i < len(sorted) {
			d = directionOfText(sorted[i].text)
		}
		return d == number || d == leftToRight
	}
	if is(end) {
		return true
	}
	text := sorted[end].text
	if strings.Contains("%‰$€£₪°", text) {
		return is(end-1) || is(end+1)
	}
	return end > start && is(end-1) && is(end+1) && directionOfText(text) == neutral
}

// inLine returns the words of a line in the order in which they are read. They
// come in that of the page: from left to right, or the other way round on one
// that is rtl.
func inLine(words []span, rtl bool) []span {
	base := readsRightToLeft(func(yield func(string) bool) {
		for _, w := range words {
			if !yield(w.text) {
				return
			}
		}
	})
	base = base || rtl && slices.ContainsFunc(words, func(w span) bool { return directionOfText(w.text) == rightToLeft })
	words = slices.Clone(words)
	if base != rtl {
		slices.Reverse(words)
	}
	if base {
		for i := range words {
			words[i].text = words[i].within
		}
	}
	against := rightToLeft
	if base {
		against = leftToRight
	}
	for start := 0; start < len(words); start++ {
		if directionOfText(words[start].text) != against {
			continue
		}
		last := start
		for i := start; i < len(words) && directionOfText(words[i].text) != opposite(against); i++ {
			if directionOfText(words[i].text) == against {
				last = i
			}
		}
		first := start
		if base && first > 0 && directionOfText(words[first-1].text) == number && !isUnit(words[first].text) {
			first-- // "Windows 11"
		}
		slices.Reverse(words[first : last+1])
		start = last
	}
	return words
}

func opposite(d direction) direction {
	if d == leftToRight {
		return rightToLeft
	}
	return leftToRight
}

// isUnit reports whether a Latin word is one that follows its number: "5 GB".
func isUnit(word string) bool {
	n := utf8.RuneCountInString(word)
	return n <= 2 || n <= 3 && word == strings.ToLower(word)
}

var mirrored = strings.NewReplacer("(", ")", ")", "(", "[", "]", "]", "[", "{", "}", "}", "{", "<", ">", ">", "<", "«", "»", "»", "«")

// mirrorBrackets turns brackets around that close before they open: files
// name them by what they say or by what they look like.
func mirrorBrackets(text string) string {
	for _, pair := range []string{"()", "[]", "{}", "«»"} {
		opening, size := utf8.DecodeRuneInString(pair)
		closing, _ := utf8.DecodeRuneInString(pair[size:])
		first, last := strings.IndexRune(text, closing), strings.LastIndex(text, string(opening))
		if first >= 0 && last > first && (strings.IndexRune(text, opening) > first) {
			return mirrored.Replace(text)
		}
	}
	return text
}
