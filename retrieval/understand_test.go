package retrieval_test

import (
	"testing"

	"footnote/index/embedding/embeddingtest"
	"footnote/retrieval"
)

func TestWrongKeyboardAndLatinLettersAreUnderstood(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	b.put(t, "default", "ru/vpn.md", "Подключение к VPN", nil, "Чтобы подключить VPN, скачайте клиент OpenVPN и войдите в аккаунт.")
	r := retrieval.New(b.index, b.catalog)
	for _, c := range []struct{ question, language, understood, first string }{
		{"rfr c,hjcbnm gfhjkm", "ru", "как сбросить пароль", "ru/reset.md"},
		{"kak sbrosit parol", "ru", "как сбросит парол", "ru/reset.md"},
		{"kak podklyuchit OpenVPN", "ru", "как подключит OpenVPN", "ru/vpn.md"},
		{"ащкпще ьн зфыыцщкв", "en", "forgot my password", "reset.md"},
		// What makes sense is left alone.
		{"forgot password", "en", "", "reset.md"},
		{"забыли пароль", "ru", "", "ru/reset.md"},
		{"OpenVPN", "", "", "ru/vpn.md"},
		{"E-4012", "", "", "export.md"},
		{"wie setze ich mein password zurück", "de", "", ""},
		{"zzgl qwxy", "", "", ""},
	} {
		t.Run(c.question, func(t *testing.T) {
			result, err := r.Search(t.Context(), retrieval.Query{Question: c.question})
			if err != nil {
				t.Fatal(err)
			}
			if result.Understood != c.understood {
				t.Errorf("understood %q, want %q", result.Understood, c.understood)
			}
			if c.language != "" && result.Language != c.language {
				t.Errorf("language %s, want %s", result.Language, c.language)
			}
			if c.first != "" && (len(result.Evidence) == 0 || result.Evidence[0].Document.Path != c.first) {
				t.Errorf("found %v, want %s first", paths(result), c.first)
			}
		})
	}
}

// The language of the page that a question is asked on says nothing then.
func TestTheStatedLanguageIsThatOfWhatWasUnderstood(t *testing.T) {
	b := newBase(t, embeddingtest.Hashing{})
	result, err := retrieval.New(b.index, b.catalog).Search(t.Context(), retrieval.Query{Question: "rfr c,hjcbnm gfhjkm", Language: "en"})
	if err != nil || result.Language != "ru" {
		t.Errorf("language %s, %v, want ru", result.Language, err)
	}
}
