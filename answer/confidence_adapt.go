package answer

import "slices"

// The penalties of adapting a model, in samples. Bias and scale are held less
// than weights: what the share of right answers is elsewhere says little of
// what it is here.
const (
	adaptedBiasRidge, adaptedScaleRidge, adaptedRidge = 1.0, 5.0, 10.0
	// Those of tempering, which should change little.
	temperedBiasRidge, temperedScaleRidge = 20.0, 2.0
	temperedParts                         = 5
)

// AdaptConfidence fits a model to labelled answers that stays close to a
// prior one where the labels do not speak against it: the prior's log-odds
// become bias + scale·log-odds + weights, the weights being what single
// features say beyond the prior, each with a penalty on how far it moves.
// Features that the prior does not weigh stay out, and without samples it is
// the prior. What was fitted on few labels is too sure of itself, so it is
// tempered last.
func AdaptConfidence(origin string, prior Model, samples []Sample) Model {
	m := temper(adapt(prior, samples), prior, samples)
	m.Origin = origin
	return m
}

func adapt(prior Model, samples []Sample) Model {
	p := problem{columns: []column{free(0, adaptedBiasRidge), free(1, adaptedScaleRidge)}, weight: balancedWeights(samples)}
	for range prior.Weights {
		p.columns = append(p.columns, free(0, adaptedRidge))
	}
	for _, s := range samples {
		x := prior.standardized(s.Features)
		p.rows = append(p.rows, append([]float64{1, prior.logOdds(s.Features)}, x...))
		p.right = append(p.right, s.Right)
	}
	beta := p.solve()
	m := prior.scaled(beta[0], beta[1])
	for j := range m.Weights {
		w := &m.Weights[j]
		c := signed(w.Name, 0, 0)
		w.Weight = min(max(w.Weight+beta[2+j], c.least), c.most)
	}
	return m
}

// temper moves bias and scale to where they fit answers that the adapted
// models had not seen, the scale only down (Platt, "Probabilistic outputs for
// support vector machines", 1999, by cross-validation). It stays linear.
func temper(m, prior Model, samples []Sample) Model {
	scale := free(1, temperedScaleRidge)
	scale.least, scale.most = 0, 1
	p := problem{columns: []column{free(0, temperedBiasRidge), scale}, weight: balancedWeights(samples)}
	parts := make([]Model, temperedParts)
	for part := range parts {
		var in []Sample
		for i, s := range samples {
			if i%temperedParts != part {
				in = append(in, s)
			}
		}
		parts[part] = adapt(prior, in)
	}
	for i, s := range samples {
		p.rows = append(p.rows, []float64{1, parts[i%temperedParts].logOdds(s.Features)})
		p.right = append(p.right, s.Right)
	}
	beta := p.solve()
	return m.scaled(beta[0], beta[1])
}

// logOdds of the confidence.
func (m Model) logOdds(f Features) float64 {
	logit := m.Bias
	_, factors := m.Confidence(f)
	for _, factor := range factors {
		logit += factor.Effect
	}
	return logit
}

// scaled has bias + scale times the log-odds of m.
func (m Model) scaled(bias, scale float64) Model {
	m.Bias = bias + scale*m.Bias
	m.Weights = slices.Clone(m.Weights)
	for j := range m.Weights {
		m.Weights[j].Weight *= scale
	}
	return m
}
