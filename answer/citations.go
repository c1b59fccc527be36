package answer

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"footnote/internal/catalog"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// Documents reads documents as they are stored now; *catalog.Catalog does.
type Documents interface {
	// Document fails with catalog.ErrNotFound when there is none.
	Document(ctx context.Context, id string) (catalog.Document, error)
}

// book turns draft sentences into sentences with citations. It reads each
// document once, so a new one is opened when time has passed.
type book struct {
	documents Documents
	evidence  []retrieval.Evidence
	// texts and blocks are those of the documents that were read, by their ids.
	texts  map[string][]rune
	blocks map[string][]document.Block

	sentences []Sentence
	citations []Citation
	text      strings.Builder
	// dropped are sentences whose quote cannot be shown as it was found.
	dropped []draftSentence
	kept    []draftSentence
}

func newBook(documents Documents, evidence []retrieval.Evidence) *book {
	return &book{
		documents: documents, evidence: evidence, texts: map[string][]rune{}, blocks: map[string][]document.Block{},
		sentences: []Sentence{}, citations: []Citation{},
	}
}

// add appends a sentence with its citation. A sentence whose quote is not in
// the stored document, because that was deleted or changed since it was
// found, or whose quote has an instruction inside, is left out.
func (b *book) add(ctx context.Context, d draftSentence) error {
	start, end, ok, err := b.locate(ctx, d)
	if err != nil {
		return err
	}
	if !ok {
		b.dropped = append(b.dropped, d)
		return nil
	}
	e := b.evidence[d.evidence]
	n := b.cite(e, start, end, d)
	s := Sentence{Text: d.text, Citations: []int{n}}
	if last := len(b.kept) - 1; last >= 0 {
		if d.line || b.kept[last].line {
			b.text.WriteString("\n")
		} else {
			b.text.WriteString(" ")
		}
	}
	b.sentences = append(b.sentences, s)
	b.kept = append(b.kept, d)
	fmt.Fprintf(&b.text, "%s[%d]", d.text, n)
	return nil
}

// cite returns the number of the citation of a place, a new one where the
// place is not cited yet.
func (b *book) cite(e retrieval.Evidence, start, end int, d draftSentence) int {
	i := slices.IndexFunc(b.citations, func(c Citation) bool {
		return c.DocumentID == e.Document.ID && c.Start == start && c.End == end
	})
	if i >= 0 {
		b.citations[i].Support = min(b.citations[i].Support, d.support)
		return i + 1
	}
	at := locationOf(e, b.blocks[e.Document.ID], start)
	b.citations = append(b.citations, Citation{
		N: len(b.citations) + 1, DocumentID: e.Document.ID, Title: e.Document.Title, URL: at.url(e.Document), Path: e.Document.Path,
		Heading: listed(slices.Clone(e.Passage.Headings)), Page: at.pageOrNil(), Quote: string(b.texts[e.Document.ID][start:end]), Start: start, End: end,
		Support: d.support, UpdatedAt: momentOf(e.Document.UpdatedAt),
	})
	return len(b.citations)
}

// location is where in a document a quote begins.
type location struct {
	// page is from 1, 0 where there are none.
	page int
	// anchor is the id of the innermost heading above that has one, else "".
	anchor string
}

// locationOf finds the place of a rune offset. Of a document that was stored
// without blocks no more is known than where the passage begins.
func locationOf(e retrieval.Evidence, blocks []document.Block, offset int) location {
	i := document.BlockAt(blocks, offset)
	if i < 0 {
		return location{page: e.Passage.Page}
	}
	return location{page: blocks[i].PageAt(offset), anchor: document.AnchorAt(blocks, i)}
}

// url leads to the place, as far as browsers can be led there. An address
// that has a fragment leads somewhere already.
func (l location) url(d catalog.Document) string {
	switch {
	case d.URL == "" || strings.Contains(d.URL, "#"):
		return d.URL
	case d.Format == "pdf" && l.page > 0:
		return fmt.Sprintf("%s#page=%d", d.URL, l.page)
	case l.anchor != "":
		return d.URL + "#" + (&url.URL{Fragment: l.anchor}).EscapedFragment()
	}
	return d.URL
}

func (l location) pageOrNil() *int {
	if l.page == 0 {
		return nil
	}
	return &l.page
}

// locate finds the quote of a sentence in its document as it is stored now.
func (b *book) locate(ctx context.Context, d draftSentence) (start, end int, ok bool, err error) {
	e := b.evidence[d.evidence]
	runes, known := b.texts[e.Document.ID]
	if !known {
		doc, err := b.documents.Document(ctx, e.Document.ID)
		if err != nil && !errors.Is(err, catalog.ErrNotFound) {
			return 0, 0, false, fmt.Errorf("check the sources: %w", err)
		}
		runes = []rune(doc.Text)
		b.texts[e.Document.ID] = runes
		if blocks, err := document.DecodeBlocks(doc.Blocks, runes); err == nil { // else quoted all the same, as one without blocks
			b.blocks[e.Document.ID] = blocks
		}
	}
	p := e.Passage
	if p.Start < 0 || p.End > len(runes) || p.Start > p.End || blankInstructions(string(runes[p.Start:p.End]), e.Units) != p.Text {
		return 0, 0, false, nil
	}
	q := d.quote
	if q.Start < 0 || q.Start >= q.End || p.Start+q.End > p.End {
		return 0, 0, false, nil
	}
	start, end = p.Start+q.Start, p.Start+q.End
	if string(runes[start:end]) != string([]rune(p.Text)[q.Start:q.End]) {
		return 0, 0, false, nil // an instruction stands in the quote
	}
	return start, end, true, nil
}

func pageOf(p catalog.Passage) *int {
	if p.Page == 0 {
		return nil
	}
	page := p.Page
	return &page
}

func momentOf(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
