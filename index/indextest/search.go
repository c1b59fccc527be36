package indextest

import (
	"strings"
	"testing"

	"footnote/index"
	"footnote/kbsource/document"
)

func words(t *testing.T, b *base) {
	b.put("main",
		Document("reset", "en", "Reset your password", "A mail with a link is sent. Open the link and choose a new one."),
		Document("invoice", "en", "Invoices", "Invoices are sent by mail on the first day of the month."),
		Document("api", "en", "API keys", "Keys expire after 90 days. Error ERR_KEY_EXPIRED is returned then. Rotate with kubectl v1.29."),
		Document("heading", "en", "Limits", "Uploads are limited."))
	b.want("a word of the title", b.find(index.LexicalQuery{Text: "password", Language: "en"}), "reset")
	b.want("another form of it", b.find(index.LexicalQuery{Text: "resetting passwords", Language: "en"}), "reset")
	b.want("more matches first", b.find(index.LexicalQuery{Text: "when are invoices sent by mail?", Language: "en"}), "invoice", "reset")
	b.want("a code", b.find(index.LexicalQuery{Text: "err_key_expired", Language: "en"}), "api")
	b.want("a version", b.find(index.LexicalQuery{Text: "v1.29", Language: "en"}), "api")
	b.want("a part of a code", b.find(index.LexicalQuery{Text: "key expired", Language: "en"}), "api")
	b.want("language not known", b.find(index.LexicalQuery{Text: "kubectl", Language: "und"}), "api")
	b.want("limit", b.find(index.LexicalQuery{Text: "mail link", Language: "en", Limit: 1}), "reset")
	b.want("nothing", b.find(index.LexicalQuery{Text: "zeppelin", Language: "en"}))
}

