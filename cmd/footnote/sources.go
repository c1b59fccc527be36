package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"footnote/kbsource"
)

func (c *command) sourcesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List where the articles come from",
		Args:  checked(cobra.NoArgs),
		RunE: c.run(func(ctx context.Context, a *app, _ []string) error {
			sources, err := a.catalog.Sources(ctx)
			if err != nil {
				return err
			}
			if c.json {
				return json.NewEncoder(c.std.out).Encode(sources)
			}
			if len(sources) == 0 {
				fmt.Fprintln(c.std.out, "No sources yet: footnote ingest PATH")
				return nil
			}
			w := tabwriter.NewWriter(c.std.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "SOURCE\tCOLLECTION\tFILES\tDOCUMENTS\tPASSAGES\tCHANGED")
			for _, s := range sources {
				fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%s\n", s.Name, s.Collection, s.Files, s.Documents, s.Passages,
					s.SyncedAt.Local().Format(time.DateTime))
			}
			return w.Flush()
		}),
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "remove SOURCE…",
		Short: "Take sources out, with all articles that came from them",
		Args:  checked(cobra.MinimumNArgs(1)),
		RunE:  c.run(c.removeSources),
	})
	return cmd
}

// removeSources takes sources out, by the names that sources lists.
func (c *command) removeSources(ctx context.Context, a *app, names []string) error {
	sources, err := a.catalog.Sources(ctx)
	if err != nil {
		return err
	}
	collections := map[string]string{}
	for _, s := range sources {
		collections[s.Name] = s.Collection
	}
	for _, name := range names {
		if _, known := collections[name]; !known {
			return fmt.Errorf("there is no source %q: footnote sources lists them", name)
		}
	}
	type removed struct {
		Source    string `json:"source"`
		Documents int    `json:"documents_removed"`
	}
	done := []removed{}
	for _, name := range names {
		applied, err := kbsource.Remove(ctx, a.index.Store(collections[name]), name)
		if err != nil {
			return err
		}
		done = append(done, removed{name, applied.Removed})
	}
	if c.json {
		return json.NewEncoder(c.std.out).Encode(done)
	}
	for _, r := range done {
		fmt.Fprintf(c.std.out, "%s: %d removed\n", r.Source, r.Documents)
	}
	return nil
}

func (c *command) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Throw the search indexes away and build them again from the catalog",
		Args:  checked(cobra.NoArgs),
		RunE: c.run(func(ctx context.Context, a *app, _ []string) error {
			bar := newProgress(c.std.err, "Indexing")
			err := a.index.Reindex(ctx, bar.set)
			bar.end()
			if err != nil {
				return err
			}
			if err := a.embed(ctx, c.std); err != nil {
				return err
			}
			return c.reindexed(ctx, a)
		}),
	}
}

// reindexed deletes the vectors of models that are no longer used, which were
// kept for a way back until now, and says what there is.
func (c *command) reindexed(ctx context.Context, a *app) error {
	if a.models.embedder != nil {
		if _, err := a.catalog.KeepEmbeddings(ctx, a.models.embedder.Model()); err != nil {
			return err
		}
	}
	status, err := a.index.Status(ctx)
	if err != nil {
		return err
	}
	if c.json {
		return json.NewEncoder(c.std.out).Encode(struct {
			Passages int    `json:"passages"`
			Embedded int    `json:"embedded"`
			Model    string `json:"embedding_model"`
		}{status.Passages, status.Passages - status.VectorsMissing, status.Model})
	}
	fmt.Fprintf(c.std.out, "%s indexed", count(status.Passages, "passage"))
	if status.Model != "" {
		fmt.Fprintf(c.std.out, ", %d embedded with %s", status.Passages-status.VectorsMissing, status.Model)
	}
	fmt.Fprintln(c.std.out)
	return nil
}
