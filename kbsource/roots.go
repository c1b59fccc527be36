package kbsource

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"footnote/kbsource/document"
)

// Root is a folder or file to sync.
type Root struct {
	// Path is absolute, with symbolic links followed, so that a folder is one
	// source by whatever name it is reached.
	Path string
	// Remarks name the other paths that are read with this one.
	Remarks []document.Remark
}

// Roots prepares the paths that a user named for Sync: each folder and file
// once, and none that lies inside another one. A path that is not there is an
// error.
func Roots(paths []string) ([]Root, error) {
	type place struct{ path, real string }
	var all []place
	for _, p := range paths {
		absolute, real, err := locate(p)
		if err != nil {
			return nil, err
		}
		all = append(all, place{absolute, real})
	}
	var roots []Root
	for i, p := range all {
		if !slices.ContainsFunc(all, func(o place) bool { return o.real != p.real && inside(p.real, o.real) }) &&
			!slices.ContainsFunc(all[:i], func(o place) bool { return o.real == p.real }) {
			roots = append(roots, Root{Path: p.real})
		}
	}
	for i := range roots {
		first := true
		for _, p := range all {
			switch {
			case p.real == roots[i].Path && first:
				first = false
			case p.real == roots[i].Path:
				roots[i].remark(p.path, "it is %s again")
			case inside(p.real, roots[i].Path):
				roots[i].remark(p.path, "it is read as a part of %s")
			}
		}
	}
	return roots, nil
}

func (r *Root) remark(path, format string) {
	r.Remarks = append(r.Remarks, document.Remark{Path: path, Text: fmt.Sprintf(format, r.Path)})
}

// locate returns the absolute path of what a user named, and where its
// symbolic links lead.
func locate(path string) (absolute, real string, err error) {
	if absolute, err = filepath.Abs(path); err != nil {
		return "", "", fmt.Errorf("find %s: %w", path, err)
	}
	real, err = filepath.EvalSymlinks(absolute)
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", fmt.Errorf("there is nothing at %s: check the path", absolute)
	}
	if err == nil {
		_, err = os.Stat(real)
	}
	if err != nil {
		return "", "", fmt.Errorf("read %s: %w; check where its links lead and its permissions", absolute, err)
	}
	return absolute, real, nil
}

// openRoot opens what is read. Nothing outside a folder can be reached
// through the file system that it returns. For a file it holds that file
// alone, and single is its name.
func openRoot(absolute string) (fsys fs.FS, single string, closer io.Closer, err error) {
	info, err := os.Stat(absolute)
	if err != nil {
		return nil, "", nil, errors.New(unreadable(err))
	}
	switch {
	case info.IsDir():
		folder, err := os.OpenRoot(absolute)
		if err != nil {
			return nil, "", nil, errors.New(unreadable(err))
		}
		return folder.FS(), "", folder, nil
	case !info.Mode().IsRegular():
		return nil, "", nil, document.Fail(document.ErrUnsupported, "it is neither a folder nor a regular file; name one of these")
	case !Supported(absolute):
		return nil, "", nil, document.Fail(document.ErrUnsupported, "%s are read; save the file as one of these", FormatNames())
	}
	return oneFile(absolute), filepath.Base(absolute), io.NopCloser(nil), nil
}

// oneFile is a file system of one file, which may be a symbolic link since
// the user named it.
type oneFile string

func (f oneFile) Open(string) (fs.File, error) { return os.Open(string(f)) }
