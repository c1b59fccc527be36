"""Texts of our own in the 16 languages of the model, for reference.py and
compare.sh. Each sentence may hold {p} (a product) and {n} (a number)."""

PRODUCTS = ["Lumora", "Kestrel 4", "Файлокот", "クラウド箱", "NORD-PAD", "파도", "Zéphyr+", "ฟ้าใส", "云梯 Pro", "سحابة"]

SENTENCES = {
    "en": [
        "To reset your password, open {p}, choose Security and confirm the code that we send.",
        "A refund is paid within {n} working days to the card that was charged.",
        "Why does the printer show error E-{n} after the last update?",
        "You can invite up to {n} colleagues; each of them gets their own sign-in.",
        "The trial ends by itself, and nothing is charged unless you choose a plan.",
        "How do I move my data from the old account to the new one?",
        "If the light blinks red, unplug {p} for {n} seconds and start it again.",
    ],
    "de": [
        "Um das Kennwort zurückzusetzen, öffnen Sie {p} und bestätigen Sie den Sicherheitscode.",
        "Die Rückerstattung erfolgt innerhalb von {n} Werktagen auf die belastete Karte.",
        "Warum meldet das Gerät nach der Aktualisierung den Fehler {n}?",
        "Die Kündigungsbestätigung finden Sie unter Vertragsübersicht und Rechnungsanschrift.",
        "Größere Dateien über {n} MB müssen vor dem Hochladen aufgeteilt werden.",
        "Wie ändere ich die Lieferadresse einer laufenden Bestellung?",
        "Außerhalb der Öffnungszeiten antwortet Ihnen der Bereitschaftsdienst.",
    ],
    "fr": [
        "Pour réinitialiser le mot de passe, ouvrez {p} puis cliquez sur « Sécurité ».",
        "Le remboursement arrive sous {n} jours ouvrés sur la carte débitée.",
        "Pourquoi l'appareil affiche-t-il l'erreur {n} après la mise à jour ?",
        "L'essai s'arrête de lui-même ; rien n'est facturé sans votre accord.",
        "Où puis-je télécharger la facture du mois dernier ?",
        "Jusqu'à {n} collègues peuvent être invités dans l'espace d'équipe.",
        "Débranchez {p} pendant {n} secondes, puis rallumez-le.",
    ],
    "es": [
        "Para restablecer la contraseña, abra {p} y confirme el código que le enviamos.",
        "El reembolso llega en {n} días hábiles a la misma tarjeta.",
        "¿Por qué aparece el error {n} después de la actualización?",
        "La prueba termina sola y no se cobra nada si no elige un plan.",
        "¿Cómo puedo cambiar la dirección de envío de mi pedido?",
        "Puede invitar hasta a {n} compañeros; cada uno tendrá su propio acceso.",
        "Desenchufe {p} durante {n} segundos y vuelva a encenderlo.",
    ],
    "it": [
        "Per reimpostare la password apri {p} e conferma il codice che ti inviamo.",
        "Il rimborso arriva entro {n} giorni lavorativi sulla carta addebitata.",
        "Perché dopo l'aggiornamento compare l'errore {n}?",
        "La prova finisce da sola: non paghi nulla se non scegli un piano.",
        "Come posso cambiare l'indirizzo di spedizione dell'ordine?",
        "Puoi invitare fino a {n} colleghi, ognuno con il proprio accesso.",
        "Stacca {p} per {n} secondi e riaccendilo.",
    ],
    "pt": [
        "Para redefinir a senha, abra {p} e confirme o código que enviamos.",
        "O reembolso chega em até {n} dias úteis ao cartão cobrado.",
        "Por que aparece o erro {n} depois da atualização?",
        "O período de teste termina sozinho e nada é cobrado sem a sua escolha.",
        "Como altero o endereço de entrega do meu pedido?",
        "Você pode convidar até {n} colegas; cada um terá o próprio acesso.",
        "Desligue {p} da tomada por {n} segundos e ligue de novo.",
    ],
    "nl": [
        "Open {p} en bevestig de code om uw wachtwoord opnieuw in te stellen.",
        "De terugbetaling staat binnen {n} werkdagen op uw rekening.",
        "Waarom toont het apparaat fout {n} na de laatste update?",
        "De proefperiode stopt vanzelf; u betaalt niets zonder abonnement.",
        "Hoe wijzig ik het bezorgadres van mijn bestelling?",
        "U kunt maximaal {n} collega's uitnodigen, ieder met een eigen login.",
        "Haal {p} {n} seconden van de stroom en zet hem weer aan.",
    ],
    "pl": [
        "Aby zresetować hasło, otwórz {p} i potwierdź przesłany kod.",
        "Zwrot środków następuje w ciągu {n} dni roboczych na tę samą kartę.",
        "Dlaczego po aktualizacji pojawia się błąd {n}?",
        "Okres próbny kończy się sam, a bez wyboru planu nic nie płacisz.",
        "Jak zmienić adres dostawy złożonego zamówienia?",
        "Możesz zaprosić do {n} współpracowników, każdy ma własny dostęp.",
        "Odłącz {p} na {n} sekund i włącz ponownie.",
    ],
    "ru": [
        "Чтобы сбросить пароль, откройте {p} и подтвердите присланный код.",
        "Деньги вернутся на ту же карту в течение {n} рабочих дней.",
        "Почему после обновления появляется ошибка {n}?",
        "Пробный период заканчивается сам, ничего не списывается без вашего согласия.",
        "Как изменить адрес доставки уже оформленного заказа?",
        "Можно пригласить до {n} коллег, у каждого будет свой вход.",
        "Отключите {p} от сети на {n} секунд и включите ещё раз.",
    ],
    "tr": [
        "Parolanızı sıfırlamak için {p} uygulamasını açın ve gönderdiğimiz kodu onaylayın.",
        "İade, {n} iş günü içinde aynı karta yapılır.",
        "Güncellemeden sonra neden {n} hatası görünüyor?",
        "Deneme süresi kendiliğinden biter; plan seçmezseniz ücret alınmaz.",
        "Siparişimin teslimat adresini nasıl değiştirebilirim?",
        "En fazla {n} iş arkadaşınızı davet edebilirsiniz.",
        "{p} cihazının fişini {n} saniye çekip yeniden takın.",
    ],
    "ar": [
        "لإعادة تعيين كلمة المرور افتح {p} وأكّد الرمز الذي نرسله إليك.",
        "يصل المبلغ المسترد خلال {n} أيام عمل إلى البطاقة نفسها.",
        "لماذا يظهر الخطأ {n} بعد التحديث الأخير؟",
        "تنتهي الفترة التجريبية تلقائيًا، ولا يُخصم شيء دون موافقتك.",
        "كيف أغيّر عنوان التسليم للطلب الحالي؟",
        "يمكنك دعوة ما يصل إلى {n} من الزملاء.",
        "افصل {p} عن الكهرباء مدة {n} ثانية ثم شغّله من جديد.",
    ],
    "ja": [
        "パスワードを再設定するには、{p}を開いて届いたコードを入力してください。",
        "返金は{n}営業日以内に同じカードへ行われます。",
        "更新後にエラー{n}が表示されるのはなぜですか。",
        "お試し期間は自動的に終了し、プランを選ばない限り料金はかかりません。",
        "注文の配送先を変更するにはどうすればよいですか?",
        "最大{n}人の同僚を招待できます。",
        "{p}の電源を{n}秒間切ってから、もう一度入れてください。",
    ],
    "ko": [
        "비밀번호를 재설정하려면 {p}을(를) 열고 받은 코드를 확인하세요.",
        "환불은 {n}영업일 이내에 같은 카드로 처리됩니다.",
        "업데이트 후 오류 {n}이(가) 나타나는 이유는 무엇인가요?",
        "체험 기간은 자동으로 끝나며 요금제를 고르지 않으면 비용이 없습니다.",
        "주문한 상품의 배송지를 어떻게 바꾸나요?",
        "동료를 최대 {n}명까지 초대할 수 있습니다.",
        "{p}의 전원을 {n}초 동안 껐다가 다시 켜 주세요.",
    ],
    "th": [
        "หากต้องการตั้งรหัสผ่านใหม่ ให้เปิด {p} แล้วยืนยันรหัสที่เราส่งให้",
        "เงินคืนจะเข้าบัตรใบเดิมภายใน {n} วันทำการ",
        "ทำไมหลังอัปเดตจึงขึ้นข้อผิดพลาด {n}",
        "ช่วงทดลองใช้สิ้นสุดเอง และไม่มีค่าใช้จ่ายหากไม่เลือกแพ็กเกจ",
        "ฉันจะเปลี่ยนที่อยู่จัดส่งของคำสั่งซื้อได้อย่างไร",
        "คุณเชิญเพื่อนร่วมงานได้สูงสุด {n} คน",
        "ถอดปลั๊ก {p} ประมาณ {n} วินาทีแล้วเปิดใหม่",
    ],
    "zh": [
        "要重置密码，请打开{p}并确认我们发送的验证码。",
        "退款将在{n}个工作日内退回原付款卡。",
        "为什么更新后会出现错误{n}？",
        "试用期会自动结束，不选择套餐就不会收费。",
        "怎样修改已下订单的收货地址？",
        "最多可以邀请{n}位同事，每人都有自己的登录账号。",
        "请将{p}断电{n}秒，然后重新启动。",
    ],
    "zh-TW": [
        "若要重設密碼，請開啟{p}並確認我們傳送的驗證碼。",
        "退款會在{n}個工作天內退回原付款卡片。",
        "為什麼更新之後會出現錯誤{n}？",
        "試用期會自動結束，沒有選擇方案就不會收費。",
        "要怎麼修改訂單的收件地址？",
        "最多可以邀請{n}位同事，每個人都有自己的登入帳號。",
        "請將{p}的電源拔掉{n}秒，再重新啟動。",
    ],
}


