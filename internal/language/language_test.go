package language_test

import (
	"strings"
	"testing"

	"footnote/internal/language"
)

// questions are what customers ask, by language.
var questions = map[string][]string{
	"en": {"How do I reset my password?", "Where is my invoice?", "Cancel subscription", "refund", "Is there a free plan?",
		"I can't log in", "What happens when the trial ends?", "two-factor code not working", "Which payment methods do you accept?"},
	"de": {"Wo finde ich die Rechnung?", "Wie setze ich mein Passwort zurück?", "Rechnung herunterladen", "Kann ich kündigen?",
		"Ich kann mich nicht anmelden", "Was kostet der Pro-Tarif?", "Wie lange werden die Daten aufbewahrt?"},
	"fr": {"Comment réinitialiser mon mot de passe ?", "Où est ma facture ?", "Je veux annuler mon abonnement", "Combien ça coûte ?",
		"Puis-je changer de forfait ?", "La connexion ne marche pas", "Quels moyens de paiement acceptez-vous ?"},
	"es": {"¿Cómo cancelo?", "¿Dónde está mi factura?", "Quiero cambiar mi contraseña", "como cambio mi plan", "¿Cuánto cuesta?",
		"No puedo iniciar sesión", "¿Hay una versión gratuita?"},
	"it": {"Come posso cambiare la password?", "Dove trovo la fattura?", "Quanto costa il piano Pro?", "Non riesco ad accedere",
		"Vorrei annullare l'abbonamento", "C'è una prova gratuita?"},
	"pt": {"Como faço para cancelar?", "Onde está a minha fatura?", "Não consigo entrar na conta", "Quanto custa o plano?",
		"Esqueci minha senha", "Vocês têm um plano gratuito?"},
	"nl": {"Hoe kan ik mijn wachtwoord wijzigen?", "Waar vind ik de factuur?", "Ik wil mijn abonnement opzeggen", "Wat kost het?",
		"Het inloggen werkt niet", "Kan ik mijn gegevens exporteren?"},
	"pl": {"Jak zresetować hasło?", "Gdzie jest moja faktura?", "Chcę anulować subskrypcję", "Ile to kosztuje?", "Nie mogę się zalogować"},
	"tr": {"Şifremi nasıl sıfırlarım?", "Faturam nerede?", "Aboneliği iptal etmek istiyorum", "Bu ne kadar?", "Giriş yapamıyorum"},
	"sv": {"Hur återställer jag mitt lösenord?", "Var hittar jag fakturan?", "Jag vill säga upp abonnemanget", "Vad kostar det?",
		"Jag kan inte logga in"},
	"da": {"Hvordan nulstiller jeg min adgangskode?", "Hvor finder jeg fakturaen?", "Jeg vil gerne opsige mit abonnement",
		"Hvad koster det?"},
	"no": {"Hvordan tilbakestiller jeg passordet?", "Hvor finner jeg fakturaen?", "Hva koster det?", "Jeg får ikke logget meg inn"},
	"fi": {"Miten vaihdan salasanan?", "Mistä löydän laskun?", "Haluan peruuttaa tilauksen", "Paljonko se maksaa?"},
	"cs": {"Jak obnovím heslo?", "Kde najdu fakturu?", "Chci zrušit předplatné", "Kolik to stojí?", "Nemůžu se přihlásit"},
	"ro": {"Cum îmi resetez parola?", "Unde găsesc factura?", "Vreau să anulez abonamentul", "Cât costă?"},
	"hu": {"Hogyan módosíthatom a jelszavamat?", "Hol találom a számlát?", "Le szeretném mondani az előfizetést", "Mennyibe kerül?"},
	"hr": {"Kako mogu promijeniti lozinku?", "Gdje je moj račun?", "Koliko košta pretplata?"},
	"vi": {"Làm thế nào để đổi mật khẩu?", "Hóa đơn của tôi ở đâu?"},
	"id": {"Bagaimana cara mengubah kata sandi?", "Di mana tagihan saya?"},
	"ru": {"Как сбросить пароль?", "Где мой счёт?", "Сколько стоит тариф Pro?", "не могу войти", "Можно ли вернуть деньги?",
		"Как настроить S3 bucket в Kubernetes?", "отмена подписки"},
	"uk": {"Як змінити пароль?", "Де мій рахунок?", "Скільки це коштує?", "Чому не працює вхід?"},
	"bg": {"Как да променя паролата си?", "Къде е моята фактура?", "Колко струва абонаментът?"},
	"be": {"Як змяніць пароль?", "Дзе мой рахунак?"},
	"sr": {"Како могу да променим лозинку?", "Где је мој рачун?"},
	"el": {"Πώς αλλάζω τον κωδικό μου;"},
	"he": {"איך מאפסים סיסמה?"},
	"ar": {"كيف أغير كلمة المرور؟", "أين فاتورتي؟"},
	"fa": {"چگونه رمز عبور را تغییر دهم؟", "فاکتور من کجاست؟"},
	"th": {"ฉันจะรีเซ็ตรหัสผ่านได้อย่างไร"},
	"ko": {"비밀번호를 어떻게 재설정하나요?"},
	"ja": {"パスワードをリセットするには？", "請求書はどこですか？", "解約方法"},
	"zh": {"如何重置密码？", "发票在哪里？", "怎么取消 Pro 套餐?"},
	"hi": {"मैं अपना पासवर्ड कैसे रीसेट करूं?"},
}

