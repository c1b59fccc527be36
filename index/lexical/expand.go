package lexical

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"footnote/index"
)

// A question's word that no passage has may still be meant: it is typed
// without accents, it is a compound of words that passages have, or it is
// mistyped. The index's own vocabulary decides; no dictionary is shipped.

// What a match of such a term counts against 1 for the word as typed.
const (
	accentWeight  = 1.0
	typoWeight    = 0.6
	farTypoWeight = 0.4
	// pairWeight is that of a pair with a character that was asked for alone.
	pairWeight = 0.5
)

const (
	// maxUnknown bounds the words of a question that are looked into, and
	// maxUnknownRunes how long they may be.
	maxUnknown, maxUnknownRunes = 3, 24
	// maxGuesses is how many terms may stand for one word.
	maxGuesses = 3
	// maxPairs is how many pairs may stand for one character.
	maxPairs = 32
	// A shorter word is not mistyped, and one letter may be wrong in words
	// shorter than twoTypos.
	minTypo, twoTypos = 4, 8
)

// scoreMeant adds to the board what is meant by the words that were not
// found: in the question's own language where passages are in it, else in all.
func (v *view) scoreMeant(ctx context.Context, board *scoreboard, q index.LexicalQuery, found map[int]bool) error {
	fields := v.fields
	if own := v.store.analyzers.field(q.Language); own != other && slices.Contains(v.fields, own) {
		fields = []string{own}
	}
	for _, field := range fields {
		more, err := v.expand(ctx, field, v.store.queryTerms(q, field), found)
		if err != nil {
			return err
		}
		if len(more) == 0 {
			continue
		}
		if err := v.score(ctx, board, field, 1, more, found); err != nil {
			return err
		}
	}
	return nil
}

// expand returns terms of a field for the words of a question that found
// nothing, and in languages that write compounds for those that did, too.
func (v *view) expand(ctx context.Context, field string, asked []queryTerm, found map[int]bool) ([]queryTerm, error) {
	var more []queryTerm
	if compounding(field) {
		joined, err := v.compounds(field)
		if err != nil {
			return nil, err
		}
		more = joined.expand(asked, found)
	}
	unknown := 0
	for _, t := range asked {
		if found[t.start] || t.fixed || unknown == maxUnknown {
			continue
		}
		unknown++
		guesses, err := v.guess(ctx, field, t)
		if err != nil {
			return nil, err
		}
		more = append(more, guesses...)
	}
	return more, nil
}

// guess returns terms that stand for a word that no passage has.
func (v *view) guess(ctx context.Context, field string, t queryTerm) ([]queryTerm, error) {
	if utf8.RuneCountInString(t.text) == 1 && gramSize([]rune(t.text)[0]) == 2 {
		return v.pairs(field, t)
	}
	word := strings.ToLower(string(t.word))
	n := utf8.RuneCountInString(word)
	if n < minTypo || n > maxUnknownRunes || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) || gramSize(r) > 0 }) {
		return nil, nil
	}
	letters := alphabet(field, word)
	known, err := v.vocabulary(field)
	if err != nil {
		return nil, err
	}
	analyzer := v.store.analyzers.of(field)
	guesses, _ := known.among(analyzer, accented(word, letters))
	weight := accentWeight
	if len(guesses) == 0 {
		weight = typoWeight
		var stopped bool
		if guesses, stopped = known.among(analyzer, mistyped(word, letters)); stopped {
			return nil, nil // a mistyped "what" or "from"
		}
	}
	if len(guesses) == 0 && (n >= twoTypos || letters == "") {
		weight = farTypoWeight
		if guesses, err = v.similar(field, t.text); err != nil {
			return nil, err
		}
	}
	guesses, err = v.commonest(ctx, field, t.text, guesses)
	if err != nil {
		return nil, err
	}
	var terms []queryTerm
	for _, guess := range guesses {
		terms = append(terms, queryTerm{text: guess, start: t.start, weight: weight})
	}
	return terms, nil
}

