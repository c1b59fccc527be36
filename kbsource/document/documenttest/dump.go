package documenttest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/kbsource/document"
)

// Golden compares documents with the golden file of a path, which update
// writes anew.
func Golden(t testing.TB, path string, update bool, docs ...document.Document) {
	t.Helper()
	var out strings.Builder
	for _, d := range docs {
		Dump(&out, d)
	}
	if update {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != out.String() {
		t.Errorf("differs from %s (run with -update and look at the change):\n%s", path, out.String())
	}
}

// Dump writes a document for people: what it says of itself, its text as it
// stands, and its blocks.
func Dump(out *strings.Builder, d document.Document) {
	fmt.Fprintf(out, "==== %s\ntitle %s\nformat %s\n", d.Path, d.Title, d.Format)
	if d.URL+d.Language != "" || d.Labels != nil || !d.UpdatedAt.IsZero() {
		fmt.Fprintf(out, "url %s, language %s, labels %q, updated %s\n", d.URL, d.Language, d.Labels, d.UpdatedAt.Format(time.RFC3339))
	}
	fmt.Fprintf(out, "---- text\n%s\n---- blocks\n", d.Text)
	runes := []rune(d.Text)
	for i, b := range d.Blocks {
		fmt.Fprintf(out, "%d %s %s [%s] %q\n", i, b.Kind, Attributes(b), strings.Join(b.Headings, " > "), string(runes[b.Start:b.End]))
	}
	fmt.Fprint(out, "---- units\n")
	for i, u := range document.Units(d.Text, d.Blocks, d.Language) {
		fmt.Fprintf(out, "%d %s %s %q\n", i, u.Kind, Needs(u), u.Reading(runes))
	}
}

// Attributes are what a block says besides its kind, headings and text.
func Attributes(b document.Block) string {
	var out strings.Builder
	if b.Page > 0 {
		fmt.Fprintf(&out, " page %d", b.Page)
	}
	if b.Level > 0 {
		fmt.Fprintf(&out, " level %d", b.Level)
	}
	if b.Marker != "" {
		fmt.Fprintf(&out, " mark %q", b.Marker)
	}
	if b.Ordered {
		out.WriteString(" ordered")
	}
	if b.Parent >= 0 {
		fmt.Fprintf(&out, " of %d", b.Parent)
	}
	if b.Table > 0 {
		fmt.Fprintf(&out, " table %d", b.Table)
	}
	if b.Anchor != "" {
		fmt.Fprintf(&out, " #%s", b.Anchor)
	}
	return strings.TrimSpace(out.String())
}

// Needs is what a unit needs to be understood.
func Needs(u document.Unit) string {
	var out strings.Builder
	if u.List > 0 {
		fmt.Fprintf(&out, " list %d", u.List)
	}
	if u.Lead != "" {
		fmt.Fprintf(&out, " under %q", u.Lead)
	}
	if u.Antecedent >= 0 {
		fmt.Fprintf(&out, " after %d", u.Antecedent)
	}
	return strings.TrimSpace(out.String())
}
