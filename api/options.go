package api

import (
	"context"
	"log/slog"
	"time"

	"footnote/answer"
	"footnote/answer/verification"
	"footnote/index"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// Options is what a server is made of.
type Options struct {
	// Addr is the TCP address to listen on, "127.0.0.1:8080" when "". Port 0
	// takes a free one.
	Addr string
	// Hosts are names under which the server may be called, besides
	// localhost. Behind a loopback address other names are always refused
	// (DNS rebinding); behind other addresses only when Hosts is not empty.
	Hosts []string

	Answers Answerer
	Search  Searcher
	Drafts  Drafts
	Catalog Catalog
	Index   Index
	// Extract reads documents that are put; a kbsource.Extractor of the
	// server's own when nil.
	Extract Extractor
	Ingest  Ingester

	// IngestRoots are the folders below which POST /v1/ingestions may read.
	// With none it may not be used.
	IngestRoots []string
	// Collection is where documents go when a request names none,
	// "default" when "".
	Collection string
	// Page is what the page at / says about the knowledge base.
	Page Page

	// MaxAnswers is how many answers are made at once, 8 when 0. More are
	// refused with the code busy.
	MaxAnswers int
	// Timeout bounds every request but answers, 2 minutes when 0.
	Timeout time.Duration
	// AnswerTimeout bounds an answer, 5 minutes when 0.
	AnswerTimeout time.Duration
	// Logger gets one line a request, without questions; slog's default when
	// nil.
	Logger *slog.Logger
}

// Page describes the knowledge base to whoever opens the page at /.
type Page struct {
	// Name is the name of the knowledge base, "" for none.
	Name string
	// ChatModel writes the answers; "" when they are quoted from the articles.
	ChatModel string
	// EmbeddingModel embeds the passages, "" for none.
	EmbeddingModel string
	// Examples are questions that a newcomer can try.
	Examples []string
}

// Answerer answers questions and records its answers in the catalog. It is
// implemented by answer.Engine.
type Answerer interface {
	Answer(context.Context, answer.Request, answer.Observer) (answer.Answer, error)
}

var _ Answerer = (*answer.Engine)(nil)

// Searcher finds evidence. It is implemented by retrieval.Retriever.
type Searcher interface {
	Search(context.Context, retrieval.Query) (retrieval.Result, error)
}

var _ Searcher = (*retrieval.Retriever)(nil)

// Drafts checks texts sentence by sentence. It is implemented by
// answer.Drafts.
type Drafts interface {
	AgainstSources(ctx context.Context, text string, sources []verification.Source) ([]answer.CheckedSentence, error)
	AgainstBase(ctx context.Context, text string, filter index.Filter) ([]answer.CheckedSentence, error)
}

var _ Drafts = (*answer.Drafts)(nil)

// Catalog is what the server reads. It is implemented by
// catalog.Catalog.
type Catalog interface {
	Counts(context.Context) (catalog.Counts, error)
	Document(ctx context.Context, id string) (catalog.Document, error)
	Documents(context.Context, catalog.DocumentQuery) ([]catalog.DocumentInfo, error)
	Answer(ctx context.Context, id string) (catalog.AnswerRecord, error)
}

var _ Catalog = (*catalog.Catalog)(nil)

// Index takes documents in and out. It is implemented by index.Index.
type Index interface {
	Store(collection string) kbsource.Store
	// DeleteDocument fails with catalog.ErrNotFound.
	DeleteDocument(ctx context.Context, id string) error
	// Embed fills the vectors that are missing. It fails with index.ErrNoEmbedder where none are wanted.
	Embed(ctx context.Context, progress func(done, total int)) error
	Status(context.Context) (index.Status, error)
}

var _ Index = (*index.Index)(nil)

// Extractor reads the documents out of a file's bytes; the path says which
// format they have. It is implemented by kbsource.Extractor.
type Extractor interface {
	Extract(ctx context.Context, path string, data []byte) (document.Result, error)
}

var _ Extractor = (*kbsource.Extractor)(nil)

// Ingester syncs folders and files into a collection and embeds what is new.
type Ingester interface {
	// Ingest tells its progress from time to time and once more before it
	// returns, from one goroutine at a time. A file that cannot be read is a
	// failure in the progress, not an error.
	Ingest(ctx context.Context, job IngestJob, progress func(IngestProgress)) error
}

// IngestJob is what an ingestion syncs.
type IngestJob struct {
	// Paths are absolute, without symbolic links, and below IngestRoots.
	Paths      []string
	Collection string
}

// IngestProgress is how far an ingestion is, in all.
type IngestProgress struct {
	FilesDone, FilesTotal           int
	PassagesEmbedded, PassagesTotal int
	Documents                       kbsource.Applied
	Failures                        []IngestionFailure
	// Remarks are what to know of files although they were read.
	Remarks []Remark
}

const (
	defaultAddr          = "127.0.0.1:8080"
	defaultCollection    = "default"
	defaultMaxAnswers    = 8
	defaultTimeout       = 2 * time.Minute
	defaultAnswerTimeout = 5 * time.Minute
)

// withDefaults fills what was left out.
func (o Options) withDefaults() Options {
	if o.Addr == "" {
		o.Addr = defaultAddr
	}
	if o.Collection == "" {
		o.Collection = defaultCollection
	}
	if o.MaxAnswers == 0 {
		o.MaxAnswers = defaultMaxAnswers
	}
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.AnswerTimeout == 0 {
		o.AnswerTimeout = defaultAnswerTimeout
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	return o
}
