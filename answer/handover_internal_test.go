package answer

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// requests by language: a line each.
var handoverRequests = map[string]string{
	"en": `I want to talk to a human
		Please connect me to an agent
		Can I speak with a real person?
		can i talk to someone from support please
		operator
		Agent, please!
		I need a human now
		transfer me to a representative
		Let me talk to your manager.
		I've tried everything and nothing works. Get me a person!
		I would like to speak to a supervisor
		Is there a human I can talk to?
		not a bot please, a real person
		I wnat to speak to a represntative
		conect me with an opreator
		Could you put me through to customer service?
		I'd like to chat with a live agent`,
	"ru": `Соедините меня с оператором
		Позовите человека
		Хочу поговорить с живым человеком
		Нужен оператор
		оператор
		Переключите на специалиста, пожалуйста
		Дайте живого человека!
		Можно поговорить с сотрудником поддержки?
		Ничего не помогло. Свяжите меня с менеджером.
		Я хочу пообщаться с человеком, а не с ботом
		соедените с опертором
		Хотел бы поговорить с вашим специалистом
		Переведите меня на оператора
		позови оператора
		Не хочу разговаривать с ботом`,
	"de": `Ich möchte mit einem Menschen sprechen
		Verbinden Sie mich mit einem Mitarbeiter
		Kann ich mit einer echten Person reden?
		Mitarbeiter bitte
		Ich brauche einen Berater
		Bitte leiten Sie mich an einen Mitarbeiter weiter
		Ich will mit jemandem vom Support sprechen
		Geben Sie mir einen Menschen!
		Nichts hilft. Ich möchte mit einem Ansprechpartner sprechen.
		Gibt es einen Menschen, mit dem ich sprechen kann?
		Ich möchte nicht mit einem Bot reden
		Ich möchte mit einem Mitarbeitr sprechen
		Stellen Sie mich bitte zu einem Kundenberater durch
		Ich würde gern mit einer Person chatten`,
	"fr": `Je veux parler à un humain
		Passez-moi un conseiller
		Puis-je parler à une vraie personne ?
		J'ai besoin d'un conseiller`,
	"es": `Quiero hablar con una persona
		Páseme con un agente, por favor
		Necesito un operador
		¿Me puede comunicar con un representante?`,
	"it": `Voglio parlare con un operatore
		Vorrei parlare con una persona reale
		Passatemi un operatore`,
	"pt": `Quero falar com um atendente
		Preciso falar com uma pessoa
		Me transfira para um humano`,
	"nl": `Ik wil met een medewerker spreken
		Kan ik een mens spreken?
		Verbind me door met een medewerker`,
	"pl": `Chcę rozmawiać z człowiekiem
		Proszę o połączenie z konsultantem
		Połącz mnie z konsultantem`,
	"tr": `Bir insanla konuşmak istiyorum
		Beni temsilciye bağlayın
		Müşteri temsilcisi ile görüşmek istiyorum`,
	"uk": `З'єднайте мене з оператором
		Хочу поговорити з людиною
		Потрібен оператор`,
	"ar": `أريد التحدث مع شخص حقيقي
		حولني إلى موظف
		أريد موظف`,
	"zh": `转人工
		我要找人工客服
		请帮我接真人客服
		我想和真人说话`,
	"ja": `オペレーターにつないでください
		人間と話したいです
		担当者に代わってください`,
	"ko": `상담원 연결해 주세요
		사람이랑 이야기하고 싶어요
		상담원 바꿔주세요`,
	"th": `ขอคุยกับเจ้าหน้าที่
		ต้องการพูดกับพนักงาน
		โอนสายให้เจ้าหน้าที่หน่อย`,
}

