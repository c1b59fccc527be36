package kbsource_test

import "testing"

// What a reader of a page or document does not see is not indexed: it could
// only be meant for a program.
func TestHTMLHiddenText(t *testing.T) {
	for name, test := range map[string]struct{ page, want string }{
		"no size":                     {"<p>a<span style='font-size:0px;'>x</span><span style='font-size: 1px'>x</span><i style='font:0/0 a'>x</i>", "a"},
		"usual sizes":                 {"<p>a<span style='font-size:1em'>b</span><span style='font-size:10px'>c</span><span style='font-size:0.8rem'>d</span><i style='font:0.9em/1.4 serif'>e</i>", "abcde"},
		"white on white":              {"<p>a<span style='color:#FFF'>x</span><span style='color: rgb(255, 255, 255)'>x</span><font color=white>x</font>", "a"},
		"white on a colour":           {"<p style='background:#003366'>a<span style='color:white'>b</span></p><table bgcolor=navy><tr><td><font color=white>c</font></table>", "ab\n\nc"},
		"white on a colour around":    {"<div style='background:#003366'><p style='background:transparent;color:white'>a<p style='background:none;color:#fff'>b</div>", "a\n\nb"},
		"white in a class":            {"<div class=banner><p>a<span style='color:white'>b</span></div>", "ab"},
		"transparent":                 {"<p>a<span style='color:transparent'>x</span><span style='color:rgba(0,0,0,0)'>x</span><span style='opacity:0.0'>x</span>", "a"},
		"off the page":                {"<p>a<span style='position:absolute;left:-9999px'>x</span><span style='text-indent:-9999px'>x</span><span style='clip:rect(0,0,0,0)'>x</span>", "a"},
		"a negative margin":           {"<p style='margin-left:-20px'>a", "a"},
		"a class that hides":          {"<style>/* c */ .off, p#z { font-size:0 } .no { display:none }</style><p>a<p class='b off'>x<p id=z>x<p class=no>x", "a"},
		"a class that opens":          {"<style>.answer { display:none }</style><script>open()</script><p>a<p class=answer>b", "a\n\nb"},
		"a class by another":          {"<style>.print .off { display:none }</style><p>a<p class=off>b", "a\n\nb"},
		"a class in print":            {"<style>@media print { .off { display:none } }</style><p>a<p class=off>b", "a\n\nb"},
		"hidden in preformatted text": {"<pre>a<span hidden>x</span>b</pre>", "ab"},
		"hidden in a heading":         {"<p>a<h2>b<span style='display:none'>x</span></h2>c", "a\n\nb\n\nc"},
		"hidden until found":          {"<p>a<p hidden=until-found>b", "a\n\nb"},
		"a row that is hidden":        {"<table><tr><td>a<td>b<tr style='display:none'><td>x<td>x</table>", "a | b"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := extract(t, "a.html", []byte(test.page))[0]; d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}

func TestDOCXHiddenText(t *testing.T) {
	run := func(properties, text string) string {
		return `<w:r><w:rPr>` + properties + `</w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	parts := func(body string) map[string]string {
		all := wordBody(body)
		all["word/styles.xml"] = `<w:styles ` + wordNamespaces + `>` +
			`<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Seen"><w:name w:val="seen"/><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>` +
			`<w:style w:type="character" w:styleId="Mark"><w:name w:val="mark"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`
		return all
	}
	for name, test := range map[string]struct{ body, want string }{
		"marked":            {p("", r("a")+run(`<w:vanish/>`, "x")+run(`<w:webHidden/>`, "x")), "a"},
		"no size":           {p("", r("a")+run(`<w:sz w:val="1"/>`, "x")+run(`<w:sz w:val="16"/>`, "b")), "ab"},
		"white on white":    {p("", r("a")+run(`<w:color w:val="FFFFFF"/>`, "x")+run(`<w:color w:val="FF0000"/>`, "b")), "ab"},
		"white on a colour": {p("", r("a")+run(`<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>`, "b")), "ab"},
		"white on a white ground": {`<w:p><w:pPr><w:shd w:val="clear" w:color="auto" w:fill="auto"/></w:pPr>` + r("a") + run(`<w:color w:val="FFFFFF"/>`, "x") +
			run(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>`, "x") +
			run(`<w:color w:val="FFFFFF"/><w:highlight w:val="none"/>`, "x") + `</w:p>`, "a"},
		"white on a highlight": {p("", r("a")+run(`<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>`, "b")), "ab"},
		"white on a pattern":   {p("", r("a")+run(`<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="000000" w:fill="auto"/>`, "b")), "ab"},
		"white in a table":     {p("", r("a")) + `<w:tbl><w:tr><w:tc><w:p>` + run(`<w:color w:val="FFFFFF"/>`, "b") + `</w:p></w:tc><w:tc><w:p>` + r("c") + `</w:p></w:tc></w:tr></w:tbl>`, "a\n\nb | c"},
		"by its style":         {p("", r("a")) + p("Secret", r("x")) + p("Seen", r("b")+run(`<w:rStyle w:val="Mark"/>`, "x")), "a\n\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			if d := extract(t, "x.docx", makeDOCX(t, parts(test.body)))[0]; d.Text != test.want {
				t.Errorf("got %q, want %q", d.Text, test.want)
			}
		})
	}
}
