package index

import (
	"context"
	"fmt"

	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// Store returns what kbsource.Sync writes a collection's documents to.
func (x *Index) Store(collection string) kbsource.Store { return store{x, collection} }

type store struct {
	*Index
	collection string
}

// Sources implements kbsource.Store.
func (s store) Sources(ctx context.Context) ([]string, error) {
	return s.catalog.SourceNames(ctx, s.collection)
}

// Files implements kbsource.Store.
func (s store) Files(ctx context.Context, source string) (map[string]kbsource.FileState, error) {
	// A source that has not changed is not committed, so it is asked here
	// whether it is where its documents are looked for.
	if err := s.catalog.CheckSource(ctx, source, s.collection); err != nil {
		return nil, err
	}
	files, err := s.catalog.Files(ctx, source)
	if err != nil {
		return nil, err
	}
	states := make(map[string]kbsource.FileState, len(files))
	for path, f := range files {
		state := kbsource.FileState{Hash: f.Hash, Documents: f.Documents, Until: f.Until}
		for _, r := range f.Remarks {
			state.Remarks = append(state.Remarks, document.Remark(r))
		}
		states[path] = state
	}
	return states, nil
}

// Apply implements kbsource.Store: what changed is committed to the catalog,
// and then the indexes follow. If they cannot, the commit stands and the
// next search or start makes up for it.
func (s store) Apply(ctx context.Context, source string, changes []kbsource.FileChange) (kbsource.Applied, error) {
	s.write.Lock()
	defer s.write.Unlock()
	plan := planner{commit: catalog.Commit{Source: source, Collection: s.collection}, seen: map[string]bool{}}
	for _, change := range changes {
		have, err := s.catalog.FileDocuments(ctx, source, change.Path)
		if err != nil {
			return kbsource.Applied{}, err
		}
		plan.file(change, have)
	}
	if err := s.neighbours(s.collection).settle(ctx, source, plan.commit.Put, plan.gone); err != nil {
		s.forgetNeighbours(s.collection)
		return kbsource.Applied{}, err
	}
	for i, d := range plan.documents {
		plan.commit.Put[i].Passages = Split(d, plan.commit.Put[i].Document.Language)
	}
	if err := s.commit(ctx, plan.commit); err != nil {
		s.forgetNeighbours(s.collection)
		return kbsource.Applied{}, err
	}
	return plan.applied, nil
}

// commit commits and lets the indexes follow. The caller holds write.
func (x *Index) commit(ctx context.Context, c catalog.Commit) error {
	if x.closed {
		return ErrClosed
	}
	if _, err := x.catalog.Commit(ctx, c); err != nil {
		return err
	}
	if err := x.catchUp(ctx); err != nil {
		x.logger.Error("the changes are committed, but the index could not follow; it will catch up", "error", err)
	}
	return nil
}

// DeleteDocument removes a document. It fails with catalog.ErrNotFound.
func (x *Index) DeleteDocument(ctx context.Context, id string) error {
	x.write.Lock()
	defer x.write.Unlock()
	d, err := x.catalog.Document(ctx, id)
	if err != nil {
		return fmt.Errorf("delete document: %w", err)
	}
	x.forgetNeighbours(d.Collection)
	return x.commit(ctx, catalog.Commit{Source: d.Source, Collection: d.Collection, Delete: []string{id}})
}

// planner turns changes of files into a commit.
type planner struct {
	commit  catalog.Commit
	applied kbsource.Applied
	// seen are the paths of documents of this commit.
	seen map[string]bool
	// documents are those of commit.Put, gone those that they replace or that
	// go without.
	documents []document.Document
	gone      []vote
}

// file compares a file's documents with those that the catalog has of it.
func (p *planner) file(change kbsource.FileChange, have map[string]catalog.DocumentRef) {
	if change.Removed {
		p.commit.RemoveFiles = append(p.commit.RemoveFiles, change.Path)
	} else {
		file := catalog.File{Path: change.Path, Hash: change.State.Hash, Documents: change.State.Documents, Until: change.State.Until}
		for _, r := range change.State.Remarks {
			file.Remarks = append(file.Remarks, catalog.Remark(r))
		}
		p.commit.Files = append(p.commit.Files, file)
		for _, d := range change.Documents {
			p.document(change.Path, d, have)
		}
	}
	for path, ref := range have {
		if change.Removed || !p.seen[path] {
			p.commit.Delete = append(p.commit.Delete, ref.ID)
			p.gone = append(p.gone, vote{change.Path, ref.Language, -1})
			p.applied.Removed++
		}
	}
}

func (p *planner) document(file string, d document.Document, have map[string]catalog.DocumentRef) {
	if p.seen[d.Path] {
		return // a path names one document: the first
	}
	p.seen[d.Path] = true
	ref, known := have[d.Path]
	switch {
	case known && ref.Hash == d.Hash:
		p.applied.Unchanged++
		return
	case known:
		p.applied.Changed++
		p.gone = append(p.gone, vote{file, ref.Language, -1})
	default:
		p.applied.Added++
	}
	p.documents = append(p.documents, d)
	p.commit.Put = append(p.commit.Put, catalog.DocumentPut{
		Document: catalog.Document{
			File: file, Path: d.Path, Title: d.Title, URL: d.URL,
			Language: d.Language, Labels: d.Labels, Format: d.Format, Text: d.Text, Blocks: document.EncodeBlocks(d.Blocks), Hash: d.Hash,
			UpdatedAt: d.UpdatedAt, Version: d.Version, Product: d.Product, ValidUntil: d.ValidUntil,
		},
	})
}
