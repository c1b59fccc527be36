// Package pdf reads PDFs through PDFium, compiled to WebAssembly.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
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

// Extract reads a PDF page by page. The compiled module is kept in the folder
// cache, nowhere when it is empty.
func (r *Reader) Extract(ctx context.Context, f document.File, cache string) (document.Result, error) {
	doc, err := r.read(ctx, cache, f.Document(), f.Data)
	return document.Result{Documents: []document.Document{doc}}, err
}

func (r *Reader) read(ctx context.Context, cache string, doc document.Document, data []byte) (document.Document, error) {
	if !strings.Contains(string(data[:min(len(data), 1024)]), "%PDF-") {
		return document.Document{}, document.Fail(document.ErrBroken, "it does not start as a PDF does; give the file its right extension document.Or export it again")
	}
	engine, err := r.instance(ctx, cache)
	if err != nil {
		return document.Document{}, err
	}
	stop := time.AfterFunc(document.MaxPDFTime, func() { _ = engine.Kill() })
	pages, err := readPDF(ctx, engine, &doc, data)
	if !stop.Stop() {
		return document.Document{}, document.Fail(document.ErrTooLarge, "reading it takes more than %v; split it document.Or print it to a new PDF", document.MaxPDFTime)
	}
	if closeErr := engine.Close(); err == nil && closeErr != nil {
		err = fmt.Errorf("%w: %w", document.ErrBroken, closeErr)
	}
	if err != nil {
		return document.Document{}, err
	}
	return layOut(doc, pages)
}

// readPDF reads what a document says of itself and the lines of its pages.
func readPDF(ctx context.Context, engine pdfium.Pdfium, doc *document.Document, data []byte) (pages []pdfPage, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = document.Fail(document.ErrBroken, "the PDF reader failed on it (%v); print it to a new PDF", cause)
		}
	}()
	opened, err := engine.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return nil, pdfError(err)
	}
	readPDFMetadata(engine, opened.Document, doc)
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, pdfError(err)
	}
	if count.PageCount > document.MaxPages {
		return nil, document.Fail(document.ErrTooLarge, "%d pages, and at most %d are read; split it", count.PageCount, document.MaxPages)
	}
	for i := range count.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := readPage(engine, opened.Document, i)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// readPage reads the page with an index from 0.
func readPage(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT, index int) (pdfPage, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened, Index: index}}
	text, err := engine.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return pdfPage{}, pdfError(err)
	}
	size, err := engine.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: opened, Index: index})
	if err != nil {
		return pdfPage{}, pdfError(err)
	}
	loaded, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return pdfPage{}, pdfError(err)
	}
	read := newPDFPage(index+1, size.Height, text.Chars, func(i int) pdfFont { return fontAt(engine, loaded.TextPage, i) })
	if _, err := engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}); err != nil {
		return pdfPage{}, pdfError(err)
	}
	return read, nil
}

// fontAt returns the font of a character. What PDFium cannot tell is taken
// as usual: it only decides what looks like a heading.
func fontAt(engine pdfium.Pdfium, text references.FPDF_TEXTPAGE, index int) pdfFont {
	font := pdfFont{size: 10}
	if size, err := engine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: index}); err == nil && size.FontSize > 0 {
		font.size = size.FontSize
	}
	if m, err := engine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: index}); err == nil {
		if scale := math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)); scale > 0 {
			font.size *= scale
		}
	}
	if weight, err := engine.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: text, Index: index}); err == nil {
		font.bold = weight.FontWeight >= 600
	}
	if info, err := engine.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: index}); err == nil {
		name := strings.ToLower(info.FontName)
		font.bold = font.bold || strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	}
	return font
}

func pdfError(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return document.Fail(document.ErrEncrypted, "the PDF needs a password; save it without one")
	}
	return fmt.Errorf("%w: the PDF cannot be read (%w); print it to a new PDF", document.ErrBroken, err)
}

// readPDFMetadata takes title and date where they are of use: many programs
// write the name of a file as title.
func readPDFMetadata(engine pdfium.Pdfium, opened references.FPDF_DOCUMENT, doc *document.Document) {
	read := func(tag string) string {
		text, err := engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: opened, Tag: tag})
		if err != nil {
			return "" // a document need not say
		}
		return document.CleanLine(text.Value)
	}
	if title := read("Title"); usefulTitle(title) {
		doc.Title = title
	}
	doc.Set(document.FieldLabels, read("Keywords"))
	if date := strings.TrimPrefix(document.Or(read("ModDate"), read("CreationDate")), "D:"); len(date) >= 14 {
		if at, err := time.Parse("20060102150405", date[:14]); err == nil {
			if zone, err := time.Parse("-0700", strings.ReplaceAll(strings.TrimSuffix(date[14:], "'"), "'", "")); err == nil {
				_, offset := zone.Zone()
				at = at.Add(-time.Duration(offset) * time.Second)
			}
			doc.UpdatedAt = at
		}
	}
	if language, err := engine.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: opened}); err == nil {
		doc.Set(document.FieldLanguage, language.Language)
	}
}

func usefulTitle(title string) bool {
	lower := strings.ToLower(title)
	for _, junk := range []string{"untitled", "microsoft word", "microsoft powerpoint", "powerpoint", "print", "document", "slide 1"} {
		if strings.HasPrefix(lower, junk) {
			return false
		}
	}
	for _, ending := range []string{".doc", ".docx", ".pdf", ".indd", ".odt", ".tex", ".dvi", ".html", ".ppt", ".pptx", ".xls", ".xlsx"} {
		if strings.HasSuffix(lower, ending) {
			return false
		}
	}
	return title != ""
}
