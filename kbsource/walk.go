package kbsource

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// found is a file that a walk found.
type found struct {
	path string
	size int64
}

// walk is what lies below a root.
type walk struct {
	// files are those to read, by path.
	files []found
	// unread are the files and folders that could not be looked at.
	unread  []Failure
	skipped []Failure
}

// walkFolder lists the files of a folder, in the order of their paths.
// Symbolic links are not followed, hidden files and folders left out. An
// error means that the root itself cannot be read.
func walkFolder(ctx context.Context, fsys fs.FS) (walk, error) {
	var w walk
	err := fs.WalkDir(fsys, ".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && p == ".":
			return errors.New(unreadable(err))
		case err != nil:
			w.unread = append(w.unread, Failure{p, unreadable(err), err})
			return nil
		case p == ".":
			return nil
		}
		return w.entry(p, entry)
	})
	return w, err
}

func (w *walk) entry(p string, entry fs.DirEntry) error {
	skip := func(reason string) error {
		w.skipped = append(w.skipped, Failure{Path: p, Reason: reason})
		if entry.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	switch {
	case strings.HasPrefix(path.Base(p), "."):
		return skip("hidden")
	case entry.IsDir():
		return nil
	case entry.Type()&fs.ModeSymlink != 0:
		return skip("a symbolic link, which is not followed; name its target as a path of its own")
	case !entry.Type().IsRegular():
		return skip("not a regular file")
	case !Supported(p):
		return skip("not a format that is read")
	case !utf8.ValidString(p):
		err := document.Fail(document.ErrInvalidEncoding, "the file's name is not UTF-8; rename it")
		w.unread = append(w.unread, Failure{strings.ToValidUTF8(p, "\uFFFD"), err.Error(), err})
		return nil
	}
	info, err := entry.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // removed since the folder was listed
	}
	if err != nil {
		w.unread = append(w.unread, Failure{p, unreadable(err), err})
		return nil
	}
	w.files = append(w.files, found{p, info.Size()})
	return nil
}

// kept tells whether a stored file may still be there though the walk did
// not see it: it is, or lies below, something that could not be read.
func (w *walk) kept(p string) bool {
	for _, f := range w.unread {
		if p == f.Path || strings.HasPrefix(p, f.Path+"/") {
			return true
		}
	}
	return false
}

// unreadable explains an error of the file system.
func unreadable(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "cannot be read: permission denied; give this user the right to read it"
	case errors.Is(err, fs.ErrNotExist):
		return "is gone since the folder was listed"
	}
	return "cannot be read: " + err.Error() + "; check the disk and the file's permissions"
}
