package answer

// summaryTexts are what explanations are put together from, in one language.
// Words in braces are filled in. Numbers stand after a colon, so that no word
// has to agree with them.
type summaryTexts struct {
	// searched and searchedWords begin every explanation; {where} is a list of
	// collection, or everywhere; {size} is size or nothing, {understood} the
	// text of that name or nothing.
	searched, searchedWords      string
	collection, everywhere, size string
	understood                   string
	// These say how the cited article was found.
	firstBoth, foundBoth, foundWords, foundMeaning string
	// forIt and against name the strongest factors of the confidence, between
	// stands between them.
	forIt, against, between string
	factors                 [themes]string
	// draft is said where a person takes over whatever the articles say.
	draft string
	// outOfScope, unchecked: why a person takes over.
	outOfScope, unchecked string
}

// theme is what features of one kind are called together.
type theme uint8

const (
	themeWords     theme = iota // the question's words in the evidence
	themeMeaning                // closeness in meaning
	themeLead                   // how far ahead the best passage is
	themeAgreement              // both searches and many passages say the same
	themeNames                  // names, numbers and negations of the question
	themeFit                    // how well the sentences fit the question
	themeSupport                // how well the evidence supports the sentences
	themeQuestion               // the question itself
	themeLanguage               // the language of the evidence
	themeModel                  // how sure the model is that wrote
	themes
)

func summaryTextsIn(language string) summaryTexts {
	if t, ok := allSummaryTexts[language]; ok {
		return t
	}
	return allSummaryTexts["en"]
}

