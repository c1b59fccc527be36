package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/index"
	"footnote/internal/language"
	"footnote/retrieval"
)

// questionKind is what kind of answer a question asks for.
type questionKind uint8

const (
	kindOther   questionKind = iota
	kindWho                  // a person or organisation
	kindWhen                 // a date or time
	kindHowMuch              // a number
	kindWhere                // a place
	kindHowTo                // steps
)

// Lexicon analyzes words the way the index does; *index.Index is one.
type Lexicon interface {
	Terms(language, text string) []index.Token
	IDF(language, term string) float64
}

// question is a question as the writers and the confidence look at it.
type question struct {
	text     string
	language string
	history  []retrieval.Turn
	kind     questionKind
	vector   []float32
	// names are the question's names and numbers, codes those of letters and
	// digits, and versions.
	names, codes []string
	// letters are its words of one capital letter.
	letters []string
	lexicon *memo
	// terms are the question's words by the language they are analyzed in:
	// evidence in another language has another analysis.
	terms map[string]*weighted
}

// weighted is a set of terms with their weights.
type weighted struct {
	weight map[string]float64
	order  []string
	sum    float64
}

// historyShare is what a word of the message before counts, next to one of
// the question.
const historyShare = 0.35

// leastWeight is what a word counts that every passage has.
const leastWeight = 0.05

func newQuestion(lexicon *memo, text, lang string, history []retrieval.Turn, vector []float32) *question {
	names := language.Names(text)
	return &question{
		text: text, language: lang, history: history, kind: kindOf(text), vector: vector, names: names, codes: codesOf(names), letters: lettersOf(text),
		lexicon: lexicon, terms: map[string]*weighted{},
	}
}

// in returns the question's terms as a language analyzes them.
func (q *question) in(language string) *weighted {
	if w := q.terms[language]; w != nil {
		return w
	}
	w := &weighted{weight: map[string]float64{}}
	w.add(q.lexicon, language, q.text, 1)
	if before := lastUserTurn(q.history); before != "" {
		w.add(q.lexicon, language, before, historyShare)
	}
	q.terms[language] = w
	return w
}

func (w *weighted) add(lexicon *memo, language, text string, share float64) {
	for _, t := range lexicon.Terms(language, text) {
		if _, ok := w.weight[t.Term]; ok {
			continue
		}
		weight := share * max(lexicon.IDF(language, t.Term), leastWeight)
		w.weight[t.Term] = weight
		w.order = append(w.order, t.Term)
		w.sum += weight
	}
}

// coded returns the share of the question's codes, its words of letters and
// digits, that a text has; 1 where it has none.
func (q *question) coded(text string) float64 { return language.NamesIn(q.codes, text) }

// numbers reports whether a text begins with one of the question's codes, as
// clauses and sections begin with their number.
func (q *question) numbers(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	first = strings.ToLower(strings.TrimRight(first, ".)"))
	return first != "" && slices.Contains(q.codes, first)
}

// codesOf are the names that have letters and digits, and versions.
func codesOf(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return strings.IndexFunc(name, unicode.IsDigit) < 0 || strings.IndexFunc(name, unicode.IsLetter) < 0 && !strings.Contains(name, ".")
	})
}

// covered returns the share of the terms' weight that is in the set.
func (w *weighted) covered(terms map[string]bool) float64 {
	if w.sum == 0 {
		return 0
	}
	got := 0.0
	for _, t := range w.order { // in order: sums must not depend on map order
		if terms[t] {
			got += w.weight[t]
		}
	}
	return got / w.sum
}

func lastUserTurn(history []retrieval.Turn) string {
	for i := len(history) - 1; i >= 0; i-- {
		if history[i].Role == "user" {
			return history[i].Content
		}
	}
	return ""
}

// memo remembers what a lexicon said, for the time of one answer.
type memo struct {
	Lexicon
	weights map[string]float64
	sets    map[string]map[string]bool
}

func newMemo(lexicon Lexicon) *memo {
	return &memo{lexicon, map[string]float64{}, map[string]map[string]bool{}}
}

// IDF implements Lexicon.
func (m *memo) IDF(language, term string) float64 {
	key := language + "\x00" + term
	weight, ok := m.weights[key]
	if !ok {
		weight = m.Lexicon.IDF(language, term)
		m.weights[key] = weight
	}
	return weight
}

