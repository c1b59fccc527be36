package verification

import (
	"context"
	"slices"
	"sort"

	"footnote/internal/language"
	"footnote/internal/sentence"
)

const (
	// sentencesAcross is the similarity of a sentence and its translation,
	// from which they may say the same.
	sentencesAcross = 0.66
	// wordsAcross is that of a word and its translation.
	wordsAcross = 0.48
	// namesAcross is that of a name and its translation, where they do not
	// sound alike.
	namesAcross = 0.6
	// runAcross is how many words in a row without a translation are an
	// addition.
	runAcross = 2
	// coveredAcross is the share of a sentence's words that must have one.
	coveredAcross = 0.75
	// searchedAcross bounds the sentences of a source that are compared,
	// lookedAcross the windows whose words are.
	searchedAcross = 400
	lookedAcross   = 4
)

// acrossLanguages compares the sentence with sources in other languages: by
// the vectors of sentences, then word by word. Numbers, dates, names and
// negations have to agree as within a language.
func (k *check) acrossLanguages(ctx context.Context) {
	if k.vectors == nil || !slices.ContainsFunc(k.sources, func(s *source) bool { return s.language != "" }) {
		return
	}
	own := language.Detect(k.text)
	if own == "" {
		return
	}
	for i, src := range k.sources {
		if src.language == "" || src.language == own || ctx.Err() != nil {
			continue
		}
		c := k.claimFor(own)
		for _, w := range k.nearest(ctx, src) {
			w.Source = i
			k.compareAcross(ctx, c, src, &w)
			k.follow(c, &w)
			if better(w.Verdict, k.best.Verdict, k.hint.Prefer) {
				k.best = w
			}
		}
	}
}

// nearest returns windows of one sentence each, those whose vectors are
// nearest to the claim's; their coverage is the cosine.
func (k *check) nearest(ctx context.Context, src *source) []window {
	var windows []window
	texts := []string{k.text}
	for first := range src.sentences[:min(len(src.sentences), searchedAcross)] {
		span := src.sentences[first].Span
		windows = append(windows, window{Verdict: Verdict{Quote: span}, first: first, n: 1})
		texts = append(texts, string(src.runes[span.Start:span.End]))
	}
	known := k.vectors.Of(ctx, texts)
	if known == nil {
		return nil
	}
	for i := range windows {
		windows[i].coverage = cosine(known[0], known[i+1])
	}
	sort.SliceStable(windows, func(i, j int) bool { return windows[i].coverage > windows[j].coverage })
	return windows[:min(len(windows), lookedAcross)]
}

// compareAcross fills in what a window in another language says of a claim.
func (k *check) compareAcross(ctx context.Context, c *claim, src *source, w *window) {
	kinds := map[string]bool{}
	covered := k.coverAcross(ctx, c, src, w.Quote, kinds)
	if w.coverage < sentencesAcross || covered < coveredAcross || len(c.terms)+len(c.numbers) < 2 {
		kinds[Terms] = true
	}
	c.numbersAcross(src, w.Quote, kinds)
	for _, d := range c.dates {
		if c.findDate(src, w.Quote, d.date) == nil {
			kinds[Date] = true
		}
	}
	tokens := src.tokensIn(w.Quote.Start, w.Quote.End)
	says := stanceOf(src.language, tokens, string(src.runes[w.Quote.Start:w.Quote.End]))
	if says.negations != c.stance.negations {
		kinds[Negation] = true
	}
	w.Score = (covered + max(w.coverage, 0)) / 2 * (1 - longer*float64(w.n-1))
	w.disagree(kinds)
	w.across = true
	if w.Supported {
		w.Score = max(w.Score, Threshold)
	} else {
		w.Score = min(w.Score, unsupportedScore)
	}
}

// numbersAcross looks for each number of the claim, with its unit.
func (c *claim) numbersAcross(src *source, span sentence.Span, kinds map[string]bool) {
	for _, q := range c.numbers {
		same, fits := false, false
		for _, s := range src.numbersIn(span.Start, span.End) {
			if s.value == q.value {
				same = true
				fits = fits || s.unit == q.unit || mayBeYear(s) && mayBeYear(q)
			}
		}
		switch {
		case !same && !inDate(src, span, q.value):
			kinds[Number] = true
		case same && !fits:
			kinds[Unit] = true
		}
	}
}

// mayBeYear tells whether a number may be a year: some languages say "year"
// after it, others do not.
func mayBeYear(q quantity) bool { return len(q.value) == 4 && (q.unit == "" || q.unit == "year") }

// coverAcross returns the share of the claim's words that have a translation
// in the span, and finds names that have none.
func (k *check) coverAcross(ctx context.Context, c *claim, src *source, span sentence.Span, kinds map[string]bool) float64 {
	var words []string
	for _, t := range c.terms {
		words = append(words, c.wordOf(t))
	}
	tokens := visible(src.tokensIn(span.Start, span.End))
	for _, t := range tokens {
		words = append(words, t.text)
	}
	known := k.vectors.Of(ctx, words)
	if known == nil {
		kinds[Terms] = true
		return 0
	}
	found := k.align(c, words[:len(c.terms)], known, tokens)
	all, got, run := 0.0, 0.0, 0
	for i, t := range c.terms {
		run++
		if slices.ContainsFunc(src.contextWords, func(w token) bool { return w.text == words[i] }) {
			found[i] = true
		}
		if all += t.weight; found[i] {
			got += t.weight
			run = 0
		} else if isName(c.names, t.Start) {
			kinds[Name] = true
		}
		if run >= runAcross {
			kinds[Terms] = true
		}
	}
	for _, name := range c.names {
		if name.kind == code && !c.hasName(tokens, name) {
			kinds[Name] = true
		}
	}
	if all == 0 {
		return 0
	}
	return got / all
}

// align finds for each term of the claim a word of the span of its own, the
// most similar pairs first. Names have to sound alike or be very similar: all
// towns are near each other.
func (k *check) align(c *claim, words []string, known [][]float32, tokens []token) []bool {
	type pair struct {
		term, token int
		similar     float64
	}
	var pairs []pair
	for i, t := range c.terms {
		least := wordsAcross
		named := isName(c.names, t.Start)
		if named {
			least = namesAcross
		}
		for j := range tokens {
			s := cosine(known[i], known[len(words)+j])
			if words[i] == tokens[j].text || named && soundsLike(words[i], tokens[j].text, capital(tokens[j].raw)) {
				s = 1
			}
			if s >= least {
				pairs = append(pairs, pair{i, j, s})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].similar > pairs[b].similar })
	found, taken := make([]bool, len(words)), make([]string, len(tokens))
	for _, p := range pairs {
		if by := taken[p.token]; !found[p.term] && (by == "" || alike(by, words[p.term])) {
			found[p.term], taken[p.token] = true, words[p.term]
		}
	}
	return found
}
