package ollama_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/internal/ollama"
)

const gb = 1_000_000_000

func TestRecommendationsFit(t *testing.T) {
	for memory := int64(1); memory <= 64; memory *= 2 {
		for _, language := range []string{"", "en", "de", "ru", "th", "fi"} {
			for _, p := range ollama.Recommend(memory*gb, language) {
				if p.Memory() >= memory*gb {
					t.Errorf("%d GB, %q: %s and %s take %d", memory, language, p.Chat.Name, p.Embedding.Name, p.Memory())
				}
				for _, o := range []ollama.Offer{p.Chat, p.Embedding} {
					if o.Languages != nil && !slices.Contains(o.Languages, language) {
						t.Errorf("%q: %s speaks %v", language, o.Name, o.Languages)
					}
				}
			}
		}
	}
}

func TestRecommendationsAreWorthIt(t *testing.T) {
	for _, tc := range []struct {
		memory   int64
		language string
		want     string // of the first pair, "" for none
	}{
		{2 * gb, "en", ""},
		{4 * gb, "ru", "qwen3:0.6b"},
		{8 * gb, "", "qwen3:4b-instruct"},
		{8 * gb, "en", "qwen3:4b-instruct"},
		{16 * gb, "de", "qwen3:14b"},
		{64 * gb, "ru", "gemma3:27b"},
	} {
		pairs := ollama.Recommend(tc.memory, tc.language)
		got := ""
		if len(pairs) > 0 {
			got = pairs[0].Chat.Name
		}
		if got != tc.want {
			t.Errorf("%d bytes, %q: %q, want %q", tc.memory, tc.language, got, tc.want)
		}
	}
}

func TestOffersAreSound(t *testing.T) {
	chat, embedding := ollama.Offers()
	seen := map[string]bool{}
	for _, o := range append(chat, embedding...) {
		if o.Name == "" || o.Note == "" || o.Download <= 0 || o.Memory <= o.Download || seen[o.Name] {
			t.Errorf("%+v", o)
		}
		seen[o.Name] = true
	}
}

func TestPreferred(t *testing.T) {
	chat := func(names ...string) (models []ollama.Model) {
		for _, name := range names {
			models = append(models, ollama.Model{Name: name, Chat: true, Thinking: strings.HasPrefix(name, "qwen3:") && !strings.Contains(name, "instruct")})
		}
		return models
	}
	for _, tc := range []struct {
		installed []ollama.Model
		want      string
	}{
		{nil, ""},
		{chat("own:1b"), "own:1b"},
		{chat("own:1b", "llama3.2:3b", "gemma3:4b"), "gemma3:4b"},
		{chat("qwen3:4b", "own:1b"), "own:1b"},
		{chat("qwen3:4b"), "qwen3:4b"},
		{[]ollama.Model{{Name: "bge-m3:latest", Embedding: true}}, ""},
		{[]ollama.Model{{Name: "gemma3:27b", Chat: true, Remote: true}}, ""},
	} {
		if got := ollama.PreferredChat(tc.installed); got != tc.want {
			t.Errorf("%v: %q, want %q", tc.installed, got, tc.want)
		}
	}
	installed := append(chat("gemma3:4b"), ollama.Model{Name: "all-minilm:latest", Embedding: true}, ollama.Model{Name: "bge-m3:latest", Embedding: true})
	if got := ollama.PreferredEmbedding(installed); got != "bge-m3:latest" {
		t.Errorf("%q", got)
	}
}

func TestSystemMemory(t *testing.T) {
	if m := ollama.SystemMemory(); m < 64<<20 || m > 1<<50 {
		t.Errorf("%d bytes", m)
	}
}
