package language

import (
	"slices"
	"strings"
)

// neighbourly is what all neighbours of a document say together, in natural
// logarithms of odds: about one article in twenty-five is in another language
// than those around it.
const neighbourly = 3.2

// Votes counts documents by their language.
type Votes map[string]int

// Sure returns the language of a document that needs no neighbours: it states
// its language, or its text says enough. Such documents vote.
func Sure(stated, text string) (language string, sure bool) {
	found := detect(text, nil)
	if primary, ok := stands(stated, found.language); ok {
		return primary, true
	}
	return found.language, found.lead > neighbourly
}

// Settle returns the language of a document: the one that it states, unless
// that is written in another script than the text is, else the one found. A
// text that says too little leans on the documents around it: their votes are
// given by place, the nearest first, and far ones count as much as near ones
// leave to them.
func Settle(stated, text string, around ...Votes) string {
	found := detect(text, func(script, code string) float64 { return neighbourly * share(script, code, around) })
	if primary, ok := stands(stated, found.language); ok {
		return primary
	}
	return found.language
}

// share is how much of the votes of a script, of all where it is "", a
// language has, from 0 to 1. A place with n votes leaves the part 1/(n+1) to
// the places further away.
func share(script, code string, around []Votes) float64 {
	sum := 0.0
	for _, votes := range slices.Backward(around) {
		all := 0
		for voted, n := range votes {
			if script == "" || slices.Contains(writtenIn(voted), script) {
				all += n
			}
		}
		sum = (float64(votes[code]) + sum) / float64(all+1)
	}
	return sum
}

// stands returns the primary subtag of what a document states, if the text
// may be in that language.
func stands(stated, found string) (primary string, ok bool) {
	primary = strings.ToLower(stated)
	if i := strings.IndexAny(primary, "-_"); i >= 0 {
		primary = primary[:i]
	}
	switch {
	case len(primary) < 2 || len(primary) > 3 || primary == Undetermined:
		return "", false
	case primary == "ja" && found == "zh": // without kana they look alike
		return primary, true
	}
	return primary, found == Undetermined || slices.Contains(writtenIn(primary), writtenIn(found)[0])
}

// writtenIn returns the scripts of a language; those not known here are
// taken to be in Latin.
func writtenIn(code string) []string {
	if code == "sr" {
		return []string{cyrillic, latin}
	}
	for _, p := range known().languages {
		if p.code == code {
			return []string{p.script}
		}
	}
	if code == "ja" {
		return []string{"kana", "han"}
	}
	for _, s := range known().scripts {
		if s.language == code {
			return []string{s.name}
		}
	}
	return []string{latin}
}
