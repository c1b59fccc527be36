package eval

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/answer"
)

// Sample is a labelled question as the confidence model learns from it.
type Sample struct {
	// Set and Question name the question, Language is the set's label of its
	// language, "" where it has none.
	Set, Question, Language string
	// Base names the articles that it was asked of. Sets over the same
	// articles are fitted and left out together.
	Base string
	// Features of the answer, shown or draft.
	Features answer.Features
	// Right says whether that answer was right, by the rule of Judge or the
	// operator's label.
	Right bool
}

// CalibrateOptions of Calibrate and Adapt.
type CalibrateOptions struct {
	// Date of the fit, as in 2026-11-25.
	Date string
	// ToleratedWrong is the share of shown answers that may be wrong, between
	// 0 and 1; 0 asks for no promise.
	ToleratedWrong float64
}

// Calibration says how well confidence is calibrated on answers that the
// judged models were not fitted on.
type Calibration struct {
	Date string `json:"date"`
	// Sets are the names of what was learnt from.
	Sets   []string `json:"sets"`
	Labels int      `json:"labels"`
	Right  int      `json:"right"`
	// Views judge the same answers by models that knew less or more of them.
	Views []View `json:"views"`
	// Guarantee is nil where none was asked for.
	Guarantee *answer.Guarantee `json:"guarantee"`
}

// View judges answers by models of one kind.
type View struct {
	Name string `json:"name"`
	// Meaning says to the operator what is judged.
	Meaning string `json:"meaning"`
	// Together judges all answers; Sets and Languages part of them, by name.
	Together  Judged   `json:"together"`
	Sets      []Judged `json:"sets"`
	Languages []Judged `json:"languages"`
}

const (
	// folds is in how many parts answers are cut, so that each is judged by a
	// model that was fitted on the others.
	folds = 5
	// fewLabels is how many of an operator's first labels are tried.
	fewLabels = 60
	// minEach is how many right and how many wrong answers a fit needs.
	minEach = 25
	// minAdapted is how many labels adapting a fit needs, minEachAdapted how
	// many of each kind: less, because few labels move it little.
	minAdapted, minEachAdapted = 50, 5
)

// Samples are the labelled questions of the run whose answers carry features.
// Those whose label is unsure are passed over.
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
		if f := features[j.ID]; j.Labelled && !j.Unsure && len(f) > 0 {
			samples = append(samples, Sample{
				Set: set.Name, Question: j.ID, Language: j.Language, Base: set.CorpusRoot(), Features: f, Right: j.Right,
			})
		}
	}
	return samples, nil
}

// Calibrate fits a model on all samples and judges models that did not know
// the set that they are judged on, only half of it, or all but a part of it.
// The error wraps answer.ErrTooFewSamples when there is too little of right
// or of wrong to learn from.
func Calibrate(ctx context.Context, samples []Sample, options CalibrateOptions) (Calibration, answer.Model, error) {
	if err := enough(samples, 2*minEach, minEach); err != nil {
		return Calibration{}, answer.Model{}, err
	}
	samples = byBase(samples)
	report := newCalibration(samples, options)
	model, err := fitOn(samples, strings.Join(report.Sets, ", "))
	if err != nil {
		return Calibration{}, answer.Model{}, err
	}
	left, few, halved, err := leaveOut(ctx, samples)
	if err != nil {
		return Calibration{}, answer.Model{}, err
	}
	parts, err := crossFit(ctx, samples, folds, func(in []Sample) (answer.Model, error) { return fitOn(in, "part") })
	if err != nil {
		return Calibration{}, answer.Model{}, err
	}
	report.view("left out", "Each set is judged by a fit on the others: what to expect on articles that nobody labelled.", left)
	report.view(fmt.Sprintf("after %d labels", fewLabels), "The same, with the fit adapted to so few labels of the set, from one half, and judged on the other half.", few)
	report.view("after refit on half", "The same, with the fit adapted to half of the set and judged on the other half: what labels of your own bring.", halved)
	report.view("parts of all", "Each fifth of all answers is judged by a fit on the rest: what to expect on more questions of these sets.", parts)
	report.finish(&model, report.Views[0], parts, options)
	return report, model, nil
}

// Adapt fits a model on the samples that stays close to the prior one, and
// judges both: the prior as it is, the adapted one by parts. The error wraps
// answer.ErrTooFewSamples as that of Calibrate does.
func Adapt(ctx context.Context, prior answer.Model, samples []Sample, options CalibrateOptions) (Calibration, answer.Model, error) {
	if err := enough(samples, minAdapted, minEachAdapted); err != nil {
		return Calibration{}, answer.Model{}, err
	}
	samples = byBase(samples)
	report := newCalibration(samples, options)
	model := answer.AdaptConfidence("footnote calibrate: "+strings.Join(report.Sets, ", ")+", close to: "+prior.Origin, prior, learnable(samples))
	parts, err := crossFit(ctx, samples, folds, func(in []Sample) (answer.Model, error) {
		return answer.AdaptConfidence("part", prior, learnable(in)), nil
	})
	if err != nil {
		return Calibration{}, answer.Model{}, err
	}
	report.view("after", "Each fifth of the labels is judged by a fit that knows the rest.", parts)
	report.view("before", "The fit that the labels start from, without them.", predict(prior, samples))
	report.finish(&model, report.Views[0], parts, options)
	return report, model, nil
}