// set returns the terms of a text, which must not be changed: what stands over
// many units, such as the header of a column, is analyzed once.
func (m *memo) set(language, text string) map[string]bool {
	key := language + "\x00" + text
	set, ok := m.sets[key]
	if !ok {
		set = map[string]bool{}
		for _, t := range m.Terms(language, text) {
			set[t.Term] = true
		}
		m.sets[key] = set
	}
	return set
}

// kindPhrases are tried in order: "how many" before "how". A phrase stands
// anywhere in the question, one that ends in "^" only at its beginning.
var kindPhrases = []struct {
	kind    questionKind
	phrases []string
}{
	{kindHowMuch, []string{
		"how many", "how much", "how long", "how often", "how old", "how far", "how large", "how big", "how high", "what percent", "what is the price", "what does it cost", "the cost of", "maximum", "minimum", "limit",
		"сколько", "как долго", "как часто", "какова стоимость", "какая цена", "максимальн", "минимальн", "лимит",
		"wie viel", "wieviel", "wie lange", "wie oft", "wie hoch", "wie groß", "was kostet", "combien", "quelle est la durée", "cuánt", "quant", "hoeveel", "hoe lang", "ile ", "ne kadar", "kaç", "скільки", "كم", "多少", "多久", "几", "いくら", "いくつ", "何回", "何日", "얼마", "몇", "เท่าไ", "กี่",
	}},
	{kindWhen, []string{
		"when ", "what date", "what year", "what time", "which year", "what day", "what century", "когда", "в каком году", "с какого числа", "какого числа",
		"wann", "in welchem jahr", "quand", "cuándo", "quando", "wanneer", "kiedy", "ne zaman", "коли", "متى", "什么时候", "何时", "いつ", "언제", "เมื่อไ",
	}},
	{kindWho, []string{"who ", "whom ", "whose ", "which person", "кто ", "кем ", "кому ", "чей ", "wer ", "wem ", "wen ", "qui ^", "quién", "chi ^", "quem", "wie is", "kto ", "kim ", "хто ", "من ^", "谁", "誰", "누가", "누구", "ใคร"}},
	{kindWhere, []string{"where ", "which country", "what country", "what city", "which city", "где ", "куда ", "откуда ", "wo ", "wohin ", "woher ", "où ", "dónde", "dove ", "onde ", "waar ", "gdzie ", "nerede", "де ^", "أين", "哪里", "在哪", "どこ", "어디", "ที่ไหน"}},
	{kindHowTo, []string{
		"how do i", "how do we", "how can i", "how can we", "how to", "how should i", "how would i", "what steps", "steps to", "what do i need to do", "what should i do", "what to do",
		"как мне", "как я могу", "как можно", "как ^", "что делать", "каким образом", "wie kann", "wie ändere", "wie richte", "wie lösche", "wie erstelle", "wie setze", "wie melde", "was muss ich tun", "was soll ich tun", "wie füge", "wie finde",
		"comment ^", "cómo", "come posso", "come ^", "como ^", "hoe kan", "hoe ^", "jak ^", "nasıl", "як ^", "كيف", "如何", "怎么", "どうすれば", "方法", "어떻게", "อย่างไร", "ยังไง",
	}},
}

func kindOf(text string) questionKind {
	folded := strings.TrimSpace(strings.ReplaceAll(strings.ToLower(text), "¿", " ")) + " "
	for _, k := range kindPhrases {
		for _, p := range k.phrases {
			if start, ok := strings.CutSuffix(p, "^"); ok {
				if strings.HasPrefix(folded, start) {
					return k.kind
				}
				continue
			}
			i := strings.Index(folded, p)
			stands := i == 0 || i > 0 && (folded[i-1] == ' ' || p[0] >= 0x80)
			if stands && (k.kind == kindHowMuch || k.kind == kindHowTo || asks(folded[:i])) {
				return k.kind
			}
		}
	}
	if first, ok := strings.CutPrefix(folded, "wie "); ok && germanSubject.MatchString(first) {
		return kindHowTo
	}
	return kindOther
}

// germanSubject is a verb with who does it, as German questions go on that any
// verb may make into one for steps: "wie stelle ich", "wie kündigt man".
var germanSubject = regexp.MustCompile(`^\pL+ (?:ich|man|wir) `)

// asks tells whether a word after a text can be asked with: "when" can at a
// beginning, after a stop or a small word, not in "an error occurs when we
// save". Where words are not spaced it can.
func asks(before string) bool {
	text, spaced := strings.CutSuffix(before, " ")
	last, _ := utf8.DecodeLastRuneInString(text)
	if !spaced || !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return true
	}
	return utf8.RuneCountInString(text[strings.LastIndexByte(text, ' ')+1:]) <= 4
}
