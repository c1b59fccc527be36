package use

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// Model is the encoder. It is safe for use by many goroutines; together they
// compute no more blocks at a time than there are processors.
type Model struct {
	tokenizer *tokenizer
	network   *network
	// idle holds the working memory that nobody uses, one for each processor,
	// nil until first used.
	idle chan *scratch
}

func newModel(w *Weights) *Model {
	m := &Model{
		tokenizer: newTokenizer(normalizer{w.CharsTrie, w.CharsReplacements}, w.pieceTrie, w.Scores),
		network:   newNetwork(w, bestKernel()),
		idle:      make(chan *scratch, runtime.GOMAXPROCS(0)),
	}
	for range cap(m.idle) {
		m.idle <- nil
	}
	return m
}

// Tokenize returns the ids of the text's pieces, between those of begin and
// end. It never returns fewer than three.
func (m *Model) Tokenize(text string) []int32 { return m.tokenizer.encode(text) }

// Embed returns one vector of Dimensions and unit length a text. Texts of any
// length are read to their end; time and memory grow with their total length.
// The error is that of ctx, wrapped.
func (m *Model) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	parts := make([][]string, len(texts))
	for i := range texts {
		parts[i] = texts[i : i+1]
	}
	pooled, err := m.pool(ctx, parts)
	if err == nil {
		var vectors [][]float32
		if vectors, err = m.finish(ctx, pooled); err == nil {
			return vectors, nil
		}
	}
	return nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
}

// EmbedParts embeds texts that come in parts, such as the sentences of a
// passage: whole[i] is the vector of all of texts[i], parts[i][j] that of its
// part j as it reads there. Both cost hardly more than Embed of the joined
// text alone, because the features of tokens are computed once and only summed
// twice. A text without parts is an empty text. The error is that of ctx,
// wrapped.
func (m *Model) EmbedParts(ctx context.Context, texts [][]string) (whole [][]float32, parts [][][]float32, err error) {
	pooled, err := m.pool(ctx, texts)
	if err != nil {
		return nil, nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	wholes, all := make([][]sum, len(texts)), [][]sum{}
	for i, sums := range pooled {
		wholes[i] = sums
		for _, s := range sums {
			all = append(all, []sum{s})
		}
	}
	vectors, err := m.finish(ctx, all)
	if err == nil {
		whole, err = m.finish(ctx, wholes)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	parts = make([][][]float32, len(texts))
	for i, sums := range pooled {
		parts[i], vectors = vectors[:len(sums):len(sums)], vectors[len(sums):]
	}
	return whole, parts, nil
}

// sum is the sum of the features of some tokens.
type sum struct {
	tokens   int
	features []float32
}

// pool returns the summed features of each part of each text.
func (m *Model) pool(ctx context.Context, texts [][]string) ([][]sum, error) {
	tokens := make([]tokens, len(texts))
	err := m.each(ctx, len(texts), func(i int) { tokens[i] = m.tokenizer.encodeParts(texts[i]) })
	if err != nil {
		return nil, err
	}
	segments, runs := split(tokens)
	blocks := pack(segments)
	if err := m.each(ctx, len(blocks), func(i int) { m.sumFeatures(ctx, blocks[i]) }); err != nil {
		return nil, err
	}
	pooled := make([][]sum, len(texts))
	for i, of := range runs {
		pooled[i] = make([]sum, len(tokens[i].parts))
		for _, r := range of {
			pooled[i][r.part].add(r.sum)
		}
	}
	return pooled, nil
}

// add adds another sum. The first to be added is taken over.
func (s *sum) add(other sum) {
	s.tokens += other.tokens
	if s.features == nil {
		s.features = other.features
		return
	}
	for i, v := range other.features {
		s.features[i] += v
	}
}

// finish makes a vector of each list of sums.
func (m *Model) finish(ctx context.Context, lists [][]sum) ([][]float32, error) {
	// Small groups, so that all workers have something to do.
	const group = 4 * tileRows
	vectors := make([][]float32, len(lists))
	err := m.each(ctx, (len(lists)+group-1)/group, func(i int) {
		from, to := i*group, min((i+1)*group, len(lists))
		copy(vectors[from:], m.network.finish(lists[from:to]))
	})
	return vectors, err
}

// tokens are the ids of a text and how many of them belong to each part.
type tokens struct {
	ids   []int32
	parts []int
}

// split cuts the tokens of each text into segments and these into runs of one
// part. Where depends on the text alone, so that its vectors do. It returns
// the segments and, by text, their runs.
func split(texts []tokens) (segments []segment, runs [][]*run) {
	const longest = blockTokens - 2*halo
	runs = make([][]*run, len(texts))
	for t, text := range texts {
		part, left := 0, text.parts[0]
		for start := 0; start < len(text.ids); start += longest {
			end := min(start+longest, len(text.ids))
			from, to := max(start-halo, 0), min(end+halo, len(text.ids))
			s := segment{ids: text.ids[from:to], skip: start - from}
			for at := start; at < end; {
				for left == 0 {
					part++
					left = text.parts[part]
				}
				n := min(left, end-at)
				s.runs = append(s.runs, &run{part: part, sum: sum{tokens: n, features: make([]float32, features)}})
				at, left = at+n, left-n
			}
			segments = append(segments, s)
			runs[t] = append(runs[t], s.runs...)
		}
	}
	return segments, runs
}

// pack groups consecutive segments into blocks of at most blockTokens.
func pack(segments []segment) [][]segment {
	var blocks [][]segment
	start, tokens := 0, 0
	for i, s := range segments {
		if tokens+len(s.ids) > blockTokens {
			blocks = append(blocks, segments[start:i])
			start, tokens = i, 0
		}
		tokens += len(s.ids)
	}
	if start < len(segments) {
		blocks = append(blocks, segments[start:])
	}
	return blocks
}

// sumFeatures computes a block once there is idle working memory, or returns
// without when ctx ends. Waiting for it at each block lets a short question
// wait for a block of a long job, not for the job.
func (m *Model) sumFeatures(ctx context.Context, block []segment) {
	select {
	case <-ctx.Done():
	case s := <-m.idle:
		if s == nil {
			s = newScratch()
		}
		m.network.sumFeatures(s, block)
		m.idle <- s
	}
}

// each runs do for 0 to count-1, on as many goroutines as there are
// processors, and returns when all have ended: early if ctx does.
func (m *Model) each(ctx context.Context, count int, do func(i int)) error {
	var next atomic.Int64
	work := func() {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= count {
				return
			}
			do(i)
		}
	}
	var others sync.WaitGroup
	for range min(cap(m.idle), count) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	return ctx.Err()
}
