package answer

import (
	"cmp"
	"context"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/sentence"
	"footnote/retrieval"
)

const (
	// searchedPassages is how much of the evidence is looked through for
	// sentences.
	searchedPassages = 6
	// embeddedSentences is how many of the sentences are embedded, the best
	// by words first.
	embeddedSentences = 24
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
	// weightCode is that of the codes asked for ("E-4012") that a sentence
	// lacks. It is not fitted, the sets hardly have any: a sentence about
	// another code is no answer.
	weightCode = -2.0
)

// candidate is a sentence of the evidence that may answer.
type candidate struct {
	evidence int
	// position counts the sentences of the passage from 0.
	position int
	span     sentence.Span
	text     string
	// shown is the text as it is shown: a table row with its header.
	shown string
	// titled is the text with title and headings, as it is embedded.
	titled string
	words  int
	// item says that it is a list item, dependent that it cannot stand
	// without the sentence before it.
	item, dependent bool
	// scrap says that it is no sentence by itself, step that it is a
	// numbered item, row that it is of a table.
	scrap, step, row bool
	language         string
	// lexical is the weighted share of question terms in the sentence,
	// heard the same with its title, headings and the sentence before it.
	lexical, heard float64
	cosine         float64
	kindFound      bool
	lead           bool
	score          float64
}

// passageContext is what is said before a sentence: title, headings, and the
// question that it replies to.
type passageContext struct {
	terms map[string]bool
	// share is how much of the question the context says.
	share float64
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

func passageCandidates(q *question, index int, e retrieval.Evidence, prior float64) []candidate {
	language := e.Document.Language
	terms := q.in(language)
	head := q.lexicon.set(language, headOf(e))
	context := passageContext{head, terms.covered(head)}
	runes := []rune(e.Passage.Text)
	title := strings.Join(append([]string{e.Document.Title}, e.Passage.Headings...), ". ") + "\n"
	var before map[string]bool
	var out []candidate
	first, table := true, tableAt(e.Passage)
	for position, span := range sentence.Split(e.Passage.Text) {
		text := string(runes[span.Start:span.End])
		words := q.lexicon.set(language, text)
		row, header := table.next(text)
		if isHeading(runes, span, text) || isQuestion(text) || header {
			// What follows is said under it.
			all := union(head, words)
			context, first, before = passageContext{all, terms.covered(all)}, true, nil
			continue
		}
		shown := text
		if row {
			shown, before = readRow(table.columns, text), nil // rows do not lean on each other
		}
		count := countWords(shown)
		c := candidate{
			evidence: index, position: position, span: span, text: text, shown: shown, titled: title + text, words: count,
			item: isItem(text), dependent: isDependent(language, text),
			lexical: terms.covered(words), heard: terms.covered(union(union(context.terms, before), words)),
			kindFound: q.kind.foundIn(text, q.text), lead: first && context.share > 0.5,
			scrap: !row && (isScrap(text) || count < 4), row: row, step: stepPattern.MatchString(text) && q.kind != kindHowTo,
			language: language,
		}
		if isBoilerplate(c) {
			continue
		}
		first, before = false, words
		c.score = c.wordScore(prior) + weightCode*(1-q.coded(text))
		out = append(out, c)
	}
	return out
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

// Embedder embeds sentences like passages; *index.Index is one.
type Embedder interface {
	EmbedTexts(ctx context.Context, texts []string) ([][]float32, error)
}

// addCosines adds the similarity of sentences to the question: of all where
// retrieval tells it, else of the best by words, which are embedded. That it
// cannot is no error: the words decide then.
func addCosines(ctx context.Context, embedder Embedder, q *question, evidence []retrieval.Evidence, all []candidate) {
	if len(q.vector) == 0 || len(all) == 0 {
		return
	}
	if told := evidence[all[0].evidence].Sentences; told != nil {
		for i := range all {
			c := &all[i]
			e := evidence[c.evidence]
			c.score += weightHead * max(e.Head, 0)
			if c.position < len(e.Sentences) {
				c.addCosine(e.Sentences[c.position])
			}
		}
		return
	}
	if embedder == nil {
		return
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all[b].score, all[a].score) })
	order = order[:min(len(order), embeddedSentences)]
	texts := make([]string, len(order))
	for i, at := range order {
		texts[i] = all[at].titled
	}
	vectors, err := embedder.EmbedTexts(ctx, texts)
	if err != nil || len(vectors) != len(texts) {
		return
	}
	for i, at := range order {
		all[at].addCosine(dot(q.vector, vectors[i]))
	}
}

