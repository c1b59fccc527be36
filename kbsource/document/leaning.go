package document

import (
	"strings"
	"unicode"
)

// leans reports whether a text begins with a word that points back to what was
// said before, in its language.
func leans(language, text string) bool {
	text = strings.TrimLeftFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, opening := range openings[language] {
		rest, found := strings.CutPrefix(text, opening)
		if !found {
			continue
		}
		switch language {
		case "ja", "zh", "th", "ko":
			return true // words are not spaced, or are followed by particles
		}
		if next := strings.TrimLeft(rest, " "); rest == "" || len(next) < len(rest) || strings.ContainsAny(rest[:1], ",.:;'’") {
			return true
		}
	}
	return false
}

// openings are the words with which a sentence leans on the one before it:
// pronouns, and what takes up or opposes a condition.
var openings = map[string][]string{
	"ar": {"إذا كان كذلك", "وإلا", "ثم", "بعد ذلك", "لذلك", "ومع ذلك", "هذا", "هذه", "ذلك"},
	"de": list("wenn ja", "wenn nein", "falls ja", "falls nein", "er", "sie", "es", "dies", "diese", "dieser", "dieses", "ihre", "sein", "seine",
		"dann", "danach", "jedoch", "daher", "deshalb", "sonst", "andernfalls", "ansonsten", "dabei", "damit"),
	"en": list("if yes", "if no", "if so", "if not", "it", "its", "this", "these", "they", "their", "those", "he", "she", "his", "her", "such",
		"otherwise", "however", "therefore", "then", "also", "instead", "else", "after that", "in that case"),
	"es": list("en caso afirmativo", "en caso contrario", "si es así", "este", "esta", "esto", "estos", "estas", "luego", "entonces", "además", "sin embargo"),
	"fr": list("si oui", "si non", "dans ce cas", "il", "elle", "ils", "elles", "ce", "cela", "cette", "ces", "ensuite", "puis", "sinon", "cependant"),
	"it": list("in caso affermativo", "in caso contrario", "se sì", "questo", "questa", "questi", "queste", "poi", "quindi", "altrimenti", "tuttavia"),
	"ja": {"その場合", "それ", "これ", "そうでない場合", "次に", "その後", "ただし", "しかし"},
	"ko": {"그런 경우", "그렇지 않으면", "이것", "그것", "그런 다음", "그러나", "따라서"},
	"nl": list("zo ja", "zo nee", "als dat zo is", "het", "deze", "dit", "die", "ze", "daarna", "dan", "anders", "echter", "daarom"),
	"pl": list("jeśli tak", "jeśli nie", "w takim przypadku", "to", "ten", "ta", "te", "on", "ona", "ono", "oni", "następnie", "potem", "w przeciwnym razie", "jednak"),
	"pt": list("em caso afirmativo", "caso contrário", "se sim", "se não", "este", "esta", "isto", "isso", "ele", "ela", "eles", "elas", "depois", "então", "porém"),
	"ru": list("если да", "если нет", "если так", "в этом случае", "он", "она", "оно", "они", "это", "эта", "этот", "эти", "их", "его", "её", "ее", "такой", "такая",
		"такие", "иначе", "поэтому", "однако", "затем", "также", "тогда", "потом", "в противном случае"),
	"th": {"ถ้าใช่", "ถ้าไม่", "มิฉะนั้น", "จากนั้น", "แต่", "มัน", "นี่"},
	"tr": list("evet ise", "hayır ise", "öyleyse", "bu", "bunlar", "o", "onlar", "sonra", "ardından", "aksi takdirde", "aksi halde", "ancak", "ayrıca"),
	"zh": {"如果是", "如果不是", "否则", "它", "这", "然后", "此外", "但是", "因此", "如果是，", "否則", "這", "然後"},
}

func list(words ...string) []string { return words }
