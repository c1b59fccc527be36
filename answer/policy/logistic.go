package policy

import "math"

// logistic turns a score into a probability.
type logistic struct{ slope, offset float64 }

func (l logistic) probability(score float64) float64 {
	return 1 / (1 + math.Exp(-(l.slope*score + l.offset)))
}

// topicShare is the share of messages that belong to a topic, which the
// examples do not show: most messages belong to none. It is above the true
// share, as a topic missed costs more than a person called in vain.
const topicShare = 0.2

// fitLogistic fits the probability that a score belongs to the first kind
// (Platt 1999, with his targets that keep a perfect separation finite), when
// topicShare of all scores do.
func fitLogistic(with, without []float64) logistic {
	if len(without) == 0 {
		return logistic{0, 10}
	}
	hit := (float64(len(with)) + 1) / (float64(len(with)) + 2)
	miss := 1 / (float64(len(without)) + 2)
	weightWith := topicShare / float64(len(with)) * float64(len(with)+len(without))
	weightWithout := (1 - topicShare) / float64(len(without)) * float64(len(with)+len(without))
	l := logistic{1, 0}
	for range 50 { // Newton's method, slightly damped; it settles within ten
		var gs, g0, hss, hs0, h00 float64
		add := func(scores []float64, target, weight float64) {
			for _, s := range scores {
				p := l.probability(s)
				d, h := weight*(p-target), weight*p*(1-p)
				gs, g0 = gs+d*s, g0+d
				hss, hs0, h00 = hss+h*s*s, hs0+h*s, h00+h
			}
		}
		add(with, hit, weightWith)
		add(without, miss, weightWithout)
		const damping = 1e-3
		hss, h00 = hss+damping, h00+damping
		det := hss*h00 - hs0*hs0
		l.slope = math.Max(l.slope-clip((h00*gs-hs0*g0)/det), 0)
		l.offset -= clip((hss*g0 - hs0*gs) / det)
	}
	return l
}

// clip keeps a step of Newton's method from overshooting.
func clip(step float64) float64 { return min(max(step, -2), 2) }
