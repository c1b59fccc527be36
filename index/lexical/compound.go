package lexical

import (
	"cmp"
	"slices"
	"strings"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// German and Dutch write nouns together that a question may hold apart:
// Rechnungsadresse, die Adresse der Rechnung. A term counts as a compound
// when both its parts are terms of the index.

const (
	// minPart bounds the parts of a compound, in bytes: shorter words are
	// inside many others by chance.
	minPart = 4
	// bothParts is what a compound counts of which the question has both
	// parts, onePart one that shares a part, partWeight a part of an unknown
	// compound and knownPart one of a compound that passages have as it is.
	bothParts, onePart, partWeight, knownPart = 1.0, 0.15, 0.8, 0.4
	// maxCompounds is how many compounds one word may stand in, and maxJoined
	// how many words of a question are looked at.
	maxCompounds, maxJoined = 8, 24
)

func compounding(field string) bool { return field == "de" || field == "nl" }

// links stand between the parts of a compound; the longer ones begin with an
// ending that stemmers cut off the first part where it stands alone.
func links() [13]string {
	return [...]string{"", "s", "es", "n", "en", "er", "e", "ung", "ungs", "heits", "keits", "ing", "ings"}
}

// compounds is what a field's vocabulary is made of.
type compounds struct {
	// passages is how many have a term.
	passages map[string]uint64
	// with lists the compounds that a term is a part of, commonest first.
	with map[string][]string
}

// compounds returns those of a field. It reads the whole vocabulary, once in
// the life of a view.
func (v *view) compounds(field string) (*compounds, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if c := v.joined[field]; c != nil {
		return c, nil
	}
	c := &compounds{passages: map[string]uint64{}, with: map[string][]string{}}
	_, err := v.terms(field, func(name string) (bleveindex.FieldDict, error) {
		dict, err := v.reader.FieldDict(name)
		return counting{dict, c.passages}, err
	})
	if err != nil {
		return nil, err
	}
	for term := range c.passages {
		for _, parts := range c.splits(term) {
			for _, part := range parts {
				c.with[part] = append(c.with[part], term)
			}
		}
	}
	for part, all := range c.with {
		c.sort(all)
		c.with[part] = slices.Compact(all)
	}
	v.joined[field] = c
	return c, nil
}

// counting notes down the terms that are read from a dictionary.
type counting struct {
	bleveindex.FieldDict
	passages map[string]uint64
}

// Next implements bleve's FieldDict.
func (c counting) Next() (*bleveindex.DictEntry, error) {
	entry, err := c.FieldDict.Next()
	if entry != nil && len(entry.Term) >= minPart && letters(entry.Term) {
		c.passages[entry.Term] += entry.Count
	}
	return entry, err
}

// letters tells whether a term is a plain word.
func letters(term string) bool {
	for i := range len(term) {
		if term[i] < 'a' || term[i] > 'z' {
			return false
		}
	}
	return true
}

// splits returns the ways in which a term is made of two others.
func (c *compounds) splits(term string) [][2]string {
	var all [][2]string
	for i := minPart; i+minPart <= len(term); i++ {
		tail := term[i:]
		if c.passages[tail] == 0 {
			continue
		}
		for _, link := range links() {
			head, ok := strings.CutSuffix(term[:i], link)
			if ok && len(head) >= minPart && c.passages[head] > 0 {
				all = append(all, [2]string{head, tail})
				break
			}
		}
	}
	return all
}

// expand returns the parts of the compounds that were asked for and the
// compounds of the words that were. A word counts as found by its parts or
// compounds.
func (c *compounds) expand(asked []queryTerm, found map[int]bool) []queryTerm {
	var words, more []queryTerm
	added := map[string]bool{}
	for _, t := range asked {
		added[t.text] = true
		if len(words) < maxJoined && len(t.text) >= minPart && letters(t.text) && !t.fixed {
			words = append(words, t)
		}
	}
	add := func(t queryTerm, text string, weight float64, passages uint64) {
		if c.passages[text] == 0 {
			return
		}
		found[t.start] = true
		if !added[text] {
			added[text] = true
			more = append(more, queryTerm{text: text, start: t.start, weight: weight, passages: passages})
		}
	}
	for _, head := range words { // first, for what is added first stays
		for _, tail := range words {
			for _, link := range links() {
				add(head, head.text+link+tail.text, bothParts, 0)
			}
		}
	}
	for _, t := range words {
		weight, with := knownPart, c.with[t.text]
		if c.passages[t.text] == 0 {
			weight, with = partWeight, c.around(t.text)
		}
		for _, parts := range c.splits(t.text) {
			for _, part := range parts {
				add(t, part, weight, 0)
			}
		}
		for _, compound := range with[:min(len(with), maxCompounds)] {
			add(t, compound, onePart, c.passages[t.text])
		}
	}
	return more
}

// around returns the terms that begin or end with a word that is no term
// itself, commonest first.
func (c *compounds) around(word string) []string {
	var all []string
	for term := range c.passages {
		if len(term) >= len(word)+minPart && (strings.HasPrefix(term, word) || strings.HasSuffix(term, word)) {
			all = append(all, term)
		}
	}
	c.sort(all)
	return all
}

func (c *compounds) sort(terms []string) {
	slices.SortFunc(terms, func(a, b string) int {
		return cmp.Or(cmp.Compare(c.passages[b], c.passages[a]), strings.Compare(a, b))
	})
}
