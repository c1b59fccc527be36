package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"footnote/internal/config"
)

// command is what the commands share: settings, output, and the app that
// they open when they need it.
type command struct {
	environ []string
	std     streams
	json    bool
	file    string
	// settings maps flags to the settings that they set.
	settings map[string]string
	cfg      config.Config
	log      *slog.Logger
}

func newRoot(environ []string, std streams) *cobra.Command {
	c := &command{environ: environ, std: std, settings: map[string]string{}}
	root := &cobra.Command{
		Use:           "footnote",
		Short:         "Answers support questions from your own knowledge base, with checked citations",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usageError{fmt.Errorf("there is no command %q: footnote --help lists them", args[0])}
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return c.load(cmd)
		},
	}
	root.SetOut(std.out)
	root.SetErr(std.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	c.settingFlags(root)
	root.AddCommand(
		c.serveCommand(), c.demoCommand(), c.ingestCommand(), c.sourcesCommand(), c.searchCommand(), c.askCommand(),
		c.modelsCommand(), c.reindexCommand(), c.evalCommand(), c.calibrateCommand(), c.fitRankingCommand(), c.verifyCommand(),
		c.policyCommand(), c.replayCommand(), c.doctorCommand(),
	)
	return root
}

// settingFlags gives the settings that are often wanted on the command line
// a flag; all others are set in the file or the environment.
func (c *command) settingFlags(root *cobra.Command) {
	d := config.Default()
	flags := root.PersistentFlags()
	flags.StringVar(&c.file, "config", "", "configuration file (default "+config.FileName+" where it exists)")
	flags.BoolVar(&c.json, "json", false, "print JSON")
	for _, f := range []struct{ name, key, standard, help string }{
		{"data", "data", d.Data, "data folder"},
		{"collection", "collection", d.Collection, "collection to ingest into or to ask"},
		{"log-level", "log_level", d.LogLevel, "debug, info, warn or error"},
		{"ollama", "ollama.url", d.Ollama.URL, "address of the Ollama server"},
		{"chat-model", "ollama.chat_model", d.Ollama.ChatModel, "chat model, auto, or builtin for none"},
		{"embedding-model", "ollama.embedding_model", d.Ollama.EmbeddingModel, "embedding model, auto, or builtin"},
	} {
		flags.String(f.name, f.standard, f.help)
		c.settings[f.name] = f.key
	}
}

// load reads the settings before a command runs.
func (c *command) load(cmd *cobra.Command) error {
	given := map[string]any{}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if key, ok := c.settings[f.Name]; ok {
			given[key] = f.Value.String()
		}
	})
	return c.loadSettings(c.environ, given)
}

// loadSettings reads the settings and makes the log as they say.
func (c *command) loadSettings(environ []string, given map[string]any) error {
	cfg, err := config.Load(c.file, environ, given)
	if err != nil {
		return usageError{err}
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.LogLevel)); err != nil {
		return usageError{fmt.Errorf("setting log_level: %w", err)}
	}
	c.cfg = cfg
	c.log = slog.New(slog.NewTextHandler(c.std.err, &slog.HandlerOptions{Level: level}))
	return nil
}

// run adapts a command's function: it opens the data folder before and closes
// it after.
func (c *command) run(f func(ctx context.Context, a *app, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		return c.withApp(cmd.Context(), func(a *app) error { return f(cmd.Context(), a, args) })
	}
}

// checked makes the errors of an argument check those of a wrong call.
func checked(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%s: %w", cmd.Name(), err)}
		}
		return nil
	}
}
