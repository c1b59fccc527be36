package index

import (
	"context"
	"math"
	"unicode/utf8"
)

// Token is a content word of a text as the index knows it.
type Token struct {
	// Term is stemmed and folded.
	Term string
	// Start and End are rune offsets of the word in the text, End exclusive.
	Start, End int
}

// Terms returns the content words of a text in their order: stemmed and
// folded as in the index of that language, without stop words. Identifiers
// are in parts here.
func (x *Index) Terms(language, text string) []Token {
	tokens := x.analyzers.of(x.analyzers.field(language)).Analyze([]byte(text))
	out := make([]Token, 0, len(tokens))
	offset, runes := 0, 0
	at := func(byteOffset int) int {
		if byteOffset < offset {
			offset, runes = 0, 0
		}
		runes += utf8.RuneCountInString(text[offset:byteOffset])
		offset = byteOffset
		return runes
	}
	for _, t := range tokens {
		if t.Type == identifier {
			continue
		}
		start := at(t.Start)
		out = append(out, Token{Term: string(t.Term), Start: start, End: start + utf8.RuneCountInString(text[t.Start:t.End])})
	}
	return out
}

// IDF returns the inverse document frequency of a term among the passages of
// a language, ln(1+(N-n+0.5)/(n+0.5)): the rarer, the higher, and highest
// for a term that no passage has.
func (x *Index) IDF(language, term string) float64 {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.lexical == nil {
		return 0
	}
	weight, err := x.lexical.idf(context.Background(), x.analyzers.field(language), term)
	if err != nil {
		x.logger.Error("looking up a word's frequency", "error", err)
	}
	return weight
}

func (l *lexical) idf(ctx context.Context, field, term string) (float64, error) {
	v, err := l.view()
	if err != nil {
		return 0, err
	}
	defer v.release()
	stats, err := v.field(ctx, field)
	if err != nil {
		return 0, err
	}
	t, err := v.term(ctx, field, term)
	if err != nil {
		return 0, err
	}
	defer t.close()
	return idf(stats.passages, t.passages), nil
}

func idf(passages, having uint64) float64 {
	n := float64(min(having, passages))
	return math.Log1p((float64(passages) - n + 0.5) / (n + 0.5))
}
