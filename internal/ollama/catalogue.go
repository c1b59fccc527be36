package ollama

import (
	"slices"
	"strings"
)

// Offer is a model that is worth pulling. Sizes are approximate.
type Offer struct {
	// Name is what to pull.
	Name string `json:"name"`
	// Download is in bytes.
	Download int64 `json:"download_bytes"`
	// Memory is what the model takes while it works with 4,096 tokens of
	// context (chat) or one passage (embeddings), in bytes.
	Memory int64 `json:"memory_bytes"`
	// Languages it works well in, as primary subtags; nil stands for all
	// that Footnote knows.
	Languages []string `json:"languages,omitempty"`
	// Note says what it is good for.
	Note string `json:"note"`
}

// Pair is a chat and an embedding model that go well together.
type Pair struct {
	Chat      Offer `json:"chat"`
	Embedding Offer `json:"embedding"`
}

// Memory is what both take together, in bytes.
func (p Pair) Memory() int64 { return p.Chat.Memory + p.Embedding.Memory }

const (
	mb = 1_000_000
	gb = 1000 * mb
	// kept is the memory that is left to the system and to Footnote.
	kept = 2 * gb
)

var (
	english      = []string{"en"}
	llamaSpeaks  = []string{"en", "de", "fr", "it", "pt", "hi", "es", "th"}
	nemoSpeaks   = []string{"en", "fr", "de", "es", "it", "pt", "ru", "zh", "ja", "ko", "ar", "hi"}
	arcticSpeaks = []string{"en", "fr", "es", "it", "de", "pl", "pt", "nl", "ru", "zh", "ja", "ko", "ar", "tr"}
)

// chatOffers are chat models, the best answers first. Models that think
// before they answer whatever they are told are left out: on a processor
// their first word takes minutes. That is why qwen3:4b is here as instruct.
var chatOffers = []Offer{
	{"gemma3:27b", 17 * gb, 21 * gb, nil, "the best answers; wants a graphics card"},
	{"qwen3:14b", 9300 * mb, 11 * gb, nil, "very good; wants a graphics card"},
	{"gemma3:12b", 8100 * mb, 10 * gb, nil, "very good, also in smaller languages; wants a graphics card"},
	{"mistral-nemo:12b", 7100 * mb, 9 * gb, nemoSpeaks, "very good in European languages; wants a graphics card"},
	{"qwen3:8b", 5200 * mb, 7 * gb, nil, "good; slow without a graphics card"},
	{"qwen3:4b-instruct", 2500 * mb, 4 * gb, nil, "good for its size; usable on a processor"},
	{"gemma3:4b", 3300 * mb, 5 * gb, nil, "good in smaller languages; usable on a processor"},
	{"mistral:7b", 4400 * mb, 6 * gb, []string{"en", "fr", "de", "es", "it"}, "good in European languages"},
	{"llama3.2:3b", 2000 * mb, 3200 * mb, llamaSpeaks, "usable on a processor"},
	{"qwen3:1.7b", 1400 * mb, 2500 * mb, nil, "quick on a processor, simple questions"},
	{"gemma3:1b", 815 * mb, 1500 * mb, english, "quick on a processor, simple questions"},
	{"llama3.2:1b", 1300 * mb, 2 * gb, llamaSpeaks, "quick on a processor, simple questions"},
	{"qwen3:0.6b", 523 * mb, 1200 * mb, nil, "for the smallest machines"},
}

// embeddingOffers are embedding models, the one to take first.
var embeddingOffers = []Offer{
	{"embeddinggemma", 622 * mb, 800 * mb, nil, "small and good in many languages"},
	{"bge-m3", 1200 * mb, 1500 * mb, nil, "very good in many languages, slow without a graphics card"},
	{"qwen3-embedding:0.6b", 639 * mb, 1300 * mb, nil, "very good in many languages, slow without a graphics card"},
	{"snowflake-arctic-embed2", 1200 * mb, 1500 * mb, arcticSpeaks, "very good, slow without a graphics card"},
	{"multilingual-e5-small", 74 * mb, 300 * mb, nil, "quick, many languages; made by scripts/ollama/models.sh, not in the library"},
	{"nomic-embed-text", 274 * mb, 500 * mb, english, "quick"},
	{"mxbai-embed-large", 670 * mb, 900 * mb, english, "good"},
	{"all-minilm", 46 * mb, 150 * mb, english, "the quickest, reads only the first 200 words"},
}

// notInLibrary are offers that cannot be pulled, only used where they are.
var notInLibrary = []string{"multilingual-e5-small"}

// Offers returns the chat and the embedding models that are worth pulling,
// best first.
func Offers() (chat, embedding []Offer) {
	pullable := slices.DeleteFunc(slices.Clone(embeddingOffers), func(o Offer) bool { return slices.Contains(notInLibrary, o.Name) })
	return slices.Clone(chatOffers), pullable
}

// speaks tells whether a model is for a language; "" asks for all of them.
func (o Offer) speaks(language string) bool {
	return o.Languages == nil || language != "" && slices.Contains(o.Languages, language)
}

// Recommend returns pairs that fit into a machine's memory (bytes) and are
// for the language (a primary subtag; "" for all languages), the best answers
// first. It returns none where even the smallest do not fit: then Footnote is
// better off with what it has built in.
func Recommend(memory int64, language string) []Pair {
	var pairs []Pair
	chat, embedding := Offers()
	for _, c := range chat {
		if !c.speaks(language) {
			continue
		}
		for _, e := range embedding {
			if p := (Pair{c, e}); e.speaks(language) && p.Memory()+kept <= memory {
				pairs = append(pairs, p)
				break
			}
		}
	}
	return pairs
}

// PreferredChat picks the name of the chat model to use of those installed,
// "" when there is none.
func PreferredChat(installed []Model) string {
	return preferred(installed, chatOffers, func(m Model) bool { return m.Chat && !m.Remote })
}

// PreferredEmbedding picks the name of the embedding model to use of those
// installed, "" when there is none.
func PreferredEmbedding(installed []Model) string {
	return preferred(installed, embeddingOffers, func(m Model) bool { return m.Embedding && !m.Remote })
}

// preferred takes the first offer that is installed, else the first usable
// model, those last that cannot be kept from thinking.
func preferred(installed []Model, offers []Offer, usable func(Model) bool) string {
	candidates := slices.DeleteFunc(slices.Clone(installed), func(m Model) bool { return !usable(m) })
	for _, o := range offers {
		want, err := fullName(o.Name)
		if err != nil {
			continue
		}
		for _, m := range candidates {
			if strings.EqualFold(m.Name, want) {
				return m.Name
			}
		}
	}
	for _, m := range candidates {
		if !m.alwaysThinks() {
			return m.Name
		}
	}
	if len(candidates) > 0 {
		return candidates[0].Name
	}
	return ""
}

// alwaysThinks tells whether a model is known to think aloud although it is
// told not to (issues 12917 and 17292 of ollama/ollama).
func (m Model) alwaysThinks() bool {
	if !m.Thinking {
		return false
	}
	name := strings.ToLower(m.Name)
	switch name {
	case "qwen3:4b", "qwen3:30b", "qwen3:235b":
		return true
	}
	return strings.Contains(name, "thinking") || strings.Contains(name, "gpt-oss")
}
