package language

import (
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// hanOnly returns the language that Chinese characters without kana are surely
// of: one that the character sets of the other do not have. It is "" where
// both have all, or each lacks some.
func hanOnly(text []rune) string {
	var seen []rune
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			seen = append(seen, r)
		}
	}
	isJapanese := has(seen, japanese.ShiftJIS)
	isChinese := has(seen, simplifiedchinese.HZGB2312) || has(seen, traditionalchinese.Big5)
	switch {
	case isChinese && !isJapanese:
		return "zh"
	case isJapanese && !isChinese:
		return "ja"
	}
	return ""
}

// has reports whether a character set has all of the characters.
func has(text []rune, set encoding.Encoding) bool {
	_, err := set.NewEncoder().String(string(text))
	return err == nil
}
