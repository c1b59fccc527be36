package ollama

import (
	"context"
	"fmt"
	"strings"
	"sync"
)

// Chat lets one model write. It is safe for use by several goroutines.
type Chat struct {
	client *Client
	name   string

	mu sync.Mutex
	// model is what the server says of the model, nil until it was asked.
	model *Model
}

// Message is one turn of what a model is shown.
type Message struct {
	// Role is "system", "user" or "assistant".
	Role    string
	Content string
}

// ChatRequest is what a model shall go on from, and how.
type ChatRequest struct {
	Messages []Message
	// NumCtx is how many tokens prompt and answer may have together; 0 takes
	// 4096. More than the model was made for is not used.
	NumCtx int
	// MaxTokens bounds the answer; 0 takes 512.
	MaxTokens int
	// Temperature 0 takes the likeliest word each time.
	Temperature float64
	// Seed makes chance repeatable.
	Seed int
	// Stop are texts that end the answer and are not part of it.
	Stop []string
	// LogProbs asks for the probability of each token. It costs about a
	// twelfth of the speed.
	LogProbs bool
	// OnLogProb, which may be nil, is told of each token of the answer, where
	// LogProbs is set, before onText gets the text that it is part of: a
	// natural logarithm. What the model thinks aloud is left out.
	OnLogProb func(logProb float64)
}

// Ends of an answer.
const (
	// DoneStop: the model said that it had finished.
	DoneStop = "stop"
	// DoneLength: MaxTokens or NumCtx was reached.
	DoneLength = "length"
)

// ChatResult is a complete answer.
type ChatResult struct {
	Text string
	// PromptTokens and OutputTokens are what the server counted.
	PromptTokens, OutputTokens int
	// DoneReason is DoneStop, DoneLength, or another word of the server.
	DoneReason string
	// LogProbs has a natural logarithm a token when it was asked for.
	LogProbs []float64
}

const (
	defaultNumCtx    = 4096
	defaultMaxTokens = 512
	// maxAnswer bounds an answer, in bytes, whatever the server counts.
	maxAnswer = 1 << 20
)

// Chat returns a Chat that looks the model up at its first use, for when the
// server may not be there yet.
func (c *Client) Chat(name string) *Chat { return &Chat{client: c, name: name} }

// NewChat looks the model up and returns a Chat that uses it.
func (c *Client) NewChat(ctx context.Context, name string) (*Chat, error) {
	chat := c.Chat(name)
	if _, err := chat.Info(ctx); err != nil {
		return nil, err
	}
	return chat, nil
}

// Model is the model's name as it was given.
func (c *Chat) Model() string { return c.name }

// Info describes the model. It asks the server once.
func (c *Chat) Info(ctx context.Context) (Model, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.model != nil {
		return *c.model, nil
	}
	m, err := c.client.Model(ctx, c.name)
	if err != nil {
		return Model{}, err
	}
	if !m.Chat {
		return Model{}, &Error{Kind: ErrWrongModel, Op: c.op(),
			Advice: "choose a chat model, such as qwen3:4b or gemma3:4b"}
	}
	c.model = &m
	return m, nil
}

func (c *Chat) op() string { return "chat with " + c.name }

// Complete lets the model answer. onText, which may be nil, is given each
// piece of text as it comes; an error of it ends the call and is returned.
// The text is an answer only when Complete returns without an error. Ending
// ctx ends the call at once, and the server stops writing.
func (c *Chat) Complete(ctx context.Context, r ChatRequest, onText func(text string) error) (ChatResult, error) {
	a, err := c.complete(ctx, r, 0, onText)
	if err != nil {
		return ChatResult{}, err
	}
	return a.result, nil
}

// complete is Complete, told also the likeliest first tokens, at most top.
func (c *Chat) complete(ctx context.Context, r ChatRequest, top int, onText func(text string) error) (*answer, error) {
	m, err := c.Info(ctx)
	if err != nil {
		return nil, err
	}
	if r.NumCtx <= 0 {
		r.NumCtx = defaultNumCtx
	}
	if m.ContextLength > 0 {
		r.NumCtx = min(r.NumCtx, m.ContextLength)
	}
	if r.MaxTokens <= 0 {
		r.MaxTokens = defaultMaxTokens
	}
	a := &answer{op: c.op(), onText: onText, onLogProb: r.OnLogProb}
	call := requestTo(m, r)
	call.TopLogprobs = top
	err = c.client.stream(ctx, a.op, "/api/chat", call, a.read)
	if err == nil {
		err = checkPrompt(a.op, r, a.result.PromptTokens)
	}
	if err != nil {
		return nil, named(err, c.name)
	}
	a.result.Text = a.text.String()
	return a, nil
}

