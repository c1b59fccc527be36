package pdf_test

import (
	"strings"
	"testing"

	"footnote/kbsource/document"
	"footnote/kbsource/pdf/pdftest"
)

// Lines of dots lead to prices as well as to the pages of chapters.
func TestLinesOfDots(t *testing.T) {
	prices := []pdftest.Text{
		{X: 72, Y: 740, Size: 18, Bold: true, Text: "Prices of the lido"},
		{X: 72, Y: 700, Size: 10, Text: "Day ticket ............................. 14"},
		{X: 72, Y: 684, Size: 10, Text: "Deck chair .......................... 3.50 euros"},
		{X: 72, Y: 668, Size: 10, Text: "Locker ................................... 2"},
	}
	doc, _ := extract(t, pdftest.Make(prices))
	if want := "table_row Day ticket | 14\ntable_row Deck chair | 3.50 euros\ntable_row Locker | 2"; rowsOf(doc) != want {
		t.Errorf("got\n%s\nwant\n%s", rowsOf(doc), want)
	}
	list := []pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "Lockers ............................. 2"},
		{X: 72, Y: 684, Size: 10, Text: "Deck chairs ......................... 9"},
		{X: 72, Y: 640, Size: 14, Bold: true, Text: "1 Lockers"}, {X: 72, Y: 620, Size: 10, Text: "They are behind the showers."},
		{X: 72, Y: 580, Size: 14, Bold: true, Text: "2 Deck chairs"}, {X: 72, Y: 560, Size: 10, Text: "They are free of charge."},
	}
	doc, _ = extract(t, pdftest.Make(list))
	if want := "1 Lockers\n\nThey are behind the showers.\n\n2 Deck chairs\n\nThey are free of charge."; doc.Text != want {
		t.Errorf("got\n%s", doc.Text)
	}
}

func TestRaisedDigits(t *testing.T) {
	doc, _ := extract(t, pdftest.Make([]pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "The seal holds 10"}, {X: 150.5, Y: 704, Size: 6, Text: "5"}, {X: 155, Y: 700, Size: 10, Text: "turns on 7 m"},
		{X: 209.5, Y: 704, Size: 6, Text: "2"}, {X: 213, Y: 700, Size: 10, Text: "."},
		{X: 72, Y: 680, Size: 10, Text: "Flat 12 is to the left."},
	}))
	inOrder(t, doc.Text, "10⁵ turns on 7 m²", "Flat 12")
}

func TestWhatStandsInAnItem(t *testing.T) {
	texts := pdftest.Lines(72, 815, "The cabin is let by the night and by the week, and the key hangs behind the", "shutter of the third window, where the neighbours put it when they have been", "there with their brooms and have swept the floor, the stairs and the terrace in", "front of the house; they come on Mondays, when the guests of the week before have", "left and those of the next week are still on their way up from the valley, which", "takes them three hours.")
	doc, _ := extract(t, pdftest.Make(append(texts, []pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "Do this:"},
		{X: 80, Y: 680, Size: 10, Text: "8. Turn the key."}, {X: 95, Y: 656, Size: 10, Text: "The lamp glows."},
		{X: 80, Y: 632, Size: 10, Text: "9. Wait."}, {X: 77, Y: 614, Size: 10, Text: "10."}, {X: 91, Y: 614, Size: 10, Text: "Open the door."},
		{X: 72, Y: 580, Size: 10, Text: "Then you are done."},
	}...)))
	if want := "Do this:\n\n8. Turn the key.\n\nThe lamp glows.\n\n9. Wait.\n10. Open the door.\n\nThen you are done."; !strings.HasSuffix(doc.Text, want) {
		t.Fatalf("got\n%s", doc.Text)
	}
	if b := doc.Blocks[3]; b.Parent != 2 {
		t.Errorf("%+v", b)
	}
	if b := doc.Blocks[4]; b.Kind != document.ListItem || b.Parent != 1 {
		t.Errorf("%+v", b)
	}
	if b := doc.Blocks[6]; b.Parent != -1 {
		t.Errorf("%+v", b)
	}
}

// A browser prints the date, the title and the address around a page.
func TestWhatBrowsersPrintIsNoText(t *testing.T) {
	doc, _ := extract(t, pdftest.Make([]pdftest.Text{
		{X: 24, Y: 822, Size: 7, Text: "3/14/26, 9:05 AM"}, {X: 300, Y: 822, Size: 7, Text: "Lido"},
		{X: 72, Y: 700, Size: 10, Text: "The lido opens at six, and it closes when the last of the swimmers has left."},
		{X: 24, Y: 15, Size: 7, Text: "https://lido.example/hours"}, {X: 560, Y: 15, Size: 7, Text: "1/1"},
	}))
	if doc.Text != "The lido opens at six, and it closes when the last of the swimmers has left." {
		t.Errorf("got\n%s", doc.Text)
	}
}

func TestLinesOfNarrowColumnsAreJoined(t *testing.T) {
	doc, _ := extract(t, pdftest.Make(pdftest.Lines(72, 700, "The lido opens at six and", "closes when the last of the", "swimmers has left, but at", "nine at the latest.", "Call 555 0142")))
	if want := "The lido opens at six and closes when the last of the swimmers has left, but at nine at the latest.\nCall 555 0142"; doc.Text != want {
		t.Errorf("got\n%s", doc.Text)
	}
}
