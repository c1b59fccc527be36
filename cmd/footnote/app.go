package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"footnote/answer"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/internal/config"
	"footnote/kbsource"
	"footnote/retrieval"
)

// app is everything that works on one data folder.
type app struct {
	cfg       config.Config
	log       *slog.Logger
	catalog   *catalog.Catalog
	index     *index.Index
	extractor *kbsource.Extractor
	models    models
	retriever *retrieval.Retriever
	engine    *answer.Engine
}

// openApp opens the data folder and puts the parts together.
func openApp(ctx context.Context, c *command) (_ *app, err error) {
	a := &app{cfg: c.cfg, log: c.log}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if a.catalog, err = catalog.Open(ctx, a.cfg.Data); err != nil {
		return nil, err
	}
	// Compiling the PDF reader takes seconds, so what was compiled is kept.
	a.extractor = &kbsource.Extractor{Cache: filepath.Join(a.cfg.Data, "cache")}
	if a.models, err = chooseModels(ctx, a.cfg.Ollama, a.catalog, a.log); err != nil {
		return nil, err
	}
	a.index, err = index.Open(ctx, index.Options{Dir: a.cfg.Data, Catalog: a.catalog, Embedder: a.models.embedder, Logger: a.log})
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	a.retriever = retrieval.New(a.index, a.catalog)
	messages, err := a.models.messageEmbedder()
	if err != nil {
		return nil, err
	}
	topics, err := topicsOf(a.cfg.Answer.Policy, messages)
	if err != nil {
		return nil, err
	}
	a.engine, err = answer.New(answer.Options{
		Policy: topics, MessageEmbedder: messages, Conflicts: answer.Conflicts(a.cfg.Answer.Conflicts),
		Retriever: a.retriever, Lexicon: a.index, Documents: a.catalog, Records: a.catalog,
		Embedder: a.index, Model: a.models.chat, ModelName: a.models.chatModel, ContextTokens: a.cfg.Ollama.ContextTokens,
		Threshold: a.cfg.Answer.Threshold, Organization: a.cfg.Answer.Organization, Logger: a.log,
	})
	return a, err
}

// Close ends the use of the data folder.
func (a *app) Close() error {
	var errs []error
	if a.extractor != nil {
		errs = append(errs, a.extractor.Close())
	}
	if a.index != nil {
		errs = append(errs, a.index.Close())
	}
	if a.catalog != nil {
		errs = append(errs, a.catalog.Close())
	}
	return errors.Join(errs...)
}

// filter is the part of the base that the settings select.
func (a *app) filter() index.Filter {
	return index.Filter{Collections: []string{a.cfg.Collection}}
}
