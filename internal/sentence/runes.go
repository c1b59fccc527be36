package sentence

import (
	"strings"
	"unicode"
)

func isLineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

func isLineEndBetween(runes []rune) bool {
	for _, r := range runes {
		if isLineEnd(r) {
			return true
		}
	}
	return false
}

// isStop tells stops that can also stand inside a sentence.
func isStop(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '‼', '⁇', '⁈', '⁉', '؟', '։':
		return true
	}
	return false
}

// isHardStop tells stops that end a sentence wherever they stand.
func isHardStop(r rune) bool {
	switch r {
	case '。', '！', '？', '｡', '．', '۔', '।', '॥', '።', '។', '။':
		return true
	}
	return false
}

func isCloser(r rune) bool {
	return strings.ContainsRune(`"')]}»”’›」』）】》〉*_`+"`", r)
}

func isOpener(r rune) bool {
	return strings.ContainsRune(`"'([{«“„‘‹「『（【《〈*_¿¡`+"`", r)
}

func isBullet(r rune) bool {
	return strings.ContainsRune("•▪●◦‣∙■□➢", r)
}

// isWordRune tells what belongs to the word before a full stop, inner stops
// included ("e.g", "U.S").
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '.' || r == '-' || r == '№'
}

func isNumber(runes []rune) bool {
	for _, r := range runes {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
