package answer

import (
	"math"
	"strings"

	"footnote/internal/language"
	"footnote/retrieval"
)

// Features are what the confidence is computed from, by name. A feature that
// cannot be had (a cosine without vectors) is left out and has no effect.
type Features map[string]float64

// The features, in the order in which they are listed to people. Each is
// computed in featuresOf from the question, the evidence and the draft.
const (
	// From retrieval.
	featureTopScore       = "top_score"       // fused score of the best passage, 0 to 1
	featureMargin         = "score_margin"    // its lead over the best passage of another document, share of it
	featureBM25           = "bm25"            // best BM25 score, share of the most that the question could reach
	featureBM25Margin     = "bm25_margin"     // lead of the best BM25 score over the third, share of it
	featureCosine         = "cosine"          // best cosine similarity
	featureCosineMargin   = "cosine_margin"   // its lead over the mean of the others
	featureAgreement      = "agreement"       // 1 when words and vectors find the same first passage, 0.5 when in their first three
	featureConcentration  = "concentration"   // share of the first five passages from the answer's document
	featureLanguageMatch  = "language_match"  // 1 when the answer's document is in the question's language
	featurePassageCovered = "passage_covered" // weighted share of question terms in the best passage, title and headings
	featureRarestCovered  = "rarest_covered"  // 1 when the question's rarest term is there
	featureNamesCovered   = "names_covered"   // share of the question's names and numbers there
	// From the draft.
	featureAnswerCovered   = "answer_covered"   // weighted share of question terms in the answer, titles and headings
	featureSentenceCovered = "sentence_covered" // the same in the best sentence alone
	featureSentenceCosine  = "sentence_cosine"  // best cosine of a sentence of the answer
	featureSentenceMargin  = "sentence_margin"  // lead of the best sentence over the best of another passage, share of it
	featureKindFound       = "kind_found"       // 1 when a number, date, name or step stands where one is asked for, 0 when not
	featureSupport         = "support"          // mean support of the sentences
	featureWeakestSupport  = "weakest_support"  // least support of a sentence
	featureDropped         = "dropped"          // share of the model's sentences that were dropped
	// From the question.
	featureLength  = "question_length" // logarithm of one plus the number of its terms
	featureHistory = "history"         // 1 in a conversation
)

// FeatureNames lists all features in their order.
func FeatureNames() []string {
	return []string{
		featureTopScore, featureMargin, featureBM25, featureBM25Margin, featureCosine, featureCosineMargin, featureAgreement,
		featureConcentration, featureLanguageMatch, featurePassageCovered, featureRarestCovered, featureNamesCovered,
		featureAnswerCovered, featureSentenceCovered, featureSentenceCosine, featureSentenceMargin, featureKindFound,
		featureSupport, featureWeakestSupport, featureDropped, featureLength, featureHistory,
	}
}

// bm25Saturation is how often over a term's IDF its BM25 score can grow: k1+1
// with the usual k1 of 1.2.
const bm25Saturation = 2.2

// written is what a writer made, as the confidence looks at it.
type written struct {
	draft   []draftSentence
	ranked  []candidate
	dropped int
	mode    string
	// refused says that a model wrote and nothing of it was left, declined
	// that it found no answer in the evidence.
	refused, declined bool
}

// featureLabels are the features' names for people.
var featureLabels = map[string]string{
	featureTopScore: "rank of the best passage", featureMargin: "lead of the best article", featureBM25: "words in common with the best passage",
	featureBM25Margin: "lead of the best passage by words", featureCosine: "closeness in meaning of the best passage",
	featureCosineMargin: "lead of the best passage by meaning", featureAgreement: "words and meaning find the same passage",
	featureConcentration: "passages found in one article", featureLanguageMatch: "article in the question's language",
	featurePassageCovered: "question's words in the passage", featureRarestCovered: "question's rarest word in the passage",
	featureNamesCovered: "question's names and numbers in the passage", featureAnswerCovered: "question's words around the answer",
	featureSentenceCovered: "question's words in the answer", featureSentenceCosine: "closeness in meaning of the answer",
	featureSentenceMargin: "lead of the best sentence", featureKindFound: "kind of answer that was asked for",
	featureSupport: "support of the sentences", featureWeakestSupport: "support of the weakest sentence",
	featureDropped: "sentences of the model that were dropped", featureLength: "length of the question", featureHistory: "conversation before the question",
}

