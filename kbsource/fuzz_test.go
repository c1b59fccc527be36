package kbsource_test

import (
	"errors"
	"os"
	"testing"

	"footnote/kbsource"
	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

// causes are all that may be wrong with a file.
var causes = []error{
	document.ErrUnsupported, document.ErrTooLarge, document.ErrEmpty, document.ErrBinary, document.ErrEncrypted,
	document.ErrBroken, document.ErrMissingColumns, document.ErrInvalidEncoding,
}

// fuzz checks that any bytes give good documents or an error of a known
// cause.
func fuzz(t *testing.T, e *kbsource.Extractor, name string, data []byte) {
	extracted, err := e.Extract(t.Context(), name, data)
	docs := extracted.Documents
	if err != nil {
		for _, cause := range causes {
			if errors.Is(err, cause) {
				return
			}
		}
		t.Fatalf("an error without a cause: %v", err)
	}
	if len(docs) == 0 {
		t.Fatal("neither documents nor an error")
	}
	paths := map[string]bool{}
	for _, d := range docs {
		documenttest.Check(t, d)
		if paths[d.Path] {
			t.Errorf("two documents at %q", d.Path)
		}
		paths[d.Path] = true
	}
}

// fuzzFormat fuzzes one text format from files of testdata and odd bits.
func fuzzFormat(f *testing.F, name string, files []string, seeds ...string) {
	for _, file := range files {
		data, err := os.ReadFile("testdata/in/" + file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range append(seeds, "", "\xff\xfeh\x00", "\xef\xbb\xbfa", "a\u0301\u200b\u202eb\u00ad\U000e0041", "\x00", "\xff") {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { fuzz(t, new(kbsource.Extractor), name, data) })
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, "x.html", []string{"rate-limits.html"}, "<table><tr><td rowspan=9>a<tr><td>b", "<li>a<pre>\n b", "<meta charset=windows-1251>\xcf\xf0",
		"<h1></h1><h2> a</h2>", "<p>a<table><td><table><td>b", "<ol start=-9><li value=x>a", "<title>a</title><body hidden>b")
}
