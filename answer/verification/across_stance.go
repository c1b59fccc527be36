package verification

import (
	"context"
	"slices"
	"strings"

	"footnote/internal/sentence"
)

// doubled are negations that stand beside another one without denying it
// ("никогда не"): they count where the clause has none of the others.
var doubled = map[string]map[string]bool{
	"ru": set("ни никогда никто ничего нигде никак"),
	"uk": set("ні ніколи ніхто нічого"),
	"pl": set("nigdy żaden żadna żadne ani nikt nic"),
	"fr": set("pas jamais rien ni"),
	"es": set("nunca jamás ningún ninguna ninguno ni nadie nada tampoco"),
	"it": set("mai nulla niente né"),
	"pt": set("nunca nenhum nenhuma nem ninguém nada"),
	"tr": set("asla hiç hiçbir"),
}

// alwaysDoubled are languages in which such a word denies nothing alone.
var alwaysDoubled = map[string]bool{"ru": true, "uk": true, "pl": true}

// deny are words, by their beginnings, for which another language may say
// "not": "refused" and "не принимаются".
var deny = map[string][]string{
	"en": list("unavailable inaccessible refus reject forbidden prohibit unless instead invalid unknown unassigned optional"),
	"ru": list("недоступ отклон отказ запрещ вместо недействител невозмож необязательн неизвестн"),
	"de": list("verweiger abgelehnt abgewiesen verboten untersagt statt anstatt ungültig unzulässig"),
	"fr": list("indisponible refus interdit rejet invalide"),
	"es": list("rechaz prohib inválid"),
	"it": list("rifiut vietat invalid"),
	"pt": list("recus rejeit proib inválid"),
	"nl": list("geweiger verboden ongeldig tenzij"),
	"pl": list("odrzuc zabronion niedostępn nieprawidłow zamiast"),
	"uk": list("недоступн відхил заборонен замість недійсн"),
}

// denials counts what a text denies, so that it can be compared with its
// translation: a negation that only doubles another or bounds a number ("не
// более") does not count, a word that denies by itself does.
func denials(language string, tokens []token, raw string) int {
	p, ok := polarity[language]
	if !ok {
		p = polarity["en"]
	}
	if unspacedLanguage(language) {
		return stanceOf(language, tokens, raw).negations
	}
	plain, twice := 0, 0
	for i, t := range tokens {
		if t.kind != word {
			continue
		}
		negates := slices.ContainsFunc(p.negation, func(w string) bool { return matches(w, tokens, i) })
		switch {
		case negates && i+1 < len(tokens) && boundsWith[tokens[i+1].text]:
		case negates && doubled[language][t.text]:
			twice++
		case negates, slices.ContainsFunc(deny[language], func(w string) bool { return strings.HasPrefix(t.text, w) }):
			plain++
		}
	}
	if plain == 0 && !alwaysDoubled[language] {
		return min(twice, 1)
	}
	return plain
}

// boundsWith are words that make a bound of a negation before them.
var boundsWith = set("only later fewer less more более менее больше меньше позднее позже раньше ранее реже чаще только nur später früher weniger більше менше пізніше później mniej więcej tylko")

