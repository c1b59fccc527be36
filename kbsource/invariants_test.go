package kbsource_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/kbsource"
)

// checkInvariants fails when a document breaks what everything downstream
// relies on.
func checkInvariants(t *testing.T, d kbsource.Document) {
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
		if b.Kind == kbsource.Heading && len(b.Headings) > 0 && b.Headings[len(b.Headings)-1] != string(runes[b.Start:b.End]) {
			t.Errorf("%s: heading %q under %q", d.Path, string(runes[b.Start:b.End]), b.Headings)
		}
		if (b.Page > 0) != (d.Format == "pdf") {
			t.Errorf("%s: block %d is on page %d", d.Path, i, b.Page)
		}
		end = b.End
	}
	if len(d.Blocks) == 0 || strings.TrimSpace(string(runes[end:])) != "" {
		t.Errorf("%s: %q after the last of %d blocks", d.Path, string(runes[end:]), len(d.Blocks))
	}
}

func checkText(t *testing.T, what, s string) {
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
