package verification

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	linkPattern   = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*\)`)
	tagPattern    = regexp.MustCompile(`</?[A-Za-z][^<>]{0,200}>`)
	markPattern   = regexp.MustCompile(`\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]`)
	bulletPattern = regexp.MustCompile(`^(?:[-*+•▪●◦>]+|\d{1,3}[.)])\s+`)
	// leadPattern are openings that say where a sentence is from, labels, and
	// links to a sentence before, which may be dropped.
	leadPattern = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
		`(?:according to|based on|as (?:stated|mentioned|described|noted|explained|per) (?:in|by)?|per|from|in) (?:the |this |these |your )?(?:provided |given |above |following |available )*(?:context|evidence|passages?|articles?|documents?|documentation|texts?|sources?|information|knowledge base)(?: \d+)?(?: provided| above| given)?,`,
		`(?:the |this )?(?:provided |given |above )*(?:context|evidence|passages?|articles?|documents?|documentation|texts?|sources?)(?: \d+)? (?:states?|says?|mentions?|explains?|indicates?|notes?|tells? us) that`,
		`(?:согласно|исходя из|на основании|в соответствии с|как указано в|как сказано в) (?:предоставленн\pL+ |данн\pL+ |приведенн\pL+ |приведённ\pL+ )*(?:контекст\pL*|стать\pL*|документ\pL*|текст\pL*|источник\pL*|информаци\pL*|отрывк\pL*),`,
		`в (?:данн\pL+ |этой |этом )?(?:контексте|статье|документе|тексте|источнике) (?:сказано|указано|говорится), что`,
		`(?:laut|gemäß|nach) (?:dem |der |den |diesem |dieser )?(?:bereitgestellten |vorliegenden |gegebenen |obigen )*(?:kontext|artikel|dokument|dokumentation|text|quellen?|informationen|passagen?),?`,
		`(?:selon|d'après) (?:le |la |les |l')?(?:contexte|article|document|texte|sources?|informations?|passages?)(?: fournie?s?)?,`,
		`(?:según|de acuerdo con) (?:el |la |los |las )?(?:contexto|artículo|documento|texto|fuentes?|información)(?: proporcionad[oa]s?)?,`,
		`(?:secondo) (?:il |la |le |l')?(?:contesto|articolo|documento|testo|fonti?),`,
		`(?:so,? |therefore,? )?(?:the|my) (?:correct |short )?answer (?:is|to (?:this|your|the) question is)(?: that)?\s*[:,]?`, `die (?:richtige )?antwort (?:ist|lautet)\s*[:,]?`, `(?:правильный )?ответ\s*[—–:-]`,
		`(?:answer|response|a|antwort|ответ|réponse|respuesta|risposta|resposta)\s*:`,
		`(?:actually|nevertheless|nonetheless|additionally|lastly|furthermore|moreover|however|therefore|thus|hence|overall|indeed|finally|in addition|in summary|in conclusion|besides|also|in short|to summarize|as a result|in other words|кроме того|также|таким образом|однако|более того|итак|следовательно|außerdem|zudem|darüber hinaus|allerdings|jedoch|daher|somit|zusammenfassend|de plus|en outre|cependant|ainsi|además|sin embargo|por lo tanto|inoltre|tuttavia),`,
		`(?:yes|no|да|нет|ja|nein|oui|non|sí|sì|sim|não|tak|nie|nee|evet|hayır|так|ні)\s*[,.!;:–—-]+\s`,
	}, "|") + `)\s*`)
	// metaPattern are sentences about the answer and not about the subject.
	metaPattern = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
		`no_?answer\b`, `(?:hello|hi|hey|dear|sure|certainly|of course|great question|good question|thank you|thanks|you're welcome|welcome)\b[^.]{0,60}[!.,:]*$`,
		`(?:i hope|i'm sorry|i am sorry|sorry|i apologize|let me know|feel free|please let me|here (?:is|are) (?:the|a|your|some)|here's|if you have any (?:other |more |further )?questions|is there anything)\b`,
		`i (?:do not|don't|cannot|can't|am unable|could not|couldn't) `, `(?:the|this) (?:provided |given |above )*(?:context|evidence|passages?|articles?|documents?|texts?|sources?|information)(?: provided| given)? (?:do|does|did|is|are|has|have)(?: not|n't)`,
		`as an ai\b`, `i am an? (?:ai|assistant)`, `i'm an? (?:ai|assistant)`,
		`(?:здравствуйте|привет|конечно|спасибо|пожалуйста|добрый день)[^.]{0,40}[!.,:]*$`, `(?:надеюсь|к сожалению, (?:я|в)|извините|если у вас (?:есть|остались|возникнут)|обращайтесь)(?:$|[^\pL])`,
		`(?:hallo|guten tag|gerne|natürlich|vielen dank|danke)\b[^.]{0,40}[!.,:]*$`, `(?:ich hoffe|es tut mir leid|leider (?:kann|habe) ich|wenn sie (?:noch |weitere )*fragen|lassen sie mich wissen)\b`,
		`(?:bonjour|bien sûr|merci)\b[^.]{0,40}[!.,:]*$`, `(?:hola|claro|gracias)\b[^.]{0,40}[!.,:]*$`,
	}, "|") + `)`)
)

// maxClaim bounds a sentence in bytes: a model's endless one is not judged.
const maxClaim = 4000

// Clean strips a sentence of markup, citation marks and openings such as
// "According to the article," or "Yes,". ok is false for what claims nothing
// that could be checked: questions, greetings, headings, remarks about the
// answer itself.
func Clean(text string) (clean string, ok bool) {
	if len(text) > maxClaim {
		return "", false
	}
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "#") {
		return strings.TrimSpace(strings.TrimLeft(text, "#")), false
	}
	text = linkPattern.ReplaceAllString(text, "$1")
	text = tagPattern.ReplaceAllString(text, "")
	text = markPattern.ReplaceAllString(text, "")
	text = strings.NewReplacer("**", "", "__", "", "~~", "").Replace(text)
	text = strings.TrimSpace(bulletPattern.ReplaceAllString(text, ""))
	stripped := text[leadLength(text):]
	if stripped != text {
		stripped = upperFirst(stripped)
	}
	return stripped, claims(stripped)
}

// leadLength returns how many bytes of a text are openings.
func leadLength(text string) int {
	length := 0
	for range 3 {
		at := leadPattern.FindStringIndex(text[length:])
		if at == nil {
			break
		}
		length += at[1]
	}
	return length
}

// mayBeQuoted tells whether a text that claims nothing by itself may still be
// a sentence of an article ("Here is how to …"): none that asks or introduces.
func mayBeQuoted(text string) bool { return metaPattern.MatchString(text) && !asks(text) }

func asks(text string) bool {
	end := strings.TrimRight(text, ` "'”»)*_`)
	for _, tail := range []string{"?", "？", "؟", ":", "："} {
		if strings.HasSuffix(end, tail) {
			return true
		}
	}
	return false
}

func claims(text string) bool {
	end := strings.TrimRight(text, ` "'”»)*_`)
	return end != "" && !asks(text) && hasLetter([]rune(end)) && !metaPattern.MatchString(text)
}

func upperFirst(text string) string {
	for i, r := range text {
		if i == 0 {
			return string(unicode.ToUpper(r)) + text[len(string(r)):]
		}
	}
	return text
}
