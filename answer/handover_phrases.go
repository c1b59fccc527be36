package answer

import "regexp"

// phrases are how a language asks for a person. In requests, "P" is a word
// for a person, "_" up to four fillers, "~" up to three words of any kind,
// "$" the end of the sentence or a tail, "^" its start; "a|b" is either and
// "ab*" any word that begins so.
type phrases struct {
	people, fillers, tails, guards, requests string
}

var handoverPhrases = []phrases{
	{ // English
		people:  "human humans person people agent operator representative rep adviser advisor supervisor manager employee someone somebody support staff humanbeing consultant specialist",
		fillers: "a an the any some real live actual human support customer service another your one of please just only with to from technical sales being living",
		tails:   "now please immediately instead asap today not who that because here thanks thank right and or quickly urgently for about",
		guards:  "customers customer users clients visitors employees they she he team does bot widget api without",
		requests: `
			talk|speak|chat|talking|speaking|chatting to|with _ P $
			talk|speak|chat|talking|speaking|chatting to|with human|person|agent|operator|representative|someone
			connect|transfer|forward|switch|redirect|pass|put|hand|escalate me ~ to|with _ P
			connect|transfer|forward|switch|put|pass me ~ to|with customer|support|technical service|support|care
			connect|transfer|forward|escalate this|it|us to|with _ human|person|agent|operator|representative|manager|supervisor
			get|give|find|bring me _ P $
			want|need|require|prefer|demand|id _ P $
			like|want|need _ P to talk|speak|help|answer|call|contact|reply|assist me
			would like _ P $
			is|are there _ human|person|people|agent|operator|someone|somebody ~ talk|speak|there|here|available
			can|could|may i have|get _ human|person|agent|operator|representative|supervisor $
			let me talk|speak ~ P
			^ _ human|person|agent|operator|representative|rep|supervisor $
			not|no a|an|more bot|robot|machine|chatbot|bots|robots
			have|let|can|could|should someone|somebody|human|person call|contact|phone me`,
	},
	{ // Russian
		people:  "оператор* человек* людьми людям специалист* сотрудник* менеджер* консультант* представител* поддержк* кемто живому живым живого руководител* начальник*",
		fillers: "с со на к мне меня нас из вашей вашим вашего вашему ваш живым живого живому живой живого настоящим настоящего реальным реального реальный кого кем нибудь то службой службу техническ* отдела технич* любым пожалуйста просто уже нормальным нормального другим вашу кто",
		tails:   "пожалуйста срочно сейчас а не уже немедленно быстро плиз поскорее который и или по чтобы",
		guards:  "клиент клиенты клиенту пользователь пользователи они может ли роль",
		requests: "\n" + `соедин* _ P
			переключ* _ P
			перевед* _ P
			свяж* _ P
			дайте|дай _ P $
			дайте|дай поговорить ~ P
			позов* _ P $
			пригласите _ P $
			подключ* _ P $
			хочу|нужно|надо|хотел|хотела|хотелось|можно|могу|хотим|прошу поговорить|пообщаться|связаться|говорить|общаться|переговорить|поболтать ~ P
			хочу|нужно|надо|хотел|хотела бы поговорить|пообщаться|связаться|говорить|общаться ~ P
			как поговорить|связаться|пообщаться с _ человек*|оператор*|людьми|специалист*|сотрудник* $
			нужен|нужна|нужны|требуется|хочу|зову _ P $
			есть|ктонибудь|кто ~ живой|живые
			^ _ P $
			поговорить с живым|реальным|настоящим
			не хочу ~ ботом|роботом|бот|машиной`,
	},
	{ // German
		people:  "mensch* menschen person berater* mitarbeiter* operator agent* ansprechpartner* kundenberater* kundendienst support kundenservice sachbearbeiter* vorgesetzten jemand* jemanden jemandem supportmitarbeiter* kollegen",
		fillers: "mit einem einer einen ein eine dem der den zu zum zur an echten echter echte richtigen realen lebenden wirklichen menschlichen ihrem ihren aus vom von bitte gern gerne direkt ihrer",
		tails:   "bitte sofort jetzt sprechen reden verbinden verbunden chatten haben statt nicht und aus vom am der die heute telefonieren schreiben weiterleiten werden geben",
		guards:  "kunden kunde nutzer benutzer mitarbeitende sie-er kollege team rolle",
		requests: `
			mit _ P sprechen|reden|chatten|telefonieren|verbunden|schreiben|verbinden
			sprechen|reden|chatten mit _ P
			verbind* sie ~ mich ~ P
			verbind* mich ~ P
			leiten|leite ~ mich ~ an|zu _ P
			stellen sie mich ~ P
			geben sie mir _ P
			gib|gebt mir _ P
			möchte|will|brauche|benötige|wünsche|verlange|hätte _ P $
			möchte|will|würde|kann|könnte|darf ich ~ mit _ P $
			gibt es _ mensch*|person|mitarbeiter*|berater* ~ sprechen|hier|erreichbar
			holen sie ~ P
			gibt es _ mensch* $
			^ _ mensch|menschen|mitarbeiter|berater|operator|ansprechpartner $
			nicht mit _ bot|roboter|maschine|chatbot|computer`,
	},
	{ // French
		people:  "humain humaine personne conseiller conseillère agent opérateur opératrice représentant quelquun responsable technicien employé support interlocuteur",
		fillers: "à a avec un une le la de du vrai vraie véritable réel réelle être support service client votre en au svp autre",
		tails:   "svp sil maintenant immédiatement merci rapidement et pas pour qui de réel humain physique",
		guards:  "clients utilisateurs ils équipe rôle",
		requests: `
			parler|discuter|échanger à|a|avec|au _ P
			passez|passe|passer moi _ P
			passezmoi|mettezmoi|transférezmoi|connectezmoi|redirigezmoi|donnezmoi ~ P
			mettre en relation|contact avec _ P
			veux|voudrais|souhaite|besoin|exige dun|un|une _ P $
			veux|voudrais|souhaite|aimerais|puisje|peuxje|pouvoir parler|discuter|contacter ~ P
			^ _ humain|conseiller|agent|opérateur $`,
	},
	{ // Spanish
		people:  "humano humana persona agente operador operadora representante alguien asesor asesora responsable supervisor empleado soporte ejecutivo",
		fillers: "con un una el la de del real verdadera verdadero ser atención al cliente servicio soporte su por favor algún alguna otro otra",
		tails:   "por ahora ya inmediatamente gracias urgente y no de real que humana humano",
		guards:  "clientes usuarios ellos equipo rol",
		requests: `
			hablar|chatear|comunicarme|conversar con _ P
			habla|hable|hablo con _ P
			comuníqueme|comuniqueme|páseme|paseme|pásame|pasame|conécteme|conecteme|conéctame|conectame|transfiérame|transfierame ~ P
			me puede|puedes|pueden|podría|podrías pasar|comunicar|conectar|transferir ~ P
			quiero|necesito|quisiera|prefiero|deseo|exijo _ P $
			póngame|pongame con _ P
			^ _ humano|agente|operador|persona|asesor|representante $`,
	},
	{ // Italian
		people:  "umano umana persona operatore operatrice agente rappresentante qualcuno consulente responsabile addetto assistenza",
		fillers: "con un una il la lo di del vero vera reale essere servizio clienti vostro in uno della per",
		tails:   "per ora subito adesso grazie e non umano umana reale vera",
		guards:  "clienti utenti loro squadra ruolo",
		requests: `
			parlare|chattare|comunicare con _ P
			passatemi|passami|mettetemi|collegami|collegatemi|trasferiscimi|trasferitemi|mettimi ~ P
			può|puoi|potete|potrebbe passarmi|collegarmi|mettermi ~ P
			voglio|vorrei|desidero|serve|bisogno di|un|uno|una _ P $
			^ _ operatore|umano|persona $`,
	},
	{ // Portuguese
		people:  "humano humana pessoa atendente operador operadora agente representante alguém alguem consultor supervisor funcionário suporte",
		fillers: "com um uma o a de do da real verdade ser atendimento ao cliente suporte seu por favor algum alguma",
		tails:   "por agora já imediatamente obrigado obrigada e não de real humano humana",
		guards:  "clientes usuários eles equipe papel função",
		requests: `
			falar|conversar|fala com _ P
			transfira|conecte|passe me ~ P
			me transfira|transfere|conecte|conecta|passe|passa|coloque ~ P
			quero|preciso|gostaria|desejo de|um|uma _ P $
			quero|preciso|gostaria _ P $
			^ _ atendente|humano|operador|pessoa $`,
	},
	{ // Dutch
		people:  "mens persoon medewerker medewerkster agent operator iemand adviseur vertegenwoordiger klantenservice collega",
		fillers: "met een de het echte echt een levende jullie uw van klantenservice support menselijke naar",
		tails:   "alstublieft nu aub graag spreken praten meteen en niet chatten hebben van",
		guards:  "klanten gebruikers zij team rol",
		requests: `
			met _ P spreken|praten|chatten|bellen
			spreken|praten|chatten met _ P
			spreken ~ P $
			kan|wil|mag ik ~ P spreken|praten
			verbind|schakel me|mij ~ P
			doorverbinden|doorverbonden met|naar _ P
			wil|nodig _ P $
			heb _ P nodig
			geef me|mij _ P $
			^ _ medewerker|mens|operator|agent $`,
	},
	{ // Polish
		people:  "człowiek* konsultant* osob* pracownik* agent* operator* przedstawiciel* kimś doradc* obsług* kierownik*",
		fillers: "z ze do żywym żywą żywy prawdziwym prawdziwą waszym waszą na biura jakimś jakąś działu proszę obsługi",
		tails:   "proszę teraz natychmiast i nie szybko klienta dziękuję",
		guards:  "klienci użytkownicy oni zespół rola",
		requests: `
			porozmawiać|rozmawiać|rozmowa|rozmowę|pogadać ~ P
			połącz*|przełącz*|przekieruj* mnie|proszę ~ P
			proszę|prosze o|połączyć|połączenie _ ~ P
			chcę|potrzebuję|poproszę|chciałbym|chciałabym _ P $
			dajcie|daj mi _ P
			skontaktować się z _ człowiek*|konsultant*|pracownik* $
			^ _ konsultant|człowiek|operator|pracownik $`,
	},
	{ // Turkish
		people:  "insan* kişi* temsilci* yetkili* operatör* müşteritemsilci* biri biriyle görevli* danışman* destek*",
		fillers: "bir gerçek canlı müşteri bana beni lütfen hizmetleri artık",
		tails:   "lütfen hemen şimdi istiyorum ile acil",
		guards:  "müşteriler kullanıcılar ekip rol",
		requests: `
			P _ ile|la|le _ görüş*|konuş*
			P görüş*|konuş* ~ istiyorum|isterim|miyim|mı|istiyoruz
			P _ bağla*|bağlan*|aktar*|yönlendir*
			P bağla*|bağlan*
			beni _ P bağla*|aktar*|yönlendir*
			P istiyorum|isterim|lazım|gerekiyor|rica
			^ _ temsilci|yetkili|operatör|insan $`,
	},
	{ // Ukrainian
		people:  "оператор* людин* людьми спеціаліст* фахівц* фахівець співробітник* працівник* менеджер* консультант* представник* підтримк* керівник*",
		fillers: "з із зі до на мені мене нас вашим вашого живою живої живим жива живу справжньою реальною кимось когось службою будь ласка просто",
		tails:   "будь ласка терміново зараз а не вже негайно і",
		guards:  "клієнт клієнти користувачі вони може чи роль",
		requests: `
			зєднайте|зєднай|зʼєднайте|переключіть|переведіть|звяжіть _ P
			дайте|дай _ P $
			покличте|поклич|позвіть _ P $
			хочу|треба|потрібно|хотів|хотіла|можна|можу поговорити|поспілкуватися|звязатися|говорити ~ P
			потрібен|потрібна|хочу _ P $
			^ _ P $
			поговорити з живою|реальною|справжньою`,
	},
	{ // Arabic
		people:  "شخص إنسان انسان موظف ممثل مندوب وكيل مسؤول بشري أحد الموظفين موظفين خدمة الدعم موظفة",
		fillers: "مع إلى الى من حقيقي أن ان خدمة أي احد أحد",
		tails:   "من الآن الان حقيقي فضلك لو رجاء بشري العملاء فورا",
		guards:  "العملاء المستخدمين الفريق دور",
		requests: `
			التحدث|أتحدث|اتحدث|التكلم|أتكلم|اتكلم|الحديث|اتكلم|أحكي _ P
			تحويلي|حولني|حوّلني|وصلني|أوصلني|اوصلني _ P
			أريد|اريد|أحتاج|احتاج|بدي|ابغى|أبغى _ P $
			^ _ موظف|شخص|مندوب $`,
	},
}

