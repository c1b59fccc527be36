package answer

import (
	"math"
	"slices"
)

const (
	// maxSteps bounds the Newton steps of a fit, maxSweeps the sweeps within a
	// step, maxHalvings how often a step is halved; all end sooner.
	maxSteps, maxSweeps, maxHalvings = 100, 200, 30
	// settled is a change, of a coefficient or of the loss, that ends a fit.
	settled = 1e-9
)

// column is a coefficient of a problem.
type column struct {
	// towards is the value that the coefficient is drawn to, by a penalty of
	// ridge/2 times the squared distance; ridge is in units of samples.
	towards, ridge float64
	// least and most bound the coefficient.
	least, most float64
}

// free bounds nothing.
func free(towards, ridge float64) column {
	return column{towards: towards, ridge: ridge, least: math.Inf(-1), most: math.Inf(1)}
}

// signed lets a feature's weight speak only for an answer, or only against
// it, where it is known which.
func signed(name string, towards, ridge float64) column {
	c := free(towards, ridge)
	switch {
	case neutral[name]:
	case falling[name]:
		c.most = 0
	default:
		c.least = 0
	}
	return c
}

// problem is a logistic regression with an L2 penalty and bounds.
type problem struct {
	columns []column
	rows    [][]float64
	right   []bool
	// weight is how many samples a row counts as.
	weight []float64
}

// solve minimizes the penalized negative log-likelihood by Newton's method;
// the quadratic of each step by coordinate descent, which keeps to the bounds
// (Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized
// Linear Models via Coordinate Descent", 2010). A step that goes too far, as
// from a prior that is sure and wrong, is halved.
func (p problem) solve() []float64 {
	beta := make([]float64, len(p.columns))
	for j, c := range p.columns {
		beta[j] = min(max(c.towards, c.least), c.most)
	}
	loss := p.loss(beta)
	for range maxSteps {
		next := p.step(beta)
		nextLoss := p.loss(next)
		for range maxHalvings {
			if nextLoss <= loss {
				break
			}
			for j := range next {
				next[j] = (next[j] + beta[j]) / 2
			}
			nextLoss = p.loss(next)
		}
		if !(nextLoss < loss-settled) {
			break
		}
		beta, loss = next, nextLoss
	}
	return beta
}

// loss is the penalized negative log-likelihood.
func (p problem) loss(beta []float64) float64 {
	sum := 0.0
	for j, c := range p.columns {
		sum += c.ridge / 2 * (beta[j] - c.towards) * (beta[j] - c.towards)
	}
	for i, row := range p.rows {
		against := linear(row, beta) // log-odds of what is not so
		if p.right[i] {
			against = -against
		}
		sum += p.weight[i] * (max(against, 0) + math.Log1p(math.Exp(-math.Abs(against))))
	}
	return sum
}

// step returns where the quadratic at beta is least.
func (p problem) step(beta []float64) []float64 {
	next := slices.Clone(beta)
	curvature, residual := make([]float64, len(p.rows)), make([]float64, len(p.rows))
	for i, row := range p.rows {
		share := logistic(linear(row, beta))
		curvature[i] = p.weight[i] * max(share*(1-share), 1e-5)
		residual[i] = p.weight[i] * (flag(p.right[i]) - share) / curvature[i]
	}
	for range maxSweeps {
		if p.sweep(next, curvature, residual) < settled {
			break
		}
	}
	return next
}

// sweep moves each coefficient to where the quadratic is least, the others
// being as they are, and returns the largest move.
func (p problem) sweep(beta, curvature, residual []float64) float64 {
	largest := 0.0
	for j, c := range p.columns {
		slope, bend := c.ridge*(c.towards-beta[j]), c.ridge
		for i, row := range p.rows {
			slope += curvature[i] * row[j] * residual[i]
			bend += curvature[i] * row[j] * row[j]
		}
		if bend == 0 {
			continue
		}
		to := min(max(beta[j]+slope/bend, c.least), c.most)
		move := to - beta[j]
		if move == 0 {
			continue
		}
		beta[j] = to
		for i, row := range p.rows {
			residual[i] -= move * row[j]
		}
		largest = max(largest, math.Abs(move))
	}
	return largest
}

func logistic(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

func linear(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
