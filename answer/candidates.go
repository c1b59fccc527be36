package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/sentence"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

const (
	// searchedPassages is how much of the evidence is looked through for
	// sentences.
	searchedPassages = 6
	// embeddedSentences is how many of the sentences are embedded, the best
	// by words first.
	embeddedSentences = 24
	// maxAlone is how few words a unit that is alone under its heading may have
	// to say nothing away from it, beside the answer.
	maxAlone = 7
)

// Weights of what makes a sentence an answer, fitted like those of the ranking
// (retrieval.FitRanking) on sentences that hold a known answer. The effect on
// sets left out of the fit is in docs/measurements.md.
const (
	weightLexical = 1.0  // of the question's terms in the sentence
	weightHeard   = 2.3  // of those in it, its title, headings and the sentence before
	weightPrior   = 4.4  // of the passage's place in the ranking
	weightCosine  = 2.7  // of the sentence's cosine
	weightHead    = 0.8  // of that of title and headings
	weightKind    = 0.9  // of a number, date, name or step where one is asked for
	weightLead    = 0.35 // of the first sentence after a heading that says the question
	weightScrap   = -1.0 // of what is no sentence: a few words, a part of a list
	weightStep    = -0.8 // of a numbered step where nobody asked for steps
	// weightCode is that of the codes asked for ("E-4012") that neither a unit
	// nor what stands over it has. It is not fitted, the sets hardly have any: a sentence about
	// another code is no answer.
	weightCode = -2.0
	// weightNumber is that of a clause or section that bears the number asked
	// for, over those that refer to it.
	weightNumber = 2.0
)

// candidate is a unit of the evidence that may answer.
type candidate struct {
	document.Unit
	evidence int
	// position is the unit's place among those of the passage, from 0.
	position int
	span     sentence.Span
	text     string
	// shown is the text as it reads away from its surroundings: a row of a
	// table with what its columns are called.
	shown string
	// titled is the text with title and headings, as it is embedded.
	titled string
	// asked is the question that the article has it answer, "" for none, and
	// askedShare how much of the customer's question that one says.
	asked      string
	askedShare float64
	words      int
	// scrap says that it says little by itself, step that it is one of a
	// sequence that nobody asked for, row that it is of a table.
	scrap, step, row bool
	// alone says that it is all that stands under its heading.
	alone    bool
	language string
	// lexical is the weighted share of question terms in the unit, heard the
	// same with what it is said under and the unit before it.
	lexical, heard float64
	cosine         float64
	// labelled is how much of what the row is about the question says.
	labelled float64
	// coded is the share of the question's codes in the unit and over it.
	coded float64
	// numbered says that it bears the number that is asked for ("clause 2.2").
	numbered bool
	// label is what a row or a definition is about; named says that the
	// question has it word for word.
	label string
	named bool
	// asks says that it is a question that others lean on or one of the steps:
	// it is shown with them and never alone.
	asks      bool
	kindFound bool
	lead      bool
	score     float64
}

// candidates lists the sentences of the first passages that could be shown,
// with their scores by words, in the order of the evidence.
func candidates(q *question, evidence []retrieval.Evidence) []candidate {
	var out []candidate
	for i, e := range evidence[:min(len(evidence), searchedPassages)] {
		out = append(out, passageCandidates(q, i, e, prior(evidence, i))...)
	}
	return out
}

// prior is how good a piece of evidence is next to the best.
func prior(evidence []retrieval.Evidence, i int) float64 {
	if evidence[0].Score <= 0 {
		return 0
	}
	return evidence[i].Score / evidence[0].Score
}

