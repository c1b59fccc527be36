package pdf

import (
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"
)

const (
	// tiny is how high and wide letters are at most that nobody reads, in
	// points.
	tiny = 1.0
	// scanShare is which share of a page's text is invisible, and which share
	// of that lies on pictures, where the text is the layer of a scan.
	scanShare = 0.85
)

// visible leaves out the glyphs of words that nobody sees, off the page, tiny,
// or drawn without a color of their own, and of those that are crossed out. The text layer of a scan stays.
func (s *sheet) visible(all []glyph) []glyph {
	page := box{0, 0, s.bounds.width(), s.bounds.height()}
	hidden := make([]bool, len(all))
	shown, unseen, onImage := 0, 0, 0
	for _, word := range wordsOf(all) {
		switch {
		case !page.holds(word.box) || isTiny(all[word.from:word.to]) || s.isStruck(all, word):
			mark(hidden[word.from:word.to])
		case s.isHidden(word):
			mark(hidden[word.from:word.to])
			unseen += word.to - word.from
			for _, image := range s.scene.images {
				if image.holds(word.box) {
					onImage += word.to - word.from
					break
				}
			}
		default:
			shown += word.to - word.from
		}
	}
	if unseen > 0 && float64(unseen) >= scanShare*float64(shown+unseen) && float64(onImage) >= scanShare*float64(unseen) {
		return all
	}
	kept := all[:0]
	for i, g := range all {
		if !hidden[i] {
			kept = append(kept, g)
		}
	}
	return kept
}

// isStruck reports whether a word is crossed out.
func (s *sheet) isStruck(all []glyph, w word) bool {
	if w.height() < tiny || quarter(all[w.from].angle) != 0 {
		return false
	}
	return slices.ContainsFunc(s.scene.rules, func(r box) bool { return r.strikes(w.box) })
}

func mark(hidden []bool) {
	for i := range hidden {
		hidden[i] = true
	}
}

// word is a range of glyphs without white space or a gap.
type word struct {
	box
	from, to int
}

// wordsOf finds the words among glyphs.
func wordsOf(all []glyph) []word {
	var words []word
	open := false
	for i, g := range all {
		if g.text == " " || g.text == "\n" {
			open = false
			continue
		}
		if open {
			last := &words[len(words)-1]
			if before := all[i-1]; !apart(before.box, g.box) {
				last.to = i + 1
				last.left, last.right = min(last.left, g.left), max(last.right, g.right)
				last.bottom, last.top = min(last.bottom, g.bottom), max(last.top, g.top)
				continue
			}
		}
		words = append(words, word{box: g.box, from: i, to: i + 1})
		open = true
	}
	return words
}

// apart reports whether a glyph stands away from the one before it, to any
// side.
func apart(a, b box) bool {
	size := max(a.height(), a.width(), b.height(), b.width())
	return b.left-a.right > size || a.left-b.right > size || b.bottom-a.top > size || a.bottom-b.top > size
}

// isTiny reports whether the letters of a word are too small to be read.
func isTiny(word []glyph) bool {
	letters := 0
	for _, g := range word {
		if !strings.ContainsFunc(g.text, isWordRune) {
			continue
		}
		letters++
		if g.height() > tiny || g.width() > tiny {
			return false
		}
	}
	return letters > 0
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isHidden reports whether a word is drawn so that nobody sees it. Only words
// within text objects that are so drawn are asked about.
func (s *sheet) isHidden(w word) bool {
	suspect := s.scene.seen > maxObjects
	for _, b := range s.scene.suspect {
		suspect = suspect || box{b.left - 2, b.bottom - 2, b.right + 2, b.top + 2}.holds(w.box)
	}
	if !suspect {
		return false
	}
	object, err := s.engine.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: s.text, Index: w.from})
	if err != nil {
		return false
	}
	return s.inkOf(object.TextObject).hidden(s.scene.under(w.box))
}