func TestDetectQuestionOfABaseThatHasTheLanguage(t *testing.T) {
	for want, all := range questions {
		for _, q := range all {
			if got := language.DetectQuestion(q, []string{"en", want}); got != want {
				t.Errorf("DetectQuestion(%q) = %s, want %s", q, got, want)
			}
		}
	}
}

func TestDetectQuestionOfABaseInOtherLanguages(t *testing.T) {
	total, wrong := 0, []string{}
	for want, all := range questions {
		if want == "ja" {
			all = all[:2] // the third is Chinese as well
		}
		for _, q := range all {
			total++
			if got := language.DetectQuestion(q, []string{"ru", "en"}); got != want {
				wrong = append(wrong, q+" = "+got+", want "+want)
			}
		}
	}
	if len(wrong) > total/25 {
		t.Errorf("%d of %d wrong:\n%s", len(wrong), total, strings.Join(wrong, "\n"))
	}
}

func TestNothingToTell(t *testing.T) {
	for _, text := range []string{"", "   ", "👍🎉", "12345", "?!…", "404 / 500", "\xff\xfe"} {
		if got := language.Detect(text); got != language.Undetermined {
			t.Errorf("Detect(%q) = %s, want und", text, got)
		}
		if got := language.DetectQuestion(text, []string{"en", "ru"}); got != language.Undetermined {
			t.Errorf("DetectQuestion(%q) = %s, want und", text, got)
		}
	}
}

func TestNamesAreInTheLanguageOfTheBase(t *testing.T) {
	for _, c := range []struct {
		question string
		among    []string
		want     string
	}{
		{"Kubernetes S3", []string{"en", "ru"}, "en"},
		{"Kubernetes S3", []string{"ru", "en"}, "en"},
		{"kubectl", []string{"de", "fr"}, "de"},
		{"kubectl", nil, "und"},
		{"解約方法", []string{"zh"}, "zh"},
	} {
		if got := language.DetectQuestion(c.question, c.among); got != c.want {
			t.Errorf("DetectQuestion(%q, %v) = %s, want %s", c.question, c.among, got, c.want)
		}
	}
}

func TestDetectDocuments(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The link in the mail is valid for 30 minutes. Open it on the same device and choose a new password of at least twelve characters.",
		"de": "Der Link in der E-Mail ist 30 Minuten gültig. Öffnen Sie ihn auf demselben Gerät und wählen Sie ein neues Passwort.",
		"ru": "Установите клиент:\n\n`apt-get install openstack-client && openstack --version`\n\nЗатем войдите в личный кабинет и скачайте файл.",
		"nl": "De link in de e-mail is 30 minuten geldig. Open hem op hetzelfde apparaat en kies een nieuw wachtwoord van ten minste twaalf tekens.",
		"no": "Lenken i e-posten er gyldig i 30 minutter. Åpne den på samme enhet og velg et nytt passord på minst tolv tegn.",
		"da": "Linket i mailen er gyldigt i 30 minutter. Åbn det på den samme enhed, og vælg en ny adgangskode på mindst tolv tegn.",
		"ja": "メールのリンクは30分間有効です。同じ端末で開いて、新しいパスワードを選んでください。",
		"uk": "Посилання в листі дійсне 30 хвилин. Відкрийте його на тому самому пристрої та оберіть новий пароль.",
	} {
		if got := language.Detect(text); got != want {
			t.Errorf("Detect(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, all := range questions {
		f.Add(all[0])
	}
	f.Add("İı'\u0307 e\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		first := language.Detect(text)
		if first == "" || len(first) > 3 {
			t.Errorf("Detect(%q) = %q is no subtag", text, first)
		}
		if again := language.Detect(text); again != first {
			t.Errorf("Detect(%q) = %s, then %s", text, first, again)
		}
	})
}

func BenchmarkDetectQuestion(b *testing.B) {
	for b.Loop() {
		language.DetectQuestion("Where do I find the invoice of last month?", []string{"en", "ru", "de"})
	}
}