// ordinary are questions about people, which are no requests for one.
var ordinaryQuestions = map[string]string{
	"en": `How do I add a person to my team?
		Can an operator reset my password?
		What does the agent role allow?
		How many agents are in the Pro plan?
		I need a manager role for my colleague
		Where do I see the persons in my workspace?
		How do I transfer a project to another person?
		Can my customers talk to a human through the widget?
		Does the bot connect users to an agent?
		What is the operator allowed to change?
		I want to remove a person from the project
		Is human review included in the plan?
		How do I contact support?
		What are your support hours?
		Can I give another person access to billing?
		Who is the account manager of an enterprise customer?
		How do I speak to my account via the API?
		Person data: how long is it kept?`,
	"ru": `Как добавить человека в команду?
		Может ли оператор сбросить мой пароль?
		Что может роль оператора?
		Сколько операторов входит в тариф Про?
		Нужен ли оператор для настройки?
		Как удалить сотрудника из проекта?
		Где посмотреть список сотрудников?
		Как передать проект другому человеку?
		Могут ли клиенты поговорить с человеком через виджет?
		Какие права у менеджера?
		Сколько стоит поддержка?
		Кто может пригласить человека в проект?
		Как связаться с сервером по API?
		Хочу перевести деньги сотруднику`,
	"de": `Wie füge ich eine Person zu meinem Team hinzu?
		Kann ein Mitarbeiter mein Passwort zurücksetzen?
		Was darf die Rolle Berater?
		Wie viele Mitarbeiter sind im Tarif enthalten?
		Wie entferne ich einen Mitarbeiter aus dem Projekt?
		Ich brauche einen Mitarbeiterzugang für die Buchhaltung
		Wo sehe ich die Personen in meinem Bereich?
		Können Kunden mit einem Menschen sprechen, wenn ich das Widget einbaue?
		Wie übertrage ich ein Projekt an eine andere Person?
		Wie erreiche ich den Support?
		Welche Sprachen spricht der Support?
		Was kostet ein weiterer Mitarbeiter?
		Wie verbinde ich mich mit der API?`,
	"fr": `Comment ajouter une personne à mon équipe ?
		Que peut faire un agent ?`,
	"es": `¿Cómo agrego una persona a mi equipo?
		¿Qué puede hacer un agente?`,
	"it": `Come aggiungo una persona al team?
		Quanti operatori sono inclusi?`,
	"pt": `Como adiciono uma pessoa à equipe?
		O que o atendente pode ver?`,
	"nl": `Hoe voeg ik een persoon toe aan mijn team?
		Wat mag een medewerker zien?`,
	"pl": `Jak dodać osobę do zespołu?
		Ilu konsultantów obejmuje plan?`,
	"tr": `Ekibime nasıl kişi eklerim?
		Temsilci rolü neye izin verir?`,
	"uk": `Як додати людину до команди?
		Чи може оператор скинути мій пароль?`,
	"ar": `كيف أضيف شخصا إلى فريقي؟
		كم عدد الموظفين في الخطة؟`,
	"zh": `如何添加团队成员?
		人工客服的工作时间是什么?`,
	"ja": `チームに人を追加するにはどうすればいいですか?
		オペレーターの権限は何ですか?`,
	"ko": `팀에 사람을 추가하려면 어떻게 하나요?
		상담원 역할은 무엇을 할 수 있나요?`,
	"th": `จะเพิ่มคนในทีมได้อย่างไร
		บทบาทเจ้าหน้าที่ทำอะไรได้บ้าง`,
}

func TestHandoverIsAskedFor(t *testing.T) {
	h := newHandover()
	for language, lines := range handoverRequests {
		for _, line := range strings.Split(lines, "\n") {
			if !h.asked(strings.TrimSpace(line)) {
				t.Errorf("%s: %q is not taken for a request", language, strings.TrimSpace(line))
			}
		}
	}
}

func TestQuestionsAboutPeopleAreNoRequests(t *testing.T) {
	h := newHandover()
	for language, lines := range ordinaryQuestions {
		for _, line := range strings.Split(lines, "\n") {
			if h.asked(strings.TrimSpace(line)) {
				t.Errorf("%s: %q is taken for a request", language, strings.TrimSpace(line))
			}
		}
	}
}

func FuzzHandover(f *testing.F) {
	f.Add("I want to talk to a human")
	f.Add("\xff соедин 转人工")
	h := newHandover()
	f.Fuzz(func(t *testing.T, text string) {
		if h.asked(text) && utf8.RuneCountInString(text) < 2 {
			t.Fatalf("%q is too short to ask for a person", text)
		}
	})
}
