package main

import (
	"fmt"
	"time"

	"footnote/kbsource"
	"footnote/kbsource/document"
)

// maxRemarks is how many remarks on one file are printed: a table may leave
// out thousands of rows. JSON has all of them.
const maxRemarks = 10

// printReports lists what is not in the base, what else there is to know of
// the files, and last what was done.
func printReports(std streams, reports []kbsource.Report) {
	for _, r := range reports {
		for _, f := range r.Failures {
			printLine(std, "failed", f.Path, f.Reason)
		}
		for _, s := range r.Skipped {
			printLine(std, "skipped", s.Path, s.Reason)
		}
		printRemarks(std, r.Remarks)
		for _, source := range r.Absorbed {
			printLine(std, "absorbed", source, "it is a part of "+r.Source+" now")
		}
		fmt.Fprintln(std.out, summary(r))
	}
}

func printLine(std streams, what, path, text string) {
	fmt.Fprintf(std.out, "%-8s %s: %s\n", what, path, text)
}

func printRemarks(std streams, remarks []document.Remark) {
	of := map[string]int{}
	var files []string
	for _, r := range remarks {
		file := fileOf(r.Path)
		if of[file] == 0 {
			files = append(files, file)
		}
		if of[file]++; of[file] > maxRemarks {
			continue
		}
		what := "note"
		if r.LeftOut {
			what = "left out"
		}
		printLine(std, what, r.Path, r.Text)
	}
	for _, file := range files {
		if more := of[file] - maxRemarks; more > 0 {
			printLine(std, "note", file, fmt.Sprintf("%d more of the kind; --json lists all", more))
		}
	}
}

// fileOf returns the path of the file that a document came from. A file's own
// name may have a "#", too.
func fileOf(path string) string {
	for i, r := range path {
		if r == '#' && kbsource.Supported(path[:i]) {
			return path[:i]
		}
	}
	return path
}

// summary says in a line what became of a root.
func summary(r kbsource.Report) string {
	text := fmt.Sprintf("%s: %d added, %d changed, %d removed, %d unchanged in %v",
		r.Source, r.Documents.Added, r.Documents.Changed, r.Documents.Removed, r.Documents.Unchanged,
		r.Duration.Round(10*time.Millisecond))
	left := 0
	for _, remark := range r.Remarks {
		if remark.LeftOut {
			left++
		}
	}
	if left > 0 {
		text += fmt.Sprintf("; %s left out", count(left, "article"))
	}
	if n := len(r.Failures); n > 0 {
		text += fmt.Sprintf("; %s could not be read; what was known of them is kept", count(n, "file"))
	}
	return text
}

// count writes a number of things.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
