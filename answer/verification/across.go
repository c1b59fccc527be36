package verification

import (
	"context"
	"math"
	"slices"
	"sort"

	"footnote/internal/language"
	"footnote/internal/sentence"
)

const (
	// sentencesAcross is the similarity of a sentence and its translation,
	// from which they may say the same.
	sentencesAcross = 0.6
	// searchedAcross bounds the sentences of a source that are compared,
	// lookedAcross the windows of all sources whose words are.
	searchedAcross = 400
	lookedAcross   = 4
)

// acrossLanguages compares the sentence with sources in other languages: by
// the vectors of sentences, then by what a translation keeps (agreesAcross),
// then phrase by phrase (added).
func (k *check) acrossLanguages(ctx context.Context) {
	if k.vectors == nil || !slices.ContainsFunc(k.sources, func(s *source) bool { return s.language != "" }) {
		return
	}
	own := language.Detect(k.text)
	if own == "" {
		return
	}
	var windows []window
	for i, src := range k.sources {
		if src.language == "" || src.language == own || ctx.Err() != nil {
			continue
		}
		for _, w := range k.nearest(ctx, src) {
			w.Source = i
			windows = append(windows, w)
		}
	}
	sort.SliceStable(windows, func(i, j int) bool { return windows[i].coverage > windows[j].coverage })
	c := k.claimFor(own)
	for _, w := range windows[:min(len(windows), lookedAcross)] {
		if k.best.Supported || ctx.Err() != nil {
			return
		}
		k.compareAcross(ctx, c, k.sources[w.Source], &w)
		k.follow(c, &w)
		if better(w.Verdict, k.best.Verdict, k.hint.Prefer) {
			k.best = w
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
		windows = append(windows, window{Verdict: Verdict{Quote: span}, first: first, n: 1, across: true})
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
	if w.coverage < sentencesAcross || len(c.terms)+len(c.numbers) < 2 {
		kinds[Terms] = true
	}
	k.agreesAcross(ctx, c, src, w.Quote, kinds)
	w.Score = max(w.coverage, 0)
	if len(kinds) == 0 { // else it is refused anyway, and this takes time
		odds := k.added(ctx, c, src, w.Quote) - addedAcross
		if odds > 0 {
			kinds[Terms] = true
		}
		w.Score = (w.Score + 1/(1+math.Exp(odds))) / 2
	}
	w.disagree(kinds)
	if w.Supported {
		w.Score = max(w.Score, Threshold)
	} else {
		w.Score = min(w.Score, unsupportedScore)
	}
}

// agreesAcross compares what a translation keeps: numbers, dates, names,
// denials, opposites, bounds and conditions.
func (k *check) agreesAcross(ctx context.Context, c *claim, src *source, span sentence.Span, kinds map[string]bool) {
	c.numbersAcross(src, span, kinds)
	c.compareDates(src, span, kinds)
	k.namesAcross(ctx, c, src, span, kinds)
	tokens := src.tokensIn(span.Start, span.End)
	raw := string(src.runes[span.Start:span.End])
	if denials(src.language, tokens, raw) != denials(c.language, c.tokens, k.text) || turned(c.tokens, tokens) {
		kinds[Negation] = true
	}
	if k.dropsAcross(ctx, c, src, span) {
		kinds[Condition] = true
	}
}

// numbersAcross looks for each number of the claim, with its unit and bound,
// and for one that the claim has more often.
func (c *claim) numbersAcross(src *source, span sentence.Span, kinds map[string]bool) {
	theirs := src.numbersIn(span.Start, span.End)
	times := map[string]int{}
	for _, q := range c.numbers {
		same, fits, bounded, count := false, false, false, 0
		for _, s := range theirs {
			if s.value != q.value {
				continue
			}
			same = true
			count++
			fits = fits || s.unit == q.unit || mayBeYear(s) && mayBeYear(q)
			bounded = bounded || boundsAgree(c.boundOf(q), src.boundOf(s))
		}
		times[q.value]++
		switch {
		case !same && !inDate(src, span, q.value), same && times[q.value] > count:
			kinds[Number] = true
		case same && !fits:
			kinds[Unit] = true
		case same && !bounded:
			kinds[Condition] = true
		}
	}
}

// boundOf returns the bound of a number, none for the end of a range: "from 5
// up to 10" is "5 to 10" in another language.
func (f *facts) boundOf(q quantity) bound {
	before := f.tokensIn(0, q.start)
	if n := len(before); n > 1 && before[n-2].kind == number {
		return exactly
	}
	return q.bound
}

// boundsAgree tells whether two bounds may translate each other: "more than"
// and "at least" are often taken for one another.
func boundsAgree(a, b bound) bool {
	side := map[bound]int{exactly: 0, atLeast: 1, moreThan: 1, atMost: 2, lessThan: 2}
	return side[a] == side[b]
}

// mayBeYear tells whether a number may be a year: some languages say "year"
// after it, others do not.
func mayBeYear(q quantity) bool { return len(q.value) == 4 && (q.unit == "" || q.unit == "year") }
