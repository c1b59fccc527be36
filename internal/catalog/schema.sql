-- Version 4. Times are Unix milliseconds, 0 = unknown. Lists are JSON arrays.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE sources (
  name       TEXT PRIMARY KEY,
  collection TEXT NOT NULL,
  synced_at  INTEGER NOT NULL
) STRICT;

-- What a sync remembers of each file to tell whether it changed.
CREATE TABLE files (
  source    TEXT NOT NULL REFERENCES sources(name) ON DELETE CASCADE,
  path      TEXT NOT NULL,
  hash      TEXT NOT NULL,
  documents INTEGER NOT NULL,
  remarks   TEXT NOT NULL DEFAULT '[]',
  until     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source, path)
) STRICT, WITHOUT ROWID;

-- What a text is made of lies beside it as bytes that kbsource/document packs;
-- NULL in documents and passages of version 3 and earlier.
CREATE TABLE documents (
  id         TEXT PRIMARY KEY,
  collection TEXT NOT NULL,
  source     TEXT NOT NULL REFERENCES sources(name),
  file       TEXT NOT NULL,
  path       TEXT NOT NULL,
  title      TEXT NOT NULL,
  url        TEXT NOT NULL,
  language   TEXT NOT NULL,
  labels     TEXT NOT NULL,
  format     TEXT NOT NULL,
  text       TEXT NOT NULL,
  hash       TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  indexed_at INTEGER NOT NULL,
  version     TEXT NOT NULL DEFAULT '',
  product     TEXT NOT NULL DEFAULT '',
  valid_until INTEGER NOT NULL DEFAULT 0,
  blocks      BLOB -- last, so that the columns above are read without it
) STRICT;
CREATE INDEX documents_by_file ON documents (source, file);
CREATE INDEX documents_by_language ON documents (language);
CREATE INDEX documents_without_blocks ON documents (source) WHERE blocks IS NULL;

-- AUTOINCREMENT: an id is never used twice, so that a stale index entry can
-- not point at another passage.
CREATE TABLE passages (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id    TEXT NOT NULL REFERENCES documents(id),
  ordinal        INTEGER NOT NULL,
  headings       TEXT NOT NULL,
  page           INTEGER NOT NULL,
  start_rune     INTEGER NOT NULL,
  end_rune       INTEGER NOT NULL,
  text           TEXT NOT NULL,
  context        TEXT NOT NULL,
  embedding_hash BLOB NOT NULL,
  units          BLOB
) STRICT;
CREATE UNIQUE INDEX passages_by_document ON passages (document_id, ordinal);
CREATE INDEX passages_by_embedding ON passages (embedding_hash);

-- Vectors are little-endian float32.
CREATE TABLE embeddings (
  model  TEXT NOT NULL,
  hash   BLOB NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (model, hash)
) STRICT;

-- What the parts of an embedded text mean, packed as index/parts.go says. A
-- table of its own, so that the vectors of passages are read without them.
CREATE TABLE embedding_parts (
  model   TEXT NOT NULL,
  hash    BLOB NOT NULL,
  vectors BLOB NOT NULL,
  PRIMARY KEY (model, hash),
  FOREIGN KEY (model, hash) REFERENCES embeddings (model, hash) ON DELETE CASCADE
) STRICT;

-- The log that derived indexes follow: passages first..last were added or
-- removed. Old entries are trimmed; an index that is further behind rebuilds.
CREATE TABLE changes (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  removed INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL
) STRICT;

CREATE TABLE answers (
  id              TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  question        TEXT NOT NULL,
  text            TEXT NOT NULL,
  decision        TEXT NOT NULL,
  record          BLOB NOT NULL
) STRICT;
CREATE INDEX answers_by_conversation ON answers (conversation_id, created_at);
CREATE INDEX answers_by_time ON answers (created_at);

-- What an answer was made from, as compressed JSON (answer/provenance.go). A
-- table of its own, so that conversations are read without it.
CREATE TABLE answer_provenance (
  answer_id TEXT PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
  record    BLOB NOT NULL
) STRICT;
