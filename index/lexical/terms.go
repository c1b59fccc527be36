package lexical

import (
	"context"
	"math"
	"unicode/utf8"

	"footnote/index"
)

// Terms implements index.Lexical.
func (x *Index) Terms(language, text string) []index.Token {
	tokens := x.analyzers.of(x.analyzers.field(language)).Analyze([]byte(text))
	out := make([]index.Token, 0, len(tokens))
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
		out = append(out, index.Token{Term: string(t.Term), Start: start, End: start + utf8.RuneCountInString(text[t.Start:t.End])})
	}
	return out
}

func (s *store) idf(ctx context.Context, field, term string) (float64, error) {
	v, err := s.view()
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
