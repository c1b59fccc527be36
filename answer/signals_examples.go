package answer

// signalExamples are what customers write who want a person, are upset, or say
// that the answer before was none, and what looks alike and is not: a line
// each, in all languages that the built-in encoder knows. They are compared by
// meaning, so they need not be complete.
var signalExamples = []struct{ signal, lines string }{
	{signalPerson, `
I want to talk to a human
Connect me with an agent please
Can I speak to a real person?
I don't want to chat with a robot
Is anyone there who can help me personally?
Please have somebody from your team call me back
human please
Get me your manager
Can someone take a look at this with me?
Ich möchte mit einem Menschen sprechen
Verbinden Sie mich bitte mit einem Mitarbeiter
Ist da auch ein echter Mensch?
Bitte rufen Sie mich zurück
Je veux parler à un humain
Passez-moi un conseiller
Je ne veux pas parler à un robot
Quelqu'un peut-il me rappeler ?
Quiero hablar con una persona
Páseme con un agente
No quiero hablar con un robot
¿Alguien me puede llamar?
Voglio parlare con un operatore
Mi passi una persona vera
Non voglio parlare con un bot
Qualcuno può richiamarmi?
Quero falar com um atendente
Não quero falar com um robô
Me passe para uma pessoa de verdade
Alguém pode me ligar?
Ik wil een medewerker spreken
Verbind me door met een mens
Ik wil niet met een robot praten
Kan iemand mij terugbellen?
Chcę rozmawiać z człowiekiem
Proszę połączyć mnie z konsultantem
Nie chcę rozmawiać z botem
Proszę o telefon od pracownika
Хочу поговорить с человеком
Соедините меня с оператором
Я не хочу общаться с роботом
Пусть мне перезвонит сотрудник
Bir insanla konuşmak istiyorum
Beni müşteri temsilcisine bağlayın
Robotla konuşmak istemiyorum
Biri beni arayabilir mi?
أريد التحدث مع شخص حقيقي
حولني إلى موظف خدمة العملاء
لا أريد التحدث مع روبوت
هل يمكن لأحد أن يتصل بي؟
我要跟真人说话
请转人工客服
我不想和机器人聊天
能不能让人给我打电话?
我要找真人客服
請幫我轉接專人
人間と話したいです
オペレーターにつないでください
ロボットではなく人に対応してほしい
担当者から電話をください
사람과 이야기하고 싶어요
상담원에게 연결해 주세요
로봇 말고 사람이랑 말하고 싶어요
직원이 전화해 줄 수 있나요?
อยากคุยกับคนจริงๆ
ขอสายเจ้าหน้าที่
ไม่อยากคุยกับหุ่นยนต์
ให้พนักงานโทรกลับได้ไหม`},
	{signalUpset, `
This is ridiculous, nothing works
I am so angry with you
You are completely useless
What a terrible service, I am furious
I'm desperate, I don't know what to do anymore
I have been waiting for weeks and nobody cares
This is the worst company ever
I am really disappointed and frustrated
You ruined my day
I'm fed up with this garbage
I can't take this any longer, I am crying
Are you kidding me?
I have had enough of you people
You are all incompetent
How much longer do I have to put up with this?
This piece of junk drives me crazy
I want to cry, everything is lost
Shame on you
Das ist eine Frechheit
Ich bin stinksauer
Der schlechteste Service aller Zeiten
Ich bin verzweifelt und weiß nicht mehr weiter
Wollen Sie mich veräppeln?
Mir reicht es jetzt mit Ihnen
Ihr seid völlig unfähig
Wie lange soll ich mir das noch gefallen lassen?
C'est scandaleux, rien ne marche
Je suis furieux
Votre service est nul
Je suis désespérée
Vous plaisantez ou quoi ?
Ça suffit, j'en ai assez de vous
Vous êtes des incapables
C'est inadmissible
Esto es una vergüenza
Estoy furioso con ustedes
El peor servicio del mundo
Estoy desesperada, ya no sé qué hacer
¿Es una broma?
Ya basta, me tienen cansado
Son unos inútiles
Es inaceptable
È una vergogna, non funziona niente
Sono furioso
Il peggior servizio di sempre
Sono disperata
È uno scherzo?
Adesso basta, ne ho abbastanza di voi
Siete degli incapaci
È inaccettabile
Isto é uma vergonha
Estou furioso com vocês
O pior atendimento do mundo
Estou desesperada, não sei mais o que fazer
É alguma piada?
Chega, estou farto de vocês
Vocês não servem para nada
Isso é inaceitável
Dit is belachelijk, niets werkt
Ik ben woedend
De slechtste service ooit
Ik ben wanhopig
Is dit een grap?
Ik heb genoeg van jullie
Jullie kunnen er niets van
Dit is onacceptabel
To skandal, nic nie działa
Jestem wściekły
Najgorsza obsługa na świecie
Jestem zrozpaczona
Czy to jakiś żart?
Mam już tego serdecznie dosyć
Jesteście do niczego
To niedopuszczalne
Это просто издевательство
Я в бешенстве
Ужасный сервис, ничего не работает
Я в отчаянии, не знаю, что делать
Вы смеётесь, что ли?
С меня хватит, надоели
Вы ни на что не способны
Да сколько можно терпеть
Что за ерунда, верните деньги
Bu bir rezalet, hiçbir şey çalışmıyor
Çok sinirliyim
Hayatımda gördüğüm en kötü hizmet
Çaresizim, ne yapacağımı bilmiyorum
Şaka mı bu?
Artık yeter, usandım
Beceriksizsiniz
Bu kabul edilemez
هذا غير مقبول إطلاقا
أنا غاضب جدا منكم
أسوأ خدمة في العالم
أنا يائسة ولا أعرف ماذا أفعل
هل تمزحون؟
لقد سئمت منكم
أنتم عديمو الفائدة
هذه مهزلة
太过分了，什么都不能用
我非常生气
你们的服务太差了
我快崩溃了
你们在开玩笑吗?
我受够了
你们太没用了
真让人火大
太離譜了，我非常生氣
你們的服務爛透了
你們在開玩笑嗎?
我受夠你們了
ふざけるな、全然使えない
とても腹が立っています
最悪のサービスです
もう限界です、どうしたらいいかわかりません
冗談ですか？
もううんざりです
対応がひどすぎる
いつまで待てばいいんですか、もう我慢できません
정말 너무하네요, 아무것도 안 돼요
너무 화가 납니다
최악의 서비스예요
절망적이에요, 어떻게 해야 할지 모르겠어요
지금 장난치는 거예요?
이제 진절머리가 나요
정말 무능하네요
어이가 없네요
แย่มาก ใช้อะไรไม่ได้เลย
ฉันโกรธมาก
บริการห่วยที่สุด
สิ้นหวังแล้ว ไม่รู้จะทำอย่างไร
ล้อเล่นกันหรือเปล่า
เบื่อหน่ายเต็มทีแล้ว
ทำงานไม่ได้เรื่อง
รับไม่ได้จริงๆ`},
	{signalRepeated, `
You didn't answer my question
That is not what I asked
I already asked you that
I asked about something else
That didn't help, the question was another one
You are saying the same thing again
Das war nicht meine Frage
Das habe ich schon gefragt
Sie haben meine Frage nicht beantwortet
Ce n'est pas ce que j'ai demandé
Vous n'avez pas répondu à ma question
No es lo que pregunté
No respondiste a mi pregunta
Non è quello che ho chiesto
Non hai risposto alla mia domanda
Não foi isso que eu perguntei
Você não respondeu à minha pergunta
Dat was niet mijn vraag
Je hebt mijn vraag niet beantwoord
Nie o to pytałem
Nie odpowiedziałeś na moje pytanie
Я не об этом спрашивал
Вы не ответили на мой вопрос
Sorduğum bu değildi
Soruma cevap vermediniz
هذا ليس ما سألت عنه
لم تجب على سؤالي
我问的不是这个
你没有回答我的问题
我問的不是這個
聞いたのはそれではありません
質問に答えていません
제가 물어본 건 그게 아니에요
제 질문에 답하지 않으셨어요
ฉันไม่ได้ถามเรื่องนี้
คุณยังไม่ได้ตอบคำถามของฉัน`},
	{"", `
How do I add a person to my account?
Can an operator reset my password?
What does the agent role allow?
How many people can work on one project?
How do I transfer a project to another person?
Can my customers talk to a human through the widget?
How do I set up the chat bot?
Where do I see who is in my team?
What is the phone number of support?
When can I reach customer service?
How do I forward calls to a colleague?
How do I connect the robot to the wifi?
Which operator has precedence in a formula?
Can I talk to the API from a script?
Who is the manager of the department?
Do I have to call a doctor first?
How do I contact the seller?
How do I report a bug?
The answer field of the form is empty
How do I change the security question?
Where do I see the questions of the survey?
I have another question
Thank you, you answered my question
Can I ask the same question in another language?
How do I handle angry customers?
How do I rate the service?
It does not work on my phone
The button does nothing
I get an error message
It says the file is damaged
I don't know which plan is right for me
I am waiting for my parcel
Is there a service outage?
I am happy with the product
How many complaints did the company receive?
What made the people so angry?
It is annoying that the window opens by itself, how do I turn that off?
The joke of the day is not shown
Is it normal that the fan is loud?
How do I get rid of the old version?
I am tired of typing, is there a shortcut?
Leider funktioniert der Druck nicht
Malheureusement l'impression ne marche pas
Lamentablemente no puedo imprimir
Purtroppo non riesco a stampare
Infelizmente não consigo imprimir
Helaas lukt het printen niet
Niestety drukowanie nie działa
К сожалению, печать не работает
Maalesef yazdırma çalışmıyor
للأسف الطباعة لا تعمل
可惜打印不了
残念ながら印刷できません
아쉽게도 인쇄가 안 됩니다
น่าเสียดายที่พิมพ์ไม่ได้
Wie füge ich eine Person hinzu?
Kann ein Mitarbeiter mein Passwort sehen?
Wie erreiche ich den Kundendienst?
Es funktioniert auf meinem Handy nicht
Ich habe noch eine Frage
Comment ajouter une personne à mon compte ?
Quel est le numéro du service client ?
Ça ne marche pas sur mon téléphone
J'ai une autre question
¿Cómo agrego una persona a mi cuenta?
¿Cuál es el teléfono de atención al cliente?
No funciona en mi teléfono
Tengo otra pregunta
Come aggiungo una persona all'account?
Qual è il numero dell'assistenza?
Non funziona sul mio telefono
Ho un'altra domanda
Como adiciono uma pessoa à conta?
Qual é o telefone do suporte?
Não funciona no meu celular
Tenho outra pergunta
Hoe voeg ik een persoon toe?
Wat is het nummer van de klantenservice?
Het werkt niet op mijn telefoon
Ik heb nog een vraag
Jak dodać osobę do konta?
Jaki jest numer obsługi klienta?
Nie działa na moim telefonie
Mam jeszcze jedno pytanie
Как добавить человека в аккаунт?
Какой телефон у поддержки?
Не работает на телефоне
Может ли оператор видеть мой пароль?
У меня ещё вопрос
Hesabıma nasıl kişi eklerim?
Müşteri hizmetlerinin numarası nedir?
Telefonumda çalışmıyor
Bir sorum daha var
كيف أضيف شخصا إلى حسابي؟
ما هو رقم خدمة العملاء؟
لا يعمل على هاتفي
لدي سؤال آخر
怎么添加成员?
客服电话是多少?
在我的手机上不能用
我还有一个问题
如何新增成員?
客服時間是幾點?
アカウントに人を追加するには?
サポートの電話番号は?
スマホで動きません
もう一つ質問があります
계정에 사람을 추가하려면?
고객센터 전화번호가 뭐예요?
제 휴대폰에서 안 돼요
질문이 하나 더 있어요
จะเพิ่มคนในบัญชีอย่างไร
เบอร์โทรฝ่ายบริการลูกค้าคืออะไร
ใช้กับโทรศัพท์ของฉันไม่ได้
ฉันมีอีกคำถาม`},
}
