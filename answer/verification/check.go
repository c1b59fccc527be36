package verification

import (
	"context"
	"slices"
	"strings"

	"footnote/internal/sentence"
)

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
	vectors *Vectors
	sources []*source
	checker Checker // nil: none is asked
	passes  bool    // the checker may let sentences pass
}

// Evidence analyzes sources.
func (v *Verifier) Evidence(sources []Source) *Evidence {
	e := &Evidence{lexicon: v.lexicon, vectors: v.vectors}
	for _, s := range sources {
		e.sources = append(e.sources, newSource(v.lexicon, s))
	}
	return e
}

const (
	// maxSentences is how many consecutive sentences may support one together.
	maxSentences = 3
	// looked is how many windows are looked at again by meaning, and
	// lookedFrom the share of a claim that they hold by words.
	looked     = 6
	lookedFrom = 0.45
	// interruptEvery is how many sentences of a source are compared until the
	// context is asked again.
	interruptEvery = 64
)

// window is a verdict on some sentences of one source.
type window struct {
	Verdict
	first, n int
	coverage float64
	// across says that the window is in another language.
	across bool
}

// check is the work on one sentence.
type check struct {
	*Evidence
	text string
	hint Hint
	// claims holds the sentence as analyzed in the language of a source.
	claims map[string]*claim
	best   window
	// done says that nothing is left to compare.
	done bool
	// close are the windows that hold most of the claim's words, best first.
	close []window
}

// Check judges one sentence against the sources.
func (e *Evidence) Check(ctx context.Context, text string, hint Hint) Verdict {
	v := e.check(ctx, text, hint)
	e.ask(ctx, text, &v, nil)
	return v
}

// check is Check without a checker.
func (e *Evidence) check(ctx context.Context, text string, hint Hint) Verdict {
	return e.within(ctx, text, hint).beyond(ctx)
}

// within judges a sentence by the sources in its own language.
func (e *Evidence) within(ctx context.Context, text string, hint Hint) *check {
	clean, ok := Clean(text)
	k := &check{Evidence: e, text: clean, hint: hint, claims: map[string]*claim{}}
	nothing := Verdict{Source: -1, Disagreements: []string{Terms}}
	k.best.Verdict = nothing
	if !ok && !mayBeQuoted(clean) {
		k.done = true
		return k
	}
	for i := range e.sources {
		if ctx.Err() != nil {
			break
		}
		k.byWords(ctx, i)
	}
	if ctx.Err() != nil || !ok && !k.best.verbatim {
		k.best.Verdict, k.done = nothing, true
		return k
	}
	if isRow(clean) && !k.best.verbatim {
		if k.best.Supported {
			k.best.disagree(map[string]bool{Terms: true})
		}
		k.best.Score, k.best.paraphrase, k.done = min(k.best.Score, unsupportedScore), false, true
		return k
	}
	if !k.best.Supported {
		k.byMeaning(ctx)
	}
	k.done = k.best.Supported
	return k
}

// isRow tells a row of a table. What its cells say is said by their places, so
// that it is supported word for word alone.
func isRow(text string) bool { return strings.Contains(text, "|") }

// beyond ends a check: what no source in its own language supports may one in
// another.
func (k *check) beyond(ctx context.Context) Verdict {
	if k.done {
		return k.best.Verdict
	}
	k.acrossLanguages(ctx)
	if !k.best.Supported && !k.best.across {
		k.best.Score = k.score(ctx)
	}
	return k.best.Verdict
}

// claimFor returns the sentence as analyzed in a language.
func (k *check) claimFor(lang string) *claim {
	c := k.claims[lang]
	if c == nil {
		c = newClaim(k.lexicon, lang, k.text)
		c.strict, c.mayParaphrase = k.vectors != nil, k.passes
		k.claims[lang] = c
	}
	return c
}