// unspacedRequests are requests in scripts without spaces between words.
var unspacedRequests = []string{
	`(?:转|接|找|要|叫|联系|换|轉|聯繫|聯絡|跟|和|与|同).{0,6}(?:人工|真人|客服|专员|客服人员|真實的人|活人)`, `^(?:人工|人工客服|真人|真人客服|客服)[!！。.]*$`, `人工服务$`,
	`(?:オペレーター|担当者|担当の方|有人|人間|スタッフ|係の人|係員|サポート(?:の人|担当))(?:の方)?(?:と|に|へ|対応)?.{0,4}(?:話|はな|つな|繋|代わ|替わ|かわっ|相談した|連絡した|連絡を取り|お願い|対応を|チャット|出して|転送|対応して)`, `^(?:オペレーター|有人対応|人間)[!！。.]*$`,
	`(?:상담원|상담사|사람|직원|담당자|매니저)(?:이랑|이?랑|하고|과|와|에게|한테|으로|을|를|님|분)?.{0,4}(?:연결|바꿔|통화|이야기|얘기|상담하고|대화|불러|말하고|말씀|부탁)`, `^(?:상담원|상담사)[!.]*$`,
	`(?:คุย|ติดต่อ|พูด|สนทนา|โอน|ต่อสาย|ขอสาย|ขอ).{0,14}(?:เจ้าหน้าที่|พนักงาน|คนจริง|มนุษย์|แอดมิน|คนจริงๆ)`, `^(?:เจ้าหน้าที่|แอดมิน|พนักงาน)$`,
}

// unspacedQuestions are questions about people that look like requests.
var unspacedQuestions = regexp.MustCompile(`添加|角色|权限|权限|工作时间|如何设置|追加|権限|ロール|役割|営業時間|추가|권한|역할|영업|운영|เพิ่ม|สิทธิ์|บทบาท|เวลาทำการ`)
