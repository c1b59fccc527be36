package verification

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/internal/sentence"
)

// SentenceVerdict is the verdict on one sentence of a text.
type SentenceVerdict struct {
	// Text is the sentence as it was judged: without markup and lead-ins.
	Text string
	// Span is the sentence's place in the text: rune offsets.
	Span sentence.Span
	Verdict
	// Further are more places that the sentence draws on, where no single one
	// supports it: each supports a part.
	Further []Place
}

// Place is a span of a source.
type Place struct {
	Source int
	Quote  sentence.Span
}

// CheckText judges each sentence of a text. A sentence whose subject is a
// pronoun is supported only near the quote of the sentence before it. Marks
// without words are no sentences; a sentence made of several statements is
// supported when each of them is.
func (v *Verifier) CheckText(ctx context.Context, text string, sources []Source) []SentenceVerdict {
	return v.Evidence(sources).CheckText(ctx, text)
}

// CheckText is Verifier.CheckText against these sources.
func (e *Evidence) CheckText(ctx context.Context, text string) []SentenceVerdict {
	runes := []rune(text)
	var verdicts []SentenceVerdict
	var before *Verdict
	for _, span := range claimSpans(text, runes) {
		clean, _ := Clean(string(runes[span.Start:span.End]))
		verdict := SentenceVerdict{Text: clean, Span: span}
		check := e.within(ctx, clean, Hint{After: before})
		if verdict.Verdict = check.best.Verdict; !verdict.Supported && e.vectors != nil { // a translation is the last resort
			checkParts(&verdict, before, func(part string, hint Hint) Verdict { return e.within(ctx, part, hint).best.Verdict })
		}
		if !verdict.Supported {
			verdict.Verdict = check.beyond(ctx)
		}
		if !verdict.Supported {
			checkParts(&verdict, before, func(part string, hint Hint) Verdict { return e.check(ctx, part, hint) })
		}
		e.ask(ctx, clean, &verdict.Verdict, verdict.Further)
		verdicts = append(verdicts, verdict)
		before = &verdict.Verdict
	}
	return verdicts
}

// claimSpans cuts a text into sentences, without those that have no letters
// or digits but in citation marks ("[1]"), and with "Yes." and "No." as
// openings of what follows.
func claimSpans(text string, runes []rune) []sentence.Span {
	var spans []sentence.Span
	opening := -1
	for _, span := range sentence.Split(text) {
		part := string(runes[span.Start:span.End])
		if !hasWord(markPattern.ReplaceAllString(part, "")) {
			continue
		}
		if leadLength(part+" ") > len(part) {
			if opening < 0 {
				opening = span.Start
			}
			continue
		}
		if opening >= 0 {
			span.Start, opening = opening, -1
		}
		spans = append(spans, span)
	}
	if opening >= 0 {
		spans = append(spans, sentence.Span{Start: opening, End: utf8.RuneCountInString(text)})
	}
	return spans
}

func hasWord(text string) bool { return slices.ContainsFunc([]rune(text), isAlnum) }

// partWords is how many words a part of a sentence has at least.
const partWords = 4

// checkParts judges the statements of a sentence one by one and, when each is
// supported, calls the sentence supported.
func checkParts(verdict *SentenceVerdict, before *Verdict, check func(part string, hint Hint) Verdict) {
	parts := statements(verdict.Text)
	if len(parts) < 2 {
		return
	}
	var all []Verdict
	for _, part := range parts {
		judged := check(part, Hint{After: before})
		if !judged.Supported {
			return
		}
		all = append(all, judged)
		before = &judged
	}
	verdict.Verdict = all[0]
	for _, judged := range all[1:] {
		verdict.Score = min(verdict.Score, judged.Score)
		verdict.verbatim = verdict.verbatim && judged.verbatim
		place := Place{judged.Source, judged.Quote}
		if place != (Place{all[0].Source, all[0].Quote}) && !slices.Contains(verdict.Further, place) {
			verdict.Further = append(verdict.Further, place)
		}
	}
}

// statements cuts a sentence at semicolons, else at "and", "but" and their
// like after a comma, where both sides are long enough to state something.
func statements(text string) []string {
	tokens := scan(text)
	for _, cuts := range []func(i int) bool{
		func(i int) bool { return tokens[i].text == ";" || tokens[i].text == "；" },
		func(i int) bool { return tokens[i].text == "," && i+1 < len(tokens) && coordinators[tokens[i+1].text] },
	} {
		var parts []string
		runes := []rune(text)
		start, words := 0, 0
		for i, t := range tokens {
			if t.kind != mark {
				words++
			}
			if words >= partWords && cuts(i) {
				parts = append(parts, upperFirst(strings.TrimSpace(string(runes[start:t.start])))+".")
				start, words = t.end, 0
				if coordinators[tokens[min(i+1, len(tokens)-1)].text] {
					start = tokens[i+1].end
				}
			}
		}
		if len(parts) > 0 && words >= partWords {
			return append(parts, upperFirst(strings.TrimSpace(string(runes[start:]))))
		}
	}
	return nil
}

// coordinators join two statements after a comma.
var coordinators = set("and but while whereas und aber während и а но mais et pero y mientras ma e mas en maar i ale та але")

// Score grades a text by the mean of its sentences' scores, 0 without any.
// Their mean tells true summaries from others better than the weakest
// sentence does (docs/verification.md).
func Score(verdicts []SentenceVerdict) float64 {
	sum := 0.0
	for _, v := range verdicts {
		sum += v.Score
	}
	return sum / float64(max(len(verdicts), 1))
}

// Places returns the closest place and the further ones.
func (v SentenceVerdict) Places() []Place {
	if v.Source < 0 {
		return nil
	}
	return append([]Place{{v.Source, v.Quote}}, v.Further...)
}

// Sentences returns the sentences of a text as CheckText judges them.
func Sentences(text string) []string {
	runes := []rune(text)
	var all []string
	for _, span := range claimSpans(text, runes) {
		clean, _ := Clean(string(runes[span.Start:span.End]))
		all = append(all, clean)
	}
	return all
}