// byWords compares the sentence with every window of a source.
func (k *check) byWords(ctx context.Context, i int) {
	src := k.sources[i]
	c := k.claimFor(src.language)
	for first := range src.sentences {
		if first%interruptEvery == 0 && ctx.Err() != nil {
			return
		}
		for n := 1; n <= maxSentences && first+n <= len(src.sentences); n++ {
			k.offer(i, c, c.against(src, first, n))
		}
	}
}

// offer takes a window when it is the best so far, and remembers it when it
// may be one by meaning.
func (k *check) offer(i int, c *claim, w window) {
	w.Source = i
	k.follow(c, &w)
	w.paraphrase = w.paraphrase && !c.pronoun // "it" may be anything
	if better(w.Verdict, k.best.Verdict, k.hint.Prefer) {
		k.best = w
	}
	if k.vectors == nil || w.coverage < lookedFrom {
		return
	}
	at := len(k.close)
	for at > 0 && k.close[at-1].coverage-longer*float64(k.close[at-1].n) < w.coverage-longer*float64(w.n) {
		at--
	}
	if at < looked {
		k.close = slices.Insert(k.close, at, w)
		k.close = k.close[:min(len(k.close), looked)]
	}
}

// byMeaning looks again at the closest windows, with words of the sentence
// taken for others of the same meaning.
func (k *check) byMeaning(ctx context.Context) {
	for _, w := range k.close {
		src := k.sources[w.Source]
		if c := k.reworded(ctx, k.claimFor(src.language), src, w.Quote); c != nil {
			again := c.against(src, w.first, w.n)
			again.Score *= rewordedShare
			again.coverage = 0 // it was looked at
			k.offer(w.Source, c, again)
		}
	}
}

// follow takes the support from a window that a pronoun may not be about.
func (k *check) follow(c *claim, w *window) {
	if !k.mayFollow(c, *w) {
		w.Supported = false
		w.Score = min(w.Score, unsupportedScore)
		w.Disagreements = []string{Terms}
	}
}

// mayFollow tells whether a sentence that begins with a pronoun is quoted
// from where the sentence before it was: else "it" could be anything. A first
// sentence has to say all that the window says, pronoun included.
func (k *check) mayFollow(c *claim, w window) bool {
	if !c.pronoun || !w.Supported {
		return true
	}
	src := k.sources[w.Source]
	after := k.hint.After
	if after == nil {
		return w.verbatim || c.saysAllOf(src, w.Quote) || w.across && src.beginsWithPronoun(w.Quote)
	}
	if !after.Supported || after.Source != w.Source {
		return false
	}
	from, to := src.sentencesOf(after.Quote)
	first, last := src.sentencesOf(w.Quote)
	return first <= to+1 && last >= from
}

// mayLeaveOut is the share of a span's words that a claim may leave out and
// still be the span shortened or turned round.
const mayLeaveOut = 0.4

// saysAllOf tells whether a claim has most words of a span, its own pronoun
// among them: then the pronoun means what it means there.
func (c *claim) saysAllOf(src *source, span sentence.Span) bool {
	if c.leavesOut(src, span) > mayLeaveOut {
		return false
	}
	for _, t := range src.tokensIn(span.Start, span.End) {
		if t.text == c.firstWord() {
			return true
		}
	}
	return false
}

// beginsWithPronoun tells whether a span begins with a pronoun: so does its
// translation then, and means the same.
func (s *source) beginsWithPronoun(span sentence.Span) bool {
	for _, t := range s.tokensIn(span.Start, span.End) {
		if t.kind != mark {
			return pronouns[s.language][t.text]
		}
	}
	return false
}

// firstWord returns the folded first word, "" without any.
func (c *claim) firstWord() string {
	for _, t := range c.tokens {
		if t.kind != mark {
			return t.text
		}
	}
	return ""
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
	if pa, pb := slices.Contains(prefer, a.Source), slices.Contains(prefer, b.Source); a.Supported && pa != pb {
		return pa
	}
	if a.Score != b.Score {
		return a.Score > b.Score
	}
	return a.Source == b.Source && a.Quote.End-a.Quote.Start < b.Quote.End-b.Quote.Start
}
