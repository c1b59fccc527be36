package answer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"footnote/answer/verification"
	"footnote/internal/language"
	"footnote/internal/ollama"
	"footnote/retrieval"
)

// run is one question on its way to an answer.
type run struct {
	engine   *Engine
	request  Request
	observer Observer
	history  []retrieval.Turn
	answer   *Answer

	q *question
	// found is what retrieval found, evidence what of it is answered from.
	found    []retrieval.Evidence
	evidence []retrieval.Evidence
	ranked   []candidate
	near     nearness
	book     *book
	// concerns call for a person whatever the articles say.
	concerns []concern
	// told counts the sentences that the observer knows.
	told     int
	degraded []string
	// conflict is a contradiction in the evidence, nil for none.
	conflict *conflict
	// readings are what the question may mean, none where that is clear.
	readings []reading
	summary  func(texts) string
	// titles are the articles that the summary names.
	titles []string
	// searched is what retrieval returned, nil when it was not asked; extent
	// is how much there was, prompt what the model was sent and factors what
	// the confidence is made of, by feature.
	searched *retrieval.Result
	extent   extent
	prompt   []ollama.Message
	factors  []Factor
}

func (r *run) handOver() {
	r.answer.Language = cmp.Or(r.answer.Language, language.DetectQuestion(r.answer.Question, nil))
	r.raise()
}

func (r *run) escalateWithoutWords() {
	r.answer.Reasons = append(r.answer.Reasons, ReasonNoEvidence)
	r.summary = func(t texts) string { return t.noWords }
	if before := lastUserTurn(r.history); before != "" {
		r.answer.Language = cmp.Or(r.answer.Language, language.DetectQuestion(before, nil))
	}
	r.answer.Notice = textsIn(r.answer.Language).unclear
}

func (r *run) answerFromEvidence(ctx context.Context) error {
	if err := r.retrieve(ctx); err != nil {
		return err
	}
	w, err := r.write(ctx)
	if err != nil {
		return err
	}
	if err := r.cite(ctx, &w); err != nil {
		return err
	}
	r.decide(w)
	if err := errors.Join(r.contradict(ctx), r.askBack(ctx)); err != nil {
		return err
	}
	r.raise()
	r.tellRest()
	return nil
}

func (r *run) retrieve(ctx context.Context) error {
	r.extent = r.engine.extent(ctx, r.request.Filter)
	started := time.Now()
	question, history := searchable(r.answer.Question), r.history
	if own, err := r.rewrite(ctx); err != nil {
		return err
	} else if own != "" {
		r.answer.Explanation.Rewritten = own
		question, history = searchable(own), nil
	}
	result, err := r.engine.options.Retriever.Search(ctx, retrieval.Query{
		Question: question, Language: r.request.Language, History: history, Filter: r.request.Filter, Limit: evidenceLimit,
	})
	if err != nil {
		return fmt.Errorf("search the articles: %w", err)
	}
	r.answer.Language = result.Language
	if r.evidence, err = r.rerank(ctx, question, withoutInstructions(result.Evidence)); err != nil {
		return err
	}
	r.found = r.evidence
	r.answer.Timing.Retrieval = milliseconds(time.Since(started))
	if result.Failure != nil {
		r.engine.options.Logger.Warn("the embedding model failed, words are searched alone", "error", result.Failure)
	}
	if result.Degraded != "" {
		r.degraded = append(r.degraded, result.Degraded)
	}
	r.q = newQuestion(newMemo(r.engine.options.Lexicon), cmp.Or(result.Understood, question), r.answer.Language, history, result.Vector)
	if r.observer.Evidence != nil {
		r.observer.Evidence(r.evidence)
	}
	r.searched, r.answer.Explanation.Understood = &result, result.Understood
	return nil
}

// rewrite asks the model for the follow-up as a question of its own, where
// the operator wants that. Only the end of ctx is an error.
func (r *run) rewrite(ctx context.Context) (string, error) {
	o := r.engine.options
	if !o.Rewrite || o.Model == nil || lastUserTurn(r.history) == "" {
		return "", nil
	}
	own, err := rewrite(ctx, o.Model, r.answer.Question, r.history, o.ContextTokens)
	return own, r.excuse(ctx, "rewrite the question", err)
}

// rerank asks the model for an order of the evidence, likewise.
func (r *run) rerank(ctx context.Context, question string, evidence []retrieval.Evidence) ([]retrieval.Evidence, error) {
	o := r.engine.options
	if !o.Rerank || o.Model == nil || len(evidence) < 2 {
		return evidence, nil
	}
	order, err := rerank(ctx, o.Model, question, evidence, o.ContextTokens)
	if err != nil {
		return evidence, r.excuse(ctx, "put the evidence in order", err)
	}
	return reordered(evidence, order), nil
}

