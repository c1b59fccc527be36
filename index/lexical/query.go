package lexical

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"footnote/index"
)

// A passage's score is the sum of BM25 over its parts (Robertson, Zaragoza:
// The Probabilistic Relevance Framework, 2009). bleve's own BM25 is not used:
// it takes the number of different terms for the number of terms and the root
// of a frequency for the frequency, squares the weight of a term, and
// compares a passage's length with that of passages in other languages.
const (
	// k1 is how soon repetition stops to count, b how much length does.
	k1, b = 1.2, 0.75
	// shortB is b for title and headings.
	shortB = 0.5
	// titleWeight and headingsWeight are what a word counts there, against 1
	// in the text. Most headings are in the passage's text as well.
	titleWeight, headingsWeight = 1.0, 0.5
	// otherLanguage is what a match in another language than the question's
	// counts: names and numbers are written alike everywhere.
	otherLanguage = 0.5
	// identifierWeight is what an identifier counts as a whole, so that the
	// passage that has it comes before those that have its parts.
	identifierWeight = 2.0
)

const (
	// maxQueryBytes and maxTerms bound what one question can cost.
	maxQueryBytes = 16 << 10
	maxTerms      = 64
)

// search returns the passages that match best, equal scores by id.
func (s *store) search(ctx context.Context, q index.LexicalQuery) (hits []index.Hit, err error) {
	if q.Limit <= 0 {
		return nil, nil
	}
	// bleve checks little of what it reads from disk.
	defer func() {
		if p := recover(); p != nil {
			hits, err = nil, fmt.Errorf("%w: %v", index.ErrDamaged, p)
		}
	}()
	v, err := s.view()
	if err != nil {
		return nil, err
	}
	defer v.release()
	allowed, err := v.allows(ctx, q.Filter)
	if err != nil {
		return nil, err
	}
	board := s.scores.Get().(*scoreboard)
	defer s.scores.Put(board)
	defer board.clear()
	own := s.analyzers.field(q.Language)
	found := map[int]bool{}
	for _, field := range v.fields {
		weight := 1.0
		if own != other && own != field {
			weight = otherLanguage
		}
		if err := v.score(ctx, board, field, weight, s.queryTerms(q, field), found); err != nil {
			return nil, err
		}
	}
	if err := v.scoreMeant(ctx, board, q, found); err != nil {
		return nil, err
	}
	return v.hits(board, allowed, q.Limit)
}

// queryTerm is a term that is looked for.
type queryTerm struct {
	text string
	// start is where the word it comes from stands in the question, and word
	// is how it was typed.
	start int
	word  []byte
	// weight is what a match counts.
	weight float64
	// passages is how many are taken to have it at least.
	passages uint64
	// fixed: it is of an identifier, and means only what it says.
	fixed bool
}

// queryTerms are the different terms of a question in a language's field.
// Words that say nothing in the question's own language are left out
// everywhere: the German "die" is not the English one.
func (s *store) queryTerms(q index.LexicalQuery, field string) []queryTerm {
	text := []byte(q.Text)
	if len(text) > maxQueryBytes {
		text = text[:maxQueryBytes]
	}
	var content map[int]bool
	if own := s.analyzers.field(q.Language); own != field && own != other {
		content = map[int]bool{}
		for _, token := range s.analyzers.of(own).Analyze(text) {
			content[token.Start] = true
		}
	}
	var terms []queryTerm
	seen := map[string]bool{}
	fixed := 0 // where the last identifier ends
	for _, token := range s.analyzers.of(field).Analyze(text) {
		term := string(token.Term)
		if seen[term] || content != nil && !content[token.Start] {
			continue
		}
		seen[term] = true
		t := queryTerm{text: term, start: token.Start, word: text[token.Start:token.End], weight: 1}
		if token.Type == identifier {
			t.weight, fixed = identifierWeight, max(fixed, token.End)
		}
		t.fixed = token.Start < fixed
		terms = append(terms, t)
	}
	return terms
}

// score adds to the board what the terms say for each passage, and notes
// which words of the question were found.
func (v *view) score(ctx context.Context, board *scoreboard, field string, weight float64, terms []queryTerm, found map[int]bool) error {
	stats, err := v.field(ctx, field)
	if err != nil {
		return err
	}
	var known []*term
	defer func() {
		for _, t := range known {
			t.close()
		}
	}()
	for _, asked := range terms {
		t, err := v.term(ctx, field, asked.text)
		if err != nil {
			return err
		}
		known = append(known, t)
		t.weight = asked.weight
		if t.passages > 0 {
			found[asked.start] = true
		}
		t.passages = max(t.passages, asked.passages)
	}
	if len(known) > maxTerms { // the rarest of those that occur say most
		slices.SortStableFunc(known, func(a, b *term) int { return cmp.Compare(a.rarity(), b.rarity()) })
	}
	for _, t := range known[:min(len(known), maxTerms)] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.score(board, stats, weight*t.weight*idf(stats.passages, t.passages)); err != nil {
			return err
		}
	}
	return nil
}

