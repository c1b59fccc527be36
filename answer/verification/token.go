package verification

import (
	"strings"
	"unicode"
)

type kind uint8

const (
	word   kind = iota
	number      // value holds the normalized number
	code        // an identifier: letters with digits, an address, a path
	mark        // punctuation
)

// token is a piece of text with its place.
type token struct {
	kind kind
	// text is folded: lower case, ё as е, straight apostrophes.
	text string
	raw  string
	// value is a number's normalized form.
	value      string
	start, end int
}

// scan cuts text into tokens. Line ends are marks; other white space is
// skipped.
func scan(text string) []token {
	s := scanner{runes: []rune(text)}
	for s.pos < len(s.runes) {
		s.next()
	}
	return s.tokens
}

type scanner struct {
	runes  []rune
	pos    int
	tokens []token
}

func (s *scanner) add(k kind, end int) {
	raw := string(s.runes[s.pos:end])
	s.tokens = append(s.tokens, token{kind: k, text: fold(raw), raw: raw, start: s.pos, end: end})
	s.pos = end
}

func (s *scanner) next() {
	r := s.runes[s.pos]
	switch {
	case r == '\n':
		s.add(mark, s.pos+1)
	case unicode.IsSpace(r) || isInvisible(r):
		s.pos++
	case isAlnum(r):
		if end := s.address(); end > s.pos {
			s.add(code, end)
			return
		}
		if unicode.IsDigit(r) {
			s.number()
			return
		}
		s.word()
	default:
		s.add(mark, s.pos+1)
	}
}

// address returns the end of a URL, e-mail address, host or path at pos, or
// pos when there is none.
func (s *scanner) address() int {
	end, sign := s.pos, false
	for end < len(s.runes) && end-s.pos < 300 {
		r := s.runes[end]
		if !isAlnum(r) && !strings.ContainsRune("._-+@:/%?=&#~", r) {
			break
		}
		if r == '@' || r == '/' && end+1 < len(s.runes) && s.runes[end+1] == '/' {
			sign = true
		}
		end++
	}
	for end > s.pos && strings.ContainsRune(".:?-,", s.runes[end-1]) {
		end--
	}
	if text := string(s.runes[s.pos:end]); sign || strings.HasPrefix(strings.ToLower(text), "www.") {
		return end
	}
	return s.pos
}

// word reads a word. One that holds digits, underscores or inner dots is a
// code. Scripts without spaces give one token a character.
func (s *scanner) word() {
	end := s.pos + 1
	if isUnspaced(s.runes[s.pos]) {
		s.add(word, end)
		return
	}
	k := word
	for end < len(s.runes) {
		r := s.runes[end]
		switch {
		case isUnspaced(r):
			s.add(k, end)
			return
		case unicode.IsDigit(r) || r == '_':
			k = code
		case unicode.IsLetter(r) || unicode.IsMark(r):
		case strings.ContainsRune("'’", r) && s.letterAt(end+1):
		case r == '.' && s.letterAt(end+1) && s.letterAt(end+2) && end-s.pos > 1:
			k = code // config.yaml
		case strings.ContainsRune("-./", r) && end+1 < len(s.runes) && unicode.IsDigit(s.runes[end+1]):
			k = code // ISO-27001, TLS1.2, HTTP/2
		default:
			s.add(k, end)
			return
		}
		end++
	}
	s.add(k, end)
}

func (s *scanner) letterAt(i int) bool {
	return i < len(s.runes) && unicode.IsLetter(s.runes[i]) && !isUnspaced(s.runes[i])
}

func fold(text string) string {
	text = strings.ToLower(text)
	return foldReplacer.Replace(text)
}

var foldReplacer = strings.NewReplacer("ё", "е", "’", "'", "‘", "'", "\u00ad", "", "\u200b", "")

func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isInvisible(r rune) bool { return r == '\u00ad' || r == '\u200b' || r == '\ufeff' }

// isUnspaced tells scripts that write words without spaces between them.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer)
}
