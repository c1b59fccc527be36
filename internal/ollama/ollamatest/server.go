// Package ollamatest starts a real Ollama with small real models for tests.
//
// It must never be a part of the product.
package ollamatest

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The models that the server has.
const (
	// ChatModel is SmolLM2 with 135 million parameters: quick, and it invents
	// freely.
	ChatModel = "smollm2:135m"
	// EmbeddingModel has 384 dimensions and reads 512 tokens.
	EmbeddingModel = "multilingual-e5-small"
)

// prepare is what to run where something is missing.
const prepare = "run: scripts/ollama/models.sh"

// startWithin bounds the start of a server.
const startWithin = time.Minute

// keptLog is how many lines of a server's log are kept for a failed test.
const keptLog = 60

// Server is a running Ollama.
type Server struct {
	t              testing.TB
	binary, models string
	address        string // host:port, kept over restarts
	log            log
	process        *process
}

type process struct {
	pid    int
	exited chan struct{}
}

// Start starts a server on a free port and ends it with the test. Where the
// binary or the models are missing the test fails and says what to run.
func Start(t testing.TB) *Server {
	t.Helper()
	binary, models := find(t)
	s := &Server{t: t, binary: binary, models: models, address: "127.0.0.1:0"}
	t.Cleanup(func() {
		s.Kill()
		if t.Failed() {
			t.Logf("the end of Ollama's log:\n%s", s.log.String())
		}
	})
	s.Restart()
	return s
}

// URL is the server's address, which stays the same over restarts.
func (s *Server) URL() string { return "http://" + s.address }

// Kill ends the server and the model runners that it started, at once and
// without warning, and waits until the server is gone.
func (s *Server) Kill() {
	if s.process == nil {
		return
	}
	if err := syscall.Kill(-s.process.pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
		s.t.Errorf("kill Ollama: %v", err)
	}
	<-s.process.exited
	s.process = nil
}

// Restart starts the server, after killing it if it runs, and waits until it
// listens.
func (s *Server) Restart() {
	s.t.Helper()
	s.Kill()
	listening := make(chan string, 1)
	p, err := s.launch(listening)
	if err != nil {
		s.t.Fatalf("start Ollama: %v", err)
	}
	s.process = p
	timeout := time.NewTimer(startWithin)
	defer timeout.Stop()
	select {
	case s.address = <-listening:
	case <-p.exited:
		s.t.Fatalf("Ollama did not start:\n%s", s.log.String())
	case <-timeout.C:
		s.t.Fatalf("Ollama did not listen within %v:\n%s", startWithin, s.log.String())
	}
}

var listensOn = regexp.MustCompile(`Listening on (127\.0\.0\.1:\d+)`)

// launch starts the process. It tells on the channel where it listens.
func (s *Server) launch(listening chan<- string) (*process, error) {
	cmd := exec.CommandContext(context.Background(), s.binary, "serve") // ended by Kill
	cmd.Dir = s.t.TempDir()
	// The model folder is only read: nothing is pruned from it.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + cmd.Dir, "OLLAMA_HOST=" + s.address,
		"OLLAMA_MODELS=" + s.models, "OLLAMA_NOPRUNE=1", "OLLAMA_KEEP_ALIVE=30m"}
	// A group of its own, so that runners die with it; and should the test
	// itself be killed, the server is told to end, which ends them too.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	output, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	p := &process{exited: make(chan struct{})}
	started := make(chan error)
	go func() {
		// Pdeathsig is sent when the thread ends that started the process.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.exited)
		err := cmd.Start()
		if err == nil {
			p.pid = cmd.Process.Pid
		}
		started <- err
		if err != nil {
			return
		}
		s.log.follow(output, listening)
		// How it ended says nothing: it is killed.
		_ = cmd.Wait()
	}()
	return p, <-started
}

// find finds binary and models.
func find(t testing.TB) (binary, models string) {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	binary, err = exec.LookPath("ollama")
	if err != nil {
		binary = filepath.Join(root, "build", "ollama", "bin", "ollama")
	}
	models = filepath.Join(root, "build", "ollama", "models")
	for _, path := range []string{binary, filepath.Join(root, "build", "ollama", "models.stamp")} {
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("no Ollama with models to test with (%v); %s", err, prepare)
		}
	}
	return binary, models
}

// moduleRoot is the folder of go.mod, at or above the working folder.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		above := filepath.Dir(dir)
		if above == dir {
			return "", errors.New("no go.mod at or above the working folder")
		}
		dir = above
	}
}

// log keeps the end of a server's log.
type log struct {
	mu    sync.Mutex
	lines []string
}

// follow reads the log to its end.
func (l *log) follow(r io.Reader, listening chan<- string) {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		l.mu.Lock()
		l.lines = append(l.lines, line)
		if len(l.lines) > keptLog {
			l.lines = slices.Delete(l.lines, 0, 1)
		}
		l.mu.Unlock()
		if found := listensOn.FindStringSubmatch(line); found != nil {
			select {
			case listening <- found[1]:
			default:
			}
		}
		if err != nil {
			return
		}
	}
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "")
}
