// Command footnote answers support questions from a company's own knowledge
// base, on the company's own machines.
//
// This package holds flags, configuration and wiring, one file a command, and
// nothing else.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"footnote/internal/catalog"
)

// version is set by the build.
var version = "dev"

// Exit codes, documented in docs/commands.md.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitPartly      = 3
	exitInUse       = 4
	exitDiffers     = 5
	exitInterrupted = 130
)

// errPartly ends a command that did its work except for some files or
// questions, which it has reported.
var errPartly = errors.New("some were left out")

// usageError is a wrong call or setting, as opposed to a failure.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// streams are where a command reads and prints.
type streams struct {
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Environ(), streams{out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}

// run executes one command line and returns the exit code. Tests call it as
// a user would.
func run(ctx context.Context, args, environ []string, std streams) int {
	root := newRoot(environ, std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if err != nil && code != exitPartly && code != exitDiffers {
		fmt.Fprintln(std.err, "footnote:", message(ctx, err))
	}
	return code
}

func exitCode(ctx context.Context, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartly):
		return exitPartly
	case errors.Is(err, errDiffers):
		return exitDiffers
	case errors.Is(err, catalog.ErrInUse):
		return exitInUse
	case errors.As(err, &usage):
		return exitUsage
	case ctx.Err() != nil:
		return exitInterrupted
	}
	return exitFailed
}

func message(ctx context.Context, err error) string {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return "interrupted; what was committed is kept, run the command again to go on"
	}
	return err.Error()
}
