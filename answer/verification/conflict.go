package verification

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

const (
	// aboutLess is the share of one statement's words, aboutMore that of the
	// other's, that both must have before two of their numbers are compared,
	// aboutEqual that of each before a negation or a date is: those are in the
	// words themselves. aboutSame is the share of one of the titles that the other
	// article must have.
	aboutLess, aboutMore, aboutEqual, aboutSame = 0.4, 0.5, 0.8, 0.5
	// contextReach is how many words from a number what it measures stands.
	contextReach = 6
)

// Conflict compares two statements, each with the title and headings that it
// stands under, and returns what they contradict each other in: Number, Date,
// Negation, or "" where they agree, or may speak of different things. It is a
// contradiction only if both are about the same in nearly the same words;
// whatever one of them names must be named by the other.
func (s Statement) Conflict(other Statement) string {
	if s.claim.language != other.claim.language || unspacedLanguage(s.claim.language) {
		return ""
	}
	if s.claim.pronoun || other.claim.pronoun || !s.names(other) || !other.names(s) {
		return ""
	}
	if !s.titleIn(other) && !other.titleIn(s) || s.besideTitle(other) && s.titleLacks(other) && other.titleLacks(s) {
		return "" // the Crew plan and the Fleet plan
	}
	mine, its := s.shared(other, true), other.shared(s, true)
	if min(mine, its) < aboutLess || max(mine, its) < aboutMore || s.common(other) < 2 {
		return ""
	}
	stance, against := s.claim.stance, other.claim.stance
	if stance.only != against.only || stance.except != against.except {
		return ""
	}
	if stance.negations == against.negations && s.measuresOtherwise(other) {
		return Number
	}
	inside := min(s.shared(other, false), other.shared(s, false))
	if inside < aboutEqual || s.common(other) < 3 || !s.sameNumbers(other) {
		return ""
	}
	if len(s.claim.dates) == 1 && len(other.claim.dates) == 1 {
		if !s.claim.dates[0].agrees(other.claim.dates[0].date) && !other.claim.dates[0].agrees(s.claim.dates[0].date) {
			return Date
		}
		return ""
	}
	if len(s.claim.dates)+len(other.claim.dates) == 0 && stance.negations+against.negations == 1 {
		return Negation
	}
	return ""
}

// Variants tells whether two statements give different numbers for the same
// thing of two kinds, which the titles of their articles, the first lines of
// the contexts, tell apart: the seats of the Crew plan and of the Fleet plan.
// own are the words by which the title of each differs from the other's.
func (s Statement) Variants(other Statement) (ownA, ownB []string, ok bool) {
	if s.claim.language != other.claim.language || unspacedLanguage(s.claim.language) {
		return nil, nil, false
	}
	ownA, ownB = s.ownTitle(other), other.ownTitle(s)
	if s.claim.pronoun || other.claim.pronoun || !few(ownA) || !few(ownB) || !s.besideTitle(other) ||
		!s.namesButTitle(other) || !other.namesButTitle(s) {
		return nil, nil, false
	}
	if min(s.shared(other, true), other.shared(s, true)) < aboutMore || s.common(other) < 1 || !s.measuresOtherwise(other) {
		return nil, nil, false
	}
	return ownA, ownB, true
}

// few tells whether titles differ by a word or two, as those of kinds do.
func few(own []string) bool { return len(own) == 1 || len(own) == 2 }

// ownTitle lists the words of the title that the other's has not.
func (s Statement) ownTitle(other Statement) []string {
	var own []string
	for _, t := range s.title.terms {
		if !t.glue && !hasTerm(other.title.terms, t.Text) {
			own = append(own, t.Text)
		}
	}
	return own
}

// besideTitle tells whether two titles have a word in common.
func (s Statement) besideTitle(other Statement) bool {
	return slices.ContainsFunc(s.title.terms, func(t content) bool { return !t.glue && hasTerm(other.title.terms, t.Text) })
}

// namesButTitle is names for statements on different kinds: what the title
// names is what tells them apart.
func (s Statement) namesButTitle(other Statement) bool {
	for _, name := range s.claim.names {
		if !s.claim.hasName(other.claim.tokens, name) && !s.claim.hasName(other.context.tokens, name) && !s.claim.hasName(s.title.tokens, name) {
			return false
		}
	}
	return true
}

// Statement is a sentence under its title and headings, analyzed once to be
// compared with many others.
type Statement struct {
	claim *claim
	// title is the first line of the context.
	title, context *facts
}

// Statement analyzes a sentence; the source's context are the title and the
// headings, a line each.
func (v *Verifier) Statement(s Source) Statement {
	title, _, _ := strings.Cut(s.Context, "\n")
	return Statement{newClaim(v.lexicon, s.Language, s.Text), newFacts(v.lexicon, s.Language, title), newFacts(v.lexicon, s.Language, s.Context)}
}

// names tells whether another statement or its headings name what this one
// does.
func (s Statement) names(other Statement) bool {
	for _, name := range s.claim.names {
		if !s.claim.hasName(other.claim.tokens, name) && !s.claim.hasName(other.context.tokens, name) {
			return false
		}
	}
	return true
}

