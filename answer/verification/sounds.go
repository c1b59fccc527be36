package verification

import "strings"

// cyrillic writes Cyrillic letters in Latin ones, as names sound.
var cyrillic = strings.NewReplacer(
	"а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "е", "e", "ё", "e", "є", "e", "ж", "zh", "з", "z", "и", "i", "і", "i", "ї", "i", "й", "i",
	"к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "h", "ц", "ts", "ч", "ch", "ш", "sh",
	"щ", "sh", "ъ", "", "ы", "i", "ь", "", "э", "e", "ю", "u", "я", "a",
)

// spelled makes different spellings of one sound one.
var spelled = strings.NewReplacer("ph", "f", "kh", "g", "gh", "g", "h", "g", "ck", "k", "ch", "s", "sh", "s", "zh", "s", "ts", "s", "qu", "k", "th", "t", "tz", "s", "c", "k", "w", "v", "x", "ks", "z", "s", "q", "k", "j", "s",
	"a", "", "e", "", "i", "", "o", "", "u", "", "y", "", "'", "", "-", "")

// consonants returns the consonants of a word as it sounds, none twice in a
// row.
func consonants(word string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range spelled.Replace(cyrillic.Replace(strings.TrimSuffix(fold(word), "'s"))) {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// soundShare is the share of their consonants that two spellings of a name
// have in common, in order.
const soundShare = 0.66

// longName is how many consonants a name has at least that a word written
// small may be made of.
const longName = 4

// soundsLike tells whether two words in different scripts may be one name:
// one begins like the whole other, or they have most consonants in common. A
// second word without a capital is only taken for a name that is long.
func soundsLike(a, b string, capital bool) bool {
	ca, cb := []rune(consonants(a)), []rune(consonants(b))
	if len(ca) < 2 || len(cb) < 2 {
		return false
	}
	if !capital { // an adjective made of a name: "Harvard", "гарвардский"
		n := min(len(ca), len(cb))
		return n >= longName && string(ca[:n]) == string(cb[:n])
	}
	common := commonInOrder(ca, cb)
	if n := min(len(ca), len(cb)); n >= 3 && string(ca[:n]) == string(cb[:n]) {
		return true
	}
	return common >= 2 && float64(common) >= soundShare*float64(max(len(ca), len(cb)))
}

// commonInOrder returns the length of the longest common subsequence.
func commonInOrder(a, b []rune) int {
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}
