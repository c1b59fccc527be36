package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

const (
	passageColumns = `p.id, p.document_id, p.ordinal, p.headings, p.page, p.start_rune, p.end_rune, p.text, p.context, p.embedding_hash, p.units, `
	passageRows    = "SELECT " + passageColumns + documentColumns + " FROM passages p JOIN documents d ON d.id = p.document_id "
)

func scanPassage(rows *sql.Rows) (PassageRow, error) {
	var r PassageRow
	p := &r.Passage
	var headings string
	err := scanDocument(rows, &r.Document, []any{&p.ID, &p.DocumentID, &p.Ordinal, &headings, &p.Page, &p.Start, &p.End,
		&p.Text, &p.Context, &p.EmbeddingHash, &p.Units}, nil)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(headings), &p.Headings)
}

// Seq returns the sequence number of the newest change, 0 when there is none.
func (c *Catalog) Seq(ctx context.Context) (int64, error) {
	// The counter, not max(seq): it also knows of trimmed entries.
	var seq int64
	err := c.db.QueryRowContext(ctx, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0)").Scan(&seq)
	if err != nil {
		return 0, fmt.Errorf("read sequence: %w", explain(err))
	}
	return seq, nil
}

// ChangesSince returns the changes after a sequence number, oldest first.
// It is not complete when the log no longer reaches back that far or never
// had that number: the caller has to rebuild.
func (c *Catalog) ChangesSince(ctx context.Context, after int64, limit int) (changes []Change, complete bool, err error) {
	seq, err := c.Seq(ctx)
	if err != nil {
		return nil, false, err
	}
	if after > seq {
		return nil, false, nil
	}
	rows, err := c.db.QueryContext(ctx, "SELECT seq, removed, first, last FROM changes WHERE seq > ? ORDER BY seq LIMIT ?", after, limit)
	changes, err = collect(rows, err, "read changes", func(rows *sql.Rows) (Change, error) {
		var ch Change
		err := rows.Scan(&ch.Seq, &ch.Removed, &ch.First, &ch.Last)
		return ch, err
	})
	if err != nil {
		return nil, false, err
	}
	// Sequence numbers have no holes but where entries were trimmed.
	complete = after == seq || len(changes) > 0 && changes[0].Seq == after+1
	return changes, complete, nil
}

// PassagesAfter returns live passages by ascending id.
func (c *Catalog) PassagesAfter(ctx context.Context, afterID int64, limit int) ([]PassageRow, error) {
	rows, err := c.db.QueryContext(ctx, passageRows+"WHERE p.id > ? ORDER BY p.id LIMIT ?", afterID, limit)
	return collect(rows, err, "read passages", scanPassage)
}

// PassageRange returns the live passages with ids from first to last.
func (c *Catalog) PassageRange(ctx context.Context, first, last int64) ([]PassageRow, error) {
	rows, err := c.db.QueryContext(ctx, passageRows+"WHERE p.id BETWEEN ? AND ? ORDER BY p.id", first, last)
	return collect(rows, err, "read passages", scanPassage)
}

// PassagesByID returns those of the passages that are live.
func (c *Catalog) PassagesByID(ctx context.Context, ids []int64) (map[int64]PassageRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := c.db.QueryContext(ctx, passageRows+"WHERE p.id IN (SELECT value FROM json_each(?))", string(wanted))
	found, err := collect(rows, err, "read passages", scanPassage)
	byID := make(map[int64]PassageRow, len(found))
	for _, r := range found {
		byID[r.Passage.ID] = r
	}
	return byID, err
}
