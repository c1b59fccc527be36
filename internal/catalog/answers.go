package catalog

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"
)

// Setting returns a remembered value, "" when there is none.
func (c *Catalog) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := c.db.QueryRowContext(ctx, "SELECT coalesce((SELECT value FROM meta WHERE key = ?), '')", key).Scan(&value)
	if err != nil {
		return "", fmt.Errorf("read setting %s: %w", key, explain(err))
	}
	return value, nil
}

// SetSetting remembers a value.
func (c *Catalog) SetSetting(ctx context.Context, key, value string) error {
	_, err := c.db.ExecContext(ctx, "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	if err != nil {
		return fmt.Errorf("write setting %s: %w", key, explain(err))
	}
	return nil
}

// SaveAnswer records an answer with its provenance.
func (c *Catalog) SaveAnswer(ctx context.Context, a AnswerRecord) error {
	packed, err := pack(a.Provenance)
	if err != nil {
		return fmt.Errorf("save answer %s: %w", a.ID, err)
	}
	err = c.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO answers (id, conversation_id, created_at, question, text, decision, record)
			VALUES (?, ?, ?, ?, ?, ?, ?)`, a.ID, a.ConversationID, millis(a.CreatedAt), a.Question, a.Text, a.Decision, blob(a.Record))
		if err != nil || len(a.Provenance) == 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO answer_provenance (answer_id, record) VALUES (?, ?)", a.ID, packed)
		return err
	})
	if err != nil {
		return fmt.Errorf("save answer %s: %w", a.ID, err)
	}
	return nil
}

// PurgeAnswers deletes the oldest answers that were given before a moment, at
// most as many as limit says, and returns how many it deleted. Batches keep
// the catalog free for others in between.
func (c *Catalog) PurgeAnswers(ctx context.Context, before time.Time, limit int) (int, error) {
	var deleted int64
	err := c.write(ctx, func(tx *sql.Tx) error {
		result, err := tx.ExecContext(ctx, `DELETE FROM answers WHERE id IN
			(SELECT id FROM answers WHERE created_at < ? ORDER BY created_at LIMIT ?)`, millis(before), limit)
		if err != nil {
			return err
		}
		deleted, err = result.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("delete answers before %s: %w", before.Format(time.DateOnly), err)
	}
	return int(deleted), nil
}

const answerColumns = "SELECT id, conversation_id, created_at, question, text, decision, record FROM answers "

func scanAnswer(row scanner) (AnswerRecord, error) {
	var a AnswerRecord
	var created int64
	err := row.Scan(&a.ID, &a.ConversationID, &created, &a.Question, &a.Text, &a.Decision, &a.Record)
	a.CreatedAt = moment(created)
	return a, err
}

// Answer returns a recorded answer with its provenance. It fails with
// ErrNotFound.
func (c *Catalog) Answer(ctx context.Context, id string) (AnswerRecord, error) {
	a, err := scanAnswer(c.db.QueryRowContext(ctx, answerColumns+"WHERE id = ?", id))
	if err != nil {
		return AnswerRecord{}, fmt.Errorf("read answer %s: %w", id, explain(err))
	}
	var packed []byte
	err = c.db.QueryRowContext(ctx, "SELECT record FROM answer_provenance WHERE answer_id = ?", id).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return a, nil
	}
	if err != nil {
		return AnswerRecord{}, fmt.Errorf("read the provenance of answer %s: %w", id, explain(err))
	}
	if a.Provenance, err = unpack(packed); err != nil {
		return AnswerRecord{}, fmt.Errorf("read the provenance of answer %s: %w (%w)", id, ErrDamaged, err)
	}
	return a, nil
}

// Conversation returns the newest answers of a conversation, oldest first.
func (c *Catalog) Conversation(ctx context.Context, id string, limit int) ([]AnswerRecord, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT * FROM ("+answerColumns+
		"WHERE conversation_id = ? ORDER BY created_at DESC, id DESC LIMIT ?) ORDER BY created_at, id", id, limit)
	return collect(rows, err, "read conversation "+id, func(rows *sql.Rows) (AnswerRecord, error) { return scanAnswer(rows) })
}

// maxProvenanceBytes bounds what unpack makes of a few bytes.
const maxProvenanceBytes = 16 << 20

// pack compresses a provenance: it is mostly the text of passages.
func pack(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

func unpack(packed []byte) ([]byte, error) {
	return io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), maxProvenanceBytes))
}
