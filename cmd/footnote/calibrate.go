package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"footnote/eval"
)

func (c *command) calibrateCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "calibrate SET…",
		Short: "Fit the confidence on labelled question sets",
		Long: `Asks the sets' questions, fits the confidence on which answers were right,
and reports how a fit on the other sets does on each set. --out writes the
fitted model. Each set is ingested into a folder of its own below the data
folder.`,
		Args: checked(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.calibrate(cmd.Context(), args, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write the fitted model to this file")
	return cmd
}

func (c *command) calibrate(ctx context.Context, dirs []string, out string) error {
	var samples []eval.Sample
	err := c.eachSet(ctx, dirs, func(a *app, set eval.Set) error {
		run, err := a.runSet(ctx, c.std, set, eval.Options{})
		if err != nil {
			return err
		}
		labelled, err := run.Samples(set)
		samples = append(samples, labelled...)
		return err
	})
	if err != nil {
		return err
	}
	report, model, err := eval.Calibrate(ctx, samples)
	if err != nil {
		return err
	}
	if out != "" {
		text, err := json.MarshalIndent(model, "", "  ")
		if err != nil {
			return fmt.Errorf("write model: %w", err)
		}
		if err := os.WriteFile(out, append(text, '\n'), 0o644); err != nil {
			return err
		}
	}
	return c.print(report)
}
