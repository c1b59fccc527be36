package kbsource

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Roots prepares the paths that a user named for Sync: absolute, symbolic
// links followed, so that a folder is one source by whatever name it is
// reached, without duplicates, and without those that lie inside another one.
// What was left out is told in dropped, a sentence each. A path that is not
// there is an error.
func Roots(paths []string) (roots, dropped []string, err error) {
	type root struct{ path, real string }
	var all []root
	for _, p := range paths {
		absolute, err := filepath.Abs(p)
		if err != nil {
			return nil, nil, fmt.Errorf("find %s: %w", p, err)
		}
		real, err := filepath.EvalSymlinks(absolute)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("there is nothing at %s: check the path", absolute)
		}
		if err == nil {
			_, err = os.Stat(real)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read %s: %w; check where its links lead and its permissions", absolute, err)
		}
		all = append(all, root{absolute, real})
	}
	for i, r := range all {
		reason := ""
		for j, other := range all {
			switch {
			case i == j:
			case r.real == other.real && j < i:
				reason = fmt.Sprintf("%s is left out: it is %s again", r.path, other.path)
			case r.real != other.real && inside(r.real, other.real):
				reason = fmt.Sprintf("%s is left out: it is inside %s", r.path, other.path)
			}
		}
		if reason != "" {
			dropped = append(dropped, reason)
			continue
		}
		roots = append(roots, r.real)
	}
	return roots, dropped, nil
}
