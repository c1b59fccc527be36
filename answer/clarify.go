package answer

import (
	"context"
	"slices"
	"strings"

	"footnote/answer/verification"
)

const (
	// maxReadings is how many meanings a question back offers.
	maxReadings = 4
	// openTerms is how many content words a question has at most that leaves
	// open what it is about.
	openTerms = 3
	// readingShare is how good the best sentence for a meaning has to be next
	// to the best of all.
	readingShare = 0.6
	// labelTerms is how many words tell one meaning from the others at most.
	labelTerms = 3
)

// reading is what a question may mean: the title of an article that answers
// it, with the sentence that does.
type reading struct {
	label    string
	sentence candidate
}

// findReadings returns what a question may mean, where articles answer more
// than one meaning and nothing in the question tells which: nil where it is
// clear. In a conversation the messages before tell.
func (r *run) findReadings(ranked []candidate) []reading {
	if len(r.history) > 0 || len(ranked) == 0 || ranked[0].language != r.q.language {
		return nil
	}
	if named := r.namedReadings(ranked); named != nil {
		return named
	}
	return r.variantReadings(ranked)
}

// namedReadings finds articles whose titles say all that a short question
// says, each with a word of its own: "How do I cancel?" with "Cancel your
// subscription" and "Cancel an order".
func (r *run) namedReadings(ranked []candidate) []reading {
	asked := r.q.lexicon.set(r.q.language, withoutOpening(r.q.text))
	if len(asked) == 0 || len(asked) > openTerms || r.q.kind != kindHowTo && countWords(r.q.text) != len(asked) {
		return nil // "What is …" asks for all there is
	}
	var found []reading
	var own [][]string
	for _, c := range r.bestByDocument(ranked) {
		title := r.q.lexicon.set(r.q.language, r.evidence[c.evidence].Document.Title)
		if !subset(asked, title) {
			if c.evidence == ranked[0].evidence {
				return nil // the best answer is in an article on something else
			}
			continue
		}
		var more []string
		for term := range title {
			if !asked[term] {
				more = append(more, term)
			}
		}
		if len(more) == 0 || len(more) > labelTerms {
			return nil // it asks for just that article, or for none by its title
		}
		if slices.ContainsFunc(own, func(o []string) bool {
			return slices.ContainsFunc(o, func(t string) bool { return slices.Contains(more, t) })
		}) {
			continue // "Cancel a subscription" and "Cancel subscriptions for teams"
		}
		own = append(own, more)
		found = append(found, reading{r.evidence[c.evidence].Document.Title, c})
	}
	return several(found)
}

// withoutOpening leaves out by what a question shows that it asks for steps,
// such as "how can I", whose words no title has.
func withoutOpening(question string) string {
	text := strings.ToLower(question)
	longest := ""
	for _, k := range kindPhrases {
		for _, p := range k.phrases {
			if p = strings.TrimSuffix(p, "^"); k.kind == kindHowTo && len(p) > len(longest) && strings.HasPrefix(text, p) {
				longest = p
			}
		}
	}
	return text[len(longest):]
}

func subset(a, b map[string]bool) bool {
	for t := range a {
		if !b[t] {
			return false
		}
	}
	return true
}

// variantReadings finds articles on kinds of a thing that answer with
// different numbers, where the question names none of the kinds.
func (r *run) variantReadings(ranked []candidate) []reading {
	if !r.q.kind.foundIn(ranked[0], r.q.text) || r.q.kind != kindHowMuch || !comparable(ranked[0]) {
		return nil
	}
	asked := r.q.in(r.q.language)
	verifier := verification.New(VerificationLexicon(r.q.lexicon))
	best := ranked[0]
	statement := r.statement(verifier, best)
	found := []reading{{r.evidence[best.evidence].Document.Title, best}}
	seen := map[string]bool{r.documentOf(best): true}
	for _, c := range ranked[1:min(len(ranked), maxRivals)] {
		if c.score < readingShare*best.score {
			break
		}
		if c.language != best.language || seen[r.documentOf(c)] || !comparable(c) {
			continue
		}
		ownBest, ownOther, ok := statement.Variants(r.statement(verifier, c))
		if !ok {
			continue
		}
		if slices.ContainsFunc(append(ownBest, ownOther...), func(t string) bool { return asked.weight[t] > 0 }) {
			return nil // it names one of them
		}
		seen[r.documentOf(c)] = true
		found = append(found, reading{r.evidence[c.evidence].Document.Title, c})
	}
	return several(found)
}

// bestByDocument are the best sentences of the articles that answer nearly as
// well as the best, in the question's language.
func (r *run) bestByDocument(ranked []candidate) []candidate {
	var best []candidate
	seen := map[string]bool{}
	for _, c := range ranked {
		if c.score < readingShare*ranked[0].score {
			break
		}
		if c.language == r.q.language && !seen[r.documentOf(c)] {
			seen[r.documentOf(c)] = true
			best = append(best, c)
		}
	}
	return best
}

// several returns readings of which there are at least two.
func several(found []reading) []reading {
	if len(found) < 2 {
		return nil
	}
	return found[:min(len(found), maxReadings)]
}

// askBack makes the answer the question which reading is meant, with evidence
// for each.
func (r *run) askBack(ctx context.Context) error {
	if len(r.readings) == 0 {
		return nil
	}
	b := newBook(r.engine.options.Documents, r.evidence)
	var text strings.Builder
	text.WriteString(textsIn(r.answer.Language).which)
	for _, reading := range r.readings {
		d := drafted([]candidate{reading.sentence})[0]
		d.text = "- " + reading.label
		if err := b.add(ctx, d); err != nil {
			return err
		}
	}
	if len(b.sentences) < 2 {
		return nil // the articles changed meanwhile
	}
	a := r.answer
	a.Decision, a.Reasons, a.Notice = Clarify, []Reason{}, ""
	a.Text, a.Sentences, a.Citations = text.String()+"\n"+b.text.String(), b.sentences, b.citations
	r.book = b
	for i := range a.Explanation.Evidence {
		a.Explanation.Evidence[i].Used = slices.ContainsFunc(b.kept, func(d draftSentence) bool { return d.evidence == i })
	}
	for _, reading := range r.readings {
		r.titles = append(r.titles, reading.label)
	}
	r.summary = func(t texts) string { return t.clarified }
	return nil
}
