package html_test

import "testing"

// What a reader of a page cannot get to see is not indexed: it could only be
// meant for a program.
func TestConcealedText(t *testing.T) {
	cases{
		"hardly a size":               {"<p>a<span style='font-size:0.05em'>x</span><span style='font-size:1%'>x</span>", "a"},
		"a colour on itself":          {"<p>a<span style='color:#234;background:#234'>x</span><span style='color:#fff;background-color:#234'>b</span>", "ab"},
		"no size":                     {"<p>a<span style='font-size:0px;'>x</span><span style='font-size: 1px'>x</span><i style='font:0/0 a'>x</i>", "a"},
		"usual sizes":                 {"<p>a<span style='font-size:1em'>b</span><span style='font-size:10px'>c</span><span style='font-size:0.8rem'>d</span><i style='font:0.9em/1.4 serif'>e</i>", "abcde"},
		"white on white":              {"<p>a<span style='color:#FFF'>x</span><span style='color: rgb(255, 255, 255)'>x</span><font color=white>x</font>", "a"},
		"white on a colour":           {"<p style='background:#003366'>a<span style='color:white'>b</span></p><table bgcolor=navy><tr><td><font color=white>c</font></table>", "ab\n\nc"},
		"white on a colour around":    {"<div style='background:#003366'><p style='background:transparent;color:white'>a<p style='background:none;color:#fff'>b</div>", "a\n\nb"},
		"white in a class":            {"<div class=banner><p>a<span style='color:white'>b</span></div>", "ab"},
		"transparent":                 {"<p>a<span style='color:transparent'>x</span><span style='color:rgba(0,0,0,0)'>x</span><span style='opacity:0.0'>x</span>", "a"},
		"off the page":                {"<p>a<span style='position:absolute;left:-9999px'>x</span><span style='text-indent:-9999px'>x</span><span style='clip:rect(0,0,0,0)'>x</span>", "a"},
		"off the screen":              {"<p>a<span style='position:absolute;left:-200vw'>x</span><span style='transform:translateX(-9999px)'>x</span><span style='transform:translate(0, -300vh)'>x</span><span style='transform:translateX(-50%)'>b</span>", "ab"},
		"without extent":              {"<p>a<span style='max-width:0;overflow:hidden'>x</span><span style='transform:scale(0, 0)'>x</span><span style='clip-path:polygon(0 0, 0 0)'>x</span><span style='clip-path:polygon(0 0, 9px 0, 9px 9px)'>b</span><span style='transform:scale(0.5)'>c</span>", "abc"},
		"without a colour":            {"<p>a<span style='filter:opacity(0%)'>x</span><span style='-webkit-text-fill-color:transparent'>x</span><span style='color:hsl(0, 0%, 100%)'>x</span><span style='color:hsl(0, 100%, 40%);filter:opacity(0.9)'>b</span>", "ab"},
		"not rendered":                {"<p>a<p style='content-visibility:hidden'>x", "a"},
		"a negative margin":           {"<p style='margin-left:-20px'>a", "a"},
		"a class that hides":          {"<style>/* c */ .off, p#z { font-size:0 } .no { display:none }</style><p>a<p class='b off'>x<p id=z>x<p class=no>x", "a"},
		"a class that opens":          {"<style>.answer { display:none }</style><script>open()</script><p>a<p class=answer>b", "a\n\nb"},
		"a class by another":          {"<style>.print .off { display:none }</style><p>a<p class=off>b", "a\n\nb"},
		"a class that opens by place": {"<style>.pane,.off{display:none} #one:checked ~ .panes > :nth-child(1){display:block}</style><input type=radio id=one><div class=panes><p class=pane>a<p class=pane>b</div><p class=off>x", "a\n\nb"},
		"a class on screens":          {"<style>@import 'x'; @media only screen { .off{color:red} @supports (x:y) { .off { display:none } } } @media (min-width:1px){.no{font-size:0}}</style><p>a<p class=off>x<p class=no>x", "a"},
		"a class on some screens":     {"<style>@media screen and (max-width:600px) { .off { display:none } } @media (min-width: 900px) {.off{display:none}}</style><p>a<p class=off>b", "a\n\nb"},
		"a class in print":            {"<style>@media print { .off { display:none } }</style><p>a<p class=off>b", "a\n\nb"},
		"hidden in preformatted text": {"<pre>a<span hidden>x</span>b</pre>", "ab"},
		"hidden in a heading":         {"<p>a<h2>b<span style='display:none'>x</span></h2>c", "a\n\nb\n\nc"},
		"hidden until found":          {"<p>a<p hidden=until-found>b", "a\n\nb"},
		"a row that is hidden":        {"<table><tr><td>a<td>b<tr style='display:none'><td>x<td>x</table>", "a | b"},
	}.run(t, textOf)
}
