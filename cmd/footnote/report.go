package main

import (
	"fmt"
	"time"

	"footnote/kbsource"
)

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
		for _, remark := range r.Remarks {
			what := "note"
			if remark.LeftOut {
				what = "left out"
			}
			printLine(std, what, remark.Path, remark.Text)
		}
		for _, source := range r.Absorbed {
			printLine(std, "absorbed", source, "it is a part of "+r.Source+" now")
		}
		fmt.Fprintln(std.out, summary(r))
	}
}

func printLine(std streams, what, path, text string) {
	fmt.Fprintf(std.out, "%-8s %s: %s\n", what, path, text)
}

// summary says in a line what became of a root.
func summary(r kbsource.Report) string {
	text := fmt.Sprintf("%s: %d added, %d changed, %d removed, %d unchanged in %v",
		r.Source, r.Documents.Added, r.Documents.Changed, r.Documents.Removed, r.Documents.Unchanged,
		r.Duration.Round(10*time.Millisecond))
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
