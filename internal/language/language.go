// Package language tells which language a text is written in.
//
// Enters: a text, from one word to a whole article. Leaves: a primary
// language subtag ("en", "ru", "zh"…). It must never guess where the script
// already decides, and never fail: what it cannot tell is "und".
package language

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"
	"golang.org/x/text/unicode/norm"
)

// Undetermined is the language of a text that has no words, or none known.
const Undetermined = "und"

// maxRunes of a text are looked at: enough to tell, whatever its length.
const maxRunes = 8000

// maxTrigrams bounds the bytes that trigrams are taken from.
const maxTrigrams = 1200

// What a piece of evidence weighs, in natural logarithms of odds.
const (
	// strange is a letter that the language does not have.
	strange = -2.5
	// letterShare is how much a letter counts against a word that is as rare.
	letterShare = 0.7
	// prior is the odds of the knowledge base's own languages, commonest
	// that of the most frequent one on top.
	prior, commonest = 1.2, 0.4
	// widespreadLatin and widespreadCyrillic are the odds of English and
	// Russian, which most support in their scripts is given in.
	widespreadLatin, widespreadCyrillic = 0.8, 1.5
	// near is how far behind the best a language may be for trigrams to
	// decide, and trigram what they count at full confidence in a text of at
	// least sentence letters.
	near, trigram, sentence = 4.0, 2.0, 40
	// manyHan is how many characters without kana are surely Chinese.
	manyHan = 60
	// enough is the evidence without which a language is not named.
	enough = 1.0
)

// Detect returns the language of a document.
func Detect(text string) string { return detect(text, nil).language }

// DetectQuestion returns the language of a short text. among are the
// languages of the knowledge base, the most frequent first: they are taken
// where the text itself says too little.
func DetectQuestion(text string, among []string) string {
	expected := func(_, code string) float64 {
		switch slices.Index(among, code) {
		case -1:
			return 0
		case 0:
			return prior + commonest
		}
		return prior
	}
	return detect(text, expected).language
}

// expectation is how much a language is expected before anything is read: of
// those in a script or, where that is "", of all.
type expectation func(script, code string) float64

// verdict is the language of a text, and how far it leads over the next one.
type verdict struct {
	language string
	lead     float64
}

func detect(text string, expected expectation) verdict {
	runes := []rune(norm.NFC.String(head(text)))
	s, ok := prevailing(known().scripts, runes)
	if expected == nil {
		expected = func(string, string) float64 { return 0 }
	}
	switch {
	case !ok:
		return verdict{language: Undetermined}
	case s.name == "han" && len(runes) < manyHan: // Japanese may do without kana
		if code := hanOnly(runes); code != "" {
			return verdict{language: code, lead: near}
		}
		if expected("han", "ja") > expected("han", "zh") {
			return verdict{language: "ja"}
		}
		return verdict{language: "zh"}
	case s.language != "":
		return verdict{s.language, math.Inf(1)}
	}
	return known().decide(s.name, string(runes), expected)
}

func head(text string) string {
	n := 0
	for i := range text {
		if n == maxRunes {
			return text[:i]
		}
		n++
	}
	return strings.ToValidUTF8(text, " ")
}

// knowledge is the profiles made ready for look-ups. It does not change.
type knowledge struct {
	scripts   []script
	languages []profile
	// words and letters map to the languages that have them, as indexes.
	words   map[string][]int
	letters map[rune][]int
	// trigrams are the languages that can be told by trigrams.
	trigrams map[string][]whatlanggo.Lang
}

var known = sync.OnceValue(func() *knowledge {
	k := &knowledge{
		scripts: scripts(), languages: profiles(),
		words: map[string][]int{}, letters: map[rune][]int{}, trigrams: map[string][]whatlanggo.Lang{},
	}
	for lang := range whatlanggo.Langs {
		k.trigrams[code(lang)] = append(k.trigrams[code(lang)], lang)
	}
	for i, p := range k.languages {
		for _, w := range append(listed(p.stop), strings.Fields(p.words)...) {
			if w = strings.ToLower(w); !slices.Contains(k.words[w], i) {
				k.words[w] = append(k.words[w], i)
			}
		}
		for _, r := range p.letters {
			k.letters[r] = append(k.letters[r], i)
		}
	}
	return k
})

