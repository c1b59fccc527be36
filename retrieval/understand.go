package retrieval

import (
	"fmt"
	"strings"

	"footnote/index"
	"footnote/internal/language"
)

const (
	// garbled is the share of a question's letters, in words that the base
	// knows, up to which it may have been meant otherwise, clear the share
	// that another reading needs, and gain how much more than as typed.
	garbled, clear, gain = 0.5, 0.5, 0.3
)

// understand returns what a question that makes no sense as it is typed was
// meant to be, "" where it is as it seems: typed on the wrong keyboard or in
// Latin letters instead of Cyrillic. The words of the base decide. A word
// that they know as it is typed, such as a product's name, stays.
func (r *Retriever) understand(question string) (string, error) {
	readings := language.Readings(question)
	if len(readings) == 0 {
		return "", nil
	}
	typed := strings.Fields(question)
	asTyped, err := r.index.Known(typed)
	if err != nil {
		return "", fmt.Errorf("look up the question's words: %w", err)
	}
	before := share(asTyped)
	if before > garbled {
		return "", nil
	}
	best, understood := 0.0, ""
	for _, reading := range readings {
		words := strings.Fields(reading)
		shares, err := r.index.Known(words)
		if err != nil {
			return "", fmt.Errorf("look up the question's words: %w", err)
		}
		for i := range min(len(words), len(typed)) {
			if asTyped[i].Known == asTyped[i].Of && shares[i].Known < shares[i].Of {
				words[i], shares[i] = typed[i], asTyped[i]
			}
		}
		if s := share(shares); s >= max(clear, before+gain) && s > best {
			best, understood = s, strings.Join(words, " ")
		}
	}
	return understood, nil
}

// share returns how much of all words is known, 1 when there are none.
func share(all []index.Share) float64 {
	known, of := 0, 0
	for _, s := range all {
		known, of = known+s.Known, of+s.Of
	}
	if of == 0 {
		return 1
	}
	return float64(known) / float64(of)
}
