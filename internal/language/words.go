package language

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// profile is what tells a language from the others of its script.
type profile struct {
	code   string
	script string
	// letters are those of its alphabet that not all languages of the script
	// have: for Latin all but a to z, for Cyrillic all but those that
	// Russian, Ukrainian and Bulgarian share.
	letters string
	// stop is a published list of stop words, with comments; nil if none.
	stop []byte
	// words are what customers' questions are made of and stop lists lack.
	words string
}

func profiles() []profile {
	return []profile{
		{"en", latin, "", en.EnglishStopWords, `how what where when why who which can could do does did my your is are i
			please help need want get change reset password account email invoice cancel subscription payment order
			login log sign delete update download refund card error not work working many much long there has have hello thanks
			won't can't don't doesn't isn't didn't i'm it's into from if will would should`},
		{"de", latin, "äöüß", de.GermanStopWords, `wie wo was wann warum wer welche kann ich mein meine bitte hilfe passwort konto rechnung
			kündigen ändern zurücksetzen zahlung bestellung anmelden löschen herunterladen fehler funktioniert geht nicht
			wieso weshalb wohin können kostet viel lange gibt hallo danke finde bekomme möchte brauche vertrag`},
		{"fr", latin, "àâæçéèêëîïôœùûüÿ", fr.FrenchStopWords, `comment où quand pourquoi quel quelle quels quelles combien puis-je peux mon ma mes est-ce
			s'il vous plaît aide mot de passe compte facture annuler changer réinitialiser paiement commande connexion
			supprimer télécharger erreur fonctionne marche pas bonjour merci je voudrais besoin abonnement faire c'est j'ai qu'est-ce
			trouver puis modifier quoi`},
		{"es", latin, "áéíñóúü", es.SpanishStopWords, `cómo como dónde donde cuándo cuando qué cuál cuánto cuánta cuántos cuesta puedo mi mis por favor
			ayuda contraseña cuenta factura cancelar cancelo cambiar restablecer pago pedido iniciar sesión borrar descargar error
			funciona hola gracias necesito quiero hay hacer tengo encuentro suscripción olvidé correo`},
		{"it", latin, "àèéìîòóù", it.ItalianStopWords, `come dove quando perché quale quali quanto quanti costa posso mio mia miei per favore aiuto
			password conto fattura annullare cambiare reimpostare pagamento ordine accedere cancellare scaricare errore
			funziona ciao grazie vorrei bisogno c'è devo fare trovo abbonamento cosa dov'è`},
		{"pt", latin, "àáâãçéêíóôõú", pt.PortugueseStopWords, `como onde quando por quê qual quais quanto quantos custa posso meu minha meus minhas favor ajuda
			senha conta fatura cancelar cancelo alterar mudar redefinir pagamento pedido entrar excluir apagar baixar erro
			funciona olá obrigado obrigada preciso quero fazer tenho não encontro assinatura esqueci você vocês está`},
		{"nl", latin, "éëïóü", nl.DutchStopWords, `hoe waar wat wanneer waarom wie welke kan ik mijn alstublieft help wachtwoord rekening factuur
			opzeggen wijzigen resetten betaling bestelling inloggen verwijderen downloaden fout werkt niet hallo bedankt
			graag nodig wil hoeveel kost vind annuleren abonnement kunnen moet krijg`},
		{"pl", latin, "ąćęłńóśźż", pl.PolishStopWords, `jak gdzie co kiedy dlaczego kto który mogę moje mój moja proszę pomoc hasło konto faktura fakturę
			anulować zmienić zresetować płatność zamówienie zalogować usunąć pobrać błąd działa nie dzień dobry dziękuję
			chcę potrzebuję ile kosztuje znajdę czy jest się do subskrypcję`},
		{"tr", latin, "çğıöşüâî", tr.TurkishStopWords, `nasıl nerede ne zaman neden kim hangi benim lütfen yardım şifre şifremi hesap hesabımı fatura
			iptal değiştir değiştirebilirim sıfırlarım ödeme sipariş giriş sil indir hata çalışmıyor değil merhaba
			teşekkürler istiyorum kaç ücret var yok mı mi mu mü bir bu için ederim edebilirim bulabilirim nereden`},
		{"sv", latin, "åäöé", sv.SwedishStopWords, `hur var vad när varför vem vilken kan jag mitt min mina snälla hjälp lösenord konto faktura fakturan säga
			upp ändra återställa betalning beställning logga in ta bort ladda ner fel fungerar inte hej tack vill behöver
			mycket kostar hittar avbryter prenumeration får göra`},
		{"da", latin, "æøåé", da.DanishStopWords, `hvordan hvor hvad hvornår hvorfor hvem hvilken kan jeg mit min mine venligst hjælp adgangskode konto
			faktura opsige ændre ændrer nulstille nulstiller betaling bestilling logge ind slette hente fejl virker ikke hej tak vil har
			brug meget koster finder abonnement opsiger af mig noget hvilke kode`},
		{"no", latin, "æøåéô", no.NorwegianStopWords, `hvordan hvor hva når hvorfor hvem hvilken kan jeg mitt min mine vennligst hjelp passord passordet konto
			faktura si opp endre endrer tilbakestille tilbakestiller betaling bestilling logge inn slette laste ned feil fungerer virker ikke hei
			takk vil trenger mye koster finner abonnement av meg noe hvilke hvilket avslutter`},
		{"fi", latin, "äöå", fi.FinnishStopWords, `miten missä mikä mitä milloin miksi kuka voinko voin minun minä ole hyvä apua salasana salasanan
			tili tilin lasku laskun peruuttaa peruutan vaihtaa vaihdan palauttaa maksu tilaus kirjautua poistaa poistan ladata virhe toimi
			ei hei kiitos haluan tarvitsen paljonko kuinka maksaa löydän mistä saan onko`},
		{"cs", latin, "áčďéěíňóřšťúůýž", cs.CzechStopWords, `jak kde co kdy proč kdo který můžu mohu moje můj prosím pomoc heslo účet faktura fakturu zrušit zruším
			změnit změním resetovat obnovit platba objednávka přihlásit smazat stáhnout chyba funguje nefunguje ne dobrý den děkuji chci
			potřebuji kolik stojí najdu je se si předplatné`},
		{"sk", latin, "áäčďéíĺľňóôŕšťúýž", nil, `ako kde čo kedy prečo kto ktorý môžem moje môj prosím pomoc heslo účet faktúra faktúru zrušiť zruším
			zmeniť zmením obnoviť platba objednávka prihlásiť zmazať stiahnuť chyba funguje nefunguje nie dobrý deň ďakujem chcem
			potrebujem koľko stojí nájdem je sa si som na do a to že pre pri ale alebo už ešte`},
		{"ro", latin, "ăâîșțşţ", ro.RomanianStopWords, `cum unde ce când de cine care pot contul meu mea vă rog ajutor parola cont factura
			anulez anula schimba schimb reseta resetez plată comandă conectare șterge descărca eroare funcționează nu bună ziua
			mulțumesc vreau am nevoie cât costă găsesc este îmi abonamentul`},
		{"hu", latin, "áéíóöőúüű", hu.HungarianStopWords, `hogyan hol mi mit mikor miért ki melyik tudom tudok jelszó jelszavamat jelszavam fiók fiókom
			számla számlát lemondani mondhatom le módosítani visszaállítani fizetés rendelés bejelentkezni törölni törölhetem
			letölteni hiba működik nem szia köszönöm szeretnék kell mennyibe kerül találom van kérem az egy előfizetést`},
		{"hr", latin, "čćđšž", hr.CroatianStopWords, `kako gdje što kada zašto tko koji mogu moj moja moje molim pomoć lozinka lozinku račun
			otkazati promijeniti resetirati plaćanje narudžba prijaviti izbrisati preuzeti greška radi ne dobar dan hvala želim
			trebam koliko košta pronaći je li se u na pretplatu`},
		{"id", latin, "", id.IndonesianStopWords, `bagaimana dimana mana apa kapan mengapa kenapa siapa bisa saya tolong bantuan kata sandi akun tagihan
			faktur membatalkan mengubah mengganti mengatur ulang pembayaran pesanan masuk menghapus mengunduh kesalahan tidak
			berfungsi halo terima kasih ingin perlu berapa biaya cara langganan`},
		{"vi", latin, "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ", nil, `làm thế nào ở đâu gì khi tại sao ai tôi của
			không là và có được cho mật khẩu tài khoản hóa đơn hủy đổi thanh toán đăng nhập xóa tải lỗi xin chào cảm ơn muốn cần bao nhiêu`},
		{"ca", latin, "àçèéíïòóúü", ca.CatalanStopWords, `com on quan per què quin quina quant puc el meu la meva si us plau ajuda contrasenya compte factura
			cancel·lar canviar restablir pagament comanda iniciar sessió esborrar descarregar error funciona hola gràcies vull necessito fer amb`},
		{"ru", cyrillic, "ыэёъ", ru.RussianStopWords, `как где что когда почему кто какой какая какие могу мой моя мои моё пожалуйста помогите пароль аккаунт
			счёт счет отменить изменить поменять сбросить оплата заказ войти удалить скачать ошибка работает не здравствуйте
			спасибо хочу нужно сколько стоит найти можно ли это подписку`},
		{"uk", cyrillic, "іїєґ", nil, `як де що коли чому хто який яка які можу мій моя мої моє будь ласка допоможіть пароль рахунок скасувати
			змінити скинути оплата замовлення увійти видалити завантажити помилка працює не вітаю дякую хочу потрібно скільки коштує
			знайти чи це та і в на з до за від для він вона вони його є був була були або але якщо щоб також не ви ми я мені бути`},
		{"bg", cyrillic, "ъ", bg.BulgarianStopWords, `как къде какво кога защо кой коя кои мога моя моят моята моля помощ парола паролата акаунт сметка
			фактура отменя променя възстановя плащане поръчка вляза изтрия изтегля грешка работи не здравейте благодаря искам
			нужно колко струва намеря да си ли е на за от със се ми абонамента`},
		{"be", cyrillic, "ыэёіў", nil, `як дзе што калі чаму хто які магу мой мая калі ласка дапамажыце пароль рахунак скасаваць змяніць скінуць
			аплата заказ выдаліць памылка працуе не добры дзень дзякуй хачу трэба колькі каштуе гэта і ў на з да`},
		{"sr", cyrillic, "ђјљњћџ", nil, `како где шта када зашто ко који могу мој моја моје молим помоћ лозинка лозинку рачун отказати променити
			плаћање поруџбина пријавити обрисати преузети грешка ради не добар дан хвала желим треба колико кошта је ли се у на и да су`},
		{"mk", cyrillic, "ѓѕјљњќџ", nil, `како каде што кога зошто кој можам мојот моја мои молам помош лозинка лозинката сметка откажам променам плаќање
			нарачка избришам преземам грешка работи не здраво благодарам сакам треба колку чини да се на и во од со`},
		{"kk", cyrillic, "әғқңөұүһіыэъё", nil, `қалай қайда не қашан неге кім менің құпия сөз есептік жазба төлем қате жұмыс істемейді емес сәлем рахмет және бұл үшін`},
		{"ar", arabic, "أإآؤئةىكي", ar.ArabicStopWords, `كيف أين ماذا متى لماذا من هل يمكنني حسابي كلمة المرور فاتورة إلغاء تغيير الدفع طلب حذف تحميل خطأ لا شكرا مرحبا أريد كم`},
		{"fa", arabic, "پچژگکی", fa.PersianStopWords, `چگونه چطور کجا چه کی چرا آیا می‌توانم می توانم حساب رمز عبور فاکتور لغو تغییر پرداخت سفارش حذف دانلود خطا نیست سلام ممنون چقدر را است`},
		{"ur", arabic, "ٹڈڑںےہھپچژگکی", nil, `کیسے کہاں کیا کب کیوں کون میں میرا میری اپنا پاس ورڈ اکاؤنٹ منسوخ ادائیگی نہیں شکریہ ہے ہیں کا کی کے کو سے`},
	}
}

// listed returns the words of a stop list: what stands before a comment.
func listed(list []byte) []string {
	var words []string
	for line := range strings.Lines(string(list)) {
		if i := strings.IndexAny(line, "|#"); i >= 0 {
			line = line[:i]
		}
		words = append(words, strings.Fields(line)...)
	}
	return words
}