// languages finds each document by a question with another form of its words.
func languages(t *testing.T, b *base) {
	cases := []struct{ language, title, text, question string }{
		{"en", "Cancelling", "Subscriptions are cancelled in the settings.", "cancel a subscription"},
		{"ru", "Учётная запись", "Счёт приходит на почту, пароль меняют в настройках.", "где мои счета"},
		{"de", "Kündigung", "Verträge kündigen Sie in den Einstellungen, Größe und Gebühren stehen dort.", "Vertrag kuendigen Gebühr"},
		{"fr", "Facturation", "Les factures de l'entreprise sont envoyées chaque mois.", "facture d'entreprises"},
		{"es", "Facturación", "Las contraseñas se cambian en los ajustes.", "cambiar contrasena"},
		{"it", "Abbonamento", "Gli abbonamenti si annullano nelle impostazioni dell'account.", "annullare abbonamento"},
		{"pt", "Faturas", "As faturas são enviadas no início do mês, as senhas alteradas aqui.", "fatura enviada"},
		{"nl", "Facturen", "De facturen worden per maand verstuurd.", "factuur facturen maand"},
		{"pl", "Hasła", "Hasła zmienia się w ustawieniach konta.", "zmiana hasła"},
		{"sv", "Lösenord", "Lösenorden ändras i inställningarna.", "lösenordet inställning"},
		{"da", "Fakturaer", "Fakturaerne sendes hver måned.", "faktura måned"},
		{"no", "Passord", "Passordene endres i innstillingene.", "passordet innstilling"},
		{"fi", "Laskut", "Laskut lähetetään kuukauden alussa.", "lasku kuukausi"},
		{"hu", "Számlák", "A számlákat havonta küldjük.", "számlákat"},
		{"ro", "Facturi", "Facturile se trimit lunar.", "facturi lunar"},
		{"tr", "Faturalar", "Faturalar her ayın başında gönderilir.", "faturalar"},
		{"cs", "Předplatné", "Předplatné zrušíte v nastavení.", "predplatne"},
		{"uk", "Рахунки", "Рахунки надсилаються щомісяця.", "рахунки"},
		{"el", "Κωδικός", "Ο κωδικός αλλάζει στις ρυθμίσεις.", "κωδικος"},
		{"ar", "الفواتير", "يتم إرسال الفواتير كل شهر.", "فواتير"},
		{"fa", "رمز عبور", "رمزهای عبور در تنظیمات تغییر می‌کنند.", "رمز عبور"},
		{"hi", "पासवर्ड", "पासवर्ड सेटिंग में बदले जाते हैं।", "पासवर्ड"},
		{"zh", "重置密码", "在设置中可以重置您的密码。", "如何重置密码"},
		{"ja", "請求書", "請求書は毎月一日に送信されます。", "請求書の送信"},
		{"ko", "비밀번호", "설정에서 비밀번호를 재설정할 수 있습니다.", "비밀번호가"},
		{"th", "รหัสผ่าน", "เปลี่ยนรหัสผ่านได้ในการตั้งค่า", "ลืมรหัสผ่าน"},
		{"he", "סיסמה", "משנים סיסמה בהגדרות.", "סיסמה"},
	}
	var documents []document.Document
	for _, c := range cases {
		documents = append(documents, Document(c.language, c.language, c.title, c.text))
	}
	b.put("main", documents...)
	for _, c := range cases {
		got := b.find(index.LexicalQuery{Text: c.question, Language: c.language})
		if len(got) == 0 || got[0] != c.language {
			t.Errorf("%q in %s: found %v first", c.question, c.language, got)
		}
	}
	for _, question := range []string{"счет", "счёт", "учетная запись", "УЧЁТНАЯ"} {
		b.want("ё is е: "+question, b.find(index.LexicalQuery{Text: question, Language: "ru"}), "ru")
	}
	for _, question := range []string{"Größe", "Groesse", "grosse", "GRÖSSE"} {
		b.want("umlauts: "+question, b.find(index.LexicalQuery{Text: question, Language: "de"}), "de")
	}
	b.put("main",
		Document("names-de", "de", "Webhooks", "Der Dienst Zephyr nutzt Port 8443."),
		Document("names-ru", "ru", "Вебхуки", "Сервис Zephyr использует порт 8443."))
	b.want("names across languages, one's own first",
		b.find(index.LexicalQuery{Text: "Zephyr 8443", Language: "ru"}), "names-ru", "names-de")
}

func filters(t *testing.T, b *base) {
	b.put("main",
		Document("a", "en", "Trial", "The trial lasts 14 days.", "plans", "public"),
		Document("b", "en", "Trial for partners", "The trial lasts 30 days.", "plans"),
		Document("c", "de", "Trial", "Der Trial dauert 14 Tage.", "public"))
	b.put("partners", Document("d", "en", "Trial", "The trial lasts 60 days.", "plans", "public"))
	b.embed()
	for _, c := range []struct {
		name   string
		filter index.Filter
		want   []string
	}{
		{"none", index.Filter{}, []string{"a", "b", "c", "d"}},
		{"collection", index.Filter{Collections: []string{"main"}}, []string{"a", "b", "c"}},
		{"collections", index.Filter{Collections: []string{"main", "partners", "main"}}, []string{"a", "b", "c", "d"}},
		{"language", index.Filter{Languages: []string{"de"}}, []string{"c"}},
		{"languages", index.Filter{Languages: []string{"de", "en"}, Collections: []string{"main"}}, []string{"a", "b", "c"}},
		{"label", index.Filter{Labels: []string{"public"}}, []string{"a", "c", "d"}},
		{"all labels", index.Filter{Labels: []string{"public", "plans"}}, []string{"a", "d"}},
		{"all at once", index.Filter{Collections: []string{"partners"}, Languages: []string{"en"}, Labels: []string{"plans"}}, []string{"d"}},
		{"known and unknown", index.Filter{Collections: []string{"nowhere", "partners"}}, []string{"d"}},
		{"unknown", index.Filter{Collections: []string{"nowhere"}}, nil},
		{"unknown label", index.Filter{Labels: []string{"secret"}}, nil},
		{"part of a name", index.Filter{Collections: []string{"part"}}, nil},
	} {
		b.same("words, "+c.name, b.find(index.LexicalQuery{Text: "trial", Language: "en", Filter: c.filter}), c.want...)
		b.same("vectors, "+c.name, b.near("How long is the trial?", c.filter), c.want...)
	}
}

