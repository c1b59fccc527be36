package index

import (
	"context"
	"errors"
	"fmt"

	"footnote/internal/catalog"
)

// errBehind: the change log does not reach back to what an index has seen.
var errBehind = errors.New("the index is too far behind the catalog")

const (
	// batchSize is how many passages are taken in at once.
	batchSize = 1000
	// logPage is how many entries of the change log are read at once.
	logPage = 2000
)

// follow brings an index up to the catalog's newest change. It fails with
// errBehind when the index has to be rebuilt.
func follow(ctx context.Context, c *catalog.Catalog, f Follower) error {
	if f.Seq() == NoSeq {
		return errBehind
	}
	for {
		changes, complete, err := c.ChangesSince(ctx, f.Seq(), logPage)
		switch {
		case err != nil:
			return err
		case !complete:
			return errBehind
		case len(changes) == 0:
			return nil
		}
		if err := applyChanges(ctx, c, f, changes); err != nil {
			return err
		}
	}
}

// applyChanges gathers changes into batches. The sequence of a batch is that
// of the last change that is in it whole, so that one that is too large for
// a batch is begun again after an interruption.
func applyChanges(ctx context.Context, c *catalog.Catalog, f Follower, changes []catalog.Change) error {
	batch := Batch{Seq: f.Seq()}
	flush := func() error {
		err := f.Apply(ctx, batch)
		batch = Batch{Seq: batch.Seq}
		return err
	}
	for _, change := range runs(changes) {
		for first := change.First; first <= change.Last; first += batchSize {
			last := min(change.Last, first+batchSize-1)
			if change.Removed {
				batch.drop(first, last)
			} else {
				rows, err := c.PassageRange(ctx, first, last)
				if err != nil {
					return err
				}
				batch.Add = append(batch.Add, entries(rows)...)
			}
			if last == change.Last {
				batch.Seq = change.Seq
			}
			if len(batch.Add)+len(batch.Remove) >= batchSize {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	return flush()
}

// runs joins changes that follow on from each other: the documents of one
// commit have passages in a row, which are then read at once.
func runs(changes []catalog.Change) []catalog.Change {
	joined := changes[:0:0]
	for _, c := range changes {
		if n := len(joined) - 1; n >= 0 && joined[n].Removed == c.Removed && joined[n].Last+1 == c.First {
			joined[n].Last, joined[n].Seq = c.Last, c.Seq
			continue
		}
		joined = append(joined, c)
	}
	return joined
}

// drop adds passages to what is removed. Those that an earlier change of the
// batch added were read from the catalog as it is now, which no longer has
// them.
func (b *Batch) drop(first, last int64) {
	for id := first; id <= last; id++ {
		b.Remove = append(b.Remove, id)
	}
}

// fill builds an index from all that the catalog holds, then follows what
// was committed meanwhile.
func fill(ctx context.Context, c *catalog.Catalog, f Follower, progress func(done, total int)) error {
	counts, err := c.Counts(ctx)
	if err != nil {
		return err
	}
	seq, err := c.Seq(ctx)
	if err != nil {
		return err
	}
	var after int64
	for done := 0; ; {
		rows, err := c.PassagesAfter(ctx, after, batchSize)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			break
		}
		if err := f.Apply(ctx, Batch{Seq: NoSeq, Add: entries(rows)}); err != nil {
			return err
		}
		after = rows[len(rows)-1].Passage.ID
		done += len(rows)
		progress(done, max(done, counts.Passages))
	}
	if err := f.Apply(ctx, Batch{Seq: seq}); err != nil {
		return err
	}
	if err := follow(ctx, c, f); err != nil {
		return fmt.Errorf("follow what was committed meanwhile: %w", err)
	}
	return nil
}

func entries(rows []catalog.PassageRow) []Entry {
	all := make([]Entry, len(rows))
	for i, r := range rows {
		all[i] = entry(r)
	}
	return all
}

func entry(r catalog.PassageRow) Entry {
	return Entry{
		Passage:    r.Passage,
		Title:      r.Document.Title,
		Language:   r.Document.Language,
		Collection: r.Document.Collection,
		Labels:     r.Document.Labels,
	}
}
