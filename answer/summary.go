package answer

import (
	"math"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// summaryNameRunes bounds titles, names and questions in a summary.
const summaryNameRunes = 120

// explain puts the summary together: what was searched, why this source, why
// this confident, why a person takes over. All of it is facts of the run;
// whatever others wrote stands in it as plain text on one line.
func (r *run) explain() string {
	t, s := textsIn(r.answer.Language), summaryTextsIn(r.answer.Language)
	var parts []string
	if r.searched != nil {
		parts = append(parts, r.whatWasSearched(s))
	}
	if len(r.concerns) > 0 && len(r.answer.Sentences) > 0 {
		parts = append(parts, s.draft)
	}
	parts = append(parts, r.summary(t))
	title, found := r.source(s)
	titles := make([]string, len(r.titles))
	for i, t := range r.titles {
		titles[i] = plain(t)
	}
	return strings.NewReplacer(
		"{title}", plain(title), "{titles}", strings.Join(titles, " · "), "{found}", found, "{topic}", plain(r.topic()), "{factors}", r.strongest(s),
		"{confidence}", strconv.Itoa(Percent(r.answer.Confidence)), "{threshold}", strconv.Itoa(Percent(r.answer.Threshold)),
	).Replace(strings.Join(parts, " "))
}

// whatWasSearched is the first sentence. It is filled in by itself, so that
// braces in names are never filled in again: plain has none.
func (r *run) whatWasSearched(s summaryTexts) string {
	where := s.everywhere
	if names := r.request.Filter.Collections; len(names) > 0 {
		list := make([]string, len(names))
		for i, name := range names {
			list[i] = strings.ReplaceAll(s.collection, "{name}", plain(name))
		}
		where = strings.Join(list, ", ")
	}
	size, understood := "", ""
	if r.extent.counted && len(r.request.Filter.Languages)+len(r.request.Filter.Labels) == 0 {
		size = strings.NewReplacer("{documents}", strconv.Itoa(r.extent.documents), "{passages}", strconv.Itoa(r.extent.passages)).Replace(s.size)
	}
	if r.searched.Understood != "" {
		understood = strings.ReplaceAll(s.understood, "{question}", plain(r.searched.Understood))
	}
	sentence := s.searched
	if r.searched.Vector == nil {
		sentence = s.searchedWords
	}
	return strings.NewReplacer("{where}", where, "{size}", size, "{understood}", understood).Replace(sentence)
}

// source names the article that the answer is from, or the nearest one, and
// says how it was found.
func (r *run) source(s summaryTexts) (title, found string) {
	if len(r.evidence) == 0 {
		return "", ""
	}
	source := r.evidence[0]
	if len(r.answer.Citations) > 0 {
		cited := r.answer.Citations[0].DocumentID
		for _, e := range r.evidence {
			if e.Document.ID == cited {
				source = e
				break
			}
		}
	}
	return source.Document.Title, foundBy(s, source)
}

func foundBy(s summaryTexts, e retrieval.Evidence) string {
	switch {
	case e.LexicalRank == 1 && e.VectorRank == 1:
		return s.firstBoth
	case e.LexicalRank > 0 && e.VectorRank > 0:
		return s.foundBoth
	case e.LexicalRank > 0:
		return s.foundWords
	case e.VectorRank > 0:
		return s.foundMeaning
	}
	return ""
}

// leastEffect is the effect, in log-odds, from which a factor is worth saying.
const leastEffect = 0.1

// strongest names what raised and what lowered the confidence most, features
// of one theme together.
func (r *run) strongest(s summaryTexts) string {
	var sums [themes]float64
	for _, f := range r.factors {
		sums[featureThemes[f.Name]] += f.Effect
	}
	up, down := theme(0), theme(0)
	for t := range themes {
		if sums[t] > sums[up] {
			up = t
		}
		if sums[t] < sums[down] {
			down = t
		}
	}
	var parts []string
	if sums[up] >= leastEffect {
		parts = append(parts, strings.ReplaceAll(s.forIt, "{factor}", s.factors[up]))
	}
	if sums[down] <= -leastEffect {
		parts = append(parts, strings.ReplaceAll(s.against, "{factor}", s.factors[down]))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, s.between) + ")"
}

// featureThemes says what a feature is called together with.
var featureThemes = map[string]theme{
	featureTopScore: themeLead, featurePassageLead: themeLead, featureDocumentOdds: themeLead, featureAgreement: themeAgreement, featureHeadCosine: themeMeaning,
	featureLanguageMatch: themeLanguage, featurePassageCovered: themeWords, featureSentenceScore: themeFit,
	featureSentenceOdds: themeLead, featureSentenceMargin: themeLead, featureSentenceCosine: themeMeaning,
	featureNamesSaid: themeNames, featureWordsSaid: themeWords, featureWordsNear: themeWords, featureTurned: themeNames, featureSupport: themeSupport,
	featureWeakestSupport: themeSupport, featureDropped: themeSupport, featureTokenProbability: themeModel, featureSampleAgreement: themeModel, featureSelfRating: themeModel,
	featureLength: themeQuestion, featureHistory: themeQuestion,
}

// braces would be filled in.
var braces = strings.NewReplacer("{", "(", "}", ")")

// plain makes what others wrote a piece of one line: no line ends, no control
// characters, no marks that turn the direction of the text around them, no
// braces, and not too long.
func plain(text string) string {
	text = visible(strings.Join(strings.Fields(text), " "))
	text = strings.Join(strings.Fields(braces.Replace(text)), " ")
	if short := firstRunes(text, summaryNameRunes); short != text {
		return short + "…"
	}
	return text
}

// Percent is a share from 0 to 1 in whole percents, rounded down: a confidence
// below the threshold must not read like it.
func Percent(share float64) int { return int(math.Floor(share*100 + 1e-9)) }
