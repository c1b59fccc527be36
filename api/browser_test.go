//go:build browser

package api_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/api"
)

func TestBrowserAsksAndOpensCitation(t *testing.T) {
	f := newFixture(t, showcase)
	f.storeShowcase()
	b := openBrowser(t, f.url)
	b.shot("01-welcome-light")
	b.ask("How long is the link in the mail valid?")
	b.until(`document.querySelector(".verdict") !== null`)
	b.shot("02-answer-light")
	if got := b.text(".prose"); !strings.Contains(got, "A mail with a link valid for 30 minutes is sent to you") {
		t.Errorf("answer shown: %q", got)
	}
	if got := b.text(".verdict"); !strings.Contains(got, "Very likely right") || !strings.Contains(got, "93%") {
		t.Errorf("verdict shown: %q", got)
	}
	if got := b.text(".source .place"); got != "Show the place in the article" {
		t.Errorf("a source offers %q", got)
	}
	b.click(".marker")
	b.until(`document.querySelector("#quote") !== null`)
	quote := `A mail with a link valid for 30 minutes is sent to you, not to a colleague.`
	if got := b.text("#quote"); got != quote {
		t.Errorf("marked %q, want %q", got, quote)
	}
	if !eval[bool](b, `(() => { const m = document.querySelector("#quote").getBoundingClientRect(), t = document.querySelector("#article-text").getBoundingClientRect(); return m.top >= t.top && m.bottom <= t.bottom })()`) {
		t.Error("the quote is not scrolled into view")
	}
	// The article's markup is text, all of it.
	if got := b.text("#article-text"); plain(got) != plain(showcaseArticle) {
		t.Errorf("article shown: %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll("#article-text script, #article-text img").length`); n != 0 {
		t.Error("markup of an article became elements")
	}
	if got := b.text("#article-meta"); !strings.Contains(got, "Security › Reset") || !strings.Contains(got, "page 2") || !strings.Contains(got, "May 12, 2026") {
		t.Errorf("place of the citation: %q", got)
	}
	if href := eval[string](b, `document.querySelector("#article-meta a").href`); href != "https://help.example/account/reset.md" {
		t.Errorf("link to %q", href)
	}
	b.shot("03-citation-light")
	b.scheme(true)
	b.shot("04-citation-dark")
	b.do(chromedp.Click("#article-close"), chromedp.Click(".why summary"))
	b.do(chromedp.ScrollIntoView(".disclosure"))
	b.shot("05-why-dark")
	b.clean()
}

// With the real engine: a conversation, and a quote in its place.
func TestBrowserConversation(t *testing.T) {
	seen := &recorder{}
	f := newFixture(t, func(o *api.Options) { seen.next = o.Answers; o.Answers = seen })
	f.store("account/reset.md", article)
	b := openBrowser(t, f.url)
	b.click(".example")
	b.until(`document.querySelectorAll(".why").length === 1`)
	quote := b.text(".source .quote")
	if !strings.Contains(article, quote) {
		t.Errorf("the article does not hold %q", quote)
	}
	b.click(".marker")
	b.until(`document.querySelector("#quote") !== null`)
	if got := b.text("#quote"); got != quote {
		t.Errorf("marked %q, quoted %q", got, quote)
	}
	b.click("#article-close")
	b.ask("And then?")
	b.until(`document.querySelectorAll(".why").length === 2`)
	if r := seen.last(); r.ConversationID == "" {
		t.Errorf("second question came with %+v", r)
	}
	if got := b.text(".turn:first-child .question"); !strings.Contains(got, "link") {
		t.Errorf("first question shown: %q", got)
	}
	b.click("#fresh")
	b.until(`!document.querySelector("#welcome").hidden && document.querySelector(".turn") === null`)
	b.ask("A new start?")
	b.until(`document.querySelectorAll(".why").length === 1`)
	if r := seen.last(); r.ConversationID != "" {
		t.Errorf("a new conversation came with %+v", r)
	}
	b.clean()
}

func TestBrowserByKeyboardAlone(t *testing.T) {
	f := newFixture(t, showcase)
	f.storeShowcase()
	b := openBrowser(t, f.url)
	press := func(keys ...string) {
		for _, key := range keys {
			b.do(chromedp.KeyEvent(key))
		}
	}
	focus := func() string {
		return eval[string](b, `(() => { const e = document.activeElement; return e.id || e.dataset.key || e.className || e.tagName })()`)
	}
	if got := focus(); got != "question" {
		t.Fatalf("focus starts at %q", got)
	}
	press("H", "o", "w", "?", "\r")
	b.until(`document.querySelector(".verdict") !== null`)
	for range 12 { // back to the first citation marker
		b.do(chromedp.KeyEvent("\t", chromedp.KeyModifiers(chromedp.ModifierShift)))
		if strings.HasPrefix(focus(), "s0-") {
			break
		}
	}
	if got := focus(); got != "s0-1" {
		t.Fatalf("no way back to the marker, focus is on %q", got)
	}
	if got := eval[string](b, `getComputedStyle(document.activeElement).outlineStyle`); got == "none" {
		t.Error("the focus cannot be seen")
	}
	press("\r")
	b.until(`document.activeElement.id === "quote"`)
	press("\x1b")
	b.until(`!document.querySelector("#article").open`)
	if got := focus(); got != "s0-1" {
		t.Errorf("closing the article leaves the focus on %q", got)
	}
	b.clean()
}

func TestBrowserEscalation(t *testing.T) {
	f := newFixture(t, showcase)
	f.storeShowcase()
	b := openBrowser(t, f.url)
	b.click("#person")
	b.until(`document.querySelector(".handover") !== null`)
	b.shot("06-escalation-light")
	if got := b.text(".handover"); !strings.Contains(got, "A person takes over") || !strings.Contains(got, "A person was asked for.") {
		t.Errorf("hand-over shown: %q", got)
	}
	if got := b.text(".draft"); !strings.Contains(got, "not an answer") || !strings.Contains(got, "30 minutes") {
		t.Errorf("draft shown: %q", got)
	}
	if got := b.text(".verdict"); strings.Contains(got, "Very likely right") || !strings.Contains(got, "93%") {
		t.Errorf("a draft is praised: %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll(".turn > .prose, a[href^='javascript']").length`); n != 0 {
		t.Error("a draft is shown as an answer, or a script as a link")
	}
	b.clean()
}

func TestBrowserLanguages(t *testing.T) {
	f := newFixture(t, showcase)
	f.storeShowcase()
	b := openBrowser(t, f.url)
	b.ask("How long is the link in the mail valid?")
	b.until(`document.querySelector(".verdict") !== null`)
	choose := func(code string) {
		b.do(chromedp.SetValue("#language", code))
		eval[bool](b, `document.querySelector("#language").dispatchEvent(new Event("change"))`)
	}
	for _, code := range []string{"en", "ru", "de", "fr", "es", "it", "pt", "nl", "ar", "zh"} {
		choose(code)
		if got := eval[string](b, `document.documentElement.lang`); got != code {
			t.Errorf("lang is %q, want %q", got, code)
		}
		if wide := eval[int](b, `document.scrollingElement.scrollWidth - innerWidth`); wide > 0 {
			t.Errorf("%s: the page is %d px too wide", code, wide)
		}
		b.contrast(code)
	}
	choose("ar")
	if got := eval[string](b, `getComputedStyle(document.body).direction`); got != "rtl" {
		t.Errorf("Arabic is written %s", got)
	}
	if got := b.text(".verdict strong"); got != "صحيح على الأرجح جداً" {
		t.Errorf("verdict in Arabic: %q", got)
	}
	b.shot("07-arabic-light")
	b.click(".marker")
	b.until(`document.querySelector("#quote") !== null`)
	b.shot("08-arabic-citation")
	if left := eval[float64](b, `document.querySelector("#article").getBoundingClientRect().left`); left != 0 {
		t.Errorf("the panel stands at %v, want the left side", left)
	}
	b.clean()
}

func TestBrowserOnSmallScreens(t *testing.T) {
	f := newFixture(t, showcase)
	f.storeShowcase()
	b := openBrowser(t, f.url)
	b.do(chromedp.EmulateViewport(320, 640, chromedp.EmulateScale(2)))
	b.shot("09-mobile-welcome")
	b.ask("How long is the link in the mail valid?")
	b.until(`document.querySelector(".verdict") !== null`)
	b.shot("10-mobile-answer")
	b.click(".why summary")
	fits := func(what string) {
		if wide := eval[int](b, `document.scrollingElement.scrollWidth - innerWidth`); wide > 0 {
			t.Errorf("%s is %d px too wide for 320 px", what, wide)
		}
	}
	fits("answer")
	b.scheme(true)
	b.contrast("dark, small")
	b.click(".marker")
	b.until(`document.querySelector("#quote") !== null`)
	fits("article")
	b.shot("11-mobile-citation-dark")
	b.click("#article-close")
	b.ask("I want a person")
	b.until(`document.querySelector(".handover") !== null`)
	b.contrast("escalation, dark, small")
	b.shot("12-mobile-escalation-dark")
	b.clean()
}

func TestBrowserStops(t *testing.T) {
	s := newSlow()
	f := newFixture(t, func(o *api.Options) { o.Answers = s })
	b := openBrowser(t, f.url)
	b.ask("hello")
	<-s.entered
	b.until(`!document.querySelector("#stop").hidden`)
	b.shot("13-writing")
	b.click("#stop")
	b.until(`document.querySelector(".notice") !== null`)
	if err := <-s.ended; err == nil {
		t.Error("the answer went on after it was stopped")
	}
	if got := b.text(".turn .notice"); !strings.HasPrefix(got, "Stopped.") {
		t.Errorf("shown after stopping: %q", got)
	}
	b.clean()
}

func TestBrowserSaysWhatWentWrong(t *testing.T) {
	f := newFixture(t, showcase)
	b := openBrowser(t, f.url)
	b.ask("break off")
	b.until(`document.querySelector(".bad") !== null`)
	if got := b.text(".bad"); !strings.Contains(got, "Something went wrong on the server") {
		t.Errorf("shown: %q", got)
	}
	b.shot("14-error")
	f.stop()
	b.click(".bad button")
	b.until(`document.querySelector(".bad")?.textContent.includes("cannot be reached")`)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = slices.DeleteFunc(b.complaints, func(c string) bool { return strings.HasPrefix(c, "log: Failed to load") })
	for _, complaint := range b.complaints {
		t.Error(complaint)
	}
}
