package language_test

import (
	"slices"
	"strings"
	"testing"

	"footnote/internal/language"
)

func TestReadings(t *testing.T) {
	for _, c := range []struct{ typed, meant string }{
		{"rfr c,hjcbnm gfhjkm", "как сбросить пароль"},
		{"Ult vjq cx`n&", "Где мой счёт?"},
		{"kak sbrosit' parol'", "как сбросить пароль"},
		{"gde moy schet?", "где мой счет?"},
		{"Pochemu ne rabotaet oplata kartoy", "почему не работает оплата картой"},
		{"shchuka, podyezd, novyy chay, yozh, iyun", "щука, подезд, новый чай, еж, июн"},
		{"рщц ещ куыуе ьн зфыыцщкв", "how to reset my password"},
		{"Цруку шы ьн штмщшсу?", "Where is my invoice?"},
	} {
		if got := language.Readings(c.typed); !slices.Contains(got, c.meant) {
			t.Errorf("Readings(%q) = %q, want %q among them", c.typed, got, c.meant)
		}
	}
	for _, text := range []string{"", "12345", "?!", "How do I reset my password?", "如何重置密码", "كيف أغير"} {
		if got := language.Readings(text); got != nil {
			t.Errorf("Readings(%q) = %q, want none", text, got)
		}
	}
}

func FuzzReadings(f *testing.F) {
	for _, text := range []string{"rfr c,hjcbnm\tgfhjkm", "kak  sbrosit", "ёж Ъ", "a\u2003b\x00\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, reading := range language.Readings(text) {
			if got, want := len(strings.Fields(reading)), len(strings.Fields(text)); got != want {
				t.Errorf("Readings(%q) has %q, of %d words, not %d", text, reading, got, want)
			}
		}
	})
}
