// Package policy tells what a customer's message is about, by example.
//
// Enters: an operator's policy (topics with some example messages each) and
// messages. Leaves: the topic that a message belongs to, with a probability,
// or none of them, which is what most messages are. It must never take part in
// answering: it names topics, the answer decides.
//
// Examples and messages are compared by meaning (an Embedder) and by words; a
// kernel ridge regression learns from the examples in closed form, and what it
// says of each example when that one is left out tells how far to trust it.
// What fixed examples teach can be stored (Classifier.Stored).
package policy

import (
	"context"

	"footnote/internal/sentence"
)

// Embedder turns texts into vectors of meaning; index.Embedder is one.
type Embedder interface {
	// EmbedPassages returns one vector a text, all of one length.
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
}

// Decisive is the probability from which a message is taken to belong to a
// topic.
const Decisive = 0.5

const (
	// maxMessageRunes of a message are looked at, in at most maxPieces.
	maxMessageRunes = 2000
	maxPieces       = 12
	// minPieceRunes: a shorter sentence says too little by itself.
	minPieceRunes = 12
)

// Policy recognises the topics of a File. It is safe for concurrent use.
type Policy struct {
	classifier *Classifier
	topics     map[string]Topic
}

// Match is what a message is about.
type Match struct {
	// Topic is the nearest topic. The message belongs to it if Probability is
	// Decisive or more.
	Topic       Topic
	Probability float64
}

// New returns the policy of a file. embedder may be nil: words alone are
// compared then. The topics are learned when the first message is matched, or
// by Learn.
func New(f File, embedder Embedder) *Policy {
	p := &Policy{classifier: NewClassifier(embedder, f.examples()), topics: map[string]Topic{}}
	for _, t := range f.Topics {
		p.topics[t.Name] = t
	}
	return p
}

// Learn learns the topics, unless that was done.
func (p *Policy) Learn(ctx context.Context) error { return p.classifier.Learn(ctx) }

// examples are those of the topics, the operator's ordinary messages and the
// built-in ones.
func (f File) examples() []Example {
	var all []Example
	for _, t := range f.Topics {
		for _, text := range t.Examples {
			all = append(all, Example{Class: t.Name, Text: text})
		}
	}
	for _, text := range f.Ordinary {
		all = append(all, Example{Text: text})
	}
	return append(all, Ordinary()...)
}

// Match tells what a message is about. A long message belongs to a topic if
// one of its sentences does.
func (p *Policy) Match(ctx context.Context, message string) (Match, error) {
	g, err := p.classifier.ClassifyMessage(ctx, message)
	if err != nil {
		return Match{}, err
	}
	return Match{Topic: p.topics[g.Class], Probability: g.Probability}, nil
}

// pieces are a message and, if there are several, its sentences.
func pieces(message string) []string {
	runes := []rune(message)
	runes = runes[:min(len(runes), maxMessageRunes)]
	all := []string{string(runes)}
	spans := sentence.Split(all[0])
	if len(spans) < 2 {
		return all
	}
	for _, s := range spans {
		if s.End-s.Start >= minPieceRunes && len(all) < maxPieces {
			all = append(all, string(runes[s.Start:s.End]))
		}
	}
	return all
}
