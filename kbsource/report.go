package kbsource

import (
	"time"

	"footnote/kbsource/document"
)

// Progress says how far a Sync or SyncAll is.
type Progress struct {
	// Done and Total count files.
	Done, Total int
	// DoneBytes and TotalBytes are the sizes of these files.
	DoneBytes, TotalBytes int64
}

func (p Progress) plus(o Progress) Progress {
	return Progress{p.Done + o.Done, p.Total + o.Total, p.DoneBytes + o.DoneBytes, p.TotalBytes + o.TotalBytes}
}

// Report says what a Sync did.
type Report struct {
	// Source is the name that the documents are stored under.
	Source string `json:"source"`
	// Files counts the files by what became of them.
	Files FileCounts `json:"files"`
	// Documents counts the documents by what the store did to them; those of
	// files that did not change are unchanged.
	Documents Applied `json:"documents"`
	// Failures are the files and folders that could not be read, by path.
	// What an earlier sync read of them is still there, and the next sync
	// tries again.
	Failures []Failure `json:"failures"`
	// Skipped are the files and folders that are not read by rule, by path.
	Skipped []Failure `json:"skipped"`
	// Remarks are what the operator should know of files that were read, in
	// this sync or an earlier one: articles left out, pages without text.
	Remarks []document.Remark `json:"remarks"`
	// Absorbed are the sources that lay inside this one and were taken out,
	// because their articles came again with it.
	Absorbed []string `json:"absorbed,omitempty"`
	// Duration is how long the sync took.
	Duration time.Duration `json:"duration_ns"`
}

// FileCounts counts files by what a Sync found.
type FileCounts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Removed   int `json:"removed"`
	Unchanged int `json:"unchanged"`
	Failed    int `json:"failed"`
}

// Failure is a file or folder that was not read, and why.
type Failure struct {
	// Path is relative to the source's root, slash-separated.
	Path string `json:"path"`
	// Reason is a sentence for people that says what to do.
	Reason string `json:"reason"`
	// Err is what Reason says, for callers that decide by it.
	Err error `json:"-"`
}
