package policy_test

import (
	"context"
	"math"
	"testing"

	"footnote/answer/policy"
	"footnote/index/embedding/embeddingtest"
)

var drinks = []policy.Example{
	{Class: "tea", Text: "A pot of green tea"},
	{Class: "tea", Text: "Tea with milk and sugar"},
	{Class: "coffee", Text: "A strong black coffee"},
	{Class: "coffee", Text: "Coffee with milk, please"},
	{Text: "Where is the station?"},
	{Text: "It rains"},
}

// counting counts the texts that it embeds.
type counting struct{ texts int }

func (c *counting) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	c.texts += len(texts)
	return embeddingtest.Hashing{}.EmbedPassages(ctx, texts)
}

func TestWhatIsStoredNeedNotBeLearned(t *testing.T) {
	messages := []string{"Green tea", "Black coffee", "Where is it?", ""}
	data, err := policy.NewClassifier(&counting{}, drinks).Stored(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	learned := policy.NewClassifier(&counting{}, drinks)
	for name, c := range map[string]struct {
		examples []policy.Example
		data     []byte
		embedded int
	}{
		"stored":            {drinks, data, 0},
		"cut off":           {drinks, data[:len(data)/2], len(drinks)},
		"nothing stored":    {drinks, nil, len(drinks)},
		"of other examples": {drinks[:5], data, 5},
	} {
		e := &counting{}
		classifier := policy.NewStored(e, c.examples, c.data)
		if err := classifier.Learn(t.Context()); err != nil || e.texts != c.embedded {
			t.Errorf("%s: %d texts embedded, want %d (%v)", name, e.texts, c.embedded, err)
		}
		if len(c.examples) == len(drinks) {
			alike(t, name, learned, classifier, messages)
		}
	}
}

func TestStoredByWordsAlone(t *testing.T) {
	learned := policy.NewClassifier(nil, drinks)
	data, err := learned.Stored(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	alike(t, "words", learned, policy.NewStored(nil, drinks, data), []string{"Green tea", "It rains"})
}

// alike holds two classifiers to the same guesses, but for rounding.
func alike(t *testing.T, name string, a, b *policy.Classifier, messages []string) {
	t.Helper()
	guesses := func(c *policy.Classifier) []policy.Guess {
		given, err := c.Classify(t.Context(), messages)
		if err != nil {
			t.Fatal(err)
		}
		left, err := c.LeftOut(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return append(given, left...)
	}
	want, got := guesses(a), guesses(b)
	for i := range want {
		if math.Abs(want[i].Probability-got[i].Probability) > 0.02 {
			t.Errorf("%s: guess %d is %+v, want %+v", name, i, got[i], want[i])
		}
	}
}
