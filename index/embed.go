package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/internal/catalog"
)

// ErrNoEmbedder: the index was opened without an embedder.
var ErrNoEmbedder = errors.New("no embedding model is configured")

const (
	// embedBatch is how many texts an embedder gets at once.
	embedBatch = 32
	// Vectors are stored when there are enough of them or enough time has
	// passed: that much work is lost at most when the process dies.
	storeEvery      = 512
	storeAtLeastPer = 2 * time.Second
)

// Embed makes the vectors that are missing. They are stored as they are
// made, so it can be stopped at any time and goes on from there. progress is
// told how many of the passages that had no vector have one; it may be nil.
func (x *Index) Embed(ctx context.Context, progress func(done, total int)) error {
	if x.embedder == nil {
		return ErrNoEmbedder
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	x.embedding.Lock()
	defer x.embedding.Unlock()
	total, err := x.catalog.CountMissingEmbeddings(ctx, x.vectors.model)
	if err != nil {
		return err
	}
	job := embedding{Index: x, progress: progress, total: total, stored: time.Now(),
		pending: map[string]made{}, dimension: x.vectors.Dimension()}
	err = job.run(ctx)
	// What is done is kept even if the caller has gone.
	if storeErr := job.store(context.WithoutCancel(ctx)); err == nil {
		err = storeErr
	}
	if err == nil {
		err = x.loadShared(ctx)
	}
	if err != nil {
		return fmt.Errorf("embed passages: %w", err)
	}
	return nil
}

// embedding is one run of Embed.
type embedding struct {
	*Index
	progress    func(done, total int)
	done, total int
	stored      time.Time
	// pending are vectors by text hash, made and not yet stored; rows are the
	// passages that they are for.
	pending map[string]made
	rows    []catalog.PassageRow
	// dimension is that of the vectors, 0 before the first.
	dimension int
}

// made is what was made for a passage: its vector and, from an embedder that
// tells them, the packed vectors of its parts.
type made struct {
	values []float32
	parts  []byte
}

func (e *embedding) run(ctx context.Context) error {
	var after int64
	for {
		rows, err := e.catalog.MissingEmbeddings(ctx, e.Index.vectors.model, after, embedBatch)
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := e.embed(ctx, rows); err != nil {
			return err
		}
		after = rows[len(rows)-1].Passage.ID
		if len(e.pending) >= storeEvery || time.Since(e.stored) >= storeAtLeastPer {
			if err := e.store(ctx); err != nil {
				return err
			}
		}
	}
}

// loadShared loads the vectors of passages whose text is that of another
// passage: they stopped to be missing when the other one was embedded.
func (x *Index) loadShared(ctx context.Context) error {
	x.write.Lock()
	defer x.write.Unlock()
	s, err := x.Status(ctx)
	if err != nil || s.Vectors == s.Passages-s.VectorsMissing {
		return err
	}
	return x.rebuild(ctx, x.vectors, func(int, int) {})
}

// embed makes the vectors of some passages, each different text once.
func (e *embedding) embed(ctx context.Context, rows []catalog.PassageRow) error {
	var different []catalog.PassageRow
	seen := map[string]bool{}
	for _, r := range rows {
		hash := string(r.Passage.EmbeddingHash)
		if _, pending := e.pending[hash]; !pending && !seen[hash] {
			seen[hash] = true
			different = append(different, r)
		}
	}
	vectors, err := e.make(ctx, different)
	if err != nil {
		return err
	}
	for i, made := range vectors {
		switch err := CheckVector(made.values, e.dimension); {
		case errors.Is(err, errNoDirection):
			e.logger.Warn("the embedding model returned nothing usable for a passage; it can be found by words only", "model", e.Index.vectors.model)
		case err != nil:
			return err
		default:
			e.dimension = len(made.values)
			e.pending[string(different[i].Passage.EmbeddingHash)] = made
		}
	}
	e.rows = append(e.rows, rows...)
	return nil
}

// make asks the embedder for the vectors of passages.
func (e *embedding) make(ctx context.Context, rows []catalog.PassageRow) ([]made, error) {
	out := make([]made, len(rows))
	embedder, ok := e.embedder.(PartsEmbedder)
	if !ok {
		texts := make([]string, len(rows))
		for i, r := range rows {
			texts[i] = embeddingText(r.Document.Title, r.Passage)
		}
		vectors, err := e.passages(ctx, texts)
		for i, values := range vectors {
			out[i].values = values
		}
		return out, err
	}
	texts, headed := make([][]string, len(rows)), make([]bool, len(rows))
	for i, r := range rows {
		head, sentences, err := partsOf(r.Document.Title, r.Document.Language, r.Passage)
		if err != nil {
			return nil, err
		}
		if headed[i] = head != ""; headed[i] {
			texts[i] = []string{head}
		}
		texts[i] = append(texts[i], sentences...)
	}
	whole, parts, err := embedder.EmbedParts(ctx, texts)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i] = made{whole[i], packParts(headed[i], parts[i])}
	}
	return out, nil
}

