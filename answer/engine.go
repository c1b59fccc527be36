package answer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"footnote/answer/policy"
	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

// Errors about questions, to be told apart with errors.Is.
var (
	ErrEmptyQuestion   = errors.New("the question is empty: send some text")
	ErrQuestionTooLong = fmt.Errorf("the question is too long: shorten it to %d characters", MaxQuestionRunes)
	ErrBadConversation = fmt.Errorf("the conversation's id is not one: send an id of at most %d printable characters, or none to start a conversation", maxConversationID)
)

// MaxQuestionRunes bounds a question.
const MaxQuestionRunes = 4000

const (
	maxConversationID = 100
	// maxHistory bounds the turns that are looked at.
	maxHistory = 20
	// evidenceLimit is how many passages are retrieved for a question.
	evidenceLimit = 10
)

// Retriever finds evidence; *retrieval.Retriever does.
type Retriever interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error)
}

// Records keeps answers; *catalog.Catalog does.
type Records interface {
	SaveAnswer(ctx context.Context, a catalog.AnswerRecord) error
	// Conversation returns the newest answers of a conversation, oldest
	// first.
	Conversation(ctx context.Context, id string, limit int) ([]catalog.AnswerRecord, error)
}

// Options are what an Engine works with.
type Options struct {
	Retriever Retriever
	Documents Documents
	Lexicon   Lexicon
	// Embedder embeds sentences of the evidence; nil compares words only.
	Embedder Embedder
	// Records keeps answers; nil keeps none.
	Records Records
	// Model writes; nil quotes the articles.
	Model ChatModel
	// ModelName names the model in answers.
	ModelName string
	// Checker is asked, beside the built-in check, about what the model
	// writes; nil asks none.
	Checker *Checking
	// ContextTokens is the model's context, 4096 when 0.
	ContextTokens int
	// Rewrite lets the model rewrite a follow-up as a question of its own,
	// Rerank lets it put the evidence in order. Both cost time.
	Rewrite, Rerank bool
	// Samples is how many more answers the model writes for the confidence to
	// compare, at most MaxSamples; Rater lets the model judge the answer, nil
	// does not. Both cost time.
	Samples int
	Rater   Rater
	// Threshold is the confidence from which answers are shown. When 0 it
	// follows from ToleratedWrong, else it is DefaultThreshold.
	Threshold float64
	// ToleratedWrong is the share of shown answers that may be wrong, as the
	// confidence model's Guarantee promises; 0 asks for no promise. Where none
	// is made nothing is shown, and the log says so.
	ToleratedWrong float64
	// Confidence replaces the confidence model that comes with Footnote.
	Confidence *Model
	// Organization names whose articles answers are drawn from in the
	// disclosure ("Northwind's help centre"); "" says "the help articles" in
	// the customer's language.
	Organization string
	// Policy names the topics that a person takes over; nil has none.
	Policy Policy
	// Conflicts says what happens when articles contradict each other,
	// ConflictsEscalate when "".
	Conflicts Conflicts
	// MessageEmbedder compares messages with examples of those that ask for a
	// person, are upset or repeat themselves; nil compares words only.
	MessageEmbedder policy.Embedder
	// Encoder tells which words mean the same; nil where the binary has none.
	Encoder verification.Embedder
	// Base tells how much is searched, Generation what the indexes are; without
	// them explanations and records say less.
	Base       Base
	Generation func() index.Generation
	// Versions names what answers depend on besides the rest of the options:
	// the program, the ranking and the policy.
	Versions Versions
	// Logger is told of failures that do not fail an answer; nil discards.
	Logger *slog.Logger
}

// Engine answers questions. It is safe for concurrent use.
type Engine struct {
	options    Options
	confidence Model
	// fitted names confidence.
	fitted  Fitted
	signals *signals
	vectors *verification.Vectors
	extents extents
}

