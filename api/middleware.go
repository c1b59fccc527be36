package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
)

const (
	// maxJSON bounds JSON bodies: a question with a long history.
	maxJSON = 256 << 10
	// maxVerification bounds a draft with its sources, however JSON spells them.
	maxVerification = 3 << 20
	// maxFile bounds an uploaded document.
	maxFile = 50 << 20
	// maxUploads bounds how many of those are in memory at once.
	maxUploads = 2
	// jsonReadTimeout and fileReadTimeout bound how slowly a body may come.
	jsonReadTimeout = 15 * time.Second
	fileReadTimeout = 2 * time.Minute

	answersPath   = "/v1/answers"
	documentsPath = "/v1/documents"
	// verificationsPath takes larger bodies than other routes.
	verificationsPath = "/v1/verifications"
)

func isAnswer(c echo.Context) bool {
	return c.Request().Method == http.MethodPost && c.Path() == answersPath
}

func isUpload(c echo.Context) bool {
	return c.Request().Method == http.MethodPut && c.Path() == documentsPath
}

const requestIDKey = "request_id"

func requestID(c echo.Context) string {
	id, _ := c.Get(requestIDKey).(string)
	return id
}

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)

// identify gives the request the id that its client sent, or a new one.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !requestIDForm.MatchString(id) {
			id = uuid.NewString()
		}
		c.Set(requestIDKey, id)
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

// logRequest writes one line a request: the route, never the address or the
// body, which may hold what a customer wrote.
func (s *Server) logRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		if err := next(c); err != nil {
			c.Error(err)
		}
		level := slog.LevelInfo
		if c.Path() == "/healthz" || c.Path() == "/readyz" {
			level = slog.LevelDebug
		}
		s.log.LogAttrs(c.Request().Context(), level, "request",
			slog.String("request_id", requestID(c)),
			slog.String("method", c.Request().Method),
			slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status),
			slog.Int64("bytes", c.Response().Size),
			slog.Duration("took", time.Since(start)),
			slog.String("client", c.RealIP()))
		return nil
	}
}

// recoverPanic turns a panic into an ordinary internal error.
func (s *Server) recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch r := recover(); r {
			case nil:
			case http.ErrAbortHandler:
				panic(r)
			default:
				err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		return next(c)
	}
}

// contentPolicy allows the page its own files and nothing else: no inline
// script or style, no other host, no frame, no markup made from strings.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		return next(c)
	}
}

// allowedHosts are the names that the Host header may hold, nil for any.
func allowedHosts(o Options) map[string]bool {
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil {
		host = o.Addr
	}
	ip := net.ParseIP(host)
	loopback := host == "localhost" || (ip != nil && ip.IsLoopback())
	if !loopback && len(o.Hosts) == 0 {
		return nil
	}
	allowed := map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true}
	if loopback {
		allowed[strings.ToLower(host)] = true
	}
	for _, name := range o.Hosts {
		allowed[hostName(name)] = true
	}
	return allowed
}

// hostName is a host without port and brackets, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// checkHost refuses requests that a browser was led to by a name that some
// other site made to point here.
func (s *Server) checkHost(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if s.hosts != nil && !s.hosts[hostName(c.Request().Host)] {
			return newProblem(ProblemCodeHostNotAllowed,
				"The server is not known under this name. Open it under the address that it printed at start, or have the operator set listen to an address that other machines reach.")
		}
		return next(c)
	}
}

// checkOrigin refuses changes and questions that another site makes a
// visitor's browser send.
func (s *Server) checkOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.origins.Check(c.Request()); err != nil {
			return newProblem(ProblemCodeCrossOrigin, "Browsers may send this from the server's own pages only.").because(err)
		}
		return next(c)
	}
}

