package verification

import "footnote/internal/sentence"

const (
	// near is how many content words apart two neighbours of the claim may
	// stand in the evidence, nearName when one of them is a name or number.
	near     = 6
	nearName = 4
	// nearShare is the share of a claim's neighbours that have to be near
	// each other in the evidence.
	nearShare = 0.6
)

// item is a content word, number or code with its place among the others.
type item struct {
	text string
	// at is the token's start, sentence counts the sentences of the span.
	at, sentence int
	number, name bool
}

// items lists what carries content in a range, in order.
func (f *facts) items(start, end int) []item {
	var out []item
	for _, t := range f.tokensIn(start, end) {
		switch t.kind {
		case number:
			out = append(out, item{text: t.value, at: t.start, number: true})
		case code:
			out = append(out, item{text: t.text, at: t.start, name: true})
		case word:
			if value, ok := writtenNumber(f.language, t.text); ok {
				out = append(out, item{text: value, at: t.start, number: true})
			} else if term, ok := f.termAt(t.start); ok && !isGlue(f.language, t.text) {
				out = append(out, item{text: term, at: t.start})
			}
		}
	}
	return out
}

// compareOrder tells whether the claim's words stand together in the span as
// they do in the claim. Words alone are not enough: they may be said of each
// other in another way. Names and numbers have to stand near what they stand
// near in the claim, and not more often than the span has them.
func (c *claim) compareOrder(src *source, first, n int, kinds map[string]bool) {
	var evidence []item
	for i, u := range src.sentences[first : first+n] {
		for _, it := range src.items(u.Start, u.End) {
			it.sentence = i
			evidence = append(evidence, it)
		}
	}
	items := c.items(0, len(c.runes))
	places := make([][]int, len(items))
	names := c.namesIn(src)
	for i := range items {
		items[i].name = items[i].name || isName(names, items[i].at)
		for j := range evidence {
			if c.same(items[i], evidence[j]) {
				places[i] = append(places[i], j)
			}
		}
	}
	c.compareCounts(items, places, kinds)
	if switches(places, evidence) >= n {
		kinds[Terms] = true
	}
	c.compareNeighbours(items, places, evidence, n, kinds)
}

func (c *claim) same(claim, evidence item) bool {
	if claim.number != evidence.number {
		return false
	}
	if claim.text == evidence.text || claim.number {
		return claim.text == evidence.text
	}
	if claim.name && c.language == "en" {
		return false
	}
	return alike(claim.text, evidence.text)
}

// switches counts how often the claim goes from one sentence of the evidence
// to another.
func switches(places [][]int, evidence []item) int {
	count, last := 0, -1
	for _, p := range places {
		if len(p) == 0 {
			continue
		}
		in := evidence[p[0]].sentence
		for _, j := range p[1:] {
			if evidence[j].sentence != in {
				in = -1 // in several: it decides nothing
			}
		}
		if in < 0 {
			continue
		}
		if last >= 0 && in != last {
			count++
		}
		last = in
	}
	return count
}

// compareCounts finds names and numbers that the claim has more often than
// the span: one of them is in the wrong place. Other words may be repeated
// where meanings are not compared.
func (c *claim) compareCounts(items []item, places [][]int, kinds map[string]bool) {
	count := map[string]int{}
	for i, it := range items {
		if len(places[i]) == 0 || !it.name && !it.number {
			continue
		}
		if count[it.text]++; count[it.text] > len(places[i]) {
			kinds[kindOf(it)] = true
		}
	}
	for i, it := range items {
		if c.strict && len(places[i]) > 0 && !it.name && !it.number {
			if count[it.text]++; count[it.text] > len(places[i]) {
				kinds[Terms] = true
			}
		}
	}
}

func kindOf(it item) string {
	if it.number {
		return Number
	}
	return Name
}