func featuresOf(q *question, evidence []retrieval.Evidence, w written) Features {
	f := Features{featureHistory: flag(len(q.history) > 0), featureLength: math.Log1p(float64(len(q.in(q.language).order)))}
	if len(evidence) == 0 {
		return f
	}
	f.addRetrieval(q, evidence)
	f.addCoverage(q, evidence, w)
	f.addDraft(q, w)
	return f
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (f Features) addRetrieval(q *question, evidence []retrieval.Evidence) {
	top := evidence[0]
	f[featureTopScore] = top.Score
	f[featureMargin] = 1
	for _, e := range evidence {
		if e.Document.ID != top.Document.ID && top.Score > 0 {
			f[featureMargin] = (top.Score - e.Score) / top.Score
			break
		}
	}
	f.addWords(q, evidence)
	if len(q.vector) > 0 {
		f.addVectors(evidence)
	}
}

func (f Features) addWords(q *question, evidence []retrieval.Evidence) {
	scores := make([]float64, 0, len(evidence))
	best := evidence[0]
	for _, e := range evidence {
		scores = append(scores, e.BM25)
		if e.BM25 > best.BM25 {
			best = e
		}
	}
	if sum := q.in(best.Document.Language).sum; sum > 0 {
		f[featureBM25] = min(best.BM25/(bm25Saturation*sum), 1)
	}
	if third := nthLargest(scores, 3); best.BM25 > 0 {
		f[featureBM25Margin] = (best.BM25 - third) / best.BM25
	}
}

func nthLargest(values []float64, n int) float64 {
	best := make([]float64, n)
	for _, v := range values {
		for i := range best {
			if v > best[i] {
				v, best[i] = best[i], v
			}
		}
	}
	return best[n-1]
}

func (f Features) addVectors(evidence []retrieval.Evidence) {
	best, sum, n := 0.0, 0.0, 0
	agreement := 0.0
	for _, e := range evidence {
		if e.VectorRank == 0 {
			continue
		}
		best = max(best, e.Cosine)
		sum += e.Cosine
		n++
		switch {
		case e.VectorRank == 1 && e.LexicalRank == 1:
			agreement = 1
		case e.VectorRank <= 3 && e.LexicalRank >= 1 && e.LexicalRank <= 3:
			agreement = max(agreement, 0.5)
		}
	}
	f[featureAgreement] = agreement
	f[featureCosine] = best
	if n > 1 {
		f[featureCosineMargin] = best - (sum-best)/float64(n-1)
	}
}

// addCoverage compares the question with the passage that the answer is from,
// the best one where there is no answer.
func (f Features) addCoverage(q *question, evidence []retrieval.Evidence, w written) {
	at := 0
	if len(w.draft) > 0 {
		at = w.draft[0].evidence
	}
	e := evidence[at]
	same := 0
	first := evidence[:min(5, len(evidence))]
	for _, o := range first {
		if o.Document.ID == e.Document.ID {
			same++
		}
	}
	f[featureConcentration] = float64(same) / float64(len(first))
	f[featureLanguageMatch] = flag(e.Document.Language == q.language)

	text := e.Document.Title + "\n" + strings.Join(e.Passage.Headings, "\n") + "\n" + e.Passage.Context + "\n" + e.Passage.Text
	terms, words := q.in(e.Document.Language), q.lexicon.set(e.Document.Language, text)
	f[featurePassageCovered] = terms.covered(words)
	rarest := ""
	for _, t := range terms.order {
		if rarest == "" || terms.weight[t] > terms.weight[rarest] {
			rarest = t
		}
	}
	if rarest != "" {
		f[featureRarestCovered] = flag(words[rarest])
	}
	if names := language.Names(q.text); len(names) > 0 {
		f[featureNamesCovered] = language.NamesIn(names, text)
	}
}

func (f Features) addDraft(q *question, w written) {
	if n := len(w.draft) + w.dropped; n > 0 {
		f[featureDropped] = float64(w.dropped) / float64(n)
	}
	if len(w.draft) == 0 {
		return
	}
	covered, sentence, cosine, kind, sum, least := 0.0, 0.0, 0.0, false, 0.0, 1.0
	for _, d := range w.draft {
		covered = max(covered, d.heard)
		sentence = max(sentence, d.lexical)
		cosine = max(cosine, d.cosine)
		kind = kind || d.kindFound
		sum += d.support
		least = min(least, d.support)
	}
	f[featureAnswerCovered] = covered
	f[featureSentenceCovered] = sentence
	if cosine > 0 {
		f[featureSentenceCosine] = cosine
	}
	if q.kind != kindOther {
		f[featureKindFound] = flag(kind)
	}
	f[featureSupport] = sum / float64(len(w.draft))
	f[featureWeakestSupport] = least
	if len(w.ranked) > 1 && w.ranked[0].score > 0 {
		f[featureSentenceMargin] = 1
		for _, c := range w.ranked[1:] {
			if c.evidence != w.ranked[0].evidence {
				f[featureSentenceMargin] = (w.ranked[0].score - c.score) / w.ranked[0].score
				break
			}
		}
	}
}