// titleIn tells whether another statement, or its headings, names half of what
// the first line of this one's headings does: its article is about that, too.
func (s Statement) titleIn(other Statement) bool {
	got, all := 0.0, 0.0
	for _, t := range s.title.terms {
		all += words(t)
		if hasTerm(other.claim.terms, t.Text) || hasTerm(other.context.terms, t.Text) {
			got += words(t)
		}
	}
	return got >= aboutSame*all
}

// titleLacks tells whether the title has a word that the other article does not
// say: where that is so both ways, they are on two kinds of a thing.
func (s Statement) titleLacks(other Statement) bool {
	return slices.ContainsFunc(s.title.terms, func(t content) bool {
		return !t.glue && !hasTerm(other.claim.terms, t.Text) && !hasTerm(other.context.terms, t.Text)
	})
}

// words is what a term counts: how rare it is tells little in a small base.
func words(t content) float64 {
	if t.glue {
		return glueWeight
	}
	return 1
}

// shared is the share of this statement's terms that the other has, or its
// headings, which count less.
func (s Statement) shared(other Statement, headings bool) float64 {
	got, all := 0.0, 0.0
	for _, t := range s.claim.terms {
		all += words(t)
		switch {
		case hasTerm(other.claim.terms, t.Text):
			got += words(t)
		case headings && hasTerm(other.context.terms, t.Text):
			got += contextShare * words(t)
		}
	}
	if all == 0 {
		return 0
	}
	return got / all
}

// common counts the terms that both statements have.
func (s Statement) common(other Statement) int {
	n := 0
	for _, t := range s.claim.terms {
		if !t.glue && hasTerm(other.claim.terms, t.Text) {
			n++
		}
	}
	return n
}

// measuresOtherwise tells whether both statements give one number of a kind,
// for the same thing, and not the same one.
func (s Statement) measuresOtherwise(other Statement) bool {
	for _, q := range s.claim.numbers {
		kind, value, ok := measure(q)
		if !ok || count(s.claim.numbers, kind) != 1 || count(other.claim.numbers, kind) != 1 {
			continue
		}
		for _, p := range other.claim.numbers {
			if k, v, ok := measure(p); ok && k == kind && differ(value, v) && sameThing(s.claim.facts, q, other.claim.facts, p) {
				return true
			}
		}
	}
	return false
}

// sameNumbers tells whether the numbers of two statements are the same.
func (s Statement) sameNumbers(other Statement) bool {
	values := func(list []quantity) []string {
		var out []string
		for _, q := range list {
			out = append(out, q.value+" "+q.unit)
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(values(s.claim.numbers), values(other.claim.numbers))
}

func count(numbers []quantity, kind string) int {
	n := 0
	for _, q := range numbers {
		if k, _, ok := measure(q); ok && k == kind {
			n++
		}
	}
	return n
}

// differ leaves room for rounding: 30 days and a month, 1 GB and 1000 MB.
func differ(a, b float64) bool { return math.Abs(a-b) > 0.035*max(math.Abs(a), math.Abs(b)) }

// measure returns what kind of number it is, a span of time, an amount of
// data, of money, of the thing that it counts, and its value in one unit.
func measure(q quantity) (kind string, value float64, ok bool) {
	value, err := strconv.ParseFloat(q.value, 64)
	if err != nil {
		return "", 0, false
	}
	switch factor, known := factors[q.unit]; {
	case known:
		return factor.kind, value * factor.of, true
	case q.unit != "":
		return q.unit, value, true
	case len(q.nouns) > 0:
		return "of " + q.nouns[0], value, true
	}
	return "", 0, false
}

var factors = map[string]struct {
	kind string
	of   float64
}{
	"second": {"time", 1}, "minute": {"time", 60}, "hour": {"time", 3600}, "day": {"time", 86400}, "week": {"time", 7 * 86400},
	"month": {"time", 30.4 * 86400}, "year": {"time", 365 * 86400},
	"B": {"data", 1e-6}, "KB": {"data", 1e-3}, "MB": {"data", 1}, "GB": {"data", 1e3}, "TB": {"data", 1e6}, "PB": {"data", 1e9},
}

// sameThing tells whether the word before or after two numbers is the same:
// "within 14 days of the payment" and "up to 30 days after payment".
func sameThing(f *facts, q quantity, g *facts, p quantity) bool {
	if len(q.nouns) > 0 && len(p.nouns) > 0 {
		return f.besides(q, false) == g.besides(p, false)
	}
	after, before := f.besides(q, true), f.besides(q, false)
	return after != "" && alike(after, g.besides(p, true)) || before != "" && alike(before, g.besides(p, false))
}

// besides returns the content word after or before a number, "" where none is
// near.
func (f *facts) besides(q quantity, after bool) string {
	if after {
		for i, t := range f.tokensIn(q.end, len(f.runes)) {
			if i >= contextReach {
				break
			}
			if text, ok := f.termAt(t.start); ok && !isGlue(f.language, t.text) {
				return text
			}
		}
		return ""
	}
	tokens := f.tokensIn(0, q.start)
	for i := len(tokens) - 1; i >= 0 && i >= len(tokens)-contextReach; i-- {
		if text, ok := f.termAt(tokens[i].start); ok && !isGlue(f.language, tokens[i].text) {
			return text
		}
	}
	return ""
}