func (c *claim) compareNeighbours(items []item, places [][]int, evidence []item, n int, kinds map[string]bool) {
	pairs, close := 0, 0
	last := -1
	for i := range items {
		if len(places[i]) == 0 {
			continue
		}
		if last >= 0 {
			pairs++
			if anyNear(places[last], places[i], evidence, near) {
				close++
			}
		}
		last = i
	}
	if pairs > 1 && float64(close) < nearShare*float64(pairs) {
		kinds[Terms] = true
	}
	for i := 0; i < len(items); i++ {
		if !items[i].name && !items[i].number || len(places[i]) == 0 {
			continue
		}
		end := c.groupEnd(items, i)
		if !onlyYear(items[i], evidence) && !hasNeighbour(items, places, evidence, i, end, n > 1) {
			kinds[kindOf(items[i])] = true
		}
		i = end - 1
	}
}

// onlyYear tells whether an item is the one year of the evidence: it may stand
// at either end of the sentence.
func onlyYear(it item, evidence []item) bool {
	if !it.number || !isYear(it.text) {
		return false
	}
	for _, e := range evidence {
		if e.number && e.text != it.text && isYear(e.text) {
			return false
		}
	}
	return true
}

// groupEnd returns the end of the run of names that begins at item i: the
// words of a name stand near each other wherever the name stands.
func (c *claim) groupEnd(items []item, i int) int {
	end := i + 1
	for items[i].name && end < len(items) && items[end].name && c.adjacent(items[end-1].at, items[end].at) {
		end++
	}
	return end
}

// adjacent tells whether the token at b follows the one at a.
func (c *claim) adjacent(a, b int) bool { return a < b && len(c.tokensIn(a, b)) == 1 }

// hasNeighbour tells whether the items next to a group stand near it in the
// evidence too: one of them where the evidence is one sentence, both where
// another sentence could lend its own. A group alone has none to lose.
func hasNeighbour(items []item, places [][]int, evidence []item, start, end int, both bool) bool {
	left, right := start-1, end
	for left >= 0 && len(places[left]) == 0 {
		left--
	}
	for right < len(items) && len(places[right]) == 0 {
		right++
	}
	hasLeft, hasRight := left >= 0, right < len(items)
	nearLeft := hasLeft && anyNear(places[left], places[start], evidence, nearName)
	nearRight := hasRight && anyNear(places[end-1], places[right], evidence, nearName)
	if both {
		return nearLeft == hasLeft && nearRight == hasRight
	}
	return nearLeft || nearRight || !hasLeft && !hasRight
}

func anyNear(a, b []int, evidence []item, near int) bool {
	for _, x := range a {
		for _, y := range b {
			if x != y && x-y <= near && y-x <= near && evidence[x].sentence == evidence[y].sentence {
				return true
			}
		}
	}
	return false
}

// isName tells whether the token at an offset is one of the names.
func isName(names []token, at int) bool {
	for _, n := range names {
		if n.start == at {
			return true
		}
	}
	return false
}

// statesBeginnings tells whether the claim has the first content word of each
// sentence that it takes from, where there are several: who takes only the
// end of a sentence may take it for something else.
func (c *claim) statesBeginnings(src *source, first, n int, used []sentence.Span) bool {
	sentences := 0
	for _, u := range src.sentences[first : first+n] {
		if !u.holdsAny(used) {
			continue
		}
		sentences++
		for _, t := range src.termsIn(u.Start, u.End) {
			if t.glue {
				continue
			}
			if !hasTerm(c.terms, t.Text) {
				return sentences == 1 && countUsed(src, first, n, used) == 1
			}
			break
		}
	}
	return true
}

func countUsed(src *source, first, n int, used []sentence.Span) int {
	count := 0
	for _, u := range src.sentences[first : first+n] {
		if u.holdsAny(used) {
			count++
		}
	}
	return count
}

func (u unit) holdsAny(clauses []sentence.Span) bool {
	for _, cl := range clauses {
		if cl.Start >= u.Start && cl.Start < u.End {
			return true
		}
	}
	return false
}

// isTight tells whether the claim takes from each of n sentences; a longer
// span would lend it words that have nothing to do with it. Between an
// introduction ("…:") and what it introduces others may stand.
func (s *source) isTight(first, n int, used []sentence.Span) bool {
	span := s.sentences[first : first+n]
	introduces := s.runes[span[0].End-1] == ':' && span[0].holdsAny(used) && span[n-1].holdsAny(used)
	return introduces || countUsed(s, first, n, used) == n
}
