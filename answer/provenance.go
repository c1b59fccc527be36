package answer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"footnote/internal/catalog"
	"footnote/retrieval"
)

// keptPassageRunes bounds what is kept of a passage's text. Question, history
// and prompt are bounded before, so that a whole record is below a megabyte
// and, as it is stored, a few kilobytes.
const keptPassageRunes = 4000

// Record is an answer with what it was made from.
type Record struct {
	Answer
	// Provenance is nil for answers of versions that did not keep it.
	Provenance *Provenance `json:"provenance,omitempty"`
}

// Provenance is what an answer was made from: with it, it can be understood
// later and made again.
type Provenance struct {
	// Request is the question as it came, History the turns before it that
	// were looked at, oldest first.
	Request AskedFor         `json:"request"`
	History []retrieval.Turn `json:"history"`
	// Prompt is what the chat model was sent to write the answer, empty when
	// none was.
	Prompt []Message `json:"prompt"`
	// Evidence is what was found, best first, with the texts of that moment;
	// where articles contradict each other, both.
	Evidence []KeptEvidence `json:"evidence"`
	Versions Versions       `json:"versions"`
}

// AskedFor is how a question was asked.
type AskedFor struct {
	// Language is the one that was given, "" when it was found out.
	Language    string   `json:"language"`
	Collections []string `json:"collections"`
	// Languages and Labels are the filters of the request.
	Languages []string `json:"languages"`
	Labels    []string `json:"labels"`
}

// Message is one message to a chat model.
type Message struct {
	// Role is "system", "user" or "assistant".
	Role    string `json:"role"`
	Content string `json:"content"`
}

// KeptEvidence is a passage as it was when it was found.
type KeptEvidence struct {
	DocumentID string   `json:"document_id"`
	Path       string   `json:"path"`
	Title      string   `json:"title"`
	Heading    []string `json:"heading"`
	Page       *int     `json:"page"`
	// Start and End are rune offsets in the document as it was.
	Start int     `json:"start"`
	End   int     `json:"end"`
	Score float64 `json:"score"`
	// Text is the passage, cut after 4000 characters.
	Text      string     `json:"text"`
	UpdatedAt *time.Time `json:"updated_at"`
}

// Versions are the settings and the state of everything that an answer
// depends on.
type Versions struct {
	// Footnote is the program's version.
	Footnote string `json:"footnote"`
	// Catalog is the catalog's sequence, LexicalIndex and VectorIndex what the
	// indexes had applied of it.
	Catalog      int64 `json:"catalog_sequence"`
	LexicalIndex int64 `json:"lexical_sequence"`
	VectorIndex  int64 `json:"vector_sequence"`
	// Analysis is the version of the analysis of words.
	Analysis string `json:"analysis"`
	// EmbeddingModel names the model of the vectors, ChatModel the one that was
	// to write; "" without one.
	EmbeddingModel string `json:"embedding_model"`
	ChatModel      string `json:"chat_model"`
	// Checker names the model that was asked about what the chat model wrote,
	// "" when the built-in check was alone.
	Checker string `json:"checker"`
	// ContextTokens is the chat model's context, 0 without one; Rewrite and
	// Rerank say whether it may rewrite follow-ups and order the evidence.
	ContextTokens int  `json:"context_tokens"`
	Rewrite       bool `json:"rewrite"`
	Rerank        bool `json:"rerank"`
	// Samples is how many more answers the model was asked for, SelfRating
	// says whether it judged the answer.
	Samples    int     `json:"samples"`
	SelfRating bool    `json:"self_rating"`
	Threshold  float64 `json:"threshold"`
	// Confidence, Ranking and Policy are what was fitted or written for the
	// confidence, the order of passages and the topics.
	Confidence Fitted `json:"confidence_model"`
	Ranking    Fitted `json:"ranking"`
	Policy     Fitted `json:"policy"`
}

// Fitted names a set of weights or rules.
type Fitted struct {
	// Origin says where it is from, for people.
	Origin string `json:"origin"`
	// Hash begins the hex SHA-256 of what it holds, "" when there is none.
	Hash string `json:"hash"`
}

