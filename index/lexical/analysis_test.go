package lexical

import "testing"

// Every analyzer that is named exists.
func TestAnalyzers(t *testing.T) {
	a := newAnalyzers()
	for field := range a.byField {
		if len(a.of(field).Analyze([]byte("Kubernetes 42"))) == 0 {
			t.Errorf("analyzer %s finds no words", field)
		}
	}
}
