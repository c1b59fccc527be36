package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/internal/sentence"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

const (
	// extractiveSentences and extractiveWords bound an extractive answer.
	extractiveSentences = 3
	extractiveWords     = 70
	// otherLag is how far the score of a further sentence may lie behind the
	// best, sameLag how far that of one of the same passage or beside a chosen
	// one. Rows of a table do not go on in each other, so they count as others.
	// Scores are log-odds.
	otherLag = 1.2
	sameLag  = 2.2
)

// draftSentence is a sentence that is on its way into an answer, with the
// place in the evidence that supports it.
type draftSentence struct {
	text     string
	evidence int
	// quote is the place in the passage: rune offsets.
	quote   sentence.Span
	support float64
	// cosine is that with the question, 0 where it is not known.
	cosine float64
	// line says that it stands on a line of its own: a row, an item, code.
	line bool
}

// extract writes an answer out of the evidence: the sentences that answer,
// word for word, in reading order. It also returns all candidates, best
// first.
func extract(ctx context.Context, embedder Embedder, q *question, evidence []retrieval.Evidence) (draft []draftSentence, ranked []candidate) {
	if len(evidence) == 0 {
		return nil, nil
	}
	all := candidates(q, evidence)
	addCosines(ctx, embedder, q, evidence, all)
	ranked = slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return c.asks })
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	if len(ranked) == 0 {
		return nil, nil
	}
	best := ranked[0]
	if q.kind == kindHowTo || best.Kind == document.UnitLeadIn {
		if steps := stepsAt(q, evidence, all, best); len(steps) > 1 {
			return drafted(steps), ranked
		}
	}
	return drafted(readingOrder(choose(all, ranked))), ranked
}

// choose takes the best sentence, with the one before it where it leans on
// it, and others that are nearly as good or go on beside it.
func choose(all, ranked []candidate) []candidate {
	best := ranked[0]
	chosen := withPredecessor(all, best, nil)
	for _, c := range ranked[1:] {
		lag := best.score - c.score
		if len(chosen) >= extractiveSentences || lag > sameLag {
			break
		}
		if !c.mayFollow(best, chosen, lag) {
			continue
		}
		next := withPredecessor(all, c, chosen)
		if len(next) <= extractiveSentences && totalWords(next) <= extractiveWords {
			chosen = next
		}
	}
	return chosen
}

// mayFollow reports whether a unit may be shown beside the chosen ones, of
// which best is the best: it goes on with them or is nearly as good, says
// something by itself and is of what was asked about.
func (c candidate) mayFollow(best candidate, chosen []candidate, lag float64) bool {
	near := beside(chosen, c)
	switch {
	case c.Kind == document.UnitItem && !near, lag > otherLag && (c.row || c.evidence != best.evidence && !near):
		return false
	case c.language != best.language, c.scrap, c.step, c.alone && c.words < maxAlone, repeats(chosen, c):
		return false
	}
	return !c.answersOther(best) && !c.isOtherRow(best) && !c.isOfOther(best) && c.coded >= best.coded && (c.numbered || !best.numbered)
}

// beside tells whether a sentence stands next to a chosen one.
func beside(chosen []candidate, c candidate) bool {
	return slices.ContainsFunc(chosen, func(o candidate) bool {
		return o.evidence == c.evidence && (o.position == c.position-1 || o.position == c.position+1)
	})
}

// withPredecessor adds a unit to the chosen ones, after the one that it leans
// on, and the question that this one leans on, when they fit.
func withPredecessor(all []candidate, c candidate, chosen []candidate) []candidate {
	with := append(slices.Clone(chosen), c)
	for leaning := c; leaning.Antecedent >= 0; {
		at := slices.IndexFunc(all, func(p candidate) bool { return p.evidence == c.evidence && p.position == leaning.Antecedent })
		if at < 0 || leaning.position != c.position && !all[at].asks {
			break
		}
		leaning = all[at]
		both := append(slices.Clone(with), leaning)
		if repeats(with, leaning) || len(both) > extractiveSentences || totalWords(both) > extractiveWords {
			break
		}
		with = both
	}
	return with
}

// repeats tells whether a sentence is among the chosen ones or says nearly
// the same words.
func repeats(chosen []candidate, c candidate) bool {
	for _, o := range chosen {
		if o.evidence == c.evidence && o.position == c.position || similar(o.text, c.text) {
			return true
		}
	}
	return false
}

// similar tells whether two sentences share nearly all their words.
func similar(a, b string) bool {
	wa, wb := wordSet(strings.ToLower(a)), wordSet(strings.ToLower(b))
	shared := 0
	for w := range wa {
		if wb[w] {
			shared++
		}
	}
	return shared*10 >= 8*max(len(wa), len(wb), 1)
}

func totalWords(list []candidate) int {
	n := 0
	for _, c := range list {
		n += c.words
	}
	return n
}

// readingOrder puts sentences in the order in which the articles have them,
// the article of the best sentence first.
func readingOrder(chosen []candidate) []candidate {
	first := map[int]int{}
	for i, c := range chosen {
		if _, ok := first[c.evidence]; !ok {
			first[c.evidence] = i
		}
	}
	ordered := slices.Clone(chosen)
	slices.SortStableFunc(ordered, func(a, b candidate) int {
		if a.evidence != b.evidence {
			return first[a.evidence] - first[b.evidence]
		}
		return a.position - b.position
	})
	return ordered
}

// answersOther reports whether the article has a unit answer another question,
// and one that is further from the customer's: away from it the unit would be
// misread.
func (c candidate) answersOther(best candidate) bool {
	return c.asked != "" && c.asked != best.asked && c.askedShare <= best.askedShare
}

func drafted(chosen []candidate) []draftSentence {
	draft := make([]draftSentence, 0, len(chosen))
	for _, c := range chosen {
		draft = append(draft, draftSentence{text: c.shown, line: c.isLine(), evidence: c.evidence, quote: c.span, support: 1, cosine: c.cosine})
	}
	return draft
}

// isLine reports whether a unit stands on a line of its own.
func (c candidate) isLine() bool {
	switch c.Kind {
	case document.UnitRow, document.UnitPair, document.UnitItem, document.UnitCode, document.UnitDefinition:
		return true
	}
	return c.List > 0
}
