package retrieval

import (
	"cmp"
	"slices"

	"footnote/index"
	"footnote/internal/catalog"
)

const (
	// proposed is how many passages each search proposes.
	proposed = 100
	// reranked is how many of the proposed passages are looked at closely.
	reranked = 50
)

// merge joins what was found by words and by meaning into candidates, those
// that are likely to be best first: by bm25/max(bm25) + 2·cosine, where a
// passage that meaning did not propose counts as the last one that it did.
// Equal sums keep the order of ids, so that the same question always gives the
// same answer.
func merge(words, vectors []index.Hit) []Evidence {
	byID := map[int64]*Evidence{}
	at := func(id int64) *Evidence {
		if byID[id] == nil {
			byID[id] = &Evidence{Passage: catalog.Passage{ID: id}}
		}
		return byID[id]
	}
	var best, highest, lowest float64
	for i, hit := range words {
		e := at(hit.PassageID)
		e.LexicalRank, e.BM25 = i+1, hit.Score
		best = max(best, hit.Score)
	}
	for i, hit := range vectors {
		e := at(hit.PassageID)
		e.VectorRank, e.Cosine = i+1, hit.Score
		if i == 0 {
			highest = hit.Score
		}
		lowest = hit.Score
	}
	merged := make([]Evidence, 0, len(byID))
	for _, e := range byID {
		cosine := e.Cosine
		if e.VectorRank == 0 {
			cosine = lowest
		}
		if highest > lowest {
			e.features[FeatureNearness] = (cosine - lowest) / (highest - lowest)
		}
		e.Score = 2 * cosine
		if best > 0 {
			e.features[FeatureWords] = e.BM25 / best
			e.Score += e.features[FeatureWords]
		}
		merged = append(merged, *e)
	}
	sortEvidence(merged)
	return merged
}

func sortEvidence(all []Evidence) {
	slices.SortFunc(all, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage.ID, b.Passage.ID))
	})
}