// passageCandidates reads the units of a passage. Those that say nothing by
// themselves, such as headings, are what the units after them are said under.
func passageCandidates(q *question, index int, e retrieval.Evidence, prior float64) []candidate {
	r := passageReader{q: q, evidence: e, index: index, prior: prior, runes: []rune(e.Passage.Text)}
	r.head = q.lexicon.set(e.Document.Language, headOf(e))
	r.under(r.head)
	var out []candidate
	for position, u := range e.Units {
		text := string(r.runes[u.Start:u.End])
		switch {
		case u.Kind == document.UnitFurniture, countWords(text) == 0: // blanked, or marks alone
		case u.Kind == document.UnitQuestion, u.Kind == document.UnitAbove:
			if u.Kind == document.UnitQuestion && (u.List > 0 || isLeanedOn(e.Units, position)) {
				asking := r.candidate(position, u, text)
				asking.asks = true
				out = append(out, asking)
			}
			r.above(position, text)
		default:
			out = append(out, r.candidate(position, u, text))
		}
	}
	return out
}

// isLeanedOn reports whether one of the next units leans on that of a position.
func isLeanedOn(units []document.Unit, position int) bool {
	return slices.ContainsFunc(units[position+1:], func(u document.Unit) bool { return u.Antecedent == position })
}

// passageReader turns the units of a passage into candidates.
type passageReader struct {
	q        *question
	evidence retrieval.Evidence
	index    int
	prior    float64
	runes    []rune
	// head are the terms of title and headings, context those of what the
	// units here are said under, share how much of the question it says.
	head, context map[string]bool
	share         float64
	// before are the terms of the unit before, nil after a heading.
	before map[string]bool
	first  bool
	// over is the newest heading or question within the passage, and overAt
	// its place.
	over   string
	overAt int
}

// above reads a heading, a question or a row that names columns. Those in a
// row stand over the units behind them together.
func (r *passageReader) above(position int, text string) {
	around := r.head
	if r.over != "" && r.overAt == position-1 {
		around, text = r.context, r.over+"\n"+text
	}
	r.under(union(around, r.q.lexicon.set(r.evidence.Document.Language, text)))
	r.over, r.overAt = text, position
}

// under begins what is said under other terms.
func (r *passageReader) under(terms map[string]bool) {
	r.context, r.share = terms, r.q.in(r.evidence.Document.Language).covered(terms)
	r.first, r.before = true, nil
}

func (r *passageReader) candidate(position int, u document.Unit, text string) candidate {
	q, language := r.q, r.evidence.Document.Language
	shown := u.Reading(r.runes)
	c := candidate{
		Unit: u, evidence: r.index, position: position, span: sentence.Span{Start: u.Start, End: u.End}, text: text, shown: shown,
		titled: strings.Join(append([]string{r.evidence.Document.Title}, r.evidence.Passage.Headings...), ". ") + "\n" + text,
		asked:  questionOver(r.evidence, u), words: countWords(shown), language: language,
		row: u.Kind == document.UnitRow || u.Kind == document.UnitPair, step: u.Ordered && q.kind != kindHowTo,
		alone: isAlone(r.evidence.Units, position),
	}
	c.scrap = c.saysLittle()
	if c.asked != "" {
		c.askedShare = q.in(language).covered(q.lexicon.set(language, c.asked))
	}
	words := q.lexicon.set(language, text)
	said := words
	if u.List == 0 { // all items of a list share its lead-in: it tells none from the others
		said = union(words, q.lexicon.set(language, leadOf(u)))
	}
	terms := q.in(language)
	c.lexical = terms.covered(words)
	if c.row { // rows do not lean on each other
		r.before = nil
	}
	c.heard = terms.covered(union(union(r.context, r.before), said))
	c.kindFound = q.kind.foundIn(c, q.text)
	c.lead = r.first && r.share > 0.5
	c.coded = 1
	if len(q.codes) > 0 {
		c.coded = q.coded(strings.Join([]string{text, leadOf(u), r.over, headOf(r.evidence)}, "\n"))
	}
	c.score = c.wordScore(r.prior) + weightCode*(1-c.coded)
	var letter bool
	c.labelled, letter = r.labelled(u)
	c.label = labelOf(u, r.runes)
	c.named = q.mentions(c.label)
	if c.numbered = letter || c.named && isCode(c.label) || q.numbers(text) || q.numbers(r.over) || q.numbers(lastOf(r.evidence.Passage.Headings)); c.numbered {
		c.score += weightNumber
	}
	r.first, r.before = false, words
	return c
}