// poles are opposites that have names of their own in every language, each
// with the beginnings of its words (isWord).
var poles = readPoles(`
	before до перед vor bevor avant antes prima przed voor önce قبل
	after после nach nachdem après después dopo depois po na sonra بعد

	more больше более mehr plus más più mais meer więcej
	less fewer меньше менее weniger moins menos meno minder mniej

	maximum most максимум максимальн höchstens maximal höchste
	minimum least минимум минимальн mindestens minimal niedrigste

	first первый первая первое первые первого первой первых первом erste ersten premier première primer primera primero
	last последн letzte dernière dernier último última ultimo ultima

	all every все всех всем каждый каждая каждое любой alle allen aller jede jeder jeden tous toutes todos todas tutti
	some certain некоторые некоторых некоторым часть einige einigen manche manchen certains algunos algunas alcuni

	always всегда immer stets toujours siempre sempre
	sometimes иногда порой manchmal gelegentlich parfois veces volte

	enable enabled enables enabling activate activat включить включите включен включает aktivier einschalt activer activar
	disable disabled disables disabling deactivat отключить отключите отключен отключает выключ deaktivier ausschalt abschalt désactiver desactivar

	increas raise raised raises raising grow увелич повыш erhöh steiger augment aument
	decreas reduc lower lowered уменьш сниж сократ verringer senk reduzier diminu réduir reduc

	above выше oberhalb über
	below ниже unterhalb unter

	earlier раньше ранее früher
	later позже позднее später

	included includ включая включен inklusive enthalten
	excluded exclud исключая исключен exklusive ausgeschlossen

	highest самый-высокий höchster
	lowest самый-низкий niedrigster

	largest крупнейш наибольш größte
	smallest наименьш самый-маленьк kleinste

	north northern север севера северу севере северн norden nördlich nord norte
	south southern юг юга югу юге южн süden südlich sud sur sul

	east eastern восток востока востоку востоке восточн osten östlich est este
	west western запад запада западу западе западн westen westlich ouest oeste

	free gratis бесплатн kostenlos kostenfrei gratuit
	paid платный платная платно kostenpflichtig payant

	public публичн öffentlich
	private приватн частн privat

	incoming inbound входящ eingehend
	outgoing outbound исходящ ausgehend

	upload загрузк hochlad
	download скачи herunterlad
`)

// pole is two groups of words that say the opposite of each other.
type pole [2][]string

func readPoles(lines string) []pole {
	var all []pole
	for block := range strings.SplitSeq(strings.TrimSpace(lines), "\n\n") {
		one, other, _ := strings.Cut(block, "\n")
		all = append(all, pole{list(one), list(other)})
	}
	return all
}

// turned tells whether the claim has a word for which the evidence, in another
// language, has only one of the opposite meaning.
func turned(claim, evidence []token) bool {
	has := func(tokens []token, words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return begins(tokens, w) })
	}
	return slices.ContainsFunc(poles, func(p pole) bool {
		a, b := [2]bool{has(claim, p[0]), has(claim, p[1])}, [2]bool{has(evidence, p[0]), has(evidence, p[1])}
		return a[0] != a[1] && b[0] != b[1] && a[0] != b[0]
	})
}

// dropsAcross tells whether the span says it under a condition that the claim,
// in another language, leaves out: the claim has no word that opens one, or
// comes nearer to the span without it.
func (k *check) dropsAcross(ctx context.Context, c *claim, src *source, span sentence.Span) bool {
	says := stanceOf(src.language, src.tokensIn(span.Start, span.End), string(src.runes[span.Start:span.End]))
	if says.only != c.stance.only {
		return true
	}
	conditions := slices.DeleteFunc(src.conditions(span, []sentence.Span{span}), src.isOnce)
	if len(conditions) == 0 {
		return false
	}
	if !unspacedLanguage(c.language) && conditionWords[c.language] != nil && !c.isConditional() {
		return true
	}
	var without []string
	for _, cl := range conditions {
		without = append(without, src.without(span, cl))
	}
	gains, ok := k.vectors.gains(ctx, string(src.runes[span.Start:span.End]), k.text, without)
	return !ok || slices.Max(gains) > droppedAcross
}

// isOnce tells whether what looks like a condition is "once" or "at once".
func (f *facts) isOnce(cl sentence.Span) bool {
	before, tokens := f.tokensIn(0, cl.Start), f.tokensIn(cl.Start, cl.End)
	if len(tokens) == 0 || tokens[0].text != "once" {
		return false
	}
	return len(before) > 0 && before[len(before)-1].kind == word || len(f.termsIn(cl.Start, cl.End)) == 0
}

// droppedAcross is by how much a sentence without its condition is nearer to a
// claim that leaves it out.
const droppedAcross = 0.04
