package ollama

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options are waiting times. Zero values take the defaults.
type Options struct {
	// Lookup bounds calls that compute nothing (version, list, details).
	// Default 20 s.
	Lookup time.Duration
	// Load bounds the wait for a batch of vectors or for the next step of a
	// pull: the model may have to be loaded, on a slow processor. Default 5
	// minutes.
	Load time.Duration
	// FirstWord bounds the wait for a chat model's first word: it may have
	// to be loaded and the prompt read, but a person waits for the answer,
	// which is quoted from the articles when this time is over. Default 2
	// minutes.
	FirstWord time.Duration
	// Idle bounds the silence between two pieces of a streamed reply.
	// Default 1 minute.
	Idle time.Duration
	// Backoff is the wait before the second try; it doubles from try to try.
	// Default 300 ms.
	Backoff time.Duration
}

func (o Options) withDefaults() Options {
	for _, option := range []struct {
		value    *time.Duration
		standard time.Duration
	}{{&o.Lookup, 20 * time.Second}, {&o.Load, 5 * time.Minute}, {&o.FirstWord, 2 * time.Minute}, {&o.Idle, time.Minute}, {&o.Backoff, 300 * time.Millisecond}} {
		if *option.value <= 0 {
			*option.value = option.standard
		}
	}
	return o
}

// Limits on what a server may send.
const (
	maxReply = 64 << 20 // a reply that is read at once, in bytes
	maxLine  = 1 << 20  // a line of a streamed reply, in bytes
	maxError = 16 << 10 // an error's text, in bytes
)

// Client talks to one Ollama. It is safe for use by several goroutines.
type Client struct {
	base    *url.URL
	http    *http.Client
	options Options
}

// New returns a client for the server at address, such as
// "http://127.0.0.1:11434". It opens no connection.
func New(address string, options Options) (*Client, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.RawQuery != "" || base.Fragment != "" {
		return nil, fmt.Errorf("address of Ollama: %q is not one such as http://127.0.0.1:11434", address)
	}
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 15 * time.Second}
	return &Client{
		base:    base,
		options: options.withDefaults(),
		http: &http.Client{
			// Neither a proxy of the environment nor a redirect leads
			// questions anywhere but to the operator's server.
			Transport: &http.Transport{
				DialContext:         dialer.DialContext,
				TLSHandshakeTimeout: 10 * time.Second,
				MaxIdleConnsPerHost: 4,
				IdleConnTimeout:     time.Minute,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// Address is where the server is expected, without a password.
func (c *Client) Address() string { return c.base.Redacted() }

// Available asks the server for its version.
func (c *Client) Available(ctx context.Context) (version string, err error) {
	var reply struct {
		Version string `json:"version"`
	}
	op := "ask for Ollama's version"
	if err := c.lookup(ctx, op, http.MethodGet, "/api/version", nil, &reply); err != nil {
		return "", err
	}
	if reply.Version == "" {
		return "", &Error{Kind: ErrBadReply, Op: op, Advice: c.check()}
	}
	return reply.Version, nil
}

func (c *Client) check() string {
	return fmt.Sprintf("check that %s is the address of an Ollama", c.Address())
}

// lookup calls and reads a reply that comes at once.
func (c *Client) lookup(ctx context.Context, op, method, path string, body, reply any) error {
	return c.call(ctx, c.options.Lookup, op, method, path, body, reply)
}

// call sends body and reads the reply, all within the given time.
func (c *Client) call(ctx context.Context, within time.Duration, op, method, path string, body, reply any) error {
	watch := watchOver(ctx, within)
	defer watch.end()
	response, err := c.send(watch, op, method, path, body)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxReply+1))
	if err != nil {
		return unread(watch, op, err)
	}
	if len(data) > maxReply {
		return &Error{Kind: ErrBadReply, Op: op, Err: fmt.Errorf("more than %d bytes", maxReply)}
	}
	if err := json.Unmarshal(data, reply); err != nil {
		return &Error{Kind: ErrBadReply, Op: op, Advice: c.check(), Err: fmt.Errorf("%w in %q", err, excerpt(string(data)))}
	}
	return nil
}

// send sends the request and returns a response of status 200 that claims to
// be JSON.
func (c *Client) send(watch *watch, op, method, path string, body any) (*http.Response, error) {
	var payload io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", op, err)
		}
		payload = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(watch.ctx, method, c.base.JoinPath(path).String(), payload)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json, application/x-ndjson")
	// An empty value is not sent. It lets the transport repeat the request
	// on a new connection when the server closed the old one before.
	request.Header["Idempotency-Key"] = []string{}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, c.unsent(watch, op, err)
	}
	if response.StatusCode == http.StatusOK && isJSON(response.Header) {
		return response, nil
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxError))
	if err != nil {
		return nil, unread(watch, op, err)
	}
	return nil, c.refusal(op, response, string(text))
}

