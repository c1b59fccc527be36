package kbsource_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/kbsource"
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
func extract(t *testing.T, name string, data []byte) []kbsource.Document {
	t.Helper()
	docs, err := kbsource.Extract(t.Context(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		checkInvariants(t, d)
	}
	return docs
}

func compareGolden(t *testing.T, name string, docs []kbsource.Document) {
	t.Helper()
	var out strings.Builder
	for _, d := range docs {
		dump(&out, d)
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

// dump writes a document for people: what it says of itself, its text as it
// stands, and its blocks.
func dump(out *strings.Builder, d kbsource.Document) {
	fmt.Fprintf(out, "==== %s\ntitle %s\nformat %s\n", d.Path, d.Title, d.Format)
	if d.URL+d.Language != "" || d.Labels != nil || !d.UpdatedAt.IsZero() {
		fmt.Fprintf(out, "url %s, language %s, labels %q, updated %s\n", d.URL, d.Language, d.Labels, d.UpdatedAt.Format(time.RFC3339))
	}
	fmt.Fprintf(out, "---- text\n%s\n---- blocks\n", d.Text)
	runes := []rune(d.Text)
	kinds := map[kbsource.BlockKind]string{
		kbsource.Paragraph: "paragraph", kbsource.Heading: "heading", kbsource.ListItem: "item",
		kbsource.TableHeader: "header", kbsource.TableRow: "row", kbsource.Code: "code",
	}
	for _, b := range d.Blocks {
		page := ""
		if b.Page > 0 {
			page = fmt.Sprintf(" page %d", b.Page)
		}
		fmt.Fprintf(out, "%s%s [%s] %q\n", kinds[b.Kind], page, strings.Join(b.Headings, " > "), string(runes[b.Start:b.End]))
	}
}
