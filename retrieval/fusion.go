package retrieval

import (
	"cmp"
	"slices"

	"footnote/index"
	"footnote/internal/catalog"
)

// cosineWeight is how much meaning weighs against words: a passage scores
// bm25/max(bm25) + cosineWeight·cosine. Weighted scores beat reciprocal rank
// fusion on every set that was measured (docs/decisions/006-fusion.md).
const cosineWeight = 2.0

// fuse joins two rankings into one by their scores, scaled so that 1 is the
// most that can be reached. A passage that one search did not propose gets
// nothing for words, or the lowest proposed cosine: it is at most that near.
// Equal scores keep the order of ids, so that the same question always gives
// the same answer.
func fuse(words, vectors []index.Hit) []Evidence {
	byID := map[int64]*Evidence{}
	at := func(id int64) *Evidence {
		if byID[id] == nil {
			byID[id] = &Evidence{Passage: catalog.Passage{ID: id}}
		}
		return byID[id]
	}
	var best, lowest float64
	for i, hit := range words {
		e := at(hit.PassageID)
		e.LexicalRank, e.BM25 = i+1, hit.Score
		best = max(best, hit.Score)
	}
	for i, hit := range vectors {
		e := at(hit.PassageID)
		e.VectorRank, e.Cosine = i+1, hit.Score
		lowest = hit.Score
	}
	most := 1.0
	if len(vectors) > 0 {
		most += cosineWeight
	}
	fused := make([]Evidence, 0, len(byID))
	for _, e := range byID {
		cosine := e.Cosine
		if e.VectorRank == 0 {
			cosine = lowest
		}
		score := cosineWeight * cosine
		if best > 0 {
			score += e.BM25 / best
		}
		e.Score = min(1, max(0, score/most))
		fused = append(fused, *e)
	}
	slices.SortFunc(fused, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return fused
}
