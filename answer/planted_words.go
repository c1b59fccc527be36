package answer

import (
	"regexp"
	"slices"
	"strings"
)

// instruction is how a sentence addresses the assistant. The pattern is tried
// only on texts that have one of the stems, which saves nearly all the time.
type instruction struct {
	stems   []string
	pattern *regexp.Regexp
}

func says(stems, pattern string) instruction {
	return instruction{strings.Split(stems, "|"), regexp.MustCompile(`(?i)` + pattern)}
}

// addressesAssistant tells whether a text says something to the program that
// reads it, or forges the marks of its messages.
func addressesAssistant(text string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc(instructions, func(i instruction) bool {
		return slices.ContainsFunc(i.stems, func(stem string) bool { return i.foundAt(lower, stem) })
	})
}

// reach is how many bytes from a stem its sentence is looked at.
const reach = 300

// foundAt tries the pattern around each place of a stem.
func (i instruction) foundAt(lower, stem string) bool {
	for from := 0; ; {
		at := strings.Index(lower[from:], stem)
		if at < 0 {
			return false
		}
		at += from
		start, end := max(at-reach, 0), min(at+reach, len(lower))
		if cut := strings.IndexByte(lower[start:at], ' '); start > 0 && cut >= 0 {
			start += cut // at a word, so that \b means one
		}
		if i.pattern.MatchString(lower[start:end]) {
			return true
		}
		from = at + max(len(stem), reach/2)
		if from >= len(lower) {
			return false
		}
	}
}

