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

// TestSignalsInAllLanguages holds the signals to what they were measured at,
// on messages that are not among the examples.
func TestSignalsInAllLanguages(t *testing.T) {
	s := newSignals(nil, encoder(t))
	data, err := os.ReadFile("testdata/signals.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var of, right = map[string]int{}, map[string]int{}
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
		}
	}
	for signal, least := range map[string]float64{signalPerson: 0.9, signalUpset: 0.75, signalRepeated: 0.85, "": 0.95} {
		share := float64(right[signal]) / float64(of[signal])
		t.Logf("%-10q %d of %d = %.3f", signal, right[signal], of[signal], share)
		if share < least {
			t.Errorf("%q: %.3f right, want %.2f", signal, share, least)
		}
	}
}
