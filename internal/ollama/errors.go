package ollama

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// What can go wrong, to be told apart with errors.Is. A call that was
// canceled returns the context's error instead.
var (
	// ErrUnavailable: nothing answers at the address.
	ErrUnavailable = errors.New("no Ollama answers")
	// ErrModelMissing: the server does not have the model.
	ErrModelMissing = errors.New("the model is not there")
	// ErrWrongModel: the model cannot do what is asked of it.
	ErrWrongModel = errors.New("the model cannot do this")
	// ErrTimeout: the server took longer than allowed, or fell silent.
	ErrTimeout = errors.New("no reply in time")
	// ErrBadReply: what came is not what an Ollama sends.
	ErrBadReply = errors.New("not a reply of an Ollama")
	// ErrIncomplete: the reply broke off. What came of it is not an answer.
	ErrIncomplete = errors.New("the reply broke off")
	// ErrTruncated: the prompt does not fit the model's context.
	ErrTruncated = errors.New("the prompt does not fit the context")
	// ErrServer: the server says that it failed.
	ErrServer = errors.New("the Ollama server failed")
	// ErrNoProbabilities: the server does not tell how likely words were, or
	// none of those that were asked about is likely.
	ErrNoProbabilities = errors.New("no probabilities in the reply")
	// ErrRefused: the server says that the request is wrong.
	ErrRefused = errors.New("the Ollama server refused the request")
)

// Error is a failed call.
type Error struct {
	// Kind is one of the errors above.
	Kind error
	// Op says what was being done, such as "chat with qwen3:4b".
	Op string
	// Advice says what to do about it, "" when there is nothing to say.
	Advice string
	// Status is the HTTP status, 0 when there was no reply.
	Status int
	// Err is the cause, nil when Kind says it all.
	Err error
}

// Error says what was done, what went wrong and what to do.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %v", e.Op, e.Kind)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if e.Advice != "" {
		fmt.Fprintf(&b, "; %s", e.Advice)
	}
	return b.String()
}

// Unwrap returns kind and cause.
func (e *Error) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// Brief says what failed without causes and advice, which may name machines:
// for those who ask questions. Logs are for the rest.
func Brief(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return fmt.Sprintf("%s: %v", e.Op, e.Kind)
	}
	return "it failed, the log says why"
}

// Retryable tells whether the same call may succeed a little later.
func Retryable(err error) bool {
	for _, kind := range []error{ErrUnavailable, ErrIncomplete, ErrServer} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// missing is the error for a model that the server does not have.
func missing(op, name string, status int) *Error {
	return &Error{Kind: ErrModelMissing, Op: op, Status: status,
		Advice: fmt.Sprintf("get it with: footnote models pull %s (or: ollama pull %s)", name, name)}
}

// excerpt makes a piece of a server's text fit for an error message.
func excerpt(text string) string {
	const most = 200
	clean := strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == '\uFFFD'
	}), " ")
	if runes := []rune(clean); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return clean
}
