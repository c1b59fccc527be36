package catalog

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors that callers decide on.
var (
	// ErrNotFound: there is no such row.
	ErrNotFound = errors.New("not found")
	// ErrInUse: another process has the data folder open.
	ErrInUse = errors.New("the data folder is in use by another footnote process: stop it, or ask it over HTTP")
	// ErrNewer: the catalog was written by a later version of Footnote.
	ErrNewer = errors.New("the data folder was written by a newer version of footnote: install that version, or choose another folder with --data")
	// ErrNotWritable: the data folder cannot be written to.
	ErrNotWritable = errors.New("the data folder is not writable: check its owner and permissions, or choose another folder with --data")
	// ErrDiskFull: there is no space left; what was committed before is kept.
	ErrDiskFull = errors.New("the disk is full: free some space and run the command again; nothing that was committed is lost")
	// ErrDiskFailed: the system refused to read or write the file.
	ErrDiskFailed = errors.New("the disk does not take or give data: check it, its quota and limits on file sizes, and run the command again; nothing that was committed is lost")
	// ErrDamaged: the file is not a catalog or fails its checks.
	ErrDamaged = errors.New("the catalog is damaged or is not a footnote catalog: restore a backup, or move the file away and ingest again")
)

//go:embed schema.sql
var schema string

const (
	fileName      = "catalog.db"
	lockName      = "lock"
	applicationID = 0x464e4f54 // "FNOT", so that other SQLite files are told apart
	schemaVersion = 4
	// readers is how many connections read at once besides a writer.
	readers = 8
)

// Catalog is an open data folder. It is safe for concurrent use.
type Catalog struct {
	db   *sql.DB
	lock *flock.Flock
	now  func() time.Time
}

// Open opens the catalog in a data folder and creates both where they do not
// exist. The folder belongs to this process until Close.
func Open(ctx context.Context, dir string) (*Catalog, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create data folder %s: %w", dir, explain(err))
	}
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock data folder %s: %w", dir, explain(err))
	}
	if !held {
		return nil, fmt.Errorf("open data folder %s: %w", dir, ErrInUse)
	}
	c, err := open(ctx, filepath.Join(dir, fileName))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open catalog in %s: %w", dir, explain(err)), lock.Close())
	}
	c.lock = lock
	return c, nil
}

func open(ctx context.Context, path string) (*Catalog, error) {
	// The file is made first so that it is private from its first byte on.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	options := url.Values{
		"_txlock": {"immediate"},
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-16000)"},
	}
	// The path is escaped for the URI, so that no name is read as options.
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers + 1)
	db.SetMaxIdleConns(readers + 1)
	c := &Catalog{db: db, now: time.Now}
	if err := c.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return c, nil
}

// fromVersion1 is what schema.sql has gained since version 1.
const fromVersion1 = `CREATE TABLE embedding_parts (
  model   TEXT NOT NULL,
  hash    BLOB NOT NULL,
  vectors BLOB NOT NULL,
  PRIMARY KEY (model, hash),
  FOREIGN KEY (model, hash) REFERENCES embeddings (model, hash) ON DELETE CASCADE
) STRICT;`

// fromVersion2 is what it has gained since version 2.
const fromVersion2 = `CREATE INDEX answers_by_time ON answers (created_at);
CREATE TABLE answer_provenance (
  answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
  record    BLOB NOT NULL
) STRICT;`

// fromVersion3 is what it has gained since version 3.
const fromVersion3 = `ALTER TABLE files ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE files ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN version TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN product TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN valid_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN blocks BLOB;
ALTER TABLE passages ADD COLUMN units BLOB;
CREATE INDEX documents_without_blocks ON documents (source) WHERE blocks IS NULL;`

// migrate brings the schema to this version.
func (c *Catalog) migrate(ctx context.Context) error {
	return c.write(ctx, func(tx *sql.Tx) error {
		var version, id int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
			return err
		}
		switch {
		case id != 0 && id != applicationID:
			return ErrDamaged
		case version > schemaVersion:
			return fmt.Errorf("%w (its version is %d, this one reads up to %d)", ErrNewer, version, schemaVersion)
		case version == schemaVersion:
			return nil
		}
		step := schema
		if version > 0 {
			step = strings.Join([]string{fromVersion1, fromVersion2, fromVersion3}[version-1:], "\n")
		}
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("create tables: %w", err)
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", schemaVersion, applicationID))
		return err
	})
}

// Close ends the use of the data folder.
func (c *Catalog) Close() error {
	return errors.Join(c.db.Close(), c.lock.Close())
}

// write runs f in a transaction of its own.
func (c *Catalog) write(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	if err := f(tx); err != nil {
		// A failed rollback leaves nothing behind that the next start keeps.
		_ = tx.Rollback()
		return explain(err)
	}
	return explain(tx.Commit())
}

// explain adds what the user can do to the errors that have one cause.
func explain(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	var cause error
	var se *sqlite.Error
	switch {
	case errors.Is(err, ErrNewer), errors.Is(err, ErrDamaged), errors.Is(err, ErrNotWritable), errors.Is(err, ErrDiskFull), errors.Is(err, ErrDiskFailed):
		return err
	case errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EIO):
		cause = ErrDiskFailed
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		cause = ErrDiskFull
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR):
		cause = ErrNotWritable
	case errors.As(err, &se):
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			cause = ErrDiskFull
		case sqlite3.SQLITE_IOERR:
			cause = ErrDiskFailed
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			cause = ErrNotWritable
		case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
			cause = ErrDamaged
		}
	}
	if cause == nil {
		return err
	}
	return fmt.Errorf("%w (%w)", cause, err)
}
