package answer

import (
	"context"
	"fmt"
	"slices"

	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

const (
	// perSentence is how many passages are looked up for a sentence of a
	// draft, mostPassages how many a draft is compared with.
	perSentence  = 6
	mostPassages = 400
)

// Drafts checks texts that people or other programs wrote, sentence by
// sentence. It is safe for concurrent use.
type Drafts struct {
	verifier  *verification.Verifier
	checking  *Checking
	retriever Retriever
	documents Documents
}

// NewDrafts returns a checker of drafts. The embedder may be nil: then words
// of the same meaning and sources in other languages are not known.
func NewDrafts(lexicon Lexicon, embedder verification.Embedder, retriever Retriever, documents Documents) *Drafts {
	return &Drafts{
		verifier:  verification.New(VerificationLexicon(lexicon)).WithEmbedder(embedder),
		retriever: retriever, documents: documents,
	}
}

// WithChecker returns a checker of drafts that asks a model, too. It may
// refuse sentences and let paraphrases pass; nil asks none.
func (d *Drafts) WithChecker(c *Checking) *Drafts {
	asking := *d
	asking.checking = c
	return &asking
}

// checkText judges a draft's sentences.
func (d *Drafts) checkText(ctx context.Context, text string, sources []verification.Source) []verification.SentenceVerdict {
	evidence, _ := d.checking.join(d.verifier.Evidence(sources), true, draftLimits)
	return evidence.CheckText(ctx, text)
}

// CheckedSentence is the verdict on a sentence of a draft.
type CheckedSentence struct {
	verification.SentenceVerdict
	// Places are the closest place and, where a sentence joins statements
	// from several, the further ones.
	Places []CheckedPlace
}

// CheckedPlace is a place that a sentence was compared with.
type CheckedPlace struct {
	// Source is the index of the source that was given, -1 for the knowledge
	// base.
	Source int
	// Document is the document of the knowledge base, without its Text.
	Document catalog.Document
	// Quote is text[Start:End] of the source or of the stored document.
	Quote      string
	Start, End int
}

// AgainstSources checks a draft against some texts and nothing else.
func (d *Drafts) AgainstSources(ctx context.Context, text string, sources []verification.Source) ([]CheckedSentence, error) {
	verdicts := d.checkText(ctx, text, sources)
	checked := make([]CheckedSentence, len(verdicts))
	for i, v := range verdicts {
		checked[i].SentenceVerdict = v
		for _, p := range v.Places() {
			runes := []rune(sources[p.Source].Text)
			checked[i].Places = append(checked[i].Places, CheckedPlace{
				Source: p.Source, Quote: string(runes[p.Quote.Start:p.Quote.End]), Start: p.Quote.Start, End: p.Quote.End,
			})
		}
	}
	return checked, ctx.Err()
}

// AgainstBase checks a draft against the passages that are found for its
// sentences. A passage whose document was changed or deleted meanwhile
// supports nothing, nor does what in a passage addresses the assistant.
func (d *Drafts) AgainstBase(ctx context.Context, text string, filter index.Filter) ([]CheckedSentence, error) {
	found, err := d.find(ctx, text, filter)
	if err != nil {
		return nil, err
	}
	verdicts := d.checkText(ctx, text, sourcesOf(found))
	book := newBook(d.documents, found)
	checked := make([]CheckedSentence, len(verdicts))
	for i, v := range verdicts {
		checked[i].SentenceVerdict = v
		for _, p := range v.Places() {
			start, end, ok, err := book.locate(ctx, draftSentence{evidence: p.Source, quote: p.Quote})
			if err != nil {
				return nil, err
			}
			if !ok {
				checked[i].Supported, checked[i].Score = false, 0
				checked[i].Disagreements = []string{verification.Terms}
				checked[i].Places = nil
				break
			}
			document := found[p.Source].Document
			checked[i].Places = append(checked[i].Places, CheckedPlace{
				Source: -1, Document: document, Quote: string(book.texts[document.ID][start:end]), Start: start, End: end,
			})
		}
	}
	return checked, ctx.Err()
}

// find looks up passages for each sentence of a text: the best one of each,
// then the second of each, so that the end of a long text has its share.
func (d *Drafts) find(ctx context.Context, text string, filter index.Filter) ([]retrieval.Evidence, error) {
	var ranks [perSentence][]retrieval.Evidence
	for _, s := range verification.Sentences(text) {
		question := []rune(s)
		result, err := d.retriever.Search(ctx, retrieval.Query{
			Question: string(question[:min(len(question), MaxQuestionRunes)]), Filter: filter, Limit: perSentence,
		})
		if err != nil {
			return nil, fmt.Errorf("find evidence for a draft: %w", err)
		}
		for rank, e := range withoutInstructions(result.Evidence) {
			ranks[rank] = append(ranks[rank], e)
		}
	}
	var found []retrieval.Evidence
	seen := map[int64]bool{}
	for _, e := range slices.Concat(ranks[:]...) {
		if !seen[e.Passage.ID] && len(found) < mostPassages {
			seen[e.Passage.ID] = true
			found = append(found, e)
		}
	}
	return found, nil
}
