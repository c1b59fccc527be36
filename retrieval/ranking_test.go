package retrieval_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"footnote/retrieval"
)

func TestShippedRankingIsReadable(t *testing.T) {
	shipped := retrieval.ShippedRanking()
	if shipped.Origin == "" {
		t.Error("nobody knows what the weights were fitted on")
	}
	text, err := json.Marshal(shipped)
	if err != nil {
		t.Fatal(err)
	}
	again, err := retrieval.ParseRanking(text)
	if err != nil || again != shipped {
		t.Errorf("read back as %v, %v", again, err)
	}
}

func TestBadRankingIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":         "words: 1",
		"unknown feature": `{"sentences": {"luck": 1}, "passages": {"words": 1}, "words": {"words": 1}}`,
		"missing weights": `{"sentences": {"words": 1}, "words": {"words": 1}}`,
	} {
		if _, err := retrieval.ParseRanking([]byte(text)); err == nil || !strings.Contains(err.Error(), "fit-ranking") {
			t.Errorf("%s: error %v does not say what to do", name, err)
		}
	}
}

func TestScoreIsTheSumOfItsParts(t *testing.T) {
	w := retrieval.ShippedRanking().Sentences
	var f retrieval.Features
	for i := range f {
		f[i] = float64(i) / 20
	}
	score, parts := w.Score(f)
	sum := 0.0
	for _, part := range parts {
		sum += part
	}
	if math.Abs(sum-score) > 1e-12 || score <= 0 || score >= 1 {
		t.Errorf("score %g, parts %v", score, parts)
	}
	for i := range f {
		f[i] = 1
	}
	if score, _ := w.Score(f); math.Abs(score-1) > 1e-12 {
		t.Errorf("the best passage scores %g", score)
	}
	if score, _ := w.Score(retrieval.Features{retrieval.FeatureMeaning: -1}); score != 0 {
		t.Errorf("the worst passage scores %g", score)
	}
}

// lessons are questions of two sets that words, or meaning, tell right.
func lessons(set string, feature retrieval.Feature, n int) []retrieval.Lesson {
	all := make([]retrieval.Lesson, n)
	for i := range all {
		l := retrieval.Lesson{Set: set}
		for c := range 5 {
			var f retrieval.Features
			noise := float64((i*7+c*3)%10) / 10
			f[retrieval.FeatureWords], f[retrieval.FeatureMeaning] = noise, 1-noise
			f[feature] = 0.3 * noise
			if c == i%5 {
				f[feature] = 0.5 + 0.5*noise
			}
			l.Features = append(l.Features, f)
			l.Right = append(l.Right, c == i%5)
		}
		all[i] = l
	}
	return all
}

func TestFitRankingLearnsWhatTellsRight(t *testing.T) {
	for _, feature := range []retrieval.Feature{retrieval.FeatureWords, retrieval.FeatureMeaning} {
		fitted, err := retrieval.FitRanking("test", lessons("a", feature, 60))
		if err != nil {
			t.Fatal(err)
		}
		first := 0
		for _, l := range lessons("a", feature, 60) {
			if fitted.Sentences.Ranks(l) == 1 {
				first++
			}
		}
		if first < 58 || fitted.Sentences[feature] <= 0 {
			t.Errorf("%v: %d of 60 come first with %v", feature, first, fitted.Sentences)
		}
		for f, weight := range fitted.Sentences {
			if weight < 0 {
				t.Errorf("%v weighs %g", retrieval.Feature(f), weight)
			}
		}
		again, err := retrieval.FitRanking("test", lessons("a", feature, 60))
		if err != nil || again != fitted {
			t.Errorf("the same lessons gave other weights, %v", err)
		}
	}
}

func TestSetsCountAlikeInTheFit(t *testing.T) {
	few := append(lessons("large", retrieval.FeatureWords, 60), lessons("small", retrieval.FeatureMeaning, 60)...)
	many := append(lessons("large", retrieval.FeatureWords, 600), lessons("small", retrieval.FeatureMeaning, 60)...)
	a, err := retrieval.FitRanking("few", few)
	if err != nil {
		t.Fatal(err)
	}
	b, err := retrieval.FitRanking("many", many)
	if err != nil {
		t.Fatal(err)
	}
	ratio := func(r retrieval.Ranking) float64 {
		return r.Sentences[retrieval.FeatureWords] / r.Sentences[retrieval.FeatureMeaning]
	}
	if math.Abs(ratio(a)-ratio(b)) > 0.2*ratio(a) {
		t.Errorf("words weigh %.2f of meaning, and %.2f when one set is ten times as large", ratio(a), ratio(b))
	}
}

func TestFitRankingRefusesTooFewQuestions(t *testing.T) {
	if _, err := retrieval.FitRanking("test", lessons("a", retrieval.FeatureWords, 3)); err == nil || !strings.Contains(err.Error(), "add questions") {
		t.Errorf("error %v", err)
	}
}

func TestRanksPutsTheRightOneInTheMiddleOfItsEquals(t *testing.T) {
	scores := func(right int, scores ...float64) retrieval.Lesson {
		l := retrieval.Lesson{Right: make([]bool, len(scores))}
		for _, s := range scores {
			var f retrieval.Features
			f[retrieval.FeatureWords] = s
			l.Features = append(l.Features, f)
		}
		if right >= 0 {
			l.Right[right] = true
		}
		return l
	}
	var words retrieval.Weights
	words[retrieval.FeatureWords] = 1
	for _, tt := range []struct {
		lesson retrieval.Lesson
		want   int
	}{
		{scores(0, 3, 2, 1), 1}, {scores(2, 3, 2, 1), 3}, {scores(0, 0, 0, 0, 0, 0), 3}, {scores(1, 2, 1, 1, 0), 3}, {scores(-1, 2, 1), 0},
	} {
		if got := words.Ranks(tt.lesson); got != tt.want {
			t.Errorf("%v ranks %d, want %d", tt.lesson, got, tt.want)
		}
	}
}