// excuse notes what a model failed to do; the end of ctx is no excuse.
func (r *run) excuse(ctx context.Context, task string, err error) error {
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	r.engine.options.Logger.Warn("the model failed, the answer goes on without it", "task", task, "model", r.engine.options.ModelName, "error", err)
	r.degraded = append(r.degraded, "the model could not "+task+": "+ollama.Brief(err))
	return nil
}

// write lets the model write where there is one, and quotes otherwise. With a
// model that fails, or of whose sentences none is left, it quotes too.
func (r *run) write(ctx context.Context) (written, error) {
	started := time.Now()
	defer func() {
		r.answer.Timing.Generation = max(milliseconds(time.Since(started))-r.answer.Timing.Verification, 0)
	}()
	draft, ranked := extract(ctx, r.engine.options.Embedder, r.q, r.evidence)
	if err := ctx.Err(); err != nil {
		return written{}, err
	}
	if r.conflict = r.findConflict(draft, ranked); r.conflict != nil {
		draft, ranked = r.settle(ctx, draft, ranked)
	}
	if r.conflict == nil && len(r.concerns) == 0 {
		r.readings = r.findReadings(ranked)
	}
	r.ranked, r.near = ranked, near(ctx, r.engine.vectors, r.q, r.evidence, ranked)
	w := written{draft: draft, ranked: ranked, near: r.near, mode: ModeExtractive}
	if r.engine.options.Model == nil || len(r.evidence) == 0 || r.conflict != nil && !r.conflict.settled || len(r.readings) > 0 {
		return w, nil
	}
	g, err := r.generate(ctx)
	switch {
	case ctx.Err() != nil:
		return written{}, ctx.Err()
	case err != nil:
		r.engine.options.Logger.Warn("the model failed, the answer is quoted", "model", r.engine.options.ModelName, "error", err)
		r.answer.Reasons = append(r.answer.Reasons, ReasonModelUnavailable)
		r.degraded = append(r.degraded, "quoted without the model: "+ollama.Brief(err))
		r.answer.Explanation.DroppedSentences = append(r.answer.Explanation.DroppedSentences, g.dropped...)
		r.told, r.book = 0, nil
		return w, nil
	}
	r.answer.Explanation.DroppedSentences = append(r.answer.Explanation.DroppedSentences, g.dropped...)
	if len(g.draft) == 0 {
		w.dropped, w.declined = max(len(g.dropped), 1), g.declined
		w.refused = true
	} else {
		r.answer.Model = r.engine.options.ModelName
		w = written{draft: g.draft, ranked: ranked, near: r.near, dropped: len(g.dropped), mode: ModeGenerative}
	}
	w.own = g.likelihood.features()
	return w, r.askAgain(ctx, &w)
}

func (r *run) generate(ctx context.Context) (generation, error) {
	r.book = newBook(r.engine.options.Documents, r.evidence)
	g := &generator{
		q: r.q, evidence: r.evidence, seen: map[string]bool{},
		judge: func(check func()) {
			started := time.Now()
			check()
			r.answer.Timing.Verification += milliseconds(time.Since(started))
		},
		accept: func(draft []draftSentence, own Features) error { return r.accept(ctx, draft, own) },
	}
	lexicon := VerificationLexicon(r.q.lexicon)
	g.judge(func() { g.checker = verification.New(lexicon).Evidence(sourcesOf(r.evidence)) })
	var asked *checks
	g.checker, asked = r.engine.options.Checker.join(g.checker, false, answerLimits)
	g.held = asked != nil
	err := g.generate(ctx, r.engine.options.Model, r.engine.options.ContextTokens)
	r.prompt = g.prompt
	if degraded := asked.degraded(); degraded != "" {
		r.degraded = append(r.degraded, degraded)
	}
	return g.generation, err
}

// accept cites the newest sentence of a written draft, and tells the observer
// as long as the confidence so far would show the answer.
func (r *run) accept(ctx context.Context, draft []draftSentence, own Features) error {
	if err := r.book.add(ctx, draft[len(draft)-1]); err != nil {
		return err
	}
	if r.awaitsModel() {
		return nil
	}
	f := featuresOf(r.q, r.evidence, written{draft: draft, ranked: r.ranked, near: r.near, mode: ModeGenerative, own: own})
	if confidence, _ := r.engine.confidence.Confidence(f); confidence >= r.engine.options.Threshold && len(r.concerns) == 0 {
		r.tell(r.book)
	}
	return nil
}

func (r *run) tell(b *book) {
	if r.observer.Sentence == nil {
		return
	}
	for ; r.told < len(b.sentences); r.told++ {
		s := b.sentences[r.told]
		var cited []Citation
		for _, n := range s.Citations {
			cited = append(cited, b.citations[n-1])
		}
		r.observer.Sentence(s, cited)
	}
}

// tellRest tells what was held back until the decision was made.
func (r *run) tellRest() {
	if r.answer.Decision == Answered {
		r.tell(r.book)
	}
}

