package answer

import (
	"cmp"
	"context"
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/answer/verification"
	"footnote/internal/ollama"
	"footnote/internal/sentence"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// ChatModel writes; internal/ollama has one. A reply that breaks off is an
// error. An error of onText ends the reply and is returned.
type ChatModel interface {
	Complete(ctx context.Context, request ollama.ChatRequest, onDelta func(string) error) (ollama.ChatResult, error)
}

const (
	// maxGenerated bounds the sentences of a written answer.
	maxGenerated = 6
	// maxDropped and maxRepeats are how often a model may write what the
	// evidence does not say, or what it wrote before, until it is stopped.
	maxDropped = 8
	maxRepeats = 3
)

// errEnough ends a reply that needs not go on.
var errEnough = errors.New("enough was written")

// generation is what a model wrote, checked.
type generation struct {
	draft   []draftSentence
	dropped []DroppedSentence
	// declined says that the model found no answer in the evidence.
	declined bool
	// likelihood is how likely the model found what is kept.
	likelihood likelihood
	// prompt is what the model was sent.
	prompt []ollama.Message
}

// generator lets the model write and keeps what the evidence supports.
type generator struct {
	q        *question
	evidence []retrieval.Evidence
	checker  *verification.Evidence
	// held says that sentences are checked when the reply is complete: a
	// model that checks, too, may need the place of the one that writes.
	held bool
	// shown are the pieces of the evidence that the model sees, in the order
	// of their numbers.
	shown []int
	// accept is told of each sentence that passed, and of the features so far
	// that come from the model; an error ends the reply.
	accept func([]draftSentence, Features) error
	// judge is called around each check, to measure it.
	judge func(func())

	generation
	last    *verification.Verdict
	seen    map[string]bool
	repeats int
}

// generate asks the model and returns what is left of its answer after each
// sentence was checked against all evidence. On an error what was kept so far
// is no answer.
func (g *generator) generate(ctx context.Context, model ChatModel, contextTokens int) error {
	messages, shown := prompt(g.q, g.evidence, contextTokens)
	if len(shown) == 0 {
		return errors.New("the evidence does not fit the model's context: set a larger one, or ask a shorter question")
	}
	g.shown, g.prompt = shown, messages
	cut := &cutter{}
	var held []piece
	result, err := model.Complete(ctx, ollama.ChatRequest{
		Messages: messages, NumCtx: contextTokens, MaxTokens: outputTokens, Temperature: 0, Seed: 1,
		LogProbs: true, OnLogProb: g.likelihood.add,
	}, func(delta string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		sentences := cut.add(delta)
		g.likelihood.reached(cut.read)
		g.likelihood.complete(cut.cut())
		if g.held && len(sentences) > 0 {
			held = append(held, piece{sentences, g.likelihood.completed})
			g.likelihood.completed, sentences = nil, nil
		}
		for _, s := range sentences {
			if err := g.sentence(ctx, s); err != nil {
				return err
			}
		}
		if cut.read > maxReplyRunes {
			return errEnough
		}
		return nil
	})
	if err == nil {
		last := cut.rest()
		g.likelihood.complete(cut.read)
		if result.DoneReason == ollama.DoneLength && len(last) > 0 {
			last = last[:len(last)-1] // it was cut off
		}
		held = append(held, piece{last, g.likelihood.completed})
	}
	if err == nil || errors.Is(err, errEnough) {
		err = g.sentences(ctx, held)
	}
	return cmp.Or(ctx.Err(), err)
}

// piece is what completed at a time: sentences, and their tokens' logarithms.
type piece struct {
	sentences []string
	logProbs  []float64
}

// sentences checks what was held, until it is enough.
func (g *generator) sentences(ctx context.Context, held []piece) error {
	for _, p := range held {
		g.likelihood.completed = p.logProbs
		for _, s := range p.sentences {
			if err := g.sentence(ctx, s); errors.Is(err, errEnough) {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// sentence checks a sentence of the model and keeps or drops it.
func (g *generator) sentence(ctx context.Context, raw string) error {
	if g.declined || len(g.draft) >= maxGenerated {
		return errEnough
	}
	if strings.Contains(raw, noAnswer) {
		g.declined = len(g.draft) == 0
		return errEnough
	}
	var prefer []int
	for _, n := range citedIn(raw, len(g.shown)) {
		prefer = append(prefer, g.shown[n-1])
	}
	text, claims := verification.Clean(visible(raw))
	if text == "" {
		return nil
	}
	if g.seen[text] {
		if g.repeats++; g.repeats >= maxRepeats {
			return errEnough
		}
		return nil
	}
	g.seen[text] = true
	verdict := verification.Verdict{Source: -1, Disagreements: []string{verification.Terms}}
	if claims && !isFragment(text) {
		g.judge(func() { verdict = g.checker.Check(ctx, text, verification.Hint{Prefer: prefer, After: g.last}) })
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	g.last = &verdict
	if !verdict.Supported {
		g.dropped = append(g.dropped, DroppedSentence{Text: text, Score: verdict.Score, Disagreements: verdict.Disagreements})
		if len(g.dropped) >= maxDropped {
			return errEnough
		}
		return nil
	}
	for _, d := range g.draft {
		if similar(d.text, text) {
			return nil
		}
	}
	g.draft = append(g.draft, draftSentence{text: text, evidence: verdict.Source, quote: verdict.Quote, support: verdict.Score, line: listMark.MatchString(text)})
	g.likelihood.keep()
	return g.accept(g.draft, g.likelihood.features())
}

// listMark is how a line of a list begins that a model writes.
var listMark = regexp.MustCompile(`^(?:[-*+•▪●◦‣]|\d{1,3}[.)]|[a-zA-Zа-яА-Я]\))\s`)

// statementWords is how long a line without a stop is at least to say
// something: shorter ones are headings and scraps, true of anything.
const statementWords = 5

func isFragment(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return countWords(text) < statementWords && (unicode.IsLetter(last) || unicode.IsDigit(last))
}

// sourcesOf makes evidence ready for verification.
func sourcesOf(evidence []retrieval.Evidence) []verification.Source {
	sources := make([]verification.Source, len(evidence))
	for i, e := range evidence {
		sources[i] = verification.Source{
			ID: e.Document.ID, Text: e.Passage.Text, Language: e.Document.Language,
			Context:   strings.Join(append(append([]string{e.Document.Title}, e.Passage.Headings...), e.Passage.Context), "\n"),
			Sentences: sentencesOf(e),
		}
	}
	return sources
}

// sentencesOf are the pieces of a passage that may support a sentence: a row is
// one, whatever stops are in its cells.
func sentencesOf(e retrieval.Evidence) []sentence.Span {
	var spans []sentence.Span
	runes := []rune(e.Passage.Text)
	for _, u := range e.Units {
		if u.Kind == document.UnitRow || u.Kind == document.UnitPair {
			spans = append(spans, sentence.Span{Start: u.Start, End: u.End})
			continue
		}
		for _, s := range sentence.Prose(string(runes[u.Start:u.End])) {
			spans = append(spans, sentence.Span{Start: u.Start + s.Start, End: u.Start + s.End})
		}
	}
	return spans
}

// VerificationLexicon makes a lexicon of the index one for verification.
func VerificationLexicon(lexicon Lexicon) verification.Lexicon { return verificationLexicon{lexicon} }

type verificationLexicon struct{ Lexicon }

// Terms implements verification.Lexicon.
func (l verificationLexicon) Terms(language, text string) []verification.Term {
	tokens := l.Lexicon.Terms(language, text)
	terms := make([]verification.Term, len(tokens))
	for i, t := range tokens {
		terms[i] = verification.Term{Text: t.Term, Start: t.Start, End: t.End}
	}
	return terms
}
