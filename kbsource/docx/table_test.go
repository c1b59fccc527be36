package docx_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/kbsource/document"
)

// A table's rows as the units that come out of them say them.
func TestTables(t *testing.T) {
	span := func(n int, text string) string { return cell(fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, n), text) }
	down := func(text string) string { return cell(`<w:vMerge w:val="restart"/>`, text) }
	on := cell(`<w:vMerge/>`, `<w:p/>`)
	shade := func(text string) string { return cell(`<w:shd w:val="clear" w:fill="D9E2F3"/>`, text) }
	head := func(cells ...string) string {
		return strings.Replace(row(cells...), "<w:tr>", `<w:tr><w:trPr><w:tblHeader/></w:trPr>`, 1)
	}
	styled := `<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:val="04A0"/></w:tblPr>`
	pairs := `<w:tblPr><w:tblLook w:val="0480" w:firstRow="0" w:firstColumn="1"/></w:tblPr>`
	for name, test := range map[string]struct {
		table string
		want  []string
	}{
		"a marked header": {table(usualLook, head("Door", "Code"), row("Barn", "yes")), []string{"Barn – Code: yes"}},
		"a bold header": {table(usualLook, row(bold("Door"), bold("Keeper")), row("Barn", "Ann"), row("Loft", "Ben")),
			[]string{"Barn – Keeper: Ann", "Loft – Keeper: Ben"}},
		"a shaded header": {table(usualLook, row(shade("Door"), shade("Keeper")), row("Barn", "Ann"), row("Loft", "Ben")),
			[]string{"Barn – Keeper: Ann", "Loft – Keeper: Ben"}},
		"stripes": {table(usualLook, row(shade("Barn"), shade("Ann")), row("Loft", "Ben"), row(shade("Hall"), shade("Cy"))),
			[]string{"Barn: Ann", "Loft: Ben", "Hall: Cy"}},
		"a header by the style": {table(styled, row("Door", "Keeper"), row("Barn", "Ann")), []string{"Barn – Keeper: Ann"}},
		"names and values under such a style": {table(styled, row("Height", "3 m"), row("Colour", "red")),
			[]string{"Height: 3 m", "Colour: red"}},
		"names and values": {table(usualLook, row("Height", "3 m"), row("Width", "4 m"), row("Colour", "red")),
			[]string{"Height: 3 m", "Width: 4 m", "Colour: red"}},
		"names and values whose look says so": {table(pairs, row("Colour", "red"), row("Height", "3 m"), row("Width", "4 m")),
			[]string{"Colour: red", "Height: 3 m", "Width: 4 m"}},
		"bold names": {table(usualLook, row(bold("Colour"), "red"), row(bold("Height"), "3 m"), row(bold("Width"), "4 m")),
			[]string{"Colour: red", "Height: 3 m", "Width: 4 m"}},
		"three columns of labels over values": {table(usualLook, row("Boat", "Seats", "Rent"), row("Tern", "2", "9 euros"), row("Gull", "4", "on request")),
			[]string{"Tern – Seats: 2; Rent: 9 euros", "Gull – Seats: 4; Rent: on request"}},
		"three columns without a header": {table(usualLook, row("Ann", "Barn", "red"), row("Ben", "Loft", "blue")), []string{"Ann | Barn | red", "Ben | Loft | blue"}},
		"a header of two rows": {table(usualLook, row(down("Boat"), span(2, "May"), span(2, "June")), row(on, "Day", "Week", "Day", "Week"),
			row("Tern", "5", "20", "7", "30")), []string{"Tern – May, Day: 5; May, Week: 20; June, Day: 7; June, Week: 30"}},
		"a marked header that is merged into the next row": {table(usualLook, head(down("Boat"), span(2, "May")), row(on, "Day", "Week"), row("Tern", "5", "20")),
			[]string{"Tern – May, Day: 5; May, Week: 20"}},
		"a cell over columns": {table(usualLook, row(bold("Boat"), bold("May"), bold("June"), bold("July")), row("Tern", span(2, "closed"), "8")),
			[]string{"Tern – May / June: closed; July: 8"}},
		"a cell over rows": {table(usualLook, row(bold("Boat"), bold("Day"), bold("Rent")), row(down("Tern"), "Monday", "5"), row(on, "Sunday", "8")),
			[]string{"Tern – Day: Monday; Rent: 5", "Tern – Day: Sunday; Rent: 8"}},
		"columns before": {table(usualLook, row(bold("Boat"), bold("May"), bold("June")),
			`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+cell("", "5")+cell("", "6")+`</w:tr>`), []string{"May: 5; June: 6"}},
		"cells merged to the left": {table(usualLook, row(bold("Boat"), bold("May"), bold("June")),
			row("Tern", cell(`<w:hMerge w:val="restart"/>`, "closed"), cell(`<w:hMerge/>`, `<w:p/>`))), []string{"Tern – May / June: closed"}},
		"lines in a cell": {table(usualLook, row("Hours", cell("", p("", r("Mon 9–17"))+p("", r("Sun 10–12"))))), []string{"Hours: Mon 9–17; Sun 10–12"}},
		"steps in a cell": {table(usualLook, row("Start", cell("", numbered("1", "0", "Press.")+numbered("1", "0", "Turn.")))), []string{"Start: 1. Press. 2. Turn."}},
		"a table in a cell": {table(usualLook, row(bold("Boat"), bold("Rent")),
			row("Tern", cell("", table("", row("child", "4"), row("adult", "9"))+p("", ""))), row("Gull", "12")),
			[]string{"Tern – Rent: child: 4; adult: 9", "Gull – Rent: 12"}},
		"a large table in a cell": {table(usualLook, row(bold("Boat"), bold("Rent")), row("Tern", cell("", p("", r("as below"))+
			table("", head("Who", "May", "June", "July"), row("child", "4", "5", "6"), row("adult", "7", "8", "9")))), row("Gull", "12")),
			[]string{"Tern – Rent: as below", "Gull – Rent: 12", "Tern, child – May: 4; June: 5; July: 6", "Tern, adult – May: 7; June: 8; July: 9"}},
		"two shaded rows": {table(usualLook, row(shade("Boat"), shade("May")), row(shade("kind"), shade("rate")), row("Tern", "5"), row("Gull", "6")),
			[]string{"Tern – May, rate: 5", "Gull – May, rate: 6"}},
		"a header over two columns of values": {table(usualLook, row("Boat", span(2, "Rent")), row("Tern", "5", "20"), row("Gull", "6", "24")),
			[]string{"Tern – Rent: 5; Rent: 20", "Gull – Rent: 6; Rent: 24"}},
		"a title over the header": {table(usualLook, row(span(3, "Boats")), row("Boat", "Seats", "Rent"), row("Tern", "2", "9 euros"), row("Gull", "4", "free")),
			[]string{"Boats, Tern – Seats: 2; Rent: 9 euros", "Boats, Gull – Seats: 4; Rent: free"}},
		"a box": {table(usualLook, row(cell("", numbered("1", "0", "Press.")+p("", r("Wait."))))), []string{"1. Press.", "Wait."}},
		"columns of a page": {table(usualLook, row(cell("", p("berschrift1", r("Left"))+p("", r("a b."))), cell("", p("berschrift1", r("Right"))+p("", r("c d."))))),
			[]string{"a b.", "c d."}},
		"a table in a text box": {`<w:p><w:r><w:txbxContent>` + table("", row("Pool", "open"), row("Sauna", "shut")) + `</w:txbxContent></w:r></w:p>`,
			[]string{"Pool: open", "Sauna: shut"}},
	} {
		t.Run(name, func(t *testing.T) {
			parts := file(test.table)
			parts["word/styles.xml"] = strings.Replace(usualStyles, "</w:styles>", `<w:style w:type="table" w:styleId="Base"><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>`+
				`<w:style w:type="table" w:styleId="Grid"><w:basedOn w:val="Base"/></w:style></w:styles>`, 1)
			if got := units(read(t, parts)); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestCaptions(t *testing.T) {
	small := table("", row("a", "b"), row("c", "d"))
	for name, test := range map[string]struct {
		body string
		want []int // the caption of each row, by its block
	}{
		"above":            {p("Beschriftung", r("One")) + small, []int{0, 0}},
		"below":            {small + p("Beschriftung", r("One")), []int{0, 0}},
		"between tables":   {small + p("Beschriftung", r("Two")) + small, []int{-1, -1, 2, 2}},
		"of other content": {small + p("", r("x")) + p("Beschriftung", r("Two")), []int{-1, -1}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []int
			for _, b := range read(t, file(test.body)).Blocks {
				if b.Kind == document.TableRow {
					got = append(got, b.Parent)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
