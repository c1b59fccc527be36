package ollama

import (
	"context"
	"errors"
	"math"
	"strings"
	"unicode"
)

// toldWords is how many first tokens the server is asked for: the most that
// it tells.
const toldWords = 20

// verdictTokens is how long a verdict may be: a word, and a space that some
// models write before it.
const verdictTokens = 2

// Yes asks a question that is to be answered by yes or no, and returns how
// likely the answer begins with yes: P(yes) / (P(yes) + P(no)), from 0 to 1, by
// the probabilities of the first token that is more than space, whichever is
// written. One that is not among the likeliest counts as impossible. After
// P(True) of Kadavath et al. 2022, "Language Models (Mostly) Know What They
// Know".
//
// numCtx is how many tokens the prompt may have; 0 takes 4096. It fails with
// ErrNoProbabilities where the server tells none, where neither word is among
// the likeliest, or where the model thinks aloud before it answers; and as
// Complete does.
func (c *Chat) Yes(ctx context.Context, messages []Message, numCtx int) (float64, error) {
	m, err := c.Info(ctx)
	if err != nil {
		return 0, err
	}
	if m.alwaysThinks() {
		return 0, &Error{Kind: ErrNoProbabilities, Op: c.op(), Err: errors.New("the model thinks before it answers"),
			Advice: "choose a model that does not, such as qwen3:4b-instruct"}
	}
	a, err := c.complete(ctx, ChatRequest{Messages: messages, NumCtx: numCtx, MaxTokens: verdictTokens, Seed: 1, LogProbs: true}, toldWords, nil)
	if err != nil {
		return 0, err
	}
	if len(a.first) == 0 {
		return 0, &Error{Kind: ErrNoProbabilities, Op: c.op(), Advice: "use Ollama 0.12.11 or later"}
	}
	yes, no := 0.0, 0.0
	for _, word := range a.first {
		switch plainWord(word.Token) {
		case "yes":
			yes += math.Exp(word.Logprob)
		case "no":
			no += math.Exp(word.Logprob)
		}
	}
	p := yes / (yes + no)
	if math.IsNaN(p) || p < 0 || p > 1 {
		return 0, &Error{Kind: ErrNoProbabilities, Op: c.op(), Err: errors.New("neither yes nor no is among the likeliest first words")}
	}
	return p, nil
}

// plainWord is a token without case and without what tokenizers and models
// set around a word: spaces, quotes, stars.
func plainWord(token string) string {
	return strings.ToLower(strings.TrimFunc(token, func(r rune) bool { return !unicode.IsLetter(r) || r == '\u0120' }))
}
