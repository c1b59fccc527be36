package verification_test

import (
	"math"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/russian"

	"footnote/answer/verification"
)

// lexicon analyzes with the stemmers that the index uses, and a short list of
// stop words; all words weigh alike but for very short ones.
type lexicon struct{}

var stopWords = map[string]bool{}

func init() { //nolint:gochecknoinits // test data
	for _, w := range strings.Fields(`a an the is are was were be been it its this that these they to of in on at for from by with and or not no can may must will
		you your we our i if when do does has have as after before within up than more less least most only never cannot out how what who
		и в во на с со к по из за у о об от до для при не ни вы ваш ваша можно это она он они его как что если или но а же ли бы только без после через нельзя
		der die das den dem des ein eine einen einem einer und oder ist sind war in im an am auf für von vom zu zum zur mit nicht sie ihr ihre es er wenn kann nur nach bei wird werden kein keine dass als`) {
		stopWords[w] = true
	}
}

func (lexicon) Terms(language, text string) []verification.Term {
	var terms []verification.Term
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !unicode.IsLetter(runes[i]) && !unicode.IsDigit(runes[i]) {
			i++
			continue
		}
		start := i
		for i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]) || runes[i] == '\'' && i+1 < len(runes) && unicode.IsLetter(runes[i+1])) {
			i++
		}
		word := strings.ReplaceAll(strings.ToLower(string(runes[start:i])), "ё", "е")
		word = strings.TrimSuffix(word, "'s")
		if stopWords[word] || strings.HasSuffix(word, "n't") {
			continue
		}
		env := snowballstem.NewEnv(word)
		switch language {
		case "ru":
			russian.Stem(env)
		case "de":
			german.Stem(env)
		case "en":
			english.Stem(env)
		}
		terms = append(terms, verification.Term{Text: env.Current(), Start: start, End: i})
	}
	return terms
}

func (lexicon) IDF(_, term string) float64 { return 1 + math.Log(float64(len([]rune(term)))) }
