package document_test

import (
	"slices"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/document/documenttest"
)

func TestSectionsEnd(t *testing.T) {
	var b document.Builder
	b.Heading(1, "", "Setup", "")
	b.Heading(2, "", "Install", "")
	for _, system := range []string{"Linux", "Windows"} {
		outer := b.Section(system, "")
		b.Paragraph("Runs on " + system + ".")
		b.Heading(4, "", "Details of "+system, "")
		b.Paragraph("Needs a restart.")
		b.EndSection(outer)
	}
	b.Paragraph("It takes a minute.")
	outer := b.Section("Old systems", "")
	b.EndSection(outer)
	b.Heading(4, "", "Notes", "")
	b.Paragraph("None.")
	d := b.Document(document.Document{Path: "a.html", Format: "html"})
	documenttest.Check(t, d)

	want := map[string][]string{
		"Runs on Windows.":   {"Install", "Windows"},
		"Needs a restart.":   {"Install", "Windows", "Details of Windows"},
		"It takes a minute.": {"Install"},
		"None.":              {"Install", "Notes"},
	}
	runes := []rune(d.Text)
	for i, block := range d.Blocks {
		text := string(runes[block.Start:block.End])
		if path, ok := want[text]; ok && i > 8 && !slices.Equal(block.Headings, path) {
			t.Errorf("%q stands under %q, want %q", text, block.Headings, path)
		}
		if text != "It takes a minute." {
			continue
		}
		if at := document.HeadingAt(d.Blocks, i); at != 1 {
			t.Errorf("heading %d stands over %q", at, text)
		}
	}
}
