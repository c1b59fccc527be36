package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"footnote/internal/config"
	"footnote/sample"
)

// demoData is the demo's own data folder, so that trying Footnote never mixes
// the sample with a company's articles.
const demoData = "footnote-demo"

// demoQuestions are what the demo suggests to ask.
var demoQuestions = []string{
	"How long is the password reset link valid?",
	"Как включить двухфакторную аутентификацию?",
}

func (c *command) demoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Ingest the bundled sample help centre and serve it",
		Args:  checked(cobra.NoArgs),
		PreRun: func(*cobra.Command, []string) {
			if c.cfg.Data == config.Default().Data {
				c.cfg.Data = demoData
			}
			if c.cfg.Answer.Organization == "" {
				c.cfg.Answer.Organization = sample.Organization
			}
		},
		RunE: c.run(c.demo),
	}
	c.listenFlag(cmd)
	return cmd
}

func (c *command) demo(ctx context.Context, a *app, _ []string) error {
	fmt.Fprintln(c.std.out, a.models.describe())
	folder := filepath.Join(a.cfg.Data, "articles")
	if err := writeSample(folder); err != nil {
		return fmt.Errorf("write the sample help centre: %w", err)
	}
	reports, err := a.ingestShown(ctx, c.std, []string{folder})
	if err != nil {
		return err
	}
	printReports(c.std, reports)
	return a.serve(ctx, c.std, demoQuestions)
}

// writeSample puts the bundled articles into a folder, where one can look at
// them, change them and see the answers follow. Files that are there already
// are left as they are.
func writeSample(folder string) error {
	return fs.WalkDir(sample.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		data, err := fs.ReadFile(sample.Files(), name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}
