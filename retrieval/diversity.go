package retrieval

import (
	"strings"
	"unicode"
)

// sameWords is the share of their words that two passages have in common from
// which the later one repeats the earlier.
const sameWords = 0.9

// firstDistinct returns the first passages of a ranking, where those that say
// what a better one says come after all others. A passage that differs in a
// number does not repeat: where articles contradict each other, both stay side
// by side.
func firstDistinct(ranked []Evidence, limit int) []Evidence {
	var seen []wording
	kept, repeats := make([]Evidence, 0, limit), []Evidence{}
	for _, e := range ranked {
		if len(kept) == limit {
			return kept
		}
		w := wordingOf(e.Passage.Text)
		if repeated(seen, w) {
			repeats = append(repeats, e)
			continue
		}
		seen = append(seen, w)
		kept = append(kept, e)
	}
	return append(kept, repeats[:min(len(repeats), limit-len(kept))]...)
}

// wording is what a passage says: its different words, and its numbers as they
// stand.
type wording struct {
	words   map[string]bool
	numbers string
}

func wordingOf(text string) wording {
	w := wording{words: map[string]bool{}}
	var numbers strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		w.words[word] = true
		if strings.IndexFunc(word, unicode.IsNumber) >= 0 {
			numbers.WriteString(word + " ")
		}
	}
	w.numbers = numbers.String()
	return w
}

func repeated(seen []wording, w wording) bool {
	for _, s := range seen {
		smaller, larger := s.words, w.words
		if len(smaller) > len(larger) {
			smaller, larger = larger, smaller
		}
		if s.numbers != w.numbers || float64(len(smaller)) < sameWords*float64(len(larger)) {
			continue
		}
		shared := 0
		for word := range smaller {
			if larger[word] {
				shared++
			}
		}
		if float64(shared) >= sameWords*float64(len(larger)) {
			return true
		}
	}
	return false
}
