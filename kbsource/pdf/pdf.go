// Package pdf reads PDFs through PDFium, compiled to WebAssembly.
//
// A PDF says where characters stand and hardly what they are, so structure is
// guessed, here and nowhere behind. A file goes through these steps, each of
// which knows nothing of those after it:
//
//	glyphs   what is drawn and can be seen, page by page, and the lines around
//	         it (glyphs.go, scene.go, rules.go, visible.go)
//	spans    glyphs that stand side by side, turned upright (spans.go)
//	rows     spans on one line, in reading order: columns, right to left
//	         (rows.go, columns.go, bidi.go)
//	blocks   running heads out, then headings, paragraphs, items and tables
//	         (furniture.go, layout.go, headings.go, flow.go, hyphens.go,
//	         items.go, grid.go, tables.go, outline.go)
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"footnote/kbsource/document"
)

// Reader runs PDFium as WebAssembly: a file that breaks it breaks only
// its own sandbox, which sees no other file and has a bounded memory.
type Reader struct {
	mu   sync.Mutex
	pool pdfium.Pool
}

// compilers is how many parts of the module are compiled side by side: each
// takes some 200 MB meanwhile.
const compilers = 2

// wasmPage is the unit of WebAssembly memory in bytes.
const wasmPage = 64 << 10

// instance returns a PDFium of its own for one document. The first call
// compiles the module, which takes seconds.
func (r *Reader) instance(ctx context.Context, cache string) (pdfium.Pdfium, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pool == nil {
		pool, err := startPDFium(ctx, cache)
		if err != nil && cache != "" {
			// What was compiled cannot be kept, on a full disk for one: that
			// costs time and no article.
			pool, err = startPDFium(ctx, "")
		}
		if err != nil {
			return nil, fmt.Errorf("start the PDF reader: %w", err)
		}
		r.pool = pool
	}
	return r.pool.GetInstanceWithContext(ctx)
}

// startPDFium compiles the module, or takes what is in the cache.
func startPDFium(ctx context.Context, cache string) (pdfium.Pool, error) {
	workers := runtime.GOMAXPROCS(0)
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(document.MaxPDFMemory / wasmPage).
		WithCloseOnContextDone(true) // lets Kill stop a file that never ends
	if cache != "" {
		compiled, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(compiled)
	}
	return webassembly.Init(webassembly.Config{
		Context:       experimental.WithCompilationWorkers(context.WithoutCancel(ctx), min(workers, compilers)),
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no files
		Stdout:        io.Discard,
		Stderr:        io.Discard,
		MaxTotal:      workers,
	})
}

// Close frees what the reader holds. It can be used again afterwards.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pool == nil {
		return nil
	}
	pool := r.pool
	r.pool = nil
	return pool.Close()
}

// pagesAtOnce is how many pages one instance reads before another one takes
// over: PDFium keeps what it was asked about until the instance ends.
const pagesAtOnce = 200

// Extract reads a PDF page by page. The compiled module is kept in the folder
// cache, nowhere when it is empty. Pages that hold pictures and no text are
// remarked on.
func (r *Reader) Extract(ctx context.Context, f document.File, cache string) (document.Result, error) {
	if !strings.Contains(string(f.Data[:min(len(f.Data), 1024)]), "%PDF-") {
		return document.Result{}, document.Fail(document.ErrBroken, "it does not start as a PDF does; give the file its right extension or export it again")
	}
	doc := f.Document()
	in := file{data: f.Data, doc: &doc, left: document.MaxPDFTime}
	for more := true; more; {
		var err error
		if more, err = r.readSome(ctx, cache, &in); err != nil {
			return document.Result{}, err
		}
	}
	doc, err := layOut(doc, in.pages, in.outline)
	return document.Result{Documents: []document.Document{doc}, Remarks: remarkUnread(f.Path, in.pages)}, err
}

// file is a PDF that is being read.
type file struct {
	data    []byte
	doc     *document.Document
	outline map[string]bool
	pages   []page
	// left is how much longer reading it may take.
	left time.Duration
}

// readSome reads the next pages with an instance of their own and reports
// whether there are more.
func (r *Reader) readSome(ctx context.Context, cache string, in *file) (more bool, err error) {
	engine, err := r.instance(ctx, cache)
	if err != nil {
		return false, err
	}
	start := time.Now()
	stop := time.AfterFunc(in.left, func() { _ = engine.Kill() })
	more, err = in.read(ctx, engine)
	in.left -= time.Since(start)
	if !stop.Stop() {
		return false, document.Fail(document.ErrTooLarge, "reading it takes more than %v; split it or print it to a new PDF", document.MaxPDFTime)
	}
	if closeErr := engine.Close(); err == nil && closeErr != nil {
		err = fmt.Errorf("%w: %w", document.ErrBroken, closeErr)
	}
	return more, err
}

// read reads the next pages and, with the first ones, what the file says of
// itself.
func (in *file) read(ctx context.Context, engine pdfium.Pdfium) (more bool, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = document.Fail(document.ErrBroken, "the PDF reader failed on it (%v); print it to a new PDF", cause)
		}
	}()
	opened, err := engine.OpenDocument(&requests.OpenDocument{File: &in.data})
	if err != nil {
		return false, asError(err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return false, asError(err)
	}
	if count.PageCount > document.MaxPages {
		return false, document.Fail(document.ErrTooLarge, "%d pages, and at most %d are read; split it", count.PageCount, document.MaxPages)
	}
	if len(in.pages) == 0 {
		readMetadata(engine, opened.Document, in.doc)
		in.outline = readOutline(engine, opened.Document)
	}
	for range min(pagesAtOnce, count.PageCount-len(in.pages)) {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		index := len(in.pages)
		page, err := readPage(engine, opened.Document, index)
		if err != nil {
			return false, fmt.Errorf("page %d: %w", index+1, err)
		}
		in.pages = append(in.pages, page)
	}
	return len(in.pages) < count.PageCount, nil
}

func readPage(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT, index int) (page, error) {
	sheet, err := openSheet(engine, opened, index)
	if err != nil {
		return page{}, asError(err)
	}
	p := newPage(index+1, size{sheet.bounds.width(), sheet.bounds.height()}, sheet.glyphs(), sheet.scene.rules, sheet.font)
	p.drawn = sheet.drawn()
	return p, asError(sheet.close())
}

func asError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return document.Fail(document.ErrEncrypted, "the PDF needs a password; save it without one")
	}
	return fmt.Errorf("%w: the PDF cannot be read (%w); print it to a new PDF", document.ErrBroken, err)
}
