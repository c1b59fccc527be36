package answer

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
)

// DefaultThreshold is the confidence from which an answer is shown, unless
// the operator sets another.
const DefaultThreshold = 0.75

// Model computes the confidence: a logistic function that is linear in
// standardized features, so that each feature's effect can be told.
type Model struct {
	// Origin says what the weights were fitted on, for people.
	Origin  string         `json:"origin"`
	Bias    float64        `json:"bias"`
	Weights []FeatureModel `json:"weights"`
	// Report says how good the fit is, nil where nobody looked.
	Report *FitReport `json:"report,omitempty"`
	// Guarantee is what was promised of the shown answers, nil when nothing
	// was asked for.
	Guarantee *Guarantee `json:"guarantee,omitempty"`
}

// FitReport says what a model was fitted on and how good such a fit is on
// labels that it has not seen.
type FitReport struct {
	// Date of the fit, as in 2026-11-25.
	Date string `json:"date"`
	// Sets are the names of the question sets, or of the file of labels.
	Sets   []string `json:"sets"`
	Labels int      `json:"labels"`
	Right  int      `json:"right"`
	// Judged says on what AUROC, ECE (expected calibration error) and Brier
	// score were measured; nil where they could not be.
	Judged string   `json:"judged_on"`
	AUROC  *float64 `json:"auroc"`
	ECE    *float64 `json:"ece"`
	Brier  *float64 `json:"brier"`
}

// FeatureModel is a feature's part of a Model.
type FeatureModel struct {
	Name string `json:"name"`
	// Mean and SD standardize the feature: a value at the mean has no
	// effect.
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
	// Weight is the effect of one SD, in log-odds.
	Weight float64 `json:"weight"`
}

//go:embed confidence.json
var shippedConfidence []byte

// ShippedModel returns the model that comes with Footnote.
func ShippedModel() (Model, error) { return ParseModel(shippedConfidence) }

// ParseModel reads a model as JSON, as Model is written by encoding/json.
func ParseModel(data []byte) (Model, error) {
	var m Model
	if err := json.Unmarshal(data, &m); err != nil {
		return Model{}, fmt.Errorf("read confidence model: %w: write it with footnote calibrate", err)
	}
	if len(m.Weights) == 0 {
		return Model{}, errors.New("read confidence model: it has no weights: write it with footnote calibrate")
	}
	known := map[string]bool{}
	for _, name := range FeatureNames() {
		known[name] = true
	}
	for _, w := range m.Weights {
		if !known[w.Name] {
			return Model{}, fmt.Errorf("read confidence model: unknown feature %q: the model is of another version, fit it anew with footnote calibrate", w.Name)
		}
		if !(w.SD > 0) || math.IsInf(w.SD, 0) || math.IsNaN(w.Mean) || math.IsNaN(w.Weight) {
			return Model{}, fmt.Errorf("read confidence model: feature %q has no positive standard deviation: fit the model anew with footnote calibrate", w.Name)
		}
	}
	if g := m.Guarantee; g != nil && !(g.Threshold > 0 && g.Threshold <= 1 && g.Tolerated > 0 && g.Tolerated < 1) {
		return Model{}, errors.New("read confidence model: its guarantee has no threshold or tolerated share between 0 and 1: calibrate anew with footnote calibrate")
	}
	return m, nil
}

// Confidence returns the probability that an answer with these features is
// right, and the effect of each feature in log-odds: the bias and the effects
// add up to the probability's log-odds.
func (m Model) Confidence(f Features) (float64, []Factor) {
	logit := m.Bias
	factors := make([]Factor, 0, len(m.Weights))
	for _, w := range m.Weights {
		value, ok := f[w.Name]
		if !ok {
			continue
		}
		effect := w.Weight * bounded((value-w.Mean)/w.SD)
		logit += effect
		factors = append(factors, Factor{Name: w.Name, Effect: effect})
	}
	return logistic(logit), factors
}

// weighs tells whether a feature has an effect.
func (m Model) weighs(feature string) bool {
	return slices.ContainsFunc(m.Weights, func(w FeatureModel) bool { return w.Name == feature && w.Weight != 0 })
}

// bounded keeps a standardized feature within four deviations: a value that
// was never seen must not decide alone.
func bounded(z float64) float64 { return max(-4, min(4, z)) }
