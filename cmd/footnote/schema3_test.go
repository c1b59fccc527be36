package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource"
)

const schema3 = "../../internal/catalog/testdata/schema3"

// schema3Data is a copy of a data folder that the version before blocks wrote.
func schema3Data(t *testing.T) string {
	t.Helper()
	catalog, err := os.ReadFile(filepath.Join(schema3, "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	return folder(t, map[string]string{"catalog.db": string(catalog)})
}

func TestAFolderOfSchema3AnswersAtOnce(t *testing.T) {
	data := schema3Data(t)
	for question, want := range map[string]string{
		"How long may I return an order?":   "30 days",
		"Was kostet der Expresszuschlag?":   "7,90 €",
		"Kann ich die Rechnung ändern?":     "14 Tage",
		"Сколько действует ссылка?":         "48 часов",
		"How much salt for the first wash?": "1.5 kg",
	} {
		if a := ask(t, data, question); !strings.Contains(a.Text, want) {
			t.Errorf("%s: %q, want %q in it", question, a.Text, want)
		}
	}
}

// A sync reads the files again by itself, as the extractors are others now.
// What was put by the API stays as it is until it is put again.
func TestSyncReadsAFolderOfSchema3Again(t *testing.T) {
	a := openTestApp(t, "FOOTNOTE_DATA="+schema3Data(t), "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin", "FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin")
	defer a.Close()
	without := func() []string {
		t.Helper()
		found, err := a.catalog.WithoutBlocks(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return slices.Sorted(maps.Keys(found))
	}
	if got := without(); !slices.Equal(got, []string{"/srv/help", "api:default"}) {
		t.Errorf("without blocks: %v", got)
	}
	report, err := kbsource.Sync(t.Context(), a.index.Store("default"), filepath.Join(schema3, "help"),
		kbsource.Options{Source: "/srv/help", Extractor: a.extractor})
	if err != nil {
		t.Fatal(err)
	}
	if report.Files.Changed != 8 || report.Documents.Changed != 11 || report.Documents.Added+report.Documents.Removed != 0 {
		t.Errorf("files %+v, documents %+v, want all read again", report.Files, report.Documents)
	}
	if got := without(); !slices.Equal(got, []string{"api:default"}) {
		t.Errorf("after the sync without blocks: %v", got)
	}
}
