package policy

import "strings"

// Ordinary returns messages of no particular topic, as support gets them all
// day: what a topic is told from. They are in all languages that the built-in
// encoder knows, and of trades of many kinds, so that neither a language nor a
// trade makes a topic.
func Ordinary() []Example {
	var all []Example
	for line := range strings.Lines(ordinary) {
		if text := strings.TrimSpace(line); text != "" {
			all = append(all, Example{Text: text})
		}
	}
	return all
}

const ordinary = `
How do I reset my password?
Where can I download my invoice?
I can't log in since this morning
Which payment methods do you accept?
How much does the Pro plan cost?
How do I add a user to my team?
What does the member role allow?
The app crashes when I open the settings
How long does delivery take?
My parcel has not arrived yet
Can I change the delivery address?
What are your opening hours?
How do I connect my phone?
Is there an API?
Which file formats can I import?
The page stays blank after the update
How do I turn off email notifications?
Can I use the app offline?
Which sizes do you have in blue?
How many vacation days do I get in the first year?
When is the deductible reset?
Does the plan cover dental visits?
How do I set up two-factor authentication?
What is the limit for uploads?
Where do I see my order history?
How do I move a project to another workspace?
I forgot my user name
The discount code does not work
Can I pay by bank transfer?
How do I create a backup?
error 504 when I call the endpoint
How do I install the update on Linux?
Do you ship to Norway?
The printer is not found on the network
What is the difference between the two plans?
Who founded the company?
In which year was the bridge built?
What is the capital of the region?
Hello
Thank you, that helped
Is the museum open on Monday?
How do I book an appointment?
Can I bring my dog?
My card was charged twice
How do I raise my spending limit?
What is the exchange rate today?
I would like to upgrade my subscription
Where do I enter the voucher?
What does this button do?
How do I switch the language of the app?
The screen is too dark
Please send the receipt again
What documents do I need for the application?
Can two people work on one document?
How do I export the report as a spreadsheet?
When does the next course start?
Is this possible?
Is that right?
Are you sure about that?
Is that all?
Is it safe?
Is this okay?
Is this a bug?
Please help
I need help with this
It is not working
What is going on?
How long do I have to wait?
What should I do?
Is there anything I can do about it?
This was a mistake, how do I undo it?
I am a bit worried about my files, are they safe?
Oh no, that is bad news. And what now?
Great, thanks! One more thing
Geht das?
Sind Sie sicher?
Es geht nicht, bitte helfen Sie mir
Was kann ich da machen?
C'est possible ?
Vous êtes sûr ?
Que puis-je faire ?
¿Es posible?
¿Está seguro?
¿Qué puedo hacer?
È possibile?
È sicuro?
Cosa posso fare?
É possível?
Tem certeza?
O que posso fazer?
Is dat mogelijk?
Weet u het zeker?
Wat kan ik doen?
Czy to możliwe?
Czy na pewno?
Co mogę zrobić?
Это возможно?
Вы уверены?
Что мне делать?
Сколько ещё ждать?
Bu mümkün mü?
Emin misiniz?
Ne yapabilirim?
هل هذا ممكن؟
هل أنت متأكد؟
ماذا أفعل؟
可以吗?
你确定吗?
我该怎么办?
這樣可以嗎?
できますか?
本当ですか?
どうすればいいですか?
가능한가요?
확실한가요?
어떻게 해야 하나요?
ทำได้ไหม
แน่ใจหรือเปล่า
ต้องทำอย่างไร
I'd like to move all my files to the new computer, what is the best way?
I've been trying to set this up all day, what am I missing?
I just bought one of these and I am not sure where to start
We are a small company and are looking for something simple
I'm thinking about switching to the yearly plan. Is it worth it?
My colleague says it is possible, but I can't find it anywhere
That makes sense. What about the other option?
Okay, and how long does that take?
Yes, please tell me more about it
I know that many people use it at home. Does it work in an office too?
Sorry, I meant the old version
I have two accounts and want to merge them
I saw on the news that there is a new version. When do I get it?
I would like to know more about how it works
My son needs it for school
I lost the cable, where do I get a new one?
I don't understand the second step
Somebody told me that the price will go up
I want to share pictures with my family without everyone seeing them
I need to know who can see my files
I am going on holiday next week. Can I pause the delivery?
How do I stop the music when the screen is off?
How do I remove a picture from my gallery?
How do I close the window?
The file was deleted by mistake, can I get it back?
What happens to my files if I do not sign in for a year?
Ich habe mir das Gerät gestern gekauft und komme nicht weiter
Wir suchen eine Lösung für ein kleines Büro
J'essaie de comprendre comment ça marche
Estoy pensando en cambiar al plan anual
Sto cercando di capire come funziona
Comprei ontem e não sei por onde começar
Ik begrijp de tweede stap niet
Zgubiłem kabel, gdzie dostanę nowy?
Я купил это вчера и не знаю, с чего начать
Bunu dün aldım, nereden başlamalıyım?
اشتريت هذا أمس ولا أعرف من أين أبدأ
我昨天刚买,不知道怎么开始
昨日買ったばかりで、使い方がわかりません
어제 샀는데 어떻게 시작하는지 모르겠어요
เพิ่งซื้อมาเมื่อวาน ไม่รู้จะเริ่มอย่างไร
Wie setze ich mein Passwort zurück?
Wo finde ich meine Rechnung?
Wie lange dauert die Lieferung?
Kann ich die Adresse nachträglich ändern?
Die App stürzt nach dem Update ab
Welche Zahlungsarten gibt es?
Wie lade ich einen Kollegen ein?
Was kostet der große Tarif?
Comment réinitialiser mon mot de passe ?
Où trouver ma facture ?
Combien de temps prend la livraison ?
L'application ne s'ouvre plus
Comment inviter un collègue ?
Quels sont vos horaires ?
¿Cómo cambio mi contraseña?
¿Dónde veo mi factura?
¿Cuánto tarda el envío?
La aplicación no abre
¿Cómo invito a un compañero?
¿Qué métodos de pago aceptan?
Come cambio la password?
Dove trovo la fattura?
Quanto tempo ci vuole per la consegna?
L'app si blocca all'avvio
Come invito un collega?
Quali formati posso importare?
Como altero a minha senha?
Onde encontro a fatura?
Quanto tempo demora a entrega?
O aplicativo trava ao abrir
Como convido um colega?
Qual é o horário de atendimento?
Hoe wijzig ik mijn wachtwoord?
Waar vind ik mijn factuur?
Hoe lang duurt de levering?
De app loopt vast
Hoe nodig ik een collega uit?
Wat zijn de openingstijden?
Jak zmienić hasło?
Gdzie znajdę fakturę?
Ile trwa dostawa?
Aplikacja się zawiesza
Jak zaprosić współpracownika?
Jakie są godziny otwarcia?
Как сбросить пароль?
Где найти счёт?
Сколько идёт доставка?
Приложение не открывается
Как пригласить коллегу?
Какие способы оплаты есть?
Как создать виртуальную машину?
Сколько стоит тариф?
Şifremi nasıl değiştiririm?
Faturamı nerede bulurum?
Teslimat ne kadar sürer?
Uygulama açılmıyor
Ekibime nasıl kişi eklerim?
Hangi ödeme yöntemleri var?
كيف أغير كلمة المرور؟
أين أجد الفاتورة؟
كم يستغرق التوصيل؟
التطبيق لا يفتح
كيف أضيف زميلا إلى الفريق؟
ما هي طرق الدفع؟
如何修改密码?
发票在哪里下载?
多久可以送到?
应用打不开
如何邀请同事?
支持哪些付款方式?
怎麼更改收件地址?
請問營業時間是幾點?
パスワードを変更するには?
請求書はどこにありますか?
配送には何日かかりますか?
アプリが開きません
同僚を招待する方法は?
支払い方法は何がありますか?
비밀번호를 어떻게 바꾸나요?
청구서는 어디에 있나요?
배송은 얼마나 걸리나요?
앱이 열리지 않아요
동료를 어떻게 초대하나요?
결제 방법은 무엇이 있나요?
เปลี่ยนรหัสผ่านอย่างไร
ดูใบแจ้งหนี้ได้ที่ไหน
จัดส่งใช้เวลากี่วัน
แอปเปิดไม่ได้
เชิญเพื่อนร่วมงานอย่างไร
ชำระเงินด้วยวิธีใดได้บ้าง
`
