package api_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"footnote/answer"
	"footnote/api"
	"footnote/index"
	"footnote/index/lexical"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// fixture is a server over a real catalog, index and retriever in a folder
// of the test's own.
type fixture struct {
	t      *testing.T
	server *api.Server
	url    string
	// stop ends the server for the client.
	stop    func()
	catalog *catalog.Catalog
	index   *index.Index
	log     *logBuffer
}

// article is a document with the text that tests ask about.
const article = `Reset your password
Open the sign-in page and choose "Forgot password".
A mail with a link valid for 30 minutes is sent. 🔑 Älter als das? Ask for a new one.
<script>alert("not markup")</script> is only text.`

func newFixture(t *testing.T, change ...func(*api.Options)) *fixture {
	t.Helper()
	f := openBase(t)
	retriever := retrieval.New(f.index, f.catalog)
	engine, err := answer.New(answer.Options{
		Retriever: retriever, Documents: f.catalog, Lexicon: f.index, Records: f.catalog,
		Threshold: 0.001, // shows whatever can be quoted
	})
	if err != nil {
		t.Fatal(err)
	}
	options := api.Options{
		Catalog: f.catalog, Index: f.index, Search: retriever,
		Answers: engine, Ingest: noIngester{}, Drafts: answer.NewDrafts(f.index, nil, retriever, f.catalog),
		Page:   api.Page{Name: "Test Base", Examples: []string{"How long is the reset link valid?"}},
		Logger: slog.New(slog.NewTextHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, c := range change {
		c(&options)
	}
	f.server = api.New(options)
	server := httptest.NewServer(f.server.Handler())
	t.Cleanup(func() {
		server.Close()
		if err := f.server.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
	})
	f.url, f.stop = server.URL, server.Close
	return f
}

// openBase opens an empty knowledge base.
func openBase(t *testing.T) *fixture {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	cat, err := catalog.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	idx, err := index.Open(ctx, index.Options{Catalog: cat, Lexical: lexical.New(dir)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(idx.Close(), cat.Close()); err != nil {
			t.Error(err)
		}
	})
	return &fixture{t: t, catalog: cat, index: idx, log: &logBuffer{}}
}

// store puts a document past the API and returns its id.
func (f *fixture) store(path, text string) string {
	f.t.Helper()
	d := plainArticle(path, text)
	_, err := f.index.Store("default").Apply(context.Background(), "test", []kbsource.FileChange{{
		Path: path, State: kbsource.FileState{Hash: d.Hash, Documents: 1}, Documents: []document.Document{d},
	}})
	if err != nil {
		f.t.Fatal(err)
	}
	return catalog.DocumentID("default", "test", path)
}

// plainArticle makes a document of which every line is a paragraph and the first
// the title.
func plainArticle(path, text string) document.Document {
	title, _, _ := strings.Cut(text, "\n")
	sum := sha256.Sum256([]byte(path + "\x00" + text))
	d := document.Document{
		Path: path, Title: title, Format: "markdown", Text: text, Hash: hex.EncodeToString(sum[:]),
		URL: "https://help.example/" + path, UpdatedAt: time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC),
	}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		n := len([]rune(line))
		if n > 0 {
			d.Blocks = append(d.Blocks, document.Block{Kind: document.Paragraph, Headings: []string{"Security"}, Page: 2, Start: at, End: at + n})
		}
		at += n + 1
	}
	return d
}

func newAnswer(r answer.Request) answer.Answer {
	id := r.ConversationID
	if id == "" {
		id = uuid.NewString()
	}
	return answer.Answer{
		ID: uuid.NewString(), ConversationID: id, Question: r.Question, Language: "en",
		Decision: answer.Answered, Confidence: 0.93, Threshold: 0.8, Mode: answer.ModeExtractive,
		Disclosure: "Answered by AI from the articles. A person is one click away.", CreatedAt: time.Now().UTC(),
	}
}

// answererFunc makes an answerer of a function.
type answererFunc func(context.Context, answer.Request, answer.Observer) (answer.Answer, error)

func (f answererFunc) Answer(ctx context.Context, r answer.Request, o answer.Observer) (answer.Answer, error) {
	return f(ctx, r, o)
}

type noIngester struct{}

func (noIngester) Ingest(context.Context, api.IngestJob, func(api.IngestProgress)) error { return nil }

// logBuffer keeps a log for tests to read.
type logBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func jsonQuestion(question string) string { return fmt.Sprintf(`{"question":%q}`, question) }

// recorder keeps the requests that reach an answerer.
type recorder struct {
	next api.Answerer
	mu   sync.Mutex
	all  []answer.Request
}

func (r *recorder) Answer(ctx context.Context, request answer.Request, o answer.Observer) (answer.Answer, error) {
	r.mu.Lock()
	r.all = append(r.all, request)
	r.mu.Unlock()
	return r.next.Answer(ctx, request, o)
}

func (r *recorder) last() answer.Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.all[len(r.all)-1]
}

func quoteJSON(t *testing.T, text string) string {
	t.Helper()
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
