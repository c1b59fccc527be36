// Package kbsource is where articles come from.
//
// Enters: folders and files of the formats that formats.go lists. Leaves:
// Documents, with their text, blocks, headings, pages and character positions,
// handed to a Store as what was added, changed or deleted since the last run.
//
// It must never change a file that it reads, read outside the roots that it
// was given, let one bad file stop the others, or hand on text that is not
// valid UTF-8 or that a reader of the page or document does not see. It knows
// nothing of passages, indexes or questions.
package kbsource
