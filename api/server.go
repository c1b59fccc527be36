package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"footnote/kbsource"
)

const (
	readHeaderTimeout = 10 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 64 << 10
	// writeGrace is how long a client may take to read what is ready.
	writeGrace = 30 * time.Second
	// endGrace is how long requests have to notice that they were cancelled.
	endGrace = 5 * time.Second
)

// Server is the HTTP server. Use New.
type Server struct {
	options Options
	log     *slog.Logger
	page    pageFiles
	hosts   map[string]bool // nil: any
	origins *http.CrossOriginProtection
	handler http.Handler

	listener net.Listener
	http     *http.Server
	failed   chan error

	draining atomic.Bool
	answers  chan struct{} // a place for each running answer
	uploads  chan struct{} // a place for each PUT, whose body is in memory

	// requests ends when requests must, work when ingestion and embedding must.
	requests, work       context.Context
	endRequests, endWork context.CancelCauseFunc
	workers              sync.WaitGroup
	embedding            embedding
	// closeExtractor frees an extractor of the server's own, else nil.
	closeExtractor func() error
	ingestions     ingestions
}

// New returns a server that is not listening yet.
func New(options Options) *Server {
	options = options.withDefaults()
	s := &Server{
		options: options,
		log:     options.Logger,
		page:    loadPage(),
		hosts:   allowedHosts(options),
		origins: http.NewCrossOriginProtection(),
		failed:  make(chan error, 1),
		answers: make(chan struct{}, options.MaxAnswers),
		uploads: make(chan struct{}, maxUploads),
	}
	if s.options.Extract == nil {
		extractor := new(kbsource.Extractor)
		s.options.Extract, s.closeExtractor = extractor, extractor.Close
	}
	s.requests, s.endRequests = context.WithCancelCause(context.Background())
	s.work, s.endWork = context.WithCancelCause(context.Background())
	s.handler = s.routes()
	return s
}

// routes puts the middlewares in front of the operations, outermost first.
func (s *Server) routes() http.Handler {
	e := echo.New()
	e.IPExtractor = echo.ExtractIPDirect()
	e.Binder = binder{}
	e.HTTPErrorHandler = s.handleError
	e.Use(
		s.identify,
		s.logRequest,
		secureHeaders,
		s.checkHost,
		s.checkOrigin,
		s.boundContext,
		s.recoverPanic,
		s.setWriteDeadline,
		s.readBody,
		negotiate,
	)
	RegisterHandlers(e, NewStrictHandler(operations{s}, nil))
	s.routePage(e)
	return e
}

// Handler returns what the server serves, for tests and for servers of your
// own. Call Shutdown when done.
func (s *Server) Handler() http.Handler { return s.handler }

// Start listens and serves in the background. The context bounds only the
// start: use Shutdown to stop.
func (s *Server) Start(ctx context.Context) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", s.options.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w: choose another address, or stop the program that uses it", s.options.Addr, err)
	}
	s.listener = listener
	s.http = &http.Server{
		Handler:           s.handler,
		ReadHeaderTimeout: readHeaderTimeout,
		// Bodies and replies have tighter or longer deadlines of their own.
		ReadTimeout:    s.options.Timeout + writeGrace,
		WriteTimeout:   s.options.Timeout + writeGrace,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeaderBytes,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	s.workers.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- fmt.Errorf("serve on %s: %w", listener.Addr(), err)
		}
	})
	return nil
}

// Failed delivers the error for which a started server stopped by itself.
func (s *Server) Failed() <-chan error { return s.failed }

// URL is where a started server can be opened in a browser on this machine.
func (s *Server) URL() string {
	host, port, err := net.SplitHostPort(s.listener.Addr().String())
	if err != nil { // the address of a TCP listener has a port
		panic(err)
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// Shutdown refuses new requests, lets running ones finish until the context
// ends, then cancels them. Ingestion and embedding are cancelled at once:
// they go on where they were when they are started again. It returns an
// error when requests had to be cancelled.
func (s *Server) Shutdown(ctx context.Context) error {
	s.draining.Store(true)
	s.endWork(errShuttingDown)
	var err error
	if s.http != nil {
		err = s.drain(ctx)
	}
	s.endRequests(errShuttingDown)
	s.workers.Wait()
	if s.closeExtractor != nil {
		err = errors.Join(err, s.closeExtractor())
	}
	return err
}

func (s *Server) drain(ctx context.Context) error {
	err := s.http.Shutdown(ctx)
	if err == nil {
		return nil
	}
	err = fmt.Errorf("wait for running requests: %w: they were cancelled", err)
	s.endRequests(errShuttingDown)
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), endGrace)
	defer cancel()
	if graceErr := s.http.Shutdown(grace); graceErr != nil {
		return errors.Join(err, s.http.Close())
	}
	return err
}
