package lexical_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"footnote/index/indextest"
)

func TestTerms(t *testing.T) {
	x := newFolder(t).index
	for _, c := range []struct{ language, text, want string }{
		{"en", "How do I reset the passwords?", "reset password"},
		{"en", "The user’s API-keys", "user api kei"},
		{"ru", "Учётные записи и счета", "учетн запис счет"},
		{"de", "Die Größe der Gebühren", "gross gebuhr"},
		{"fr", "l'entreprise d’hiver", "entrepris hiv"},
		{"zh", "重置密码", "重置 置密 密码"},
		{"th", "รหัส", "รหั หัส"},
		{"und", "Café ＡＢＣ ﬁle co\u00adop", "cafe abc file coop"},
		{"en", "ERR_KEY v1.2.3 a.b.example.com 1,234.56", "err kei v1.2.3 b exampl com 1,234.56"},
		{"en", "", ""},
		{"en", "the of and", ""},
	} {
		var got []string
		for _, token := range x.Terms(c.language, c.text) {
			got = append(got, token.Term)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("Terms(%s, %q) = %q, want %q", c.language, c.text, got, c.want)
		}
	}
}

func TestTermsPointIntoTheText(t *testing.T) {
	x := newFolder(t).index
	text := "🎉 Ёлка, über-Größe: счёт №5"
	runes := []rune(text)
	var words []string
	for _, token := range x.Terms("ru", text) {
		words = append(words, string(runes[token.Start:token.End]))
	}
	if want := []string{"Ёлка", "über", "Größe", "счёт", "5"}; !slices.Equal(words, want) {
		t.Errorf("words %q, want %q", words, want)
	}
}

func FuzzTerms(f *testing.F) {
	x := newFolder(f).index
	languages := []string{"en", "ru", "de", "fr", "es", "it", "pt", "nl", "pl", "ar", "fa", "hi", "zh", "tr", "hu", "hr", "el", "und"}
	for _, text := range []string{"reset the Passwords", "счёт", "ａｂｃ장애 รหัส می‌خواهم", "\xff\x80 e\u0301\u0301 İ"} {
		for i := range languages {
			f.Add(text, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, text string, n uint8) {
		language := languages[int(n)%len(languages)]
		runes := []rune(text)
		last := 0
		for _, token := range x.Terms(language, text) {
			if token.Start < last || token.End <= token.Start || token.End > len(runes) || token.Term == "" {
				t.Errorf("%s %q: token %+v after %d in %d runes", language, text, token, last, len(runes))
			}
			last = token.Start
		}
	})
}

func TestIDF(t *testing.T) {
	f := newFolder(t)
	x := f.index
	f.put(x,
		indextest.Document("1", "en", "One", "common words"),
		indextest.Document("2", "en", "Two", "common things"),
		indextest.Document("3", "en", "Three", "common rare"),
		indextest.Document("4", "de", "Vier", "common"))
	idf := func(n, having float64) float64 { return math.Log(1 + (n-having+0.5)/(having+0.5)) }
	for term, want := range map[string]float64{"common": idf(3, 3), "rare": idf(3, 1), "two": idf(3, 1), "unknown": idf(3, 0)} {
		if got := x.IDF("en", term); math.Abs(got-want) > 1e-9 {
			t.Errorf("IDF(en, %s) = %v, want %v", term, got, want)
		}
	}
}
