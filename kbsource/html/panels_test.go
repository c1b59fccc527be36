package html_test

import "testing"

// What a click opens is read, under the name of what opens it.
func TestPanels(t *testing.T) {
	cases{
		"headings that hold a button": {
			`<h1>Kiln</h1><h2 id=q1><button aria-expanded=true>How hot?</button></h2><div class=body>1200 °C.</div>
			<h2><button aria-expanded=false>How long?</button></h2><div class=body>Nine hours.</div>`,
			"heading0 Kiln\nheading1#q1 How hot?\nparagraph 1200 °C.\nheading1 How long?\nparagraph Nine hours.",
		},
		"a button beside a heading's text": {
			`<h1>Kiln</h1><h2>Firing <button>Copy link</button></h2><p>a`,
			"heading0 Kiln\nheading1 Firing\nparagraph a",
		},
		"buttons over panels": {
			`<h1>Kiln</h1><h2>Questions</h2><button class=accordion>Who may fire?</button><div class=panel><p>Members.</div>
			<div class=head><button aria-expanded=false aria-controls=p2>Who pays?</button></div><div id=p2 hidden><p>Guests.</div><p>Ask us.`,
			"heading0 Kiln\nheading1 Questions\nheading2 Who may fire?\nparagraph Members.\nheading2#p2 Who pays?\nparagraph Guests.\nparagraph Ask us.",
		},
		"details": {
			`<h1>Kiln</h1><p>a<details id=d1><summary>On <b>Sundays</b>?</summary><p>Closed.</details><p>b`,
			"heading0 Kiln\nparagraph a\nheading1#d1 On Sundays?\nparagraph Closed.\nparagraph b",
		},
		"details whose summary is a heading": {
			`<h1>Kiln</h1><details><summary><h3>On Sundays?</h3></summary>Closed.</details>`,
			"heading0 Kiln\nheading1 On Sundays?\nparagraph Closed.",
		},
		"details in an item": {
			`<ul><li>Ask first<details><summary>Why?</summary>It is hot.</details><li>b</ul>`,
			"list_item - Ask first/Why?/It is hot.\nlist_item - b",
		},
		"tabs in the order of their panels": {
			`<h1>Kiln</h1><ul role=tablist><li role=tab>Gas</li><li role=tab>Wood</li></ul>
			<div role=tabpanel><p>Open the valve.</div><div role=tabpanel hidden><h3>First</h3><p>Stack it.</div><p>Then wait.`,
			"heading0 Kiln\nheading1 Gas\nparagraph Open the valve.\nheading1 Wood\nheading2 First\nparagraph Stack it.\nparagraph Then wait.",
		},
		"tabs that name their panels": {
			`<div role=tablist><button role=tab aria-controls=b>Wood</button><button role=tab aria-controls=a>Gas</button></div>
			<div id=a role=tabpanel>Open the valve.</div><div id=b role=tabpanel aria-hidden=true>Stack it.</div>`,
			"heading1#a Gas\nparagraph Open the valve.\nheading1#b Wood\nparagraph Stack it.",
		},
		"panels that name their tabs": {
			`<ul class=nav><li><a id=t1 data-toggle=tab>Gas</a><li><a id=t2 data-toggle=tab>Wood</a></ul>
			<div role=tabpanel aria-labelledby=t1>Open the valve.</div><div role=tabpanel aria-labelledby=t2 style="display:none">Stack it.</div>`,
			"heading1 Gas\nparagraph Open the valve.\nheading1 Wood\nparagraph Stack it.",
		},
		"labels of inputs": {
			`<h1>Kiln</h1><div><input type=radio id=x checked><label for=x>Gas</label><div>Open the valve.</div><input type=radio id=y><label for=y>Wood</label><div>Stack it.</div></div>`,
			"heading0 Kiln\nheading1 Gas\nparagraph Open the valve.\nheading1 Wood\nparagraph Stack it.",
		},
		"labels beside each other": {
			`<h1>Kiln</h1><input type=radio id=x><input type=radio id=y><div><label for=x>Gas</label> <label for=y>Wood</label></div>
			<div> <div>Open the valve.</div> <div>Stack it.</div></div>`,
			"heading0 Kiln\nheading1 Gas\nparagraph Open the valve.\nheading1 Wood\nparagraph Stack it.",
		},
		"a panel that says its name": {
			`<h1>Kiln</h1><div role=tablist><a role=tab aria-controls=x>Gas</a></div><div role=tabpanel id=x><h2>Gas</h2>Open the valve.</div>`,
			"heading0 Kiln\nheading1#x Gas\nparagraph Open the valve.",
		},
		"tabs without panels": {
			`<ul role=tablist><li role=tab>Gas<li role=tab>Wood</ul><p>a`,
			"list_item - Gas\nlist_item - Wood\nparagraph a",
		},
		"a button in a sentence": {`<p>Press <button>Save</button> twice.`, "paragraph Press Save twice."},
		"a button alone":         {`<p>a<div><button>Buy now</button></div>`, "paragraph a"},
		"a button in code":       {`<pre><button>Copy</button>make all</pre>`, "code make all"},
	}.run(t, outline)
}

