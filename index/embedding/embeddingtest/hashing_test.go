package embeddingtest_test

import (
	"testing"

	"footnote/index/embedding/embeddingtest"
)

func TestHashing(t *testing.T) { embeddingtest.Run(t, embeddingtest.Hashing{}, true) }

func cosine(t *testing.T, a, b string) float64 {
	t.Helper()
	v, err := embeddingtest.Hashing{}.EmbedPassages(t.Context(), []string{a, b})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i := range v[0] {
		sum += float64(v[0][i]) * float64(v[1][i])
	}
	return sum
}

func TestHashingFindsFormsAndTypos(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"cancellation", "cancelling"}, {"password", "pasword"}, {"Rechnungen", "Rechnung"},
		{"подписка", "подписки"}, {"contraseña", "contrasena"}, {"Größe", "größe"},
	} {
		if got := cosine(t, c.a, c.b); got < 0.2 {
			t.Errorf("cosine(%s, %s) = %.2f, want at least 0.2", c.a, c.b, got)
		}
	}
}

// It is not to be mistaken for a model of meaning.
func TestHashingKnowsNoMeaning(t *testing.T) {
	if got := cosine(t, "car", "automobile"); got > 0.2 {
		t.Errorf("cosine(car, automobile) = %.2f", got)
	}
}

func BenchmarkHashing(b *testing.B) {
	text := ""
	for range 20 {
		text += "The invoice is sent by mail on the first working day of the month. "
	}
	for b.Loop() {
		if _, err := (embeddingtest.Hashing{}).EmbedQuery(b.Context(), text); err != nil {
			b.Fatal(err)
		}
	}
}
