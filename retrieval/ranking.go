package retrieval

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
)

// Ranking is how passages are put in order: a score that is linear in their
// Features, so that each part of it can be shown. Its weights depend on what
// there is to look at.
type Ranking struct {
	// Origin says what the weights were fitted on, for people.
	Origin string `json:"origin"`
	// Sentences is for an embedder that tells what single sentences mean,
	// Passages for one that tells it of passages only, Words for none.
	Sentences Weights `json:"sentences"`
	Passages  Weights `json:"passages"`
	Words     Weights `json:"words"`
}

// Weights are those of the features, by Feature.
type Weights [features]float64

//go:embed ranking.json
var shippedRanking []byte

// ShippedRanking returns the weights that come with Footnote.
func ShippedRanking() Ranking {
	r, err := ParseRanking(shippedRanking)
	if err != nil {
		panic(err) // the file is part of the binary, and a test reads it
	}
	return r
}

// ParseRanking reads weights as JSON, as Ranking is written by encoding/json.
func ParseRanking(data []byte) (Ranking, error) {
	var r Ranking
	if err := json.Unmarshal(data, &r); err != nil {
		return Ranking{}, fmt.Errorf("read ranking weights: %w: write them with footnote fit-ranking", err)
	}
	for _, w := range []Weights{r.Sentences, r.Passages, r.Words} {
		if w.most() <= 0 {
			return Ranking{}, fmt.Errorf("read ranking weights: a set of weights is missing: write them with footnote fit-ranking")
		}
	}
	return r, nil
}

// MarshalJSON writes the weights by name.
func (w Weights) MarshalJSON() ([]byte, error) {
	byName := map[string]float64{}
	for f, weight := range w {
		byName[Feature(f).String()] = math.Round(weight*1e4) / 1e4
	}
	return json.Marshal(byName)
}

// UnmarshalJSON reads weights by name; those that are not named are 0.
func (w *Weights) UnmarshalJSON(data []byte) error {
	byName := map[string]float64{}
	if err := json.Unmarshal(data, &byName); err != nil {
		return err
	}
	*w = Weights{}
	for f := range w {
		name := Feature(f).String()
		w[f] = byName[name]
		delete(byName, name)
	}
	for name := range byName {
		return fmt.Errorf("unknown feature %q", name)
	}
	return nil
}

// most is the score of a passage whose features are all 1.
func (w Weights) most() float64 {
	most := 0.0
	for _, weight := range w {
		most += max(0, weight)
	}
	return most
}

// Score returns the weighted sum of the features, as a share of the most that
// can be reached, and each feature's part in it.
func (w Weights) Score(f Features) (score float64, parts Features) {
	most := w.most()
	for i, weight := range w {
		parts[i] = weight * f[i] / most
		score += parts[i]
	}
	return max(0, min(1, score)), parts
}

// addProbabilities turns scores into what the weights were fitted as: the
// softmax over the candidates (ListNet, Cao et al. 2007, with one passage).
func (w Weights) addProbabilities(sorted []Evidence) {
	most, sum := w.most(), 0.0
	for i := range sorted {
		sorted[i].Probability = math.Exp(most * (sorted[i].Score - sorted[0].Score))
		sum += sorted[i].Probability
	}
	for i := range sorted {
		sorted[i].Probability /= sum
	}
}
