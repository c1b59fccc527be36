package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/pdf/pdftest"
)

// rightToLeft sets a line whose right end stands at x, from what it looks
// like, as most programs write it.
func rightToLeft(x, y float64, seen string) pdftest.Text {
	return pdftest.Text{X: x - pdftest.Width(seen), Y: y, Size: 10, Text: seen, Wide: true}
}

// letters sets each letter by itself, from right to left.
func letters(x, y float64, seen string) []pdftest.Text {
	var texts []pdftest.Text
	for _, r := range slices.Backward([]rune(seen)) {
		x -= pdftest.Width(string(r))
		texts = append(texts, pdftest.Text{X: x, Y: y, Size: 10, Text: string(r), Wide: true})
	}
	return texts
}

// backwards is what a line of letters looks like that run from right to left.
func backwards(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

func TestRightToLeft(t *testing.T) {
	for name, test := range map[string]struct{ seen, want string }{
		"Hebrew":              {backwards("הספרייה פתוחה בבוקר"), "הספרייה פתוחה בבוקר"},
		"Arabic":              {backwards("تفتح المكتبة في الصباح"), "تفتح المكتبة في الصباح"},
		"Persian":             {backwards("کتابخانه باز است"), "کتابخانه باز است"},
		"a time":              {backwards("בערב") + " 18:45 " + backwards("הספרייה נסגרת בשעה"), "הספרייה נסגרת בשעה 18:45 בערב"},
		"an amount":           {backwards("في السنة") + " 12.50 " + backwards("ثمن البطاقة"), "ثمن البطاقة 12.50 في السنة"},
		"Arabic digits":       {backwards("درهما") + " ٤٥ " + backwards("ثمن البطاقة"), "ثمن البطاقة ٤٥ درهما"},
		"a Latin word":        {backwards("עכשיו") + " Android " + backwards("התקינו את"), "התקינו את Android עכשיו"},
		"Latin words":         {backwards("עכשיו") + " Open Office " + backwards("התקינו את"), "התקינו את Open Office עכשיו"},
		"a product's version": {backwards("עכשיו") + " Windows 11 " + backwards("התקינו את"), "התקינו את Windows 11 עכשיו"},
		"a number and a unit": {backwards("פנוי") + " GB 16 " + backwards("צריך זיכרון של"), "צריך זיכרון של 16 GB פנוי"},
		"a ligature":          {backwards("مدينة") + " " + backwards("الس"+string(pdftest.LamAlef)+"م"), "السلام مدينة"},
		"two ligatures":       {backwards(string(pdftest.LamAlef) + "ز" + string(pdftest.LamAlef)), "لازلا"},
		"shapes of letters":   {backwards("\ufee3\ufeaa\ufef3\ufee8\ufe94 \ufefb"), "مدينة لا"},
		"a full stop":         {"." + backwards("הספרייה סגורה היום"), "הספרייה סגורה היום."},
		"brackets":            {backwards("היום") + " (" + backwards("סגור") + ") " + backwards("אולם"), "אולם (סגור) היום"},
		"a prefix":            {backwards("ספרים") + " 20-" + backwards("יותר מ"), "יותר מ-20 ספרים"},
	} {
		for how, texts := range map[string][]pdftest.Text{
			"as it looks": {rightToLeft(500, 700, test.seen)},
			"as it reads": letters(500, 700, test.seen),
		} {
			t.Run(name+" written "+how, func(t *testing.T) {
				if got := textOf(t, pdftest.Make(texts)); got != test.want {
					t.Errorf("got  %q\nwant %q", got, test.want)
				}
			})
		}
	}
}

func TestRightToLeftParagraphsListsAndTables(t *testing.T) {
	line := "הספרייה של העיר פתוחה בכל יום מלבד יום שישי והיא נסגרת"
	texts := []pdftest.Text{
		rightToLeft(500, 700, backwards(line)),
		rightToLeft(500, 688, backwards("בשעת ערב מאוחרת.")),
		rightToLeft(500, 660, backwards("הביאו כרטיס")+" .1"),
		rightToLeft(500, 645, backwards("הביאו תמונה")+" .2"),
	}
	for i, row := range [][]string{{"מחיר", "אולם"}, {"40", "קטן"}, {"90", "גדול"}} {
		price := row[0]
		if i == 0 {
			price = backwards(price)
		}
		texts = append(texts, rightToLeft(500, 600-18*float64(i), backwards(row[1])), rightToLeft(350, 600-18*float64(i), price))
	}
	doc, _ := extract(t, pdftest.Make(texts))
	inOrder(t, doc.Text, line+" בשעת ערב מאוחרת.", "1. הביאו כרטיס", "2. הביאו תמונה", "אולם | מחיר", "קטן | 40", "גדול | 90")
}

func TestRightToLeftWordsInOtherText(t *testing.T) {
	texts := []pdftest.Text{
		{X: 72, Y: 700, Size: 10, Text: "The word " + backwards("ספרייה") + " means library."},
		{X: 72, Y: 685, Size: 10, Text: "The words " + backwards("ספרייה גדולה") + " mean a large one."},
	}
	if got := strings.Join(strings.Fields(textOf(t, pdftest.Make(texts))), " "); got != "The word ספרייה means library. The words ספרייה גדולה mean a large one." {
		t.Error(got)
	}
}

func TestRightToLeftColumns(t *testing.T) {
	var texts []pdftest.Text
	for i := range 7 {
		for column, x := range []float64{540, 280} {
			line := []string{"שורה של הטור הימני ממשיכה כאן", "שורה של הטור השמאלי ממשיכה שם"}[column]
			texts = append(texts, rightToLeft(x, 640-12*float64(i), []string{"0", "1", "2", "3", "4", "5", "6"}[i]+" "+backwards(line)))
		}
	}
	inOrder(t, textOf(t, pdftest.Make(texts)), "הימני ממשיכה כאן 0", "הימני ממשיכה כאן 6", "השמאלי ממשיכה שם 0", "השמאלי ממשיכה שם 6")
}
