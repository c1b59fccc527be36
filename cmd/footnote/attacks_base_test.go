package main

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/answer"
	"footnote/retrieval"
)

// attackedBase is a knowledge base whose articles can be attacked.
type attackedBase struct {
	*app
	t      *testing.T
	folder string
	// files are the articles' files as they are without an attack; a folder
	// named .docx holds the parts of a Word document.
	files map[string]string
	clean map[string]answer.Answer
	texts map[string]string
}

func newAttackedBase(t *testing.T, environ ...string) *attackedBase {
	t.Helper()
	b := &attackedBase{t: t, folder: t.TempDir(), files: map[string]string{}}
	source := os.DirFS(filepath.Join("testdata", "attacks", "base"))
	if err := fs.WalkDir(source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		b.files[name] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	environ = append([]string{"FOOTNOTE_DATA=" + t.TempDir(), "FOOTNOTE_OLLAMA_CHAT_MODEL=builtin", "FOOTNOTE_OLLAMA_EMBEDDING_MODEL=builtin"}, environ...)
	b.app = openTestApp(t, environ...)
	t.Cleanup(func() { _ = b.Close() })
	b.ingest(b.files)
	b.texts = b.stored()
	b.clean = map[string]answer.Answer{}
	for name, asked := range attackedQuestions {
		b.clean[name] = b.ask(b.engine, asked.question, nil)
	}
	return b
}

// ingest makes the base hold just these files.
func (b *attackedBase) ingest(files map[string]string) {
	b.t.Helper()
	documents := map[string]map[string]string{}
	for name, text := range files {
		document, part, found := strings.Cut(name, ".docx/")
		if found {
			document += ".docx"
			if documents[document] == nil {
				documents[document] = map[string]string{}
			}
			documents[document][part] = text
			continue
		}
		b.write(name, text)
	}
	for name, parts := range documents {
		b.write(name, packed(b.t, parts))
	}
	if _, err := b.ingestShown(b.t.Context(), streams{io.Discard, io.Discard}, []string{b.folder}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *attackedBase) write(name, text string) {
	b.t.Helper()
	file := filepath.Join(b.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.t.Fatal(err)
	}
	write(b.t, file, text)
}

func packed(t *testing.T, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// attacked plants an attack in the articles, until restore.
func (b *attackedBase) attacked(a attack) (restore func()) {
	b.t.Helper()
	files := map[string]string{}
	for name, text := range b.files {
		files[name] = text
	}
	if a.New != "" {
		files[a.New] = a.Text
	} else if a.File != "" {
		before, after, found := strings.Cut(files[a.File], a.After)
		if !found {
			b.t.Fatalf("%s: %q is not in %s", a.ID, a.After, a.File)
		}
		files[a.File] = before + a.After + a.Text + after
	}
	b.ingest(files)
	return func() {
		if a.New != "" {
			if err := os.Remove(filepath.Join(b.folder, a.New)); err != nil {
				b.t.Fatal(err)
			}
		}
	}
}

// stored are the titles and texts of the documents by path.
func (b *attackedBase) stored() map[string]string {
	b.t.Helper()
	texts := map[string]string{}
	for _, asked := range attackedQuestions {
		result, err := b.retriever.Search(b.t.Context(), retrieval.Query{Question: asked.question, Limit: retrieval.MaxLimit})
		if err != nil {
			b.t.Fatal(err)
		}
		for _, e := range result.Evidence {
			d, err := b.catalog.Document(b.t.Context(), e.Document.ID)
			if err != nil {
				b.t.Fatal(err)
			}
			texts[d.Path] = d.Title + "\n" + d.Text
		}
	}
	return texts
}

func (b *attackedBase) ask(engine *answer.Engine, question string, history []retrieval.Turn) answer.Answer {
	b.t.Helper()
	a, err := engine.Answer(b.t.Context(), answer.Request{Question: question, History: history, Filter: b.filter()}, answer.Observer{})
	if err != nil {
		b.t.Fatalf("%.100q: %v", question, err)
	}
	return a
}
