package kbsource

import (
	"context"
	"errors"
	"slices"
)

// SyncAll brings a store in line with the folders and files that a user named,
// one after the other (see Roots and Sync), and returns a report for each.
// Progress counts the files of all. What is wrong with one root is a failure
// in its report and does not stop the others; of a single one it is the error.
// Every root is a source by its path: Options.Source is not used.
func SyncAll(ctx context.Context, store Store, paths []string, opts Options) ([]Report, error) {
	roots, err := Roots(paths)
	if err != nil {
		return nil, err
	}
	var reports []Report
	var before, now Progress
	progress := opts.Progress
	opts.Source = ""
	opts.Progress = func(p Progress) {
		now = before.plus(p)
		if progress != nil {
			progress(now)
		}
	}
	for _, root := range roots {
		report, err := Sync(ctx, store, root.Path, opts)
		if err != nil && (len(roots) == 1 || !report.take(err)) {
			return reports, err
		}
		report.Remarks = slices.Insert(report.Remarks, 0, root.Remarks...)
		reports = append(reports, report)
		before = now
		if opts.Synced != nil {
			opts.Synced(report)
		}
	}
	return reports, nil
}

// take makes what is wrong with a root a failure of its report, and reports
// whether it is that.
func (r *Report) take(err error) bool {
	var bad *RootError
	if !errors.As(err, &bad) {
		return false
	}
	r.Failures = append(r.Failures, Failure{Path: r.Source, Reason: bad.Error(), Err: bad})
	return true
}
