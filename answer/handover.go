package answer

import (
	"regexp"
	"strings"
	"unicode"
)

// handover recognises messages that ask for a person. It is safe for
// concurrent use.
type handover struct {
	languages []handoverLanguage
	unspaced  *regexp.Regexp
}

func newHandover() *handover {
	h := &handover{unspaced: regexp.MustCompile(strings.Join(unspacedRequests, "|"))}
	for _, p := range handoverPhrases {
		h.languages = append(h.languages, compileHandover(p))
	}
	return h
}

// maxRequestRunes is how long a message may be that is searched for a
// request: only its beginning and end are looked at beyond.
const maxRequestRunes = 2000

// asked tells whether a message asks for a person. The languages are all
// tried: people ask for a person in their own, whatever they wrote before.
func (h *handover) asked(message string) bool {
	runes := []rune(message)
	if len(runes) > maxRequestRunes {
		runes = append(runes[:maxRequestRunes/2:maxRequestRunes/2], runes[len(runes)-maxRequestRunes/2:]...)
	}
	text := strings.ToLower(string(runes))
	if h.unspaced.MatchString(text) && !unspacedQuestions.MatchString(text) {
		return true
	}
	words := requestWords(text)
	for _, l := range h.languages {
		if l.matches(words) {
			return true
		}
	}
	return false
}

// stop stands among the words of a message for punctuation.
const stop = "."

// requestWords cuts a folded message into words; punctuation becomes a stop.
func requestWords(text string) []string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range text {
		switch {
		case r == '\'' || r == '’' || r == 'ʼ' || r == '-':
			// "i'd", "chat-bot": written together.
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if r == 'ё' {
				r = 'е'
			}
			word.WriteRune(r)
		default:
			flush()
			if !unicode.IsSpace(r) && len(words) > 0 && words[len(words)-1] != stop {
				words = append(words, stop)
			}
		}
	}
	flush()
	return words
}

// handoverLanguage is a language's phrases, compiled.
type handoverLanguage struct {
	people, fillers, tails, guards alternatives
	patterns                       [][]element
}

// element is one place of a pattern.
type element struct {
	kind  byte // 'w' word, 'P' person, '_' fillers, '~' any few words, '$' end, '^' start
	words alternatives
}

// alternatives are words that a place accepts; one that ends in "*" accepts
// all words that begin so.
type alternatives []string

func compileHandover(p phrases) handoverLanguage {
	l := handoverLanguage{
		people: strings.Fields(p.people), fillers: strings.Fields(p.fillers),
		tails: strings.Fields(p.tails), guards: strings.Fields(p.guards),
	}
	for _, line := range strings.Split(p.requests, "\n") {
		var pattern []element
		for _, field := range strings.Fields(line) {
			switch field {
			case "P", "_", "~", "$", "^":
				pattern = append(pattern, element{kind: field[0]})
			default:
				pattern = append(pattern, element{kind: 'w', words: strings.Split(field, "|")})
			}
		}
		if len(pattern) > 0 {
			l.patterns = append(l.patterns, pattern)
		}
	}
	return l
}

// matches tells whether one of the patterns is in the words, without a guard
// before it in the same sentence ("can my customers talk to a person?").
func (l *handoverLanguage) matches(words []string) bool {
	guarded := false
	for i := range words {
		if words[i] == stop {
			guarded = false
			continue
		}
		if !guarded {
			for _, p := range l.patterns {
				if l.matchAt(p, words, i) {
					return true
				}
			}
		}
		guarded = guarded || l.guards.exactly(words[i])
	}
	return false
}

func (l *handoverLanguage) matchAt(pattern []element, words []string, i int) bool {
	if len(pattern) == 0 {
		return true
	}
	e, rest := pattern[0], pattern[1:]
	if e.kind == '^' {
		return (i == 0 || words[i-1] == stop) && l.matchAt(rest, words, i)
	}
	if e.kind == '$' {
		return (i >= len(words) || words[i] == stop || l.tails.exactly(words[i])) && l.matchAt(rest, words, i)
	}
	if e.kind == '_' || e.kind == '~' {
		for n := 0; n <= 4; n++ {
			if l.matchAt(rest, words, i+n) {
				return true
			}
			if i+n >= len(words) || words[i+n] == stop || e.kind == '_' && !l.fillers.exactly(words[i+n]) || e.kind == '~' && n == 3 {
				return false
			}
		}
		return false
	}
	if i >= len(words) {
		return false
	}
	accepted := e.words
	if e.kind == 'P' {
		accepted = l.people
	}
	return accepted.match(words[i]) && l.matchAt(rest, words, i+1)
}

func (a alternatives) exactly(word string) bool {
	for _, w := range a {
		if w == word || strings.HasSuffix(w, "*") && strings.HasPrefix(word, w[:len(w)-1]) {
			return true
		}
	}
	return false
}

// match accepts one slip of the pen in words of five letters and more.
func (a alternatives) match(word string) bool {
	if a.exactly(word) {
		return true
	}
	typed := []rune(word)
	for _, w := range a {
		stem, isStem := strings.CutSuffix(w, "*")
		want := []rune(stem)
		if len(want) < 5 {
			continue
		}
		if !isStem {
			if oneSlip(typed, want) {
				return true
			}
			continue
		}
		for n := len(want) - 1; n <= len(want)+1 && n <= len(typed); n++ {
			if len(want) > 5 && oneSlip(typed[:n], want) {
				return true
			}
		}
	}
	return false
}

// oneSlip tells whether two words differ by one letter added, left out or
// wrong, or by two neighbours in each other's place. The first letter has to
// be right.
func oneSlip(a, b []rune) bool {
	if len(a) == 0 || len(b) == 0 || a[0] != b[0] {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return string(a[i:]) == string(b[i+1:])
	}
	if i+1 >= len(a) || string(a[i+1:]) == string(b[i+1:]) {
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
}
