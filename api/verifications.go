package api

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/language"
)

// Limits of drafts and their sources, in characters and items.
const (
	maxDraft       = 20_000
	maxSources     = 50
	maxSourceID    = 200
	maxSourceTexts = 200_000
)

// CreateVerification checks each sentence of a text.
func (o operations) CreateVerification(ctx context.Context, r CreateVerificationRequestObject) (CreateVerificationResponseObject, error) {
	if err := checkDraft(r.Body); err != nil {
		return nil, err
	}
	leave, err := o.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	checked, err := o.verify(ctx, r.Body)
	if err != nil {
		return nil, fmt.Errorf("verify draft: %w", err)
	}
	reply := CreateVerification200JSONResponse{Supported: len(checked) > 0, Sentences: []VerifiedSentence{}}
	verdicts := make([]verification.SentenceVerdict, len(checked))
	for i, c := range checked {
		verdicts[i] = c.SentenceVerdict
		reply.Supported = reply.Supported && c.Supported
		reply.Sentences = append(reply.Sentences, verifiedSentence(c, r.Body.Sources))
	}
	reply.Score = verification.Score(verdicts)
	return reply, nil
}

func (o operations) verify(ctx context.Context, body *VerificationRequest) ([]answer.CheckedSentence, error) {
	if len(body.Sources) == 0 {
		var filter index.Filter
		if body.Collection != nil {
			filter.Collections = []string{*body.Collection}
		}
		return o.options.Drafts.AgainstBase(ctx, body.Text, filter)
	}
	sources := make([]verification.Source, len(body.Sources))
	for i, s := range body.Sources {
		sources[i] = verification.Source{ID: s.Id, Text: s.Text, Language: language.Detect(s.Text)}
	}
	return o.options.Drafts.AgainstSources(ctx, body.Text, sources)
}

// checkDraft checks what the description says of a draft.
func checkDraft(body *VerificationRequest) error {
	if strings.TrimSpace(body.Text) == "" {
		return invalid("/text", "The text is empty. Send what is to be checked.")
	}
	if n := utf8.RuneCountInString(body.Text); n > maxDraft {
		return invalid("/text", fmt.Sprintf("The text has %d characters, of at most %d. Send it in parts.", n, maxDraft))
	}
	if body.Collection != nil {
		if len(body.Sources) > 0 {
			return invalid("/collection", "Name a collection or send sources, not both.")
		}
		if err := checkCollection("/collection", *body.Collection); err != nil {
			return err
		}
	}
	if body.Sources != nil && len(body.Sources) == 0 {
		return invalid("/sources", "There are no sources. Send some, or leave the field out to check against the knowledge base.")
	}
	if len(body.Sources) > maxSources {
		return invalid("/sources", fmt.Sprintf("Up to %d sources can be sent.", maxSources))
	}
	total := 0
	for i, s := range body.Sources {
		if n := utf8.RuneCountInString(s.Id); n == 0 || n > maxSourceID {
			return invalid(fmt.Sprintf("/sources/%d/id", i), fmt.Sprintf("A source's id has 1 to %d characters.", maxSourceID))
		}
		if strings.TrimSpace(s.Text) == "" {
			return invalid(fmt.Sprintf("/sources/%d/text", i), "The text of a source is empty.")
		}
		if total += utf8.RuneCountInString(s.Text); total > maxSourceTexts {
			return invalid(fmt.Sprintf("/sources/%d/text", i), fmt.Sprintf("The sources have more than %d characters together. Send fewer, or leave them out to check against the knowledge base.", maxSourceTexts))
		}
	}
	return nil
}

func verifiedSentence(c answer.CheckedSentence, sources []VerificationSource) VerifiedSentence {
	v := VerifiedSentence{
		Text: c.Text, TextStart: c.Span.Start, TextEnd: c.Span.End, Supported: c.Supported, Score: c.Score,
		Disagreements: list(c.Disagreements), Checker: c.Checker, Further: []VerificationPlace{},
	}
	for i, p := range c.Places {
		place := verificationPlace(p, sources)
		if i > 0 {
			v.Further = append(v.Further, place)
			continue
		}
		v.Source, v.DocumentId, v.Path, v.Title, v.Url = place.Source, place.DocumentId, place.Path, place.Title, place.Url
		v.Quote, v.Start, v.End = place.Quote, place.Start, place.End
	}
	return v
}

func verificationPlace(p answer.CheckedPlace, sources []VerificationSource) VerificationPlace {
	place := VerificationPlace{Quote: p.Quote, Start: p.Start, End: p.End}
	if p.Source >= 0 {
		place.Source = sources[p.Source].Id
		return place
	}
	place.DocumentId, place.Path, place.Title, place.Url = p.Document.ID, p.Document.Path, p.Document.Title, p.Document.URL
	return place
}
