package document

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"footnote/internal/language"
)

// ParseTime reads dates as front matter, web pages and spreadsheets have them,
// zero when it cannot tell. Days without a time are taken as UTC. What may be
// read as the third of April or the fourth of March is not read.
func ParseTime(s string) time.Time {
	at, _ := parseTime(s)
	return at
}

// parseTime is ParseTime, and reports whether only a day was given.
func parseTime(s string) (at time.Time, day bool) {
	s = strings.Map(plainDigit, CleanLine(s))
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -0700 MST",
		"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04 UTC", "2006/01/02 15:04:05", "2006/01/02 15:04", "02.01.2006 15:04:05", "02.01.2006 15:04",
		time.RFC1123Z, time.RFC1123,
	} {
		if at, err := time.Parse(layout, s); err == nil {
			return sensible(at.UTC()), false
		}
	}
	if at := unixTime(s); !at.IsZero() {
		return at, false
	}
	return sensible(parseDay(s)), true
}

// sensible drops times that no article was written at or ends at.
func sensible(at time.Time) time.Time {
	if at.Year() <= 1900 || at.Year() >= 3000 {
		return time.Time{}
	}
	return at
}

// plainDigit returns the digit 0…9 that a digit of another script stands for.
func plainDigit(r rune) rune {
	if r > unicode.MaxASCII && unicode.IsDigit(r) && r&0xf <= 9 {
		return '0' + r&0xf // Arabic, Thai and full-width digits begin at …0
	}
	return r
}

// unixTime reads seconds and milliseconds since 1970, as exports have them.
func unixTime(s string) time.Time {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 0:
	case len(s) == 10:
		return time.Unix(n, 0).UTC()
	case len(s) == 13:
		return time.UnixMilli(n).UTC()
	}
	return time.Time{}
}

// parseDay reads a day: 2026-03-14, 14.3.2026, 14/3/2026, 20260314,
// 2026年3月14日, "March 14th, 2026", "14 марта 2026 г.".
func parseDay(s string) time.Time {
	if at, err := time.Parse("20060102", s); err == nil {
		return at
	}
	tokens := dayTokens(s)
	if len(tokens) > 0 && strings.HasSuffix(tokens[0], "day") && strings.Contains(s, ",") {
		tokens = tokens[1:]
	}
	var numbers []string
	month := 0
	for _, token := range tokens {
		switch named := language.Month(token); {
		case unicode.IsDigit(rune(token[0])):
			numbers = append(numbers, token)
		case named > 0 && month == 0:
			month = named
		case !aroundDates[token]:
			return time.Time{}
		}
	}
	switch {
	case month > 0 && len(numbers) == 2:
		return dayOf(numbers, month)
	case month == 0 && len(numbers) == 3 && len(numbers) == len(tokens)-len(eastern(tokens)):
		return dayOfNumbers(numbers, s)
	}
	return time.Time{}
}

// aroundDates are words that stand in written dates and say nothing.
var aroundDates = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq("of the st nd rd th de del of den der le er г года год году о r 年 月 日 년 월 일 พ ศ") {
		words[word] = true
	}
	return words
}()

// eastern returns the marks of year, month and day among tokens.
func eastern(tokens []string) []string {
	var marks []string
	for _, token := range tokens {
		if strings.Contains("年月日년월일", token) {
			marks = append(marks, token)
		}
	}
	return marks
}

// dayTokens cuts a date into its numbers and words, in lower case.
func dayTokens(s string) []string {
	var tokens []string
	kind, start := 0, 0
	s = strings.ToLower(s)
	for i, r := range s + " " {
		now := 0
		switch {
		case unicode.IsDigit(r):
			now = 1
		case unicode.IsLetter(r) || unicode.IsMark(r):
			now = 2
		}
		if now != kind {
			if kind != 0 {
				tokens = append(tokens, s[start:i])
			}
			kind, start = now, i
		}
	}
	return tokens
}

// dayOf makes a day of a named month: one of the numbers is the year.
func dayOf(numbers []string, month int) time.Time {
	if len(numbers[0]) == 4 {
		return date(numbers[0], month, numbers[1])
	}
	return date(numbers[1], month, numbers[0])
}

// dayOfNumbers makes a day of three numbers. Where the year comes last, a full
// stop says that the day comes first, and otherwise only a number past twelve
// does.
func dayOfNumbers(n []string, s string) time.Time {
	if len(n[0]) == 4 {
		month, _ := strconv.Atoi(n[1])
		return date(n[0], month, n[2])
	}
	first, _ := strconv.Atoi(n[0])
	second, _ := strconv.Atoi(n[1])
	switch {
	case len(n[2]) != 4:
	case strings.Contains(s, "."), first > 12, first == second:
		return date(n[2], second, n[0])
	case second > 12:
		return date(n[2], first, n[1])
	}
	return time.Time{}
}

// buddhist is how far the years of the Thai calendar are ahead.
const buddhist = 543

func date(year string, month int, day string) time.Time {
	y, _ := strconv.Atoi(year)
	d, _ := strconv.Atoi(day)
	if y > 2400 && y < 2700 {
		y -= buddhist
	}
	at := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if len(year) != 4 || at.Day() != d || int(at.Month()) != month {
		return time.Time{} // the 31st of June
	}
	return at
}
