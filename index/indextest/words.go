package indextest

import (
	"math"
	"strings"
	"testing"
)

// terms have the places of the words that they come from, and an article and a
// question have the same ones.
func terms(t *testing.T, b *base) {
	for _, c := range []struct{ language, text, alike string }{
		{"en", "Resetting the passwords", "reset a password"},
		{"de", "Die Gebühren der Rechnung", "gebuhr, Rechnungen"},
		{"ru", "Пароли и счёт", "пароль, счета"},
		{"zh", "重置密码", "重置密码？"},
		{"und", "Zephyr 8443", "zephyr: 8443"},
	} {
		text := []rune(c.text)
		var got, want []string
		last := 0
		for _, token := range b.Terms(c.language, c.text) {
			if token.Start < last || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("%s %q: %+v after %d", c.language, c.text, token, last)
			}
			last = token.Start
			got = append(got, token.Term)
		}
		for _, token := range b.Terms(c.language, c.alike) {
			want = append(want, token.Term)
		}
		b.want("terms of "+c.text, got, want...)
	}
	if got := b.Terms("en", "how do I, and what is the"); len(got) != 0 {
		t.Errorf("stop words have the terms %v", got)
	}
}

// rarity is that among the live passages of a language.
func rarity(t *testing.T, b *base) {
	idf := func(n, having float64) float64 { return math.Log(1 + (n-having+0.5)/(having+0.5)) }
	check := func(when string, want map[string]float64) {
		t.Helper()
		for term, want := range want {
			if got := b.IDF("en", term); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: IDF of %s is %v, want %v", when, term, got, want)
			}
		}
	}
	check("empty", map[string]float64{"alpha": idf(0, 0)})
	b.put("main", Document("a", "en", "A", "alpha beta"), Document("b", "en", "B", "alpha gamma"), Document("c", "de", "C", "alpha"))
	check("filled", map[string]float64{"alpha": idf(2, 2), "beta": idf(2, 1), "delta": idf(2, 0)})
	b.remove("b")
	check("after a deletion", map[string]float64{"alpha": idf(1, 1), "gamma": idf(1, 0)})
}

// known words occur in passages of some language, or say nothing there.
func known(t *testing.T, b *base) {
	b.put("main", Document("en", "en", "Passwords", "Reset the password."), Document("ru", "ru", "Пароль", "Сбросьте пароль."))
	question := "the reset пароли zzyzx reset-zzyzx ?!"
	shares, err := b.Known(strings.Fields(question))
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]int{{3, 3}, {5, 5}, {6, 6}, {0, 5}, {5, 10}, {0, 0}}
	if len(shares) != len(want) {
		t.Fatalf("%d shares of %q", len(shares), question)
	}
	for i, w := range want {
		if shares[i].Known != w[0] || shares[i].Of != w[1] {
			t.Errorf("%s: %+v, want %v", strings.Fields(question)[i], shares[i], w)
		}
	}
}