// term is a word's postings in the parts of passages.
type term struct {
	body, title, headings *postings
	// passages is how many have it, in the part where most have it.
	passages uint64
	// weight is what a match counts.
	weight float64
}

func (v *view) term(ctx context.Context, field, text string) (*term, error) {
	t := &term{}
	var err error
	if t.body, err = v.open(ctx, bodyField+field, text); err != nil {
		return nil, err
	}
	if t.title, err = v.open(ctx, titleField+field, text); err != nil {
		return nil, err
	}
	if t.headings, err = v.open(ctx, headingsField+field, text); err != nil {
		return nil, err
	}
	t.passages = max(t.body.reader.Count(), t.title.reader.Count(), t.headings.reader.Count())
	return t, nil
}

// rarity orders terms: rare ones first, those that do not occur last.
func (t *term) rarity() uint64 { return t.passages - 1 }

func (t *term) close() {
	for _, p := range []*postings{t.body, t.title, t.headings} {
		p.close()
	}
}

// score walks the postings of all parts at once.
func (t *term) score(board *scoreboard, stats fieldStats, weight float64) error {
	parts := [...]struct {
		*postings
		weight, b, mean float64
	}{
		{t.body, 1, b, stats.body},
		{t.title, titleWeight, shortB, stats.title},
		{t.headings, headingsWeight, shortB, stats.headings},
	}
	for i := range parts {
		parts[i].next()
	}
	for {
		doc, found := uint64(0), false
		for i := range parts {
			if p := &parts[i]; !p.done && (!found || p.doc < doc) {
				doc, found = p.doc, true
			}
		}
		if !found {
			break
		}
		sum := 0.0
		for i := range parts {
			p := &parts[i]
			if p.done || p.doc != doc {
				continue
			}
			frequency := float64(p.at.Freq) / (1 - p.b + p.b*p.length()/p.mean)
			sum += p.weight * frequency * (k1 + 1) / (frequency + k1)
			p.next()
		}
		board.add(doc, weight*sum)
	}
	for i := range parts {
		if err := parts[i].err; err != nil {
			return fmt.Errorf("read word index: %w", err)
		}
	}
	return nil
}

// scoreboard adds up scores by bleve's passage numbers.
type scoreboard struct {
	scores  []float64
	touched []uint64
}

func (s *scoreboard) add(doc uint64, score float64) {
	if doc >= uint64(len(s.scores)) {
		s.scores = append(s.scores, make([]float64, doc+1024-uint64(len(s.scores)))...)
	}
	if s.scores[doc] == 0 {
		s.touched = append(s.touched, doc)
	}
	s.scores[doc] += score
}

func (s *scoreboard) clear() {
	for _, doc := range s.touched {
		s.scores[doc] = 0
	}
	s.touched = s.touched[:0]
}

// hits returns the best of the board.
func (v *view) hits(board *scoreboard, allowed func(uint64) bool, limit int) ([]index.Hit, error) {
	candidates := board.touched
	if allowed != nil {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(doc uint64) bool { return !allowed(doc) })
	}
	least := nth(board.scores, candidates, limit)
	var hits []index.Hit
	for _, doc := range candidates {
		if board.scores[doc] < least {
			continue
		}
		id, err := v.passage(doc)
		if err != nil {
			return nil, err
		}
		hits = append(hits, index.Hit{PassageID: id, Score: board.scores[doc]})
	}
	return index.Best(hits, limit), nil
}

// passage returns the id of the passage that bleve knows under a number.
func (v *view) passage(doc uint64) (int64, error) {
	key, err := v.reader.ExternalID(bleveindex.NewIndexInternalID(nil, doc))
	if err != nil {
		return 0, fmt.Errorf("read word index: %w", err)
	}
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read word index: %w", err)
	}
	return id, nil
}

// nth returns the score of the candidate in the nth place.
func nth(scores []float64, candidates []uint64, n int) float64 {
	top := make([]float64, 0, min(n, len(candidates))+1) // a heap, least first
	for _, doc := range candidates {
		score := scores[doc]
		switch {
		case len(top) < n:
			top = append(top, score)
			for i := len(top) - 1; i > 0 && top[i] < top[(i-1)/2]; i = (i - 1) / 2 {
				top[i], top[(i-1)/2] = top[(i-1)/2], top[i]
			}
		case score > top[0]:
			top[0] = score
			sink(top)
		}
	}
	if len(top) == 0 {
		return 0
	}
	return top[0]
}

func sink(heap []float64) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && heap[child+1] < heap[child] {
			child++
		}
		if heap[i] <= heap[child] {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
