package answer

import (
	"maps"
	"math"
	"slices"
	"strings"

	"footnote/answer/verification"
	"footnote/internal/language"
	"footnote/retrieval"
)

// Features are what the confidence is computed from, by name. A feature that
// cannot be had (a cosine without vectors, words in common across languages)
// is left out and has no effect.
type Features map[string]float64

// The features, in the order in which they are listed to people. Each is
// computed in featuresOf from the question, the evidence and the draft.
const (
	// From retrieval.
	featureTopScore       = "top_score"       // score of the best passage, 0 to 1
	featurePassageLead    = "passage_lead"    // lead of the best passage over the sixth, share of its score
	featureDocumentOdds   = "document_odds"   // log-odds of the ranking that the answer's document was asked for
	featureAgreement      = "agreement"       // 1 when words and vectors find the same first passage, 0.5 when in their first three
	featureHeadCosine     = "head_cosine"     // cosine of the title and headings over the answer
	featureLanguageMatch  = "language_match"  // 1 when the answer's document is in the question's language
	featurePassageCovered = "passage_covered" // weighted share of question terms in the answer's passage, title and headings
	// From the draft.
	featureSentenceScore  = "sentence_score"  // score of the best sentence, a sum of the weights in candidates.go
	featureSentenceOdds   = "sentence_odds"   // log-odds by those scores that the answer has the sentence that was asked for
	featureSentenceMargin = "sentence_margin" // lead of the best sentence over the best of another passage, share of it
	featureSentenceCosine = "sentence_cosine" // best cosine of a sentence of the answer
	featureNamesSaid      = "names_said"      // share of the question's names and numbers in the best sentence
	featureWordsSaid      = "words_said"      // share of all the question's words in the answer, its title and headings
	featureWordsNear      = "words_near"      // how near in meaning the question's words are to those of the best sentence, its title and headings
	featureTurned         = "turned"          // negations of the question that the best sentence lacks
	featureSupport        = "support"         // mean support of the sentences
	featureWeakestSupport = "weakest_support" // least support of a sentence
	featureDropped        = "dropped"         // share of the model's sentences that were dropped
	// From the model that wrote, left out where none did.
	featureTokenProbability = "token_probability" // mean natural logarithm of the probabilities of the kept sentences' tokens
	featureSampleAgreement  = "sample_agreement"  // mean share of the answer that the model's further answers say
	featureSelfRating       = "self_rating"       // probability with which the model calls the answer right
	// From the question.
	featureLength  = "question_length" // logarithm of one plus the number of its terms
	featureHistory = "history"         // 1 in a conversation
)

// featureLabels are the features' names for people, in their order.
var featureLabels = []struct{ name, label string }{
	{featureTopScore, "rank of the best passage"},
	{featurePassageLead, "lead of the best passage over many"},
	{featureDocumentOdds, "lead of the article over others"},
	{featureAgreement, "words and meaning find the same passage"},
	{featureHeadCosine, "closeness in meaning of title and headings"},
	{featureLanguageMatch, "article in the question's language"},
	{featurePassageCovered, "question's words in the passage"},
	{featureSentenceScore, "fit of the best sentence"},
	{featureSentenceOdds, "lead of the answer over other sentences"},
	{featureSentenceMargin, "lead of the best sentence over other passages"},
	{featureSentenceCosine, "closeness in meaning of the answer"},
	{featureNamesSaid, "question's names and numbers in the answer"},
	{featureWordsSaid, "question's words in the answer"},
	{featureWordsNear, "question's words or near ones in the answer"},
	{featureTurned, "negation in the question alone"},
	{featureSupport, "support of the sentences"},
	{featureWeakestSupport, "support of the weakest sentence"},
	{featureDropped, "sentences of the model that were dropped"},
	{featureTokenProbability, "certainty of the model in its words"},
	{featureSampleAgreement, "further answers of the model that agree"},
	{featureSelfRating, "the model's own judgement of the answer"},
	{featureLength, "length of the question"},
	{featureHistory, "conversation before the question"},
}

// FeatureNames lists all features in their order.
func FeatureNames() []string {
	names := make([]string, len(featureLabels))
	for i, f := range featureLabels {
		names[i] = f.name
	}
	return names
}

// featureLabel is a feature's name for people.
func featureLabel(name string) string {
	for _, f := range featureLabels {
		if f.name == name {
			return f.label
		}
	}
	return name
}

// written is what a writer made, as the confidence looks at it.
type written struct {
	draft []draftSentence
	// ranked are the sentences of the evidence, those that answer best first.
	ranked  []candidate
	near    nearness
	dropped int
	mode    string
	// own are the features that come from the model that wrote.
	own Features
	// refused says that a model wrote and nothing of it was left, declined
	// that it found no answer in the evidence.
	refused, declined bool
}

func featuresOf(q *question, evidence []retrieval.Evidence, w written) Features {
	f := Features{featureHistory: flag(len(q.history) > 0), featureLength: math.Log1p(float64(len(q.in(q.language).order)))}
	if len(evidence) == 0 {
		return f
	}
	f.addRetrieval(q, evidence, w)
	f.addDraft(w)
	maps.Copy(f, w.own)
	if len(w.draft) > 0 && len(w.ranked) > 0 {
		f.addSentences(q, w)
		f.addSaid(q, evidence, w)
		if w.near.known {
			f[featureWordsNear] = w.near.share
		}
	}
	if !slices.ContainsFunc(evidence, func(e retrieval.Evidence) bool { return e.Sentences != nil }) {
		for _, name := range scaled {
			delete(f, name)
		}
	}
	return f
}

