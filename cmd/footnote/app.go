package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"footnote/answer"
	"footnote/answer/policy"
	"footnote/index"
	"footnote/index/lexical"
	"footnote/index/vector"
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
	drafts    *answer.Drafts
	// options are what engine was made with.
	options answer.Options
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
	if a.models, err = chooseModels(ctx, a.cfg.Ollama, a.cfg.Verification.Checker, a.catalog, a.log); err != nil {
		return nil, err
	}
	a.index, err = index.Open(ctx, index.Options{
		Catalog: a.catalog, Lexical: lexical.New(a.cfg.Data), Vectors: vector.New(), Embedder: a.models.embedder, Logger: a.log,
	})
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	a.retriever = retrieval.New(a.index, a.catalog)
	messages, err := a.models.messageEmbedder()
	if err != nil {
		return nil, err
	}
	encoder, err := builtInEmbedder()
	if err != nil {
		return nil, err
	}
	a.drafts = answer.NewDrafts(a.index, encoder, a.retriever, a.catalog).WithChecker(a.models.checking)
	if a.options, err = a.engineOptions(messages, encoder); err != nil {
		return nil, err
	}
	a.engine, err = answer.New(a.options)
	return a, err
}

// engineOptions are what the engine works with, as the settings say; messages
// are compared by the first embedder, words by the encoder.
func (a *app) engineOptions(messages policy.Embedder, encoder index.Embedder) (answer.Options, error) {
	topics, rules, err := topicsOf(a.cfg.Answer.Policy, messages)
	if err != nil {
		return answer.Options{}, err
	}
	weights := a.retriever.Ranking()
	ranking, err := answer.NewFitted(weights.Origin, weights)
	if err != nil {
		return answer.Options{}, err
	}
	confidence, err := confidenceOf(a.cfg.Answer.Confidence)
	if err != nil {
		return answer.Options{}, err
	}
	return answer.Options{
		Policy: topics, MessageEmbedder: messages, Encoder: encoder, Conflicts: answer.Conflicts(a.cfg.Answer.Conflicts),
		Base: a.catalog, Generation: a.index.Generation, Versions: answer.Versions{Footnote: version, Ranking: ranking, Policy: rules},
		Retriever: a.retriever, Lexicon: a.index, Documents: a.catalog, Records: a.catalog,
		Embedder: a.index, Model: a.models.chat, ModelName: a.models.chatModel, ContextTokens: a.cfg.Ollama.ContextTokens,
		Checker: a.models.checking, Rewrite: a.cfg.Answer.Rewrite, Rerank: a.cfg.Answer.Rerank,
		Samples: a.cfg.Answer.Samples, Rater: a.models.rater(a.cfg.Answer.SelfRating),
		Threshold: a.cfg.Answer.Threshold, ToleratedWrong: a.cfg.Answer.ToleratedWrong, Confidence: confidence,
		Organization: a.cfg.Answer.Organization, Logger: a.log,
	}, nil
}

// confidenceOf reads the model that the settings name, nil for none.
func confidenceOf(path string) (*answer.Model, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("setting answer.confidence: %w: footnote calibrate --out writes the file", err)
	}
	model, err := answer.ParseModel(data)
	if err != nil {
		return nil, fmt.Errorf("setting answer.confidence: %s: %w", path, err)
	}
	return &model, nil
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
