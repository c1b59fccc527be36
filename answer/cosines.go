package answer

import (
	"cmp"
	"context"
	"math"
	"slices"

	"footnote/retrieval"
)

// Embedder embeds sentences like passages; *index.Index is one.
type Embedder interface {
	EmbedTexts(ctx context.Context, texts []string) ([][]float32, error)
}

// addCosines adds the similarity of sentences to the question: of all where
// retrieval tells it, else of the best by words, which are embedded. That it
// cannot is no error: the words decide then.
func addCosines(ctx context.Context, embedder Embedder, q *question, evidence []retrieval.Evidence, all []candidate) {
	if len(q.vector) == 0 || len(all) == 0 {
		return
	}
	if told := evidence[all[0].evidence].Sentences; told != nil {
		for i := range all {
			c := &all[i]
			e := evidence[c.evidence]
			c.score += weightHead * max(e.Head, 0)
			if c.position < len(e.Sentences) {
				c.addCosine(e.Sentences[c.position])
			}
		}
		return
	}
	if embedder == nil {
		return
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].score, all[a].score) })
	order = order[:min(len(order), embeddedSentences)]
	texts := make([]string, len(order))
	for i, at := range order {
		texts[i] = all[at].titled
	}
	vectors, err := embedder.EmbedTexts(ctx, texts)
	if err != nil || len(vectors) != len(texts) {
		return
	}
	for i, at := range order {
		all[at].addCosine(dot(q.vector, vectors[i]))
	}
}

func (c *candidate) addCosine(cosine float64) {
	c.cosine = cosine
	c.score += weightCosine * max(cosine, 0)
}

func dot(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return 0
	}
	return sum
}
