package document

import (
	"errors"
	"fmt"
)

// What can be wrong with a file. Errors of Extract wrap one of these, and
// their messages say what to do.
var (
	// ErrUnsupported: the format is not one that is read.
	ErrUnsupported = errors.New("unsupported format")
	// ErrTooLarge: the file, or what is packed into it, is over a limit.
	ErrTooLarge = errors.New("too large")
	// ErrEmpty: there is no text in the file.
	ErrEmpty = errors.New("no text")
	// ErrBinary: the name promises text and the bytes are something else.
	ErrBinary = errors.New("not a text file")
	// ErrEncrypted: the file needs a password.
	ErrEncrypted = errors.New("encrypted")
	// ErrBroken: the file does not follow its format.
	ErrBroken = errors.New("broken file")
	// ErrMissingColumns: a table of articles has no columns to take them from.
	ErrMissingColumns = errors.New("missing columns")
	// ErrInvalidEncoding: the bytes are no text in a known encoding.
	ErrInvalidEncoding = errors.New("invalid encoding")
)

// Fail gives a cause its details and the advice on what to do.
func Fail(cause error, format string, args ...any) error {
	return fmt.Errorf("%w: %s", cause, fmt.Sprintf(format, args...))
}

// TooLarge says that a file or a part of one is over a limit, both in bytes.
func TooLarge(size, limit int64) error {
	return Fail(ErrTooLarge, "%.1f MB, and at most %d MB are read; split the file", float64(size)/(1<<20), limit>>20)
}
