package eval

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"footnote/answer"
)

// maxShortAnswer is the longest gold answer, in words, that is looked for in
// an answer's text. Longer ones are judged by the place that is cited.
const maxShortAnswer = 10

// maxRank is how many documents of the evidence count.
const maxRank = 10

// Judgement is what one question says about the program.
type Judgement struct {
	ID       string
	Language string
	Tags     []string
	// Missing says that there is no line for the question.
	Missing bool
	// Labelled says that the rest holds anything: there is a line, and
	// somebody said whether the question can be answered.
	Labelled   bool
	Answerable bool
	// Ranked says that retrieval can be judged, by Rank and NDCG.
	Ranked bool
	// Rank of the first gold document among the evidence's documents, from 1
	// to 10, 0 where none is.
	Rank int
	// NDCG is the discounted gain of the gold documents among the first ten.
	NDCG     float64
	Decision answer.Decision
	// Answered says that the customer was given the text.
	Answered bool
	// Right says that the text, shown or draft, answers the question.
	Right bool
	// Unsure says that gold answers are short and long ones: only the short
	// are looked for, so that an answer that holds a long one is not Right.
	Unsure     bool
	Confidence float64
	// Citations made; of those, QuotesNotInDocument do not stand in their
	// document, CitationsJudged have gold places to compare with and
	// CitationsInGold name one.
	Citations, QuotesNotInDocument, CitationsJudged, CitationsInGold int
}

// Judge judges what was written down of each question, in the order of the
// set. A question counts as right when it is answerable and the text holds a
// short gold answer or, where all gold answers are long, when a citation
// names a gold document, within a page where pages are known.
func Judge(set Set, lines []Line) ([]Judgement, error) {
	texts, err := set.corpusTexts()
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Line, len(lines))
	for _, line := range lines {
		byID[line.ID] = line
	}
	judge := judge{texts: texts, squeezed: map[string]string{}, lower: cases.Lower(language.Und)}
	judgements := make([]Judgement, 0, len(set.Questions))
	for _, question := range set.Questions {
		line, ok := byID[question.ID]
		judgement := Judgement{ID: question.ID, Language: question.Language, Tags: question.Tags, Missing: !ok}
		if ok && question.Answerable != nil {
			judge.judge(&judgement, question, line)
		}
		judgements = append(judgements, judgement)
	}
	return judgements, nil
}

func (j Judgement) outcome() Outcome {
	return Outcome{Rank: j.Rank, Decision: j.Decision, Right: j.Right, Confidence: j.Confidence}
}

type judge struct {
	texts    map[string]string
	squeezed map[string]string
	lower    cases.Caser
}

func (j judge) judge(into *Judgement, question Question, line Line) {
	into.Labelled = true
	into.Answerable = *question.Answerable
	into.Decision = line.Decision
	into.Answered = line.Decision == answer.Answered
	into.Confidence = line.Confidence
	if into.Answerable && len(question.Gold) > 0 {
		into.Ranked = true
		into.Rank, into.NDCG = rank(line.Evidence, question.Gold)
	}
	into.Right, into.Unsure = into.Answerable && j.right(question, line), unsure(question.Answers)
	for _, citation := range line.Citations {
		into.Citations++
		if !j.quoted(citation) {
			into.QuotesNotInDocument++
		}
		if len(question.Gold) > 0 {
			into.CitationsJudged++
			if citation.inGold(question.Gold) {
				into.CitationsInGold++
			}
		}
	}
}

func (j judge) right(question Question, line Line) bool {
	text, short := " "+j.normal(line.Text)+" ", false
	for _, gold := range question.Answers {
		if words := countWords(gold); words == 0 || words > maxShortAnswer {
			continue
		}
		short = true
		if wanted := j.normal(gold); wanted != "" && strings.Contains(text, " "+wanted+" ") {
			return true
		}
	}
	return !short && slices.ContainsFunc(line.Citations, func(c LineCitation) bool { return c.inGold(question.Gold) })
}

func unsure(gold []string) bool {
	short, long := false, false
	for _, answer := range gold {
		words := countWords(answer)
		short = short || words > 0 && words <= maxShortAnswer
		long = long || words > maxShortAnswer
	}
	return short && long
}

func countWords(gold string) int { return len(strings.FieldsFunc(gold, isSpace)) }

// quoted says whether the quote stands in its document, as far as the
// document's text is known.
func (j judge) quoted(citation LineCitation) bool {
	text, ok := j.texts[citation.Path]
	if !ok {
		return true
	}
	squeezed, ok := j.squeezed[citation.Path]
	if !ok {
		squeezed = squeeze(text)
		j.squeezed[citation.Path] = squeezed
	}
	return strings.Contains(squeezed, squeeze(citation.Quote))
}

func (c LineCitation) inGold(gold []Gold) bool {
	return slices.ContainsFunc(gold, func(g Gold) bool {
		if c.Path != g.Document {
			return false
		}
		return c.Page == nil || g.Page == nil || max(*c.Page-*g.Page, *g.Page-*c.Page) <= 1
	})
}

// rank finds the gold documents among the first documents of the evidence.
func rank(evidence []LineEvidence, gold []Gold) (first int, ndcg float64) {
	wanted := map[string]bool{}
	for _, g := range gold {
		wanted[g.Document] = true
	}
	seen := map[string]bool{}
	var gain, best float64
	for _, entry := range evidence {
		if seen[entry.Path] {
			continue
		}
		if len(seen) == maxRank {
			break
		}
		seen[entry.Path] = true
		if !wanted[entry.Path] {
			continue
		}
		if first == 0 {
			first = len(seen)
		}
		gain += 1 / math.Log2(float64(len(seen)+1))
	}
	for n := range min(maxRank, len(wanted)) {
		best += 1 / math.Log2(float64(n+2))
	}
	return first, gain / best
}

// normal is the normalization of SQuAD: lower case, no punctuation, no
// articles, single spaces.
func (j judge) normal(text string) string {
	text = strings.ReplaceAll(j.lower.String(norm.NFKC.String(text)), "ё", "е")
	text = strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return ' '
	}, text)
	words := strings.Fields(text)
	words = slices.DeleteFunc(words, func(w string) bool { return w == "a" || w == "an" || w == "the" })
	return strings.Join(words, " ")
}

// squeeze folds white space, so that a quote is found across line ends.
func squeeze(text string) string {
	return strings.Join(strings.FieldsFunc(norm.NFC.String(text), isSpace), " ")
}

// isSpace takes the separators of ASCII for white space, as the referee does.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f'
}
