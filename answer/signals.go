package answer

import (
	"context"
	_ "embed" // for what the examples taught
	"maps"
	"math"
	"regexp"
	"strings"
	"unicode"

	"footnote/answer/policy"
	"footnote/internal/language"
	"footnote/retrieval"
)

// What a message can show besides its question.
const (
	signalPerson   = "person"   // the customer asks for a person
	signalUpset    = "upset"    // is angry or in distress
	signalRepeated = "repeated" // asks the same again, or says that it was not answered
)

const (
	// sureLoud is the probability from which a message that is written loudly
	// is taken for an upset one, instead of policy.Decisive.
	sureLoud = 0.3
	// sameQuestion is the cosine from which two questions are the same one,
	// sameTerms that for questions of the same words: "export" and "import"
	// are too near each other in meaning.
	sameQuestion, sameTerms = 0.9, 0.7
	// maxAsked is how many earlier questions are compared.
	maxAsked = 5
)

// signals recognises what a message shows besides its question. It is safe for
// concurrent use.
type signals struct {
	handover *handover
	lexicon  Lexicon
	// meaning compares with examples, nil without an embedder.
	meaning  *policy.Classifier
	embedder policy.Embedder
}

func newSignals(lexicon Lexicon, embedder policy.Embedder) *signals {
	s := &signals{handover: newHandover(), lexicon: lexicon, embedder: embedder}
	if embedder == nil {
		return s
	}
	s.meaning = policy.NewStored(embedder, signalTexts(), signalsLearned)
	return s
}

// signalsLearned is what the built-in encoder learned from the examples: to
// learn it anew takes 0.4 s. When the examples or policy's kernel change:
//
//	go test -tags use_weights ./answer -run TestStoredSignals -update
//
//go:embed signals_learned.gob
var signalsLearned []byte

// signalTexts are the examples of signals, and ordinary messages.
func signalTexts() []policy.Example {
	examples := policy.Ordinary()
	for _, e := range signalExamples {
		for line := range strings.Lines(e.lines) {
			if text := strings.TrimSpace(line); text != "" {
				examples = append(examples, policy.Example{Class: e.signal, Text: text})
			}
		}
	}
	return examples
}

// of returns the signal of a message, "" for none. Words decide where they
// can; an error is one of the embedder, the words have then decided alone.
func (s *signals) of(ctx context.Context, message string, history []retrieval.Turn) (string, error) {
	switch {
	case s.handover.asked(message):
		return signalPerson, nil
	case insults.MatchString(message):
		return signalUpset, nil
	case s.meaning == nil:
		return "", nil
	}
	guess, err := s.meaning.ClassifyMessage(ctx, message)
	if err != nil {
		return "", err
	}
	threshold := policy.Decisive
	if guess.Class == signalUpset && loud(message) {
		threshold = sureLoud
	}
	if guess.Probability >= threshold && (guess.Class != signalRepeated || answered(history)) {
		return guess.Class, nil
	}
	same, err := s.askedBefore(ctx, message, history)
	if same {
		return signalRepeated, err
	}
	return "", err
}

// askedBefore tells whether the customer asked the same before and got an
// answer to it.
func (s *signals) askedBefore(ctx context.Context, message string, history []retrieval.Turn) (bool, error) {
	texts := []string{message}
	for i := len(history) - 2; i >= 0 && len(texts) <= maxAsked; i-- {
		if history[i].Role == "user" && history[i+1].Role == "assistant" {
			texts = append(texts, history[i].Content)
		}
	}
	if len(texts) == 1 {
		return false, nil
	}
	vectors, err := s.embedder.EmbedPassages(ctx, texts)
	if err != nil || len(vectors) != len(texts) {
		return false, err
	}
	for i, v := range vectors[1:] {
		cosine := cosineOf(vectors[0], v)
		if cosine >= sameQuestion || cosine >= sameTerms && s.sameTerms(message, texts[i+1]) {
			return true, nil
		}
	}
	return false, nil
}

// sameTerms tells whether two questions have the same words but for those that
// say nothing.
func (s *signals) sameTerms(a, b string) bool {
	lang := language.DetectQuestion(a, nil)
	terms := newMemo(s.lexicon)
	return maps.Equal(terms.set(lang, a), terms.set(lang, b))
}

// answered tells whether the customer got an answer before.
func answered(history []retrieval.Turn) bool {
	for _, t := range history {
		if t.Role == "assistant" {
			return true
		}
	}
	return false
}

func cosineOf(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range min(len(a), len(b)) {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// loud tells whether a message is shouted: in capitals, or with several
// exclamation marks.
func loud(message string) bool {
	upper, lower, marks := 0, 0, 0
	for _, r := range message {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case r == '!' || r == '！':
			marks++
		}
	}
	return marks >= 2 || upper >= 12 && upper > 2*lower
}

// insults are words that nobody writes who is not upset. What has a harmless
// meaning too is left to the examples.
var insults = regexp.MustCompile(`(?i)(?:^|[^\p{L}\p{M}])(?:` + strings.Join([]string{
	`fuck(?:ing|ed|er|s)?`, `wtf`, `bullshit`, `assholes?`, `shitty`, `piece of (?:shit|crap|garbage)`, `you (?:idiots?|morons?|bastards?|scum)`, `you (?:are|guys are) (?:all )?(?:such )?(?:idiots|morons|liars|thieves|crooks)`,
	`scheiß\p{L}*`, `scheiss\p{L}*`, `arschl\p{L}+`, `verarsch\p{L}*`, `ihr (?:idioten|betrüger|versager)`, `saftladen`,
	`putain`, `merde`, `connards?`, `foutez de ma gueule`, `foutage de gueule`,
	`mierda`, `gilipollas`, `joder`, `hijos de puta`,
	`merda`, `stronz[io]`, `cazzo`, `vaffanculo`,
	`porra`, `caralho`, `bando de ladrões`,
	`klootzakken?`, `klotezooi`, `godverdomme`,
	`kurw\p{L}*`, `gówn\p{L}*`,
	`бля(?:дь|ть)?`, `ху[йеё]\p{L}*`, `сволочи`, `уроды`, `дерьмо`, `говно`, `вы (?:идиоты|мошенники|жулики)`,
	`siktir\p{L}*`, `amk`, `şerefsiz\p{L}*`, `salaklar`,
	`يا (?:لصوص|نصابين|حمير|أغبياء)`,
}, "|") + `)(?:$|[^\p{L}\p{M}])|他妈的|他媽的|混蛋|滚蛋|王八蛋|ふざけんな|バカ野郎|씨발|시발|병신|개새끼|ไอ้เหี้ย`)
