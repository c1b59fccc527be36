package api_test

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/api"
)

// get asks for a file of the page, which is no part of the description.
func (f *fixture) get(path string, headers ...string) reply {
	f.t.Helper()
	response, err := http.DefaultClient.Do(f.request(f.t.Context(), "GET", path, "", headers...))
	if err != nil {
		f.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return reply{f.t, response.StatusCode, response.Header, data}
}

func TestPageFiles(t *testing.T) {
	f := newFixture(t)
	kinds := map[string]string{
		"/": "text/html; charset=utf-8", "/page/app.js": "text/javascript; charset=utf-8", "/page/style.css": "text/css; charset=utf-8",
		"/page/texts.json": "application/json", "/page/mark.svg": "image/svg+xml",
	}
	for path, kind := range kinds {
		r := f.get(path)
		if r.status != 200 || r.header.Get("Content-Type") != kind || len(r.body) == 0 {
			t.Errorf("%s: %d, %s, %d bytes", path, r.status, r.header.Get("Content-Type"), len(r.body))
		}
		if again := f.get(path, "If-None-Match", r.header.Get("ETag")); again.status != 304 || len(again.body) != 0 {
			t.Errorf("%s asked for again: %d", path, again.status)
		}
	}
	config := string(f.get("/page/config.json").body)
	if config != `{"name":"Test Base","documents":0,"chat_model":"","embedding_model":"","examples":["How long is the reset link valid?"]}`+"\n" {
		t.Errorf("config %s", config)
	}
}

// Every text is there in every language, with the same places to fill in.
func TestPageTexts(t *testing.T) {
	texts := pageTexts(t)
	if got := len(texts); got != 10 {
		t.Errorf("%d languages", got)
	}
	places := regexp.MustCompile(`\{\w+\}`)
	for code, words := range texts {
		if got, want := slices.Sorted(maps.Keys(words)), slices.Sorted(maps.Keys(texts["en"])); !slices.Equal(got, want) {
			t.Errorf("%s has other texts than en: %v", code, got)
		}
		for key, text := range words {
			got, want := places.FindAllString(text, -1), places.FindAllString(texts["en"][key], -1)
			slices.Sort(got)
			slices.Sort(want)
			if strings.TrimSpace(text) == "" || !slices.Equal(got, want) {
				t.Errorf("%s %s: %q has places %v, want %v", code, key, text, got, want)
			}
		}
	}
	for _, name := range []string{"app.js", "answer.js", "article.js", "draw.js", "explanation.js", "index.html"} {
		data, err := os.ReadFile("page/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, use := range regexp.MustCompile(`(?:[^\w]text\(|data-text=|part\(|say\(|without\()"(\w+)"`).FindAllStringSubmatch(string(data), -1) {
			if _, ok := texts["en"][use[1]]; !ok {
				t.Errorf("%s uses text %q, which does not exist", name, use[1])
			}
		}
	}
	// Reasons and codes that the page may be sent have words.
	for _, reason := range theSpec(t).doc.Components.Schemas["Reason"].Value.Enum {
		if _, ok := texts["en"]["reason_"+reason.(string)]; !ok {
			t.Errorf("reason %v has no words", reason)
		}
	}
}

// The button that asks for a person must get one in every language.
func TestPageAsksForAPersonInEveryLanguage(t *testing.T) {
	f := newFixture(t)
	f.store("account/reset.md", article)
	for code, words := range pageTexts(t) {
		var a api.Answer
		f.do("POST", "/v1/answers", jsonQuestion(words["person_question"])).want(200, &a)
		if a.Decision != "escalate" || !slices.Contains(a.Reasons, "human_requested") {
			t.Errorf("%s: %q gives %s for %v", code, words["person_question"], a.Decision, a.Reasons)
		}
	}
}

func pageTexts(t *testing.T) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile("page/texts.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return texts
}
