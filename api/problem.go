package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"footnote/internal/catalog"
)

// statuses maps every code to its HTTP status. The table in openapi.yaml says
// the same.
var statuses = map[ProblemCode]int{
	ProblemCodeInvalidJson:          http.StatusBadRequest,
	ProblemCodeInvalidRequest:       http.StatusBadRequest,
	ProblemCodeQuestionEmpty:        http.StatusBadRequest,
	ProblemCodeQuestionTooLong:      http.StatusBadRequest,
	ProblemCodeCrossOrigin:          http.StatusForbidden,
	ProblemCodePathNotAllowed:       http.StatusForbidden,
	ProblemCodeNotFound:             http.StatusNotFound,
	ProblemCodeAnswerNotFound:       http.StatusNotFound,
	ProblemCodeDocumentNotFound:     http.StatusNotFound,
	ProblemCodeIngestionNotFound:    http.StatusNotFound,
	ProblemCodeMethodNotAllowed:     http.StatusMethodNotAllowed,
	ProblemCodeRequestTimeout:       http.StatusRequestTimeout,
	ProblemCodeIngestionRunning:     http.StatusConflict,
	ProblemCodeBodyTooLarge:         http.StatusRequestEntityTooLarge,
	ProblemCodeUnsupportedMediaType: http.StatusUnsupportedMediaType,
	ProblemCodeHostNotAllowed:       http.StatusMisdirectedRequest,
	ProblemCodePathNotFound:         http.StatusUnprocessableEntity,
	ProblemCodeDocumentUnreadable:   http.StatusUnprocessableEntity,
	ProblemCodeBusy:                 http.StatusTooManyRequests,
	ProblemCodeInternal:             http.StatusInternalServerError,
	ProblemCodeNotReady:             http.StatusServiceUnavailable,
	ProblemCodeShuttingDown:         http.StatusServiceUnavailable,
	ProblemCodeTimeout:              http.StatusGatewayTimeout,
	ProblemCodeDiskFull:             http.StatusInsufficientStorage,
}

// statusClientGone is logged for requests whose client did not wait for the
// reply, which is therefore never sent.
const statusClientGone = 499

// problemError is an error that the client is told of.
type problemError struct {
	code   ProblemCode
	detail string
	// field is the part of the request that is meant, "" for none.
	field string
	// retryAfter is in seconds, 0 for none.
	retryAfter int
	// cause is for the log, never for the client.
	cause error
}

func (e *problemError) Error() string {
	if e.cause != nil {
		return string(e.code) + ": " + e.cause.Error()
	}
	return string(e.code) + ": " + e.detail
}

func (e *problemError) Unwrap() error { return e.cause }

func newProblem(code ProblemCode, detail string) *problemError {
	return &problemError{code: code, detail: detail}
}

func (e *problemError) at(field string) *problemError {
	e.field = field
	return e
}

func (e *problemError) after(seconds int) *problemError {
	e.retryAfter = seconds
	return e
}

func (e *problemError) because(cause error) *problemError {
	e.cause = cause
	return e
}

func invalid(field, detail string) *problemError {
	return newProblem(ProblemCodeInvalidRequest, detail).at(field)
}

// errShuttingDown is why the server cancels what still runs.
var errShuttingDown = newProblem(ProblemCodeShuttingDown, "The server is shutting down. Try again in a moment.").after(5)

// problemOf finds out what a client is told of an error.
func problemOf(ctx context.Context, err error) *problemError {
	var problem *problemError
	var httpError *echo.HTTPError
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.Is(err, context.Canceled) && errors.As(context.Cause(ctx), &problem):
		return problem
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem(ProblemCodeTimeout, "It took longer than the server allows. Try again, or ask for less at once.").because(err)
	case errors.Is(err, catalog.ErrDiskFull):
		return newProblem(ProblemCodeDiskFull, "The server's disk is full. Nothing that was stored before is lost; the operator has to free some space.").because(err)
	case errors.As(err, &httpError):
		return problemOfStatus(httpError)
	}
	return newProblem(ProblemCodeInternal, "Something went wrong on the server. Its log says what, under this request's id.").because(err)
}

// problemOfStatus translates the errors that Echo and the generated code make.
func problemOfStatus(err *echo.HTTPError) *problemError {
	switch err.Code {
	case http.StatusNotFound:
		return newProblem(ProblemCodeNotFound, "There is no such address. /openapi.yaml lists those that there are.")
	case http.StatusMethodNotAllowed:
		return newProblem(ProblemCodeMethodNotAllowed, "This address does not take that method. The header Allow lists those that it takes.")
	case http.StatusBadRequest:
		return newProblem(ProblemCodeInvalidRequest, "A parameter is missing or has the wrong form. /openapi.yaml describes it.").because(err)
	case http.StatusRequestEntityTooLarge:
		return newProblem(ProblemCodeBodyTooLarge, "The body is too large.").because(err)
	}
	return newProblem(ProblemCodeInternal, "Something went wrong on the server. Its log says what, under this request's id.").because(err)
}

// body is the problem as the client gets it.
func (e *problemError) body(requestID string) Problem {
	status := statuses[e.code]
	return Problem{
		Type: ProblemTypeAboutBlank, Title: http.StatusText(status), Status: status,
		Code: e.code, Detail: e.detail, Field: e.field, RequestId: requestID,
	}
}

// handleError is the one place where errors become replies.
func (s *Server) handleError(err error, c echo.Context) {
	ctx := c.Request().Context()
	problem := problemOf(ctx, err)
	status := statuses[problem.code]
	if errors.Is(context.Cause(ctx), context.Canceled) {
		status = statusClientGone
	}
	log := s.log.With("request_id", requestID(c), "code", problem.code)
	if status >= http.StatusInternalServerError && problem.cause != nil {
		log.ErrorContext(ctx, "request failed", "error", problem.cause)
	}
	if c.Response().Committed {
		return
	}
	if status == statusClientGone {
		c.Response().Status = status
		return
	}
	body, err := json.Marshal(problem.body(requestID(c)))
	if err != nil { // a struct of strings and numbers always marshals
		panic(err)
	}
	if problem.retryAfter > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(problem.retryAfter))
	}
	if err := c.Blob(status, "application/problem+json", body); err != nil {
		log.DebugContext(ctx, "problem was not delivered", "error", err)
	}
}
