package policy

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What a feature of a text counts before its rarity: a word, a pair of
// neighbouring words, a run of letters within a word.
const (
	wordWeight, pairWeight, gramWeight = 1.0, 0.7, 0.4
	// maxWordRunes bounds the runs that are taken from a word.
	maxWordRunes = 40
	// unseen is what a word that no example has counts in a text's length.
	unseen = 0.5
)

// feature is a word, pair or run of letters by its hash.
type feature struct {
	hash   uint64
	weight float64
}

// wordsOf returns the features of a text with their counts weighted, by
// ascending hash.
func wordsOf(text string) []feature {
	weights := map[uint64]float64{}
	before := ""
	for _, word := range split(text) {
		weights[hash("w", word)] += wordWeight
		if before != "" {
			weights[hash("p", before, word)] += pairWeight
		}
		before = word
		runes := []rune("^" + word + "$")
		if len(runes) > maxWordRunes {
			runes = runes[:maxWordRunes]
		}
		for n := 3; n <= 5; n++ {
			for i := 0; i+n <= len(runes); i++ {
				weights[hash("g", string(runes[i:i+n]))] += gramWeight
			}
		}
	}
	all := make([]feature, 0, len(weights))
	for h, w := range weights {
		// Often is little more than once.
		all = append(all, feature{h, min(w, 1) * (1 + math.Log(max(w, 1)))})
	}
	slices.SortFunc(all, func(a, b feature) int { return cmp.Compare(a.hash, b.hash) })
	return all
}

// split returns the words of a text in lower case. In scripts without spaces
// each character is one.
func split(text string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, string(word))
			word = word[:0]
		}
	}
	for _, r := range strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(text, " "))) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			flush()
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			word = append(word, r)
		case r == '\'' || r == '’':
			// "don't" is one word, with either apostrophe.
		default:
			flush()
		}
	}
	flush()
	return words
}

// hash is FNV-1a over the parts.
func hash(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return h
}

// rarity weighs features by how few of the examples have them.
type rarity struct {
	weight map[uint64]float64
	none   float64
}

func newRarity(texts [][]feature) rarity {
	often := map[uint64]float64{}
	for _, t := range texts {
		for _, f := range t {
			often[f.hash]++
		}
	}
	n := float64(len(texts))
	for h, count := range often {
		often[h] = math.Log(1 + n/count)
	}
	return rarity{often, math.Log(1 + n)}
}

// unit weighs the features and scales them to length one. Those that no
// example has are left out but count in the length.
func (r rarity) unit(features []feature) []feature {
	known := make([]feature, 0, len(features))
	squares := 0.0
	for _, f := range features {
		w, ok := r.weight[f.hash]
		if !ok {
			w = f.weight * r.none
			squares += unseen * w * w
			continue
		}
		known = append(known, feature{f.hash, f.weight * w})
		squares += f.weight * f.weight * w * w
	}
	if squares == 0 {
		return nil
	}
	for i := range known {
		known[i].weight /= math.Sqrt(squares)
	}
	return known
}

// common is the inner product of two texts' features.
func common(a, b []feature) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash < b[j].hash:
			i++
		case a[i].hash > b[j].hash:
			j++
		default:
			sum += a[i].weight * b[j].weight
			i, j = i+1, j+1
		}
	}
	return sum
}
