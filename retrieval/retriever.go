package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/internal/language"
)

const (
	// DefaultLimit is how much evidence is returned unless asked otherwise.
	DefaultLimit = 10
	// MaxLimit bounds what may be asked for.
	MaxLimit = 100
	// maxQueryRunes bounds what of a question is searched: more words would
	// cost time and blur the ranking.
	maxQueryRunes = 4000
)

// Index is what retrieval asks of an index.
type Index interface {
	Lexical(context.Context, index.LexicalQuery) ([]index.Hit, error)
	Nearest(context.Context, index.VectorQuery) ([]index.Hit, error)
	EmbedQuery(context.Context, string) ([]float32, error)
	Similarities(ctx context.Context, vector []float32, passages []int64) (map[int64]index.Similarity, error)
	Terms(language, text string) []index.Token
	IDF(language, term string) float64
	Known(words []string) ([]index.Share, error)
}

// Catalog is what retrieval asks of the catalog.
type Catalog interface {
	PassagesByID(context.Context, []int64) (map[int64]catalog.PassageRow, error)
	Languages(context.Context) (map[string]int, error)
}

var _ Catalog = (*catalog.Catalog)(nil)

// Retriever finds evidence. It is safe for concurrent use.
type Retriever struct {
	index   Index
	catalog Catalog
	ranking Ranking
	now     func() time.Time
}

// New returns a Retriever over an index and the catalog it is derived from,
// with the weights that come with Footnote.
func New(idx Index, cat Catalog) *Retriever {
	return &Retriever{index: idx, catalog: cat, ranking: ShippedRanking(), now: time.Now}
}

// Ranking returns the weights that passages are put in order by.
func (r *Retriever) Ranking() Ranking { return r.ranking }

// Search returns evidence for a question, best first. Finding nothing is not
// an error. When vectors cannot be had the words alone decide, and
// Result.Degraded says so.
func (r *Retriever) Search(ctx context.Context, q Query) (Result, error) {
	result, err := r.Candidates(ctx, q)
	if err != nil {
		return Result{}, err
	}
	weights := r.ranking.Words
	switch {
	case result.sentences:
		weights = r.ranking.Sentences
	case result.Vector != nil:
		weights = r.ranking.Passages
	}
	for i := range result.Evidence {
		e := &result.Evidence[i]
		e.Score, e.Parts = weights.Score(e.features)
	}
	sortEvidence(result.Evidence)
	weights.addProbabilities(result.Evidence)
	result.Evidence = firstDistinct(result.Evidence, limitOf(q))
	return result, nil
}

func limitOf(q Query) int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return min(q.Limit, MaxLimit)
}

// Candidates returns the passages that Search puts in order, with their
// features. Their own order and scores are preliminary.
func (r *Retriever) Candidates(ctx context.Context, q Query) (Result, error) {
	q.Question = cut(q.Question, maxQueryRunes)
	understood, err := r.understand(q.Question)
	if err != nil {
		return Result{}, err
	}
	if understood != "" {
		q.Question, q.Language = understood, ""
	}
	lang, err := r.language(ctx, q)
	if err != nil {
		return Result{}, err
	}
	text := searchText(q)
	result := Result{Language: lang, Understood: understood, Terms: r.terms(lang, text)}

	words, err := r.index.Lexical(ctx, index.LexicalQuery{Text: text, Language: lang, Filter: q.Filter, Limit: proposed})
	if err != nil {
		return Result{}, fmt.Errorf("search words: %w", err)
	}
	vectors, err := r.nearest(ctx, text, q.Filter, &result)
	if err != nil {
		return Result{}, err
	}
	if result.Degraded != "" && len(words) == 0 {
		result.Degraded += "; no word of the question is in the articles"
	}
	result.Evidence, err = r.hydrate(ctx, merge(words, vectors), q)
	if err != nil {
		return Result{}, err
	}
	if err := r.compare(ctx, &result); err != nil {
		return Result{}, err
	}
	lens := newLens(r.index, q.Question, lang)
	for i := range result.Evidence {
		lens.look(&result.Evidence[i])
	}
	addRecency(q.Question, lang, result.Evidence)
	return result, nil
}

// nearest searches by meaning. A model that does not answer degrades the
// result; a cancelled question is an error.
func (r *Retriever) nearest(ctx context.Context, text string, filter index.Filter, result *Result) ([]index.Hit, error) {
	vector, err := r.index.EmbedQuery(ctx, text)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("embed question: %w", ctx.Err())
	case errors.Is(err, index.ErrNoEmbedder):
		result.Degraded = "searched by words alone: no embedding model is configured"
		return nil, nil
	case err != nil:
		result.Degraded, result.Failure = "searched by words alone: the embedding model did not answer", err
		return nil, nil //nolint:nilerr // the words still answer, and the result says why they are alone
	}
	hits, err := r.index.Nearest(ctx, index.VectorQuery{Vector: vector, Filter: filter, Limit: proposed})
	if err != nil {
		return nil, fmt.Errorf("search vectors: %w", err)
	}
	result.Vector = vector
	return hits, nil
}

func (r *Retriever) language(ctx context.Context, q Query) (string, error) {
	if q.Language != "" {
		return q.Language, nil
	}
	count, err := r.catalog.Languages(ctx)
	if err != nil {
		return "", err
	}
	among := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	return language.DetectQuestion(q.Question, among), nil
}

func (r *Retriever) terms(lang, text string) []Term {
	var terms []Term
	seen := map[string]bool{}
	for _, token := range r.index.Terms(lang, text) {
		if !seen[token.Term] {
			seen[token.Term] = true
			terms = append(terms, Term{Text: token.Term, Weight: r.index.IDF(lang, token.Term)})
		}
	}
	return terms
}

// searchText is what is searched for a question: with a history, the
// customer's message before it, which a follow-up leans on, and the question.
func searchText(q Query) string {
	for _, turn := range slices.Backward(q.History) {
		if turn.Role == "user" {
			return cut(turn.Content, maxQueryRunes) + "\n" + q.Question
		}
	}
	return q.Question
}

// cut returns the first n runes of a text.
func cut(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
