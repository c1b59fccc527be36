package verification

import (
	"sort"
	"unicode/utf8"

	"footnote/internal/sentence"
)

func lowerBound(n int, f func(int) bool) int { return sort.Search(n, f) }

// source is an analyzed Source.
type source struct {
	*facts
	sentences []unit
	// context holds title and headings, contextTerms and contextWords their
	// terms and folded words.
	context      string
	contextTerms []string
	contextWords []token
	// names are words that have a capital wherever they stand.
	names map[string]bool
}

// unit is a sentence of a source and its clauses.
type unit struct {
	sentence.Span
	clauses []sentence.Span
	// lead is the length of its opening, in runes.
	lead int
}

func newSource(lexicon Lexicon, s Source) *source {
	src := &source{facts: newFacts(lexicon, s.Language, s.Text), contextWords: scan(s.Context), context: s.Context}
	for _, t := range lexicon.Terms(s.Language, s.Context) {
		src.contextTerms = append(src.contextTerms, t.Text)
	}
	spans := s.Sentences
	if spans == nil {
		spans = sentence.Split(s.Text)
	}
	for _, span := range spans {
		text := string(src.runes[span.Start:span.End])
		lead := utf8.RuneCountInString(text[:leadLength(text)])
		src.sentences = append(src.sentences, unit{span, src.clauses(span), lead})
	}
	src.readNames()
	return src
}

// readNames finds words that have a capital within sentences and are never
// written without, so that a claim may begin with one and it is known for a
// name.
func (s *source) readNames() {
	s.names = map[string]bool{}
	if s.language == "de" {
		return
	}
	for _, t := range s.tokens {
		if t.kind == word && capital(t.raw) && !s.beginsSentence(t.start) {
			s.names[t.text] = true
		}
	}
	for _, t := range s.tokens {
		if t.kind == word && !capital(t.raw) {
			delete(s.names, t.text)
		}
	}
}

// sentencesOf returns the first and last sentence that a range touches.
func (s *source) sentencesOf(r sentence.Span) (first, last int) {
	first = len(s.sentences)
	for i, u := range s.sentences {
		if u.Start < r.End && r.Start < u.End {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// clauses cuts a sentence where another statement may begin.
func (f *facts) clauses(span sentence.Span) []sentence.Span {
	var out []sentence.Span
	start := span.Start
	tokens := f.tokensIn(span.Start, span.End)
	open := 0
	for i, t := range tokens {
		switch t.text {
		case "(":
			open++
		case ")":
			open = 0
		}
		if i == 0 || t.start == start || open > 0 || !f.beginsClause(tokens, i) {
			continue
		}
		out = append(out, sentence.Span{Start: start, End: t.start})
		start = t.start
	}
	return append(out, sentence.Span{Start: start, End: span.End})
}

// beginsClause tells whether a clause begins at token i: after a semicolon,
// at "but" and its like, and at "and" or "which" after a comma.
func (f *facts) beginsClause(tokens []token, i int) bool {
	if tokens[i-1].text == ";" || tokens[i-1].text == "；" || tokens[i-1].text == "\n" {
		return true
	}
	if tokens[i].kind != word {
		return false
	}
	if clauseWords[f.language][tokens[i].text] {
		return true
	}
	return joiners[tokens[i].text] && (tokens[i-1].text == "," || tokens[i-1].text == "，")
}
