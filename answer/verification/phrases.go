package verification

import (
	"context"
	"math"
	"strings"

	"footnote/internal/sentence"
)

const (
	// longestPhrase is how many words in a row are looked at together.
	longestPhrase = 5
	// phraseWords bounds the words of a sentence that is looked at so.
	phraseWords = 80
)

// phraseWeights tell what of a sentence is an addition to another language's
// sentence: a logistic regression over the phrases of translated sentences and
// of additions to them (scripts/verification_translated.py, the half "tune").
// gain is by how much the sentences come nearer without the phrase, far the
// same counted as if it were the whole sentence, near the similarity to the
// most similar phrase of the evidence, words what a phrase of 1 to 5 words
// starts from.
var phraseWeights = struct {
	gain, far, near float64
	words           [longestPhrase]float64
}{gain: 17.2, far: 4.8, near: -11.1, words: [longestPhrase]float64{1.9, 5.3, 6.5, 5.8, 5.1}}

// addedAcross is the log-odds from which a phrase is an addition.
const addedAcross = 2.9

// phrase is some words in a row.
type phrase struct {
	text string
	span sentence.Span
	n    int
}

// phrases lists the words in a row of a range, up to longestPhrase; nil where
// the range has none or too many. Scripts without spaces count two characters
// for a word.
func (f *facts) phrases(span sentence.Span) (all []phrase, words int) {
	pieces := f.pieces(span)
	if len(pieces) > phraseWords {
		return nil, 0
	}
	for n := 1; n <= longestPhrase; n++ {
		for i := 0; i+n <= len(pieces); i++ {
			at := sentence.Span{Start: pieces[i].Start, End: pieces[i+n-1].End}
			all = append(all, phrase{string(f.runes[at.Start:at.End]), at, n})
		}
	}
	return all, len(pieces)
}

func (f *facts) pieces(span sentence.Span) []sentence.Span {
	var out []sentence.Span
	half := false
	for _, t := range visible(f.tokensIn(span.Start, span.End)) {
		unspaced := t.kind == word && isUnspaced(f.runes[t.start])
		if last := len(out) - 1; unspaced && half && out[last].End == t.start {
			out[last].End, half = t.end, false
			continue
		}
		half = unspaced
		out = append(out, sentence.Span{Start: t.start, End: t.end})
	}
	return out
}

// without returns the text of a range without a part of it.
func (f *facts) without(span, part sentence.Span) string {
	before, after := string(f.runes[span.Start:part.Start]), string(f.runes[part.End:span.End])
	return strings.TrimSpace(strings.TrimRight(before, " ,") + " " + strings.TrimLeft(after, " ,"))
}

// mostGain is by how much sentences come nearer without a phrase at the most:
// a phrase that would be no addition even so is not left out to see.
const mostGain = 0.1

// odds returns the log-odds that a phrase is an addition.
func (p phrase) odds(near, gain float64, words int) float64 {
	w := phraseWeights
	return w.gain*gain + w.far*gain*float64(words)/float64(p.n) + w.near*near + w.words[p.n-1]
}

// added returns the log-odds that the claim has a phrase which the span, in
// another language, does not have: those of the most foreign phrase.
func (k *check) added(ctx context.Context, c *claim, src *source, span sentence.Span) float64 {
	whole := sentence.Span{End: len(c.runes)}
	own, words := c.phrases(whole)
	theirs, _ := src.phrases(span)
	if len(own) == 0 || len(theirs) == 0 {
		return math.Inf(1)
	}
	ours, others := k.vectors.Of(ctx, texts(own)), k.vectors.Of(ctx, texts(theirs))
	if ours == nil || others == nil {
		return math.Inf(1)
	}
	most := math.Inf(-1)
	var doubtful []phrase
	var nears []float64
	var without []string
	for i, p := range own {
		near := -1.0
		for _, o := range others {
			near = max(near, cosine(ours[i], o))
		}
		if p.n == words || p.odds(near, mostGain, words) < addedAcross {
			most = max(most, p.odds(near, 0, words))
			continue
		}
		doubtful, nears = append(doubtful, p), append(nears, near)
		without = append(without, c.without(whole, p.span))
	}
	gains, ok := k.vectors.gains(ctx, k.text, string(src.runes[span.Start:span.End]), without)
	if !ok {
		return math.Inf(1)
	}
	for i, p := range doubtful {
		most = max(most, p.odds(nears[i], gains[i], words))
	}
	return most
}

func texts(phrases []phrase) []string {
	all := make([]string, len(phrases))
	for i, p := range phrases {
		all[i] = p.text
	}
	return all
}
