// Package verification tells whether evidence supports a sentence.
//
// Enters: a sentence, or a text of several, and the sources that are to
// support it. Leaves: a verdict for each sentence with the quoted span of a
// source that supports it best, and what disagrees.
//
// It must never call a sentence supported because it sounds right: its words,
// numbers, names, dates, units and negations have to stand together in one
// short span of one source. It prefers to refuse a true sentence over letting
// a false one pass.
package verification

import (
	"context"

	"footnote/internal/sentence"
)

// The kinds of disagreement between a sentence and its best span.
const (
	// Number: a number of the sentence is not in the span, or belongs to
	// something else there.
	Number = "number"
	// Name: a name, code, address or quoted string is not in the span.
	Name = "name"
	// Date: a date is not in the span.
	Date = "date"
	// Unit: a number is there with another unit.
	Unit = "unit"
	// Negation: negations, exceptions, obligations or opposites differ.
	Negation = "negation"
	// Terms: too many content words are not in the span, or they are taken
	// from clauses that say something else.
	Terms = "terms"
)

// Threshold is the score from which a sentence without disagreements counts
// as supported.
const Threshold = 0.8

// Term is a content word as the index knows it.
type Term struct {
	// Text is the analyzed form (stemmed, folded).
	Text string
	// Start and End are rune offsets of the word in the text.
	Start, End int
}

// Lexicon analyzes words the way the index does.
type Lexicon interface {
	// Terms returns a text's content words in order, stop words removed.
	Terms(language, text string) []Term
	// IDF weighs a term: rare words weigh more.
	IDF(language, term string) float64
}

// Source is a text that may support a sentence.
type Source struct {
	// ID is the caller's own.
	ID string
	// Text is what quotes are cut from.
	Text string
	// Context is the source's title and headings: words there help a
	// sentence's wording but are never quoted.
	Context string
	// Language is the primary subtag of the text's language, "" if unknown.
	Language string
}

// Verdict is what the sources say of a sentence.
type Verdict struct {
	// Supported says that a span supports it.
	Supported bool
	// Score is from 0 (contradicted or unsupported) to 1.
	Score float64
	// Source is the index of the source with the best span, -1 without any.
	Source int
	// Quote is the best span: rune offsets in that source's Text.
	Quote sentence.Span
	// Disagreements are sorted kinds, none when supported.
	Disagreements []string
}

// SentenceVerdict is the verdict on one sentence of a text.
type SentenceVerdict struct {
	// Text is the sentence as it was judged: without markup and lead-ins.
	Text string
	// Span is the sentence's place in the text: rune offsets.
	Span sentence.Span
	Verdict
}

// Verifier checks sentences. It is safe for concurrent use.
type Verifier struct{ lexicon Lexicon }

// New returns a verifier that analyzes words with the lexicon.
func New(lexicon Lexicon) *Verifier { return &Verifier{lexicon: lexicon} }

// Check judges one sentence. When ctx ends the sentence is not supported.
func (v *Verifier) Check(ctx context.Context, text string, sources []Source) Verdict {
	return v.Evidence(sources).Check(ctx, text, Hint{})
}

// CheckText judges each sentence of a text. A sentence whose subject is a
// pronoun is supported only near the quote of the sentence before it.
func (v *Verifier) CheckText(ctx context.Context, text string, sources []Source) []SentenceVerdict {
	evidence := v.Evidence(sources)
	runes := []rune(text)
	var verdicts []SentenceVerdict
	var before *Verdict
	for _, span := range sentence.Split(text) {
		clean, _ := Clean(string(runes[span.Start:span.End]))
		verdict := evidence.Check(ctx, clean, Hint{After: before})
		verdicts = append(verdicts, SentenceVerdict{Text: clean, Span: span, Verdict: verdict})
		before = &verdict
	}
	return verdicts
}

// Hint helps a check.
type Hint struct {
	// Prefer are the sources that the writer named: of two spans that
	// support alike, theirs is taken.
	Prefer []int
	// After is the verdict on the sentence before, nil when there is none.
	After *Verdict
}

// Evidence is a set of sources, analyzed once for many checks. It is safe for
// concurrent use.
type Evidence struct {
	lexicon Lexicon
	sources []*source
}

// Evidence analyzes sources.
func (v *Verifier) Evidence(sources []Source) *Evidence {
	e := &Evidence{lexicon: v.lexicon}
	for _, s := range sources {
		e.sources = append(e.sources, newSource(v.lexicon, s))
	}
	return e
}

// maxSentences is how many consecutive sentences may support one together.
const maxSentences = 3

// Check judges one sentence against the sources.
func (e *Evidence) Check(ctx context.Context, text string, hint Hint) Verdict {
	best := Verdict{Source: -1, Disagreements: []string{Terms}}
	clean, ok := Clean(text)
	if !ok {
		return best
	}
	claims := map[string]*claim{}
	for i, src := range e.sources {
		if ctx.Err() != nil {
			return Verdict{Source: -1, Disagreements: []string{Terms}}
		}
		c := claims[src.language]
		if c == nil {
			c = newClaim(e.lexicon, src.language, clean)
			claims[src.language] = c
		}
		for first := range src.sentences {
			for n := 1; n <= maxSentences && first+n <= len(src.sentences); n++ {
				verdict := c.against(src, first, n)
				verdict.Source = i
				if !e.mayFollow(c, i, verdict, hint.After) {
					verdict.Supported = false
					verdict.Score = min(verdict.Score, unsupportedScore)
					verdict.Disagreements = []string{Terms}
				}
				if better(verdict, best, hint.Prefer) {
					best = verdict
				}
			}
		}
	}
	return best
}

// mayFollow tells whether a sentence that begins with a pronoun is quoted
// from where the sentence before it was: else "it" could be anything.
func (e *Evidence) mayFollow(c *claim, src int, v Verdict, after *Verdict) bool {
	if !c.pronoun || !v.Supported {
		return true
	}
	if after == nil {
		return c.sameWords(e.sources[src], v.Quote)
	}
	if !after.Supported || after.Source != src {
		return false
	}
	from, to := e.sources[src].sentencesOf(after.Quote)
	first, last := e.sources[src].sentencesOf(v.Quote)
	return first <= to+1 && last >= from
}

// better tells whether a is the better verdict: supported, then a preferred
// source, then the score, then the shorter quote.
func better(a, b Verdict, prefer []int) bool {
	if b.Source < 0 {
		return true
	}
	if a.Supported != b.Supported {
		return a.Supported
	}
	if pa, pb := contains(prefer, a.Source), contains(prefer, b.Source); a.Supported && pa != pb {
		return pa
	}
	if a.Score != b.Score {
		return a.Score > b.Score
	}
	return a.Source == b.Source && a.Quote.End-a.Quote.Start < b.Quote.End-b.Quote.Start
}

func contains(list []int, x int) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}
