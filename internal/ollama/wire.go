package ollama

import "github.com/ollama/ollama/types/model"

// The parts of Ollama's requests and replies that are used, as its API names
// them (docs/api.md of ollama/ollama).

type chatMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type chatCall struct {
	Model    string         `json:"model"`
	Messages []chatMessage  `json:"messages"`
	Stream   bool           `json:"stream"`
	Options  map[string]any `json:"options"`
	// Think is nil for models that cannot: the server refuses it for them.
	Think *bool `json:"think,omitempty"`
	// Truncate and Shift are sent also when false: their default is true.
	Truncate bool `json:"truncate"`
	Shift    bool `json:"shift"`
	Logprobs bool `json:"logprobs,omitempty"`
	// TopLogprobs is how many of the likeliest tokens are listed, at most 20.
	TopLogprobs int `json:"top_logprobs,omitempty"`
}

// chatPiece is a line of a streamed answer; the last one is Done and counts.
type chatPiece struct {
	Message  chatMessage `json:"message"`
	Logprobs []struct {
		Token
		Likeliest []Token `json:"top_logprobs"`
	} `json:"logprobs"`
	Done            bool   `json:"done"`
	DoneReason      string `json:"done_reason"`
	PromptEvalCount int    `json:"prompt_eval_count"`
	EvalCount       int    `json:"eval_count"`
}

type embedCall struct {
	Model    string   `json:"model"`
	Input    []string `json:"input"`
	Truncate bool     `json:"truncate"`
}

type embedReply struct {
	Embeddings [][]float32 `json:"embeddings"`
}

// listedModel is an entry of the list of models.
type listedModel struct {
	Name       string `json:"name"`
	Digest     string `json:"digest"`
	Size       int64  `json:"size"`
	RemoteHost string `json:"remote_host"`
	Details    struct {
		Family        string `json:"family"`
		ParameterSize string `json:"parameter_size"`
	} `json:"details"`
}

// modelCall names the model to be shown or pulled.
type modelCall struct {
	Model string `json:"model"`
}

type shownModel struct {
	RemoteHost   string             `json:"remote_host"`
	ModelInfo    map[string]any     `json:"model_info"`
	Capabilities []model.Capability `json:"capabilities"`
}

// pullStep is a line of a pull: what is done and, for a part of the model,
// how far.
type pullStep struct {
	Status    string `json:"status"`
	Digest    string `json:"digest"`
	Total     int64  `json:"total"`
	Completed int64  `json:"completed"`
}
