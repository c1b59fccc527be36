package verification

import (
	"context"
	"math"
	"slices"

	"footnote/internal/sentence"
)

const (
	// drawnOn is how many sentences of a source, wherever they stand, a
	// sentence may draw on for its score.
	drawnOn = 3
	// searchedWords bounds the words of a source that are compared by meaning.
	searchedWords = 800
	// unlike is the similarity from which on words are partly alike.
	unlike = 0.4
)

// signals say how badly the sources hold a sentence that no window supports,
// each from 0 to 1.
type signals struct {
	// uncovered is the weighted share of its words that the best three
	// sentences of one source lack, strange the share that has no word like
	// it anywhere there.
	uncovered, strange float64
	// numbers, names and dates are the shares of those that the source lacks.
	numbers, names, dates float64
	// turned is 1 when only one of both denies.
	turned float64
	// contradicted is 1 when a window has nearly all words and still a number,
	// date, name, unit, negation or condition disagrees.
	contradicted float64
	// unmatched is the share that the best window lacks.
	unmatched float64
}

// weights are those of a logistic regression over summaries whose truth is
// known, with half a point each for numbers, names and dates, which it left
// at nought (docs/verification.md).
var weights = signals{uncovered: 4.4, strange: 2.7, numbers: 0.5, names: 0.5, dates: 0.5, turned: 0.3, contradicted: 0.75, unmatched: 0.9}

// score grades a sentence that is not supported, from 0 to unsupportedScore.
func (k *check) score(ctx context.Context) float64 {
	src := k.nearestSource()
	if src == nil {
		return 0
	}
	s, w := k.signals(ctx, src), weights
	z := w.uncovered*s.uncovered + w.strange*s.strange + w.numbers*s.numbers + w.names*s.names + w.dates*s.dates +
		w.turned*s.turned + w.contradicted*s.contradicted + w.unmatched*s.unmatched
	return unsupportedScore / (1 + math.Exp(z))
}

// nearestSource returns the source that has most of the sentence's words.
func (k *check) nearestSource() *source {
	var best *source
	most := 0.0
	for _, src := range k.sources {
		c := k.claimFor(src.language)
		if got := c.weightIn(src, sentence.Span{End: len(src.runes)}); got > most {
			best, most = src, got
		}
	}
	return best
}

// weightIn sums the weights of the claim's terms that a span has.
func (c *claim) weightIn(src *source, span sentence.Span) float64 {
	terms, got := src.termsIn(span.Start, span.End), 0.0
	for _, t := range c.terms {
		if hasTerm(terms, t.Text) {
			got += t.weight
		}
	}
	return got
}

func (k *check) signals(ctx context.Context, src *source) signals {
	c := k.claimFor(src.language)
	drawn := c.drawsOn(src)
	s := signals{unmatched: 1 - k.best.coverage}
	var unfound []content
	for _, t := range c.terms {
		if slices.ContainsFunc(drawn, func(u unit) bool { return hasTerm(src.termsIn(u.Start, u.End), t.Text) }) {
			continue
		}
		s.uncovered += t.weight
		if !hasTerm(src.terms, t.Text) && !hasText(src.contextTerms, t.Text) {
			unfound = append(unfound, t)
		}
	}
	s.strange = k.strangeness(ctx, c, src, unfound)
	if c.weight > 0 {
		s.uncovered, s.strange = s.uncovered/c.weight, s.strange/c.weight
	}
	whole := sentence.Span{End: len(src.runes)}
	s.numbers = share(len(c.numbers), func(i int) bool {
		value := c.numbers[i].value
		return hasNumber(src, []sentence.Span{whole}, value) || inDate(src, whole, value)
	})
	s.names = share(len(c.names), func(i int) bool { return c.hasName(src.tokens, c.names[i]) || c.hasName(src.contextWords, c.names[i]) })
	s.dates = share(len(c.dates), func(i int) bool { return c.findDate(src, whole, c.dates[i].date) != nil })
	negations := 0
	for _, u := range drawn {
		negations += stanceOf(src.language, src.tokensIn(u.Start, u.End), string(src.runes[u.Start:u.End])).negations
	}
	if len(drawn) > 0 && (negations > 0) != (c.stance.negations > 0) {
		s.turned = 1
	}
	if k.best.coverage >= Threshold && slices.ContainsFunc(k.best.Disagreements, func(kind string) bool { return kind != Terms }) {
		s.contradicted = 1
	}
	return s
}

// share returns the share of n things that are not found.
func share(n int, found func(i int) bool) float64 {
	missing := 0
	for i := range n {
		if !found(i) {
			missing++
		}
	}
	return float64(missing) / float64(max(n, 1))
}

// drawsOn picks up to three sentences of a source: each adds most of the
// claim's words.
func (c *claim) drawsOn(src *source) []unit {
	open := map[int]bool{}
	for i := range c.terms {
		open[i] = true
	}
	var drawn []unit
	for len(drawn) < drawnOn && len(open) > 0 {
		best, most := -1, 0.0
		for j, u := range src.sentences {
			terms, got := src.termsIn(u.Start, u.End), 0.0
			for i := range c.terms { // in order: sums must not depend on map order
				if open[i] && hasTerm(terms, c.terms[i].Text) {
					got += c.terms[i].weight
				}
			}
			if got > most {
				best, most = j, got
			}
		}
		if best < 0 {
			break
		}
		u := src.sentences[best]
		drawn = append(drawn, u)
		for i := range c.terms {
			if hasTerm(src.termsIn(u.Start, u.End), c.terms[i].Text) {
				delete(open, i)
			}
		}
	}
	return drawn
}

// strangeness sums the weights of the terms that a source lacks, each less
// the more there is a word like it.
func (k *check) strangeness(ctx context.Context, c *claim, src *source, unfound []content) float64 {
	all := 0.0
	for _, t := range unfound {
		all += t.weight
	}
	if len(unfound) == 0 {
		return 0
	}
	var words []string
	for _, t := range unfound {
		words = append(words, c.wordOf(t))
	}
	words = append(words, src.vocabulary()...)
	known := k.vectors.Of(ctx, words)
	if known == nil {
		return all
	}
	sum := 0.0
	for i, t := range unfound {
		like := 0.0
		for j := len(unfound); j < len(words); j++ {
			like = max(like, cosine(known[i], known[j]))
		}
		sum += t.weight * (1 - max(like-unlike, 0)/(1-unlike))
	}
	return sum
}

// vocabulary returns the different content words of a source.
func (s *source) vocabulary() []string {
	seen := map[string]bool{}
	var words []string
	for _, t := range s.terms {
		if w := s.wordOf(t); !t.glue && !seen[w] && len(words) < searchedWords {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}
