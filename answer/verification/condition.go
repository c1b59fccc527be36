package verification

import (
	"strings"

	"footnote/internal/sentence"
)

// conditionWords begin a clause without which a statement says more than it
// should. "Once" without a verb after it is none: it has no content words.
var conditionWords = map[string]map[string]bool{
	"en": set("if unless when once until provided except"),
	"ru": set("если когда пока кроме"),
	"de": set("wenn falls sofern sobald solange außer"),
	"fr": set("si lorsque quand sauf"),
	"es": set("si cuando salvo excepto"),
	"it": set("se quando salvo tranne"),
	"pt": set("se quando salvo exceto"),
	"nl": set("als indien wanneer tenzij"),
	"pl": set("jeśli jeżeli gdy chyba"),
	"uk": set("якщо коли поки крім"),
}

// editions are nouns that a name before or after them makes a condition: "on
// the Pro plan".
var editions = set("plan plans edition tier subscription licence license тариф тарифе тарифа тарифов тарифах подписке лицензии tarif tarifs abo lizenz forfait abonnement piano abbonamento plano assinatura")

// dropsCondition tells whether the sentences that the claim is made from
// state a condition that the claim leaves out, or holds less than half of.
func (c *claim) dropsCondition(src *source, units []unit, used []sentence.Span) bool {
	for _, u := range units {
		if !u.holdsAny(used) {
			continue
		}
		for _, cl := range src.conditions(u.Span, used) {
			all, out := 0.0, 0.0
			for _, t := range src.termsIn(cl.Start, cl.End) {
				if all += t.weight; !hasTerm(c.terms, t.Text) {
					out += t.weight
				}
			}
			if out > all/2 || out > 0 && !c.isConditional() {
				return true
			}
		}
	}
	return c.dropsEdition(src, used)
}

// isConditional tells whether the claim has a condition of some kind.
func (c *claim) isConditional() bool {
	for _, t := range c.tokens {
		if conditionWords[c.language][t.text] || leadingConditions[t.text] || otherConditions[t.text] {
			return true
		}
	}
	return false
}

// leadingConditions begin a condition where they begin a sentence,
// otherConditions can stand for one.
var (
	leadingConditions = set("after before once nach vor bevor nachdem после до перед après avant después antes dopo prima após depois po після")
	otherConditions   = set("upon by whenever while as where bei beim при sans ohne without case falls")
)

// conditions finds the conditional clauses of a sentence, from their first
// word to the next comma or to the end, in those of its parts between
// semicolons that have a used clause.
func (s *source) conditions(span sentence.Span, used []sentence.Span) []sentence.Span {
	var found []sentence.Span
	tokens := s.tokensIn(span.Start, span.End)
	start := span.Start
	for i, t := range tokens {
		if t.text == ";" || i == len(tokens)-1 {
			part := sentence.Span{Start: start, End: t.end}
			if (unit{Span: part}).holdsAny(used) {
				found = append(found, s.conditionsIn(part)...)
			}
			start = t.end
		}
	}
	return found
}

func (s *source) conditionsIn(span sentence.Span) []sentence.Span {
	var found []sentence.Span
	tokens := s.tokensIn(span.Start, span.End)
	for i := 0; i < len(tokens); i++ {
		opens := i == 0 && leadingConditions[tokens[i].text]
		if tokens[i].kind != word || !opens && !conditionWords[s.language][tokens[i].text] {
			continue
		}
		cl := sentence.Span{Start: tokens[i].start, End: span.End}
		for i++; i < len(tokens); i++ {
			if t := tokens[i].text; t == "," || t == ")" || t == "\n" {
				cl.End, opens = tokens[i].start, false
				break
			}
		}
		if !opens { // without a comma it is no clause of its own
			found = append(found, cl)
		}
	}
	return found
}

// dropsEdition tells whether a clause is said of a named plan that the claim
// does not name.
func (c *claim) dropsEdition(src *source, used []sentence.Span) bool {
	for _, cl := range used {
		tokens := src.tokensIn(cl.Start, cl.End)
		for i, t := range tokens {
			if !editions[t.text] {
				continue
			}
			for _, j := range []int{i - 1, i + 1} {
				if j < 0 || j >= len(tokens) || tokens[j].kind == mark || !capital(tokens[j].raw) || src.language == "de" && j < i || src.beginsSentence(tokens[j].start) || !restricts(tokens, min(i, j)) {
					continue
				}
				if !c.hasName(c.tokens, tokens[j]) {
					return true
				}
			}
		}
	}
	return false
}

// restricts tells whether a preposition stands before token i, or before the
// article before it.
func restricts(tokens []token, i int) bool {
	return i > 0 && prepositions[tokens[i-1].text] || i > 1 && prepositions[tokens[i-2].text]
}

var prepositions = set("on in with for from under на в для с im in auf mit für bei avec dans sur con en per em no met op w na z")

// bound is how a number bounds what it counts.
type bound uint8

const (
	exactly bound = iota
	atLeast
	atMost
	moreThan
	lessThan
)

// bounds are the words right before a number that make it a bound.
var bounds = readBounds(map[bound]string{
	atLeast:  "at-least, a-minimum-of, minimum-of, no-fewer-than, no-less-than, минимум, не-менее, не-менее-чем, не-меньше, как-минимум, не-позднее-чем-за, не-позже-чем-за, не-реже-чем, не-реже, mindestens, au-moins, al-menos, almeno, pelo-menos, minstens, co-najmniej, щонайменше",
	atMost:   "at-most, up-to, a-maximum-of, maximum-of, no-more-than, максимум, не-более, не-более-чем, не-больше, до, höchstens, bis-zu, maximal, au-plus, jusqu'à, como-máximo, hasta, al-massimo, no-máximo, até, hoogstens, maximaal, tot, najwyżej, maksymalnie, щонайбільше",
	moreThan: "more-than, over, above, exceeding, более, больше, свыше, более-чем, больше-чем, über, mehr-als, plus-de, más-de, più-di, mais-de, meer-dan, ponad, понад",
	lessThan: "less-than, under, below, fewer-than, менее, меньше, менее-чем, меньше-чем, unter, weniger-als, moins-de, menos-de, meno-di, minder-dan, poniżej, менше",
})

func readBounds(lists map[bound]string) map[string]bound {
	all := map[string]bound{}
	for b, list := range lists {
		for phrase := range strings.SplitSeq(list, ", ") {
			all[phrase] = b
		}
	}
	return all
}

// maxBoundWords is how many words a bound has at most.
const maxBoundWords = 4

// boundBefore reads the bound in the words before token i, the longest that
// is known. A sign of money may stand between.
func (f *facts) boundBefore(i int) bound {
	end := i
	for end > 0 && f.tokens[end-1].kind == mark && units[f.tokens[end-1].text] != "" {
		end--
	}
	best := exactly
	phrase := ""
	for n := 1; n <= maxBoundWords && n <= end && f.tokens[end-n].kind == word; n++ {
		if phrase = strings.TrimSuffix(f.tokens[end-n].text+"-"+phrase, "-"); bounds[phrase] != exactly {
			best = bounds[phrase]
		}
	}
	return best
}
