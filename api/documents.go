package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

const defaultDocuments = 100

// ListDocuments returns a page of documents.
func (o operations) ListDocuments(ctx context.Context, r ListDocumentsRequestObject) (ListDocumentsResponseObject, error) {
	n, err := limit("limit", r.Params.Limit, defaultDocuments, maxDocuments)
	if err != nil {
		return nil, err
	}
	documents, err := o.options.Catalog.Documents(ctx, catalog.DocumentQuery{
		Collection: r.Params.Collection, Source: r.Params.Source, Language: strings.ToLower(r.Params.Language),
		After: r.Params.Cursor, Limit: n + 1, // one more tells whether there is a next page
	})
	if err != nil {
		return nil, err
	}
	page := ListDocuments200JSONResponse{Documents: []DocumentSummary{}}
	if len(documents) > n {
		documents = documents[:n]
		page.NextCursor = documents[n-1].ID
	}
	for _, d := range documents {
		page.Documents = append(page.Documents, DocumentSummary{
			Id: d.ID, Collection: d.Collection, Source: d.Source, Path: d.Path, Title: d.Title, Url: d.URL,
			Language: d.Language, Labels: list(d.Labels), Format: d.Format, Characters: d.Characters,
			UpdatedAt: moment(d.UpdatedAt), IndexedAt: d.IndexedAt, Passages: d.Passages,
			Version: d.Version, Product: d.Product, ValidUntil: moment(d.ValidUntil),
		})
	}
	return page, nil
}

// GetDocument returns a document with its text and what that is made of.
func (o operations) GetDocument(ctx context.Context, r GetDocumentRequestObject) (GetDocumentResponseObject, error) {
	d, err := o.options.Catalog.Document(ctx, r.Id)
	if err != nil {
		return nil, documentProblem(err)
	}
	blocks, err := blocksOf(d)
	if err != nil { // the text is as good without them
		o.log.Error("a document is served without its blocks", "error", err)
	}
	return GetDocument200JSONResponse{
		Id: d.ID, Collection: d.Collection, Source: d.Source, Path: d.Path, Title: d.Title, Url: d.URL,
		Language: d.Language, Labels: list(d.Labels), Format: d.Format, Characters: utf8.RuneCountInString(d.Text),
		UpdatedAt: moment(d.UpdatedAt), IndexedAt: d.IndexedAt, Text: d.Text, Blocks: blocks,
		Version: d.Version, Product: d.Product, ValidUntil: moment(d.ValidUntil),
	}, nil
}

// DeleteDocument takes a document out of every later answer.
func (o operations) DeleteDocument(ctx context.Context, r DeleteDocumentRequestObject) (DeleteDocumentResponseObject, error) {
	if err := o.options.Index.DeleteDocument(ctx, r.Id); err != nil {
		return nil, documentProblem(err)
	}
	return DeleteDocument204Response{}, nil
}

func documentProblem(err error) error {
	if errors.Is(err, catalog.ErrNotFound) {
		return newProblem(ProblemCodeDocumentNotFound, "There is no document with this id. It may have been deleted.").at("id")
	}
	return err
}

// PutDocument stores a file that a client sent.
func (o operations) PutDocument(ctx context.Context, r PutDocumentRequestObject) (PutDocumentResponseObject, error) {
	collection := o.options.Collection
	if r.Params.Collection != nil {
		collection = *r.Params.Collection
	}
	if err := checkCollection("collection", collection); err != nil {
		return nil, err
	}
	if err := checkUpload(r.Params.Path, r.ContentType); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r.Body) // bounded and read by readBody
	if err != nil {
		return nil, fmt.Errorf("read document: %w", err)
	}
	extracted, err := o.options.Extract.Extract(ctx, r.Params.Path, data)
	if err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		return nil, newProblem(ProblemCodeDocumentUnreadable, "The document cannot be read: "+err.Error()).because(err)
	}
	return o.store(ctx, collection, r.Params.Path, data, extracted)
}

// store puts what was read of a file in the place of what was stored of it.
func (s *Server) store(ctx context.Context, collection, file string, data []byte, read document.Result) (PutDocumentResponseObject, error) {
	// A source belongs to one collection, and a folder's sync must not
	// remove what came this way, nor read it again.
	source := "api:" + collection
	hash := sha256.Sum256(data)
	applied, err := s.options.Index.Store(collection).Apply(ctx, source, []kbsource.FileChange{{
		Path:      file,
		State:     kbsource.FileState{Hash: hex.EncodeToString(hash[:]), Documents: len(read.Documents), Remarks: read.Remarks},
		Documents: read.Documents,
	}})
	if err != nil {
		return nil, fmt.Errorf("store document: %w", err)
	}
	s.embedSoon()
	result := PutDocument200JSONResponse{
		DocumentIds: []string{}, Remarks: []Remark{},
		Added: applied.Added, Changed: applied.Changed, Removed: applied.Removed, Unchanged: applied.Unchanged,
	}
	for _, d := range read.Documents {
		result.DocumentIds = append(result.DocumentIds, catalog.DocumentID(collection, source, d.Path))
	}
	for _, r := range read.Remarks {
		result.Remarks = append(result.Remarks, Remark(r))
	}
	return result, nil
}

// checkUpload accepts a path and a media type that say the same.
func checkUpload(name, contentType string) error {
	kind, _, err := mime.ParseMediaType(contentType)
	formats := kbsource.Formats()
	i := slices.IndexFunc(formats, func(f kbsource.Format) bool { return slices.Contains(f.MediaTypes, kind) })
	if err != nil || i < 0 {
		return newProblem(ProblemCodeUnsupportedMediaType, "Say in Content-Type what the document is: "+mediaTypesOf(formats)+".")
	}
	if err := checkDocumentPath(name); err != nil {
		return err
	}
	if endings := formats[i].Extensions; !slices.Contains(endings, strings.ToLower(path.Ext(name))) {
		return invalid("path", fmt.Sprintf("The path of a %s document ends in %s.", kind, strings.Join(endings, " or ")))
	}
	return nil
}

// mediaTypesOf lists the media types that are taken.
func mediaTypesOf(formats []kbsource.Format) string {
	var types []string
	for _, f := range formats {
		types = append(types, f.MediaTypes...)
	}
	last := len(types) - 1
	return strings.Join(types[:last], ", ") + " or " + types[last]
}

// moment is nil for an unknown time.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
