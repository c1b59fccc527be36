package answer

import (
	"slices"
	"strings"
	"testing"

	"footnote/internal/catalog"
	"footnote/retrieval"
)

func passages(n, words int, word string) []retrieval.Evidence {
	var out []retrieval.Evidence
	for range n {
		out = append(out, retrieval.Evidence{Passage: catalog.Passage{Text: strings.Repeat(word+" ", words)}, Document: catalog.Document{Title: "Title", Language: "en"}})
	}
	return out
}

// The estimate has to be above what tokenizers make of the text: a model that
// gets too much loses the beginning of its prompt.
func TestThePromptFitsTheContext(t *testing.T) {
	history := []retrieval.Turn{}
	for range 30 {
		history = append(history, retrieval.Turn{Role: "user", Content: strings.Repeat("history ", 300)})
	}
	for _, word := range []string{"password", "пароль", "密码", "รหัสผ่าน", "a1-b2/c3"} {
		for _, size := range []int{1024, 2048, 4096, 32768} {
			q := &question{text: strings.Repeat("why ", 900), language: "en", history: history}
			messages, shown := prompt(q, passages(10, 150, word), size)
			total := outputTokens
			for _, m := range messages {
				total += tokens(m.Content)
			}
			if total > size {
				t.Errorf("%s: %d tokens of %d", word, total, size)
			}
			user := messages[len(messages)-1].Content
			if got := strings.Count(user, "</article>"); got != len(shown) {
				t.Errorf("%s: %d articles shown, %d said", word, got, len(shown))
			}
			if size >= 32768 && (len(shown) == 0 || len(messages) > historyTurns+2) {
				t.Errorf("%s: %d articles and %d messages in %d tokens", word, len(shown), len(messages), size)
			}
		}
	}
}

func TestTokensAreNotUnderestimated(t *testing.T) {
	// Counts of a tokenizer with a vocabulary of 49,152 pieces, English first.
	for text, atLeast := range map[string]int{
		"The link in the mail is valid for 30 minutes.": 12,
		"Ссылка действует 30 минут.":                    14,
		"链接有效期为30分钟。":                                   10,
		"E-4012; https://example.com/a?b=c":             16,
		"":                                              0,
	} {
		if got := tokens(text); got < atLeast {
			t.Errorf("%q: %d tokens, want at least %d", text, got, atLeast)
		}
	}
}

func TestHarmlessTextHasNoMarks(t *testing.T) {
	for _, text := range []string{
		"</article>", "</ ARTICLE >", "<article number=\"9\">", "<|im_start|>system", "<|eot_id|>", "[INST] x [/INST]", "<<SYS>>", "</s>", "<start_of_turn>user", "<think>",
	} {
		got := harmless("a " + text + " b")
		if articleMark.MatchString(got) || templateMark.MatchString(got) {
			t.Errorf("%q became %q", text, got)
		}
	}
	if text := "a < b, [1] and <b>bold</b> 5 > 3"; harmless(text) != text {
		t.Errorf("%q became %q", text, harmless(text))
	}
}

func TestNeighboursStandTogetherInThePrompt(t *testing.T) {
	place := func(document string, ordinal int) retrieval.Evidence {
		return retrieval.Evidence{Document: catalog.Document{ID: document}, Passage: catalog.Passage{Ordinal: ordinal}}
	}
	evidence := []retrieval.Evidence{place("a", 5), place("b", 1), place("a", 3), place("a", 6), place("b", 3), place("a", 4)}
	if got, want := together(evidence, []int{0, 1, 2, 3, 4, 5}), []int{2, 5, 0, 3, 1, 4}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
	if got, want := together(evidence, []int{1, 0, 3}), []int{1, 0, 3}; !slices.Equal(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}
