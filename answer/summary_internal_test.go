package answer

import (
	"bytes"
	flags "flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/index"
	"footnote/internal/catalog"
	"footnote/retrieval"
)

var update = flags.Bool("update", false, "write the golden summaries anew")

// foundAt makes evidence for summaries.
func foundAt(title string, lexical, vector int) retrieval.Evidence {
	return retrieval.Evidence{Document: catalog.Document{ID: title, Title: title}, LexicalRank: lexical, VectorRank: vector}
}

var (
	strong = []Factor{{Name: featureSentenceCosine, Effect: 1.2}, {Name: featureWordsSaid, Effect: 0.4}, {Name: featureLength, Effect: -0.3}}
	weak   = []Factor{{Name: featureNamesSaid, Effect: -0.9}, {Name: featureSentenceScore, Effect: 0.2}, {Name: featureDocumentOdds, Effect: 0.05}}
	meant  = &retrieval.Result{Vector: []float32{1}}
	cited  = []Sentence{{Text: "It is."}}
)

// summaryCases are runs at their end, with what they say of it.
var summaryCases = []struct {
	name string
	run  run
	a    Answer
	main func(texts, summaryTexts) string
	// notice is what the customer is told, nil when there is an answer.
	notice func(texts) string
}{
	{"quoted", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Plans", 1, 1)}, factors: strong}, Answer{Confidence: 0.93, Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.quoted }, nil},
	{"written by a model", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Other", 1, 2), foundAt("Plans", 2, 1)}, factors: strong},
		Answer{Confidence: 0.72, Sentences: cited, Citations: []Citation{{DocumentID: "Plans"}}},
		func(t texts, _ summaryTexts) string { return t.checked }, nil},
	{"low confidence", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Plans", 0, 1)}, factors: weak}, Answer{Confidence: 0.31, Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.lowConfidence }, func(t texts) string { return t.handover }},
	{"words alone, all collections, understood", run{
		request: Request{Filter: index.Filter{}}, searched: &retrieval.Result{Understood: "password"}, evidence: []retrieval.Evidence{foundAt("Plans", 1, 0)}},
		Answer{Confidence: 0.8, Sentences: cited}, func(t texts, _ summaryTexts) string { return t.quoted }, nil},
	{"no evidence", run{searched: meant}, Answer{}, func(t texts, _ summaryTexts) string { return t.noEvidence }, func(t texts) string { return t.handover }},
	{"unsupported", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Plans", 3, 1)}, factors: weak}, Answer{Confidence: 0.2, Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.unsupported }, func(t texts) string { return t.handover }},
	{"out of scope", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Plans", 0, 1)}, factors: weak}, Answer{Confidence: 0.1, Sentences: cited},
		func(_ texts, s summaryTexts) string { return s.outOfScope }, func(t texts) string { return t.beyond }},
	{"a person is asked for", run{}, Answer{}, func(t texts, _ summaryTexts) string { return t.humanRequested }, func(t texts) string { return t.requested }},
	{"no words", run{}, Answer{}, func(t texts, _ summaryTexts) string { return t.noWords }, func(t texts) string { return t.unclear }},
	{"a topic", run{searched: meant, evidence: []retrieval.Evidence{foundAt("Plans", 1, 1)}, factors: strong, concerns: []concern{{topic: "fraud"}}},
		Answer{Confidence: 0.9, Sentences: cited}, func(t texts, _ summaryTexts) string { return t.topic }, func(t texts) string { return t.requested }},
	{"upset", run{searched: meant, concerns: []concern{{}}}, Answer{}, func(t texts, _ summaryTexts) string { return t.upset }, func(t texts) string { return t.sorry }},
	{"asked again", run{searched: meant, concerns: []concern{{}}}, Answer{}, func(t texts, _ summaryTexts) string { return t.repeated }, func(t texts) string { return t.again }},
	{"topics could not be checked", run{searched: meant, concerns: []concern{{}}}, Answer{}, func(_ texts, s summaryTexts) string { return s.unchecked }, func(t texts) string { return t.requested }},
	{"a contradiction", run{searched: meant, titles: []string{strings.Repeat("Refunds ", 20), "Cancel"}}, Answer{Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.conflicting }, func(t texts) string { return t.disagree }},
	{"a contradiction that is settled", run{searched: meant, titles: []string{"Refunds", "Cancel"}}, Answer{Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.settled }, nil},
	{"a question back", run{searched: meant, titles: []string{"Cancel an order", "Cancel a {plan}"}}, Answer{Sentences: cited},
		func(t texts, _ summaryTexts) string { return t.clarified }, func(t texts) string { return t.which }},
}

// TestSummariesAndNotices writes what every decision says in every language:
// the golden files are what a speaker of the language reads and corrects.
func TestSummariesAndNotices(t *testing.T) {
	for language := range allTexts {
		t.Run(language, func(t *testing.T) {
			var out bytes.Buffer
			for _, c := range summaryCases {
				r, a := c.run, c.a
				a.Language, a.Threshold = language, 0.65
				r.answer, r.extent = &a, extent{documents: 34, passages: 120, counted: true}
				if c.name != "words alone, all collections, understood" {
					r.request.Filter.Collections = []string{"default"}
				}
				r.summary = func(t texts) string { return c.main(t, summaryTextsIn(language)) }
				summary := r.explain()
				fmt.Fprintf(&out, "%s\n  %s\n", c.name, summary)
				if c.notice != nil {
					fmt.Fprintf(&out, "  → %s\n", c.notice(textsIn(language)))
				}
				if strings.ContainsAny(summary, "{}\n") || strings.Contains(summary, "  ") {
					t.Errorf("%s: %q", c.name, summary)
				}
			}
			golden := filepath.Join("testdata", "summaries", language+".txt")
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || !bytes.Equal(want, out.Bytes()) {
				t.Errorf("differs from %s (run with -update and look at the change): %v\n%s", golden, err, out.String())
			}
		})
	}
}

func TestSummaryTextsAreComplete(t *testing.T) {
	marks := func(s string) string {
		var out []string
		for _, m := range []string{"{where}", "{size}", "{understood}", "{name}", "{documents}", "{passages}", "{question}", "{factor}", "{title}", "{found}", "{confidence}", "{factors}"} {
			if strings.Contains(s, m) {
				out = append(out, m)
			}
		}
		return strings.Join(out, " ")
	}
	flat := func(s summaryTexts) (names, values []string) {
		v := reflect.ValueOf(s)
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.String {
				names, values = append(names, v.Type().Field(i).Name), append(values, f.String())
			}
		}
		for i, f := range s.factors {
			names, values = append(names, fmt.Sprint("factor ", i)), append(values, f)
		}
		return names, values
	}
	names, english := flat(allSummaryTexts["en"])
	for language := range allTexts {
		_, values := flat(allSummaryTexts[language])
		for i, got := range values {
			if got == "" || marks(got) != marks(english[i]) || language != "en" && got == english[i] && names[i] != "between" {
				t.Errorf("%s: %s is %q, in English %q", language, names[i], got, english[i])
			}
		}
	}
	if len(allSummaryTexts) != len(allTexts) {
		t.Errorf("summaries in %d languages, texts in %d", len(allSummaryTexts), len(allTexts))
	}
}

func TestEveryFeatureHasATheme(t *testing.T) {
	for _, name := range FeatureNames() {
		if _, ok := featureThemes[name]; !ok {
			t.Errorf("feature %s has no theme", name)
		}
	}
	if len(featureThemes) != len(FeatureNames()) {
		t.Errorf("%d themes for %d features", len(featureThemes), len(FeatureNames()))
	}
}

func TestWhatOthersWroteStaysText(t *testing.T) {
	hostile := "a\nb\u202e\u2066{confidence}\x00\t" + strings.Repeat("x", 500)
	r := run{
		answer: &Answer{Language: "en", Confidence: 0.9, Threshold: 0.65, Sentences: cited}, searched: &retrieval.Result{Understood: hostile},
		evidence: []retrieval.Evidence{foundAt(hostile, 1, 1)}, concerns: []concern{{topic: hostile}},
		request: Request{Filter: index.Filter{Collections: []string{hostile}}},
		summary: func(t texts) string { return t.topic },
	}
	got := r.explain()
	if strings.Count(got, "a b(confidence)") != 4 || strings.ContainsAny(got, "\n\x00\u202e\u2066{}") || len(got) > 1000 {
		t.Errorf("%q", got)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("Reset your password")
	f.Add("{title}\u202e\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := plain(strings.ToValidUTF8(text, "\uFFFD"))
		if utf8.RuneCountInString(got) > summaryNameRunes+1 || strings.ContainsAny(got, "{}") || strings.IndexFunc(got, unicode.IsControl) >= 0 {
			t.Errorf("%q", got)
		}
	})
}

func TestPercent(t *testing.T) {
	for share, want := range map[float64]int{0: 0, 0.29: 29, 0.57: 57, 0.58: 58, 0.64999: 64, 0.65: 65, 0.999: 99, 1: 100} {
		if got := Percent(share); got != want {
			t.Errorf("%v is %d %%, want %d", share, got, want)
		}
	}
}
