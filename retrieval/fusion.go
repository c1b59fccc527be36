package retrieval

import (
	"cmp"
	"slices"

	"footnote/index"
	"footnote/internal/catalog"
)

// rankConstant is k of reciprocal rank fusion, as in Cormack, Clarke and
// Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank
// Learning Methods" (SIGIR 2009).
const rankConstant = 60

// fuse joins two rankings: a passage scores the sum of 1/(k + rank), scaled
// so that first in both is 1. Equal scores keep the order of ids, so that the
// same question always gives the same answer.
func fuse(words, vectors []index.Hit) []Evidence {
	best := 2.0 / (rankConstant + 1)
	if len(vectors) == 0 {
		best /= 2
	}
	byID := map[int64]*Evidence{}
	at := func(id int64) *Evidence {
		if byID[id] == nil {
			byID[id] = &Evidence{Passage: catalog.Passage{ID: id}}
		}
		return byID[id]
	}
	for i, hit := range words {
		e := at(hit.PassageID)
		e.LexicalRank, e.BM25 = i+1, hit.Score
		e.Score += 1 / float64(rankConstant+i+1) / best
	}
	for i, hit := range vectors {
		e := at(hit.PassageID)
		e.VectorRank, e.Cosine = i+1, hit.Score
		e.Score += 1 / float64(rankConstant+i+1) / best
	}
	fused := make([]Evidence, 0, len(byID))
	for _, e := range byID {
		fused = append(fused, *e)
	}
	slices.SortFunc(fused, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
	return fused
}