func (c *candidate) addCosine(cosine float64) {
	c.cosine = cosine
	c.score += weightCosine * max(cosine, 0)
}

func dot(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return 0
	}
	return sum
}

var (
	stepPattern = regexp.MustCompile(`^\d{1,3}[.)]\s`)
	itemPattern = regexp.MustCompile(`^(?:[-*+•▪●◦‣]|\d{1,3}[.)]|[a-zA-Zа-яА-Я]\))\s`)
	datePattern = regexp.MustCompile(`(?i)\b(?:1[0-9]{3}|20[0-9]{2})\b|\d{1,2}[./:]\d{1,2}|\d{1,2}\.? ?\pL{3,}|century|век|jahrhundert`)
)

// foundIn tells whether a sentence holds what the kind of question asks for.
func (k questionKind) foundIn(text, question string) bool {
	switch k {
	case kindHowMuch:
		return strings.IndexFunc(text, unicode.IsDigit) >= 0
	case kindWhen:
		return datePattern.MatchString(text)
	case kindWho, kindWhere:
		return hasNewName(text, question)
	case kindHowTo:
		return isItem(text)
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

// isScrap tells parts of an enumeration that go on elsewhere, and examples of
// code.
func isScrap(text string) bool {
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") {
		return true // an example of code
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return last == ',' || last == ';' || last == ':' || last == '，' || last == '：'
}

func isItem(text string) bool { return itemPattern.MatchString(text) }

func isQuestion(text string) bool {
	end := strings.TrimRight(text, ` "'”»)*_`)
	return strings.HasSuffix(end, "?") || strings.HasSuffix(end, "？") || strings.HasSuffix(end, "؟")
}

// isHeading tells whether a sentence is a line of its own, short and without
// a stop, and no list item or table row.
func isHeading(runes []rune, span sentence.Span, text string) bool {
	if strings.HasPrefix(text, "#") {
		return true
	}
	alone := (span.Start == 0 || runes[span.Start-1] == '\n') && span.End < len(runes) && runes[span.End] == '\n'
	if !alone || isItem(text) || isRow(text) || strings.ContainsRune(text, '\t') || countWords(text) > 12 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')'
}

// isDependent tells whether a sentence begins with a word that points back.
func isDependent(language, text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return pointers[language][strings.Trim(first, ",.:;'\"")]
}

var pointers = map[string]map[string]bool{
	"en": wordSet("it its this these they their those he she his her such otherwise however therefore then also instead"),
	"ru": wordSet("он она оно они это эта этот эти их его её ее такой такая такие иначе поэтому однако затем также тогда"),
	"de": wordSet("er sie es dies diese dieser dieses ihre sein seine dann danach jedoch daher deshalb sonst andernfalls"),
	"fr": wordSet("il elle ils elles ce cela cette ces ensuite puis sinon"),
	"es": wordSet("este esta esto estos estas luego entonces además"),
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var boilerplatePattern = regexp.MustCompile(`(?i)^(?:see also|learn more|read more|click here|related (?:articles|topics)|table of contents|was this (?:article|page) helpful|last (?:updated|modified|reviewed)|back to top|copyright|©|all rights reserved|share this|next:|previous:|` +
	`см\. также|смотрите также|подробнее[:.]|читайте также|содержание|оглавление|была ли (?:эта )?статья полезн|обновлено|` +
	`siehe auch|mehr erfahren|weiterlesen|inhaltsverzeichnis|war dieser artikel|zuletzt (?:aktualisiert|geändert)|voir aussi|véase también)`)

// isBoilerplate tells sentences that say nothing: links to elsewhere, dates
// of change, marks without words, fragments that end in a colon.
func isBoilerplate(c candidate) bool {
	if c.words == 0 || boilerplatePattern.MatchString(c.text) {
		return true
	}
	letters := 0
	for _, r := range c.text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters*3 < utf8.RuneCountInString(c.text)
}

// countWords counts words; in scripts without spaces two characters count as
// one.
func countWords(text string) int {
	words, dense := 0, 0
	inWord := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			dense++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		case unicode.IsSpace(r):
			inWord = false
		}
	}
	return words + (dense+1)/2
}
