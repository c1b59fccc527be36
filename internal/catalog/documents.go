package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

const documentColumns = `d.id, d.collection, d.source, d.file, d.path, d.title, d.url, d.language, d.labels, d.format, d.hash, d.updated_at, d.indexed_at, d.version, d.product, d.valid_until`

// documentInfos are documents as scanInfo reads them.
const documentInfos = "SELECT " + documentColumns + `, length(d.text),
	(SELECT count(*) FROM passages p WHERE p.document_id = d.id) FROM documents d`

// scanner is what *sql.Row and *sql.Rows have in common.
type scanner interface{ Scan(...any) error }

// scanDocument reads documentColumns, preceded and followed by other columns.
func scanDocument(row scanner, d *Document, before, after []any) error {
	var labels string
	var updated, indexed, valid int64
	dest := append(append([]any{}, before...), &d.ID, &d.Collection, &d.Source, &d.File, &d.Path, &d.Title, &d.URL,
		&d.Language, &labels, &d.Format, &d.Hash, &updated, &indexed, &d.Version, &d.Product, &valid)
	if err := row.Scan(append(dest, after...)...); err != nil {
		return err
	}
	d.UpdatedAt, d.IndexedAt, d.ValidUntil = moment(updated), moment(indexed), moment(valid)
	return json.Unmarshal([]byte(labels), &d.Labels)
}

// Document returns a document with its text and blocks. It fails with ErrNotFound.
func (c *Catalog) Document(ctx context.Context, id string) (Document, error) {
	var d Document
	row := c.db.QueryRowContext(ctx, "SELECT "+documentColumns+", d.text, d.blocks FROM documents d WHERE d.id = ?", id)
	if err := scanDocument(row, &d, nil, []any{&d.Text, &d.Blocks}); err != nil {
		return Document{}, fmt.Errorf("read document %s: %w", id, explain(err))
	}
	return d, nil
}

// Documents returns a page of documents by ascending id.
func (c *Catalog) Documents(ctx context.Context, q DocumentQuery) ([]DocumentInfo, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = 100
	}
	rows, err := c.db.QueryContext(ctx, documentInfos+`
		WHERE d.id > ?1 AND (?2 = '' OR d.collection = ?2) AND (?3 = '' OR d.source = ?3) AND (?4 = '' OR d.language = ?4)
		ORDER BY d.id LIMIT ?5`, q.After, q.Collection, q.Source, q.Language, limit)
	return collect(rows, err, "list documents", scanInfo)
}

// WithoutBlocks returns the documents that were stored before there were
// blocks, by source, in the order of their paths: they have to be read again.
func (c *Catalog) WithoutBlocks(ctx context.Context) (map[string][]DocumentInfo, error) {
	rows, err := c.db.QueryContext(ctx, documentInfos+" WHERE d.blocks IS NULL ORDER BY d.path")
	found, err := collect(rows, err, "list documents without blocks", scanInfo)
	bySource := map[string][]DocumentInfo{}
	for _, d := range found {
		bySource[d.Source] = append(bySource[d.Source], d)
	}
	return bySource, err
}

// CountWithoutBlocks counts them by source.
func (c *Catalog) CountWithoutBlocks(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	rows, err := c.db.QueryContext(ctx, "SELECT source, count(*) FROM documents WHERE blocks IS NULL GROUP BY source")
	_, err = collect(rows, err, "count documents without blocks", func(rows *sql.Rows) (struct{}, error) {
		var source string
		var n int
		err := rows.Scan(&source, &n)
		counts[source] = n
		return struct{}{}, err
	})
	return counts, err
}

func scanInfo(rows *sql.Rows) (DocumentInfo, error) {
	var d DocumentInfo
	err := scanDocument(rows, &d.Document, nil, []any{&d.Characters, &d.Passages})
	return d, err
}

// Sources returns the sources by name.
func (c *Catalog) Sources(ctx context.Context) ([]Source, error) {
	rows, err := c.db.QueryContext(ctx, `SELECT s.name, s.collection, s.synced_at,
			(SELECT count(*) FROM files f WHERE f.source = s.name),
			(SELECT count(*) FROM documents d WHERE d.source = s.name),
			(SELECT count(*) FROM passages p JOIN documents d ON d.id = p.document_id WHERE d.source = s.name)
		FROM sources s ORDER BY s.name`)
	return collect(rows, err, "list sources", func(rows *sql.Rows) (Source, error) {
		var s Source
		var synced int64
		err := rows.Scan(&s.Name, &s.Collection, &synced, &s.Files, &s.Documents, &s.Passages)
		s.SyncedAt = moment(synced)
		return s, err
	})
}

// SourceNames returns the names of a collection's sources.
func (c *Catalog) SourceNames(ctx context.Context, collection string) ([]string, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT name FROM sources WHERE collection = ? ORDER BY name", collection)
	return collect(rows, err, "list sources", scanName)
}

