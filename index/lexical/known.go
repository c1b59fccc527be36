package lexical

import (
	"fmt"
	"unicode/utf8"

	"footnote/index"
)

// maxShareBytes bounds the text that shares looks at.
const maxShareBytes = 1000

// shares is what Index.Known returns.
func (s *store) shares(words []string) (shares []index.Share, err error) {
	// bleve checks little of what it reads from disk.
	defer func() {
		if p := recover(); p != nil {
			shares, err = nil, fmt.Errorf("%w: %v", index.ErrDamaged, p)
		}
	}()
	v, err := s.view()
	if err != nil {
		return nil, err
	}
	defer v.release()
	shares = make([]index.Share, len(words))
	bytes := 0
	for i, word := range words {
		if bytes += len(word); bytes > maxShareBytes {
			break
		}
		tokens := s.analyzers.of(other).tokenizer.Tokenize([]byte(word))
		for _, token := range tokens {
			if token.Type == identifier {
				continue
			}
			n := utf8.RuneCount(token.Term)
			shares[i].Of += n
			known, err := v.knows(token.Term)
			if err != nil {
				return nil, err
			}
			if known {
				shares[i].Known += n
			}
		}
	}
	return shares, nil
}

// knows reports whether a word occurs in the passages of some language or is a
// stop word of it.
func (v *view) knows(word []byte) (bool, error) {
	for _, field := range v.fields {
		vocabulary, err := v.vocabulary(field)
		if err != nil {
			return false, err
		}
		all := true
		for _, token := range v.store.analyzers.of(field).Analyze(word) {
			all = all && vocabulary.has(token.Term)
		}
		if all {
			return true, nil
		}
	}
	return false, nil
}
