package kbsource

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"footnote/kbsource/document"
)

// Remove takes a source out of a store, with all that was read from it.
func Remove(ctx context.Context, store Store, source string) (Applied, error) {
	var sum Applied
	files, err := store.Files(ctx, source)
	if err != nil {
		return sum, fmt.Errorf("read what is stored of %s: %w", source, err)
	}
	for paths := range slices.Chunk(slices.Sorted(maps.Keys(files)), batchFiles) {
		changes := make([]FileChange, len(paths))
		for i, path := range paths {
			changes[i] = FileChange{Path: path, Removed: true}
		}
		applied, err := store.Apply(ctx, source, changes)
		if err != nil {
			return sum, fmt.Errorf("take out %s: %w", source, err)
		}
		sum.Removed += applied.Removed
	}
	return sum, nil
}

// neighbours returns the sources that lie inside the root. It fails when the
// root lies inside one itself: an article that came from two sources would
// be found twice. Sources that are no paths have no place.
func (s *syncer) neighbours(ctx context.Context) ([]string, error) {
	sources, err := s.store.Sources(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is stored: %w", err)
	}
	var within []string
	for _, other := range sources {
		switch {
		case other == s.source || !filepath.IsAbs(other) || !filepath.IsAbs(s.source):
		case inside(s.source, other):
			return nil, &RootError{document.Fail(ErrCovered, "%s is synced as a whole; name that one", other)}
		case inside(other, s.source):
			within = append(within, other)
		}
	}
	return within, nil
}

// absorb takes out the sources inside the root that were read with it. One
// of which a file could not be read keeps its earlier version.
func (s *syncer) absorb(ctx context.Context, sources []string) error {
	for _, source := range sources {
		if slices.ContainsFunc(s.report.Failures, func(f Failure) bool {
			failed := filepath.Join(s.source, filepath.FromSlash(f.Path))
			return inside(failed, source) || inside(source, failed)
		}) {
			continue
		}
		if _, err := Remove(ctx, s.store, source); err != nil {
			return err
		}
		s.report.Absorbed = append(s.report.Absorbed, source)
	}
	return nil
}

// inside tells whether path is dir or lies below it.
func inside(path, dir string) bool {
	relative, err := filepath.Rel(dir, path)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}
