package answer

import (
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
