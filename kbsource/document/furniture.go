package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/language"
)

// maxFurniture is how many words, and in scripts without spaces characters, a
// paragraph may have that is about the page alone.
const (
	maxFurniture      = 12
	maxFurnitureRunes = 80
)

// IsFurniture reports whether a paragraph is about the page rather than about
// what the page is about. It is strict: a paragraph that only begins like
// furniture ("Last updated firmware restores…") may be an answer.
func IsFurniture(text string) bool {
	if utf8.RuneCountInString(text) > maxFurnitureRunes || len(strings.Fields(text)) > maxFurniture {
		return false
	}
	text = strings.ToLower(CleanLine(text))
	if rights.MatchString(text) {
		return true
	}
	text = strings.TrimFunc(text, isOrnament)
	if votes.MatchString(text) || alone[strings.TrimRight(text, " :.…?？!،。")] {
		return true
	}
	if rest, found := afterLabel(text, dated); found && (rest == "" || isDate(rest)) {
		return true
	}
	if rest, found := afterLabel(text, updated); found && isDate(rest) {
		return true
	}
	if rest, found := afterLabel(text, asked); found {
		return len(strings.Fields(rest)) <= 4 && !strings.ContainsFunc(rest, unicode.IsDigit)
	}
	rest, found := afterLabel(text, pointers)
	return found && namesPage(rest)
}

// isOrnament reports whether a character only decorates.
func isOrnament(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.So, unicode.Sm) || strings.ContainsRune("«»‹›*_|•·#-–—", r)
}

// afterLabel returns what follows a label that the text begins with as a word.
func afterLabel(text string, labels []string) (rest string, found bool) {
	for _, label := range labels {
		rest, found := strings.CutPrefix(text, label)
		if !found {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(label)
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next) || IsDense(last) {
			return strings.TrimLeftFunc(rest, func(r rune) bool { return isOrnament(r) || strings.ContainsRune(":：?？؟.", r) }), true
		}
	}
	return "", false
}

// namesPage reports whether what a pointer points to may be the title of a page:
// it says nothing of its own.
func namesPage(s string) bool {
	return len(strings.Fields(s)) <= 8 && !strings.ContainsAny(s, ":：;.!?。") && !strings.ContainsFunc(s, unicode.IsDigit)
}

var (
	numericDate = regexp.MustCompile(`^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,? \d{1,2}:\d\d.{0,6})?$`)
	beforeDate  = regexp.MustCompile(`^(?:on|at|am|vom|den|le|el|il|em|op|w dniu|dnia|في|بتاريخ|เมื่อ)\s*[:：]?\s+`)
	afterDate   = regexp.MustCompile(`\s(?:by|von|par|por|da|door|przez)\s\S+(?:\s\S+)?$`)
	relative    = regexp.MustCompile(`^(?:today|yesterday|heute|gestern|aujourd'hui|hier|hoy|ayer|сегодня|вчера)$|` +
		`^(?:\d+|an?|one) \S+ ago$|^vor \d+ \S+$|^il y a \d+ \S+$|^hace \d+ \S+$|^há \d+ \S+$|^\d+ \S+ (?:fa|geleden|temu|назад|önce)$|^منذ \S+(?: \S+)?$|^\d+\s?\S{1,3}\s?(?:前|전)$|^\d+ \S+ที่แล้ว$`)
)

// isDate reports whether a text is a date and nothing else, but for who wrote
// on it.
func isDate(s string) bool {
	s = strings.TrimRight(afterDate.ReplaceAllString(s, ""), ". ")
	if relative.MatchString(s) {
		return true
	}
	s = beforeDate.ReplaceAllString(s, "")
	if at, _ := parseTime(s); !at.IsZero() || numericDate.MatchString(s) {
		return true
	}
	words := strings.Fields(s)
	return len(words) == 2 && language.Month(words[0]) > 0 && len(words[1]) == 4 && !strings.ContainsFunc(words[1], unicode.IsLetter)
}

var (
	// rights are those that a page reserves.
	rights = regexp.MustCompile(`^(?:copyright\s*(?:©|\(c\)|\d{4})|©|\(c\)\s*\d{4})`)
	votes  = regexp.MustCompile(`^\d+ (?:out )?of \d+ (?:people )?found this (?:article )?helpful$|^\d+ min(?:ute)?s?\.? read$`)
)

// phrases reads phrases that are separated by commas, by language.
func phrases(byLanguage map[string]string) []string {
	var all []string
	for _, list := range byLanguage {
		for phrase := range strings.SplitSeq(list, ",") {
			all = append(all, strings.TrimSpace(phrase))
		}
	}
	return all
}
