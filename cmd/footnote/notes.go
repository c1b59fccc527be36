package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
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
	old, err := a.unstructured(ctx)
	if n := len(old.folders); n > 0 {
		fmt.Fprintf(std.err, "note: an older version stored %s without their headings, lists and tables: %s\n", count(n, "document"), readAgain)
	}
	if n := len(old.api); n > 0 {
		fmt.Fprintf(std.err, "note: an older version stored %s of the API without their headings, lists and tables: %s\n", count(n, "document"), putAgain)
	}
	return err
}

const (
	readAgain = "the next ingest of their folders reads them again"
	putAgain  = "put them again; footnote doctor lists them"
)

// unstructured are the paths of documents without blocks, of folders and of
// the API, which keeps no file that could be read again.
type unstructured struct{ folders, api []string }

func (a *app) unstructured(ctx context.Context) (unstructured, error) {
	var old unstructured
	sources, err := a.catalog.WithoutBlocks(ctx)
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		for _, d := range sources[source] {
			switch {
			case strings.HasPrefix(source, "api:"):
				old.api = append(old.api, d.Path)
			case filepath.IsAbs(source) && d.File != filepath.Base(source):
				old.folders = append(old.folders, filepath.Join(source, filepath.FromSlash(d.Path)))
			default:
				old.folders = append(old.folders, d.Path)
			}
		}
	}
	return old, err
}