// store keeps what was made: in the catalog, then in memory.
func (e *embedding) store(ctx context.Context) error {
	e.stored = time.Now()
	if len(e.pending) == 0 {
		return nil
	}
	e.write.Lock()
	defer e.write.Unlock()
	embeddings := make([]catalog.Embedding, 0, len(e.pending))
	for hash, made := range e.pending {
		embeddings = append(embeddings, catalog.Embedding{Hash: []byte(hash), Values: made.values, Parts: made.parts})
	}
	if err := e.catalog.PutEmbeddings(ctx, e.Index.vectors.model, embeddings); err != nil {
		return err
	}
	// Passages that were removed meanwhile are not to come back.
	ids := make([]int64, len(e.rows))
	for i, r := range e.rows {
		ids[i] = r.Passage.ID
	}
	live, err := e.catalog.PassagesByID(ctx, ids)
	if err != nil {
		return err
	}
	var entries []Entry
	for _, r := range e.rows {
		made, ok := e.pending[string(r.Passage.EmbeddingHash)]
		if r, lives := live[r.Passage.ID]; lives && ok {
			one := entry(r)
			one.Vector = made.values
			entries = append(entries, one)
		}
	}
	if err := e.Index.vectors.put(ctx, entries); err != nil {
		return err
	}
	e.done += len(e.rows)
	clear(e.pending)
	e.rows = e.rows[:0]
	e.progress(min(e.done, e.total), e.total)
	return nil
}

// EmbedQuery embeds a question. It fails with ErrNoEmbedder when there is
// none.
func (x *Index) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	if x.embedder == nil {
		return nil, ErrNoEmbedder
	}
	vector, err := x.embedder.EmbedQuery(ctx, text)
	if err == nil {
		err = CheckVector(vector, x.vectors.Dimension())
	}
	if err != nil {
		return nil, fmt.Errorf("embed question: %w", err)
	}
	return vector, nil
}

// EmbedTexts embeds texts as passages, one vector a text, without keeping
// them. It fails with ErrNoEmbedder when there is none.
func (x *Index) EmbedTexts(ctx context.Context, texts []string) ([][]float32, error) {
	if x.embedder == nil {
		return nil, ErrNoEmbedder
	}
	all := make([][]float32, 0, len(texts))
	for batch := range slices.Chunk(texts, embedBatch) {
		made, err := x.passages(ctx, batch)
		if err != nil {
			return nil, err
		}
		for _, vector := range made {
			if err := CheckVector(vector, x.vectors.Dimension()); err != nil {
				return nil, fmt.Errorf("embed texts: %w", err)
			}
		}
		all = append(all, made...)
	}
	return all, nil
}

// passages asks the embedder and holds it to one vector a text.
func (x *Index) passages(ctx context.Context, texts []string) ([][]float32, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	made, err := x.embedder.EmbedPassages(ctx, texts)
	if err == nil && len(made) != len(texts) {
		err = fmt.Errorf("%w: the model returned %d for %d texts", ErrVector, len(made), len(texts))
	}
	return made, err
}