// boundContext ends the request's context with its time and with the server.
// Answers have a timeout of their own, which lets a stream say that it has
// passed.
func (s *Server) boundContext(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithCancelCause(c.Request().Context())
		defer cancel(nil)
		stop := context.AfterFunc(s.requests, func() { cancel(errShuttingDown) })
		defer stop()
		if !isAnswer(c) {
			var done context.CancelFunc
			ctx, done = context.WithTimeout(ctx, s.options.Timeout)
			defer done()
		}
		c.SetRequest(c.Request().WithContext(ctx))
		if err := next(c); err != nil {
			c.Error(err) // here, where the context still says why it ended
		}
		return nil
	}
}

// setWriteDeadline bounds how long the reply may take, its making included.
func (s *Server) setWriteDeadline(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		most := s.options.Timeout
		if isAnswer(c) {
			most = s.options.AnswerTimeout
		}
		control := http.NewResponseController(c.Response())
		if err := deadline(control.SetWriteDeadline, time.Now().Add(most+writeGrace)); err != nil {
			return err
		}
		return next(c)
	}
}

// deadline sets a deadline. Test recorders have none, which is no error.
func deadline(set func(time.Time) error, at time.Time) error {
	if err := set(at); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("set deadline: %w", err)
	}
	return nil
}

// readBody takes in the body of a request that may have one, so that its
// size and speed are bounded in one place.
func (s *Server) readBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		most, within := int64(maxJSON), jsonReadTimeout
		switch {
		case isUpload(c):
			select {
			case s.uploads <- struct{}{}:
				defer func() { <-s.uploads }()
			default:
				return newProblem(ProblemCodeBusy, "Other documents are being stored. Try again in a moment.").after(2)
			}
			most, within = maxFile, fileReadTimeout
		case r.Method == http.MethodPost && c.Path() != "":
			if err := checkJSONType(r); err != nil {
				return err
			}
			if c.Path() == verificationsPath {
				most = maxVerification
			}
		default:
			return next(c)
		}
		data, err := readAll(c, most, within)
		if err != nil {
			return err
		}
		r.Body = io.NopCloser(bytes.NewReader(data))
		return next(c)
	}
}

func readAll(c echo.Context, most int64, within time.Duration) ([]byte, error) {
	r := c.Request()
	tooLarge := newProblem(ProblemCodeBodyTooLarge, fmt.Sprintf("The body is larger than the %d kB that are taken here.", most>>10))
	if r.ContentLength > most {
		return nil, tooLarge
	}
	control := http.NewResponseController(c.Response())
	if err := deadline(control.SetReadDeadline, time.Now().Add(within)); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(http.MaxBytesReader(c.Response().Writer, r.Body, most))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, tooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, newProblem(ProblemCodeRequestTimeout, "The body came too slowly. Send it again.").because(err)
	case err != nil:
		return nil, newProblem(ProblemCodeInvalidRequest, "The body ended before it was complete.").because(err)
	}
	// From here on a deadline would only cut off clients that wait.
	return data, deadline(control.SetReadDeadline, time.Time{})
}

// checkJSONType refuses what a form on another site could send.
func checkJSONType(r *http.Request) error {
	kind, parameters, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	charset := parameters["charset"]
	if err != nil || kind != echo.MIMEApplicationJSON || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return newProblem(ProblemCodeUnsupportedMediaType, "The body must be JSON in UTF-8: send Content-Type: application/json.")
	}
	return nil
}

type wantsEventsKey struct{}

// negotiate notes whether the client wants server-sent events.
func negotiate(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if acceptsEvents(c.Request()) {
			c.SetRequest(c.Request().WithContext(context.WithValue(c.Request().Context(), wantsEventsKey{}, true)))
		}
		return next(c)
	}
}

func acceptsEvents(r *http.Request) bool {
	for _, accept := range r.Header.Values(echo.HeaderAccept) {
		for part := range strings.SplitSeq(accept, ",") {
			kind, parameters, err := mime.ParseMediaType(part)
			if err == nil && kind == "text/event-stream" && parameters["q"] != "0" {
				return true
			}
		}
	}
	return false
}

func wantsEvents(ctx context.Context) bool {
	wants, _ := ctx.Value(wantsEventsKey{}).(bool)
	return wants
}
