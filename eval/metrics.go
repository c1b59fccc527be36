package eval

import (
	"cmp"
	"slices"
)

// Metrics of a set or of a part of it. What cannot be told is nil. Shares are
// between 0 and 1.
type Metrics struct {
	Questions int `json:"questions"`
	// Unanswered counts the questions that have no line at all.
	Unanswered int `json:"unanswered_by_the_program"`
	// Retrieval, by document, over answerable questions with gold labels.
	RecallAt1  *float64 `json:"recall@1"`
	RecallAt5  *float64 `json:"recall@5"`
	RecallAt10 *float64 `json:"recall@10"`
	MRR        *float64 `json:"mrr@10"`
	NDCG       *float64 `json:"ndcg@10"`
	// Answers, over labelled questions.
	Answered              *float64 `json:"answered"`
	RightOfAnswered       *float64 `json:"right_of_answered"`
	RightOfAnswerable     *float64 `json:"right_of_answerable"`
	UnanswerableEscalated *float64 `json:"unanswerable_escalated"`
	// Confidence against right and wrong, drafts of escalations included.
	AUROC            *float64 `json:"auroc"`
	ECE              *float64 `json:"ece"`
	Brier            *float64 `json:"brier"`
	CoverageAtRisk5  *float64 `json:"coverage_at_5%_risk"`
	CoverageAtRisk10 *float64 `json:"coverage_at_10%_risk"`
	// Citations of labelled questions.
	Citations               int      `json:"citations"`
	QuotesNotInDocument     int      `json:"quotes_not_in_document"`
	CitationsInGoldDocument *float64 `json:"citations_in_gold_document"`
}

// Compute aggregates judgements.
func Compute(judgements []Judgement) Metrics {
	m := Metrics{Questions: len(judgements)}
	var ranked, at1, at5, at10, answered, answeredRight, answerable, right, unanswerable, held, inGold, judged int
	var reciprocals, gain float64
	pairs := scoredOf(judgements)
	for _, j := range judgements {
		m.Unanswered += count(j.Missing)
		if !j.Labelled {
			continue
		}
		if j.Ranked {
			ranked++
			at1 += count(j.Rank == 1)
			at5 += count(j.Rank > 0 && j.Rank <= 5)
			at10 += count(j.Rank > 0)
			reciprocals += reciprocal(j.Rank)
			gain += j.NDCG
		}
		answered += count(j.Answered)
		answeredRight += count(j.Answered && j.Right)
		answerable += count(j.Answerable)
		right += count(j.Right)
		unanswerable += count(!j.Answerable)
		held += count(!j.Answerable && !j.Answered)
		m.Citations += j.Citations
		m.QuotesNotInDocument += j.QuotesNotInDocument
		judged += j.CitationsJudged
		inGold += j.CitationsInGold
	}
	m.RecallAt1, m.RecallAt5, m.RecallAt10 = ratio(at1, ranked), ratio(at5, ranked), ratio(at10, ranked)
	m.MRR, m.NDCG = mean(reciprocals, ranked), mean(gain, ranked)
	m.Answered, m.RightOfAnswered = ratio(answered, len(pairs)), ratio(answeredRight, answered)
	m.RightOfAnswerable, m.UnanswerableEscalated = ratio(right, answerable), ratio(held, unanswerable)
	m.CitationsInGoldDocument = ratio(inGold, judged)
	m.confidence(pairs)
	return m
}

// confidence fills in what is told by confidences in the order of questions.
func (m *Metrics) confidence(pairs []scored) {
	if len(pairs) == 0 {
		return
	}
	// Equal confidences keep the order of the questions.
	falling := slices.Clone(pairs)
	slices.SortStableFunc(falling, func(a, b scored) int { return cmp.Compare(b.confidence, a.confidence) })
	m.CoverageAtRisk5, m.CoverageAtRisk10 = coverage(falling, 0.05), coverage(falling, 0.10)
	m.calibration(byConfidence(pairs))
}

// calibration fills in what is told by confidences that byConfidence sorted.
func (m *Metrics) calibration(rising []scored) {
	var squares float64
	for _, p := range rising {
		difference := p.confidence - float64(count(p.right))
		squares += difference * difference
	}
	m.Brier, m.ECE, m.AUROC = mean(squares, len(rising)), calibrationError(reliability(rising)), auroc(rising)
}

// auroc is the probability that a right answer has more confidence than a
// wrong one, ties counting half; nil without both kinds.
func auroc(rising []scored) *float64 {
	var rights int
	var ranks float64
	for start := 0; start < len(rising); {
		end, here := start, 0
		for end < len(rising) && rising[end].confidence == rising[start].confidence {
			here += count(rising[end].right)
			end++
		}
		rights += here
		ranks += float64(here) * float64(start+1+end) / 2
		start = end
	}
	wrongs := len(rising) - rights
	if rights == 0 || wrongs == 0 {
		return nil
	}
	r := float64(rights)
	value := (ranks - r*(r+1)/2) / (r * float64(wrongs))
	return &value
}

// coverage is the largest share of questions that can be answered, those of
// highest confidence first, with no more than so large a share wrong.
func coverage(falling []scored, risk float64) *float64 {
	best, wrong := 0, 0
	for i, p := range falling {
		wrong += count(!p.right)
		if float64(wrong)/float64(i+1) <= risk {
			best = i + 1
		}
	}
	return ratio(best, len(falling))
}

func ratio(part, of int) *float64 { return mean(float64(part), of) }

func mean(sum float64, of int) *float64 {
	if of == 0 {
		return nil
	}
	value := sum / float64(of)
	return &value
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