// New returns an engine. It fails when the confidence model that comes with
// Footnote cannot be read, which a test rules out.
func New(o Options) (*Engine, error) {
	if o.ContextTokens <= 0 {
		o.ContextTokens = defaultContextTokens
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	e := &Engine{options: o, signals: newSignals(o.Lexicon, o.MessageEmbedder), vectors: verification.NewVectors(o.Encoder)}
	var err error
	if o.Confidence != nil {
		e.confidence = *o.Confidence
	} else if e.confidence, err = ShippedModel(); err != nil {
		return nil, err
	}
	if e.fitted, err = NewFitted(e.confidence.Origin, e.confidence); err != nil {
		return nil, err
	}
	threshold, trouble := e.confidence.threshold(o.Threshold, o.ToleratedWrong)
	if trouble != "" {
		o.Logger.Warn("no answer is shown, people answer all questions", "reason", trouble)
	}
	e.options.Threshold = threshold
	return e, nil
}

// Answer answers a question, or decides that a person has to. It fails with
// ErrEmptyQuestion, ErrQuestionTooLong or ErrBadConversation, with the
// context's error as soon as ctx ends, and when the catalog or the word index
// cannot be read. A model that fails is no error: the answer is then quoted.
func (e *Engine) Answer(ctx context.Context, request Request, observer Observer) (Answer, error) {
	a, provenance, err := e.answer(ctx, request, observer)
	if err != nil {
		return Answer{}, err
	}
	kept, err := json.Marshal(provenance)
	if err != nil {
		e.options.Logger.Error("what the answer was made from could not be kept", "answer", a.ID, "error", err)
	}
	e.save(ctx, &a, kept)
	return a, nil
}

// answer makes an answer without recording it.
func (e *Engine) answer(ctx context.Context, request Request, observer Observer) (Answer, Provenance, error) {
	started := time.Now()
	if err := check(request); err != nil {
		return Answer{}, Provenance{}, err
	}
	a, err := e.begin(request)
	if err != nil {
		return Answer{}, Provenance{}, err
	}
	history, err := e.history(ctx, request)
	if err != nil {
		return Answer{}, Provenance{}, err
	}
	r := &run{engine: e, request: request, observer: observer, history: history, answer: &a}
	if err := r.look(ctx); err != nil {
		return Answer{}, Provenance{}, err
	}
	switch {
	case r.asksForPerson():
		r.handOver()
	case !hasWords(request.Question):
		r.escalateWithoutWords()
	default:
		if err := r.answerFromEvidence(ctx); err != nil {
			return Answer{}, Provenance{}, err
		}
	}
	r.finish()
	a.Timing.Total = milliseconds(time.Since(started))
	return a, r.provenance(), ctx.Err()
}

// save records the answer. That it cannot is no reason to keep it from the
// customer; the explanation says so.
func (e *Engine) save(ctx context.Context, a *Answer, provenance []byte) {
	if e.options.Records == nil {
		return
	}
	record, err := a.marshal()
	if err == nil {
		err = e.options.Records.SaveAnswer(ctx, catalog.AnswerRecord{
			ID: a.ID, ConversationID: a.ConversationID, Question: a.Question, Text: a.Text, Decision: string(a.Decision),
			CreatedAt: a.CreatedAt, Record: record, Provenance: provenance,
		})
	}
	if err != nil {
		e.options.Logger.Error("the answer could not be recorded", "answer", a.ID, "error", err)
		a.Explanation.Degraded = strings.TrimPrefix(a.Explanation.Degraded+"; this answer could not be recorded", "; ")
	}
}

func check(r Request) error {
	switch {
	case strings.TrimSpace(r.Question) == "":
		return ErrEmptyQuestion
	case utf8.RuneCountInString(r.Question) > MaxQuestionRunes:
		return ErrQuestionTooLong
	case utf8.RuneCountInString(r.ConversationID) > maxConversationID || strings.IndexFunc(r.ConversationID, func(c rune) bool { return !unicode.IsGraphic(c) }) >= 0:
		return ErrBadConversation
	}
	return nil
}

// begin makes an answer with everything that does not depend on evidence.
func (e *Engine) begin(r Request) (Answer, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Answer{}, fmt.Errorf("make an id: %w", err)
	}
	conversation := r.ConversationID
	if conversation == "" {
		c, err := uuid.NewV7()
		if err != nil {
			return Answer{}, fmt.Errorf("make an id: %w", err)
		}
		conversation = c.String()
	}
	return Answer{
		ID: id.String(), ConversationID: conversation, Question: strings.ToValidUTF8(r.Question, "\uFFFD"), Language: r.Language,
		Decision: Escalated, Reasons: []Reason{}, Threshold: e.options.Threshold, Sentences: []Sentence{}, Citations: []Citation{},
		Explanation: Explanation{Evidence: []EvidenceNote{}, ConfidenceFactors: []Factor{}, DroppedSentences: []DroppedSentence{}},
		Mode:        ModeExtractive, CreatedAt: time.Now().UTC(),
	}, nil
}

// history returns the turns before the question: the request's, else those
// that are recorded of the conversation.
func (e *Engine) history(ctx context.Context, r Request) ([]retrieval.Turn, error) {
	turns := r.History
	if len(turns) == 0 && r.ConversationID != "" && e.options.Records != nil {
		records, err := e.options.Records.Conversation(ctx, r.ConversationID, maxHistory/2)
		if err != nil {
			return nil, fmt.Errorf("read the conversation: %w", err)
		}
		for _, record := range records {
			turns = append(turns, retrieval.Turn{Role: "user", Content: record.Question})
			if record.Decision == string(Answered) || record.Decision == string(Clarify) {
				turns = append(turns, retrieval.Turn{Role: "assistant", Content: anyMark.ReplaceAllString(record.Text, "")})
			}
		}
	}
	turns = turns[max(0, len(turns)-maxHistory):]
	bounded := make([]retrieval.Turn, len(turns))
	for i, t := range turns {
		bounded[i] = retrieval.Turn{Role: t.Role, Content: searchable(firstRunes(strings.ToValidUTF8(t.Content, "\uFFFD"), MaxQuestionRunes))}
	}
	return bounded, nil
}

func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// hasWords tells whether a message has anything that could be searched for.
func hasWords(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