// Whether something closed is a panel or a notice, by what the page says.
func TestClosedText(t *testing.T) {
	cases{
		"a tab's panel":            {`<p>a<div role=tabpanel hidden>b</div>`, "a\n\nb"},
		"what something controls":  {`<p>a</p><button aria-controls=x>c</button><hr><div id=x style="display:none">b</div>`, "a\n\nc\n\nb"},
		"what a target names":      {`<p>a<a data-bs-target="#x"></a><hr><div id=x hidden>b</div>`, "a\n\nb"},
		"what a link opens":        {`<script></script><p>a <a href="#x">c</a><hr><div id=x hidden>b</div>`, "a c\n\nb"},
		"a link without a script":  {`<p>a <a href="#x">c</a><hr><div id=x hidden>b</div>`, "a c"},
		"what stands below":        {`<p>a<h3>c<span aria-expanded=false></span></h3><div hidden>b</div>`, "a\n\nc\n\nb"},
		"a row below its opener":   {`<table><tr><td>a<td><a onclick=x>b</a><tr hidden><td>c<td>d</table>`, "a | b\nc | d"},
		"a link that goes nowhere": {`<div><a href="#">a</a></div><div hidden>b</div>`, "a\n\nb"},
		"what is called a toggle":  {`<p class=js-toggle>a</p><div hidden>b</div>`, "a\n\nb"},
		"an input that is checked": {`<style>.x{display:none} :checked + .x{display:block}</style><p>a<div class=x>b</div>`, "a\n\nb"},
		"a class beside it":        {`<style>.x{display:none} .x.on{display:block}</style><p>a<div class="x on">b</div><div class=x>c</div>`, "a\n\nb\n\nc"},
		"a class in print":         {`<style>.x{display:none} @media print{.x.x{display:block}}</style><p>a<div class=x>b</div>`, "a"},
		"by its name":              {`<script></script><p>a<div class="faq__answer" style="display:none">b</div>`, "a\n\nb"},
		"by its name in one word":  {`<script></script><p>a<div id="tabContent" hidden>b</div>`, "a\n\nb"},
		"no script for its name":   {`<p>a<div class=answer style="display:none">b</div>`, "a"},
		"a script library":         {`<p>a<div x-show=open style="display:none">b</div>`, "a\n\nb"},
		"folded to no height":      {`<style>.x{max-height:0;overflow:hidden}</style><p>a<div class=x>b</div>`, "a"},
		"folded below a button":    {`<p>a</p><button>c</button><div style="max-height:0;overflow:hidden">b</div>`, "a\n\nb"},
		"answers below headings":   {`<script></script><h3>a</h3><div hidden>b</div><h3>c</h3><div hidden>d</div>`, "a\n\nb\n\nc\n\nd"},
		"one below a heading":      {`<script></script><h3>a</h3><div hidden>b</div><p>c`, "a\n\nc"},
		"any other class":          {`<style>.x{display:none}</style><script></script><p>a<p class=x>b`, "a"},
		"a notice on cookies":      {`<script></script><p>a<div class="cookie-panel" hidden>b</div>`, "a"},
		"a dialogue":               {`<p>a</p><button aria-controls=x>c</button><div id=x role=dialog hidden>b</div>`, "a"},
		"a modal":                  {`<p>a</p><button data-target="#x">c</button><div id=x class=modal style="display:none">b</div>`, "a"},
		"a menu":                   {`<p>a</p><button aria-expanded=false>c</button><ul class=dropdown-menu hidden><li>b</ul>`, "a"},
		"a popover":                {`<p>a</p><button aria-controls=x>c</button><div id=x popover>b</div>`, "a"},
		"no size below a button":   {`<p>a</p><button aria-controls=x>c</button><div id=x style="font-size:0">b</div>`, "a"},
		"alone":                    {`<script></script><p>a<div hidden>b</div>`, "a"},
	}.run(t, textOf)
}
