package answer

import (
	"slices"
	"strings"
	"testing"

	"footnote/internal/catalog"
	"footnote/retrieval"
)

func TestRowsAreReadWithTheirHeader(t *testing.T) {
	for _, tt := range []struct{ header, row, want string }{
		{"Plan | Seats | Price", "Crew | 25 | €29", "Crew – Seats: 25; Price: €29"},
		{"| Plan | Seats |", "| Crew | 25 |", "Crew – Seats: 25"},
		{"| Android | iOS", "Memory | 3 GB | any", "Memory – Android: 3 GB; iOS: any"},
		{"Plan |  | Price", "Crew | new | €29", "Crew – new; Price: €29"},
		{"Plan | Seats | Price", "Crew |  | €29", "Crew – Price: €29"},
		{"Plan | Seats | Price", " | 25 | €29", "Seats: 25; Price: €29"},
		{"Plan | Seats", "Crew | 25 | €29", "Crew | 25 | €29"},
		{"", "Crew | 25", "Crew | 25"},
		{"Plan | Seats", "Crew | ", "Crew | "},
	} {
		if got := readRow(tt.header, tt.row); got != tt.want {
			t.Errorf("%q under %q is read as %q, want %q", tt.row, tt.header, got, tt.want)
		}
	}
}

// A row is quoted as it stands in the article and shown with its header,
// wherever the header is: above it, or in the passage before.
func TestARowIsAnsweredWithItsHeader(t *testing.T) {
	const header, rows = "Code | Meaning", "E-1 | The key is missing, e.g. in the header. Send it.\nE-2 | Too many requests\nE-3 | Maintenance"
	for name, p := range map[string]catalog.Passage{
		"above":              {Text: "Codes are the same everywhere.\n" + header + "\n" + rows},
		"in another passage": {Text: rows, Context: header},
	} {
		t.Run(name, func(t *testing.T) {
			e := retrieval.Evidence{Document: catalog.Document{ID: "1", Language: "en", Title: "Error codes"}, Passage: p, Score: 1}
			q := newQuestion(newMemo(plainLexicon{}), "what does e-1 say about the key", "en", nil, nil)
			draft, _ := extract(t.Context(), nil, q, []retrieval.Evidence{e})
			at := slices.IndexFunc(draft, func(d draftSentence) bool { return d.row })
			if at < 0 || draft[at].text != "E-1 – Meaning: The key is missing, e.g. in the header. Send it." {
				t.Fatalf("answer %+v", draft)
			}
			quote := string([]rune(p.Text)[draft[at].quote.Start:draft[at].quote.End])
			if want, _, _ := strings.Cut(rows, "\n"); quote != want {
				t.Errorf("quote %q, want %q", quote, want)
			}
		})
	}
}

func TestASentenceWithTheCodeThatWasAskedForComesFirst(t *testing.T) {
	text := "Code | Meaning\nE-1004 | A field of the job has the wrong type\nE-4012 | The job overlaps another\nE-4013 | The technician lacks a skill for the job"
	e := retrieval.Evidence{Document: catalog.Document{ID: "1", Language: "en", Title: "Error codes"}, Passage: catalog.Passage{Text: text}, Score: 1}
	q := newQuestion(newMemo(plainLexicon{}), "We keep getting E-4012 for the job, what is the wrong type?", "en", nil, nil)
	if _, ranked := extract(t.Context(), nil, q, []retrieval.Evidence{e}); len(ranked) == 0 || !strings.HasPrefix(ranked[0].text, "E-4012") {
		t.Errorf("sentences %+v", ranked)
	}
}
