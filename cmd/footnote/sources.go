package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

func (c *command) sourcesCommand() *cobra.Command {
	return &cobra.Command{
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
			return a.embed(ctx, c.std)
		}),
	}
}
