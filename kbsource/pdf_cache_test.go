//go:build !race

// Compiling the PDF reader takes a minute with the race detector.

package kbsource_test

import (
	"os"
	"path/filepath"
	"testing"

	"footnote/kbsource"
)

// A disk that is full or cannot be written to costs time, not articles.
func TestPDFIsReadWhereNothingCanBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e := kbsource.Extractor{Cache: filepath.Join(file, "cache")}
	defer e.Close()
	if extracted, err := e.Extract(t.Context(), "guide.pdf", guide()); err != nil || len(extracted.Documents) != 1 {
		t.Error(extracted, err)
	}
}
