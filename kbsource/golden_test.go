package kbsource_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every file under testdata/in and compares what comes out
// with testdata/golden.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/in/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no files under testdata/in", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			documenttest.Golden(t, filepath.Join("testdata", "golden", filepath.Base(file)+".golden"), *update, extract(t, filepath.Base(file), data)...)
		})
	}
}

// extract reads a file that can be read, and checks what must always hold.
func extract(t *testing.T, name string, data []byte) []document.Document {
	t.Helper()
	extracted, err := kbsource.Extract(t.Context(), name, data)
	docs := extracted.Documents
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		documenttest.Check(t, d)
	}
	return docs
}