// instructions name earlier instructions, the prompt or the assistant itself,
// because help articles tell people to ignore a mail, too. None of 220,000
// sentences of real articles and questions is taken for one.
var instructions = []instruction{
	says("<|inst]|sys]", templateMark.String()+`|</?\s*(?:system|assistant|instructions?)\s*>|<\s*article\s+number`),

	// Ignore what was said before.
	says("ignor|disregard|forget|overrid|bypass", `\b(?:ignor(?:e|ing)|disregard|forget|override|bypass)\s+(?:(?:all|any|of|the|every|and)\s+)*(?:previous|prior|above|earlier|preceding|foregoing|your|system|initial|original|former)(?:\s+\w+){0,3}?\s+(?:instructions?|prompts?|rules|guidelines|directives?|directions|commands|context|programming|training|guardrails|restrictions|policies)\b`),
	says("ignore|disregard|forget", `\b(?:ignore|disregard|forget)\s+(?:all|any|every|the)\s+(?:other\s+)?(?:instructions?|prompts?|guardrails)\b`),
	says("ignore|disregard|forget", `\b(?:ignore|disregard|forget)\s+(?:all|any)\s+(?:of\s+)?(?:the\s+)?rules\s+and\b`),
	says("ignore|disregard|forget", `\b(?:ignore|disregard|forget)\s+(?:everything|anything|all|what(?:ever)?)\s+(?:\w+\s+){0,3}?(?:above|before|earlier|told|so far)\b`),
	says("ignore|disregard|forget", `\b(?:ignore|disregard|forget)\s+the\s+(?:above|articles|context|evidence)\s+and\b`),
	says("ignorier|vergiss|vergessen sie|missacht", `(?:^|[^\pL])(?:ignorier\pL*|vergiss|vergessen\s+sie|missachte\pL*)\s[^.!?\n]{0,40}?(?:anweisung|instruktion|vorgabe|regel|prompt)\pL*`),
	says("ignor|oubli|olvid|omiso|dimentica|esque|desconsider", `(?:^|[^\pL])(?:ignor(?:e|es|ez|er|a|ad|en|ate|i|are)|oubli(?:e|es|ez|er)|olvid(?:a|e|ad|en)|haz\s+caso\s+omiso|dimentica|esque(?:ça|ce|cer)|desconsider[ea])\s[^.!?\n]{0,40}?(?:instructions\s+(?:précédentes|ci-dessus|antérieures)|consignes|règles|instrucciones|indicaciones|reglas|istruzioni|indicazioni|regole|instruções|regras)(?:$|[^\pL])`),
	says("negeer|vergeet", `(?:^|[^\pL])(?:negeer|vergeet)\s[^.!?\n]{0,40}?(?:instructies|regels|opdrachten)(?:$|[^\pL])`),
	says("ignoruj|zapomnij", `(?:^|[^\pL])(?:z?ignoruj\pL*|zapomnij\pL*)\s[^.!?\n]{0,40}?(?:instrukcj|polece|zasad|reguł)\pL*`),
	says("talimat|kural|yönerge|komut", `(?:talimat|kural|yönerge|komut)\pL*\s[^.!?\n]{0,20}?(?:yok\s+say|görmezden\s+gel|unut)`),
	says("игнорируй|забудь|обращай", `(?:^|[^\pL])(?:(?:про)?игнорируй\pL*|забудь\pL*|не\s+обращай\pL*)\s[^.!?\n]{0,40}?(?:инструкци|указани|правил|команд|промпт)\pL*`),
	says("ігноруй|забудь", `(?:^|[^\pL])(?:(?:про)?ігноруй\pL*|забудь\pL*)\s[^.!?\n]{0,40}?(?:інструкці|вказівк|правил)\pL*`),
	says("忽略|无视|無視|忽視|忘记|忘記", `(?:忽略|无视|無視|忽視|忘记|忘記)[^。！？\n]{0,12}?(?:指令|指示|提示|规则|規則)`),
	says("無視|忘れ", `(?:指示|命令|ルール|プロンプト)[^。\n]{0,6}?(?:無視|忘れ)`),
	says("무시|잊", `(?:지시|명령|규칙|프롬프트)[^.\n]{0,8}?(?:무시|잊)`),
	says("تجاهل|انس", `(?:تجاهل|انس)\s[^.!؟\n]{0,30}?(?:التعليمات|الأوامر|القواعد|تعليمات)`),
	says("เพิกเฉย|ละเว้น|ไม่ต้องสนใจ|ลืม", `(?:เพิกเฉย|ละเว้น|ไม่ต้องสนใจ|ลืม)[^\n]{0,20}?(?:คำสั่ง|คำแนะนำ)`),

	// It is told what it is now.
	says("you are now|you are no|you are from", `\byou\s+are\s+(?:now|no\s+longer|from\s+now\s+on)\s+(?:\w+\s+){0,3}?(?:assistant|ai|chatbot|language\s+model|dan|jailbroken|unrestricted|evil)\b`),
	says("as an ai|as a language", `\bas\s+an?\s+(?:ai|language\s+model|ai\s+assistant),?\s+you\s+(?:must|shall|should|have\s+to|will|are)\b`),
	says("dan mode|jailbreak|god mode", `\b(?:dan|jailbreak|god)\s+mode\b`),
	says("you are dan|as if you were a", `\byou\s+are\s+dan\b|\bas\s+if\s+you\s+were\s+an?\s+(?:\w+\s+){0,3}?(?:assistant|ai|chatbot|language\s+model)\b`),
	says("pretend", `\bpretend\s+(?:that\s+you|to\s+be|you)\s+(?:are\s+)?an?\s+(?:\w+\s+){0,3}?(?:assistant|ai|chatbot|model)\b`),

	// It is addressed by what it is, or a turn of it is forged.
	says(" ai| llm|language model|chatbot| gpt", `\b(?:attention|note|notice|message|instructions?|important|dear|hey|hello)[:,]?\s+(?:(?:to|for)\s+)?(?:(?:the|all|any|every)\s+)?(?:ai|llms?|language\s+models?|chatbots?|gpt|ai\s+(?:assistants?|models?|agents?))\b`),
	says("reading|reads|processing|summari", `\b(?:ai|llms?|language\s+models?|chatbots?|assistants?|bots?)(?:\s+(?:assistants?|models?|agents?))?\s+(?:reading|that\s+reads?|who\s+reads?|processing|summari[sz]ing)\s+this\b`),
	says("if you are a|when you are a", `\b(?:if|when)\s+you\s+are\s+an?\s+(?:ai|llm|language\s+model|chatbot|assistant)\b`),
	says("system|assistant|developer", `(?m)^\W{0,6}(?:system|assistant|developer)\s*(?:prompt|message|override|notice|instructions?)?\s*[:>]\s*(?:you\b|ignore|always|never|from\s+now|new|override|the\s+(?:assistant|answer)|answer|respond|reply|say|set|do\s+not|sure)`),
	says("instruction|prompt|directive", `\b(?:new|updated|real|secret|hidden|system)\s+(?:system\s+)?(?:instructions?|prompt|directives?)\s*[:=]`),
	says("system|end of", `\b(?:system\s+(?:prompt|override|message)|end\s+of\s+(?:the\s+)?(?:prompt|instructions|context|articles|system\s+message))\s*(?:[:=\]]|begin|-{2,})`),
	says("##", `#{2,}\s*(?:instruction|system|response|assistant|human|user)s?\s*:`),

	// It is to show its prompt, to be sure, to decide.
	says("prompt|instructions|rules|guidelines|system message", `\b(?:reveal|print|show|repeat|output|leak|disclose|display|recite|tell\s+me|write\s+(?:down|out)|translate)\s[^.!?\n]{0,40}?\b(?:system\s+prompt|(?:your|the)\s+(?:hidden|secret|initial|original|full|exact|entire|own)?\s*(?:prompt|instructions\s+(?:you|above)|system\s+(?:prompt|message)|initial\s+instructions)|your\s+(?:instructions|rules|guidelines))\b`),
	says("prompt|промпт|подсказк|инструкц|系统提示|系統提示", `(?:zeig|gib|nenn|affiche|montre|révèle|muestra|revela|mostra|mostre|toon|pokaż|göster|покажи|выведи|раскрой|显示|告诉|輸出|输出)\pL*[^.!?。\n]{0,40}?(?:system-?\s?prompt|prompt[\s-](?:système|de\s+sistema|del\s+sistema|di\s+sistema|do\s+sistema)|prompt\s+systemowy|sistem\s+(?:prompt|istem)|системн\pL+\s+(?:промпт|подсказк|инструкц)\pL*|系统提示|系統提示)`),
	says("システムプロンプト|시스템 프롬프트", `(?:システムプロンプト|시스템 프롬프트)[^。.\n]{0,10}?(?:表示|教え|見せ|보여|알려|출력)`),
	says("confidence", `\byour\s+(?:answer'?s?\s+)?confidence\b[^.!?\n]{0,40}?(?:\b(?:1|1[.,]0+|0[.,]9+|99|100)\b|high|max|certain|full)`),
	says("confidence", `\bconfidence\s+(?:of|in|for)\s+(?:this|your)\s+(?:answer|reply|response)\b`),
	says("confidence|decision|support", `\b(?:set|raise|report|put|return)\s+(?:the\s+|your\s+)?(?:confidence|decision|support)\s+(?:score\s+)?(?:to|at|as|of|=)\s+"?(?:1|1[.,]0+|0[.,]9+|99|100|answer|escalate|clarify|max\w*)\b`),
	says("decision", `["']decision["']\s*:\s*["'](?:answer|escalate|clarify)["']`),
	says("answer all|answer every|answer each|answer any|respond to ", `\b(?:answer|respond\s+to)\s+(?:all|every|each|any)\s+(?:other\s+|further\s+|following\s+)?(?:questions?|messages?|requests?|customers?)\s+(?:with|by)\b`),
	says("only with", `\b(?:respond|reply|answer)\s+only\s+with\b`),
	says("escalate|hand over|cite|quote", `\b(?:do\s+not|don't|never)\s+(?:escalate|hand\s+over|cite|quote\s+(?:the|any)\s+(?:articles?|sources?))\b[^.!?\n]{0,30}?\b(?:question|conversation|answer|person|human|sources?|articles?|this|anything)\b`),
}
