package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"footnote/answer"
	"footnote/index"
	"footnote/index/embedding/use"
	"footnote/internal/config"
	"footnote/internal/ollama"
)

// What the catalog remembers of the embedding model that the base was filled
// with, so that a start without the model server does not change it.
const (
	settingEmbedding = "embedding_model"    // its name, or config.BuiltIn
	settingIdentity  = "embedding_identity" // what its vectors are keyed by
)

// settings is where the choice of models is remembered.
type settings interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// models are the models in use.
type models struct {
	client   *ollama.Client
	version  string         // of the Ollama that was reached, "" when none was
	embedder index.Embedder // nil: only words are searched
	// embedding is the embedding model's name, or config.BuiltIn.
	embedding string
	// chat writes; nil: answers are quoted. chatModel is its name.
	chat      writer
	chatModel string
	// checking is asked beside the built-in check of sentences; nil: none is.
	// checker is its name.
	checking *answer.Checking
	checker  string
}

// writer writes and judges what was written.
type writer interface {
	answer.ChatModel
	answer.Rater
}

// rater judges the model's answers, nil where it shall not.
func (m models) rater(wanted bool) answer.Rater {
	if !wanted || m.chat == nil {
		return nil
	}
	return m.chat
}

// chooseModels decides what embeds, what writes and what checks.
func chooseModels(ctx context.Context, cfg config.Ollama, checker string, remembered settings, log *slog.Logger) (models, error) {
	client, err := ollama.New(cfg.URL, ollama.Options{})
	if err != nil {
		return models{}, usageError{err}
	}
	m := models{client: client}
	var installed []ollama.Model
	if cfg.ChatModel != config.BuiltIn || cfg.EmbeddingModel != config.BuiltIn || checker != "" {
		installed, err = m.look(ctx)
		if err != nil {
			if ctx.Err() != nil {
				return models{}, err
			}
			log.Debug("no model server", "reason", err)
		}
	}
	if err := m.chooseEmbedding(ctx, cfg.EmbeddingModel, installed, remembered, log); err != nil {
		return models{}, err
	}
	if err := m.chooseChat(ctx, cfg.ChatModel, installed); err != nil {
		return models{}, err
	}
	return m, m.chooseChecker(ctx, checker, cfg.ContextTokens, log)
}

// look lists the models of the server that runs on the operator's machines:
// those that would pass on what they are given are left out.
func (m *models) look(ctx context.Context) ([]ollama.Model, error) {
	version, err := m.client.Available(ctx)
	if err != nil {
		return nil, err
	}
	installed, err := m.client.Models(ctx)
	if err != nil {
		return nil, err
	}
	m.version = version
	return slices.DeleteFunc(installed, func(o ollama.Model) bool { return o.Remote }), nil
}

// chooseEmbedding takes the model that is named, else the one that the base
// was filled with, else one that is installed, else what is built in.
func (m *models) chooseEmbedding(ctx context.Context, want string, installed []ollama.Model, remembered settings, log *slog.Logger) error {
	before, err := remembered.Setting(ctx, settingEmbedding)
	if err != nil {
		return err
	}
	if want == config.Auto {
		want = before
	}
	if want == "" {
		want = ollama.PreferredEmbedding(installed)
	}
	if want == "" || want == config.BuiltIn {
		if m.embedder, err = builtInEmbedder(); err != nil {
			return err
		}
		m.embedding = config.BuiltIn
	} else if err := m.embedThrough(ctx, want, before, remembered, log); err != nil {
		return err
	}
	identity, err := remembered.Setting(ctx, settingIdentity)
	if err != nil || m.embedder == nil || identity == m.embedder.Model() {
		return err
	}
	if identity != "" {
		log.Warn("the embedding model changed: run the last ingest or footnote reindex to embed the passages again", "from", identity, "to", m.embedder.Model())
	}
	return errors.Join(remembered.SetSetting(ctx, settingEmbedding, m.embedding),
		remembered.SetSetting(ctx, settingIdentity, m.embedder.Model()))
}

// builtInEmbedder is the sentence encoder, nil where the binary lacks its
// weights. It is loaded once: search, topics and drafts share it.
var builtInEmbedder = sync.OnceValues(func() (index.Embedder, error) {
	if !use.Available() {
		return nil, nil
	}
	model, err := use.Load()
	if err != nil {
		return nil, err
	}
	return use.NewEmbedder(model), nil
})

