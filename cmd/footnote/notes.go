package main

import (
	"context"
	"fmt"
	"strings"
)

// noteState says what makes answers worse than they could be.
func (a *app) noteState(ctx context.Context, std streams) error {
	if a.models.embedder == nil {
		fmt.Fprintln(std.err, "note:", withoutEncoder)
	}
	return a.noteUnstructured(ctx, std)
}

// noteUnstructured says how many documents were stored by a version that did
// not keep what their texts are made of.
func (a *app) noteUnstructured(ctx context.Context, std streams) error {
	counts, err := a.catalog.CountWithoutBlocks(ctx)
	folders, put := 0, 0
	for source, n := range counts {
		if fromAPI(source) {
			put += n
		} else {
			folders += n
		}
	}
	if folders > 0 {
		fmt.Fprintf(std.err, "note: an older version stored %s without headings, lists and tables: the next ingest of the folders reads them again\n", count(folders, "document"))
	}
	if put > 0 {
		fmt.Fprintf(std.err, "note: an older version stored %s of the API without headings, lists and tables: put them again; footnote doctor lists them\n", count(put, "document"))
	}
	return err
}

// fromAPI reports whether the documents of a source were put by the API, which
// keeps no file that could be read again.
func fromAPI(source string) bool { return strings.HasPrefix(source, "api:") }
