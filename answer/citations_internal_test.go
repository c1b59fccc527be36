package answer

import (
	"context"
	"testing"

	"footnote/internal/catalog"
	"footnote/internal/sentence"
	"footnote/retrieval"
)

// oneDocument is all that is stored.
type oneDocument string

func (d oneDocument) Document(context.Context, string) (catalog.Document, error) {
	return catalog.Document{ID: "1", Text: string(d)}, nil
}

// Items and rows stand on lines of their own; what follows them begins one.
func TestLinesOfAnAnswer(t *testing.T) {
	const text = "To export:\n1. Open it.\n2. Confirm.\nThe file is ready. It is kept. Crew | 25"
	b := newBook(oneDocument(text), []retrieval.Evidence{{Document: catalog.Document{ID: "1"}, Passage: catalog.Passage{Text: text, End: len(text)}}})
	for i, said := range []string{"To export:", "1. Open it.", "2. Confirm.", "The file is ready.", "It is kept.", "Crew – Seats: 25", "That is all."} {
		if err := b.add(t.Context(), draftSentence{text: said, quote: sentence.Span{Start: i, End: i + 1}, line: i == 1 || i == 2 || i == 5}); err != nil {
			t.Fatal(err)
		}
	}
	want := "To export:[1]\n1. Open it.[2]\n2. Confirm.[3]\nThe file is ready.[4] It is kept.[5]\nCrew – Seats: 25[6]\nThat is all.[7]"
	if got := b.text.String(); got != want {
		t.Errorf("the answer is\n%s\nwant\n%s", got, want)
	}
}
