package catalog_test

import (
	"bytes"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"footnote/internal/catalog"
)

func TestProvenanceIsReadBackAndGoesWithItsAnswer(t *testing.T) {
	c := open(t, t.TempDir())
	provenance := bytes.Repeat([]byte(`{"text":"passage"}`), 5000)
	record := catalog.AnswerRecord{ID: "a", ConversationID: "c", CreatedAt: time.UnixMilli(1000), Record: []byte(`{}`), Provenance: provenance}
	if err := c.SaveAnswer(t.Context(), record); err != nil {
		t.Fatal(err)
	}
	got, err := c.Answer(t.Context(), "a")
	if err != nil || !bytes.Equal(got.Provenance, provenance) {
		t.Errorf("%d bytes of provenance, %v", len(got.Provenance), err)
	}
	if turns, err := c.Conversation(t.Context(), "c", 5); err != nil || len(turns) != 1 || turns[0].Provenance != nil {
		t.Errorf("conversation %+v, %v", turns, err)
	}
	if n, err := c.PurgeAnswers(t.Context(), time.UnixMilli(2000), 10); n != 1 || err != nil {
		t.Errorf("%d deleted, %v", n, err)
	}
	record.Provenance = nil
	if err := c.SaveAnswer(t.Context(), record); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Answer(t.Context(), "a"); err != nil || got.Provenance != nil {
		t.Errorf("the provenance outlived its answer: %d bytes, %v", len(got.Provenance), err)
	}
}

func TestOldAnswersArePurgedInBatches(t *testing.T) {
	c := open(t, t.TempDir())
	for i := range 7 {
		err := c.SaveAnswer(t.Context(), catalog.AnswerRecord{ID: strconv.Itoa(i), ConversationID: "c", CreatedAt: time.UnixMilli(int64(1000 + i)), Record: []byte(`{}`)})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []int{2, 2, 1, 0} {
		if n, err := c.PurgeAnswers(t.Context(), time.UnixMilli(1005), 2); n != want || err != nil {
			t.Errorf("%d deleted, %v, want %d", n, err, want)
		}
	}
	turns, err := c.Conversation(t.Context(), "c", 10)
	if err != nil || len(turns) != 2 || turns[0].ID != "5" {
		t.Errorf("left %+v, %v", turns, err)
	}
}

func TestExtentCountsCollections(t *testing.T) {
	c := open(t, t.TempDir())
	commit(t, c, catalog.Commit{Put: []catalog.DocumentPut{article("a.md", 2), article("b.md", 3)}})
	if _, err := c.Commit(t.Context(), catalog.Commit{Source: "other", Collection: "internal", Put: []catalog.DocumentPut{article("c.md", 4)}}); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		collections         []string
		documents, passages int
	}{{nil, 3, 9}, {[]string{"default"}, 2, 5}, {[]string{"internal"}, 1, 4}, {[]string{"default", "internal"}, 3, 9}, {[]string{"none"}, 0, 0}} {
		documents, passages, err := c.Extent(t.Context(), tc.collections)
		if documents != tc.documents || passages != tc.passages || err != nil {
			t.Errorf("%v: %d documents, %d passages, %v", tc.collections, documents, passages, err)
		}
	}
}

// TestOldCatalogsBecomeLikeNewOnes takes away what a version added and opens
// the catalog again.
func TestOldCatalogsBecomeLikeNewOnes(t *testing.T) {
	const (
		toVersion3 = "DROP INDEX documents_without_blocks; ALTER TABLE files DROP COLUMN remarks; ALTER TABLE files DROP COLUMN until; ALTER TABLE passages DROP COLUMN units; ALTER TABLE documents DROP COLUMN blocks; " +
			"ALTER TABLE documents DROP COLUMN version; ALTER TABLE documents DROP COLUMN product; ALTER TABLE documents DROP COLUMN valid_until; "
		toVersion2 = toVersion3 + "DROP TABLE answer_provenance; DROP INDEX answers_by_time; "
		toVersion1 = toVersion2 + "DROP TABLE embedding_parts; "
	)
	fresh := t.TempDir()
	open(t, fresh).Close()
	want := tables(t, fresh)
	for version, back := range map[int]string{1: toVersion1, 2: toVersion2, 3: toVersion3} {
		dir := t.TempDir()
		open(t, dir).Close()
		alter(t, dir, back+"PRAGMA user_version = "+strconv.Itoa(version))
		open(t, dir).Close()
		if got := tables(t, dir); !slices.Equal(got, want) {
			t.Errorf("from version %d: %q, want %q", version, got, want)
		}
	}
	dir := t.TempDir()
	open(t, dir).Close()
	alter(t, dir, "INSERT INTO answers VALUES ('a', 'c', 1, '', '', '', x'7b7d'); INSERT INTO answer_provenance VALUES ('a', x'ff')")
	if _, err := open(t, dir).Answer(t.Context(), "a"); !errors.Is(err, catalog.ErrDamaged) {
		t.Errorf("a damaged provenance: %v", err)
	}
}

// tables lists a catalog's tables with their columns, and its indexes, sorted.
func tables(t *testing.T, dir string) (names []string) {
	t.Helper()
	uri := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.Join(dir, "catalog.db")}).EscapedPath()}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT type || ' ' || name || ' ' || tbl_name FROM sqlite_master
		UNION SELECT t.name || '.' || c.name || ' ' || c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}
