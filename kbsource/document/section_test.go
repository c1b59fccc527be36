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

// What follows a section or a marked answer does not answer its question.
func TestQuestionsEndWithTheirAnswers(t *testing.T) {
	var b document.Builder
	b.Heading(1, "", "Barrels", "")
	outer := b.Section("Is it safe?", "")
	b.Paragraph("Yes.")
	b.EndSection(outer)
	b.Paragraph("We deliver on Mondays.")
	b.Text(document.Question, "Is it large?")
	b.Text(document.Answer, "It holds 90 litres.")
	b.Item(document.Item{Marker: "-", Text: "45 in the small one"})
	b.Paragraph("Call us.")
	d := b.Document(document.Document{Path: "a.html", Format: "html"})

	want := map[string]string{
		"Yes.": "Is it safe?", "We deliver on Mondays.": "", "It holds 90 litres.": "Is it large?",
		"- 45 in the small one": "It holds 90 litres.", "Call us.": "",
	}
	runes := []rune(d.Text)
	for _, u := range document.Units(d.Text, d.Blocks, "en") {
		text := string(runes[u.Start:u.End])
		if lead, ok := want[text]; ok && u.Lead != lead {
			t.Errorf("%q is said under %q, want %q", text, u.Lead, lead)
		}
	}
}
