package charset

import (
	"strings"
	"unicode"

	"footnote/internal/language"
)

// minLetters is how many letters show what language a text is in.
const minLetters = 60

// latin are the letters beyond ASCII of the languages that are told here.
// Names and loan words bring the same few letters into all Western ones.
var latin = map[string]string{
	"en": western, "de": western + "ß", "fr": western + "æœùÿ", "es": western, "it": western + "ìòù", "pt": western + "ãõ",
	"nl": western, "da": western + "æøå", "no": western + "æøåò", "sv": western + "åä", "fi": western + "åšž",
	"pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "ăâîşţ",
	"hr": "čćđšž", "sl": "čšž", "tr": "çğıöşüâîûi\u0307",
}

const western = "áàâäçéèêëíîïñóôöúûü"

func isLatin(text string) bool {
	return only(text, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// isPlainLatin reports whether text is in a language whose letters it keeps to.
func isPlainLatin(text string) bool {
	if _, letters := share(text, unicode.IsLetter, unicode.IsLetter); letters < minLetters {
		return false
	}
	if hasOddLetters(text) {
		return false
	}
	own, known := latin[language.Detect(text)]
	return known && !strings.ContainsFunc(strings.ToLower(text), func(r rune) bool {
		return r > unicode.MaxASCII && unicode.IsLetter(r) && !strings.ContainsRune(own, r)
	})
}

// hasOddLetters reports whether a letter beyond ASCII is a capital within a
// word or stands beside a digit.
func hasOddLetters(text string) bool {
	prev := rune(' ')
	for _, r := range text {
		high, before := r > unicode.MaxASCII && unicode.IsLetter(r), prev > unicode.MaxASCII && unicode.IsLetter(prev)
		if high && (unicode.IsUpper(r) && unicode.IsLower(prev) || unicode.IsDigit(prev)) || before && unicode.IsDigit(r) {
			return true
		}
		prev = r
	}
	return false
}
