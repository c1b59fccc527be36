package answer

// texts are what people read, in one language. Words in braces are filled
// in; the first letter after a full stop begins a sentence.
type texts struct {
	// disclosure says that it is AI; {source} is where answers are from.
	disclosure string
	// source names the articles where the operator gave them no name.
	source string
	// handover is for the customer when a person takes over.
	handover string
	// requested is for the customer who asked for a person.
	requested string
	// sorry is for the customer who is upset.
	sorry string
	// unclear is for the customer whose message has no words.
	unclear string
	// again is for the customer who asks the same again, beyond for one whose
	// question has nothing to do with the articles.
	again, beyond string
	// The summaries say in two sentences why the answer is as it is.
	// {title}: the article; {found}: how it was found; {confidence},
	// {threshold}: percentages; {factors}: what raised and lowered the
	// confidence; {topic}: the operator's topic.
	quoted, checked, lowConfidence, noEvidence, unsupported, humanRequested, noWords, topic, upset, repeated string
}

func textsIn(language string) texts {
	if t, ok := allTexts[language]; ok {
		return t
	}
	return allTexts["en"]
}

var allTexts = map[string]texts{
	"en": {
		disclosure: "Answered by AI from {source}. A person is one click away.", source: "the help articles",
		handover:       "I cannot answer this reliably, so a person takes over. Everything written here goes along; you do not have to repeat anything.",
		requested:      "A person takes over. Everything written here goes along; you do not have to repeat anything.",
		unclear:        "Thank you for the message. Please say in a few words what you need; a person can see it too.",
		again:          "I am sorry that the answer did not help. A person takes over; everything written here goes along, you do not have to repeat anything.",
		beyond:         "I am sorry, this seems to be about something else than what I can help with here. A person can see the message; you do not have to repeat anything.",
		quoted:         "The answer is quoted word for word from “{title}”{found}. It is right with a probability of {confidence} %{factors}; answers are shown from {threshold} %.",
		checked:        "A model wrote the answer, and each sentence was checked against “{title}”{found}. It is right with a probability of {confidence} %{factors}; answers are shown from {threshold} %.",
		lowConfidence:  "The closest article is “{title}”{found}, but the draft is right only with a probability of {confidence} %{factors}. Answers are shown from {threshold} %, so a person takes over.",
		noEvidence:     "No article answers this question. A person takes over.",
		unsupported:    "What the model wrote is not supported by the articles, the closest of which is “{title}”{found}. A person takes over.",
		humanRequested: "The customer asked for a person. The articles were not searched.",
		noWords:        "The message has no words to search for. A person takes over.",
		sorry:          "I am sorry about the trouble. A person takes over; everything written here goes along, you do not have to repeat anything.",
		topic:          "The message is about “{topic}”, which a person takes care of here.",
		upset:          "The customer is upset, so a person takes over.",
		repeated:       "The customer asked this before and was not helped by the answer, so a person takes over.",
	},
	"ru": {
		disclosure: "Ответил ИИ по материалам: {source}. Сотрудника можно позвать одним нажатием.", source: "статьи справки",
		handover:       "Я не могу ответить на это достаточно надёжно, поэтому подключится сотрудник. Он увидит всю переписку, повторять ничего не нужно.",
		requested:      "Сейчас подключится сотрудник. Он увидит всю переписку, повторять ничего не нужно.",
		unclear:        "Спасибо за сообщение. Напишите, пожалуйста, в нескольких словах, что нужно; сотрудник тоже его увидит.",
		again:          "Мне жаль, что ответ не помог. Сейчас подключится сотрудник: он увидит всю переписку, повторять ничего не нужно.",
		beyond:         "К сожалению, похоже, вопрос не о том, с чем я могу здесь помочь. Сотрудник увидит сообщение, повторять ничего не нужно.",
		quoted:         "Ответ дословно взят из статьи «{title}»{found}. Вероятность, что он верен, — {confidence} %{factors}; ответы показываются от {threshold} %.",
		checked:        "Ответ написала модель, и каждое предложение сверено со статьёй «{title}»{found}. Вероятность, что он верен, — {confidence} %{factors}; ответы показываются от {threshold} %.",
		lowConfidence:  "Ближе всего статья «{title}»{found}, но вероятность, что черновик верен, — лишь {confidence} %{factors}. Ответы показываются от {threshold} %, поэтому подключится сотрудник.",
		noEvidence:     "Ни одна статья не отвечает на этот вопрос. Подключится сотрудник.",
		unsupported:    "Написанное моделью не подтверждается статьями; ближе всего «{title}»{found}. Подключится сотрудник.",
		humanRequested: "Клиент попросил позвать сотрудника. Поиск по статьям не проводился.",
		noWords:        "В сообщении нет слов для поиска. Подключится сотрудник.",
		sorry:          "Мне очень жаль, что так вышло. Сейчас подключится сотрудник: он увидит всю переписку, повторять ничего не нужно.",
		topic:          "Сообщение относится к теме «{topic}», которой занимается сотрудник.",
		upset:          "Клиент расстроен, поэтому подключится сотрудник.",
		repeated:       "Клиент уже спрашивал об этом, и ответ ему не помог, поэтому подключится сотрудник.",
	},
	"de": {
		disclosure: "Beantwortet von einer KI aus: {source}. Ein Mensch ist einen Klick entfernt.", source: "den Hilfeartikeln",
		handover:       "Das kann ich nicht verlässlich beantworten, deshalb übernimmt ein Mensch. Alles Geschriebene geht mit; Sie müssen nichts wiederholen.",
		requested:      "Ein Mensch übernimmt. Alles Geschriebene geht mit; Sie müssen nichts wiederholen.",
		unclear:        "Danke für die Nachricht. Bitte schreiben Sie in wenigen Worten, was Sie brauchen; auch ein Mensch kann sie sehen.",
		again:          "Es tut mir leid, dass die Antwort nicht geholfen hat. Ein Mensch übernimmt; alles Geschriebene geht mit, Sie müssen nichts wiederholen.",
		beyond:         "Leider scheint es um etwas anderes zu gehen, als wobei ich hier helfen kann. Ein Mensch kann die Nachricht sehen; Sie müssen nichts wiederholen.",
		quoted:         "Die Antwort ist wörtlich aus „{title}“{found} zitiert. Sie ist mit einer Wahrscheinlichkeit von {confidence} % richtig{factors}; gezeigt wird ab {threshold} %.",
		checked:        "Ein Modell hat die Antwort geschrieben, und jeder Satz wurde mit „{title}“{found} abgeglichen. Sie ist mit einer Wahrscheinlichkeit von {confidence} % richtig{factors}; gezeigt wird ab {threshold} %.",
		lowConfidence:  "Am nächsten kommt „{title}“{found}, doch der Entwurf ist nur mit einer Wahrscheinlichkeit von {confidence} % richtig{factors}. Gezeigt wird ab {threshold} %, deshalb übernimmt ein Mensch.",
		noEvidence:     "Kein Artikel beantwortet diese Frage. Ein Mensch übernimmt.",
		unsupported:    "Was das Modell schrieb, ist durch die Artikel nicht belegt; am nächsten kommt „{title}“{found}. Ein Mensch übernimmt.",
		humanRequested: "Der Kunde hat um einen Menschen gebeten. Die Artikel wurden nicht durchsucht.",
		noWords:        "Die Nachricht enthält keine Wörter, nach denen gesucht werden könnte. Ein Mensch übernimmt.",
		sorry:          "Es tut mir leid, dass Sie Ärger damit haben. Ein Mensch übernimmt; alles Geschriebene geht mit, Sie müssen nichts wiederholen.",
		topic:          "In der Nachricht geht es um „{topic}“, darum kümmert sich hier ein Mensch.",
		upset:          "Der Kunde ist aufgebracht, deshalb übernimmt ein Mensch.",
		repeated:       "Der Kunde hat das schon einmal gefragt, und die Antwort half ihm nicht, deshalb übernimmt ein Mensch.",
	},
	"fr": {
		disclosure: "Réponse d'une IA d'après : {source}. Une personne est à un clic.", source: "les articles d'aide",
		handover:       "Je ne peux pas répondre de façon fiable, une personne prend donc le relais. Tout ce qui est écrit ici lui est transmis ; vous n'avez rien à répéter.",
		requested:      "Une personne prend le relais. Tout ce qui est écrit ici lui est transmis ; vous n'avez rien à répéter.",
		unclear:        "Merci pour le message. Dites en quelques mots ce qu'il vous faut ; une personne peut aussi le voir.",
		again:          "Je suis désolé que la réponse n'ait pas aidé. Une personne prend le relais ; tout ce qui est écrit ici lui est transmis, vous n'avez rien à répéter.",
		beyond:         "Je suis désolé, cela semble porter sur autre chose que ce pour quoi je peux aider ici. Une personne peut voir le message ; vous n'avez rien à répéter.",
		quoted:         "La réponse est citée mot pour mot de « {title} »{found}. Elle est juste avec une probabilité de {confidence} %{factors} ; les réponses sont montrées à partir de {threshold} %.",
		checked:        "Un modèle a écrit la réponse, et chaque phrase a été vérifiée dans « {title} »{found}. Elle est juste avec une probabilité de {confidence} %{factors} ; les réponses sont montrées à partir de {threshold} %.",
		lowConfidence:  "L'article le plus proche est « {title} »{found}, mais le brouillon n'est juste qu'avec une probabilité de {confidence} %{factors}. Les réponses sont montrées à partir de {threshold} %, une personne prend donc le relais.",
		noEvidence:     "Aucun article ne répond à cette question. Une personne prend le relais.",
		unsupported:    "Ce que le modèle a écrit n'est pas confirmé par les articles, dont le plus proche est « {title} »{found}. Une personne prend le relais.",
		humanRequested: "Le client a demandé une personne. Les articles n'ont pas été consultés.",
		noWords:        "Le message ne contient aucun mot à chercher. Une personne prend le relais.",
		sorry:          "Je suis désolé de ces ennuis. Une personne prend le relais ; tout ce qui est écrit ici lui est transmis, vous n'avez rien à répéter.",
		topic:          "Le message concerne « {topic} », dont une personne s'occupe ici.",
		upset:          "Le client est contrarié, une personne prend donc le relais.",
		repeated:       "Le client l'a déjà demandé et la réponse ne l'a pas aidé, une personne prend donc le relais.",
	},
	"es": {
		disclosure: "Respondido por una IA a partir de: {source}. Una persona está a un clic.", source: "los artículos de ayuda",
		handover:       "No puedo responder a esto con seguridad, así que continúa una persona. Verá todo lo escrito; no hace falta repetir nada.",
		requested:      "Continúa una persona. Verá todo lo escrito; no hace falta repetir nada.",
		unclear:        "Gracias por el mensaje. Diga en pocas palabras qué necesita; también puede verlo una persona.",
		again:          "Siento que la respuesta no haya ayudado. Continúa una persona; verá todo lo escrito, no hace falta repetir nada.",
		beyond:         "Lo siento, esto parece tratar de algo distinto de aquello en lo que puedo ayudar aquí. Una persona puede ver el mensaje; no hace falta repetir nada.",
		quoted:         "La respuesta está citada literalmente de «{title}»{found}. Es correcta con una probabilidad del {confidence} %{factors}; se muestran a partir del {threshold} %.",
		checked:        "Un modelo escribió la respuesta y cada frase se comprobó con «{title}»{found}. Es correcta con una probabilidad del {confidence} %{factors}; se muestran a partir del {threshold} %.",
		lowConfidence:  "El artículo más cercano es «{title}»{found}, pero el borrador solo es correcto con una probabilidad del {confidence} %{factors}. Se muestran a partir del {threshold} %, así que continúa una persona.",
		noEvidence:     "Ningún artículo responde a esta pregunta. Continúa una persona.",
		unsupported:    "Los artículos no respaldan lo que escribió el modelo; el más cercano es «{title}»{found}. Continúa una persona.",
		humanRequested: "El cliente pidió hablar con una persona. No se buscó en los artículos.",
		noWords:        "El mensaje no tiene palabras que buscar. Continúa una persona.",
		sorry:          "Siento mucho las molestias. Continúa una persona; verá todo lo escrito, no hace falta repetir nada.",
		topic:          "El mensaje trata de «{topic}», de lo que aquí se ocupa una persona.",
		upset:          "El cliente está disgustado, así que continúa una persona.",
		repeated:       "El cliente ya lo preguntó y la respuesta no le ayudó, así que continúa una persona.",
	},
	"it": {
		disclosure: "Risposta di un'IA da: {source}. Una persona è a un clic.", source: "gli articoli della guida",
		handover:       "Non posso rispondere in modo affidabile, quindi subentra una persona. Vedrà tutto ciò che è stato scritto; non serve ripetere nulla.",
		requested:      "Subentra una persona. Vedrà tutto ciò che è stato scritto; non serve ripetere nulla.",
		unclear:        "Grazie per il messaggio. Scriva in poche parole di cosa ha bisogno; può vederlo anche una persona.",
		again:          "Mi dispiace che la risposta non sia stata utile. Subentra una persona; vedrà tutto ciò che è stato scritto, non serve ripetere nulla.",
		beyond:         "Mi dispiace, sembra riguardare qualcosa di diverso da ciò in cui posso aiutare qui. Una persona può vedere il messaggio; non serve ripetere nulla.",
		quoted:         "La risposta è citata parola per parola da «{title}»{found}. È giusta con probabilità {confidence} %{factors}; le risposte si mostrano a partire da {threshold} %.",
		checked:        "Un modello ha scritto la risposta e ogni frase è stata verificata con «{title}»{found}. È giusta con probabilità {confidence} %{factors}; le risposte si mostrano a partire da {threshold} %.",
		lowConfidence:  "L'articolo più vicino è «{title}»{found}, ma la bozza è giusta solo con probabilità {confidence} %{factors}. Le risposte si mostrano a partire da {threshold} %, quindi subentra una persona.",
		noEvidence:     "Nessun articolo risponde a questa domanda. Subentra una persona.",
		unsupported:    "Gli articoli non confermano ciò che il modello ha scritto; il più vicino è «{title}»{found}. Subentra una persona.",
		humanRequested: "Il cliente ha chiesto una persona. Gli articoli non sono stati consultati.",
		noWords:        "Il messaggio non contiene parole da cercare. Subentra una persona.",
		sorry:          "Mi dispiace per il disagio. Subentra una persona; vedrà tutto ciò che è stato scritto, non serve ripetere nulla.",
		topic:          "Il messaggio riguarda «{topic}», di cui qui si occupa una persona.",
		upset:          "Il cliente è contrariato, quindi subentra una persona.",
		repeated:       "Il cliente lo aveva già chiesto e la risposta non lo ha aiutato, quindi subentra una persona.",
	},
	"pt": {
		disclosure: "Respondido por IA a partir de: {source}. Uma pessoa está a um clique.", source: "os artigos de ajuda",
		handover:       "Não consigo responder a isto com segurança, por isso uma pessoa assume. Ela verá tudo o que foi escrito; não é preciso repetir nada.",
		requested:      "Uma pessoa assume. Ela verá tudo o que foi escrito; não é preciso repetir nada.",
		unclear:        "Obrigado pela mensagem. Diga em poucas palavras do que precisa; uma pessoa também a pode ver.",
		again:          "Lamento que a resposta não tenha ajudado. Uma pessoa assume; ela verá tudo o que foi escrito, não é preciso repetir nada.",
		beyond:         "Lamento, isto parece ser sobre algo diferente daquilo em que posso ajudar aqui. Uma pessoa pode ver a mensagem; não é preciso repetir nada.",
		quoted:         "A resposta é citada palavra por palavra de “{title}”{found}. Está certa com uma probabilidade de {confidence} %{factors}; as respostas são mostradas a partir de {threshold} %.",
		checked:        "Um modelo escreveu a resposta e cada frase foi verificada em “{title}”{found}. Está certa com uma probabilidade de {confidence} %{factors}; as respostas são mostradas a partir de {threshold} %.",
		lowConfidence:  "O artigo mais próximo é “{title}”{found}, mas o rascunho só está certo com uma probabilidade de {confidence} %{factors}. As respostas são mostradas a partir de {threshold} %, por isso uma pessoa assume.",
		noEvidence:     "Nenhum artigo responde a esta pergunta. Uma pessoa assume.",
		unsupported:    "Os artigos não confirmam o que o modelo escreveu; o mais próximo é “{title}”{found}. Uma pessoa assume.",
		humanRequested: "O cliente pediu uma pessoa. Os artigos não foram pesquisados.",
		noWords:        "A mensagem não tem palavras para pesquisar. Uma pessoa assume.",
		sorry:          "Lamento o transtorno. Uma pessoa assume; ela verá tudo o que foi escrito, não é preciso repetir nada.",
		topic:          "A mensagem é sobre “{topic}”, de que aqui trata uma pessoa.",
		upset:          "O cliente está aborrecido, por isso uma pessoa assume.",
		repeated:       "O cliente já tinha perguntado isto e a resposta não o ajudou, por isso uma pessoa assume.",
	},
	"nl": {
		disclosure: "Beantwoord door AI uit: {source}. Een mens is één klik weg.", source: "de hulpartikelen",
		handover:       "Hierop kan ik niet betrouwbaar antwoorden, dus een medewerker neemt het over. Alles wat hier staat gaat mee; u hoeft niets te herhalen.",
		requested:      "Een medewerker neemt het over. Alles wat hier staat gaat mee; u hoeft niets te herhalen.",
		unclear:        "Dank u voor het bericht. Schrijf in een paar woorden wat u nodig hebt; een medewerker kan het ook zien.",
		again:          "Het spijt me dat het antwoord niet hielp. Een medewerker neemt het over; alles wat hier staat gaat mee, u hoeft niets te herhalen.",
		beyond:         "Het spijt me, dit lijkt over iets anders te gaan dan waarmee ik hier kan helpen. Een medewerker kan het bericht zien; u hoeft niets te herhalen.",
		quoted:         "Het antwoord is woordelijk overgenomen uit ‘{title}’{found}. Het klopt met een waarschijnlijkheid van {confidence} %{factors}; antwoorden worden getoond vanaf {threshold} %.",
		checked:        "Een model schreef het antwoord, en elke zin is vergeleken met ‘{title}’{found}. Het klopt met een waarschijnlijkheid van {confidence} %{factors}; antwoorden worden getoond vanaf {threshold} %.",
		lowConfidence:  "Het dichtst bij komt ‘{title}’{found}, maar het concept klopt slechts met een waarschijnlijkheid van {confidence} %{factors}. Antwoorden worden getoond vanaf {threshold} %, dus een medewerker neemt het over.",
		noEvidence:     "Geen artikel beantwoordt deze vraag. Een medewerker neemt het over.",
		unsupported:    "Wat het model schreef, wordt niet door de artikelen gesteund; het dichtst bij komt ‘{title}’{found}. Een medewerker neemt het over.",
		humanRequested: "De klant vroeg om een mens. Er is niet in de artikelen gezocht.",
		noWords:        "Het bericht bevat geen woorden om naar te zoeken. Een medewerker neemt het over.",
		sorry:          "Het spijt me dat u hier last van hebt. Een medewerker neemt het over; alles wat hier staat gaat mee, u hoeft niets te herhalen.",
		topic:          "Het bericht gaat over ‘{topic}’, en dat behandelt hier een medewerker.",
		upset:          "De klant is ontstemd, dus een medewerker neemt het over.",
		repeated:       "De klant vroeg dit al eerder en was niet geholpen met het antwoord, dus een medewerker neemt het over.",
	},
	"pl": {
		disclosure: "Odpowiedź AI na podstawie: {source}. Człowiek jest o jedno kliknięcie stąd.", source: "artykuły pomocy",
		handover:       "Nie mogę na to wiarygodnie odpowiedzieć, dlatego rozmowę przejmuje człowiek. Zobaczy wszystko, co tu napisano; niczego nie trzeba powtarzać.",
		requested:      "Rozmowę przejmuje człowiek. Zobaczy wszystko, co tu napisano; niczego nie trzeba powtarzać.",
		unclear:        "Dziękujemy za wiadomość. Proszę napisać w kilku słowach, czego potrzeba; zobaczy ją też człowiek.",
		again:          "Przykro mi, że odpowiedź nie pomogła. Rozmowę przejmuje człowiek; zobaczy wszystko, co tu napisano, niczego nie trzeba powtarzać.",
		beyond:         "Przykro mi, wygląda na to, że sprawa wykracza poza to, w czym mogę tu pomóc. Wiadomość może zobaczyć człowiek; niczego nie trzeba powtarzać.",
		quoted:         "Odpowiedź jest dosłownym cytatem z „{title}”{found}. Jest poprawna z prawdopodobieństwem {confidence} %{factors}; odpowiedzi są pokazywane od {threshold} %.",
		checked:        "Odpowiedź napisał model, a każde zdanie sprawdzono z „{title}”{found}. Jest poprawna z prawdopodobieństwem {confidence} %{factors}; odpowiedzi są pokazywane od {threshold} %.",
		lowConfidence:  "Najbliższy artykuł to „{title}”{found}, ale szkic jest poprawny tylko z prawdopodobieństwem {confidence} %{factors}. Odpowiedzi są pokazywane od {threshold} %, więc rozmowę przejmuje człowiek.",
		noEvidence:     "Żaden artykuł nie odpowiada na to pytanie. Rozmowę przejmuje człowiek.",
		unsupported:    "Artykuły nie potwierdzają tego, co napisał model; najbliższy to „{title}”{found}. Rozmowę przejmuje człowiek.",
		humanRequested: "Klient poprosił o człowieka. Artykułów nie przeszukano.",
		noWords:        "Wiadomość nie zawiera słów do wyszukania. Rozmowę przejmuje człowiek.",
		sorry:          "Przykro mi z powodu kłopotów. Rozmowę przejmuje człowiek; zobaczy wszystko, co tu napisano, niczego nie trzeba powtarzać.",
		topic:          "Wiadomość dotyczy tematu „{topic}”, którym zajmuje się tu człowiek.",
		upset:          "Klient jest zdenerwowany, więc rozmowę przejmuje człowiek.",
		repeated:       "Klient już o to pytał i odpowiedź mu nie pomogła, więc rozmowę przejmuje człowiek.",
	},
	"tr": {
		disclosure: "Yapay zekâ tarafından yanıtlandı; kaynak: {source}. Bir kişiye tek tıkla ulaşabilirsiniz.", source: "yardım makaleleri",
		handover:       "Bunu güvenilir biçimde yanıtlayamıyorum, bu yüzden bir kişi devralıyor. Burada yazılan her şeyi görecek; hiçbir şeyi yinelemeniz gerekmez.",
		requested:      "Bir kişi devralıyor. Burada yazılan her şeyi görecek; hiçbir şeyi yinelemeniz gerekmez.",
		unclear:        "Mesajınız için teşekkürler. Neye ihtiyacınız olduğunu birkaç kelimeyle yazın; bir kişi de görebilir.",
		again:          "Yanıt yardımcı olmadığı için üzgünüm. Bir kişi devralıyor; burada yazılan her şeyi görecek, hiçbir şeyi yinelemeniz gerekmez.",
		beyond:         "Üzgünüm, bu, burada yardımcı olabileceğim konuların dışında görünüyor. Mesajı bir kişi görebilir; hiçbir şeyi yinelemeniz gerekmez.",
		quoted:         "Yanıt “{title}” makalesinden kelimesi kelimesine alındı{found}. Doğru olma olasılığı %{confidence}{factors}; yanıtlar %{threshold} ve üzerinde gösterilir.",
		checked:        "Yanıtı bir model yazdı ve her cümle “{title}” ile karşılaştırıldı{found}. Doğru olma olasılığı %{confidence}{factors}; yanıtlar %{threshold} ve üzerinde gösterilir.",
		lowConfidence:  "En yakın makale “{title}”{found}, ancak taslağın doğru olma olasılığı yalnızca %{confidence}{factors}. Yanıtlar %{threshold} ve üzerinde gösterilir, bu yüzden bir kişi devralıyor.",
		noEvidence:     "Hiçbir makale bu soruyu yanıtlamıyor. Bir kişi devralıyor.",
		unsupported:    "Modelin yazdıkları makalelerle desteklenmiyor; en yakını “{title}”{found}. Bir kişi devralıyor.",
		humanRequested: "Müşteri bir kişi istedi. Makalelerde arama yapılmadı.",
		noWords:        "Mesajda aranacak sözcük yok. Bir kişi devralıyor.",
		sorry:          "Yaşadığınız sıkıntı için üzgünüm. Bir kişi devralıyor; burada yazılan her şeyi görecek, hiçbir şeyi yinelemeniz gerekmez.",
		topic:          "Mesaj “{topic}” konusunda; bununla burada bir kişi ilgilenir.",
		upset:          "Müşteri üzgün, bu yüzden bir kişi devralıyor.",
		repeated:       "Müşteri bunu daha önce sordu ve yanıt ona yardımcı olmadı, bu yüzden bir kişi devralıyor.",
	},
}