// embedThrough uses a model of Ollama. When the server is away, a base that
// was filled with the model is still searched by words.
func (m *models) embedThrough(ctx context.Context, name, before string, remembered settings, log *slog.Logger) error {
	embedder, err := m.client.NewEmbedder(ctx, name)
	if err == nil {
		m.embedder, m.embedding = embedder, name
		return nil
	}
	identity, settingErr := remembered.Setting(ctx, settingIdentity)
	if settingErr != nil {
		return settingErr
	}
	if name != before || identity == "" || ctx.Err() != nil {
		return fmt.Errorf("use embedding model %s: %w", name, err)
	}
	log.Warn("searching by words alone until the embedding model answers", "model", name, "reason", err)
	m.embedder, m.embedding = &awaitedEmbedder{client: m.client, name: name, identity: identity}, name
	return nil
}

// chooseChat takes the model that is named, else one that is installed.
func (m *models) chooseChat(ctx context.Context, want string, installed []ollama.Model) error {
	if want == config.Auto {
		want = ollama.PreferredChat(installed)
	}
	if want == "" || want == config.BuiltIn {
		return nil
	}
	if m.version == "" {
		// The server may come back: until then answers are quoted from the
		// articles and say so.
		m.chat, m.chatModel = m.client.Chat(want), want
		return nil
	}
	chat, err := m.client.NewChat(ctx, want)
	if err != nil {
		return fmt.Errorf("use chat model %s: %w", want, err)
	}
	m.chat, m.chatModel = chat, want
	return nil
}

// chooseChecker takes the model that is named. When the server is away the
// built-in check goes on alone until it is back.
func (m *models) chooseChecker(ctx context.Context, name string, contextTokens int, log *slog.Logger) error {
	if name == "" {
		return nil
	}
	judge := m.client.Judge(name, contextTokens)
	if m.version != "" {
		var err error
		if judge, err = m.client.NewJudge(ctx, name, contextTokens); err != nil {
			return fmt.Errorf("use checking model %s (verification.checker): %w", name, err)
		}
	}
	m.checking, m.checker = answer.NewChecking(name, judge, log), name
	return nil
}

// withoutEncoder is what a binary without its weights says of itself.
const withoutEncoder = "Search knows words but not meaning: this binary was built without the sentence encoder (make build has it)."

// describe says in a line what is in use.
func (m *models) describe() string {
	var parts []string
	if m.chat != nil {
		parts = append(parts, "Answers are written by "+m.chatModel+".")
	} else {
		parts = append(parts, "Answers are quoted from the articles (built in).")
	}
	if m.checking != nil {
		parts = append(parts, "Sentences are checked by "+m.checker+", too.")
	}
	switch {
	case m.embedding == config.BuiltIn && use.Available():
		parts = append(parts, "Search uses the built-in sentence encoder.")
	case m.embedding == config.BuiltIn:
		parts = append(parts, withoutEncoder)
	default:
		parts = append(parts, "Search uses "+m.embedding+".")
	}
	switch {
	case m.version == "" && m.checking != nil:
		parts = append(parts, "No Ollama answers at "+m.client.Address()+".")
	case m.version != "":
		parts = append(parts, "Ollama "+m.version+" at "+m.client.Address()+".")
	default:
		parts = append(parts, "No Ollama is needed; footnote models shows what one would add.")
	}
	return strings.Join(parts, " ")
}

var _ index.Embedder = (*use.Embedder)(nil)

// awaitedEmbedder stands for a model whose server did not answer at start.
type awaitedEmbedder struct {
	client         *ollama.Client
	name, identity string
}

// Model implements index.Embedder.
func (a *awaitedEmbedder) Model() string { return a.identity }

// EmbedPassages implements index.Embedder.
func (a *awaitedEmbedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	e, err := a.embedder(ctx)
	if err != nil {
		return nil, err
	}
	return e.EmbedPassages(ctx, texts)
}

// EmbedQuery implements index.Embedder.
func (a *awaitedEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	e, err := a.embedder(ctx)
	if err != nil {
		return nil, err
	}
	return e.EmbedQuery(ctx, text)
}

// embedder looks for the model again, which costs a look-up a call until the
// next start.
func (a *awaitedEmbedder) embedder(ctx context.Context) (*ollama.Embedder, error) {
	e, err := a.client.NewEmbedder(ctx, a.name)
	if err != nil {
		return nil, err
	}
	if e.Model() != a.identity {
		return nil, fmt.Errorf("embedding model %s is another one than the base was filled with: restart footnote and run footnote reindex", a.name)
	}
	return e, nil
}