// scaled are the features whose size depends on the embedder: the weights know
// that of the built-in one, which tells what sentences mean. Another one's
// cosines may all be above 0.7, and without one scores mean something else.
var scaled = []string{featureTopScore, featurePassageLead, featureSentenceScore, featureSentenceCosine}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// logOdds keeps within ±9, where differences say nothing any more.
func logOdds(p float64) float64 {
	p = max(1e-4, min(1-1e-4, p))
	return math.Log(p / (1 - p))
}

// addRetrieval looks at the ranking, and at the passage that the answer is
// from: the best one where there is no answer.
func (f Features) addRetrieval(q *question, evidence []retrieval.Evidence, w written) {
	from := evidence[0]
	if len(w.draft) > 0 {
		from = evidence[w.draft[0].evidence]
	}
	f[featureLanguageMatch] = flag(from.Document.Language == q.language)
	if from.Document.Language == q.language {
		f.addWords(q, evidence, from)
	}
	if from.Sentences != nil {
		f[featureHeadCosine] = from.Head
	}
	probability := 0.0
	for _, e := range evidence {
		if e.Document.ID == from.Document.ID {
			probability += e.Probability
		}
	}
	f[featureDocumentOdds] = logOdds(probability)
}

// addWords adds what depends on words in common. Across languages there are
// none, which says nothing about the answer.
func (f Features) addWords(q *question, evidence []retrieval.Evidence, from retrieval.Evidence) {
	f[featureTopScore] = evidence[0].Score
	if len(evidence) > crowd && evidence[0].Score > 0 {
		f[featurePassageLead] = 1 - evidence[crowd].Score/evidence[0].Score
	}
	if len(q.vector) > 0 {
		f[featureAgreement] = agreement(evidence)
	}
	f[featurePassageCovered] = q.in(q.language).covered(q.lexicon.set(q.language, headOf(from)+"\n"+from.Passage.Text))
}

// crowd is the place among the evidence that is compared with the first: where
// it scores as high, nothing was found that stands out. It is a simple form of
// the normalized query commitment of Shtok et al., "Predicting Query Performance
// by Query-Drift Estimation", TOIS 30 (2012), section 4.
const crowd = 5

// headOf is what stands over a passage.
func headOf(e retrieval.Evidence) string {
	return e.Document.Title + "\n" + strings.Join(e.Passage.Headings, "\n") + "\n" + e.Passage.Context
}

func agreement(evidence []retrieval.Evidence) float64 {
	agreed := 0.0
	for _, e := range evidence {
		switch {
		case e.VectorRank == 1 && e.LexicalRank == 1:
			return 1
		case e.VectorRank >= 1 && e.VectorRank <= 3 && e.LexicalRank >= 1 && e.LexicalRank <= 3:
			agreed = 0.5
		}
	}
	return agreed
}

func (f Features) addDraft(w written) {
	if n := len(w.draft) + w.dropped; n > 0 {
		f[featureDropped] = float64(w.dropped) / float64(n)
	}
	if len(w.draft) == 0 {
		return
	}
	cosine, sum, least := 0.0, 0.0, 1.0
	for _, d := range w.draft {
		cosine = max(cosine, d.cosine)
		sum += d.support
		least = min(least, d.support)
	}
	if cosine > 0 {
		f[featureSentenceCosine] = cosine
	}
	f[featureSupport] = sum / float64(len(w.draft))
	f[featureWeakestSupport] = least
}

// addSentences compares the sentences of the answer with all others. Their
// scores were fitted as a softmax, so they tell odds.
func (f Features) addSentences(q *question, w written) {
	best, sum, chosen := w.ranked[0], 0.0, 0.0
	for _, c := range w.ranked {
		share := math.Exp(c.score - best.score)
		sum += share
		if slices.ContainsFunc(w.draft, c.says) {
			chosen += share
		}
	}
	if best.language == q.language {
		f[featureSentenceScore] = best.score
	}
	f[featureSentenceOdds] = logOdds(chosen / sum)
	if best.score <= 0 {
		return
	}
	f[featureSentenceMargin] = 1
	for _, c := range w.ranked[1:] {
		if c.evidence != best.evidence {
			f[featureSentenceMargin] = (best.score - c.score) / best.score
			break
		}
	}
}

// says tells whether a sentence of an answer rests on the candidate.
func (c candidate) says(d draftSentence) bool {
	return d.evidence == c.evidence && d.quote.Start < c.span.End && c.span.Start < d.quote.End
}

// addSaid compares what is asked with what is said, word by word: possible
// only within a language.
func (f Features) addSaid(q *question, evidence []retrieval.Evidence, w written) {
	best := w.ranked[0]
	from := evidence[best.evidence]
	if from.Document.Language != q.language {
		return
	}
	if len(q.names) > 0 {
		f[featureNamesSaid] = language.NamesIn(q.names, best.text)
	}
	f[featureTurned] = float64(max(0, verification.Negations(q.language, q.text)-verification.Negations(q.language, best.text)))
	if language.Unspaced(q.language) {
		return
	}
	said := headOf(from)
	for _, d := range w.draft {
		said += "\n" + d.text
	}
	asked, has, found := plainWords(q.text), plainWords(said), 0
	for word := range asked {
		found += int(flag(has[word]))
	}
	f[featureWordsSaid] = float64(found) / float64(max(len(asked), 1))
}

// plainWords are the words of a text as they are written, small ones such as
// "not", "first" or "without" among them, which the index leaves out.
func plainWords(text string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if word = strings.Trim(word, ".,?!:;()\"'»«“”„…"); word != "" {
			words[word] = true
		}
	}
	return words
}