// cite looks every quote up in the documents as they are now, after all time
// that was spent writing. What no longer holds is dropped.
func (r *run) cite(ctx context.Context, w *written) error {
	started := time.Now()
	b := newBook(r.engine.options.Documents, r.evidence)
	for _, d := range w.draft {
		if err := b.add(ctx, d); err != nil {
			return err
		}
	}
	for _, d := range b.dropped {
		r.answer.Explanation.DroppedSentences = append(r.answer.Explanation.DroppedSentences,
			DroppedSentence{Text: d.text, Disagreements: []string{sourceChanged}})
	}
	w.draft = b.kept
	r.book = b
	r.answer.Timing.Verification += milliseconds(time.Since(started))
	return nil
}

// sourceChanged is the disagreement of a sentence whose quote cannot be shown:
// its document was deleted or changed while the answer was written, or an
// instruction stands in it.
const sourceChanged = "source_changed"

// decide sets confidence, decision and reasons.
func (r *run) decide(w written) {
	a := r.answer
	a.Mode = w.mode
	a.Text, a.Sentences, a.Citations = r.book.text.String(), r.book.sentences, r.book.citations
	a.Features = featuresOf(r.q, r.evidence, w)
	r.note()
	if len(w.draft) == 0 {
		a.Reasons = append(a.Reasons, ReasonNoEvidence)
		r.summary = func(t texts) string { return t.noEvidence }
		a.Notice = textsIn(a.Language).handover
		return
	}
	confidence, factors := r.engine.confidence.Confidence(a.Features)
	a.Confidence = confidence
	r.factors = factors
	a.Explanation.ConfidenceFactors = labelled(factors, r.engine.confidence.Bias)
	if confidence >= a.Threshold {
		a.Decision = Answered
		r.summary = func(t texts) string {
			if w.mode == ModeGenerative {
				return t.checked
			}
			return t.quoted
		}
		return
	}
	r.doubt(w)
}

// doubt says why an answer is not sure enough to be shown.
func (r *run) doubt(w written) {
	a := r.answer
	a.Notice = textsIn(a.Language).handover
	if r.outOfScope() {
		// Not a gap in the articles: they are about something else.
		a.Reasons = append(a.Reasons, ReasonOutOfScope)
		a.Notice = textsIn(a.Language).beyond
		r.summary = func(texts) string { return summaryTextsIn(a.Language).outOfScope }
		return
	}
	if a.Features[featurePassageCovered] == 0 && a.Features[featureLanguageMatch] == 1 {
		// The nearest passage by meaning shares no word with the question.
		a.Reasons = append(a.Reasons, ReasonNoEvidence)
		r.summary = func(t texts) string { return t.noEvidence }
		return
	}
	a.Reasons = append(a.Reasons, ReasonLowConfidence)
	r.summary = func(t texts) string { return t.lowConfidence }
	if w.refused && !w.declined {
		a.Reasons = append(a.Reasons, ReasonUnsupported)
		r.summary = func(t texts) string { return t.unsupported }
	}
	if w.declined {
		a.Reasons = append(a.Reasons, ReasonNoEvidence)
		r.summary = func(t texts) string { return t.noEvidence }
	}
}

// note lists the evidence and what of it is cited.
func (r *run) note() {
	used := map[int]bool{}
	for _, d := range r.book.kept {
		used[d.evidence] = true
	}
	for i, e := range r.evidence {
		r.answer.Explanation.Evidence = append(r.answer.Explanation.Evidence, EvidenceNote{
			PassageID: e.Passage.ID, DocumentID: e.Document.ID, Path: e.Document.Path, Title: e.Document.Title, Page: pageOf(e.Passage),
			Score: e.Score, LexicalRank: e.LexicalRank, VectorRank: e.VectorRank, Used: used[i],
		})
	}
}

// labelled names the factors for people, the strongest first, with what holds
// for every answer among them, so that all effects add up to the log-odds.
func labelled(factors []Factor, bias float64) []Factor {
	out := []Factor{{Name: "answers in general", Effect: bias}}
	for _, f := range factors {
		out = append(out, Factor{Name: featureLabel(f.Name), Effect: f.Effect})
	}
	slices.SortStableFunc(out, func(a, b Factor) int { return cmp.Compare(math.Abs(b.Effect), math.Abs(a.Effect)) })
	return out
}

// finish fills in what every answer has.
func (r *run) finish() {
	a := r.answer
	a.Language = cmp.Or(a.Language, "und")
	slices.Sort(a.Reasons)
	a.Reasons = slices.Compact(a.Reasons)
	t := textsIn(a.Language)
	a.Disclosure = strings.ReplaceAll(t.disclosure, "{source}", cmp.Or(r.engine.options.Organization, t.source))
	a.Explanation.Degraded = strings.Join(r.degraded, "; ")
	a.Explanation.Summary = r.explain()
}

// topic is the operator's topic that called for a person, "" for none.
func (r *run) topic() string {
	for _, c := range r.concerns {
		if c.topic != "" {
			return c.topic
		}
	}
	return ""
}