// commonest returns the guesses that most passages have, those with the
// word's first letter before others.
func (v *view) commonest(ctx context.Context, field, word string, guesses []string) ([]string, error) {
	first := func(s string) int {
		r, _ := utf8.DecodeRuneInString(s)
		if w, _ := utf8.DecodeRuneInString(word); r == w {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(guesses, func(a, b string) int { return cmp.Compare(first(a), first(b)) })
	guesses = guesses[:min(len(guesses), 4*maxGuesses)]
	passages := map[string]uint64{}
	for _, guess := range guesses {
		t, err := v.term(ctx, field, guess)
		if err != nil {
			return nil, err
		}
		passages[guess] = t.passages
		t.close()
	}
	slices.SortStableFunc(guesses, func(a, b string) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(passages[b], passages[a]))
	})
	return guesses[:min(len(guesses), maxGuesses)], nil
}

// similar returns the terms with the same first letter that are at most two
// mistakes away, an exchange of neighbours counted as one.
func (v *view) similar(field, term string) ([]string, error) {
	reader, ok := v.reader.(bleveindex.IndexReaderFuzzy)
	n := utf8.RuneCountInString(term)
	if !ok || n < minTypo {
		return nil, nil
	}
	mistakes := 1
	if n >= twoTypos-1 { // the word was longer by an ending
		mistakes = 2
	}
	_, size := utf8.DecodeRuneInString(term)
	return v.terms(field, func(name string) (bleveindex.FieldDict, error) {
		return reader.FieldDictFuzzy(name, term, mistakes, term[:size])
	})
}

// pairs returns the pairs of characters that have the one.
func (v *view) pairs(field string, t queryTerm) ([]queryTerm, error) {
	reader, ok := v.reader.(bleveindex.IndexReaderRegexp)
	if !ok {
		return nil, nil
	}
	pairs, err := v.terms(field, func(name string) (bleveindex.FieldDict, error) {
		return reader.FieldDictRegexp(name, ".?"+t.text+".?")
	})
	var terms []queryTerm
	for _, pair := range pairs[:min(len(pairs), maxPairs)] {
		terms = append(terms, queryTerm{text: pair, start: t.start, weight: pairWeight})
	}
	return terms, err
}

// terms reads the terms of a field's text and titles out of dictionaries,
// sorted.
func (v *view) terms(field string, open func(name string) (bleveindex.FieldDict, error)) ([]string, error) {
	var all []string
	for _, part := range []string{bodyField, titleField} {
		dict, err := open(part + field)
		if err != nil {
			return nil, fmt.Errorf("read word index: %w", err)
		}
		for {
			entry, err := dict.Next()
			if err != nil {
				return nil, fmt.Errorf("read word index: %w", err)
			}
			if entry == nil {
				break
			}
			all = append(all, entry.Term)
		}
		_ = dict.Close() // it holds nothing
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// vocabulary looks terms of a field's text and titles up.
type vocabulary []bleveindex.FieldDictContains

// vocabulary returns that of a field. It is safe for concurrent use.
func (v *view) vocabulary(field string) (vocabulary, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if all, ok := v.known[field]; ok {
		return all, nil
	}
	reader, ok := v.reader.(bleveindex.IndexReaderContains)
	if !ok {
		return nil, nil
	}
	var all vocabulary
	for _, part := range []string{bodyField, titleField} {
		dict, err := reader.FieldDictContains(part + field)
		if err != nil {
			return nil, fmt.Errorf("read word index: %w", err)
		}
		all = append(all, dict)
	}
	v.known[field] = all
	return all, nil
}

func (v vocabulary) has(term []byte) bool {
	for _, dict := range v {
		if found, err := dict.Contains(term); err == nil && found {
			return true
		}
	}
	return false
}

// among returns the terms of the words that the vocabulary has. stopped says
// that one of the words is a stop word.
func (v vocabulary) among(analyzer *analyzer, words []string) (known []string, stopped bool) {
	if len(words) == 0 {
		return nil, false
	}
	tokens := analysis.TokenStream{}
	for _, word := range words {
		tokens = append(tokens, &analysis.Token{Term: []byte(word), Type: analysis.AlphaNumeric})
	}
	for _, f := range analyzer.filters[:len(analyzer.filters)-1] { // all but fold
		tokens = f.Filter(tokens)
	}
	stopped = len(tokens) < len(words)
	seen := map[string]bool{}
	for _, token := range (fold{}).Filter(tokens) {
		if term := string(token.Term); !seen[term] {
			seen[term] = true
			if v.has(token.Term) {
				known = append(known, term)
			}
		}
	}
	return known, stopped
}
