package answer_test

import (
	"context"
	"testing"

	"footnote/answer"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// build makes a document of what was written.
func build(d document.Document, write func(*document.Builder)) document.Document {
	b := document.Builder{Title: d.Title}
	write(&b)
	return b.Document(d)
}

// A citation's url leads to the heading or the page of its quote.
func TestCitationsLeadToThePlace(t *testing.T) {
	const address = "https://help.example/kiln"
	manual := func(anchors ...string) func(*document.Builder) {
		return func(b *document.Builder) {
			b.Heading(1, "", "The kiln", anchors[0])
			b.Paragraph("The kiln is delivered with two shelves.")
			b.Heading(2, "", "Firing", anchors[1])
			b.Paragraph("Porcelain is fired at 1280 degrees.")
			b.Heading(3, "", "Cooling", anchors[2])
			b.Paragraph("Cooling takes 18 hours.")
		}
	}
	besides := func(b *document.Builder) {
		b.Heading(1, "", "The kiln", "kiln")
		b.Heading(2, "", "Firing", "firing")
		b.Paragraph("Porcelain is fired at 1280 degrees.")
		b.Heading(2, "", "Cooling", "")
		b.Paragraph("Cooling takes 18 hours.")
	}
	paged := func(b *document.Builder) {
		b.Page = 4
		b.Paragraph("The warranty covers the heating elements for 7 years.")
		b.Paragraph("Ask the maker about the lid." + document.PageTurn + document.PageTurn + "The thermocouple is covered for 11 months.")
	}
	const delivered, fired, cooled = "How many shelves is the kiln delivered with?", "At how many degrees is porcelain fired?", "How many hours does cooling take?"
	const elements, lid, thermocouple = "For how many years does the warranty cover the heating elements?", "Who is to be asked about the lid?", "How many months is the thermocouple covered?"
	for name, test := range map[string]struct {
		d        document.Document
		write    func(*document.Builder)
		question string
		url      string
		page     int
	}{
		"heading":                {document.Document{URL: address}, manual("kiln", "firing", "cooling"), fired, address + "#firing", 0},
		"inner heading":          {document.Document{URL: address}, manual("kiln", "firing", "cooling"), cooled, address + "#cooling", 0},
		"title":                  {document.Document{URL: address}, manual("kiln", "firing", "cooling"), delivered, address + "#kiln", 0},
		"nearest with an anchor": {document.Document{URL: address}, manual("kiln", "firing", ""), cooled, address + "#firing", 0},
		"not of another section": {document.Document{URL: address}, besides, cooled, address + "#kiln", 0},
		"no anchor":              {document.Document{URL: address}, manual("", "", "cooling"), fired, address, 0},
		"any characters":         {document.Document{URL: address}, manual("", `Brennen & "Glühen" 100%#1`, ""), fired, address + "#Brennen%20&%20%22Gl%C3%BChen%22%20100%25%231", 0},
		"after a query":          {document.Document{URL: address + "?v=2"}, manual("", "firing", ""), fired, address + "?v=2#firing", 0},
		"leads elsewhere":        {document.Document{URL: address + "#/en/kiln"}, manual("", "firing", ""), fired, address + "#/en/kiln", 0},
		"no address":             {document.Document{}, manual("", "firing", ""), fired, "", 0},
		"page":                   {document.Document{URL: address, Format: "pdf"}, paged, elements, address + "#page=4", 4},
		"before pages turn":      {document.Document{URL: address, Format: "pdf"}, paged, lid, address + "#page=4", 4},
		"after pages turned":     {document.Document{URL: address, Format: "pdf"}, paged, thermocouple, address + "#page=6", 6},
		"page of another format": {document.Document{URL: address}, paged, thermocouple, address, 6},
		"page without address":   {document.Document{Format: "pdf"}, paged, thermocouple, "", 6},
	} {
		t.Run(name, func(t *testing.T) {
			d := test.d
			d.Path, d.Title, d.Language = "kiln", "The kiln", "en"
			if d.Format == "" {
				d.Format = "html"
			}
			c := firstCitation(t, build(d, test.write), test.question, nil)
			page := 0
			if c.Page != nil {
				page = *c.Page
			}
			if c.URL != test.url || page != test.page {
				t.Errorf("%q leads to %q, page %d; want %q, page %d", c.Quote, c.URL, page, test.url, test.page)
			}
		})
	}
}

// Of a document whose blocks are not known, a citation has the page on which
// the passage begins.
func TestCitationsOfDocumentsWithoutBlocks(t *testing.T) {
	for name, blocks := range map[string][]byte{"stored before there were any": nil, "damaged": {1, 255}} {
		d := document.Document{Path: "kiln.pdf", Title: "The kiln", Language: "en", Format: "pdf", URL: "https://help.example/kiln.pdf"}
		d = build(d, func(b *document.Builder) {
			b.Page = 4
			b.Heading(2, "", "Warranty", "warranty")
			b.Paragraph("Ask the maker about the lid." + document.PageTurn + "The thermocouple is covered for 11 months.")
		})
		c := firstCitation(t, d, "How many months is the thermocouple covered?", func(o *answer.Options) {
			o.Documents = otherBlocks{o.Documents, blocks}
		})
		if c.URL != "https://help.example/kiln.pdf#page=4" || c.Page == nil || *c.Page != 4 {
			t.Errorf("%s: leads to %q, page %v", name, c.URL, c.Page)
		}
	}
}

// otherBlocks reads documents with other blocks than are stored.
type otherBlocks struct {
	answer.Documents
	blocks []byte
}

func (o otherBlocks) Document(ctx context.Context, id string) (catalog.Document, error) {
	d, err := o.Documents.Document(ctx, id)
	d.Blocks = o.blocks
	return d, err
}

// firstCitation asks a base of one document.
func firstCitation(t *testing.T, d document.Document, question string, change func(*answer.Options)) answer.Citation {
	t.Helper()
	b := newBaseOf(t, nil, nil)
	_, err := b.index.Store("default").Apply(t.Context(), "kb", []kbsource.FileChange{{
		Path: d.Path, State: kbsource.FileState{Hash: d.Hash, Documents: 1}, Documents: []document.Document{d},
	}})
	if err != nil {
		t.Fatal(err)
	}
	options := b.options(answer.Options{Threshold: 0.001})
	if change != nil {
		change(&options)
	}
	engine, err := answer.New(options)
	if err != nil {
		t.Fatal(err)
	}
	a := b.answer(t, engine, answer.Request{Question: question})
	if len(a.Citations) == 0 {
		t.Fatalf("%s: nothing is cited: %+v", question, a)
	}
	return a.Citations[0]
}
