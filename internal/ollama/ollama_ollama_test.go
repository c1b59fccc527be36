//go:build ollama

package ollama_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"footnote/internal/ollama"
	"footnote/internal/ollama/ollamatest"
)

func client(t testing.TB, s *ollamatest.Server) *ollama.Client {
	t.Helper()
	c, err := ollama.New(s.URL(), ollama.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func cosine(a, b []float32) float64 {
	var sum float64
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestOllamaModels(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	ctx := t.Context()
	if version, err := c.Available(ctx); err != nil || version == "" {
		t.Fatalf("version %q, %v", version, err)
	}
	models, err := c.Models(ctx)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]ollama.Model{}
	for _, m := range models {
		byName[m.Name] = m
	}
	chat, embedding := byName["smollm2:135m"], byName["multilingual-e5-small:latest"]
	if !chat.Chat || chat.Embedding || chat.ContextLength != 8192 || chat.Family != "llama" || chat.Size < 90e6 || chat.ParameterSize != "134.52M" {
		t.Errorf("chat model %+v", chat)
	}
	if embedding.Chat || !embedding.Embedding || embedding.ContextLength != 512 || embedding.Family != "bert" || len(embedding.Digest) != 64 {
		t.Errorf("embedding model %+v", embedding)
	}
	if got := ollama.PreferredChat(models); got != "smollm2:135m" {
		t.Errorf("preferred chat model %q", got)
	}
	if got := ollama.PreferredEmbedding(models); got != "multilingual-e5-small:latest" {
		t.Errorf("preferred embedding model %q", got)
	}
	for _, name := range []string{ollamatest.ChatModel, ollamatest.EmbeddingModel} {
		if err := c.Check(ctx, name); err != nil {
			t.Errorf("check %s: %v", name, err)
		}
	}
	if err := c.Check(ctx, "qwen3:4b"); !errors.Is(err, ollama.ErrModelMissing) || !strings.Contains(err.Error(), "footnote models pull qwen3:4b") {
		t.Errorf("check of a missing model: %v", err)
	}
	if _, err := c.NewChat(ctx, ollamatest.EmbeddingModel); !errors.Is(err, ollama.ErrWrongModel) {
		t.Errorf("chat with an embedding model: %v", err)
	}
	if _, err := c.NewEmbedder(ctx, ollamatest.ChatModel); !errors.Is(err, ollama.ErrWrongModel) {
		t.Errorf("embed with a chat model: %v", err)
	}
}

func TestOllamaEmbeds(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	ctx := t.Context()
	e, err := c.NewEmbedder(ctx, ollamatest.EmbeddingModel)
	if err != nil {
		t.Fatal(err)
	}
	if want := "ollama/multilingual-e5-small:latest@"; !strings.HasPrefix(e.Model(), want) || !strings.HasSuffix(e.Model(), "+e5") {
		t.Errorf("model %q", e.Model())
	}
	passages := []string{
		"To reset a forgotten password, open the login page and follow the link in the e-mail.",
		"Invoices are sent by e-mail on the first day of each month.",
		"Чтобы сбросить забытый пароль, откройте страницу входа и перейдите по ссылке из письма.",
		"Счета приходят по почте первого числа каждого месяца.",
		"Um ein vergessenes Kennwort zurückzusetzen, folgen Sie dem Link in der E-Mail.",
		"Rechnungen werden am ersten Tag jedes Monats verschickt.",
	}
	vectors, err := e.EmbedPassages(ctx, passages)
	if err != nil {
		t.Fatal(err)
	}
	questions := map[string]bool{ // does it ask for the password?
		"How can I change my password when I forgot it?":    true,
		"When do I get my bill?":                            false,
		"Как поменять пароль, если я его не помню?":         true,
		"Когда выставляется счёт?":                          false,
		"Wie ändere ich mein Passwort, wenn ich es vergaß?": true,
		"Wann bekomme ich meine Rechnung?":                  false,
	}
	for question, password := range questions {
		q, err := e.EmbedQuery(ctx, question)
		if err != nil {
			t.Fatal(err)
		}
		if len(q) != 384 || math.Abs(cosine(q, q)-1) > 1e-5 {
			t.Errorf("%q: %d dimensions, length² %v", question, len(q), cosine(q, q))
		}
		for i := 0; i < len(passages); i += 2 {
			right, wrong := cosine(q, vectors[i]), cosine(q, vectors[i+1])
			if !password {
				right, wrong = wrong, right
			}
			if right <= wrong {
				t.Errorf("%q: %.3f to what answers it, %.3f to what does not (passages %d and %d)", question, right, wrong, i, i+1)
			}
		}
	}
	again, err := e.EmbedPassages(ctx, passages[2:3])
	if err != nil {
		t.Fatal(err)
	}
	if same := cosine(again[0], vectors[2]); same < 0.9999 {
		t.Errorf("the same text again, alone: cosine %v", same)
	}
}

func TestOllamaEmbedsWhatIsTooLong(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	ctx := t.Context()
	e, err := c.NewEmbedder(ctx, ollamatest.EmbeddingModel)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{
		strings.Repeat("Forgotten passwords are reset by e-mail. ", 2000),
		strings.Repeat("пароль", 3000),
		strings.Repeat("密码重置", 2000),
		strings.Repeat("The mountain railway climbs through a snowy forest. ", 2000),
		"Forgotten passwords are reset by e-mail.",
		strings.Repeat("🙂", 2000),
		"a\x00b\xff\n\n\t" + strings.Repeat("=", 1000),
	}
	vectors, err := e.EmbedPassages(ctx, texts)
	if err != nil {
		t.Fatal(err)
	}
	if len(vectors) != len(texts) {
		t.Fatalf("%d vectors", len(vectors))
	}
	if near, far := cosine(vectors[0], vectors[4]), cosine(vectors[3], vectors[4]); near <= far {
		t.Errorf("a sentence is %.3f near to its own repetition, %.3f to another's", near, far)
	}
}

func TestOllamaChats(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	ctx := t.Context()
	chat, err := c.NewChat(ctx, ollamatest.ChatModel)
	if err != nil {
		t.Fatal(err)
	}
	request := ollama.ChatRequest{
		Messages:  []ollama.Message{{Role: "system", Content: "Answer in one short sentence."}, {Role: "user", Content: "What is a password?"}},
		NumCtx:    8192,
		MaxTokens: 24, Seed: 7, LogProbs: true,
	}
	var streamed strings.Builder
	pieces := 0
	first, err := chat.Complete(ctx, request, func(text string) error {
		pieces++
		streamed.WriteString(text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if first.Text == "" || streamed.String() != first.Text || pieces < 3 {
		t.Errorf("text %q, streamed %q in %d pieces", first.Text, streamed.String(), pieces)
	}
	if first.PromptTokens < 10 || first.OutputTokens < 3 || len(first.LogProbs) < 3 || first.LogProbs[0] > 0 {
		t.Errorf("%+v", first)
	}
	second, err := chat.Complete(ctx, request, nil)
	if err != nil || second.Text != first.Text {
		t.Errorf("the same again: %q, then %q, %v", first.Text, second.Text, err)
	}
	request.MaxTokens = 3
	if short, err := chat.Complete(ctx, request, nil); err != nil || short.DoneReason != ollama.DoneLength || short.OutputTokens != 3 {
		t.Errorf("three tokens: %+v, %v", short, err)
	}
}

func TestOllamaSaysYesOrNo(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	ctx := t.Context()
	for _, question := range []string{"Is the sky blue?", "Can a stone swim across the sea?"} {
		messages := []ollama.Message{{Role: "user", Content: question + " Answer with yes or no."}}
		first, err := c.Chat(ollamatest.ChatModel).Yes(ctx, messages, 2048)
		if err != nil || first <= 0 || first >= 1 {
			t.Errorf("%s: %v, %v", question, first, err)
		}
		if second, err := c.Chat(ollamatest.ChatModel).Yes(ctx, messages, 2048); err != nil || math.Abs(second-first) > 1e-3 {
			t.Errorf("%s: %v, then %v, %v", question, first, second, err)
		}
	}
}

func TestOllamaDoesNotCutAPrompt(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	chat, err := c.NewChat(t.Context(), ollamatest.ChatModel)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("Invoices are sent on the first day of each month. ", 300)
	for _, messages := range [][]ollama.Message{
		{{Role: "user", Content: long}},
		{{Role: "system", Content: long}, {Role: "user", Content: "When?"}},
		{{Role: "user", Content: long}, {Role: "assistant", Content: "Yes."}, {Role: "user", Content: "When?"}},
	} {
		result, err := chat.Complete(t.Context(), ollama.ChatRequest{Messages: messages, NumCtx: 1024, MaxTokens: 16}, nil)
		if !errors.Is(err, ollama.ErrTruncated) {
			t.Errorf("%d messages, over-long: %+v, %v", len(messages), result, err)
		}
	}
	// The answer is cut where the context ends, and says so.
	small := tale(1000)
	small.NumCtx = 96
	result, err := chat.Complete(t.Context(), small, nil)
	if err != nil || result.DoneReason != ollama.DoneLength || result.PromptTokens+result.OutputTokens > small.NumCtx+1 {
		t.Errorf("an answer beyond the context: %+v, %v", result, err)
	}
}

func TestOllamaCancelEndsTheAnswer(t *testing.T) {
	c := client(t, ollamatest.Start(t))
	chat, err := c.NewChat(t.Context(), ollamatest.ChatModel)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	pieces := 0
	_, err = chat.Complete(ctx, tale(4000), func(string) error {
		if pieces++; pieces == 3 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || pieces > 50 {
		t.Errorf("%v after %d pieces", err, pieces)
	}
	stop := errors.New("enough")
	if _, err = chat.Complete(t.Context(), tale(4000), func(string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped by the reader: %v", err)
	}
	// Were the server still writing, this would wait for thousands of tokens.
	if result, err := chat.Complete(t.Context(), tale(8), nil); err != nil || result.Text == "" {
		t.Errorf("after the cancel: %+v, %v", result, err)
	}
}

func TestOllamaKilledMidAnswer(t *testing.T) {
	server := ollamatest.Start(t)
	c := client(t, server)
	chat, err := c.NewChat(t.Context(), ollamatest.ChatModel)
	if err != nil {
		t.Fatal(err)
	}
	embedder, err := c.NewEmbedder(t.Context(), ollamatest.EmbeddingModel)
	if err != nil {
		t.Fatal(err)
	}
	pieces := 0
	result, err := chat.Complete(t.Context(), tale(4000), func(string) error {
		if pieces++; pieces == 5 {
			server.Kill()
		}
		return nil
	})
	if !errors.Is(err, ollama.ErrIncomplete) || result.Text != "" {
		t.Errorf("killed mid-answer: %+v, %v", result, err)
	}
	for what, err := range map[string]error{
		"chat":  second(chat.Complete(t.Context(), tale(8), nil)),
		"embed": second(embedder.EmbedQuery(t.Context(), "password")),
		"list":  second(c.Models(t.Context())),
	} {
		if !errors.Is(err, ollama.ErrUnavailable) || !strings.Contains(err.Error(), "ollama serve") {
			t.Errorf("%s without a server: %v", what, err)
		}
	}
	server.Restart()
	if result, err := chat.Complete(t.Context(), tale(8), nil); err != nil || result.Text == "" {
		t.Errorf("chat after the restart: %+v, %v", result, err)
	}
	if _, err := embedder.EmbedQuery(t.Context(), "password"); err != nil {
		t.Errorf("embed after the restart: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

func tale(tokens int) ollama.ChatRequest {
	return ollama.ChatRequest{
		Messages:  []ollama.Message{{Role: "user", Content: "Tell me a very long story about a lighthouse and the sea."}},
		NumCtx:    8192,
		MaxTokens: tokens,
	}
}

// BenchmarkOllamaEmbeds embeds passages of about 240 tokens.
func BenchmarkOllamaEmbeds(b *testing.B) {
	e, err := client(b, ollamatest.Start(b)).NewEmbedder(b.Context(), ollamatest.EmbeddingModel)
	if err != nil {
		b.Fatal(err)
	}
	passages := make([]string, 32)
	for i := range passages {
		passages[i] = fmt.Sprint("Passage ", i, ". ") + strings.Repeat("To reset a forgotten password, open the login page and follow the link in the e-mail. ", 12)
	}
	if _, err := e.EmbedPassages(b.Context(), passages[:1]); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := e.EmbedPassages(b.Context(), passages); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(passages)*b.N)/b.Elapsed().Seconds(), "passages/s")
}

// BenchmarkOllamaChats writes answers of up to 100 tokens.
func BenchmarkOllamaChats(b *testing.B) {
	chat, err := client(b, ollamatest.Start(b)).NewChat(b.Context(), ollamatest.ChatModel)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := chat.Complete(b.Context(), tale(1), nil); err != nil {
		b.Fatal(err)
	}
	tokens := 0
	for b.Loop() {
		result, err := chat.Complete(b.Context(), tale(100), nil)
		if err != nil {
			b.Fatal(err)
		}
		tokens += result.OutputTokens
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

// SmolLM2 judges badly: only that it gives a probability is tested.
func TestOllamaJudges(t *testing.T) {
	j, err := client(t, ollamatest.Start(t)).NewJudge(t.Context(), ollamatest.ChatModel, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, claim := range []string{"Owners can delete projects.", "Members can delete projects.", "Проекты удаляют владельцы."} {
		first, err := j.Support(t.Context(), "Roles\nOwners can delete projects, while members can view them.", claim)
		if err != nil || first < 0 || first > 1 {
			t.Fatalf("%q: %v, %v", claim, first, err)
		}
		if second, err := j.Support(t.Context(), "Roles\nOwners can delete projects, while members can view them.", claim); err != nil || second != first {
			t.Errorf("%q: %v, the same again: %v, %v", claim, first, second, err)
		}
	}
}
