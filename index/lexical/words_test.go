package lexical_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/index"
	"footnote/index/indextest"
	"footnote/kbsource"
	"footnote/kbsource/document"
)

// found returns the paths of the documents that a question in a language
// finds, best first.
func (f *folder) found(x *index.Index, language, question string) []string {
	f.t.Helper()
	hits, err := x.Lexical(f.t.Context(), index.LexicalQuery{Text: question, Language: language, Limit: 10})
	if err != nil {
		f.t.Fatal(err)
	}
	ids := make([]int64, len(hits))
	for i, hit := range hits {
		ids[i] = hit.PassageID
	}
	rows, err := f.catalog.PassagesByID(f.t.Context(), ids)
	if err != nil {
		f.t.Fatal(err)
	}
	var paths []string
	for _, id := range ids {
		if path := rows[id].Document.Path; !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

// base makes an index of one document a text, named by the text's place.
func (f *folder) base(language string, texts ...string) *index.Index {
	x := f.index
	f.put(x, documents(language, texts)...)
	return x
}

// Each base has an article on another matter, which must not be first.
func TestQuestionsInEachLanguageFindTheirAnswer(t *testing.T) {
	for _, c := range []struct {
		language      string
		answer, other string
		questions     []string
	}{
		{"en", "Passwords are reset on the sign-in page.", "Invoices are sent by mail.",
			[]string{"How can I reset my password?", "resetting a PASSWORD", "pasword reset", "paswsord", "rseet"}},
		{"de", "Das Passwort können Sie in den Einstellungen zurücksetzen. Die Kündigung ist jederzeit möglich.", "Rechnungen kommen per Post.",
			[]string{"Wie setze ich das Passwort zurück?", "Zuruecksetzen der Passwoerter", "zurucksetzen", "wie kann ich kuendigen", "Passwortzurücksetzung", "Paswort"}},
		{"de", "Die Rechnungsadresse ändern Sie im Konto.", "Der Versand dauert drei Tage.",
			[]string{"Adresse der Rechnung", "Adressen", "Rechnung", "Rechnungsadressen"}},
		{"de", "Die Adresse der Rechnung ändern Sie im Konto.", "Der Versand dauert drei Tage.", []string{"Rechnungsadresse", "Kontoadresse"}},
		{"nl", "Het adres van de rekening wijzigt u in uw account.", "Het wachtwoord staat in de brief.", []string{"rekeningadres", "adressen"}},
		{"nl", "Het rekeningadres wijzigt u zelf.", "Het wachtwoord staat in de brief.", []string{"adres van de rekening"}},
		{"fr", "Réinitialisez le mot de passe dans les paramètres.", "L'entreprise envoie une facture.",
			[]string{"Comment réinitialiser mon mot de passe ?", "reinitialiser", "parametres", "paramètre"}},
		{"es", "La cancelación de la suscripción se hace en la cuenta.", "La contraseña se cambia aquí.",
			[]string{"¿Cómo hago la cancelacion?", "suscripciones", "CANCELACIÓN", "suscripcoin"}},
		{"it", "Le fatture sono nelle impostazioni; la qualità è garantita.", "La password si cambia qui.", []string{"Dov'è la fattura?", "qualita", "l'impostazione"}},
		{"pt", "Altere as informações dos cartões nas configurações.", "A senha é pessoal.", []string{"informação do cartão", "informacoes", "cartoes", "configuracao"}},
		{"pl", "Hasło zmienisz na stronie konta, a książka jest w sklepie.", "Faktury wysyłamy pocztą.", []string{"jak zmienić hasło", "haslo", "ksiazka"}},
		{"ru", "Пароль сбрасывают на странице входа. Учётная запись остаётся.", "Счета приходят по почте.",
			[]string{"Как сбросить пароль?", "учетной записи", "паролль", "сбросиь праоль"}},
		{"tr", "Şifrenizi hesap sayfasında sıfırlayın. Aboneliği iptal edin.", "Faturalar postayla gelir.", []string{"şifremi", "SIFRE", "sifre sifirlama", "İPTAL", "hesabım"}},
		{"ar", "يمكنك تغيير كلمة المرور من الإعدادات.", "تصل الفواتير بالبريد.", []string{"كيف أغير كَلِمَة المرور؟", "الاعدادات", "إعدادات"}},
		{"ko", "비밀번호를 재설정하려면 앱을 여세요.", "청구서는 우편으로 옵니다.", []string{"비밀번호 재설정", "비밀번호가", "앱이 안 열려요", "앱"}},
		{"ja", "パスワードをリセットするには鍵の印を押します。", "請求書は郵送されます。", []string{"パスワードのリセット", "鍵", "ﾊﾟｽﾜｰﾄﾞ"}},
		{"zh", "您可以在设置中重置密码。", "发票每月寄出。", []string{"怎么重置密码？", "密码", "密"}},
		{"zh", "您可以在設定中重設密碼。", "發票每月寄出。", []string{"怎麼重設密碼？", "密碼"}},
		{"th", "คุณสามารถรีเซ็ตรหัสผ่านได้ในหน้าตั้งค่า", "ใบแจ้งหนี้ส่งทางไปรษณีย์", []string{"รีเซ็ตรหัสผ่านอย่างไร", "ตั้งค่า"}},
		{"vi", "Bạn có thể đổi mật khẩu trong phần cài đặt.", "Hóa đơn được gửi qua thư.", []string{"làm sao đổi mật khẩu", "doi mat khau"}},
		{"el", "Αλλάξτε τον κωδικό στις ρυθμίσεις.", "Το τιμολόγιο έρχεται με email.", []string{"κωδικο", "ΡΥΘΜΙΣΕΙΣ"}},
		{"am", "የይለፍ ቃልዎን በቅንብሮች ይቀይሩ።", "ደረሰኞች በፖስታ ይላካሉ።", []string{"የይለፍ ቃል"}},
		{"ka", "პაროლი შეცვალეთ პარამეტრებში.", "ინვოისი მოდის ფოსტით.", []string{"პაროლი"}},
	} {
		f := newFolder(t)
		x := f.base(c.language, c.answer, c.other)
		for _, q := range c.questions {
			if got := f.found(x, c.language, q); len(got) == 0 || got[0] != "0" {
				t.Errorf("%s: %q found %v, want 0 first", c.language, q, got)
			}
		}
	}
}

func TestIdentifiersAreFoundWhole(t *testing.T) {
	for _, c := range []struct{ whole, parts, question string }{
		{"Error E-4012 means that the export is too large.", "E 4012: block E, room 4012. E, E and 4012, 4012.", "What is E-4012?"},
		{"Error E-4012 means that the export is too large.", "Block E, room 4012.", "e4012"},
		{"ERR_KEY_EXPIRED is shown when a key is old.", "An ERR with an expired key: the key has expired, get a key that has not expired.", "why ERR_KEY_EXPIRED"},
		{"The part AB-12/34 is sold out.", "AB, 12 and 34 are numbers; AB 12, AB 34.", "AB-12/34"},
		{"Edit /etc/app/server.conf and restart.", "The app server has a conf folder, etc. App, server, conf.", "where is server.conf?"},
		{"Edit /etc/app/server.conf and restart.", "The app server has a conf folder, etc. App, server, conf.", "open /etc/app/server.conf."},
		{"Version 1.2.3 brings exports.", "Version 1.3.2 brings 1, 2 and 3.", "v1.2.3"},
		{"Since v1.2.3 there are exports.", "Since v1.3.2 there are imports.", "version 1.2.3"},
		{"Pass --data to name the folder.", "Data, data and data: what data is.", "what does --data do"},
		{"Write to help@mail.example.com.", "Mail is an example. Com, mail, example.", "is mail.example.com yours"},
		{"Call /v1/users/list for all.", "V1: users, list. Users list users in a list, v1.", "/v1/users/list"},
		{"Use the C++ library.", "The letter C. C, C and C. Library of C.", "C++ library"},
	} {
		f := newFolder(t)
		x := f.base("en", c.whole, c.parts, c.parts+" Again.", "Something else.")
		for _, language := range []string{"en", "und"} {
			if got := f.found(x, language, c.question); len(got) == 0 || got[0] != "0" {
				t.Errorf("%s %q found %v, want 0 first", language, c.question, got)
			}
		}
	}
}

// In every language an identifier is the same term, whatever its stemmer
// makes of the parts.
func TestIdentifiersAreNeverStemmed(t *testing.T) {
	for _, language := range []string{"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "fi", "hu", "und"} {
		f := newFolder(t)
		x := f.base(language, "ERR_INVALID_KEYS 1", "ERR_INVALID_KEY 2", "Invalid keys are an error. Err, invalid, keys.")
		if got := f.found(x, language, "err_invalid_keys"); len(got) == 0 || got[0] != "0" {
			t.Errorf("%s: found %v, want 0 first", language, got)
		}
	}
}

// What is known is meant as it is, and numbers are not mistyped.
func TestNothingIsGuessedWhereItIsNotNeeded(t *testing.T) {
	f := newFolder(t)
	x := f.base("en", "The plan has a price of 1200 euros.", "A plane to the place.", "Error E-4012.", "ERR_KEY_EXPIRED")
	for question, want := range map[string][]string{
		"plan":                {"0"},
		"plane":               {"1"},
		"1201":                nil,
		"E-4013":              {"2"}, // by its E
		"ERR_KAY_OXPIRED":     {"3"}, // by its ERR
		"zzzzqqqq":            nil,
		"frm":                 nil, // too short
		"thes":                nil, // a mistyped stop word
		"pl*ne":               nil,
		`"plan" AND (price`:   {"0"},
		"title:plan^9":        {"0"},
		"[plan TO price] -a~": {"0"},
	} {
		if got := f.found(x, "en", question); !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v", question, got, want)
		}
	}
}

func TestLongAndEmptyQuestions(t *testing.T) {
	f := newFolder(t)
	x := f.base("en", "Reset the password.", "Something else.")
	for name, question := range map[string]string{
		"nothing": "", "punctuation": "?!… --- ::: ///", "a stop word": "the", "one long word": strings.Repeat("a", 50_000),
		"hyphens": strings.Repeat("a-1", 20_000), "slashes": strings.Repeat("/a", 25_000),
	} {
		if got := f.found(x, "en", question); len(got) > 0 {
			t.Errorf("%s found %v", name, got)
		}
	}
	if got := f.found(x, "en", "password "+strings.Repeat("xyzzy ", 10_000)); !slices.Equal(got, []string{"0"}) {
		t.Errorf("a long question found %v", got)
	}
}

// Articles of several languages: a word that is known in another language is
// no mistake in the question's own.
func TestWordsOfOtherLanguagesAreNoMistakes(t *testing.T) {
	f := newFolder(t)
	x := f.index
	f.put(x,
		indextest.Document("en", "en", "Kubernetes", "A cluster has nodes."),
		indextest.Document("ru", "ru", "Кластеры", "У кластера есть узлы."),
		indextest.Document("de", "de", "Noten", "Die Note steht im Zeugnis."))
	for _, c := range []struct{ language, question, first string }{
		{"ru", "kubernetes", "en"},
		{"de", "nodes", "en"},
		{"ru", "кластре", "ru"},
		{"fr", "kubernets", "en"}, // no article is French
	} {
		if got := f.found(x, c.language, c.question); len(got) == 0 || got[0] != c.first {
			t.Errorf("%s %q found %v, want %s first", c.language, c.question, got, c.first)
		}
	}
}

func documents(language string, texts []string) []document.Document {
	all := make([]document.Document, len(texts))
	for i, text := range texts {
		all[i] = indextest.Document(strconv.Itoa(i), language, "", text)
	}
	return all
}

// Whatever is asked in whatever language, it is searched for.
func FuzzQuestions(f *testing.F) {
	x := newFolder(f).index
	languages := []string{"de", "en", "nl", "ru", "zh", "pl", "und"}
	for i, text := range []string{"Die Rechnungsadresse, E-4012", "reset the password v1.2.3", "Het rekeningadres", "Сброс пароля", "重置密码", "Hasło /etc/a.b", "a_b --c"} {
		change := kbsource.FileChange{Path: languages[i], Documents: []document.Document{indextest.Document(languages[i], languages[i], text, text)}}
		if _, err := x.Store("main").Apply(f.Context(), "source", []kbsource.FileChange{change}); err != nil {
			f.Fatal(err)
		}
		f.Add(text, uint8(i))
		f.Add("Adresse der Rechnung pasword ётп 密 haslo C++ ..--/./_", uint8(i))
	}
	f.Fuzz(func(t *testing.T, question string, n uint8) {
		q := index.LexicalQuery{Text: question, Language: languages[int(n)%len(languages)], Limit: 3}
		if _, err := x.Lexical(t.Context(), q); err != nil {
			t.Errorf("%s %q: %v", q.Language, question, err)
		}
		if _, err := x.Known(strings.Fields(question)); err != nil {
			t.Errorf("Known(%q): %v", question, err)
		}
	})
}