// questionOver is the question that the article has a unit answer: the one
// that it is said under, or the innermost heading or the title where that asks;
// "" for none.
func questionOver(e retrieval.Evidence, u document.Unit) string {
	if isQuestion(u.Lead) {
		return u.Lead
	}
	over := append([]string{e.Document.Title}, e.Passage.Headings...)
	if last := over[len(over)-1]; isQuestion(last) {
		return last
	}
	return ""
}

func lastOf(headings []string) string {
	if len(headings) == 0 {
		return ""
	}
	return headings[len(headings)-1]
}

// leadOf is what a unit is said under within its list or table.
func leadOf(u document.Unit) string {
	lead := u.Lead
	for _, c := range u.Cells {
		lead += "\n" + c.Header
	}
	return lead
}

// saysLittle reports whether a unit is hardly an answer by itself: an
// introduction, code, a part of an enumeration, a few words that answer no
// question of the article and are not all that it says under a heading.
func (c candidate) saysLittle() bool {
	switch c.Kind {
	case document.UnitLeadIn, document.UnitCode, document.UnitFigure:
		return true
	case document.UnitSentence, document.UnitLine, document.UnitItem:
		last, _ := utf8.DecodeLastRuneInString(c.text)
		return strings.ContainsRune(",;，；", last) || c.words < 4 && c.asked == "" && !c.alone && !isLabelled(c.text)
	}
	return false
}

// isAlone reports whether a unit is the only one between two headings.
func isAlone(units []document.Unit, at int) bool {
	return at > 0 && units[at-1].Kind == document.UnitAbove && (at+1 == len(units) || units[at+1].Kind == document.UnitAbove)
}

func (c candidate) wordScore(prior float64) float64 {
	score := weightLexical*c.lexical + weightHeard*c.heard + weightPrior*prior
	if c.kindFound {
		score += weightKind
	}
	if c.lead {
		score += weightLead
	}
	if c.scrap {
		score += weightScrap
	}
	if c.step {
		score += weightStep
	}
	return score
}

func union(a, b map[string]bool) map[string]bool {
	u := make(map[string]bool, len(a)+len(b))
	for t := range a {
		u[t] = true
	}
	for t := range b {
		u[t] = true
	}
	return u
}

var datePattern = regexp.MustCompile(`(?i)\b(?:1[0-9]{3}|20[0-9]{2})\b|\d{1,2}[./:]\d{1,2}|\d{1,2}\.? ?\pL{3,}|century|век|jahrhundert`)

// foundIn reports whether a unit holds what the kind of question asks for.
func (k questionKind) foundIn(c candidate, question string) bool {
	text := c.text
	switch k {
	case kindHowMuch:
		return strings.IndexFunc(text, unicode.IsDigit) >= 0
	case kindWhen:
		return datePattern.MatchString(text)
	case kindWho, kindWhere:
		return hasNewName(text, question)
	case kindHowTo:
		return c.Kind == document.UnitItem && c.Ordered
	}
	return false
}

// hasNewName tells whether a word inside the sentence begins with a capital
// and is not in the question.
func hasNewName(text, question string) bool {
	asked := strings.ToLower(question)
	for i, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		r, _ := utf8.DecodeRuneInString(w)
		if i > 0 && unicode.IsUpper(r) && !strings.Contains(asked, strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// isQuestion reports whether a text, of a customer or a title, asks.
func isQuestion(text string) bool { return document.IsQuestion([]rune(text)) }

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

func countWords(text string) int { return document.CountWords([]rune(text)) }
