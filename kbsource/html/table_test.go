package html_test

import "testing"

func TestTableRows(t *testing.T) {
	cases{
		"a head":                  {`<table><caption>Woods</caption><thead><tr><td>Wood<td>Use<tbody><tr><td>Oak<td>floors</table>`, "caption Woods\ntable_header<0 Wood | Use\ntable_row<0 Oak | floors"},
		"cells that are heads":    {`<table><tr><th>Wood<th>Use<tr><td>Oak<td>floors</table>`, "table_header Wood | Use\ntable_row Oak | floors"},
		"scopes":                  {`<table><tr><td><th scope=col>Use<tr><th scope=row>Oak<td>floors</table>`, "table_header | Use\ntable_row Oak | floors"},
		"a scope beside a corner": {`<table><tr><th scope=row>Line<td>7<tr><th scope=row>First<td>5:10</table>`, "table_row Line | 7\ntable_row First | 5:10"},
		"an empty corner":         {`<table><tr><td></td><th>Oak<th>Fir<tr><th>Use<td>floors<td>walls</table>`, "table_header | Oak | Fir\ntable_row Use | floors | walls"},
		"one column of a head":    {`<table><thead><tr><th>Woods<tbody><tr><td>Oak<tr><td>Fir</table>`, "table_header Woods\ntable_row Oak\ntable_row Fir"},
		"a foot first":            {`<table><tfoot><tr><th>All<th>9<tbody><tr><td>Oak<td>9</table>`, "table_row Oak | 9\ntable_row All | 9"},
		"all of it a head":        {`<table><thead><tr><td>a<td>1<tr><td>b<td>2<tr><td>c<td>3<tr><td>d<td>4<tr><td>e<td>5</thead></table>`, "table_row a | 1\ntable_row b | 2\ntable_row c | 3\ntable_row d | 4\ntable_row e | 5"},
		"bold cells":              {`<table><tr><td><b>Wood</b><td style="font-weight:700">Use<tr><td>Oak<td>floors</table>`, "table_header Wood | Use\ntable_row Oak | floors"},
		"half bold cells":         {`<table><tr><td><b>Oak</b> wood<td><b>hard</b><tr><td>Fir<td>soft</table>`, "table_row Oak wood | hard\ntable_row Fir | soft"},
		"a section":               {`<table><tr><th>Wood<th>Use<tr><th colspan=2>Hard<tr><td>Oak<td>floors</table>`, "table_header Wood | Use\ntable_section Hard\ntable_row Oak | floors"},
		"spans beyond the table":  {`<table><tr><td rowspan=70000>Oak<td>a<tr><td colspan="100%">b</table>`, "table_row Oak | a\ntable_row Oak | b"},
		"rows to the end":         {`<table><tbody><tr><td rowspan=0>Oak<td>a<tr><td>b<tbody><tr><td>Fir<td>c</table>`, "table_row Oak | a\ntable_row Oak | b\ntable_row Fir | c"},
		"roles":                   {`<div role=table><div role=rowgroup><div role=row><span role=columnheader>Wood</span><span role=columnheader>Use</span></div></div><div role=row><span role=rowheader>Oak</span><span role=cell>floors</span></div></div>`, "table_header Wood | Use\ntable_row Oak | floors"},
		"two tables":              {`<table><tr><th>a<th>b<tr><td>1<td>2</table><table><tr><td>c<td>d</table>`, "table_header a | b\ntable_row 1 | 2\ntable_row c | d"},
		"a button in a head":      {`<table><tr><th><button>Wood</button><th>Use<tr><td>Oak<td>floors <button>Buy</button></table>`, "table_header Wood | Use\ntable_row Oak | floors Buy"},
		"a list in a cell":        {`<table><tr><td>Oak<td>For:<ul><li>floors<li>walls</ul>and more</table>`, "table_row Oak | For: floors; walls and more"},
		"a remark in a cell":      {`<table><tr><td><p>Oak<p>(hard)<p>brown<td>floors</table>`, "table_row Oak (hard); brown | floors"},
		"a heading in a cell":     {`<table><tr><th><h3>Small</h3><th><h3>Large</h3><tr><td>1<td>2</table>`, "table_header Small | Large\ntable_row 1 | 2"},
		"a row that is hidden":    {`<table><tr><th>a<th>b<tr hidden><td>x<td>x<tr><td>1<td>2</table>`, "table_header a | b\ntable_row 1 | 2"},
	}.run(t, outline)
}

