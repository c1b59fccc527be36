package answer

import (
	"strings"

	"footnote/retrieval"
)

// Limits of being out of scope, so that over labelled sets no question that
// the articles answer is among them (docs/measurements.md). They are for the
// built-in encoder; models whose cosines are never that low call nothing out
// of scope.
const (
	farCosine  = 0.18 // best cosine of a passage, at most
	farUnknown = 0.5  // share of the question's words, by weight, that no article has, at least
	farCovered = 0.3  // share of them in the best passage, at most
	// farWords is how many such words a question has at least: a single one
	// may be a greeting, mistyped, or just what the articles lack.
	farWords = 2
)

// outOfScope tells whether the question is far from everything in the base,
// in meaning and in words, and not just from what is known of its subject.
// Words only tell in a language that there are articles in.
func (r *run) outOfScope() bool {
	if r.searched.Vector == nil {
		return false
	}
	var spoken *retrieval.Evidence // the best passage in the question's language
	for i, e := range r.evidence {
		if e.Cosine > farCosine {
			return false
		}
		if spoken == nil && e.Document.Language == r.answer.Language {
			spoken = &r.evidence[i]
		}
	}
	if spoken == nil {
		return false
	}
	words, share := r.unknown()
	return words >= farWords && share >= farUnknown && r.covered(*spoken) <= farCovered
}

// unknown counts the question's words that no passage has, and their share of
// all by weight.
func (r *run) unknown() (words int, share float64) {
	most := r.q.lexicon.IDF(r.answer.Language, "\x00") // no passage has this
	all, unknown := 0.0, 0.0
	for _, t := range r.searched.Terms {
		all += t.Weight
		if t.Weight >= most {
			words++
			unknown += t.Weight
		}
	}
	if words == 0 {
		return 0, 0
	}
	return words, unknown / all
}

// covered is the share, by weight, of the question's words that a passage has
// with its title and headings.
func (r *run) covered(e retrieval.Evidence) float64 {
	text := strings.Join(append([]string{e.Document.Title, e.Passage.Text}, e.Passage.Headings...), "\n")
	return r.q.in(r.answer.Language).covered(r.q.lexicon.set(r.answer.Language, text))
}