func requestTo(m Model, r ChatRequest) chatCall {
	options := map[string]any{
		"num_ctx": r.NumCtx, "num_predict": r.MaxTokens, "temperature": r.Temperature, "seed": r.Seed,
	}
	if len(r.Stop) > 0 {
		options["stop"] = r.Stop
	}
	// What does not fit is an error, neither cut nor pushed out: neither
	// Truncate nor Shift.
	request := chatCall{Model: m.Name, Options: options, Stream: true, Logprobs: r.LogProbs}
	if m.Thinking {
		// A model that thinks anyway is told to, so that the server keeps its
		// thoughts and its answer apart.
		think := m.alwaysThinks()
		request.Think = &think
	}
	for _, message := range r.Messages {
		request.Messages = append(request.Messages, chatMessage(message))
	}
	return request
}

// checkPrompt notices that the server read less than it was given: servers
// from before the truncate option drop the oldest messages without a word.
// No tokenizer makes fewer tokens of a text than it has words, and none of
// those servers keeps a prompt that fills the context.
func checkPrompt(op string, r ChatRequest, read int) error {
	words := 0
	for _, m := range r.Messages {
		words += len(strings.Fields(m.Content))
	}
	if read == 0 || read >= words && read < r.NumCtx {
		return nil // 0: such a server does not count what it had read before
	}
	return &Error{Kind: ErrTruncated, Op: op,
		Err:    fmt.Errorf("%d tokens were read of at least %d words, in a context of %d", read, words, r.NumCtx),
		Advice: "give the model less text or a larger context"}
}

// answer collects the pieces of a reply.
type answer struct {
	op        string
	onText    func(string) error
	onLogProb func(float64)
	result    ChatResult
	text      strings.Builder
	think     thinking
	// first are the likeliest tokens at the first place that is more than
	// space, where they were asked for.
	first []likelyWord
}

func (a *answer) read(line []byte) error {
	var piece chatPiece
	if err := decode(a.op, line, &piece); err != nil {
		return err
	}
	text := a.think.drop(piece.Message.Content)
	if piece.Done {
		text += a.think.rest()
	}
	if a.text.Len()+len(text) > maxAnswer {
		return &Error{Kind: ErrBadReply, Op: a.op, Err: fmt.Errorf("an answer of more than %d bytes", maxAnswer)}
	}
	for _, token := range piece.Logprobs {
		if len(a.first) == 0 || strings.TrimSpace(a.first[0].Token) == "" {
			a.first = token.TopLogprobs
		}
		a.result.LogProbs = append(a.result.LogProbs, token.Logprob)
		if a.onLogProb != nil && piece.Message.Content != "" && (text != "" || a.think.state == beforeThought) {
			a.onLogProb(token.Logprob)
		}
	}
	a.text.WriteString(text)
	if text != "" && a.onText != nil {
		if err := a.onText(text); err != nil {
			return fmt.Errorf("%s: %w", a.op, err)
		}
	}
	if !piece.Done {
		return nil
	}
	a.result.PromptTokens, a.result.OutputTokens = piece.PromptEvalCount, piece.EvalCount
	a.result.DoneReason = piece.DoneReason
	return errStop
}

// thinking drops what a model thinks aloud before it answers: some do so
// although they are told not to, and servers pass it on as text.
type thinking struct {
	state int
	held  string
}

const (
	beforeThought = iota
	inThought
	afterThought
)

const (
	thoughtBegins = "<think>"
	thoughtEnds   = "</think>"
)

// drop returns the part of the text so far that belongs to the answer.
func (t *thinking) drop(text string) string {
	if t.state == afterThought {
		return text
	}
	t.held += text
	if t.state == beforeThought {
		start := strings.TrimLeft(t.held, " \t\r\n")
		if len(start) < len(thoughtBegins) && strings.HasPrefix(thoughtBegins, start) {
			return "" // it may still become one
		}
		if !strings.HasPrefix(start, thoughtBegins) {
			t.state = afterThought
			return t.take(t.held)
		}
		t.state, t.held = inThought, start[len(thoughtBegins):]
	}
	_, after, ended := strings.Cut(t.held, thoughtEnds)
	if !ended {
		t.held = t.held[max(0, len(t.held)-len(thoughtEnds)):]
		return ""
	}
	t.state = afterThought
	return t.take(strings.TrimLeft(after, " \t\r\n"))
}

func (t *thinking) take(text string) string {
	t.held = ""
	return text
}

// rest returns what was held back of an answer that ended early.
func (t *thinking) rest() string {
	if t.state != beforeThought {
		return ""
	}
	return t.take(t.held)
}
