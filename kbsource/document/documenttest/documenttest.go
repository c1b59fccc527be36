// Package documenttest checks what must hold for every document that an
// extractor makes, and writes documents for people (golden files).
package documenttest

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/kbsource/document"
)

// Check fails when a document breaks what everything downstream
// relies on.
func Check(t testing.TB, d document.Document) {
	t.Helper()
	checkText(t, "text", d.Text)
	checkText(t, "title", d.Title)
	if d.Title == "" || strings.ContainsAny(d.Title, "\n\t") {
		t.Errorf("%s: title %q", d.Path, d.Title)
	}
	if strings.ContainsRune(d.Title+strings.Join(d.Labels, ""), '\x00') || len(d.Hash) != 64 || d.Format == "" {
		t.Errorf("%s: hash %q, format %q", d.Path, d.Hash, d.Format)
	}
	for i, label := range d.Labels {
		if strings.TrimSpace(label) == "" || slices.Contains(d.Labels[:i], label) {
			t.Errorf("%s: label %q of %q", d.Path, label, d.Labels)
		}
	}
	runes := []rune(d.Text)
	end := 0
	for i, b := range d.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(runes) {
			t.Fatalf("%s: block %d is [%d:%d) after %d of %d", d.Path, i, b.Start, b.End, end, len(runes))
		}
		if between := string(runes[end:b.Start]); strings.TrimSpace(between) != "" {
			t.Errorf("%s: %q between blocks %d and %d", d.Path, between, i-1, i)
		}
		if text := string(runes[b.Start:b.End]); strings.TrimSpace(text) != text {
			t.Errorf("%s: block %d is %q", d.Path, i, text)
		}
		for _, heading := range b.Headings {
			if heading == "" || strings.Contains(heading, "\n") {
				t.Errorf("%s: block %d has the heading %q", d.Path, i, heading)
			}
		}
		if b.Kind == document.Heading && len(b.Headings) > 0 && b.Headings[len(b.Headings)-1] != string(runes[b.Start:b.End]) {
			t.Errorf("%s: heading %q under %q", d.Path, string(runes[b.Start:b.End]), b.Headings)
		}
		if (b.Page > 0) != (d.Format == "pdf") {
			t.Errorf("%s: block %d is on page %d", d.Path, i, b.Page)
		}
		end = b.End
	}
	checkStored(t, d)
	checkUnits(t, d)
	if len(d.Blocks) == 0 || strings.TrimSpace(string(runes[end:])) != "" {
		t.Errorf("%s: %q after the last of %d blocks", d.Path, string(runes[end:]), len(d.Blocks))
	}
}

// Only returns the only document of a file that can be read, checked where it
// has any text.
func Only(t testing.TB, result document.Result, err error) document.Document {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Documents) != 1 {
		t.Fatalf("%d documents", len(result.Documents))
	}
	d := result.Documents[0]
	if len(d.Blocks) > 0 {
		Check(t, d)
	}
	return d
}

func checkText(t testing.TB, what, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%s is not valid UTF-8: %q", what, s)
	}
	if !norm.NFC.IsNormalString(s) {
		t.Errorf("%s is not NFC: %q", what, s)
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u200b' || r == '\u202e' || r == '\ufeff' || unicode.In(r, unicode.Co, unicode.Cs) {
			t.Errorf("%s has the character %U: %q", what, r, s)
		}
	}
	for line := range strings.Lines(s) {
		if line = strings.TrimSuffix(line, "\n"); strings.TrimRight(line, " \t") != line {
			t.Errorf("%s has a line with space at its end: %q", what, line)
		}
	}
}

// checkStored fails when blocks do not come back from the catalog as they were.
func checkStored(t testing.TB, d document.Document) {
	t.Helper()
	got, err := document.DecodeBlocks(document.EncodeBlocks(d.Blocks), []rune(d.Text))
	if err != nil {
		t.Fatalf("%s: %v", d.Path, err)
	}
	for i, b := range d.Blocks {
		if b.Parent >= len(d.Blocks) || b.Parent == i {
			t.Fatalf("%s: block %d belongs to %d of %d", d.Path, i, b.Parent, len(d.Blocks))
		}
		if !reflect.DeepEqual(normal(got[i]), normal(b)) {
			t.Errorf("%s: block %d is stored as %+v, not %+v", d.Path, i, got[i], b)
		}
	}
}

// normal makes empty and nil lists alike.
func normal(b document.Block) document.Block {
	if len(b.Headings) == 0 {
		b.Headings = nil
	}
	if len(b.Cells) == 0 {
		b.Cells = nil
	}
	if len(b.Turns) == 0 {
		b.Turns = nil
	}
	return b
}

// checkUnits fails when the units do not hold every visible character once.
func checkUnits(t testing.TB, d document.Document) {
	t.Helper()
	runes, end := []rune(d.Text), 0
	units := document.Units(d.Text, d.Blocks, d.Language)
	for i, u := range units {
		if u.Start < end || u.End <= u.Start || u.End > len(runes) {
			t.Fatalf("%s: unit %d is [%d:%d) after %d of %d", d.Path, i, u.Start, u.End, end, len(runes))
		}
		if between := string(runes[end:u.Start]); strings.TrimSpace(between) != "" {
			t.Errorf("%s: %q between units %d and %d", d.Path, between, i-1, i)
		}
		if u.Antecedent >= i {
			t.Errorf("%s: unit %d leans on %d", d.Path, i, u.Antecedent)
		}
		if strings.TrimSpace(u.Reading(runes)) == "" {
			t.Errorf("%s: unit %d reads as nothing", d.Path, i)
		}
		end = u.End
	}
	if strings.TrimSpace(string(runes[end:])) != "" {
		t.Errorf("%s: %q after the last unit", d.Path, string(runes[end:]))
	}
	stored, err := document.DecodeUnits(document.EncodeUnits(units, 0, 0), len(runes))
	if err != nil || len(stored) != len(units) {
		t.Errorf("%s: %d units of %d come back, %v", d.Path, len(stored), len(units), err)
	}
}
