package answer

import (
	"context"

	"footnote/answer/verification"
	"footnote/internal/language"
	"footnote/retrieval"
)

// nearness is how near in meaning the words of a question are to those of the
// best sentence, its title and headings: each to the nearest of them, 1 for the
// same word, the rare ones counting more. Questions beside the articles' topic
// have words that nothing is near to.
type nearness struct {
	share float64
	known bool
}

// maxNearWords bounds the words that are compared, of a question and of a
// sentence each.
const maxNearWords = 64

// translated is how similar the encoder finds a word and its translation, on
// average over the words of xquad's questions that have one: across languages
// as near as the same word.
const translated = 0.75

// near compares the words; it knows nothing where there is no encoder, or
// words are not spaced.
func near(ctx context.Context, vectors *verification.Vectors, q *question, evidence []retrieval.Evidence, ranked []candidate) nearness {
	if vectors == nil || len(ranked) == 0 || language.Unspaced(q.language) {
		return nearness{}
	}
	best := ranked[0]
	from := evidence[best.evidence]
	if language.Unspaced(from.Document.Language) {
		return nearness{}
	}
	asked := q.words(q.language, q.text)
	said := q.words(from.Document.Language, best.text+"\n"+headOf(from))
	if len(asked.order) == 0 || len(said.order) == 0 {
		return nearness{}
	}
	similar, ok := similarities(ctx, vectors, asked, said)
	if !ok {
		return nearness{}
	}
	across := 1.0
	if from.Document.Language != q.language {
		across = translated
	}
	all, got := 0.0, 0.0
	for i, term := range asked.order {
		weight := max(q.lexicon.IDF(q.language, term), leastWeight)
		all += weight
		got += weight * min(1, similar[i]/across)
	}
	return nearness{got / all, true}
}

// spelled are the terms of a text in order, with the words that they stand for.
type spelled struct {
	order []string
	word  map[string]string
}

func (q *question) words(lang, text string) spelled {
	s := spelled{word: map[string]string{}}
	runes := []rune(text)
	for _, t := range q.lexicon.Terms(lang, text) {
		if _, ok := s.word[t.Term]; !ok && len(s.order) < maxNearWords {
			s.order = append(s.order, t.Term)
			s.word[t.Term] = string(runes[t.Start:t.End])
		}
	}
	return s
}

// similarities tells for each term asked how similar the most similar one said
// is. Only words that are not said themselves are compared by their vectors.
func similarities(ctx context.Context, vectors *verification.Vectors, asked, said spelled) ([]float64, bool) {
	similar := make([]float64, len(asked.order))
	var open []int
	var words []string
	for i, term := range asked.order {
		if _, ok := said.word[term]; ok {
			similar[i] = 1
		} else {
			open, words = append(open, i), append(words, asked.word[term])
		}
	}
	if len(open) == 0 {
		return similar, true
	}
	for _, term := range said.order {
		words = append(words, said.word[term])
	}
	known := vectors.Of(ctx, words)
	if known == nil {
		return nil, false
	}
	for k, i := range open {
		for _, other := range known[len(open):] {
			similar[i] = max(similar[i], dot(known[k], other))
		}
	}
	return similar, true
}
