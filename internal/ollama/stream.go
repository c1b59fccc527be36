package ollama

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// errStop is returned by a line's reader when the last line has come.
var errStop = errors.New("the last line")

// stream sends body and hands each line of the reply to read, which returns
// errStop at the last one. A reply that ends before that is ErrIncomplete.
func (c *Client) stream(ctx context.Context, op, path string, body any, read func(line []byte) error) error {
	return c.streamWithin(ctx, c.options.FirstWord, c.options.Idle, op, path, body, read)
}

// streamWithin bears silences of the given lengths before the first line and
// within the stream.
func (c *Client) streamWithin(ctx context.Context, first, idle time.Duration, op, path string, body any, read func(line []byte) error) error {
	watch := watchOver(ctx, first)
	defer watch.end()
	response, err := c.send(watch, op, http.MethodPost, path, body)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	err = readLines(op, response.Body, func(line []byte) error {
		watch.came(idle)
		return read(line)
	})
	switch e := (*readError)(nil); {
	case errors.As(err, &e):
		return unread(watch, op, e.err)
	case errors.Is(err, errStop):
		return nil
	}
	return err
}

// readError is a failure of the connection, in contrast to one of the reader.
type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }

// readLines hands the lines of a stream of JSON objects to read, until it
// returns an error, which readLines returns.
func readLines(op string, r io.Reader, read func(line []byte) error) error {
	buffered := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := readLine(buffered)
		if errors.Is(err, errLongLine) {
			return &Error{Kind: ErrBadReply, Op: op, Err: err}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return &readError{err}
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := readObject(op, line, err != nil, read); err != nil {
				return err
			}
		}
		if err != nil {
			return &Error{Kind: ErrIncomplete, Op: op, Err: errors.New("the stream ended before the last line")}
		}
	}
}

// readObject reads one line. The last one may be cut.
func readObject(op string, line []byte, last bool, read func(line []byte) error) error {
	if line[0] != '{' || !json.Valid(line) {
		kind := ErrBadReply
		if last && line[0] == '{' {
			kind = ErrIncomplete
		}
		return &Error{Kind: kind, Op: op, Err: fmt.Errorf("not a JSON object: %q", excerpt(string(line)))}
	}
	if said, ok := serverError(string(line)); ok {
		return &Error{Kind: kindOf(0, said), Op: op, Err: errors.New(excerpt(said))}
	}
	return read(line)
}

var errLongLine = fmt.Errorf("a line of more than %d bytes", maxLine)

// readLine reads up to and including a line end.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			return nil, errLongLine
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// decode reads a line that is known to be JSON.
func decode(op string, line []byte, into any) error {
	if err := json.Unmarshal(line, into); err != nil {
		return &Error{Kind: ErrBadReply, Op: op, Err: fmt.Errorf("%w in %q", err, excerpt(string(line)))}
	}
	return nil
}