// NewFitted names a value by its JSON.
func NewFitted(origin string, value any) (Fitted, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return Fitted{}, fmt.Errorf("hash %s: %w", origin, err)
	}
	sum := sha256.Sum256(data)
	return Fitted{Origin: origin, Hash: hex.EncodeToString(sum[:8])}, nil
}

// ReadRecord reads a recorded answer.
func ReadRecord(stored catalog.AnswerRecord) (Record, error) {
	var r Record
	if err := r.unmarshal(stored.Record); err != nil {
		return Record{}, fmt.Errorf("read answer %s: %w", stored.ID, err)
	}
	if len(stored.Provenance) == 0 {
		return r, nil
	}
	r.Provenance = &Provenance{}
	if err := json.Unmarshal(stored.Provenance, r.Provenance); err != nil {
		return Record{}, fmt.Errorf("read the provenance of answer %s: %w", stored.ID, err)
	}
	return r, nil
}

// marshal writes the whole answer as JSON, with the features, which whoever
// asked is not told: calibrating on labelled answers needs them.
func (a *Answer) marshal() ([]byte, error) {
	return json.Marshal(struct {
		*Answer
		Features Features `json:"features"`
	}{a, a.Features})
}

// unmarshal reads what marshal wrote. The features are nil where none were
// recorded.
func (a *Answer) unmarshal(record []byte) error {
	return json.Unmarshal(record, &struct {
		*Answer
		Features *Features `json:"features"`
	}{a, &a.Features})
}

// Base tells the state of what is searched.
type Base interface {
	// Seq is the catalog's sequence.
	Seq(ctx context.Context) (int64, error)
	// Extent counts documents and passages of collections, of all where none
	// is named.
	Extent(ctx context.Context, collections []string) (documents, passages int, err error)
}

// provenance gathers what the answer of a run was made from.
func (r *run) provenance() Provenance {
	p := Provenance{
		Request: AskedFor{
			Language: r.request.Language, Collections: listed(r.request.Filter.Collections),
			Languages: listed(r.request.Filter.Languages), Labels: listed(r.request.Filter.Labels),
		},
		History: listed(r.history), Prompt: make([]Message, len(r.prompt)), Evidence: make([]KeptEvidence, len(r.found)),
		Versions: r.engine.versions(),
	}
	for i, m := range r.prompt {
		p.Prompt[i] = Message(m)
	}
	for i, e := range r.found {
		p.Evidence[i] = kept(r.asStored(e))
	}
	p.Versions.Catalog = r.extent.seq
	return p
}

// versions are those of now; the catalog's is that of the search.
func (e *Engine) versions() Versions {
	o := e.options
	v := o.Versions
	v.Threshold, v.Confidence = o.Threshold, e.fitted
	if o.Model != nil {
		v.ChatModel, v.ContextTokens = o.ModelName, o.ContextTokens
		v.Rewrite, v.Rerank = o.Rewrite, o.Rerank
		v.Samples, v.SelfRating = o.Samples, o.Rater != nil
		if o.Checker != nil {
			v.Checker = o.Checker.name
		}
	}
	if o.Generation != nil {
		g := o.Generation()
		v.LexicalIndex, v.VectorIndex, v.Analysis, v.EmbeddingModel = g.LexicalSeq, g.VectorSeq, g.Analysis, g.Model
	}
	return v
}

// asStored is a piece of evidence as it was found, before what addresses the
// assistant was blanked out of it.
func (r *run) asStored(e retrieval.Evidence) retrieval.Evidence {
	if r.searched == nil {
		return e
	}
	for _, found := range r.searched.Evidence {
		if found.Passage.ID == e.Passage.ID {
			e.Passage.Text, e.Passage.Headings = found.Passage.Text, found.Passage.Headings
		}
	}
	return e
}

func kept(e retrieval.Evidence) KeptEvidence {
	return KeptEvidence{
		DocumentID: e.Document.ID, Path: e.Document.Path, Title: e.Document.Title, Heading: listed(e.Passage.Headings),
		Page: pageOf(e.Passage), Start: e.Passage.Start, End: e.Passage.End, Score: e.Score,
		Text: firstRunes(e.Passage.Text, keptPassageRunes), UpdatedAt: momentOf(e.Document.UpdatedAt),
	}
}

// listed is never nil, so that JSON has [] instead of null.
func listed[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}
