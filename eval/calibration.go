package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"footnote/answer"
)

// Sample is a labelled question as the confidence model learns from it.
type Sample struct {
	// Set and Question name the question, Language is the set's label of its
	// language, "" where it has none.
	Set, Question, Language string
	// Features of the answer, shown or draft.
	Features answer.Features
	// Right says whether that answer was right, by the rule of Judge.
	Right bool
}

// CalibrationReport says how well confidence is calibrated on questions that
// the model was not fitted on.
type CalibrationReport struct {
	// Fit is the fit on all samples, judged by parts cut across all sets.
	Fit answer.FitReport `json:"fit"`
	// HeldOut has an entry for each set, judged by a model fitted on all the
	// others; it is empty where those carry no model, as with a lone set.
	HeldOut []HeldOut `json:"held_out"`
	// Together judges all held-out predictions at once, nil without any.
	Together *HeldOut `json:"together"`
}

// HeldOut is how a model did on samples that it had not seen.
type HeldOut struct {
	Name    string   `json:"name"`
	Samples int      `json:"samples"`
	Right   int      `json:"right"`
	AUROC   *float64 `json:"auroc"`
	ECE     *float64 `json:"ece"`
	Brier   *float64 `json:"brier"`
}

// Samples are the labelled questions of the run whose answers carry features.
func (r Run) Samples(set Set) ([]Sample, error) {
	judgements, err := Judge(set, r.Lines)
	if err != nil {
		return nil, fmt.Errorf("judge %s: %w", set.Name, err)
	}
	features := make(map[string]answer.Features, len(r.Lines))
	for _, line := range r.Lines {
		features[line.ID] = line.features
	}
	var samples []Sample
	for _, j := range judgements {
		if f := features[j.ID]; j.Labelled && len(f) > 0 {
			samples = append(samples, Sample{Set: set.Name, Question: j.ID, Language: j.Language, Features: f, Right: j.Right})
		}
	}
	return samples, nil
}

// Calibrate fits a model on all samples and reports how models fitted on the
// other sets do on each set. The error wraps answer.ErrTooFewSamples when
// there is too little of right or of wrong to learn from.
func Calibrate(ctx context.Context, samples []Sample) (CalibrationReport, answer.Model, error) {
	sets := setNames(samples)
	model, fit, err := answer.FitConfidence("footnote calibrate: "+strings.Join(sets, ", "), learnable(samples))
	if err != nil {
		return CalibrationReport{}, answer.Model{}, fmt.Errorf("fit on %d answers: %w", len(samples), err)
	}
	report := CalibrationReport{Fit: fit, HeldOut: []HeldOut{}}
	var all []scored
	for _, name := range sets {
		if err := ctx.Err(); err != nil {
			return CalibrationReport{}, answer.Model{}, fmt.Errorf("calibrate: %w", err)
		}
		predicted, err := holdOut(name, samples)
		if errors.Is(err, answer.ErrTooFewSamples) {
			continue // What is left cannot carry a model.
		}
		if err != nil {
			return CalibrationReport{}, answer.Model{}, fmt.Errorf("fit without %s: %w", name, err)
		}
		report.HeldOut = append(report.HeldOut, newHeldOut(name, predicted))
		all = append(all, predicted...)
	}
	if len(all) > 0 {
		together := newHeldOut("each set", all)
		report.Together = &together
	}
	return report, model, nil
}

// holdOut predicts the samples of a set by a model fitted on the others.
func holdOut(set string, samples []Sample) ([]scored, error) {
	var in, out []Sample
	for _, sample := range samples {
		if sample.Set == set {
			out = append(out, sample)
		} else {
			in = append(in, sample)
		}
	}
	model, _, err := answer.FitConfidence("without "+set, learnable(in))
	if err != nil {
		return nil, err
	}
	predicted := make([]scored, len(out))
	for i, sample := range out {
		confidence, _ := model.Confidence(sample.Features)
		predicted[i] = scored{confidence, sample.Right}
	}
	return predicted, nil
}

func setNames(samples []Sample) []string {
	var names []string
	for _, sample := range samples {
		names = append(names, sample.Set)
	}
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

func learnable(samples []Sample) []answer.Sample {
	plain := make([]answer.Sample, len(samples))
	for i, sample := range samples {
		plain[i] = answer.Sample{Features: sample.Features, Group: sample.Set, Right: sample.Right}
	}
	return plain
}

func newHeldOut(name string, predicted []scored) HeldOut {
	var m Metrics
	m.confidence(predicted)
	held := HeldOut{Name: name, Samples: len(predicted), AUROC: m.AUROC, ECE: m.ECE, Brier: m.Brier}
	for _, p := range predicted {
		held.Right += count(p.right)
	}
	return held
}

// WriteJSON writes the report as indented JSON.
func (r CalibrationReport) WriteJSON(to io.Writer) error {
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(r); err != nil {
		return fmt.Errorf("write the calibration report: %w", err)
	}
	return nil
}

// WriteText writes the report as plain, aligned text.
func (r CalibrationReport) WriteText(to io.Writer) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Fitted on %d answers, %d of them right.\n\n", r.Fit.Samples, r.Fit.Right)
	fmt.Fprintf(table, "judged on\tanswers\tright\tauroc\tece\tbrier\n")
	fmt.Fprintf(table, "parts across sets\t%d\t%d\t%.3f\t%.3f\t%.3f\n", r.Fit.Samples, r.Fit.Right, r.Fit.AUROC, r.Fit.ECE, r.Fit.Brier)
	held := slices.Clone(r.HeldOut)
	if r.Together != nil {
		held = append(held, *r.Together)
	}
	for _, h := range held {
		fmt.Fprintf(table, "%s held out\t%d\t%d\t%s\t%s\t%s\n", h.Name, h.Samples, h.Right, figure(h.AUROC), figure(h.ECE), figure(h.Brier))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("write the calibration report: %w", err)
	}
	return nil
}
