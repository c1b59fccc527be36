package catalog

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
)

const withoutVector = "NOT EXISTS (SELECT 1 FROM embeddings e WHERE e.model = ? AND e.hash = p.embedding_hash)"

// MissingEmbeddings returns live passages that have no vector of the model,
// by ascending id.
func (c *Catalog) MissingEmbeddings(ctx context.Context, model string, afterID int64, limit int) ([]PassageRow, error) {
	rows, err := c.db.QueryContext(ctx, passageRows+"WHERE "+withoutVector+" AND p.id > ? ORDER BY p.id LIMIT ?", model, afterID, limit)
	return collect(rows, err, "find passages without vectors", scanPassage)
}

// CountMissingEmbeddings counts what MissingEmbeddings would return.
func (c *Catalog) CountMissingEmbeddings(ctx context.Context, model string) (int, error) {
	var n int
	err := c.db.QueryRowContext(ctx, "SELECT count(*) FROM passages p WHERE "+withoutVector, model).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count passages without vectors: %w", explain(err))
	}
	return n, nil
}

// PutEmbeddings caches vectors by model and text hash. A vector whose
// passages are gone meanwhile is not kept.
func (c *Catalog) PutEmbeddings(ctx context.Context, model string, vectors []Embedding) error {
	err := c.write(ctx, func(tx *sql.Tx) error {
		stmt, err := tx.PrepareContext(ctx, `INSERT INTO embeddings (model, hash, vector)
			SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM passages WHERE embedding_hash = ?2)
			ON CONFLICT (model, hash) DO UPDATE SET vector = excluded.vector`)
		if err != nil {
			return err
		}
		defer stmt.Close()
		parts, err := tx.PrepareContext(ctx, `INSERT INTO embedding_parts (model, hash, vectors)
			SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM embeddings WHERE model = ?1 AND hash = ?2)
			ON CONFLICT (model, hash) DO UPDATE SET vectors = excluded.vectors`)
		if err != nil {
			return err
		}
		defer parts.Close()
		for _, v := range vectors {
			if _, err := stmt.ExecContext(ctx, model, blob(v.Hash), encodeVector(v.Values)); err != nil {
				return err
			}
			if v.Parts == nil {
				continue
			}
			if _, err := parts.ExecContext(ctx, model, blob(v.Hash), v.Parts); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store %d vectors: %w", len(vectors), err)
	}
	return nil
}

// KeepEmbeddings deletes the vectors of all models but one and returns how
// many there were.
func (c *Catalog) KeepEmbeddings(ctx context.Context, model string) (int64, error) {
	var deleted int64
	err := c.write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, "DELETE FROM embeddings WHERE model <> ?", model)
		if err != nil {
			return err
		}
		deleted, err = result.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("delete the vectors of other models: %w", err)
	}
	return deleted, nil
}

// VectorRange returns the vectors of the live passages from first to last.
func (c *Catalog) VectorRange(ctx context.Context, model string, first, last int64) ([]Vector, error) {
	// CROSS JOIN keeps SQLite from reading all vectors for a range of passages.
	rows, err := c.db.QueryContext(ctx, `SELECT p.id, e.vector FROM passages p CROSS JOIN embeddings e ON e.model = ? AND e.hash = p.embedding_hash
		WHERE p.id BETWEEN ? AND ? ORDER BY p.id`, model, first, last)
	return collect(rows, err, "read vectors", scanVector)
}

// PassageParts returns the packed vectors of the parts of live passages, by
// passage id. Those that have none are left out.
func (c *Catalog) PassageParts(ctx context.Context, model string, ids []int64) (map[int64][]byte, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	type row struct {
		id    int64
		parts []byte
	}
	rows, err := c.db.QueryContext(ctx, `SELECT p.id, e.vectors FROM passages p
		CROSS JOIN embedding_parts e ON e.model = ? AND e.hash = p.embedding_hash
		WHERE p.id IN (SELECT value FROM json_each(?))`, model, string(wanted))
	found, err := collect(rows, err, "read vectors of sentences", func(rows *sql.Rows) (row, error) {
		var r row
		return r, rows.Scan(&r.id, &r.parts)
	})
	byID := make(map[int64][]byte, len(found))
	for _, r := range found {
		byID[r.id] = r.parts
	}
	return byID, err
}

func scanVector(rows *sql.Rows) (Vector, error) {
	var v Vector
	var raw []byte
	if err := rows.Scan(&v.PassageID, &raw); err != nil {
		return v, err
	}
	if len(raw)%4 != 0 {
		return v, fmt.Errorf("vector of passage %d has %d bytes: %w", v.PassageID, len(raw), ErrDamaged)
	}
	v.Values = make([]float32, len(raw)/4)
	for i := range v.Values {
		v.Values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return v, nil
}

func encodeVector(values []float32) []byte {
	raw := make([]byte, 0, 4*len(values))
	for _, x := range values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
	}
	return raw
}
