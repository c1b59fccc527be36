package use

import "unicode/utf8"

// Ids of the pieces that are not text.
const (
	unknownID = 0
	beginID   = 1
	endID     = 2
)

// unknownPenalty is how much worse than the worst piece an unknown character is.
const unknownPenalty = 10

// tokenizer cuts texts into pieces of the vocabulary: SentencePiece's unigram
// model without sampling.
//
// It follows the Python package that the weights come from, token for token.
// Where that package and Google's C++ library differ, so does this: a run of
// unknown characters is a token each, not one; "<s>" and "</s>" written in a
// text count as those pieces; a text without content is one unknown token.
type tokenizer struct {
	normalizer   normalizer
	pieces       trie
	scores       []float32
	unknownScore float64
}

// newTokenizer completes a tokenizer from its parts.
func newTokenizer(n normalizer, pieces trie, scores []float32) *tokenizer {
	lowest := float64(0)
	for _, s := range scores {
		lowest = min(lowest, float64(s))
	}
	return &tokenizer{normalizer: n, pieces: pieces, scores: scores, unknownScore: lowest - unknownPenalty}
}

// encode returns the ids of the text's pieces between begin and end.
func (t *tokenizer) encode(text string) []int32 {
	s := t.normalizer.normalize(text)
	if len(s) == 0 {
		return []int32{beginID, unknownID, endID}
	}
	path := t.bestPath(s)
	count := 2
	for end := int32(len(s)); end > 0; end = path[end].start {
		count++
	}
	ids := make([]int32, count)
	ids[0], ids[count-1] = beginID, endID
	for end := int32(len(s)); end > 0; end = path[end].start {
		count--
		ids[count-1] = path[end].id
	}
	return ids
}

// encodeParts returns the ids of a text that comes in parts: those of the parts
// one after the other, the first with begin and the last with end. A text of
// one part has the ids that encode returns.
func (t *tokenizer) encodeParts(parts []string) tokens {
	if len(parts) == 0 {
		parts = []string{""}
	}
	joined := tokens{ids: []int32{beginID}, parts: make([]int, len(parts))}
	for i, part := range parts {
		ids := t.encode(part)
		ids = ids[1 : len(ids)-1]
		joined.ids = append(joined.ids, ids...)
		joined.parts[i] = len(ids)
	}
	joined.ids = append(joined.ids, endID)
	joined.parts[0]++
	joined.parts[len(parts)-1]++
	return joined
}

// arc is the best last piece of a way to a position.
type arc struct {
	score float64 // of the whole way
	start int32
	id    int32
}

// bestPath returns for each end position in s the last piece of the best
// segmentation up to there; of equally good ones the piece that starts first,
// which is why sums are float64 and compared strictly. Entries at positions
// inside a character mean nothing. Time grows with len(s) times the length of
// the longest piece.
func (t *tokenizer) bestPath(s []byte) []arc {
	const impossible = -1e38
	path := make([]arc, len(s)+1)
	for i := range path[1:] {
		path[i+1].score = impossible
	}
	relax := func(start, end int, score float64, id int32) {
		if score > path[end].score {
			path[end] = arc{score: score, start: int32(start), id: id}
		}
	}
	for start, width := 0, 0; start < len(s); start += width {
		_, width = utf8.DecodeRune(s[start:])
		base, single := path[start].score, false
		node := uint32(0)
		for end := start; end < len(s); {
			node = t.pieces.child(node, s[end])
			if node == 0 {
				break
			}
			end++
			if id := t.pieces.ids[node]; id >= 0 {
				relax(start, end, base+float64(t.scores[id]), id)
				single = single || end == start+width
			}
		}
		if !single {
			relax(start, start+width, base+t.unknownScore, unknownID)
		}
	}
	return path
}
