package answer

import (
	"context"
	"slices"
	"strings"

	"footnote/answer/verification"
	"footnote/retrieval"
)

// Conflicts is what happens when two articles that answer a question
// contradict each other.
type Conflicts string

// The policies for contradicting articles.
const (
	// ConflictsEscalate lets a person decide, who sees both.
	ConflictsEscalate Conflicts = "escalate"
	// ConflictsNewer answers from the article that was updated last, and lets
	// a person decide where that is not known.
	ConflictsNewer Conflicts = "newer"
)

const (
	// rivalShare is how good a sentence has to be next to the best, to
	// contradict it: what hardly answers is about something else.
	rivalShare = 0.6
	// maxRivals bounds the sentences that are compared with an answer.
	maxRivals = 40
)

// conflict is a contradiction between a sentence of the answer and one of
// another article.
type conflict struct {
	said, rival candidate
	// settled says that the newer one of them is answered with.
	settled bool
}

// findConflict looks for a sentence of another article that contradicts one of
// the draft, nil for none.
func (r *run) findConflict(draft []draftSentence, ranked []candidate) *conflict {
	verifier := verification.New(VerificationLexicon(r.q.lexicon))
	var said []candidate
	var statements []verification.Statement
	for _, c := range ranked {
		if comparable(c) && slices.ContainsFunc(draft, c.isQuoted) {
			said, statements = append(said, c), append(statements, r.statement(verifier, c))
		}
	}
	for i, rival := range ranked[:min(len(ranked), maxRivals)] {
		if i > 0 && rival.score < rivalShare*ranked[0].score {
			break
		}
		isRival := func(c candidate) bool { return c.language == rival.language && r.documentOf(c) != r.documentOf(rival) }
		if !comparable(rival) || !slices.ContainsFunc(said, isRival) {
			continue
		}
		other := r.statement(verifier, rival)
		for i, c := range said {
			if isRival(c) && statements[i].Conflict(other) != "" {
				return &conflict{said: c, rival: rival}
			}
		}
	}
	return nil
}

// isQuoted tells whether a sentence of an answer quotes just the candidate.
func (c candidate) isQuoted(d draftSentence) bool {
	return d.evidence == c.evidence && d.quote == c.span
}

// comparable tells sentences from parts of lists and tables, which say little
// without what is around them.
func comparable(c candidate) bool { return !c.scrap && !c.step && !c.row && c.words >= 4 }

func (r *run) documentOf(c candidate) string { return r.evidence[c.evidence].Document.ID }

func (r *run) statement(v *verification.Verifier, c candidate) verification.Statement {
	e := r.evidence[c.evidence]
	return v.Statement(verification.Source{
		Text: c.text, Language: c.language, Context: strings.Join(append([]string{e.Document.Title}, e.Passage.Headings...), "\n"),
	})
}

// settle answers from the newer one of two contradicting articles where the
// operator wants that and their dates tell: the older one is left out of the
// evidence.
func (r *run) settle(ctx context.Context, draft []draftSentence, ranked []candidate) ([]draftSentence, []candidate) {
	said, rival := r.evidence[r.conflict.said.evidence].Document, r.evidence[r.conflict.rival.evidence].Document
	r.titles = []string{said.Title, rival.Title}
	if r.engine.options.Conflicts != ConflictsNewer || said.UpdatedAt.IsZero() || rival.UpdatedAt.IsZero() || said.UpdatedAt.Equal(rival.UpdatedAt) {
		return draft, ranked
	}
	older := said.ID
	if rival.UpdatedAt.Before(said.UpdatedAt) {
		older = rival.ID
	}
	r.conflict.settled = true
	r.evidence = slices.DeleteFunc(slices.Clone(r.evidence), func(e retrieval.Evidence) bool { return e.Document.ID == older })
	return extract(ctx, r.engine.options.Embedder, r.q, r.evidence)
}

// contradict makes an answer whose sources contradict each other an
// escalation, with both of them in the draft. One that is settled stays what
// it was decided to be, and says so.
func (r *run) contradict(ctx context.Context) error {
	c, a := r.conflict, r.answer
	if c == nil {
		return nil
	}
	a.Reasons = append(a.Reasons, ReasonConflictingSources)
	if c.settled {
		if a.Decision == Answered {
			r.summary = func(t texts) string { return t.settled }
		}
		return nil
	}
	if err := r.citeToo(ctx, c.rival); err != nil {
		return err
	}
	a.Decision = Escalated
	a.Notice = textsIn(a.Language).disagree
	r.summary = func(t texts) string { return t.conflicting }
	return nil
}

// citeToo adds a sentence to the draft, where it is not in it.
func (r *run) citeToo(ctx context.Context, c candidate) error {
	if slices.ContainsFunc(r.book.kept, c.isQuoted) {
		return nil
	}
	if err := r.book.add(ctx, drafted([]candidate{c})[0]); err != nil {
		return err
	}
	a := r.answer
	a.Text, a.Sentences, a.Citations = r.book.text.String(), r.book.sentences, r.book.citations
	a.Explanation.Evidence[c.evidence].Used = true
	return nil
}
