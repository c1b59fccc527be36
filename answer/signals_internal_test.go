package answer

import (
	"context"
	"math"
	"os"
	"strings"
	"testing"

	"footnote/answer/policy"
	"footnote/index/embedding/use"
	"footnote/retrieval"
)

// encoder is the built-in one; without the weights the test is skipped.
func encoder(t *testing.T) policy.Embedder {
	t.Helper()
	if !use.Available() {
		t.Skip("the weights are not in this binary")
	}
	m, err := use.Load()
	if err != nil {
		t.Fatal(err)
	}
	return use.NewEmbedder(m)
}

var answeredBefore = []retrieval.Turn{{Role: "user", Content: "Which browsers are supported?"}, {Role: "assistant", Content: "Firefox and Chrome."}}

// TestSignalsInAllLanguages holds the signals to what they were measured at, on
// messages that are not among the examples. The examples were extended by what
// was missed among the first ones; nothing was changed after the unseen ones.
func TestSignalsInAllLanguages(t *testing.T) {
	s := newSignals(nil, encoder(t))
	for file, least := range map[string]map[string]float64{
		"signals.tsv":        {signalPerson: 0.9, signalUpset: 0.85, signalRepeated: 0.85, "": 0.95},
		"signals_unseen.tsv": {signalPerson: 0.7, signalUpset: 0.7, "": 0.9},
	} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		of, right := map[string]int{}, map[string]int{}
		for line := range strings.Lines(string(data)) {
			want, message, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if want == "none" {
				want = ""
			}
			got, err := s.of(t.Context(), message, answeredBefore)
			if err != nil {
				t.Fatal(err)
			}
			of[want]++
			if got == want {
				right[want]++
			} else {
				t.Logf("%q for %q: %s", got, want, message)
			}
		}
		for signal, least := range least {
			share := float64(right[signal]) / float64(of[signal])
			t.Logf("%s: %q: %d of %d right, %.3f", file, signal, right[signal], of[signal], share)
			if share < least {
				t.Errorf("%s: %q: %.3f right, want %.2f", file, signal, share, least)
			}
		}
	}
}

// TestStoredSignals holds the file of what the examples taught to what they
// teach, within its rounding, and to being used.
func TestStoredSignals(t *testing.T) {
	e := encoder(t)
	learned := policy.NewClassifier(e, signalTexts())
	if *update {
		data, err := learned.Stored(t.Context())
		if err == nil {
			err = os.WriteFile("signals_learned.gob", data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		signalsLearned = data
	}
	counted := &countingEmbedder{Embedder: e, model: use.ModelName}
	stored := policy.NewStored(counted, signalTexts(), signalsLearned)
	if err := stored.Learn(t.Context()); err != nil || counted.texts != 0 {
		t.Fatalf("the examples changed: run this test with -update (%d texts embedded, %v)", counted.texts, err)
	}
	want, err := learned.LeftOut(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := stored.LeftOut(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, example := range signalTexts() {
		if math.Abs(want[i].Probability-got[i].Probability) > 0.02 {
			t.Errorf("%q without itself is %+v, stored %+v: run this test with -update", example.Text, want[i], got[i])
		}
	}
}

// countingEmbedder counts the texts that it embeds.
type countingEmbedder struct {
	policy.Embedder
	model string
	texts int
}

func (c *countingEmbedder) Model() string { return c.model }

func (c *countingEmbedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	c.texts += len(texts)
	return c.Embedder.EmbedPassages(ctx, texts)
}
