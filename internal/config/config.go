// Package config holds the operator's settings.
//
// Enters: defaults, footnote.yaml, FOOTNOTE_… variables and flags, later ones
// winning. Leaves: one checked Config. It must never accept a key that it
// does not know (a typo would silently leave a default in force) nor open a
// connection.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
)

// FileName is the configuration file that is read from the working folder
// when none is named.
const FileName = "footnote.yaml"

// EnvPrefix starts the names of variables: "answer.threshold" is read from
// FOOTNOTE_ANSWER_THRESHOLD.
const EnvPrefix = "FOOTNOTE_"

// minContextTokens leaves room for the instructions, a question, a passage and
// an answer.
const minContextTokens = 1536

// maxSamples bounds the further answers of a model: each takes as long as the
// first.
const maxSamples = 5

// maxRetention keeps dates within a calendar, in days.
const maxRetention = 36500

// Choices of a model besides its name.
const (
	// Auto takes what a reachable Ollama has, else what is built in.
	Auto = "auto"
	// BuiltIn uses no model server.
	BuiltIn = "builtin"
)

// What happens when articles contradict each other.
const (
	ConflictsEscalate = "escalate"
	ConflictsNewer    = "newer"
)

// Config is everything that an operator can set. The tags are the keys.
type Config struct {
	// Data is the folder that holds the catalog and the indexes.
	Data string `koanf:"data"`
	// Listen is host:port of the HTTP server.
	Listen string `koanf:"listen"`
	// Collection is where documents go and what is asked, unless told
	// otherwise.
	Collection string `koanf:"collection"`
	// LogLevel is debug, info, warn or error.
	LogLevel  string    `koanf:"log_level"`
	Answer    Answer    `koanf:"answer"`
	Ingestion Ingestion `koanf:"ingestion"`
	Ollama    Ollama    `koanf:"ollama"`

	Verification Verification `koanf:"verification"`
}

// Answer says when an answer is shown.
type Answer struct {
	// Threshold is the confidence below which a person takes over; 0 takes
	// the usual one, or the one that keeps to ToleratedWrong.
	Threshold float64 `koanf:"threshold"`
	// ToleratedWrong is the share of shown answers that may be wrong: the
	// threshold then follows from the calibration. 0 asks for no promise.
	ToleratedWrong float64 `koanf:"tolerated_wrong"`
	// Confidence is the file of a model that footnote calibrate wrote; ""
	// takes the one that comes with Footnote.
	Confidence string `koanf:"confidence"`
	// Organization names in the disclosure whose articles are answered from.
	Organization string `koanf:"organization"`
	// Policy is a file of topics that a person takes over; "" has none.
	Policy string `koanf:"policy"`
	// Conflicts says what happens when articles that answer a question
	// contradict each other: "escalate" lets a person decide, "newer" answers
	// from the article that was updated last.
	Conflicts string `koanf:"conflicts"`
	// Rewrite lets the chat model rewrite a follow-up as a question of its
	// own, Rerank lets it put the evidence in order.
	Rewrite bool `koanf:"rewrite"`
	Rerank  bool `koanf:"rerank"`
	// Samples is how many more answers the chat model writes, for the
	// confidence to see whether they agree; SelfRating lets it judge its answer.
	Samples    int  `koanf:"samples"`
	SelfRating bool `koanf:"self_rating"`
	// Retention is for how many days answers are kept; 0 keeps them for ever.
	Retention int `koanf:"retention"`
}

// Ingestion says what the API may ingest.
type Ingestion struct {
	// Roots are the folders that POST /v1/ingestions may read below. None
	// are allowed unless named here.
	Roots []string `koanf:"roots"`
}

// Verification says what checks sentences.
type Verification struct {
	// Checker is a model of Ollama that is asked beside the built-in check;
	// "" asks none.
	Checker string `koanf:"checker"`
}

// Ollama says which models are used and where.
type Ollama struct {
	URL            string `koanf:"url"`
	ChatModel      string `koanf:"chat_model"`
	EmbeddingModel string `koanf:"embedding_model"`
	// ContextTokens is how many tokens prompt and answer may have together
	// (num_ctx): more evidence fits into more, and takes longer to read.
	ContextTokens int `koanf:"context_tokens"`
}

// Default returns the settings of an operator who set nothing.
func Default() Config {
	return Config{
		Data:       "footnote-data",
		Listen:     "127.0.0.1:8080",
		Collection: "default",
		LogLevel:   "info",
		Answer:     Answer{Conflicts: ConflictsEscalate, Retention: 90},
		Ollama:     Ollama{URL: "http://127.0.0.1:11434", ChatModel: Auto, EmbeddingModel: Auto, ContextTokens: 4096},
	}
}

// keys are all keys with their defaults, in the form koanf merges.
func keys() map[string]any {
	d := Default()
	return map[string]any{
		"data": d.Data, "listen": d.Listen, "collection": d.Collection, "log_level": d.LogLevel,
		"answer.threshold": d.Answer.Threshold, "answer.organization": d.Answer.Organization,
		"answer.tolerated_wrong": d.Answer.ToleratedWrong, "answer.confidence": d.Answer.Confidence,
		"answer.policy": d.Answer.Policy, "answer.conflicts": d.Answer.Conflicts, "answer.rewrite": d.Answer.Rewrite, "answer.rerank": d.Answer.Rerank,
		"answer.samples": d.Answer.Samples, "answer.self_rating": d.Answer.SelfRating,
		"ingestion.roots": d.Ingestion.Roots,
		"ollama.url":      d.Ollama.URL, "ollama.chat_model": d.Ollama.ChatModel, "ollama.embedding_model": d.Ollama.EmbeddingModel,
		"ollama.context_tokens": d.Ollama.ContextTokens,
		"answer.retention":      d.Answer.Retention,
		"verification.checker":  d.Verification.Checker,
	}
}

