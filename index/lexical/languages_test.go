package lexical_test

import (
	"strconv"
	"testing"
)

// helpCentre is four articles and a question about each, in other words or
// forms than the article's.
type helpCentre struct {
	language            string
	articles, questions [4]string
}

var helpCentres = []helpCentre{
	{"en", [4]string{
		"Resetting your password: choose “Forgot password” and open the link that we mail to you.",
		"Your invoices are in the billing settings. Every month we send one by mail.",
		"You cancel a subscription in the settings. The plan then ends with the month.",
		"Deleting an account erases all data, and your files cannot be restored."},
		[4]string{"how can I reset a forgotten password", "where do I find an invoice", "cancelling subscriptions", "what happens when I delete my account"}},
	{"de", [4]string{
		"Passwortzurücksetzung: Wählen Sie „Passwort vergessen“ und öffnen Sie den Link in der E-Mail.",
		"Ihre Rechnungen finden Sie in den Zahlungseinstellungen. Jeden Monat senden wir eine per E-Mail.",
		"Die Kündigung eines Abonnements geschieht in den Einstellungen. Der Tarif endet dann mit dem Monat.",
		"Beim Löschen des Benutzerkontos werden alle Daten entfernt, Dateien lassen sich nicht wiederherstellen."},
		[4]string{"Wie kann ich mein Passwort zurücksetzen?", "Wo ist die Rechnung?", "Abo kuendigen Abonnement", "Konto eines Benutzers loeschen"}},
	{"fr", [4]string{
		"Réinitialisation du mot de passe : choisissez « Mot de passe oublié » et ouvrez le lien reçu par courriel.",
		"Vos factures se trouvent dans les paramètres de facturation. Nous en envoyons une chaque mois.",
		"L'abonnement se résilie dans les paramètres. Le forfait prend alors fin avec le mois.",
		"La suppression du compte efface toutes les données, et vos fichiers ne peuvent pas être restaurés."},
		[4]string{"j'ai oublie mon mot de passe", "Où trouver ma facture ?", "comment résilier l’abonnement", "supprimer un compte efface-t-il les fichiers"}},
	{"es", [4]string{
		"Restablecer la contraseña: elija «Olvidé mi contraseña» y abra el enlace del correo.",
		"Sus facturas están en los ajustes de facturación. Cada mes enviamos una por correo.",
		"La suscripción se cancela en los ajustes. El plan termina entonces con el mes.",
		"Eliminar la cuenta borra todos los datos, y los archivos no se pueden recuperar."},
		[4]string{"olvide la contrasena", "¿Dónde está mi factura?", "cancelar suscripciones", "quiero eliminar mi cuenta"}},
	{"it", [4]string{
		"Reimpostare la password: scegliete “Password dimenticata” e aprite il link ricevuto per posta.",
		"Le fatture si trovano nelle impostazioni di pagamento. Ogni mese ne inviamo una.",
		"L'abbonamento si disdice nelle impostazioni. Il piano finisce allora con il mese.",
		"L'eliminazione dell'account cancella tutti i dati, e i file non si possono ripristinare."},
		[4]string{"ho dimenticato la password", "dov'è la fattura?", "come disdire gli abbonamenti", "eliminare l’account e i dati"}},
	{"pt", [4]string{
		"Redefinição da senha: escolha “Esqueci minha senha” e abra o link enviado por e-mail.",
		"As faturas ficam nas configurações de cobrança. Todo mês enviamos uma.",
		"A assinatura é cancelada nas configurações. O plano termina então com o mês.",
		"A exclusão da conta apaga todos os dados, e os arquivos não podem ser recuperados."},
		[4]string{"esqueci as senhas", "onde está a minha fatura?", "como cancelar a assinatura", "exclusao da conta"}},
	{"nl", [4]string{
		"Wachtwoord opnieuw instellen: kies “Wachtwoord vergeten” en open de link in de e-mail.",
		"Uw facturen staan in de betalingsinstellingen. Elke maand sturen wij er een.",
		"Het abonnement zegt u op in de instellingen. Het tarief eindigt dan met de maand.",
		"Het verwijderen van de gebruikersaccount wist alle gegevens; bestanden zijn niet te herstellen."},
		[4]string{"ik ben mijn wachtwoorden vergeten", "waar vind ik de factuur?", "abonnementen opzeggen", "account van een gebruiker verwijderen"}},
	{"pl", [4]string{
		"Resetowanie hasła: wybierz „Nie pamiętam hasła” i otwórz odnośnik z wiadomości.",
		"Faktury znajdziesz w ustawieniach płatności. Co miesiąc wysyłamy jedną.",
		"Subskrypcję anulujesz w ustawieniach. Plan kończy się wtedy z końcem miesiąca.",
		"Usunięcie konta kasuje wszystkie dane, a plików nie można odzyskać."},
		[4]string{"nie pamietam hasla", "gdzie jest moja faktura?", "jak anulować subskrypcję", "usuniecie konta"}},
	{"ru", [4]string{
		"Сброс пароля: выберите «Забыли пароль» и откройте ссылку из письма.",
		"Счета лежат в настройках оплаты. Каждый месяц мы присылаем новый счёт.",
		"Подписка отменяется в настройках. Тариф тогда закончится вместе с месяцем.",
		"Удаление учётной записи стирает все данные, файлы нельзя восстановить."},
		[4]string{"забыл паролль", "где мой счет?", "отменить подписку", "как удалить учетную запись"}},
	{"tr", [4]string{
		"Şifre sıfırlama: “Şifremi unuttum” seçeneğini seçin ve e-postadaki bağlantıyı açın.",
		"Faturalarınız ödeme ayarlarındadır. Her ay bir fatura göndeririz.",
		"Aboneliğinizi ayarlardan iptal edersiniz. Tarife o zaman ayla birlikte biter.",
		"Hesabın silinmesi bütün verileri yok eder, dosyalar geri getirilemez."},
		[4]string{"SIFREMI UNUTTUM", "faturam nerede?", "abonelik nasıl iptal edilir", "hesabımı silersem dosyalarım ne olur"}},
	{"ar", [4]string{
		"إعادة تعيين كلمة المرور: اختر «نسيت كلمة المرور» وافتح الرابط في الرسالة.",
		"توجد الفواتير في إعدادات الدفع، ونرسل واحدة كل شهر.",
		"يتم إلغاء الاشتراك من الإعدادات، وتنتهي الخطة مع نهاية الشهر.",
		"حذف الحساب يمحو جميع البيانات ولا يمكن استعادة الملفات."},
		[4]string{"نَسِيت كلمه المرور", "أين فاتورتي والفواتير؟", "كيف يمكن الغاء اشتراك", "احذف حسابي: حذف حساب"}},
	{"ja", [4]string{
		"パスワードの再設定：「パスワードを忘れた」を選び、メールのリンクを開いてください。",
		"請求書は支払い設定にあります。毎月お送りします。",
		"サブスクリプションは設定で解約できます。プランは月末に終了します。",
		"アカウントを削除するとすべてのデータが消え、ファイルは復元できません。"},
		[4]string{"ﾊﾟｽﾜｰﾄﾞを忘れました", "請求書はどこですか", "解約したい", "アカウントの削除方法"}},
	{"ko", [4]string{
		"비밀번호 재설정: ‘비밀번호를 잊으셨나요’를 선택하고 메일의 링크를 여세요.",
		"청구서는 결제 설정에 있습니다. 매달 한 장을 보내 드립니다.",
		"구독은 설정에서 해지합니다. 요금제는 그 달 말에 끝납니다.",
		"계정을 삭제하면 모든 데이터가 지워지고 파일은 복구할 수 없습니다."},
		[4]string{"비밀번호가 기억나지 않아요", "청구서가 어디에 있나요?", "구독을 해지하고 싶어요", "계정 삭제는 어떻게 하나요?"}},
	{"th", [4]string{
		"การรีเซ็ตรหัสผ่าน: เลือก “ลืมรหัสผ่าน” แล้วเปิดลิงก์ในอีเมล",
		"ใบแจ้งหนี้อยู่ในการตั้งค่าการชำระเงิน เราส่งให้ทุกเดือน",
		"ยกเลิกการสมัครสมาชิกได้ในการตั้งค่า แพ็กเกจจะสิ้นสุดพร้อมเดือนนั้น",
		"การลบบัญชีจะลบข้อมูลทั้งหมด และไม่สามารถกู้คืนไฟล์ได้"},
		[4]string{"ฉันลืมรหัสผ่านต้องทำอย่างไร", "ใบแจ้งหนี้ของฉันอยู่ที่ไหน", "อยากยกเลิกสมาชิก", "ลบบัญชีอย่างไร"}},
	{"zh", [4]string{
		"重置密码：选择“忘记密码”，然后打开邮件中的链接。",
		"发票位于付款设置中。我们每月寄送一张。",
		"可以在设置中取消订阅。套餐将在当月结束。",
		"删除帐户会清除所有数据，文件无法恢复。"},
		[4]string{"我忘了密码怎么办", "发票在哪里？", "如何取消订阅", "怎样删除我的帐户"}},
	{"zh", [4]string{ // of Taiwan
		"重設密碼：選擇「忘記密碼」，然後開啟郵件中的連結。",
		"發票位於付款設定中。我們每月寄送一張。",
		"可以在設定中取消訂閱。方案將在當月結束。",
		"刪除帳戶會清除所有資料，檔案無法復原。"},
		[4]string{"我忘記密碼了", "發票在哪裡？", "如何取消訂閱", "怎麼刪除帳戶"}},
	// What bleve has no stemmer for.
	{"uk", [4]string{
		"Скидання пароля: виберіть «Забули пароль» і відкрийте посилання з листа.",
		"Рахунки містяться в налаштуваннях оплати. Щомісяця ми надсилаємо новий.",
		"Підписка скасовується в налаштуваннях. Тариф тоді закінчиться разом із місяцем.",
		"Видалення облікового запису стирає всі дані, файли не можна відновити."},
		[4]string{"забули пароль", "де рахунки?", "підписка скасовується", "видалення запису"}},
	{"vi", [4]string{
		"Đặt lại mật khẩu: chọn “Quên mật khẩu” rồi mở liên kết trong thư.",
		"Hóa đơn nằm trong phần cài đặt thanh toán. Mỗi tháng chúng tôi gửi một hóa đơn.",
		"Bạn hủy gói đăng ký trong phần cài đặt. Gói sẽ kết thúc cùng với tháng đó.",
		"Xóa tài khoản sẽ xóa mọi dữ liệu và không thể khôi phục tệp."},
		[4]string{"quen mat khau", "hóa đơn ở đâu", "huy goi dang ky", "xoa tai khoan"}},
}

func TestHelpCentresInEachLanguage(t *testing.T) {
	for _, c := range helpCentres {
		f := newFolder(t)
		x := f.base(c.language, c.articles[:]...)
		for i, question := range c.questions {
			if got := f.found(x, c.language, question); len(got) == 0 || got[0] != strconv.Itoa(i) {
				t.Errorf("%s: %q found %v, want %d first", c.language, question, got, i)
			}
		}
	}
}
