package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/internal/sentence"
	"footnote/retrieval"
)

const (
	// extractiveSentences and extractiveWords bound an extractive answer;
	// stepWords bounds one that is a list of steps.
	extractiveSentences = 3
	extractiveWords     = 70
	stepItems           = 8
	stepWords           = 110
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
	row    bool // of a table
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
	ranked = slices.Clone(all)
	slices.SortStableFunc(ranked, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	if len(ranked) == 0 {
		return nil, nil
	}
	best := ranked[0]
	if q.kind == kindHowTo {
		if steps := stepsAt(all, best); len(steps) > 1 {
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
		if c.item && !beside(chosen, c) || lag > otherLag && (c.row || c.evidence != best.evidence && !beside(chosen, c)) || c.language != best.language || c.scrap || c.step || repeats(chosen, c) {
			continue
		}
		next := withPredecessor(all, c, chosen)
		if len(next) <= extractiveSentences && totalWords(next) <= extractiveWords {
			chosen = next
		}
	}
	return chosen
}

// beside tells whether a sentence stands next to a chosen one.
func beside(chosen []candidate, c candidate) bool {
	return slices.ContainsFunc(chosen, func(o candidate) bool {
		return o.evidence == c.evidence && (o.position == c.position-1 || o.position == c.position+1)
	})
}

// withPredecessor adds a sentence to the chosen ones, after the sentence
// before it when it begins with "it" or the like and both fit.
func withPredecessor(all []candidate, c candidate, chosen []candidate) []candidate {
	with := append(slices.Clone(chosen), c)
	if !c.dependent {
		return with
	}
	for _, p := range all {
		if p.evidence != c.evidence || p.position != c.position-1 {
			continue
		}
		both := append(slices.Clone(chosen), p, c)
		if !repeats(chosen, p) && len(both) <= extractiveSentences && totalWords(both) <= extractiveWords {
			return both
		}
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

// stepsAt returns the list that the best sentence belongs to or introduces:
// its items from the first that fits.
func stepsAt(all []candidate, best candidate) []candidate {
	var passage []candidate
	at := -1
	for _, c := range all {
		if c.evidence == best.evidence {
			if c.position == best.position {
				at = len(passage)
			}
			passage = append(passage, c)
		}
	}
	if at < 0 {
		return nil
	}
	start := at
	switch {
	case best.item:
		for start > 0 && passage[start-1].item && passage[start-1].position == passage[start].position-1 {
			start--
		}
	case at+1 < len(passage) && passage[at+1].item && strings.HasSuffix(best.text, ":"):
	default:
		return nil
	}
	steps := []candidate{passage[start]}
	for i := start + 1; i < len(passage) && passage[i].item && len(steps) < stepItems; i++ {
		if totalWords(steps)+passage[i].words > stepWords {
			break
		}
		steps = append(steps, passage[i])
	}
	return steps
}

func drafted(chosen []candidate) []draftSentence {
	draft := make([]draftSentence, 0, len(chosen))
	for _, c := range chosen {
		draft = append(draft, draftSentence{text: c.shown, row: c.row, evidence: c.evidence, quote: c.span, support: 1, cosine: c.cosine})
	}
	return draft
}
