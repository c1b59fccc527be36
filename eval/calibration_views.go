package eval

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"footnote/answer"
)

// Judged compares confidences with right and wrong. What cannot be told is
// nil.
type Judged struct {
	Name    string   `json:"name"`
	Samples int      `json:"samples"`
	Right   int      `json:"right"`
	AUROC   *float64 `json:"auroc"`
	ECE     *float64 `json:"ece"`
	// ECEByChance is the error that so many answers would show on average if
	// each confidence were the very probability of being right.
	ECEByChance *float64 `json:"ece_by_chance"`
	Brier       *float64 `json:"brier"`
	// CoverageAtRisk5 is the share of questions that can be answered with 5 %
	// of the answers wrong.
	CoverageAtRisk5 *float64 `json:"coverage_at_5%_risk"`
	// Intervals of 95 % by the metric's JSON name.
	Intervals    map[string]Interval `json:"intervals_95%"`
	Reliability  []Bin               `json:"reliability"`
	RiskCoverage []Operating         `json:"risk_coverage"`
}

// chanceDraws is how often labels are drawn to tell ECEByChance.
const chanceDraws = 200

func newCalibration(samples []Sample, options CalibrateOptions) Calibration {
	c := Calibration{Date: options.Date, Labels: len(samples), Views: []View{}}
	for _, sample := range samples {
		c.Right += count(sample.Right)
		c.Sets = append(c.Sets, sample.Set)
	}
	c.Sets = append([]string{}, slices.Compact(slices.Sorted(slices.Values(c.Sets)))...)
	return c
}

// view adds a view of the predictions, if there are any.
func (c *Calibration) view(name, meaning string, predictions []prediction) {
	if len(predictions) == 0 {
		return
	}
	c.Views = append(c.Views, View{
		Name: name, Meaning: meaning, Together: newJudged("all together", predictions),
		Sets:      judgeBy(predictions, setName(predictions)),
		Languages: judgeBy(predictions, func(p prediction) string { return cmp.Or(p.Language, "und") }),
	})
}

// finish notes in the model how good it is by the view, and what it can
// promise by predictions of answers that it knows but their models did not.
func (c *Calibration) finish(model *answer.Model, by View, parts []prediction, options CalibrateOptions) {
	model.Report = &answer.FitReport{
		Date: c.Date, Sets: c.Sets, Labels: c.Labels, Right: c.Right,
		Judged: by.Name, AUROC: by.Together.AUROC, ECE: by.Together.ECE, Brier: by.Together.Brier,
	}
	if options.ToleratedWrong == 0 {
		return
	}
	labels := make([]answer.Labelled, len(parts))
	for i, p := range parts {
		labels[i] = answer.Labelled{Confidence: p.confidence, Right: p.Right}
	}
	g := answer.Promise(labels, options.ToleratedWrong)
	c.Guarantee, model.Guarantee = &g, &g
}

// setName names a prediction's set, with the others over the same articles.
func setName(predictions []prediction) func(prediction) string {
	sets := map[string][]string{}
	for _, p := range predictions {
		if !slices.Contains(sets[p.Base], p.Set) {
			sets[p.Base] = append(sets[p.Base], p.Set)
		}
	}
	names := map[string]string{}
	for base, of := range sets {
		names[base] = strings.Join(slices.Sorted(slices.Values(of)), " + ")
	}
	return func(p prediction) string { return names[p.Base] }
}

func judgeBy(predictions []prediction, name func(prediction) string) []Judged {
	members := map[string][]prediction{}
	for _, p := range predictions {
		members[name(p)] = append(members[name(p)], p)
	}
	judged := make([]Judged, 0, len(members))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		judged = append(judged, newJudged(name, members[name]))
	}
	return judged
}

func newJudged(name string, predictions []prediction) Judged {
	pairs := make([]scored, len(predictions))
	for i, p := range predictions {
		pairs[i] = p.scored()
	}
	var m Metrics
	m.confidence(pairs)
	rising := byConfidence(pairs)
	judged := Judged{
		Name: name, Samples: len(pairs), AUROC: m.AUROC, ECE: m.ECE, Brier: m.Brier, CoverageAtRisk5: m.CoverageAtRisk5,
		ECEByChance: byChance(rising), Intervals: confidenceIntervals(rising),
		Reliability: reliability(rising), RiskCoverage: riskCoverage(rising),
	}
	for _, p := range pairs {
		judged.Right += count(p.right)
	}
	return judged
}

// byChance draws labels as the confidences say, again and again.
func byChance(rising []scored) *float64 {
	if len(rising) == 0 {
		return nil
	}
	random := rand.New(rand.NewPCG(seed, seed))
	drawn, sum := slices.Clone(rising), 0.0
	for range chanceDraws {
		for i := range drawn {
			drawn[i].right = random.Float64() < drawn[i].confidence
		}
		sum += *calibrationError(reliability(drawn))
	}
	return mean(sum, chanceDraws)
}
