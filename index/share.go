package index

import (
	"fmt"
	"unicode/utf8"
)

// maxShareBytes bounds the text that Known looks at.
const maxShareBytes = 1000

// Known returns for each of the words of a text, divided by white space, how
// many of its letters and digits are in terms that the passages of some
// language have or that say nothing there, and how many it has.
func (x *Index) Known(words []string) ([]Share, error) {
	x.swap.RLock()
	defer x.swap.RUnlock()
	if x.lexical == nil {
		return nil, ErrClosed
	}
	return x.lexical.shares(words)
}

// Share is how much of a word is known.
type Share struct{ Known, Of int }

func (l *lexical) shares(words []string) (shares []Share, err error) {
	// bleve checks little of what it reads from disk.
	defer func() {
		if p := recover(); p != nil {
			shares, err = nil, fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	v, err := l.view()
	if err != nil {
		return nil, err
	}
	defer v.release()
	shares = make([]Share, len(words))
	bytes := 0
	for i, word := range words {
		if bytes += len(word); bytes > maxShareBytes {
			break
		}
		tokens := l.analyzers.of(other).tokenizer.Tokenize([]byte(word))
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

// knows tells whether a word occurs in the passages of some language or is a
// stop word of it.
func (v *view) knows(word []byte) (bool, error) {
	for _, field := range v.fields {
		vocabulary, err := v.vocabulary(field)
		if err != nil {
			return false, err
		}
		all := true
		for _, token := range v.index.analyzers.of(field).Analyze(word) {
			all = all && vocabulary.has(token.Term)
		}
		if all {
			return true, nil
		}
	}
	return false, nil
}
