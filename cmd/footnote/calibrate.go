package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"footnote/answer"
	"footnote/eval"
)

// calibrateFiles are the files that calibrate reads and writes, "" for none.
type calibrateFiles struct {
	labels, out, page string
}

func (c *command) calibrateCommand() *cobra.Command {
	var files calibrateFiles
	cmd := &cobra.Command{
		Use:   "calibrate SET… | calibrate --labels FILE",
		Short: "Fit the confidence on labelled question sets or on your own labels",
		Long: `Asks the sets' questions, fits the confidence on which answers were right,
and reports how good it is on answers that a fit had not seen. Each set is
ingested into a folder of its own below the data folder.

With --labels it starts from the fit that comes with Footnote and adapts it to
answers that people labelled, one JSON line each: {"answer_id": …, "right":
true}, or {"question": …, "right": false} to ask again.

With answer.tolerated_wrong set, the threshold is chosen that keeps to it.
--out writes the model; name the file in answer.confidence to use it.`,
		Args: checked(func(cmd *cobra.Command, args []string) error {
			if (len(args) > 0) == (files.labels != "") {
				return errors.New("name question sets, or a file of labels by --labels")
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.calibrate(cmd.Context(), args, files)
		},
	}
	cmd.Flags().StringVar(&files.labels, "labels", "", "adapt the confidence to the labels in this file")
	cmd.Flags().StringVar(&files.out, "out", "", "write the fitted model to this file")
	cmd.Flags().StringVar(&files.page, "html", "", "write the report as a page with plots to this file")
	return cmd
}

func (c *command) calibrate(ctx context.Context, dirs []string, files calibrateFiles) error {
	options := eval.CalibrateOptions{Date: time.Now().UTC().Format(time.DateOnly), ToleratedWrong: c.cfg.Answer.ToleratedWrong}
	// What is in force matters to the threshold alone, which calibrating sets.
	c.cfg.Answer.ToleratedWrong, c.cfg.Answer.Confidence = 0, ""
	var report eval.Calibration
	var model answer.Model
	left := 0
	samples, err := c.samplesOfSets(ctx, dirs)
	if err == nil && files.labels != "" {
		samples, left, err = c.samplesOfLabels(ctx, files.labels)
	}
	if err != nil {
		return err
	}
	if files.labels == "" {
		report, model, err = eval.Calibrate(ctx, samples, options)
	} else if model, err = answer.ShippedModel(); err == nil {
		report, model, err = eval.Adapt(ctx, model, samples, options)
	}
	if err != nil {
		return err
	}
	if err := writeCalibration(files, report, model); err != nil {
		return err
	}
	if err := c.print(report); err != nil {
		return err
	}
	if left > 0 {
		return errPartly
	}
	return nil
}

// writeCalibration writes the files that were asked for.
func writeCalibration(files calibrateFiles, report eval.Calibration, model answer.Model) error {
	if files.out != "" {
		text, err := json.MarshalIndent(model, "", "  ")
		if err != nil {
			return fmt.Errorf("write model: %w", err)
		}
		if err := os.WriteFile(files.out, append(text, '\n'), 0o644); err != nil {
			return err
		}
	}
	if files.page == "" {
		return nil
	}
	var page bytes.Buffer
	if err := report.WriteHTML(&page); err != nil {
		return err
	}
	return os.WriteFile(files.page, page.Bytes(), 0o644)
}

func (c *command) samplesOfSets(ctx context.Context, dirs []string) ([]eval.Sample, error) {
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
	return samples, err
}
