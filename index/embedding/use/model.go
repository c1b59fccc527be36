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
	vectors, err := m.embed(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	return vectors, nil
}

func (m *Model) embed(ctx context.Context, texts []string) ([][]float32, error) {
	ids := make([][]int32, len(texts))
	err := m.each(ctx, len(texts), func(i int) { ids[i] = m.tokenizer.encode(texts[i]) })
	if err != nil {
		return nil, err
	}

	segments, sums := split(ids)
	blocks := pack(segments)
	err = m.each(ctx, len(blocks), func(i int) { m.sumFeatures(ctx, blocks[i]) })
	if err != nil {
		return nil, err
	}

	// Small groups, so that all workers have something to do.
	const group = 4 * tileRows
	vectors := make([][]float32, len(texts))
	err = m.each(ctx, (len(texts)+group-1)/group, func(i int) {
		from, to := i*group, min((i+1)*group, len(texts))
		pooled, lengths := make([][]float32, 0, group), make([]int, 0, group)
		for t := from; t < to; t++ {
			pooled, lengths = append(pooled, add(sums[t])), append(lengths, len(ids[t]))
		}
		copy(vectors[from:], m.network.finish(pooled, lengths))
	})
	return vectors, err
}

// split cuts the tokens of each text into segments. Where depends on the text
// alone, so that its vector does. It returns the segments and, by text, where
// their sums will be.
func split(texts [][]int32) (segments []segment, sums [][][]float32) {
	const longest = blockTokens - 2*halo
	sums = make([][][]float32, len(texts))
	for t, ids := range texts {
		for start := 0; start < len(ids); start += longest {
			end := min(start+longest, len(ids))
			from, to := max(start-halo, 0), min(end+halo, len(ids))
			sum := make([]float32, features)
			sums[t] = append(sums[t], sum)
			segments = append(segments, segment{ids: ids[from:to], skip: start - from, core: end - start, sum: sum})
		}
	}
	return segments, sums
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

// add returns the sum of the vectors, in the first of them.
func add(vectors [][]float32) []float32 {
	total := vectors[0]
	for _, v := range vectors[1:] {
		for i := range total {
			total[i] += v[i]
		}
	}
	return total
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
