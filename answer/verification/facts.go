package verification

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

// content is a term with what comparing needs.
type content struct {
	Term
	weight float64
	glue   bool
}

// quantity is a number in a text.
type quantity struct {
	value string
	// unit is a known unit's name, "" without one.
	unit string
	// nouns are the terms right after the number, what it counts.
	nouns []string
	// before are the terms right before it.
	before     []string
	bound      bound
	start, end int
}

// facts is an analyzed text.
type facts struct {
	language string
	runes    []rune
	tokens   []token
	terms    []content
	numbers  []quantity
	dates    []placedDate
}

// glueWeight is the share of a glue word's weight that counts.
const glueWeight = 0.25

func newFacts(lexicon Lexicon, language, text string) *facts {
	f := &facts{language: language, runes: []rune(text), tokens: scan(text)}
	for _, t := range lexicon.Terms(language, text) {
		if t.Start < 0 || t.End > len(f.runes) || t.Start >= t.End || !hasLetter(f.runes[t.Start:t.End]) {
			continue
		}
		c := content{Term: t, weight: max(lexicon.IDF(language, t.Text), 0.1)}
		if isGlue(language, fold(string(f.runes[t.Start:t.End]))) {
			c.glue = true
			c.weight *= glueWeight
		}
		f.terms = append(f.terms, c)
	}
	var used map[int]bool
	f.dates, used = dates(f.tokens)
	f.readNumbers(used)
	f.dropUnits()
	return f
}

// isGlue tells words that say little by themselves, and units, which are
// compared as such.
func isGlue(language, w string) bool {
	return units[w] != "" || glue[language][w] || joiners[w] || clauseWords[language][w] || pronouns[language][w]
}

// dropUnits takes the words that belong to numbers and dates out of the
// terms: they are compared by value.
func (f *facts) dropUnits() {
	kept := f.terms[:0]
	for _, t := range f.terms {
		if !f.inQuantity(t.Start) {
			kept = append(kept, t)
		}
	}
	f.terms = kept
}

func (f *facts) inQuantity(at int) bool {
	for _, d := range f.dates {
		if at >= d.start && at < d.end {
			return true
		}
	}
	i := lowerBound(len(f.numbers), func(i int) bool { return f.numbers[i].end > at })
	return i < len(f.numbers) && f.numbers[i].start <= at
}