func TestNestedTables(t *testing.T) {
	const row = `<tr><td>Oak<td>9 euros<tr><td>Elm<td>8 euros`
	cases{
		"with a header": {
			`<table><tr><th>Wood<th>Price` + row + `<tr><td>Fir<td><table><tr><th>Cut<th>Euros<tr><td>thin<td>4<tr><td>thick<td>6</table></table>`,
			"Oak – Price: 9 euros\nElm – Price: 8 euros\nFir – Price: Cut: thin, Euros: 4; Cut: thick, Euros: 6",
		},
		"behind a text": {
			`<table><tr><th>Wood<th>Price<tr><td>Fir<td>by cut<table><tr><td>thin<td>4 euros<tr><td>thick<td>6 euros</table></table>`,
			"Fir – Price: by cut: thin: 4 euros; thick: 6 euros",
		},
		"nothing marked": {
			`<table>` + row + `<tr><td>Ash<td>7 euros<tr><td>Fir<td><table><tr><td>thin<td>4 euros<tr><td>thick<td>6 euros</table></table>`,
			"Oak: 9 euros\nElm: 8 euros\nAsh: 7 euros\nFir: thin: 4 euros; thick: 6 euros",
		},
		"a large one": {
			`<table><tr><th>Wood<th>Cuts` + row + `<tr><td>Fir<td><table>` + largeRows + `</table></table>`,
			"Oak – Cuts: 9 euros\nElm – Cuts: 8 euros\nFir\n" + largeReadings,
		},
		"in a layout": {
			`<table><tr><td>Menu<td><h1>Woods</h1><table><tr><th>Wood<th>Price` + row + `</table></table>`,
			"Menu\nOak – Price: 9 euros\nElm – Price: 8 euros",
		},
		"in a layout in a layout": {
			`<table><tr><td><table role=none><tr><td><p>a<table>` + row + `</table></table></table>`,
			"a\nOak: 9 euros\nElm: 8 euros",
		},
	}.run(t, readings)
}

const (
	largeRows = `<tr><td>thin and long cut of the best part of the tree<td>4 euros for each plank of it` +
		`<tr><td>thick and short cut of the other part of the tree<td>6 euros for each plank of it` +
		`<tr><td>any cut that you may want to have of the roots<td>2 euros for each plank of it` +
		`<tr><td>all that is left of the tree when we are done<td>1 euro for each sack of it`
	largeReadings = "Fir, thin and long cut of the best part of the tree: 4 euros for each plank of it\n" +
		"Fir, thick and short cut of the other part of the tree: 6 euros for each plank of it\n" +
		"Fir, any cut that you may want to have of the roots: 2 euros for each plank of it\n" +
		"Fir, all that is left of the tree when we are done: 1 euro for each sack of it"
)

func TestLayoutTables(t *testing.T) {
	cases{
		"one cell":        {`<table><tr><td><p>a<p>b</table>`, "paragraph a\nparagraph b"},
		"one column":      {`<table><tr><td>a<tr><td>b</table>`, "paragraph a\nparagraph b"},
		"declared":        {`<table role=presentation><tr><th>a<td>b</table>`, "paragraph a\nparagraph b"},
		"with headings":   {`<table><tr><td><h2>a</h2>b<td><h2>c</h2>d</table>`, "heading1 a\nparagraph b\nheading1 c\nparagraph d"},
		"around the page": {`<table><tr><th>x<tr><td><main><p>a</main></table>`, "paragraph a"},
		"none":            {`<table><tr><td>a<td>b</table>`, "table_row a | b"},
	}.run(t, outline)
}

func TestIconsInCells(t *testing.T) {
	for name, test := range map[string]struct{ cell, want string }{
		"a label":               {`<svg aria-label="Not included"></svg>`, "Not included"},
		"a drawing's title":     {`<svg><title>Included</title><path d=""/></svg>`, "Included"},
		"a title":               {`<i class=x title=yes></i>`, "yes"},
		"a label on text's tag": {`<span class=x aria-label=no></span>`, "no"},
		"a picture":             {`<img src=c.png alt=Yes>`, "Yes"},
		"a picture by its name": {`<img src="/img/icon-check.svg" alt="">`, "✓"},
		"a picture by another":  {`<img src="/img/red-cross.png">`, "✗"},
		"a class":               {`<i class="fa fa-check"></i>`, "✓"},
		"a class for no":        {`<span class="glyphicon glyphicon-remove" aria-hidden=true></span>`, "✗"},
		"an icon's font":        {`<span class=material-icons>check_circle</span>`, "✓"},
		"any icon of a font":    {`<span class=material-icons>anchor</span>a`, "a"},
		"words for a screen":    {`<span class=sr-only style="position:absolute;clip:rect(0,0,0,0)">No</span>✗`, "No ✗"},
		"words by their class":  {`<span class=sr-only>No</span>✗`, "No ✗"},
		"words off the page":    {`<i class=x></i><span style="position:absolute;left:-9999px">Yes</span>`, "Yes"},
		"many words off it":     {`a<span style="position:absolute;left:-9999px">b</span>`, "a"},
		"a sentence off it":     {`<span style="clip:rect(0,0,0,0)">say that it is all for free</span>✗`, "✗"},
		"no size":               {`<span style="font-size:0">Yes</span>✗`, "✗"},
		"a sign for the eye":    {`<span aria-hidden=true>✓</span>`, "✓"},
		"words for the eye":     {`<span aria-hidden=true>x</span>a`, "a"},
		"a box that is checked": {`<input type=checkbox checked disabled>`, "✓"},
		"a box that is not":     {`<input type=checkbox>`, "✗"},
		"another input":         {`<input type=text value=x>a`, "a"},
		"a sign":                {`✔️`, "✔️"},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(t, `<table><tr><th>Part<th>Small<tr><td>Lid<td>`+test.cell+`</table>`)
			if want := "Part | Small\nLid | " + test.want; d.Text != want {
				t.Errorf("got %q, want %q", d.Text, want)
			}
		})
	}
}
