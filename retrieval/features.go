package retrieval

import (
	"strings"

	"footnote/internal/language"
)

// Feature numbers the parts of a passage's score.
type Feature int

// The features, each from 0 to 1 but for cosines, which may be negative.
const (
	// FeatureWords is BM25, as a share of the best passage's.
	FeatureWords Feature = iota
	// FeatureMeaning is the cosine of passage and question.
	FeatureMeaning
	// FeatureNearness is the same as a share of the nearest passage's, counted
	// from the last that was proposed: models differ in how high their cosines
	// are.
	FeatureNearness
	// FeatureSentence is the cosine of the passage's best sentence.
	FeatureSentence
	// FeatureTitle is the cosine of title and headings: a question that is
	// another's paraphrase finds it.
	FeatureTitle
	// FeatureSentenceWords is the share of the question's words, rare ones
	// counting more, in one sentence together with title and headings.
	FeatureSentenceWords
	// FeatureTitleWords is the share of the title's words that the question
	// has: "Reset your password" is all in a question, a longer title not.
	FeatureTitleWords
	// FeatureNames is the share of the question's names and numbers that the
	// passage has.
	FeatureNames
	// FeatureLanguage is 1 in the question's language.
	FeatureLanguage
	// FeatureRecent is 1 for the newest document of the candidates and 0 for
	// the oldest, where the question asks for what is new; else 0.
	FeatureRecent

	features
)

var featureNames = [features]string{
	"words", "meaning", "nearness", "sentence", "title", "sentence_words", "title_words", "names", "language", "recent",
}

// String is the feature's name in the weights file and in explanations.
func (f Feature) String() string { return featureNames[f] }

// Features are a passage's, by Feature.
type Features [features]float64

// lens looks at passages with a question in mind.
type lens struct {
	index    Index
	question string
	language string
	names    []string
	terms    map[string]*termWeights // of the question, by language
	idf      map[string]float64      // by language and term
}

// termWeights are the different terms of a text with their weights.
type termWeights struct {
	weight map[string]float64
	// order is that of the text: sums must not depend on that of the map.
	order []string
	sum   float64
}

func newLens(index Index, question, lang string) *lens {
	return &lens{index: index, question: question, language: lang, names: language.Names(question),
		terms: map[string]*termWeights{}, idf: map[string]float64{}}
}

// weighed returns the terms of a text in a language.
func (l *lens) weighed(lang, text string) *termWeights {
	t := &termWeights{weight: map[string]float64{}}
	for _, token := range l.index.Terms(lang, text) {
		if _, known := t.weight[token.Term]; known {
			continue
		}
		name := lang + "\x00" + token.Term
		weight, known := l.idf[name]
		if !known {
			weight = l.index.IDF(lang, token.Term)
			l.idf[name] = weight
		}
		t.weight[token.Term] = weight
		t.order = append(t.order, token.Term)
		t.sum += weight
	}
	return t
}

// asked returns the question's terms as a language knows them.
func (l *lens) asked(lang string) *termWeights {
	if l.terms[lang] == nil {
		l.terms[lang] = l.weighed(lang, l.question)
	}
	return l.terms[lang]
}

// share returns how much of the terms' weight is in a set.
func (t *termWeights) share(has func(term string) bool) float64 {
	if t.sum <= 0 {
		return 0
	}
	sum := 0.0
	for _, term := range t.order {
		if has(term) {
			sum += t.weight[term]
		}
	}
	return sum / t.sum
}

// look fills in the features that need the passage's text.
func (l *lens) look(e *Evidence) {
	lang := e.Document.Language
	asked := l.asked(lang)
	head := map[string]bool{}
	over := strings.Join(append([]string{e.Document.Title, e.Passage.Context}, e.Passage.Headings...), "\n")
	for _, token := range l.index.Terms(lang, over) {
		head[token.Term] = true
	}
	f := &e.features
	f[FeatureSentenceWords] = l.bestUnit(e, asked, head)
	f[FeatureTitleWords] = l.weighed(lang, e.Document.Title).share(func(term string) bool { _, ok := asked.weight[term]; return ok })
	f[FeatureNames] = language.NamesIn(l.names, over+"\n"+e.Passage.Text)
	if lang == l.language {
		f[FeatureLanguage] = 1
	}
}

// bestUnit returns the largest share of the question's terms that a unit has together with what stands over it.
func (l *lens) bestUnit(e *Evidence, asked *termWeights, head map[string]bool) float64 {
	best := asked.share(func(term string) bool { return head[term] })
	tokens := l.index.Terms(e.Document.Language, e.Passage.Text)
	for _, u := range e.Units {
		words := map[string]bool{}
		for len(tokens) > 0 && tokens[0].Start < u.End {
			if _, ok := asked.weight[tokens[0].Term]; ok {
				words[tokens[0].Term] = true
			}
			tokens = tokens[1:]
		}
		if len(words) > 0 {
			best = max(best, asked.share(func(term string) bool { return head[term] || words[term] }))
		}
	}
	return best
}
