package answer

import (
	"context"
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"

	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

var wordPattern = regexp.MustCompile(`\w+`)

// plainLexicon takes every word for a term of weight 1.
type plainLexicon struct{}

func (plainLexicon) Terms(_, text string) (tokens []index.Token) {
	for _, at := range wordPattern.FindAllStringIndex(text, -1) { // of letters of one byte
		tokens = append(tokens, index.Token{Term: strings.ToLower(text[at[0]:at[1]]), Start: at[0], End: at[1]})
	}
	return tokens
}

func (plainLexicon) IDF(_, _ string) float64 { return 1 }

func found(id string, language, title, text string, score, probability float64) retrieval.Evidence {
	return retrieval.Evidence{
		Document: catalog.Document{ID: id, Language: language, Title: title}, Passage: catalog.Passage{Text: text},
		Units: document.PlainUnits(text, language),
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

func TestTheLeadOverManyPassages(t *testing.T) {
	evidence := []retrieval.Evidence{found("1", "en", "Refunds", "Acme refunds orders.", 0.8, 0.5)}
	for range crowd {
		has(t, features(t, "Does Acme refund orders?", "en", evidence...), Features{featurePassageLead: math.NaN()})
		evidence = append(evidence, found("2", "en", "Orders", "Acme ships orders.", 0.2, 0.1))
	}
	has(t, features(t, "Does Acme refund orders?", "en", evidence...), Features{featurePassageLead: 0.75})
}

// meanings has vectors for a few words: those of one number mean the same.
type meanings map[string]int

var errNoMeaning = errors.New("no model")

func (m meanings) EmbedPassages(_ context.Context, texts []string) ([][]float32, error) {
	if m == nil {
		return nil, errNoMeaning
	}
	out := make([][]float32, len(texts))
	for i, text := range texts {
		out[i] = make([]float32, 8)
		out[i][m[strings.ToLower(text)]] = 1
	}
	return out, nil
}

func TestWordsNearInMeaning(t *testing.T) {
	words := meanings{"refund": 1, "money": 2, "back": 2, "voucher": 3, "moon": 4, "gutschein": 3}
	english := found("1", "en", "Refund", "Your money for the voucher.", 0.9, 0.8)
	for name, tt := range map[string]struct {
		question, language string
		article            retrieval.Evidence
		encoder            verification.Embedder
		want               float64
	}{
		"all words are said":     {"voucher money", "en", english, words, 1},
		"one by another word":    {"refund back", "en", english, words, 1},
		"one by none":            {"refund moon", "en", english, words, 0.5},
		"in another language":    {"Gutschein", "de", english, words, 1},
		"no encoder":             {"refund moon", "en", english, nil, math.NaN()},
		"an encoder that fails":  {"refund moon", "en", english, meanings(nil), math.NaN()},
		"words are not spaced":   {"退款", "zh", english, words, math.NaN()},
		"a question of no words": {"?!", "en", english, words, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			q := newQuestion(newMemo(plainLexicon{}), tt.question, tt.language, nil, []float32{1})
			evidence := []retrieval.Evidence{tt.article}
			draft, ranked := extract(t.Context(), nil, q, evidence)
			w := written{draft: draft, ranked: ranked, near: near(t.Context(), verification.NewVectors(tt.encoder), q, evidence, ranked)}
			has(t, featuresOf(q, evidence, w), Features{featureWordsNear: tt.want})
		})
	}
}
