package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
)

// maxChanges bounds the change log. An index that is further behind rebuilds,
// which is faster than following so many changes.
const maxChanges = 200_000

// Commit is a set of changes to one source that become true together.
type Commit struct {
	Source, Collection string
	// Put are documents to be added or replaced whole.
	Put []DocumentPut
	// Delete are ids of documents to be removed.
	Delete []string
	// Files are new states of files, RemoveFiles the paths of those gone.
	Files       []File
	RemoveFiles []string
}

// DocumentPut is a document with its passages. The document's ID,
// Collection and Source, and the passages' ID, DocumentID and Ordinal are set
// by the commit.
type DocumentPut struct {
	Document Document
	Passages []Passage
}

// documentSpace is the namespace of document ids (RFC 9562, version 5).
var documentSpace = uuid.MustParse("8d0c8f5e-3c0e-5b43-9a52-7d6f2f1c0a11")

// DocumentID is the id that a document has for as long as it stays at its
// path: re-ingesting into a new data folder gives the same ids.
func DocumentID(collection, source, path string) string {
	return uuid.NewSHA1(documentSpace, []byte(collection+"\x00"+source+"\x00"+path)).String()
}

// Commit applies the changes in one transaction and returns the sequence
// number that they reach.
func (c *Catalog) Commit(ctx context.Context, commit Commit) (int64, error) {
	var seq int64
	err := c.write(ctx, func(tx *sql.Tx) error {
		w := commitWriter{ctx: ctx, tx: tx, now: c.now().UnixMilli()}
		w.apply(commit)
		if w.err != nil {
			return w.err
		}
		return tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM changes").Scan(&seq)
	})
	if err != nil {
		return 0, fmt.Errorf("commit changes of source %s: %w", commit.Source, err)
	}
	return seq, nil
}

// commitWriter carries the first error so that the steps read as a list.
type commitWriter struct {
	ctx context.Context
	tx  *sql.Tx
	now int64
	err error
	// passage inserts a passage. It is prepared once: a commit has thousands.
	passage *sql.Stmt
	// orphans are embedding hashes of removed passages.
	orphans [][]byte
}

func (w *commitWriter) exec(query string, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, query, args...)
	}
}

func (w *commitWriter) apply(commit Commit) {
	w.exec(`INSERT INTO sources (name, collection, synced_at) VALUES (?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET synced_at = excluded.synced_at`, commit.Source, commit.Collection, w.now)
	w.checkCollection(commit)
	for _, id := range commit.Delete {
		w.removePassages(id)
		w.exec("DELETE FROM documents WHERE id = ?", id)
	}
	w.putAll(commit)
	for _, path := range commit.RemoveFiles {
		w.exec("DELETE FROM files WHERE source = ? AND path = ?", commit.Source, path)
	}
	for _, f := range commit.Files {
		w.exec(`INSERT INTO files (source, path, hash, documents, remarks, until) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (source, path) DO UPDATE SET hash = excluded.hash, documents = excluded.documents,
				remarks = excluded.remarks, until = excluded.until`,
			commit.Source, f.Path, f.Hash, f.Documents, list(f.Remarks), millis(f.Until))
	}
	// A source goes with the last that came from it.
	if len(commit.RemoveFiles) > 0 {
		w.exec(`DELETE FROM sources WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM files WHERE source = ?1)
			AND NOT EXISTS (SELECT 1 FROM documents WHERE source = ?1)`, commit.Source)
	}
	// A vector goes with the last passage that it embeds: what was deleted
	// must not live on in a form that can be searched.
	for _, hash := range w.orphans {
		w.exec("DELETE FROM embeddings WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM passages WHERE embedding_hash = ?)", hash, hash)
	}
	w.exec("DELETE FROM changes WHERE seq <= (SELECT max(seq) FROM changes) - ?", maxChanges)
}

// checkCollection refuses to move a source to another collection by the way:
// its documents' ids would change under the answers that cite them.
func (w *commitWriter) checkCollection(commit Commit) {
	if w.err != nil {
		return
	}
	var have string
	w.err = w.tx.QueryRowContext(w.ctx, "SELECT collection FROM sources WHERE name = ?", commit.Source).Scan(&have)
	if w.err == nil {
		w.err = sameCollection(commit.Source, have, commit.Collection)
	}
}

func (w *commitWriter) putAll(commit Commit) {
	if w.err != nil || len(commit.Put) == 0 {
		return
	}
	w.passage, w.err = w.tx.PrepareContext(w.ctx, `INSERT INTO passages
		(document_id, ordinal, headings, page, start_rune, end_rune, text, context, embedding_hash, units)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if w.err != nil {
		return
	}
	defer w.passage.Close()
	for _, put := range commit.Put {
		w.put(commit, put)
	}
}

func (w *commitWriter) put(commit Commit, put DocumentPut) {
	d := put.Document
	id := DocumentID(commit.Collection, commit.Source, d.Path)
	w.removePassages(id)
	w.exec(`INSERT INTO documents
		(id, collection, source, file, path, title, url, language, labels, format, text, hash, updated_at, indexed_at,
			blocks, version, product, valid_until)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET file = excluded.file, title = excluded.title, url = excluded.url,
			language = excluded.language, labels = excluded.labels, format = excluded.format, text = excluded.text,
			hash = excluded.hash, updated_at = excluded.updated_at, indexed_at = excluded.indexed_at,
			blocks = excluded.blocks, version = excluded.version, product = excluded.product, valid_until = excluded.valid_until`,
		id, commit.Collection, commit.Source, d.File, d.Path, d.Title, d.URL, d.Language, list(d.Labels), d.Format,
		d.Text, d.Hash, millis(d.UpdatedAt), w.now, d.Blocks, d.Version, d.Product, millis(d.ValidUntil))
	if w.err != nil {
		return
	}
	var first, last int64
	for i, p := range put.Passages {
		result, err := w.passage.ExecContext(w.ctx,
			id, i, list(p.Headings), p.Page, p.Start, p.End, p.Text, p.Context, blob(p.EmbeddingHash), p.Units)
		if err != nil {
			w.err = err
			return
		}
		last, w.err = result.LastInsertId()
		if first == 0 {
			first = last
		}
	}
	if first != 0 {
		w.exec("INSERT INTO changes (removed, first, last) VALUES (0, ?, ?)", first, last)
	}
}

// removePassages deletes a document's passages. Those of one version have
// ids in a row, since one transaction wrote them.
func (w *commitWriter) removePassages(documentID string) {
	if w.err != nil {
		return
	}
	rows, err := w.tx.QueryContext(w.ctx, "SELECT id, embedding_hash FROM passages WHERE document_id = ? ORDER BY id", documentID)
	if err != nil {
		w.err = err
		return
	}
	defer rows.Close()
	var first, last int64
	for rows.Next() {
		var hash []byte
		if w.err = rows.Scan(&last, &hash); w.err != nil {
			return
		}
		if first == 0 {
			first = last
		}
		w.orphans = append(w.orphans, hash)
	}
	if w.err = rows.Err(); w.err != nil || first == 0 {
		return
	}
	w.exec("DELETE FROM passages WHERE document_id = ?", documentID)
	w.exec("INSERT INTO changes (removed, first, last) VALUES (1, ?, ?)", first, last)
}

// blob keeps an empty hash from becoming NULL.
func blob(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func list[T any](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	text, err := json.Marshal(values)
	if err != nil { // strings and what is made of them always marshal
		panic(err)
	}
	return string(text)
}