// Load reads the settings. path names the file; "" reads FileName where it
// exists. environ is in the form of os.Environ, flags are keys with the
// values that were given on the command line.
func Load(path string, environ []string, flags map[string]any) (Config, error) {
	k := koanf.New(".")
	known := keys()
	if err := k.Load(confmap.Provider(known, "."), nil); err != nil {
		return Config{}, fmt.Errorf("load defaults: %w", err)
	}
	if err := loadFile(k, path, known); err != nil {
		return Config{}, err
	}
	if err := k.Load(confmap.Provider(fromEnviron(environ, known), "."), nil); err != nil {
		return Config{}, fmt.Errorf("load environment: %w", err)
	}
	if err := k.Load(confmap.Provider(flags, "."), nil); err != nil {
		return Config{}, fmt.Errorf("load flags: %w", err)
	}
	var c Config
	if err := k.Unmarshal("", &c); err != nil {
		return Config{}, fmt.Errorf("read settings: %w", err)
	}
	return c, c.check()
}

func loadFile(k *koanf.Koanf, path string, known map[string]any) error {
	named := path != ""
	if !named {
		path = FileName
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	own := koanf.New(".")
	if err := own.Load(file.Provider(path), yaml.Parser()); err != nil {
		return fmt.Errorf("read configuration %s: %w", path, err)
	}
	for _, key := range own.Keys() {
		if _, ok := known[key]; !ok {
			return fmt.Errorf("read configuration %s: unknown key %q", path, key)
		}
	}
	return k.Merge(own)
}

// fromEnviron picks the variables of known keys; a list is separated as PATH
// is. Other variables with the prefix are left alone: containers set such.
func fromEnviron(environ []string, known map[string]any) map[string]any {
	values := map[string]any{}
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, EnvPrefix) {
			continue
		}
		for key, standard := range known {
			if name != EnvPrefix+strings.ToUpper(strings.ReplaceAll(key, ".", "_")) {
				continue
			}
			if _, isList := standard.([]string); isList {
				values[key] = strings.Split(value, string(os.PathListSeparator))
			} else {
				values[key] = value
			}
		}
	}
	return values
}

func (c Config) check() error {
	if c.Data == "" {
		return errors.New("setting data: name a folder")
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return fmt.Errorf("setting listen: %q is not host:port, such as 127.0.0.1:8080", c.Listen)
	}
	if c.Collection == "" {
		return errors.New("setting collection: name one, such as \"default\"")
	}
	if !(c.Answer.Threshold >= 0 && c.Answer.Threshold <= 1) { // not a number neither
		return fmt.Errorf("setting answer.threshold: %v is not between 0 and 1", c.Answer.Threshold)
	}
	if c.Answer.Conflicts != ConflictsEscalate && c.Answer.Conflicts != ConflictsNewer {
		return fmt.Errorf("setting answer.conflicts: %q is not %s or %s", c.Answer.Conflicts, ConflictsEscalate, ConflictsNewer)
	}
	if !(c.Answer.ToleratedWrong >= 0 && c.Answer.ToleratedWrong < 1) {
		return fmt.Errorf("setting answer.tolerated_wrong: %v is not a share of answers, such as 0.05", c.Answer.ToleratedWrong)
	}
	if c.Answer.ToleratedWrong > 0 && c.Answer.Threshold > 0 {
		return errors.New("settings answer.threshold and answer.tolerated_wrong: the second chooses the threshold, so set only one of them")
	}
	if c.Answer.Samples < 0 || c.Answer.Samples > maxSamples {
		return fmt.Errorf("setting answer.samples: %d is not a number of answers from 0 to %d", c.Answer.Samples, maxSamples)
	}
	if u, err := url.Parse(c.Ollama.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("setting ollama.url: %q is not an address such as http://127.0.0.1:11434", c.Ollama.URL)
	}
	if c.Ollama.ChatModel == "" || c.Ollama.EmbeddingModel == "" {
		return fmt.Errorf("settings ollama.chat_model and ollama.embedding_model: name a model, or %q, or %q", Auto, BuiltIn)
	}
	if c.Verification.Checker == Auto || c.Verification.Checker == BuiltIn {
		return fmt.Errorf("setting verification.checker: name a model, such as bespoke-minicheck, or leave it empty: %q is none", c.Verification.Checker)
	}
	if c.Ollama.ContextTokens < minContextTokens {
		return fmt.Errorf("setting ollama.context_tokens: %d is too few, at least %d are needed", c.Ollama.ContextTokens, minContextTokens)
	}
	if c.Answer.Retention < 0 || c.Answer.Retention > maxRetention {
		return fmt.Errorf("setting answer.retention: %d is not a number of days from 0 (for ever) to %d", c.Answer.Retention, maxRetention)
	}
	switch c.LogLevel {
	case "debug", "info", "warn", "error":
		return nil
	}
	return fmt.Errorf("setting log_level: %q is not debug, info, warn or error", c.LogLevel)
}