// decide chooses among the languages of a script.
func (k *knowledge) decide(script, text string, expected expectation) verdict {
	scores := k.evidence(script, words(text))
	for i, p := range k.languages {
		switch p.code {
		case "en":
			scores[i] += widespreadLatin
		case "ru":
			scores[i] += widespreadCyrillic
		}
		if p.script == script {
			scores[i] += expected(script, p.code)
		}
	}
	best := k.best(script, scores)
	var close []string
	for i, p := range k.languages {
		if p.script == script && scores[i] > scores[best]-near {
			close = append(close, p.code)
		}
	}
	if len(close) > 1 {
		code, confidence := k.byTrigrams(text, close)
		for i, p := range k.languages {
			if p.code == code {
				scores[i] += trigram * confidence * min(1, float64(len(text))/sentence)
			}
		}
		best = k.best(script, scores)
	}
	// Names in Latin letters among articles in Russian do not make English.
	code := k.languages[best].code
	if scores[best]-expected(script, code)+expected("", code) < enough {
		return verdict{language: Undetermined}
	}
	lead := math.Inf(1)
	for i, p := range k.languages {
		if p.script == script && i != best {
			lead = min(lead, scores[best]-scores[i])
		}
	}
	return verdict{code, lead}
}

func (k *knowledge) best(script string, scores []float64) int {
	best := -1
	for i, p := range k.languages {
		if p.script == script && (best < 0 || scores[i] > scores[best]) {
			best = i
		}
	}
	return best
}

// evidence sums up what the words and their letters say for each language.
func (k *knowledge) evidence(script string, words []string) []float64 {
	scores := make([]float64, len(k.languages))
	of := 0.0
	for _, p := range k.languages {
		if p.script == script {
			of++
		}
	}
	for _, w := range words {
		if len(w) == 1 && !strings.Contains("aeiouy", w) {
			continue // a symbol, far more often than a word
		}
		have := k.words[w]
		for _, i := range have {
			scores[i] += math.Log(1 + of/float64(len(have)))
		}
		for _, r := range w {
			have, special := k.letters[r]
			if !special {
				continue
			}
			for i, p := range k.languages {
				switch {
				case p.script != script:
				case slices.Contains(have, i):
					scores[i] += letterShare * math.Log(of/float64(len(have)))
				default:
					scores[i] += strange
				}
			}
		}
	}
	return scores
}

// words returns the different words of a text in lower case: a column that
// says the same in each row says it once. What has digits ("E1") is no word.
func words(text string) []string {
	text = strings.NewReplacer("İ", "i", "’", "'").Replace(text)
	seen := map[string]bool{}
	var all []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '·' && r != '\u200c'
	}) {
		if w = strings.Trim(w, "'"); w != "" && !seen[w] && strings.IndexFunc(w, unicode.IsDigit) < 0 {
			seen[w] = true
			all = append(all, w)
		}
	}
	return all
}

// byTrigrams returns which of the languages the text's trigrams are most
// like, and how sure that is from 0 to 1.
func (k *knowledge) byTrigrams(text string, among []string) (string, float64) {
	allowed := make(map[whatlanggo.Lang]bool, len(among))
	for _, language := range among {
		for _, lang := range k.trigrams[language] {
			allowed[lang] = true
		}
	}
	if len(allowed) < 2 {
		return "", 0
	}
	if len(text) > maxTrigrams {
		text = strings.ToValidUTF8(text[:maxTrigrams], "")
	}
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: allowed})
	return code(info.Lang), info.Confidence
}

// code is the subtag that a language has here.
func code(lang whatlanggo.Lang) string {
	switch lang {
	case whatlanggo.Nob, whatlanggo.Nno:
		return "no"
	case -1: // none
		return Undetermined
	}
	return lang.Iso6391()
}

// Letters returns the letters of a language's alphabet that not all languages
// of its script have, "" where it is not known here.
func Letters(code string) string {
	for _, p := range known().languages {
		if p.code == code {
			return p.letters
		}
	}
	return ""
}
