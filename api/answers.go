package api

import (
	"context"
	"errors"
	"fmt"

	"footnote/answer"
	"footnote/internal/catalog"
)

// operations implements the operations of openapi.yaml.
type operations struct{ *Server }

var _ StrictServerInterface = operations{}

// CreateAnswer answers a question, as one object or as a stream of events.
func (o operations) CreateAnswer(ctx context.Context, r CreateAnswerRequestObject) (CreateAnswerResponseObject, error) {
	request, err := answerRequest(r.Body)
	if err != nil {
		return nil, err
	}
	leave, err := o.enter()
	if err != nil {
		return nil, err
	}
	if wantsEvents(ctx) {
		return answerStream{server: o.Server, ctx: ctx, request: request, leave: leave}, nil
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, o.options.AnswerTimeout)
	defer cancel()
	a, err := o.answer(ctx, request, answer.Observer{})
	if err != nil {
		return nil, err
	}
	return CreateAnswer200JSONResponse(a), nil
}

// enter takes one of the places for answers. Whoever got it must leave.
func (s *Server) enter() (leave func(), err error) {
	if s.draining.Load() {
		return nil, errShuttingDown
	}
	select {
	case s.answers <- struct{}{}:
		return func() { <-s.answers }, nil
	default:
		return nil, newProblem(ProblemCodeBusy, "Too many questions are being answered. Try again in a few seconds.").after(3)
	}
}

// answer has an answer made, which the answerer records.
func (s *Server) answer(ctx context.Context, request answer.Request, observer answer.Observer) (Answer, error) {
	a, err := s.options.Answers.Answer(ctx, request, observer)
	if err != nil {
		return Answer{}, fmt.Errorf("answer question: %w", err)
	}
	return withoutNulls(a), nil
}

// GetAnswer returns an answer as it was given, with what it was made from.
func (o operations) GetAnswer(ctx context.Context, r GetAnswerRequestObject) (GetAnswerResponseObject, error) {
	record, err := o.options.Catalog.Answer(ctx, r.Id)
	if errors.Is(err, catalog.ErrNotFound) {
		return nil, newProblem(ProblemCodeAnswerNotFound, "There is no answer with this id.").at("id")
	}
	if err != nil {
		return nil, err
	}
	kept, err := answer.ReadRecord(record)
	if err != nil {
		return nil, err
	}
	kept.Answer = withoutNulls(kept.Answer)
	return GetAnswer200JSONResponse(kept), nil
}

// withoutNulls makes empty lists of missing ones, as the description promises.
func withoutNulls(a Answer) Answer {
	a.Reasons = list(a.Reasons)
	a.Sentences = sentencesWithoutNulls(a.Sentences)
	a.Citations = citationsWithoutNulls(a.Citations)
	a.Explanation.Evidence = list(a.Explanation.Evidence)
	a.Explanation.ConfidenceFactors = list(a.Explanation.ConfidenceFactors)
	dropped := make([]answer.DroppedSentence, len(a.Explanation.DroppedSentences))
	for i, d := range a.Explanation.DroppedSentences {
		d.Disagreements = list(d.Disagreements)
		dropped[i] = d
	}
	a.Explanation.DroppedSentences = dropped
	return a
}

func sentencesWithoutNulls(sentences []Sentence) []Sentence {
	all := make([]Sentence, len(sentences))
	for i, sentence := range sentences {
		sentence.Citations = list(sentence.Citations)
		all[i] = sentence
	}
	return all
}

func citationsWithoutNulls(citations []Citation) []Citation {
	all := make([]Citation, len(citations))
	for i, citation := range citations {
		citation.Heading = list(citation.Heading)
		all[i] = citation
	}
	return all
}

// list is never nil, so that JSON has [] instead of null.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}
