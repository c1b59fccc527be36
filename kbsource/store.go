package kbsource

import (
	"context"
	"time"

	"footnote/kbsource/document"
)

// Store keeps what a Sync finds. It is implemented by index.Index.
type Store interface {
	// Sources returns the names of the collection's sources.
	Sources(ctx context.Context) ([]string, error)
	// Files returns the files of a source as of its last sync, by path.
	// The map is empty for a source that is not known yet.
	Files(ctx context.Context, source string) (map[string]FileState, error)
	// Apply commits the changes in one transaction: after it returns they
	// survive a crash and are what answers are drawn from. Documents that
	// did not change (by Hash) are left untouched.
	Apply(ctx context.Context, source string, changes []FileChange) (Applied, error)
}

// FileState is what a sync remembers of a file to tell whether it changed.
type FileState struct {
	// Hash is the hex SHA-256 of the file's bytes and of the extractor's
	// version: a better extractor reads every file anew.
	Hash string
	// Documents is how many documents came out of the file.
	Documents int
	// Remarks are what the operator should know of the file.
	Remarks []document.Remark
	// Until is when the file gives something else although it does not
	// change, since the time of one of its articles is over; zero for never.
	Until time.Time
}

// FileChange is a file that was added, changed or removed.
type FileChange struct {
	// Path is relative to the source's root, slash-separated.
	Path string
	// Removed says that the file is gone, and its documents with it.
	Removed bool
	// State is the file's new state (unused when Removed).
	State FileState
	// Documents are all documents of the file (none when Removed).
	Documents []document.Document
}

// Applied counts documents by what a commit did to them.
type Applied struct {
	Added, Changed, Removed, Unchanged int
}
