package ollama

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Check makes sure that a model answers: it embeds a word, or writes one.
func (c *Client) Check(ctx context.Context, name string) error {
	m, err := c.Model(ctx, name)
	if err != nil {
		return err
	}
	if m.Embedding {
		e, err := c.NewEmbedder(ctx, name)
		if err != nil {
			return err
		}
		_, err = e.EmbedQuery(ctx, "test")
		return err
	}
	chat, err := c.NewChat(ctx, name)
	if err != nil {
		return err
	}
	// A model that thinks anyway gets as far as its first thoughts.
	result, err := chat.Complete(ctx, ChatRequest{
		Messages:  []Message{{Role: "user", Content: "Answer with the word yes."}},
		MaxTokens: 16,
	}, nil)
	if err != nil {
		return err
	}
	if strings.TrimSpace(result.Text) == "" && result.DoneReason != DoneLength {
		return &Error{Kind: ErrBadReply, Op: "check model " + name, Err: errors.New("it writes nothing"),
			Advice: fmt.Sprintf("pull it anew with: footnote models pull %s, or choose another", name)}
	}
	return nil
}
