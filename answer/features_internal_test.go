package answer

import (
	"math"
	"strings"
	"testing"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

// plainLexicon takes every word for a term of weight 1.
type plainLexicon struct{}

func (plainLexicon) Terms(_, text string) (tokens []index.Token) {
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		tokens = append(tokens, index.Token{Term: strings.Trim(w, ".,?")})
	}
	return tokens
}

func (plainLexicon) IDF(_, _ string) float64 { return 1 }

func found(document string, language, title, text string, score, probability float64) retrieval.Evidence {
	return retrieval.Evidence{
		Document: catalog.Document{ID: document, Language: language, Title: title}, Passage: catalog.Passage{Text: text},
		Score: score, Probability: probability, Head: 0.5, Sentences: []float64{0.6},
	}
}

func features(t *testing.T, text, language string, evidence ...retrieval.Evidence) Features {
	t.Helper()
	q := newQuestion(newMemo(plainLexicon{}), text, language, nil, []float32{1})
	draft, ranked := extract(t.Context(), nil, q, evidence)
	return featuresOf(q, evidence, written{draft: draft, ranked: ranked})
}

func TestFeaturesOfWhatIsSaid(t *testing.T) {
	article := found("1", "en", "Refunds", "Acme does not refund orders after 30 days.", 0.9, 0.8)
	for name, tt := range map[string]struct {
		question string
		want     Features
	}{
		"all said":        {"Does Acme refund orders after 30 days?", Features{featureNamesSaid: 1, featureTurned: 0, featureWordsSaid: 1}},
		"another name":    {"Does the Globex order arrive after 30 days?", Features{featureNamesSaid: 0.5, featureWordsSaid: 4.0 / 8}},
		"nothing named":   {"why are orders late", Features{featureNamesSaid: math.NaN()}},
		"turned by a not": {"Why is it not refunded, and never paid back?", Features{featureTurned: 1}},
	} {
		t.Run(name, func(t *testing.T) { has(t, features(t, tt.question, "en", article), tt.want) })
	}
}

func TestFeaturesAcrossLanguagesLeaveWordsOut(t *testing.T) {
	got := features(t, "Does Acme refund orders?", "en", found("1", "de", "Erstattung", "Acme erstattet Bestellungen nicht nach 30 Tagen.", 0.9, 0.8))
	absent := math.NaN()
	has(t, got, Features{
		featureLanguageMatch: 0, featureTopScore: absent, featureAgreement: absent, featurePassageCovered: absent, featureSentenceScore: absent,
		featureNamesSaid: absent, featureTurned: absent, featureWordsSaid: absent, featureDocumentOdds: logOdds(0.8), featureHeadCosine: 0.5, featureSentenceCosine: 0.6,
	})
}

func TestOddsAddUpADocumentsPassages(t *testing.T) {
	text := "Acme refunds orders."
	got := features(t, "Does Acme refund orders?", "en", found("1", "en", "Refunds", text, 0.9, 0.5), found("1", "en", "Refunds", "More of the same.", 0.8, 0.3), found("2", "en", "Orders", "Something else.", 0.3, 0.1))
	has(t, got, Features{featureDocumentOdds: logOdds(0.8)})
	if got[featureSentenceOdds] <= 0 {
		t.Errorf("odds of the only sentence that fits are %v", got[featureSentenceOdds])
	}
}

// has compares features; NaN wants one to be left out.
func has(t *testing.T, got, want Features) {
	t.Helper()
	for name, value := range want {
		v, ok := got[name]
		if math.IsNaN(value) == ok || ok && math.Abs(v-value) > 1e-9 {
			t.Errorf("%s is %v (%v), want %v", name, v, ok, value)
		}
	}
}

func TestFeaturesOfAnotherEmbedderHaveNoScale(t *testing.T) {
	e := found("1", "en", "Refunds", "Acme refunds orders.", 0.9, 0.8)
	e.Sentences, e.Cosine = nil, 0.93
	absent := math.NaN()
	has(t, features(t, "Does Acme refund orders?", "en", e), Features{
		featureTopScore: absent, featureSentenceScore: absent, featureSentenceCosine: absent, featureHeadCosine: absent,
		featureDocumentOdds: logOdds(0.8), featureNamesSaid: 1,
	})
}
