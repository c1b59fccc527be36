package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"footnote/internal/config"
	"footnote/internal/ollama"
)

const gigabyte = 1e9

func (c *command) modelsCommand() *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use:   "models",
		Short: "List chat and embedding models that go well together",
		Args:  checked(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.listModels(cmd.Context(), language)
		},
	}
	cmd.Flags().StringVar(&language, "language", "", "for articles and questions in this language alone, such as de")
	cmd.AddCommand(&cobra.Command{
		Use:   "pull NAME…",
		Short: "Fetch models through Ollama and check that they answer",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("models pull: name a model, such as qwen3:4b-instruct; footnote models lists good ones")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.pullModels(cmd.Context(), args) },
	})
	return cmd
}

// modelList is what models prints as JSON.
type modelList struct {
	MemoryBytes int64  `json:"memory_bytes"`
	Ollama      string `json:"ollama"`
	Problem     string `json:"problem,omitempty"`
	// Checker is the checking model that is set.
	Checker     string         `json:"checker,omitempty"`
	Installed   []ollama.Model `json:"installed"`
	Recommended []ollama.Pair  `json:"recommended"`
}

func (c *command) listModels(ctx context.Context, language string) error {
	client, err := ollama.New(c.cfg.Ollama.URL, ollama.Options{})
	if err != nil {
		return usageError{err}
	}
	list := modelList{MemoryBytes: ollama.SystemMemory(), Ollama: client.Address(), Checker: c.cfg.Verification.Checker, Installed: []ollama.Model{}}
	list.Recommended = ollama.Recommend(list.MemoryBytes, language)
	installed, err := client.Models(ctx)
	if err != nil {
		list.Problem = err.Error()
	} else {
		list.Installed = append(list.Installed, installed...)
	}
	if c.json {
		return json.NewEncoder(c.std.out).Encode(list)
	}
	return c.printModels(list)
}

func (c *command) printModels(list modelList) error {
	if list.Problem != "" {
		fmt.Fprintf(c.std.out, "Ollama: %s\n\n", list.Problem)
	}
	if list.Checker != "" && list.Problem == "" && !slices.ContainsFunc(list.Installed, list.checks) {
		fmt.Fprintf(c.std.out, "The checking model %s (verification.checker) is not there: footnote models pull %[1]s\n\n", list.Checker)
	}
	w := tabwriter.NewWriter(c.std.out, 0, 0, 2, ' ', 0)
	if len(list.Installed) > 0 {
		fmt.Fprintf(w, "Installed at %s\tFOR\tPARAMETERS\tSIZE\n", list.Ollama)
		for _, m := range list.Installed {
			fmt.Fprintf(w, "  %s\t%s\t%s\t%.1f GB\n", m.Name, purpose(m, list.checks(m)), m.ParameterSize, float64(m.Size)/gigabyte)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "Fit into %.0f GB, best first\tEMBEDDING\tMEMORY\tDOWNLOAD\tGOOD FOR\n", float64(list.MemoryBytes)/gigabyte)
	for _, p := range list.Recommended {
		fmt.Fprintf(w, "  %s\t%s\t%.1f GB\t%.1f GB\t%s\n", p.Chat.Name, p.Embedding.Name, float64(p.Memory())/gigabyte,
			float64(p.Chat.Download+p.Embedding.Download)/gigabyte, p.Chat.Note)
	}
	if len(list.Recommended) == 0 {
		fmt.Fprintln(w, "  none: what is built in serves this machine best")
	}
	fmt.Fprintln(w, "\nFetch a pair with: footnote models pull CHAT EMBEDDING")
	return w.Flush()
}

// checks tells whether a model is the checking model that is set.
func (l modelList) checks(m ollama.Model) bool {
	return l.Checker != "" && m.Is(l.Checker)
}

func purpose(m ollama.Model, checks bool) string {
	switch {
	case m.Remote:
		return "nothing here: it passes data on to another server"
	case m.Embedding:
		return "embedding"
	case m.Chat && checks:
		return "chat, checking"
	case m.Chat:
		return "chat"
	}
	return "neither chat nor embedding"
}

func (c *command) pullModels(ctx context.Context, names []string) error {
	client, err := ollama.New(c.cfg.Ollama.URL, ollama.Options{})
	if err != nil {
		return usageError{err}
	}
	pulled := []string{}
	for _, name := range names {
		if name == config.Auto || name == config.BuiltIn {
			return usageError{fmt.Errorf("models pull: %q is not the name of a model", name)}
		}
		bar := newProgress(c.std.err, name)
		err := client.Pull(ctx, name, func(p ollama.Progress) { bar.set(int(p.Completed/1e6), int(p.Total/1e6)) })
		bar.end()
		if err != nil {
			return err
		}
		if err := client.Check(ctx, name); err != nil {
			return err
		}
		pulled = append(pulled, name)
		if !c.json {
			fmt.Fprintf(c.std.out, "%s is there and answers.\n", name)
		}
	}
	if c.json {
		return json.NewEncoder(c.std.out).Encode(map[string][]string{"pulled": pulled})
	}
	return nil
}
