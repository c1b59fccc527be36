package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// BenchmarkManyPages reads a PDF of 2,000 pages of 3,800 characters. Its peak
// memory is what /usr/bin/time -v says of the test binary:
//
//	go test -c -o build/pdf.test ./kbsource/pdf
//	cd kbsource/pdf && /usr/bin/time -v ../../build/pdf.test -test.run - -test.bench ManyPages -test.benchtime 1x
func BenchmarkManyPages(b *testing.B) {
	const pages, lines = 2000, 50
	book := make([][]pdftest.Text, pages)
	for p := range book {
		page := make([]string, lines)
		for l := range page {
			page[l] = fmt.Sprintf("Page %d has line %d, %s", p+1, l+1, strings.Repeat("which goes on. ", 4))[:76]
		}
		book[p] = pdftest.Lines(72, 740, page...)
	}
	data := pdftest.Make(book...)
	b.SetBytes(int64(len(data)))
	b.ResetTimer()
	for b.Loop() {
		if _, err := reader.Extract(b.Context(), document.File{Path: "book.pdf", Format: "pdf", Data: data}, cache); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N)/pages, "ms/page")
}
