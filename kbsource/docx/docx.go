// Package docx reads Word documents (.docx).
//
// Enters: a file. Leaves: one document, its blocks as Word would print them:
// with the numbers of headings and lists, footnotes and endnotes, symbols and
// raised digits, without what is deleted, struck out or hidden. It must never
// open a part of the archive that it does not name, nor anything outside.
//
// A file is read in two passes. reader turns the XML of a part into a story:
// paragraphs and tables with what their styles say of them. writer turns
// stories into blocks; it counts the lists, and it can look ahead.
package docx

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"

	"footnote/kbsource/archive"
	"footnote/kbsource/document"
)

// Extract reads a Word document.
func Extract(ctx context.Context, f document.File) (document.Result, error) {
	p, err := openParts(ctx, f.Data)
	if err != nil {
		return document.Result{}, err
	}
	doc, err := read(p, f.Document())
	if err != nil {
		return document.Result{}, err
	}
	return document.Result{Documents: []document.Document{doc}}, nil
}

// read puts the document together from its parts.
func read(p *parts, doc document.Document) (document.Document, error) {
	if err := p.findMain(); err != nil {
		return document.Document{}, err
	}
	title, err := p.properties(&doc)
	if err != nil {
		return document.Document{}, err
	}
	styles, err := p.styles()
	if err != nil {
		return document.Document{}, err
	}
	lists, err := p.numbering(styles)
	if err != nil {
		return document.Document{}, err
	}
	notes, err := p.noteFormats()
	if err != nil {
		return document.Document{}, err
	}
	body, err := p.story(p.main, styles, notes)
	if err != nil {
		return document.Document{}, err
	}
	if err := p.readNotes(notes, styles); err != nil {
		return document.Document{}, err
	}
	w := &writer{ctx: p.ctx, b: new(document.Builder), lists: lists}
	styled, chapters := w.outline(body)
	if styled == "" && chapters {
		styled = cmp.Or(title, document.TitleFromPath(doc.Path))
	}
	w.b.Title = styled
	if err := w.all(body); err != nil {
		return document.Document{}, err
	}
	doc.Title = cmp.Or(w.b.Title, title)
	return w.b.Document(doc), nil
}

// story reads the story of a part that has only one.
func (p *parts) story(name string, styles map[string]*style, notes *notes) (*story, error) {
	in, err := p.Part(name)
	if err != nil {
		return nil, err
	}
	if in == nil {
		return nil, document.Fail(document.ErrBroken, "it holds no %s; save it in Word as .docx again", name)
	}
	body := new(story)
	r := &reader{walker: walker{ctx: p.ctx, in: xml.NewDecoder(in)}, styles: styles, notes: notes, story: body}
	err = r.top(r.element)
	body.end()
	return body, broken(name, err)
}

// broken makes what went wrong in a part an error of a known cause.
func broken(part string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return archive.Explain(part, err)
}
