package kbsource_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
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
			compareGolden(t, filepath.Base(file), extract(t, filepath.Base(file), data))
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

func compareGolden(t *testing.T, name string, docs []document.Document) {
	t.Helper()
	var out strings.Builder
	for _, d := range docs {
		documenttest.Dump(&out, d)
	}
	golden := filepath.Join("testdata", "golden", name+".golden")
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != out.String() {
		t.Errorf("differs from %s (run with -update and look at the change):\n%s", golden, out.String())
	}
}