var allSummaryTexts = map[string]summaryTexts{
	"en": {
		searched:      "Searched by words and by meaning: {where}{size}{understood}.",
		searchedWords: "Searched by words alone: {where}{size}{understood}.",
		collection:    "collection “{name}”", everywhere: "all collections", size: " (documents: {documents}, passages: {passages})",
		understood: "; the question was understood as “{question}”",
		firstBoth:  " (first by words and by meaning)", foundBoth: " (found by words and by meaning)",
		foundWords: " (found by words)", foundMeaning: " (found by meaning)",
		forIt: "most for it: {factor}", against: "most against it: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "the question's words in the article", themeMeaning: "closeness in meaning", themeLead: "lead over other passages",
			themeAgreement: "agreement of what was found", themeNames: "names, numbers and negations of the question",
			themeFit: "fit of the sentences to the question", themeSupport: "support of the sentences by the article",
			themeQuestion: "length and context of the question", themeLanguage: "language of the article",
			themeModel: "certainty of the model",
		},
		draft:      "A draft from “{title}”{found} goes along; it is right with a probability of {confidence} %{factors}.",
		outOfScope: "The question is far from everything in the articles, so a person takes over.",
		unchecked:  "Whether the message belongs to a topic for people could not be checked, so a person takes over.",
	},
	"ru": {
		searched:      "Поиск по словам и по смыслу: {where}{size}{understood}.",
		searchedWords: "Поиск только по словам: {where}{size}{understood}.",
		collection:    "коллекция «{name}»", everywhere: "все коллекции", size: " (документов: {documents}, фрагментов: {passages})",
		understood: "; вопрос понят как «{question}»",
		firstBoth:  " (первое место и по словам, и по смыслу)", foundBoth: " (найдено по словам и по смыслу)",
		foundWords: " (найдено по словам)", foundMeaning: " (найдено по смыслу)",
		forIt: "сильнее всего за: {factor}", against: "сильнее всего против: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "слова вопроса в статье", themeMeaning: "близость по смыслу", themeLead: "отрыв от других фрагментов",
			themeAgreement: "согласованность найденного", themeNames: "имена, числа и отрицания вопроса",
			themeFit: "соответствие предложений вопросу", themeSupport: "подтверждение предложений статьёй",
			themeQuestion: "длина и контекст вопроса", themeLanguage: "язык статьи",
			themeModel: "уверенность модели",
		},
		draft:      "Сотруднику передан черновик из статьи «{title}»{found}; вероятность, что он верен, — {confidence} %{factors}.",
		outOfScope: "Вопрос далёк от всего, о чём говорится в статьях, поэтому подключится сотрудник.",
		unchecked:  "Не удалось проверить, относится ли сообщение к темам, которыми занимаются сотрудники, поэтому подключится сотрудник.",
	},
	"de": {
		searched:      "Gesucht wurde nach Wörtern und nach Bedeutung: {where}{size}{understood}.",
		searchedWords: "Gesucht wurde nur nach Wörtern: {where}{size}{understood}.",
		collection:    "Sammlung „{name}“", everywhere: "alle Sammlungen", size: " (Dokumente: {documents}, Textstellen: {passages})",
		understood: "; die Frage wurde verstanden als „{question}“",
		firstBoth:  " (nach Wörtern und nach Bedeutung an erster Stelle)", foundBoth: " (nach Wörtern und nach Bedeutung gefunden)",
		foundWords: " (nach Wörtern gefunden)", foundMeaning: " (nach Bedeutung gefunden)",
		forIt: "am meisten dafür: {factor}", against: "am meisten dagegen: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "Wörter der Frage im Artikel", themeMeaning: "Nähe der Bedeutung", themeLead: "Vorsprung vor anderen Textstellen",
			themeAgreement: "Übereinstimmung des Gefundenen", themeNames: "Namen, Zahlen und Verneinungen der Frage",
			themeFit: "Passung der Sätze zur Frage", themeSupport: "Beleg der Sätze durch den Artikel",
			themeQuestion: "Länge und Zusammenhang der Frage", themeLanguage: "Sprache des Artikels",
			themeModel: "Sicherheit des Modells",
		},
		draft:      "Ein Entwurf aus „{title}“{found} geht mit; er ist mit einer Wahrscheinlichkeit von {confidence} % richtig{factors}.",
		outOfScope: "Die Frage liegt weit von allem, was in den Artikeln steht, deshalb übernimmt ein Mensch.",
		unchecked:  "Ob die Nachricht zu einem Thema für Menschen gehört, ließ sich nicht prüfen, deshalb übernimmt ein Mensch.",
	},
	"fr": {
		searched:      "Recherche par les mots et par le sens : {where}{size}{understood}.",
		searchedWords: "Recherche par les mots seulement : {where}{size}{understood}.",
		collection:    "collection « {name} »", everywhere: "toutes les collections", size: " (documents : {documents}, passages : {passages})",
		understood: " ; la question a été comprise comme « {question} »",
		firstBoth:  " (en tête par les mots et par le sens)", foundBoth: " (trouvé par les mots et par le sens)",
		foundWords: " (trouvé par les mots)", foundMeaning: " (trouvé par le sens)",
		forIt: "surtout pour : {factor}", against: "surtout contre : {factor}", between: " ; ",
		factors: [themes]string{
			themeWords: "les mots de la question dans l'article", themeMeaning: "la proximité de sens", themeLead: "l'avance sur les autres passages",
			themeAgreement: "la concordance des résultats", themeNames: "les noms, nombres et négations de la question",
			themeFit: "l'adéquation des phrases à la question", themeSupport: "l'appui des phrases sur l'article",
			themeQuestion: "la longueur et le contexte de la question", themeLanguage: "la langue de l'article",
			themeModel: "la certitude du modèle",
		},
		draft:      "Un brouillon tiré de « {title} »{found} est transmis ; il est juste avec une probabilité de {confidence} %{factors}.",
		outOfScope: "La question est loin de tout ce que disent les articles, une personne prend donc le relais.",
		unchecked:  "Impossible de vérifier si le message relève d'un sujet réservé à une personne ; une personne prend donc le relais.",
	},
	"es": {
		searched:      "Búsqueda por palabras y por significado: {where}{size}{understood}.",
		searchedWords: "Búsqueda solo por palabras: {where}{size}{understood}.",
		collection:    "colección «{name}»", everywhere: "todas las colecciones", size: " (documentos: {documents}, pasajes: {passages})",
		understood: "; la pregunta se entendió como «{question}»",
		firstBoth:  " (en primer lugar por palabras y por significado)", foundBoth: " (encontrado por palabras y por significado)",
		foundWords: " (encontrado por palabras)", foundMeaning: " (encontrado por significado)",
		forIt: "lo que más pesa a favor: {factor}", against: "lo que más pesa en contra: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "las palabras de la pregunta en el artículo", themeMeaning: "la cercanía de significado", themeLead: "la ventaja sobre otros pasajes",
			themeAgreement: "la coincidencia de lo encontrado", themeNames: "los nombres, números y negaciones de la pregunta",
			themeFit: "el ajuste de las frases a la pregunta", themeSupport: "el respaldo de las frases en el artículo",
			themeQuestion: "la longitud y el contexto de la pregunta", themeLanguage: "el idioma del artículo",
			themeModel: "la seguridad del modelo",
		},
		draft:      "Se adjunta un borrador de «{title}»{found}; es correcto con una probabilidad del {confidence} %{factors}.",
		outOfScope: "La pregunta queda lejos de todo lo que dicen los artículos, así que continúa una persona.",
		unchecked:  "No se pudo comprobar si el mensaje trata de un tema reservado a personas, así que continúa una persona.",
	},
	"it": {
		searched:      "Ricerca per parole e per significato: {where}{size}{understood}.",
		searchedWords: "Ricerca solo per parole: {where}{size}{understood}.",
		collection:    "raccolta «{name}»", everywhere: "tutte le raccolte", size: " (documenti: {documents}, passaggi: {passages})",
		understood: "; la domanda è stata intesa come «{question}»",
		firstBoth:  " (al primo posto per parole e per significato)", foundBoth: " (trovato per parole e per significato)",
		foundWords: " (trovato per parole)", foundMeaning: " (trovato per significato)",
		forIt: "soprattutto a favore: {factor}", against: "soprattutto contro: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "le parole della domanda nell'articolo", themeMeaning: "la vicinanza di significato", themeLead: "il vantaggio su altri passaggi",
			themeAgreement: "la concordanza di ciò che è stato trovato", themeNames: "nomi, numeri e negazioni della domanda",
			themeFit: "la pertinenza delle frasi alla domanda", themeSupport: "il riscontro delle frasi nell'articolo",
			themeQuestion: "la lunghezza e il contesto della domanda", themeLanguage: "la lingua dell'articolo",
			themeModel: "la sicurezza del modello",
		},
		draft:      "È allegata una bozza da «{title}»{found}; è giusta con probabilità {confidence} %{factors}.",
		outOfScope: "La domanda è lontana da tutto ciò che dicono gli articoli, quindi subentra una persona.",
		unchecked:  "Non è stato possibile verificare se il messaggio riguarda un tema riservato alle persone, quindi subentra una persona.",
	},
	"pt": {
		searched:      "Pesquisa por palavras e por significado: {where}{size}{understood}.",
		searchedWords: "Pesquisa só por palavras: {where}{size}{understood}.",
		collection:    "coleção “{name}”", everywhere: "todas as coleções", size: " (documentos: {documents}, passagens: {passages})",
		understood: "; a pergunta foi entendida como “{question}”",
		firstBoth:  " (em primeiro lugar por palavras e por significado)", foundBoth: " (encontrado por palavras e por significado)",
		foundWords: " (encontrado por palavras)", foundMeaning: " (encontrado por significado)",
		forIt: "o que mais pesa a favor: {factor}", against: "o que mais pesa contra: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "as palavras da pergunta no artigo", themeMeaning: "a proximidade de significado", themeLead: "a vantagem sobre outras passagens",
			themeAgreement: "a concordância do que foi encontrado", themeNames: "os nomes, números e negações da pergunta",
			themeFit: "a adequação das frases à pergunta", themeSupport: "o apoio das frases no artigo",
			themeQuestion: "o tamanho e o contexto da pergunta", themeLanguage: "a língua do artigo",
			themeModel: "a certeza do modelo",
		},
		draft:      "Segue um rascunho de “{title}”{found}; está certo com uma probabilidade de {confidence} %{factors}.",
		outOfScope: "A pergunta está longe de tudo o que dizem os artigos, por isso uma pessoa assume.",
		unchecked:  "Não foi possível verificar se a mensagem trata de um tema reservado a pessoas, por isso uma pessoa assume.",
	},
	"nl": {
		searched:      "Gezocht op woorden en op betekenis: {where}{size}{understood}.",
		searchedWords: "Alleen op woorden gezocht: {where}{size}{understood}.",
		collection:    "verzameling ‘{name}’", everywhere: "alle verzamelingen", size: " (documenten: {documents}, passages: {passages})",
		understood: "; de vraag is begrepen als ‘{question}’",
		firstBoth:  " (bovenaan op woorden en op betekenis)", foundBoth: " (gevonden op woorden en op betekenis)",
		foundWords: " (gevonden op woorden)", foundMeaning: " (gevonden op betekenis)",
		forIt: "het meest ervoor: {factor}", against: "het meest ertegen: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "de woorden van de vraag in het artikel", themeMeaning: "nabijheid in betekenis", themeLead: "voorsprong op andere passages",
			themeAgreement: "overeenstemming van wat gevonden is", themeNames: "namen, getallen en ontkenningen in de vraag",
			themeFit: "hoe goed de zinnen bij de vraag passen", themeSupport: "steun voor de zinnen in het artikel",
			themeQuestion: "lengte en context van de vraag", themeLanguage: "de taal van het artikel",
			themeModel: "zekerheid van het model",
		},
		draft:      "Een concept uit ‘{title}’{found} gaat mee; het klopt met een waarschijnlijkheid van {confidence} %{factors}.",
		outOfScope: "De vraag staat ver af van alles wat in de artikelen staat, dus een medewerker neemt het over.",
		unchecked:  "Of het bericht bij een onderwerp voor medewerkers hoort, kon niet worden nagegaan, dus een medewerker neemt het over.",
	},
	"pl": {
		searched:      "Wyszukiwanie według słów i znaczenia: {where}{size}{understood}.",
		searchedWords: "Wyszukiwanie tylko według słów: {where}{size}{understood}.",
		collection:    "kolekcja „{name}”", everywhere: "wszystkie kolekcje", size: " (dokumenty: {documents}, fragmenty: {passages})",
		understood: "; pytanie zrozumiano jako „{question}”",
		firstBoth:  " (na pierwszym miejscu według słów i znaczenia)", foundBoth: " (znaleziono według słów i znaczenia)",
		foundWords: " (znaleziono według słów)", foundMeaning: " (znaleziono według znaczenia)",
		forIt: "najbardziej za: {factor}", against: "najbardziej przeciw: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "słowa pytania w artykule", themeMeaning: "bliskość znaczenia", themeLead: "przewaga nad innymi fragmentami",
			themeAgreement: "zgodność wyników", themeNames: "nazwy, liczby i przeczenia w pytaniu",
			themeFit: "dopasowanie zdań do pytania", themeSupport: "oparcie zdań w artykule",
			themeQuestion: "długość i kontekst pytania", themeLanguage: "język artykułu",
			themeModel: "pewność modelu",
		},
		draft:      "Dołączono szkic z „{title}”{found}; jest poprawny z prawdopodobieństwem {confidence} %{factors}.",
		outOfScope: "Pytanie jest dalekie od wszystkiego, o czym mówią artykuły, więc rozmowę przejmuje człowiek.",
		unchecked:  "Nie udało się sprawdzić, czy wiadomość dotyczy tematu zastrzeżonego dla człowieka, więc rozmowę przejmuje człowiek.",
	},
	"tr": {
		searched:      "Sözcüklere ve anlama göre arandı: {where}{size}{understood}.",
		searchedWords: "Yalnızca sözcüklere göre arandı: {where}{size}{understood}.",
		collection:    "“{name}” koleksiyonu", everywhere: "tüm koleksiyonlar", size: " (belge sayısı: {documents}, bölüm sayısı: {passages})",
		understood: "; soru şöyle anlaşıldı: “{question}”",
		firstBoth:  " (sözcüklere ve anlama göre ilk sırada)", foundBoth: " (sözcüklere ve anlama göre bulundu)",
		foundWords: " (sözcüklere göre bulundu)", foundMeaning: " (anlama göre bulundu)",
		forIt: "en çok destekleyen: {factor}", against: "en çok zayıflatan: {factor}", between: "; ",
		factors: [themes]string{
			themeWords: "sorudaki sözcüklerin makalede geçmesi", themeMeaning: "anlam yakınlığı", themeLead: "öteki bölümlere göre üstünlük",
			themeAgreement: "bulunanların birbiriyle uyumu", themeNames: "sorudaki adlar, sayılar ve olumsuzluklar",
			themeFit: "cümlelerin soruya uygunluğu", themeSupport: "cümlelerin makaleye dayanması",
			themeQuestion: "sorunun uzunluğu ve bağlamı", themeLanguage: "makalenin dili",
			themeModel: "modelin kendinden eminliği",
		},
		draft:      "“{title}” makalesinden bir taslak iletildi{found}; doğru olma olasılığı %{confidence}{factors}.",
		outOfScope: "Soru, makalelerdeki her şeyden uzak; bu yüzden bir kişi devralıyor.",
		unchecked:  "Mesajın bir kişinin ilgilendiği konulardan olup olmadığı denetlenemedi, bu yüzden bir kişi devralıyor.",
	},
}
