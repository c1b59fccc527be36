//go:build !race

// Compiling the PDF reader takes a minute with the race detector.

package pdf_test

import (
	"os"
	"path/filepath"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf"
)

// A disk that is full or cannot be written to costs time, not articles.
func TestIsReadWhereNothingCanBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var r pdf.Reader
	defer r.Close()
	extracted, err := r.Extract(t.Context(), document.File{Path: "guide.pdf", Format: "pdf", Data: guide()}, filepath.Join(file, "cache"))
	if err != nil || len(extracted.Documents) != 1 {
		t.Error(extracted, err)
	}
}
