package ollama

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/ollama/ollama/types/model"
)

// Model is a model that the server has.
type Model struct {
	// Name is complete with its tag: "qwen3:4b", "bge-m3:latest".
	Name string `json:"name"`
	// Digest identifies the model's content (hex).
	Digest string `json:"digest"`
	// Size is what it takes on disk, in bytes.
	Size int64 `json:"size_bytes"`
	// Family is the architecture, such as "qwen3" or "bert".
	Family string `json:"family"`
	// ParameterSize is as the server writes it: "4.0B".
	ParameterSize string `json:"parameter_size"`
	// ContextLength is how many tokens it was made for, 0 when unknown.
	ContextLength int `json:"context_length"`
	// Chat and Embedding tell what it can do.
	Chat      bool `json:"chat"`
	Embedding bool `json:"embedding"`
	// Thinking is whether it may think aloud before it answers.
	Thinking bool `json:"thinking"`
	// Remote is true when the server would send what it is given to another
	// server. Such a model is nothing for data that stays in the house.
	Remote bool `json:"remote"`
}

// maxModels bounds how many models are asked for their details.
const maxModels = 500

// Models lists what the server has and can use, in the server's order (newest
// first).
func (c *Client) Models(ctx context.Context) ([]Model, error) {
	listed, err := c.list(ctx)
	if err != nil {
		return nil, err
	}
	models := make([]Model, 0, len(listed))
	for _, l := range listed {
		m, err := c.describe(ctx, l)
		if errors.Is(err, ErrModelMissing) || errors.Is(err, ErrServer) || errors.Is(err, ErrRefused) {
			continue // gone meanwhile, or damaged: one bad model hides no others
		}
		if err != nil {
			return nil, err
		}
		models = append(models, m)
	}
	return models, nil
}

// Model describes one model. The name may lack the tag "latest".
func (c *Client) Model(ctx context.Context, name string) (Model, error) {
	op := "look up model " + name
	full, err := fullName(name)
	if err != nil {
		return Model{}, fmt.Errorf("%s: %w", op, err)
	}
	listed, err := c.list(ctx)
	if err != nil {
		return Model{}, err
	}
	for _, l := range listed {
		if sameModel(l.Name, full) {
			return c.describe(ctx, l)
		}
	}
	return Model{}, missing(op, name, 0)
}

// Is tells whether a name is the model's, with its tag or without one that is
// understood.
func (m Model) Is(name string) bool {
	full, err := fullName(name)
	return err == nil && sameModel(m.Name, full)
}

func sameModel(listed, full string) bool {
	known, err := fullName(listed)
	return err == nil && strings.EqualFold(known, full)
}

// fullName completes a name with its tag and drops what is understood.
func fullName(name string) (string, error) {
	n := model.ParseName(name)
	if !n.IsValid() {
		return "", fmt.Errorf("%q is not a model name such as qwen3:4b", name)
	}
	return n.DisplayShortest(), nil
}

func (c *Client) list(ctx context.Context) ([]listedModel, error) {
	var reply struct {
		Models *[]listedModel `json:"models"`
	}
	op := "list Ollama's models"
	if err := c.lookup(ctx, op, http.MethodGet, "/api/tags", nil, &reply); err != nil {
		return nil, err
	}
	if reply.Models == nil {
		return nil, &Error{Kind: ErrBadReply, Op: op, Advice: c.check()}
	}
	return (*reply.Models)[:min(len(*reply.Models), maxModels)], nil
}

// describe adds to a list entry what only the details tell.
func (c *Client) describe(ctx context.Context, listed listedModel) (Model, error) {
	m := Model{
		Name: listed.Name, Digest: listed.Digest, Size: listed.Size,
		Family: listed.Details.Family, ParameterSize: listed.Details.ParameterSize,
		Remote: listed.RemoteHost != "",
	}
	if full, err := fullName(m.Name); err == nil {
		m.Name = full
	}
	var show shownModel
	op := "look up model " + m.Name
	if err := c.lookup(ctx, op, http.MethodPost, "/api/show", modelCall{Model: listed.Name}, &show); err != nil {
		return Model{}, err
	}
	m.Remote = m.Remote || show.RemoteHost != ""
	architecture, _ := show.ModelInfo["general.architecture"].(string)
	length, _ := show.ModelInfo[architecture+".context_length"].(float64)
	m.ContextLength = int(length)
	_, pooled := show.ModelInfo[architecture+".pooling_type"]
	m.Embedding = slices.Contains(show.Capabilities, model.CapabilityEmbedding)
	m.Chat = slices.Contains(show.Capabilities, model.CapabilityCompletion)
	m.Thinking = slices.Contains(show.Capabilities, model.CapabilityThinking)
	if len(show.Capabilities) == 0 { // a server from before there were any
		m.Embedding, m.Chat = pooled, !pooled
	}
	return m, nil
}