// isJSON accepts a missing type: what comes is parsed strictly anyway.
func isJSON(h http.Header) bool {
	kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return kind == "" || kind == "application/json" || kind == "application/x-ndjson"
}

// unsent explains a failure to connect, to send or to be answered at all.
func (c *Client) unsent(watch *watch, op string, err error) error {
	e := &Error{Kind: ErrBadReply, Op: op, Err: unwrapURL(err), Advice: c.check()}
	var network net.Error
	var operation *net.OpError
	switch {
	case errors.As(err, &operation) && operation.Op == "dial":
		e.Kind, e.Advice = ErrUnavailable, fmt.Sprintf("start one with: ollama serve (expected at %s)", c.Address())
	case errors.As(e.Err, &network), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		e.Kind, e.Advice = ErrIncomplete, ""
	}
	return watch.ended(op, e)
}

// unread explains a failure to read a reply to its end.
func unread(watch *watch, op string, err error) error {
	return watch.ended(op, &Error{Kind: ErrIncomplete, Op: op, Err: err})
}

// unwrapURL drops method and address, which Op and Advice say better.
func unwrapURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// refusal explains a reply that is not 200 or not JSON.
func (c *Client) refusal(op string, response *http.Response, text string) error {
	status := response.StatusCode
	said, isOllama := serverError(text)
	e := &Error{Op: op, Status: status, Err: fmt.Errorf("%s: %s", response.Status, excerpt(said))}
	switch {
	case status == http.StatusOK:
		e.Kind, e.Advice = ErrBadReply, c.check()
		e.Err = fmt.Errorf("content type %q: %s", response.Header.Get("Content-Type"), excerpt(text))
	case isOllama:
		e.Kind = kindOf(status, said)
	case status >= 500 || status == http.StatusTooManyRequests:
		e.Kind = ErrServer
	default:
		e.Kind, e.Advice = ErrBadReply, c.check()
	}
	return e
}

// named adds to an error about a missing model which one to get.
func named(err error, model string) error {
	if e := asError(err, ErrModelMissing); e != nil {
		return missing(e.Op, model, e.Status)
	}
	return err
}

// asError returns the error if it is one of the kind, else nil.
func asError(err, kind error) *Error {
	var e *Error
	if errors.As(err, &e) && errors.Is(e.Kind, kind) {
		return e
	}
	return nil
}

// serverError reads Ollama's {"error": "…"}.
func serverError(text string) (said string, ok bool) {
	var reply struct {
		Error string `json:"error"`
	}
	if json.Unmarshal([]byte(text), &reply) == nil && reply.Error != "" {
		return reply.Error, true
	}
	return text, false
}

// kindOf finds out what Ollama means: it has no codes, only words. A status
// of 0 is an error within a stream, which has none.
func kindOf(status int, said string) error {
	said = strings.ToLower(said)
	has := func(part string) bool { return strings.Contains(said, part) }
	switch {
	case has("exceeds the context") || has("exceeds maximum context") || has("exceeds the available context"):
		return ErrTruncated
	case status == http.StatusNotFound || has("file does not exist") || has("model") && has("not found"):
		return ErrModelMissing
	case has("does not support"):
		return ErrWrongModel
	case status == 0 || status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout:
		return ErrServer
	}
	return ErrRefused
}
