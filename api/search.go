package api

import (
	"context"
	"fmt"

	"footnote/retrieval"
)

// Search returns evidence for a question.
func (o operations) Search(ctx context.Context, r SearchRequestObject) (SearchResponseObject, error) {
	if err := checkQuestion(r.Body.Question); err != nil {
		return nil, err
	}
	query := retrieval.Query{Question: r.Body.Question}
	var err error
	if query.Limit, err = limit("/limit", r.Body.Limit, retrieval.DefaultLimit, maxSearch); err != nil {
		return nil, err
	}
	if query.Filter, err = filter(r.Body.Filters); err != nil {
		return nil, err
	}
	result, err := o.options.Search.Search(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if result.Failure != nil {
		o.log.Warn("the embedding model failed, words are searched alone", "error", result.Failure)
	}
	return Search200JSONResponse{Language: result.Language, Evidence: evidence(result.Evidence), Degraded: result.Degraded, Understood: result.Understood}, nil
}

func evidence(found []retrieval.Evidence) []Evidence {
	all := make([]Evidence, len(found))
	for i, e := range found {
		all[i] = Evidence{
			PassageId: e.Passage.ID, DocumentId: e.Document.ID,
			Path: e.Document.Path, Title: e.Document.Title, Url: e.Document.URL,
			Page: pageNumber(e.Passage.Page), Heading: list(e.Passage.Headings),
			Score: e.Score, LexicalRank: e.LexicalRank, VectorRank: e.VectorRank,
			Text: e.Passage.Text, Start: e.Passage.Start, End: e.Passage.End,
		}
	}
	return all
}

// pageNumber is nil for formats without pages.
func pageNumber(page int) *int {
	if page == 0 {
		return nil
	}
	return &page
}
