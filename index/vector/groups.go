package vector

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/philippgille/chromem-go"

	"footnote/index"
	"footnote/internal/catalog"
)

// group is the passages that filters do not tell apart: those of a collection,
// a language and some labels. Each has a collection of chromem's, so that a
// narrow filter is answered from the few vectors that it lets through.
type group struct {
	document catalog.Document
	vectors  *chromem.Collection
}

// nearest asks chromem for the nearest vectors, at least limit where there are
// so many. Of equal ones it keeps those that its map yields first: where some
// would be left out, which are found must not depend on that, so all are asked
// for.
func (g *group) nearest(ctx context.Context, question []float32, limit int) ([]chromem.Result, error) {
	count := g.vectors.Count()
	n := min(count, limit+1)
	results, err := g.vectors.QueryEmbedding(ctx, question, n, nil, nil)
	if err != nil || n == count || results[n-1].Similarity < results[n-2].Similarity {
		return results, err
	}
	return g.vectors.QueryEmbedding(ctx, question, count, nil, nil)
}

// groups are numbered; few differ.
type groups struct {
	db     *chromem.DB
	all    []*group
	byName map[string]int32
}

func newGroups() groups { return groups{db: chromem.NewDB(), byName: map[string]int32{}} }

// of returns the group that an entry belongs to and its number.
func (g *groups) of(e index.Entry) (int32, *group, error) {
	name := strings.Join(append([]string{e.Collection, e.Language}, e.Labels...), "\x00")
	if n, ok := g.byName[name]; ok {
		return n, g.all[n], nil
	}
	vectors, err := g.db.CreateCollection(name, nil, neverEmbed)
	if err != nil {
		return 0, nil, fmt.Errorf("create vector index: %w", err)
	}
	n := int32(len(g.all))
	made := &group{catalog.Document{Collection: e.Collection, Language: e.Language, Labels: e.Labels}, vectors}
	g.all = append(g.all, made)
	g.byName[name] = n
	return n, made, nil
}

// neverEmbed stands where chromem would call a model on the internet.
func neverEmbed(context.Context, string) ([]float32, error) {
	return nil, errors.New("the vector index does not embed")
}

// allowed returns by number which groups pass a filter, nil when none does,
// and those with passages if so few are in them that all can be compared, else
// nil.
func (g *groups) allowed(f index.Filter) (numbers []bool, few []*group) {
	numbers = make([]bool, len(g.all))
	vectors := 0
	for n, group := range g.all {
		count := group.vectors.Count()
		if count == 0 || !f.Allows(group.document) {
			continue
		}
		numbers[n] = true
		vectors += count
		few = append(few, group)
	}
	switch {
	case few == nil:
		return nil, nil
	case vectors > compared, len(few) > maxQueries:
		return numbers, nil
	}
	return numbers, few
}
