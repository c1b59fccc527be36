package verification

import (
	"strconv"
	"strings"
)

// date is a calendar date; a part that is not given is 0.
type date struct{ year, month, day int }

// numericDate reads 2024-05-03, 3.5.2024, 03/05/2024. Day and month of the
// slash form are ambiguous and kept in the order of day, month, except where
// only the other order makes sense.
func numericDate(text string) (date, bool) {
	for _, sep := range []string{"-", ".", "/"} {
		parts := strings.Split(text, sep)
		if len(parts) != 3 {
			continue
		}
		var n [3]int
		for i, p := range parts {
			v, err := strconv.Atoi(p)
			if err != nil || len(p) > 4 {
				return date{}, false
			}
			n[i] = v
		}
		d := date{year: n[2], month: n[1], day: n[0]}
		if len(parts[0]) == 4 {
			d = date{year: n[0], month: n[1], day: n[2]}
		} else if len(parts[2]) != 4 {
			return date{}, false
		}
		if d.month > 12 && d.day <= 12 {
			d.month, d.day = d.day, d.month
		}
		return d, d.year >= 1000 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 31
	}
	return date{}, false
}

// monthOf gives the month that a word names, 0 when none.
func monthOf(text string) int {
	text = strings.TrimSuffix(text, ".")
	if m, ok := months[text]; ok {
		return m
	}
	return 0
}

// dates finds dates in tokens and tells which tokens belong to them.
func dates(tokens []token) (found []placedDate, used map[int]bool) {
	used = map[int]bool{}
	for i, t := range tokens {
		switch {
		case t.kind == number:
			if d, ok := numericDate(t.value); ok {
				found = append(found, placedDate{date: d, start: t.start, end: t.end})
				used[i] = true
			}
		case t.kind == word && monthOf(t.text) > 0:
			if d, ok := around(tokens, i, used); ok {
				found = append(found, d)
			}
		}
	}
	for i := range found {
		at := lowerBound(len(tokens), func(j int) bool { return tokens[j].start >= found[i].start })
		if at > 0 {
			found[i].relation = relations[tokens[at-1].text]
		}
	}
	return found, used
}

type placedDate struct {
	date
	start, end int
	// relation says that it is before, until or after the date, by the word
	// before it.
	relation string
}

// relations are words before a date that say on which side of it.
var relations = table(`
	before: before until till by до vor bis avant jusqu'au antes hasta entro até voor tot przed do
	after: after since from starting после с nach seit ab après depuis dès después desde dopo dal após na vanaf sinds od po
`)

// around reads the day and year next to a month's name ("3. Mai 2024", "May 3,
// 2024", "мая 2024 года"). A name without either is no date: "may" is a verb.
func around(tokens []token, at int, used map[int]bool) (placedDate, bool) {
	d := placedDate{date: date{month: monthOf(tokens[at].text)}, start: tokens[at].start, end: tokens[at].end}
	before := at - 1
	for before >= 0 && (tokens[before].text == "." || tokens[before].text == "de" || tokens[before].text == "of") {
		before--
	}
	if before >= 0 && !used[before] {
		if n, ok := small(tokens[before], 1, 31); ok {
			d.day, d.start = n, tokens[before].start
			used[before] = true
		}
	}
	for after := at + 1; after < len(tokens) && after <= at+4; after++ {
		t := tokens[after]
		if t.text == "," || t.text == "." || t.text == "de" {
			continue
		}
		if n, ok := small(t, 1900, 2100); ok {
			d.year, d.end = n, t.end
			used[after] = true
			break
		}
		n, ok := small(t, 1, 31)
		if !ok || d.day != 0 {
			break
		}
		d.day, d.end = n, t.end
		used[after] = true
	}
	return d, d.day != 0 || d.year != 0
}

func small(t token, low, high int) (int, bool) {
	if t.kind != number {
		return 0, false
	}
	n, err := strconv.Atoi(t.value)
	return n, err == nil && n >= low && n <= high
}

// agrees tells whether what the claim gives of a date is the same in d.
func (d date) agrees(claim date) bool {
	return (claim.year == 0 || claim.year == d.year) &&
		(claim.month == 0 || claim.month == d.month) &&
		(claim.day == 0 || claim.day == d.day)
}
