package charset

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Detectors of encodings answer with the likeliest one, however unlikely it
// is. Here bytes count as an encoding only if all of them are of it, what they
// say is ordinary text of a language that is written in it, and no other
// encoding makes ordinary text of something else of them.

// candidate is an encoding that files are found in.
type candidate struct {
	name     string
	encoding encoding.Encoding
	// script reports whether text is in the encoding's own letters, plain
	// whether it is surely ordinary text in them.
	script, plain func(string) bool
}

var candidates = []candidate{
	{"windows-1252", charmap.Windows1252, isLatin, isPlainLatin},
	{"windows-1250", charmap.Windows1250, isLatin, isPlainLatin},
	{"windows-1254", charmap.Windows1254, isLatin, isPlainLatin},
	{"macintosh", charmap.Macintosh, isLatin, isPlainLatin},
	{"ibm850", charmap.CodePage850, isLatin, isPlainLatin},
	{"windows-1251", charmap.Windows1251, isCyrillic, isPlainCyrillic},
	{"koi8-r", charmap.KOI8R, isCyrillic, isPlainCyrillic},
	{"ibm866", charmap.CodePage866, isCyrillic, isPlainCyrillic},
	{"iso-8859-5", charmap.ISO8859_5, isCyrillic, isPlainCyrillic},
	{"x-mac-cyrillic", charmap.MacintoshCyrillic, isCyrillic, isPlainCyrillic},
	{"windows-1256", charmap.Windows1256, isArabic, isPlainArabic},
	{"iso-8859-6", charmap.ISO8859_6, isArabic, isPlainArabic},
	{"windows-874", charmap.Windows874, isThai, isPlainThai},
	{"shift_jis", japanese.ShiftJIS, isJapanese, isPlainJapanese},
	{"euc-jp", japanese.EUCJP, isJapanese, isPlainJapanese},
	{"gb18030", simplifiedchinese.GB18030, isChinese, isPlainSimplified},
	{"big5", traditionalchinese.Big5, isChinese, isPlainTraditional},
	{"euc-kr", korean.EUCKR, isKorean, isPlainKorean},
}

// isWestern reports whether a name is that of the encoding which is declared
// out of habit.
func isWestern(name string) bool {
	switch name {
	case "windows-1252", "iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii":
		return true
	}
	return false
}

// findings are the encodings that bytes may be in, the likelier ones first,
// and those of them that they surely are in: all of these say the same.
type findings struct{ possible, certain []string }

// detect looks at a sample of data.
func detect(data []byte) findings {
	sample := sampleOf(data)
	var found findings
	said := ""
	if damaged(sample) {
		return found
	}
	for _, c := range candidates {
		text, ok := strict(c.encoding, sample)
		if !ok || !c.script(text) {
			continue
		}
		found.possible = append(found.possible, c.name)
		if !c.plain(text) {
			continue
		}
		if said != "" && text != said {
			found.possible = slices.Concat(found.certain, []string{c.name})
			found.certain = nil
			return found // two readings
		}
		said = text
		found.certain = append(found.certain, c.name)
	}
	return found
}

const (
	// maxHead and maxSample bound what is looked at: the beginning, which
	// shows the language, and then lines that are not ASCII.
	maxHead, maxSample = 16 << 10, 64 << 10
)

// sampleOf returns whole lines of data. No encoding here has a line end
// within a character.
func sampleOf(data []byte) []byte {
	if len(data) <= maxSample {
		return data
	}
	var sample []byte
	for line := range bytes.Lines(data) {
		if len(sample)+len(line) > maxSample {
			if len(sample) == 0 {
				return data // a single line
			}
			break
		}
		if len(sample) < maxHead || bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line...)
		}
	}
	return sample
}

// damaged reports whether bytes are UTF-8 with a few wrong ones among them.
func damaged(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good > 3*bad
}

// signs are what is no letter and stands in text of all languages, and has a
// place in most encodings.
const signs = "«»„“”‚‘’‹›…–—•·№§°©®™€£¥±×÷½¼¾¿¡ºª²³µ¶†‡\u00a0\u00ad"

// only reports whether text is ASCII but for letters and signs, has some of
// these letters, and no sign stands between two letters.
func only(text string, isLetter func(rune) bool) bool {
	letters := 0
	prev, prevSign := rune(0), false
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case isLetter(r):
			letters++
		case !strings.ContainsRune(signs, r):
			return false
		}
		if prevSign && unicode.IsLetter(r) && !strings.ContainsRune("’·\u00ad–—", prev) {
			return false
		}
		prevSign = r >= utf8.RuneSelf && !isLetter(r) && (unicode.IsLetter(prev) || prevSign)
		prev = r
	}
	return letters > 0 || strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// share is which part of the runes of a kind are of another kind too.
func share(text string, of, are func(rune) bool) (part float64, count int) {
	n := 0
	for _, r := range text {
		if of(r) {
			count++
			if are(r) {
				n++
			}
		}
	}
	return float64(n) / float64(max(count, 1)), count
}

func in(set string) func(rune) bool { return func(r rune) bool { return strings.ContainsRune(set, r) } }

func within(tables ...*unicode.RangeTable) func(rune) bool {
	return func(r rune) bool { return unicode.In(r, tables...) }
}