// plainText has what query languages would take for syntax.
func plainText(t *testing.T, b *base) {
	b.put("main",
		Document("a", "en", "Alpha", "Alpha answers."),
		Document("b", "en", "Beta", "Beta answers."))
	for _, text := range []string{
		"+alpha -alpha", `"alpha`, `alpha"`, "body_en:alpha", "alpha^1000", "alpha~2", "NOT alpha", "(alpha", "alpha\\", "alpha/", "/alpha/",
		"alpha AND zeppelin", "[alpha TO alpha]", "{alpha}", "alpha; DROP TABLE passages", "<b>alpha</b>", "title:alpha", "alpha\x00",
	} {
		b.want(text, b.find(index.LexicalQuery{Text: text, Language: "en"}), "a")
	}
	for _, text := range []string{"al*", "al?", "*", "al.*a", "_id:*", "a.pha"} {
		b.want(text, b.find(index.LexicalQuery{Text: text, Language: "en"}))
	}
}

func oddQueries(t *testing.T, b *base) {
	b.want("an empty index", b.find(index.LexicalQuery{Text: "alpha", Language: "en"}))
	b.want("an empty index, vectors", b.near("alpha", index.Filter{}))
	b.put("main", Document("a", "en", "Alpha", "Alpha is the answer, and it is 42."), Document("b", "ru", "Альфа", "Ответ."))
	for _, text := range []string{"", " \n\t", "?!…", "👍🎉", "how is it the and", "\xff\xfe\xfd", strings.Repeat("\u0301", 100)} {
		b.want(text, b.find(index.LexicalQuery{Text: text, Language: "en"}))
	}
	for _, language := range []string{"", "und", "en", "xx", "EN", "zh-Hant"} {
		b.want("language "+language, b.find(index.LexicalQuery{Text: "alpha 42", Language: language}), "a")
	}
	long := strings.Repeat("zeppelin airship balloon ", 2000)
	b.want("50,000 characters", b.find(index.LexicalQuery{Text: "alpha " + long, Language: "en"}), "a")
	if hits, err := b.Lexical(t.Context(), index.LexicalQuery{Text: "alpha", Language: "en"}); err != nil || len(hits) != 0 {
		t.Errorf("limit 0: %v, %v", hits, err)
	}
	if hits, err := b.Lexical(t.Context(), index.LexicalQuery{Text: "alpha", Language: "en", Limit: 1 << 30}); err != nil || len(hits) != 1 {
		t.Errorf("a huge limit: %v, %v", hits, err)
	}
}

// stableOrder has passages that match alike: equal scores are ordered by id,
// before and after a rebuild.
func stableOrder(t *testing.T, b *base) {
	var documents []document.Document
	for i := range 40 {
		documents = append(documents, Document(numbered(i), "en", "Same", "The very same text."))
	}
	b.put("main", documents...)
	b.embed()
	words := b.find(index.LexicalQuery{Text: "same text", Language: "en", Limit: 5})
	near := b.near("same text", index.Filter{})
	if len(words) != 5 || len(near) != 10 {
		t.Fatalf("found %v and %v", words, near)
	}
	for range 3 {
		b.want("words again", b.find(index.LexicalQuery{Text: "same text", Language: "en", Limit: 5}), words...)
		b.want("vectors again", b.near("same text", index.Filter{}), near...)
		b.close()
		if err := b.i.Forget(b.dir); err != nil {
			t.Fatal(err)
		}
		b.open()
	}
}
