package embeddingtest

import (
	"context"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"footnote/index"
)

// Hashing is an embedder for tests of what is built on embedders. It embeds by
// spelling: words and runs of three to five letters are
// hashed into the dimensions of a vector. It finds word forms and typing
// errors ("cancelling" is near "cancel" and "cancle"), needs no model and is
// fast. It knows no meaning: "car" is no nearer to "automobile" than to
// "invoice", and languages meet only in names and numbers.
type Hashing struct{}

var _ index.Embedder = Hashing{}

const (
	dimensions = 384
	// wordWeight is what a whole word counts; gramWeight is what all its runs
	// of letters count together.
	wordWeight, gramWeight = 1.0, 1.2
	// Short words say little in most languages: one of full letters counts
	// whole, a shorter one in proportion.
	full = 6.0
	// maxWord bounds the runs that are taken from a word.
	maxWord = 64
)

// Model names the embedder and its version.
func (Hashing) Model() string { return "builtin:hashing-384-v1" }

// EmbedPassages returns a vector for each text.
func (h Hashing) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		var err error
		if vectors[i], err = h.EmbedQuery(ctx, text); err != nil {
			return nil, err
		}
	}
	return vectors, nil
}

// EmbedQuery embeds a text; questions and passages are treated alike.
func (Hashing) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	counts := map[string]int{}
	order := []string{} // sums of floats depend on their order
	for _, word := range split(text) {
		if counts[word] == 0 {
			order = append(order, word)
		}
		counts[word]++
	}
	sums := make([]float64, dimensions)
	for _, word := range order {
		often := 1 + math.Log(float64(counts[word]))
		addWord(sums, []rune(word), often)
	}
	return unit(sums), nil
}

// split returns the words of a text in lower case and without accents. In
// scripts that do not space their words each character is one, as is each
// pair.
func split(text string) []string {
	text = strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(text, " ")))
	var words []string
	var word []rune
	var before rune // the unspaced character before this one, if any
	flush := func() {
		if len(word) > 0 {
			words = append(words, string(word))
			word = word[:0]
		}
	}
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r) && before == 0:
		case unspaced(r):
			flush()
			words = append(words, string(r))
			if before != 0 {
				words = append(words, string([]rune{before, r}))
			}
			before = r
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = append(word, r)
		default:
			flush()
		}
		before = 0
	}
	flush()
	return words
}

func unspaced(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// addWord adds a word and its runs of letters.
func addWord(sums []float64, word []rune, often float64) {
	weight := often * min(1, float64(len(word))/full)
	add(sums, hash('w', word), weight*wordWeight)
	if len(word) < 3 || len(word) > maxWord {
		return
	}
	padded := append(append([]rune{'^'}, word...), '$')
	runs := 0
	for n := 3; n <= 5; n++ {
		runs += max(0, len(padded)-n+1)
	}
	// As independent directions add up by their squares, so are they shared.
	each := weight * gramWeight / math.Sqrt(float64(runs))
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(padded); i++ {
			add(sums, hash('g', padded[i:i+n]), each)
		}
	}
}

// add adds to the dimension that a hash chooses, with a sign that it chooses:
// what collides cancels out on average.
func add(sums []float64, h uint64, weight float64) {
	if h>>63 == 1 {
		weight = -weight
	}
	sums[h%dimensions] += weight
}

// hash is FNV-1a with a final mix, over runes.
func hash(kind byte, runes []rune) uint64 {
	h := uint64(14695981039346656037)
	h = (h ^ uint64(kind)) * 1099511628211
	for _, r := range runes {
		h = (h ^ uint64(r)) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// unit scales a vector to unit length. A text without words gets a direction
// of its own, as a vector must have one.
func unit(sums []float64) []float32 {
	square := 0.0
	for _, x := range sums {
		square += x * x
	}
	vector := make([]float32, len(sums))
	if square == 0 {
		vector[0] = 1
		return vector
	}
	for i, x := range sums {
		vector[i] = float32(x / math.Sqrt(square))
	}
	return vector
}
