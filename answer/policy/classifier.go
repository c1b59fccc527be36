package policy

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
)

// Example is a text and the class that it belongs to, "" for none.
type Example struct{ Class, Text string }

// Guess is what a Classifier says of a text: the nearest class, and the
// probability that the text belongs to any class at all.
type Guess struct {
	Class       string
	Probability float64
}

// Classifier tells texts apart by example. It learns when it is first used. It
// is safe for concurrent use.
type Classifier struct {
	embedder Embedder
	examples []Example
	stored   []byte // by Stored; may be nil

	learning sync.Mutex
	model    *model
}

// NewClassifier returns a classifier. embedder may be nil: words alone are
// compared then.
func NewClassifier(embedder Embedder, examples []Example) *Classifier {
	return &Classifier{embedder: embedder, examples: examples}
}

// Learn learns from the examples, unless that was done. It embeds them, some
// milliseconds each, and takes n³ multiply-adds for n examples: 0.5 s for
// 1,000.
func (c *Classifier) Learn(ctx context.Context) error {
	_, err := c.learned(ctx)
	return err
}

func (c *Classifier) learned(ctx context.Context) (*model, error) {
	c.learning.Lock()
	defer c.learning.Unlock()
	if c.model != nil {
		return c.model, nil
	}
	if c.model = restore(c.embedder, c.examples, c.stored); c.model != nil {
		return c.model, nil
	}
	m, err := train(ctx, c.embedder, c.examples)
	if err != nil {
		return nil, fmt.Errorf("learn from examples: %w", err)
	}
	c.model = m
	return m, nil
}

// Classify guesses the class of each text.
func (c *Classifier) Classify(ctx context.Context, texts []string) ([]Guess, error) {
	m, err := c.learned(ctx)
	if err != nil {
		return nil, err
	}
	vectors, err := m.embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	guesses := make([]Guess, len(texts))
	for i, text := range texts {
		guesses[i] = m.guess(m.scores(m.point(vectors[i], wordsOf(text))))
	}
	return guesses, nil
}

// ClassifyMessage guesses the class of a message by the whole and by each of
// its sentences: the most probable guess is returned.
func (c *Classifier) ClassifyMessage(ctx context.Context, message string) (Guess, error) {
	guesses, err := c.Classify(ctx, pieces(message))
	if err != nil {
		return Guess{}, err
	}
	return slices.MaxFunc(guesses, func(a, b Guess) int { return cmp.Compare(a.Probability, b.Probability) }), nil
}

// LeftOut returns, for each example, the guess of a classifier that was
// trained without it.
func (c *Classifier) LeftOut(ctx context.Context) ([]Guess, error) {
	m, err := c.learned(ctx)
	if err != nil {
		return nil, err
	}
	guesses := make([]Guess, len(m.examples))
	for i, scores := range m.left {
		guesses[i] = m.guess(scores)
	}
	return guesses, nil
}