def sentence(language, k):
    """Sentence number k of a language, filled in."""
    options = SENTENCES[language]
    return options[k % len(options)].format(p=PRODUCTS[(k * 7) % len(PRODUCTS)], n=(k * 37) % 990 + 1)


def special():
    """Texts that are hard to tokenize, or empty."""
    words = " ".join(SENTENCES["en"] + SENTENCES["ru"] + SENTENCES["de"]).format(p="Lumora", n=7).split()
    mixed = "".join(SENTENCES[l][1].format(p="", n="") for l in SENTENCES)
    return [
        "", " ", "\t\n\r ", "\u3000\u00a0\u2009", "\u200b", "\ufeff", "\u00ad", "\x00", "\x00\x01\x02", "\x7f\x80\x9f",
        "a", "я", "的", "ก", "ا", "?", "...", "———", "\u2581", " \u2581 x \u2581\u2581 ", "1", "1234567890" * 30,
        "😀", "😀😀😀 great 👍🏽", "👩‍👩‍👧‍👦 family", "🇩🇪🇷🇺🇹🇷", "❤️‍🔥", "x" * 3000, "ы" * 2000, "的" * 2000, "😀" * 500,
        "é é ê̄ ö́ ﬁ ﬂ ﬃ ﷺ", "㍿ ① Ⅳ ½ ㎏ ㍻ ｶﾞｷﾞ ＦＵＬＬ　ｗｉｄｔｈ", "각 각 한글 한국", "กำ กํา น้ำ", "नमस्ते दुनिया ఒక రెండు",
        "ꦀꦁꦂ ᚠᚢᚦ 𐍈𐍉 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛", "Z̸̢̛͖̺͕a̵̡̛l̶͉͝g̷̘͝o̸̺͝", "abc\u202edef\u202c ghi\u2066jkl\u2069", "\ufffd\ufffe\uffff \U0010ffff",
        "<s> hi </s> <unk> extra_token_id_1", "line one\nline two\r\nline three\x0b\x0cend", "tab\tseparated\tvalues\t\t",
        "https://example.org/a/b?c=d&e=%20f#g", "C:\\Program Files\\x86\\app.exe --flag=\"y\"", "SELECT * FROM t WHERE a<>'b'; -- c",
        "SKU-00042/B_rev.3, ERR_CONN_REFUSED (0x80070057)", "{\"a\": [1, 2.5, null], \"б\": \"в\"}",
        "ПрИвЕт HeLLo ÇoK İıIi ß ẞ ſ", "كتاب ١٢٣ – کتاب ۱۲۳", mixed, mixed * 9,
        "".join(chr(c) for c in range(1, 0x250)), "".join(chr(c) for c in range(0x2000, 0x2100)),
        "".join(chr(c) + " " for c in range(0xfe00, 0xffff, 3)),
        " ".join(words[i * 31 % len(words)] for i in range(10000)),
        " ".join(words[i % len(words)] for i in range(249)),
    ]


def reference_texts(count=500):
    """The texts of the fixture: (language, text), the special ones first."""
    texts = [("", t) for t in special()]
    languages = list(SENTENCES)
    k = 0
    while len(texts) < count:
        language, length = languages[k % len(languages)], (1, 1, 2, 3, 1, 5, 12)[k // len(languages) % 7]
        texts.append((language, " ".join(sentence(language, k + j) for j in range(length))))
        k += 1
    return texts


def passages(count=2000, words=180):
    """Passages of about the same length for timing, all languages in turn."""
    languages = list(SENTENCES)
    result = []
    for k in range(count):
        language, text, j = languages[k % len(languages)], "", 0
        spaced = language not in ("ja", "th", "zh", "zh-TW")
        while (len(text.split()) if spaced else len(text) / 3) < words:
            text += sentence(language, k + j) + " "
            j += 1
        result.append(text.strip())
    return result