// enough tells which labels are missing: at least so many in all, and so many
// of them right and wrong.
func enough(samples []Sample, all, each int) error {
	right := 0
	for _, s := range samples {
		right += count(s.Right)
	}
	wrong := len(samples) - right
	switch {
	case right >= each && wrong >= each && right+wrong >= all:
		return nil
	case right == 0 && wrong == 0:
		return fmt.Errorf("%w: there are no labels, and at least %d are needed", answer.ErrTooFewSamples, all)
	case right == 0 || wrong == 0:
		return fmt.Errorf("%w: %d right and %d wrong; only both kinds together show what tells them apart, so label at least %d of each",
			answer.ErrTooFewSamples, right, wrong, each)
	}
	return fmt.Errorf("%w: %d right and %d wrong; with fewer than %d in all, at least %d of each, chance would decide what confidence means, so label more",
		answer.ErrTooFewSamples, right, wrong, all, each)
}

func fitOn(samples []Sample, name string) (answer.Model, error) {
	model, err := answer.FitConfidence("footnote calibrate: "+name, learnable(samples))
	if err != nil {
		return answer.Model{}, fmt.Errorf("fit on %d answers: %w", len(samples), err)
	}
	return model, nil
}

// prediction is what a model that had not seen the sample says of it.
type prediction struct {
	Sample
	confidence float64
}

func (p prediction) scored() scored { return scored{p.confidence, p.Right} }

func predict(m answer.Model, samples []Sample) []prediction {
	predictions := make([]prediction, len(samples))
	for i, sample := range samples {
		confidence, _ := m.Confidence(sample.Features)
		predictions[i] = prediction{sample, confidence}
	}
	return predictions
}

// crossFit predicts each part of the samples by a model fitted on the rest.
// Parts are cut by question, so that labels of the same question stay
// together.
func crossFit(ctx context.Context, samples []Sample, parts uint64, fit func([]Sample) (answer.Model, error)) ([]prediction, error) {
	var all []prediction
	for part := range parts {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("calibrate: %w", err)
		}
		in, out := divide(samples, func(s Sample) bool { return s.hash()%parts == part })
		model, err := fit(in)
		if err != nil {
			return nil, err
		}
		all = append(all, predict(model, out)...)
	}
	return all, nil
}

// leaveOut predicts each base by a model fitted on the others, and each half
// of it by that model adapted to the other half, or to a few labels of that.
// A base is passed over where the others carry no model, as with a lone one.
func leaveOut(ctx context.Context, samples []Sample) (left, few, halved []prediction, err error) {
	for _, base := range bases(samples) {
		others, own := divide(samples, func(s Sample) bool { return s.Base == base })
		prior, err := fitOn(others, "without "+base)
		if errors.Is(err, answer.ErrTooFewSamples) {
			continue
		}
		if err != nil {
			return nil, nil, nil, err
		}
		byFew, errFew := crossFit(ctx, own, 2, func(in []Sample) (answer.Model, error) {
			return answer.AdaptConfidence("few", prior, learnable(draw(in, fewLabels))), nil
		})
		byHalf, errHalf := crossFit(ctx, own, 2, func(in []Sample) (answer.Model, error) {
			return answer.AdaptConfidence("half", prior, learnable(in)), nil
		})
		if err := cmp.Or(errFew, errHalf); err != nil {
			return nil, nil, nil, err
		}
		left, few, halved = append(left, predict(prior, own)...), append(few, byFew...), append(halved, byHalf...)
	}
	return left, few, halved, nil
}

// draw takes up to n of the samples at random, the same ones each time.
func draw(samples []Sample, n int) []Sample {
	shuffled := slices.SortedFunc(slices.Values(samples), func(a, b Sample) int { return cmp.Compare(a.hash(), b.hash()) })
	return shuffled[:min(n, len(shuffled))]
}

// hash spreads questions evenly, the same way each time.
func (s Sample) hash() uint64 {
	sum := sha256.Sum256([]byte(s.Set + "\x00" + s.Question))
	return binary.BigEndian.Uint64(sum[:])
}

func divide(samples []Sample, isOut func(Sample) bool) (in, out []Sample) {
	for _, sample := range samples {
		if isOut(sample) {
			out = append(out, sample)
		} else {
			in = append(in, sample)
		}
	}
	return in, out
}

// byBase gives samples without a base their set as one.
func byBase(samples []Sample) []Sample {
	named := slices.Clone(samples)
	for i, sample := range named {
		named[i].Base = cmp.Or(sample.Base, sample.Set)
	}
	return named
}

// bases in order of appearance.
func bases(samples []Sample) []string {
	var names []string
	for _, sample := range samples {
		if !slices.Contains(names, sample.Base) {
			names = append(names, sample.Base)
		}
	}
	return names
}

func learnable(samples []Sample) []answer.Sample {
	plain := make([]answer.Sample, len(samples))
	for i, sample := range samples {
		plain[i] = answer.Sample{Features: sample.Features, Group: sample.Base, Right: sample.Right}
	}
	return plain
}
