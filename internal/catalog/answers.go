package catalog

import (
	"context"
	"database/sql"
	"fmt"
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

// SaveAnswer records an answer.
func (c *Catalog) SaveAnswer(ctx context.Context, a AnswerRecord) error {
	_, err := c.db.ExecContext(ctx, `INSERT INTO answers (id, conversation_id, created_at, question, text, decision, record)
		VALUES (?, ?, ?, ?, ?, ?, ?)`, a.ID, a.ConversationID, millis(a.CreatedAt), a.Question, a.Text, a.Decision, blob(a.Record))
	if err != nil {
		return fmt.Errorf("save answer %s: %w", a.ID, explain(err))
	}
	return nil
}

const answerColumns = "SELECT id, conversation_id, created_at, question, text, decision, record FROM answers "

func scanAnswer(row scanner) (AnswerRecord, error) {
	var a AnswerRecord
	var created int64
	err := row.Scan(&a.ID, &a.ConversationID, &created, &a.Question, &a.Text, &a.Decision, &a.Record)
	a.CreatedAt = moment(created)
	return a, err
}

// Answer returns a recorded answer. It fails with ErrNotFound.
func (c *Catalog) Answer(ctx context.Context, id string) (AnswerRecord, error) {
	a, err := scanAnswer(c.db.QueryRowContext(ctx, answerColumns+"WHERE id = ?", id))
	if err != nil {
		return AnswerRecord{}, fmt.Errorf("read answer %s: %w", id, explain(err))
	}
	return a, nil
}

// Conversation returns the newest answers of a conversation, oldest first.
func (c *Catalog) Conversation(ctx context.Context, id string, limit int) ([]AnswerRecord, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT * FROM ("+answerColumns+
		"WHERE conversation_id = ? ORDER BY created_at DESC, id DESC LIMIT ?) ORDER BY created_at, id", id, limit)
	return collect(rows, err, "read conversation "+id, func(rows *sql.Rows) (AnswerRecord, error) { return scanAnswer(rows) })
}
