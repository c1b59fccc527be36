// Package answer turns evidence into a verified answer.
//
// Enters: a question, its history and filters; through retrieval, evidence.
// Leaves: an Answer, every sentence of which is supported by a quoted span of
// a stored document, with the probability that it is right, and the decision
// whether it is shown, a question goes back to the customer, or a person takes
// over, as where articles contradict each other. With it goes a Record of what
// it was made from, so that it can be asked again (Replay). Drafts that others
// wrote enter too, and leave with a verdict on each sentence.
//
// It must never let a sentence through that was not verified, follow
// instructions that stand in articles or questions, or hide that it escalated.
package answer

import (
	"time"

	"footnote/answer/policy"
	"footnote/index"
	"footnote/retrieval"
)

// Decision is what happens with an answer.
type Decision string

// The decisions.
const (
	// Answered: the text is for the customer.
	Answered Decision = "answer"
	// Clarify: the text asks the customer which of several readings is meant.
	Clarify Decision = "clarify"
	// Escalated: a person takes over; the text is a draft for that person.
	Escalated Decision = "escalate"
)

// Reason is a machine-readable cause of a decision.
type Reason string

// The reasons that a decision can carry.
const (
	ReasonLowConfidence      Reason = "low_confidence"
	ReasonNoEvidence         Reason = "no_evidence"
	ReasonUnsupported        Reason = "unsupported"
	ReasonConflictingSources Reason = "conflicting_sources"
	ReasonHumanRequested     Reason = "human_requested"
	ReasonSensitiveTopic     Reason = policy.ReasonSensitive
	ReasonNegativeSentiment  Reason = "negative_sentiment"
	ReasonRepeatedQuestion   Reason = "repeated_question"
	ReasonOutOfScope         Reason = "out_of_scope"
	ReasonPolicy             Reason = policy.ReasonPolicy
	ReasonModelUnavailable   Reason = "model_unavailable"
)

// Modes of writing.
const (
	ModeExtractive = "extractive"
	ModeGenerative = "generative"
)

// Request is a question to be answered.
type Request struct {
	Question string
	// ConversationID continues a conversation, "" starts one.
	ConversationID string
	// History are the turns before the question, oldest first.
	History  []retrieval.Turn
	Language string
	Filter   index.Filter
}

// Answer is the answer object of the API.
type Answer struct {
	ID             string   `json:"id"`
	ConversationID string   `json:"conversation_id"`
	Question       string   `json:"question"`
	Language       string   `json:"language"`
	Decision       Decision `json:"decision"`
	Reasons        []Reason `json:"reasons"`
	Confidence     float64  `json:"confidence"`
	Threshold      float64  `json:"threshold"`
	// Text is the answer with citation marks; of an escalation, the draft
	// for the person who takes over.
	Text string `json:"text"`
	// Notice is what the customer is told when a person takes over, in the
	// customer's language, "" else.
	Notice      string      `json:"notice,omitempty"`
	Sentences   []Sentence  `json:"sentences"`
	Citations   []Citation  `json:"citations"`
	Explanation Explanation `json:"explanation"`
	Mode        string      `json:"mode"`
	Model       string      `json:"model"`
	Disclosure  string      `json:"disclosure"`
	Timing      Timing      `json:"timing_ms"`
	CreatedAt   time.Time   `json:"created_at"`
	// Features are what the confidence was computed from, for measuring and
	// calibrating.
	Features Features `json:"-"`
}

// Sentence is a sentence of an answer with the numbers of its citations.
type Sentence struct {
	Text      string `json:"text"`
	Citations []int  `json:"citations"`
}

// Citation ties a sentence to the place that supports it: the document's
// text[Start:End], counted in runes, equals Quote.
type Citation struct {
	N          int        `json:"n"`
	DocumentID string     `json:"document_id"`
	Title      string     `json:"title"`
	URL        string     `json:"url"`
	Path       string     `json:"path"`
	Heading    []string   `json:"heading"`
	Page       *int       `json:"page"`
	Quote      string     `json:"quote"`
	Start      int        `json:"start"`
	End        int        `json:"end"`
	Support    float64    `json:"support"`
	UpdatedAt  *time.Time `json:"updated_at"`
}

// Explanation says why the answer is as it is.
type Explanation struct {
	// Summary says in two or three sentences, in the question's language, what
	// was searched and why the answer is as it is.
	Summary string `json:"summary"`
	// Understood is what was searched for in place of a question that was
	// typed on the wrong keyboard or in Latin letters, "" for all others.
	Understood        string            `json:"understood,omitempty"`
	Evidence          []EvidenceNote    `json:"evidence"`
	ConfidenceFactors []Factor          `json:"confidence_factors"`
	DroppedSentences  []DroppedSentence `json:"dropped_sentences"`
	// Rewritten is the question that the model made of a follow-up and that
	// was searched for, "" where the question was taken as it is.
	Rewritten string `json:"rewritten,omitempty"`
	// Degraded says what did not work as configured, "" when all did.
	Degraded string `json:"degraded,omitempty"`
}

// EvidenceNote is what the explanation says of a piece of evidence.
type EvidenceNote struct {
	PassageID   int64   `json:"passage_id"`
	DocumentID  string  `json:"document_id"`
	Path        string  `json:"path"`
	Title       string  `json:"title"`
	Page        *int    `json:"page"`
	Score       float64 `json:"score"`
	LexicalRank int     `json:"lexical_rank"`
	VectorRank  int     `json:"vector_rank"`
	Used        bool    `json:"used"`
}

// Factor is a feature's effect on the confidence, in log-odds.
type Factor struct {
	Name   string  `json:"name"`
	Effect float64 `json:"effect"`
}

// DroppedSentence is what the model wrote and the verifier refused.
type DroppedSentence struct {
	Text          string   `json:"text"`
	Score         float64  `json:"score"`
	Disagreements []string `json:"disagreements"`
}

// Timing is in milliseconds.
type Timing struct {
	Retrieval    float64 `json:"retrieval"`
	Generation   float64 `json:"generation"`
	Verification float64 `json:"verification"`
	Total        float64 `json:"total"`
}

// Observer is told of an answer as it comes to be. Any function may be nil.
// They are called in order, from one goroutine, before Answer returns.
// Sentences are told only as long as the answer is on its way to be shown;
// the returned Answer alone is final.
type Observer struct {
	Evidence func([]retrieval.Evidence)
	Sentence func(Sentence, []Citation)
}