func scanName(rows *sql.Rows) (string, error) {
	var name string
	err := rows.Scan(&name)
	return name, err
}

// Counts returns how much there is.
func (c *Catalog) Counts(ctx context.Context) (Counts, error) {
	var n Counts
	err := c.db.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM documents),
		(SELECT count(*) FROM passages), (SELECT count(*) FROM answers)`).Scan(&n.Sources, &n.Documents, &n.Passages, &n.Answers)
	if err != nil {
		return Counts{}, fmt.Errorf("count rows: %w", explain(err))
	}
	return n, nil
}

// Extent returns how many documents and passages there are in collections, in
// all of them where none is named.
func (c *Catalog) Extent(ctx context.Context, collections []string) (documents, passages int, err error) {
	where, args := "", []any{}
	if len(collections) > 0 {
		names, err := json.Marshal(collections)
		if err != nil {
			return 0, 0, err
		}
		where, args = "WHERE d.collection IN (SELECT value FROM json_each(?1))", append(args, string(names))
	}
	err = c.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM documents d "+where+`),
		(SELECT count(*) FROM documents d JOIN passages p ON p.document_id = d.id `+where+")", args...).Scan(&documents, &passages)
	if err != nil {
		return 0, 0, fmt.Errorf("count passages: %w", explain(err))
	}
	return documents, passages, nil
}

// CheckSource fails when a source belongs to another collection. One that is
// not known yet may go into any.
func (c *Catalog) CheckSource(ctx context.Context, source, collection string) error {
	var have string
	err := c.db.QueryRowContext(ctx, "SELECT coalesce((SELECT collection FROM sources WHERE name = ?), ?)", source, collection).Scan(&have)
	if err != nil {
		return fmt.Errorf("look up source %s: %w", source, explain(err))
	}
	return sameCollection(source, have, collection)
}

func sameCollection(source, have, want string) error {
	if have == want {
		return nil
	}
	return fmt.Errorf("source %s belongs to collection %q: ingest it into that one, or into another data folder for %q", source, have, want)
}

// Files returns the files of a source by path.
func (c *Catalog) Files(ctx context.Context, source string) (map[string]File, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT path, hash, documents, remarks, until FROM files WHERE source = ?", source)
	files, err := collect(rows, err, "list files of "+source, func(rows *sql.Rows) (File, error) {
		var f File
		var remarks string
		var until int64
		if err := rows.Scan(&f.Path, &f.Hash, &f.Documents, &remarks, &until); err != nil {
			return f, err
		}
		f.Until = moment(until)
		return f, json.Unmarshal([]byte(remarks), &f.Remarks)
	})
	byPath := make(map[string]File, len(files))
	for _, f := range files {
		byPath[f.Path] = f
	}
	return byPath, err
}

// FileDocuments returns the documents of a file by their path.
func (c *Catalog) FileDocuments(ctx context.Context, source, file string) (map[string]DocumentRef, error) {
	refs := map[string]DocumentRef{}
	rows, err := c.db.QueryContext(ctx, "SELECT path, id, hash, language FROM documents WHERE source = ? AND file = ?", source, file)
	_, err = collect(rows, err, "list documents of "+file, func(rows *sql.Rows) (struct{}, error) {
		var path string
		var ref DocumentRef
		err := rows.Scan(&path, &ref.ID, &ref.Hash, &ref.Language)
		refs[path] = ref
		return struct{}{}, err
	})
	return refs, err
}

// Languages counts the documents by language.
func (c *Catalog) Languages(ctx context.Context) (map[string]int, error) {
	count := map[string]int{}
	rows, err := c.db.QueryContext(ctx, "SELECT language, count(*) FROM documents GROUP BY language")
	_, err = collect(rows, err, "count languages", func(rows *sql.Rows) (struct{}, error) {
		var language string
		var n int
		err := rows.Scan(&language, &n)
		count[language] = n
		return struct{}{}, err
	})
	return count, err
}

// FileLanguages counts the documents of a collection by file and language.
func (c *Catalog) FileLanguages(ctx context.Context, collection string) ([]FileLanguage, error) {
	rows, err := c.db.QueryContext(ctx, `SELECT source, file, language, count(*) FROM documents WHERE collection = ?
		GROUP BY source, file, language`, collection)
	return collect(rows, err, "count the languages of files", func(rows *sql.Rows) (FileLanguage, error) {
		var f FileLanguage
		err := rows.Scan(&f.Source, &f.File, &f.Language, &f.Documents)
		return f, err
	})
}

// collect reads all rows of a query; doing says what for, in errors.
func collect[T any](rows *sql.Rows, err error, doing string, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", doing, explain(err))
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	return all, nil
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