func hasLetter(runes []rune) bool {
	for _, r := range runes {
		if unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

func (f *facts) readNumbers(dated map[int]bool) {
	for i, t := range f.tokens {
		if dated[i] {
			continue
		}
		value, ok := t.value, t.kind == number
		if t.kind == word {
			if value, ok = writtenNumber(f.language, t.text); !ok {
				value, ok = tens[t.text]
			}
		}
		if !ok {
			continue
		}
		q := quantity{value: value, start: t.start, end: t.end}
		f.readUnit(&q, i)
		if q.unit == "" && !isYear(value) {
			q.nouns = f.termsAfter(i)
		}
		q.before = f.termsBefore(i)
		q.bound = f.boundBefore(i)
		f.numbers = append(f.numbers, q)
	}
}

func isYear(value string) bool {
	return len(value) == 4 && value >= "1800" && value <= "2100"
}

// readUnit finds the unit of the number at token i: a sign before it, or a
// word or sign after it.
func (f *facts) readUnit(q *quantity, i int) {
	if i > 0 {
		if u, ok := units[f.tokens[i-1].text]; ok && f.tokens[i-1].kind == mark {
			q.unit, q.start = u, f.tokens[i-1].start
			return
		}
	}
	at := q.end
	for at < len(f.runes) && f.runes[at] == ' ' {
		at++ // 7 วัน
	}
	for n := min(6, len(f.runes)-at); n > 0 && isUnspaced(f.runes[at]); n-- {
		if u, ok := units[string(f.runes[at:at+n])]; ok {
			q.unit, q.end = u, at+n
			return
		}
	}
	j := i + 1
	if j < len(f.tokens) && f.tokens[j].text == "-" {
		j++ // 30-minute
	}
	if f.at(j) == "°" && (f.at(j+1) == "c" || f.at(j+1) == "f") {
		q.unit, q.end = units["°"+f.at(j+1)], f.tokens[j+1].end
		return
	}
	working := false
	if j < len(f.tokens) && workingDays[f.tokens[j].text] {
		working = true
		if u, ok := units[f.at(j+1)]; ok && u == "day" || units[f.tokens[j].text] == "" && isWorkingDay(f.tokens[j].text) {
			q.unit, q.end = "working day", f.tokens[min(j+1, len(f.tokens)-1)].end
			return
		}
	}
	if u, ok := units[f.at(j)]; ok && !working {
		q.unit, q.end = u, f.tokens[j].end
		if u == "day" && workingDays[f.at(j+1)] {
			q.unit, q.end = "working day", f.tokens[j+1].end // jours ouvrés
		}
	}
}

// isWorkingDay tells words that say "working day" in one.
func isWorkingDay(text string) bool {
	switch text {
	case "werktag", "werktage", "werktagen", "arbeitstag", "arbeitstage", "arbeitstagen":
		return true
	}
	return false
}

func (f *facts) at(i int) string {
	if i < 0 || i >= len(f.tokens) {
		return ""
	}
	return f.tokens[i].text
}

// termsAfter returns up to two terms that follow token i without a word or
// mark between.
func (f *facts) termsAfter(i int) []string {
	var out []string
	for j := i + 1; j < len(f.tokens) && len(out) < 2; j++ {
		if f.tokens[j].text == "-" {
			continue
		}
		t, ok := f.termAt(f.tokens[j].start)
		if !ok || f.tokens[j].kind != word {
			break
		}
		out = append(out, t)
	}
	return out
}

// termsBefore returns up to two terms before token i; the marks of a table or
// of a definition may stand between.
func (f *facts) termsBefore(i int) []string {
	var out []string
	for j := i - 1; j >= 0 && len(out) < 2; j-- {
		switch f.tokens[j].text {
		case ":", "|", "-", "–", "—", "=", "\n":
			if len(out) > 0 {
				return out
			}
			continue
		}
		t, ok := f.termAt(f.tokens[j].start)
		if !ok || f.tokens[j].kind != word {
			break
		}
		out = append(out, t)
	}
	return out
}

// termAt returns the term that begins at a rune offset.
func (f *facts) termAt(start int) (string, bool) {
	low, high := 0, len(f.terms)
	for low < high {
		mid := (low + high) / 2
		if f.terms[mid].Start < start {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(f.terms) && f.terms[low].Start == start {
		return f.terms[low].Text, true
	}
	return "", false
}

// tokensIn returns the tokens that begin in a range of runes.
func (f *facts) tokensIn(start, end int) []token {
	return f.tokens[lowerBound(len(f.tokens), func(i int) bool { return f.tokens[i].start >= start }):lowerBound(len(f.tokens), func(i int) bool { return f.tokens[i].start >= end })]
}

// termsIn returns the terms that begin in a range of runes.
func (f *facts) termsIn(start, end int) []content {
	return f.terms[lowerBound(len(f.terms), func(i int) bool { return f.terms[i].Start >= start }):lowerBound(len(f.terms), func(i int) bool { return f.terms[i].Start >= end })]
}

// numbersIn returns the numbers that begin in a range of runes.
func (f *facts) numbersIn(start, end int) []quantity {
	return f.numbers[lowerBound(len(f.numbers), func(i int) bool { return f.numbers[i].start >= start }):lowerBound(len(f.numbers), func(i int) bool { return f.numbers[i].start >= end })]
}

// alike tells whether two terms are the same word: equal, or inflected in a
// way that the analysis left standing.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	if a == "" || b == "" || a[0] != b[0] {
		return false // by far the most
	}
	n, at := 0, 0
	for _, r := range a {
		size := utf8.RuneLen(r)
		if size < 0 || at+size > len(b) || at+size > len(a) || a[at:at+size] != b[at:at+size] {
			break
		}
		n, at = n+1, at+size
	}
	if n < 5 {
		return false
	}
	la, lb := utf8.RuneCountInString(a[at:]), utf8.RuneCountInString(b[at:])
	first, _ := utf8.DecodeRuneInString(a)
	return (la+lb <= 1 || n >= 6 && la <= 3 && lb <= 3) && hasLetter([]rune(a)) && !isUnspaced(first)
}
