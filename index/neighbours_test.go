package index_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/index/indextest"
	"footnote/internal/catalog"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

var (
	englishText = "You can open the lid as soon as the light is off. It takes about two minutes, and then the water is gone."
	germanText  = "Sie können den Deckel öffnen, sobald das Licht aus ist. Das dauert etwa zwei Minuten, dann ist das Wasser weg."
	frenchText  = "Vous pouvez ouvrir le couvercle dès que la lampe est éteinte. Cela prend deux minutes, puis l'eau est partie."
)

// languages commits files of one document each to a source and returns the
// languages that they have then, by path.
func (f *folder) languages(store kbsource.Store, source string, texts map[string]string) map[string]string {
	f.t.Helper()
	var changes []kbsource.FileChange
	for path, text := range texts {
		changes = append(changes, kbsource.FileChange{
			Path: path, State: kbsource.FileState{Hash: text}, Documents: []document.Document{indextest.Document(path, "", "X", text)},
		})
	}
	if _, err := store.Apply(f.t.Context(), source, changes); err != nil {
		f.t.Fatal(err)
	}
	documents, err := f.catalog.Documents(f.t.Context(), catalog.DocumentQuery{Source: source})
	if err != nil {
		f.t.Fatal(err)
	}
	languages := map[string]string{}
	for _, d := range documents {
		languages[d.Path] = d.Language
	}
	return languages
}

func several(texts map[string]string, pattern, text string, n int) map[string]string {
	for i := range n {
		texts[fmt.Sprintf(pattern, i)] = fmt.Sprintf("%s (%d)", text, i)
	}
	return texts
}

func TestShortDocumentsLeanOnTheirSource(t *testing.T) {
	const (
		descale = "Descale boiler weekly."
		prices  = "Standard | 40 Euro"
	)
	for name, c := range map[string]struct {
		before, after map[string]string
		want          map[string]string
	}{
		"of the same commit": {nil, several(map[string]string{"a.md": descale}, "%d.md", englishText, 6), map[string]string{"a.md": "en"}},
		"committed before":   {several(map[string]string{}, "old/%d.md", englishText, 6), map[string]string{"new/a.md": descale}, map[string]string{"new/a.md": "en"}},
		"of the same folder first": {several(several(map[string]string{}, "handbuch/%d.md", germanText, 6), "guide/%d.md", englishText, 40),
			map[string]string{"handbuch/preise.md": prices, "guide/prices.md": prices}, map[string]string{"handbuch/preise.md": "de", "guide/prices.md": "en"}},
		"as the folder is named": {several(several(map[string]string{}, "x/%d.md", germanText, 2), "%d.md", englishText, 40),
			map[string]string{"docs/de/preise.md": prices, "docs/it/prices.md": descale, "prices.de.md": prices},
			map[string]string{"docs/de/preise.md": "de", "docs/it/prices.md": "en", "prices.de.md": "de"}},
		"told by all of a folder": {several(map[string]string{}, "%d.md", englishText, 12),
			map[string]string{"neu/a.md": "Hunde | an der Leine", "neu/b.md": "Parken | hinter dem Haus", "neu/c.md": "Einzelzimmer | 45 Euro", "neu/d.md": "Kostenlos und ohne Anmeldung"},
			map[string]string{"neu/a.md": "de", "neu/b.md": "de", "neu/c.md": "de", "neu/d.md": "de"}},
		"unless the text says more": {several(map[string]string{}, "%d.md", englishText, 40),
			map[string]string{"en/a.md": frenchText, "en/b.md": "Меняйте фильтры ежемесячно."}, map[string]string{"en/a.md": "fr", "en/b.md": "ru"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			x := f.open(nil)
			if c.before != nil {
				f.languages(x.Store("main"), "s", c.before)
			}
			got := f.languages(x.Store("main"), "s", c.after)
			for path, want := range c.want {
				if got[path] != want {
					t.Errorf("%s is in %s, want %s", path, got[path], want)
				}
			}
		})
	}
}

func TestShortDocumentsLeanOnTheCollectionAndFollowIt(t *testing.T) {
	f := newFolder(t)
	store := f.open(nil).Store("main")
	f.languages(store, "articles", several(map[string]string{}, "%d.md", englishText, 6))
	if got := f.languages(store, "notes", map[string]string{"a.md": "Descale boiler weekly."}); got["a.md"] != "en" {
		t.Errorf("among articles in English: %v", got)
	}
	// All articles become German, through the same store.
	f.languages(store, "articles", several(map[string]string{}, "%d.md", germanText, 6))
	if got := f.languages(store, "more", map[string]string{"b.md": "Standard | 40 Euro"}); got["b.md"] != "de" {
		t.Errorf("among articles in German: %v", got)
	}
}

// The rows of a table are nearer to each other than to other files.
func TestRowsLeanOnTheirFile(t *testing.T) {
	f := newFolder(t)
	store := f.open(nil).Store("main")
	f.languages(store, "s", several(map[string]string{}, "%d.md", englishText, 12))
	rows := []string{"Hinter dem Haus", "An der Leine", "Kostenlos", "Nur im Keller, und nicht am Sonntag"}
	change := kbsource.FileChange{Path: "faq.csv", State: kbsource.FileState{Hash: "x"}}
	for i, text := range rows {
		change.Documents = append(change.Documents, indextest.Document(fmt.Sprintf("faq.csv#%d", i+1), "", "Garten", text))
	}
	if _, err := store.Apply(t.Context(), "s", []kbsource.FileChange{change}); err != nil {
		t.Fatal(err)
	}
	documents, err := f.catalog.Documents(t.Context(), catalog.DocumentQuery{Source: "s"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		if strings.HasPrefix(d.Path, "faq.csv") && d.Language != "de" {
			t.Errorf("%s is in %s, want de", d.Path, d.Language)
		}
	}
}

func TestDeletedDocumentsAreLeantOnNoMore(t *testing.T) {
	f := newFolder(t)
	x := f.open(nil)
	f.languages(x.Store("main"), "english", several(map[string]string{}, "%d.md", englishText, 3))
	f.languages(x.Store("main"), "german", several(map[string]string{}, "%d.md", germanText, 30))
	if got := f.languages(x.Store("main"), "notes", map[string]string{"a.md": "Standard | 40 Euro"}); got["a.md"] != "de" {
		t.Errorf("among articles in German: %v", got)
	}
	documents, err := f.catalog.Documents(t.Context(), catalog.DocumentQuery{Source: "german"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		if err := x.DeleteDocument(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.languages(x.Store("main"), "more", map[string]string{"b.md": "Standard | 40 Euro"}); got["b.md"] != "en" {
		t.Errorf("after these were deleted: %v", got)
	}
}
