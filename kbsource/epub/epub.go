// Package epub reads electronic books (EPUB 2 and 3).
//
// Enters: an EPUB. Leaves: a Document with the blocks of all its chapters, in
// the order in which a reader turns them. It opens nothing but what the
// book's own table of contents names.
package epub

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"

	"footnote/kbsource/archive"
	"footnote/kbsource/document"
	"footnote/kbsource/html"
)

// Extract reads a book. A chapter that cannot be read is left out, with a
// remark.
func Extract(ctx context.Context, f document.File) (document.Result, error) {
	in, err := archive.Open(f.Data)
	if err != nil {
		return document.Result{}, document.Fail(document.ErrBroken, "it is no EPUB (%v); export it again", err)
	}
	book, err := open(in)
	if err != nil {
		return document.Result{}, err
	}
	doc := f.Document()
	book.describe(&doc)
	var result document.Result
	var text strings.Builder
	for _, name := range book.chapters() {
		if ctx.Err() != nil {
			return document.Result{}, ctx.Err()
		}
		problem, err := book.chapter(&text, name)
		if err != nil {
			return document.Result{}, err
		}
		if problem != "" {
			result.Remarks = append(result.Remarks, document.Remark{Path: f.Path, Text: name + " is left out: " + problem})
		}
	}
	doc, err = html.Fragment(doc, text.String())
	result.Documents = []document.Document{doc}
	return result, err
}

// book is an opened book.
type book struct {
	in *archive.Archive
	// folder is where the package document lies: names are relative to it.
	folder  string
	content packageDocument
}

// packageDocument says what a book is made of.
type packageDocument struct {
	Metadata struct {
		Title    []string `xml:"title"`
		Language []string `xml:"language"`
		Subject  []string `xml:"subject"`
		Date     []string `xml:"date"`
		Meta     []struct {
			Property string `xml:"property,attr"`
			Value    string `xml:",chardata"`
			// Name and Content are those of version 2.
			Name    string `xml:"name,attr"`
			Content string `xml:"content,attr"`
		} `xml:"meta"`
	} `xml:"metadata"`
	Items []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		MediaType  string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

func open(in *archive.Archive) (*book, error) {
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := in.Decode("META-INF/container.xml", &container); err != nil {
		return nil, err
	}
	if len(container.Roots) == 0 {
		return nil, document.Fail(document.ErrBroken, "META-INF/container.xml names no book; export it again")
	}
	b := &book{in: in, folder: path.Dir(container.Roots[0].Path)}
	if err := in.Decode(container.Roots[0].Path, &b.content); err != nil {
		return nil, err
	}
	return b, b.checkEncryption()
}

// checkEncryption refuses books that are sold for one reader. Hidden fonts
// are no obstacle.
func (b *book) checkEncryption() error {
	var encryption struct {
		Data []struct {
			Method struct {
				Algorithm string `xml:"Algorithm,attr"`
			} `xml:"EncryptionMethod"`
		} `xml:"EncryptedData"`
	}
	if err := b.in.Decode("META-INF/encryption.xml", &encryption); err != nil {
		return err
	}
	for _, d := range encryption.Data {
		switch d.Method.Algorithm {
		case "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC":
		default:
			return document.Fail(document.ErrEncrypted, "the book is protected against copying; export it without")
		}
	}
	return nil
}

// describe takes over what the book says about itself.
func (b *book) describe(doc *document.Document) {
	m := b.content.Metadata
	doc.Set(document.FieldTitle, m.Title...)
	doc.Set(document.FieldLanguage, m.Language...)
	doc.Labels = m.Subject
	doc.Set(document.FieldUpdated, m.Date...)
	for _, meta := range m.Meta {
		if meta.Property == "dcterms:modified" {
			doc.Set(document.FieldUpdated, meta.Value)
		}
		name := document.Or(meta.Property, meta.Name)
		if field := document.FieldNamed(name[strings.LastIndexByte(name, ':')+1:]); document.IsPublication(field) {
			doc.Set(field, document.Or(meta.Value, meta.Content))
		}
	}
}

// chapters returns the names of the files to read, in order, without the
// table of contents.
func (b *book) chapters() []string {
	byID := map[string]string{}
	for _, item := range b.content.Items {
		contents := false
		for property := range strings.FieldsSeq(item.Properties) {
			contents = contents || property == "nav"
		}
		if (item.MediaType == "application/xhtml+xml" || item.MediaType == "text/html") && !contents {
			byID[item.ID] = item.Href
		}
	}
	var names []string
	for _, ref := range b.content.Spine {
		if href, ok := byID[ref.ID]; ok {
			names = append(names, b.resolve(b.folder, href))
			delete(byID, ref.ID)
		}
	}
	return names
}

// resolve returns the name of the part that a link in a folder leads to.
func (b *book) resolve(folder, href string) string {
	if unescaped, err := url.PathUnescape(href); err == nil {
		href = unescaped
	}
	return path.Join(folder, href)
}

// chapter adds a chapter to the text as HTML, or says why it cannot.
func (b *book) chapter(text *strings.Builder, name string) (problem string, err error) {
	data, err := b.in.Read(name)
	if err != nil {
		return "", err
	}
	if data == nil {
		return "the book does not hold it; export it again", nil
	}
	if len(data)+text.Len() > document.MaxMarkupSize {
		return "", document.TooLarge(int64(len(data)+text.Len()), document.MaxMarkupSize)
	}
	var chapter strings.Builder
	if err := b.rewrite(&chapter, name, data); err != nil {
		return fmt.Sprintf("it is no XHTML (%v); export it again", err), nil
	}
	text.WriteString(chapter.String())
	return "", nil
}
