package language

import "unicode"

// Scripts that several of the known languages share.
const (
	latin    = "latin"
	cyrillic = "cyrillic"
	arabic   = "arabic"
)

// script is a writing system. Its language is "" where letters and words
// have to decide.
type script struct {
	name     string
	table    *unicode.RangeTable
	language string
	// weight of a letter: a Chinese one says as much as several Latin ones.
	weight float64
}

func scripts() []script {
	return []script{
		{latin, unicode.Latin, "", 1},
		{cyrillic, unicode.Cyrillic, "", 1},
		{arabic, unicode.Arabic, "", 1.3},
		{"greek", unicode.Greek, "el", 1},
		{"hebrew", unicode.Hebrew, "he", 1.3},
		{"thai", unicode.Thai, "th", 1},
		{"hangul", unicode.Hangul, "ko", 2.5},
		{"kana", unicode.Hiragana, "ja", 2},
		{"kana", unicode.Katakana, "ja", 2},
		{"han", unicode.Han, "zh", 3},
		{"devanagari", unicode.Devanagari, "hi", 1.2},
		{"bengali", unicode.Bengali, "bn", 1.2},
		{"gurmukhi", unicode.Gurmukhi, "pa", 1.2},
		{"gujarati", unicode.Gujarati, "gu", 1.2},
		{"tamil", unicode.Tamil, "ta", 1.2},
		{"telugu", unicode.Telugu, "te", 1.2},
		{"kannada", unicode.Kannada, "kn", 1.2},
		{"malayalam", unicode.Malayalam, "ml", 1.2},
		{"sinhala", unicode.Sinhala, "si", 1.2},
		{"lao", unicode.Lao, "lo", 1},
		{"khmer", unicode.Khmer, "km", 1},
		{"myanmar", unicode.Myanmar, "my", 1},
		{"georgian", unicode.Georgian, "ka", 1},
		{"armenian", unicode.Armenian, "hy", 1},
		{"ethiopic", unicode.Ethiopic, "am", 2},
	}
}

const (
	// foreignShare is how much of a text another script needs to win over
	// Latin, whose product names and code are in texts of every language.
	foreignShare = 0.15
	// kanaShare of the Chinese characters and kana makes them Japanese.
	kanaShare = 0.08
)

// prevailing returns the script that a text is written in, false if it has
// no letters.
func prevailing(all []script, text []rune) (script, bool) {
	weights := map[string]float64{}
	sum := 0.0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, s := range all {
			if unicode.Is(s.table, r) {
				weights[s.name] += s.weight
				sum += s.weight
				break
			}
		}
	}
	if sum == 0 {
		return script{}, false
	}
	if weights["kana"] > kanaShare*weights["han"] {
		weights["kana"] += weights["han"]
		delete(weights, "han")
	}
	best := all[0]
	for _, s := range all[1:] {
		w := weights[s.name]
		if w >= foreignShare*sum && (best.name == latin || w > weights[best.name]) {
			best = s
		}
	}
	return best, weights[best.name] > 0
}

// Unspaced tells languages that are written without spaces between words.
func Unspaced(language string) bool {
	switch language {
	case "zh", "ja", "th", "lo", "km", "my":
		return true
	}
	return false
}
