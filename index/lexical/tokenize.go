package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	words "github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"golang.org/x/text/unicode/norm"
)

// tokenizer cuts a text into words by Unicode's rules and, where a script
// does not space its words, into overlapping runs of two characters (Han,
// Kana, Hangul) or three (Thai and its neighbours).
type tokenizer struct{ words *words.UnicodeTokenizer }

func newTokenizer() tokenizer { return tokenizer{words.NewUnicodeTokenizer()} }

// maxTerm bounds a term, in bytes: what is longer is no word.
const maxTerm = 256

// Tokenize implements bleve's analysis.Tokenizer.
func (t tokenizer) Tokenize(text []byte) analysis.TokenStream {
	var tokens analysis.TokenStream
	for start := 0; start < len(text); {
		n, end := stretch(text, start)
		switch {
		case n > 0:
			tokens = grams(tokens, text, start, end, n)
		default:
			for _, token := range t.words.Tokenize(text[start:end]) {
				token.Start += start
				token.End += start
				tokens = appendParts(tokens, token)
			}
			tokens = appendIdentifiers(tokens, text, start, end)
		}
		start = end
	}
	for i, token := range tokens {
		token.Position = i + 1
	}
	return tokens
}

// appendParts appends a word, in parts where Unicode's rules leave together
// what people look for apart: ERR_KEY_EXPIRED, error:timeout, example.com.
// Numbers and versions stay whole.
func appendParts(tokens analysis.TokenStream, word *analysis.Token) analysis.TokenStream {
	term, from := word.Term, 0
	for i := 0; i <= len(term); i++ {
		if i < len(term) && !joint(term, i) {
			continue
		}
		if n := i - from; n > 0 && n <= maxTerm {
			tokens = append(tokens, &analysis.Token{Start: word.Start + from, End: word.Start + i, Term: term[from:i], Type: word.Type})
		}
		from = i + 1
	}
	return tokens
}

func joint(term []byte, i int) bool {
	switch term[i] {
	case ':', '_':
		return true
	case '.':
		return i == 0 || i+1 == len(term) || !digit(term[i-1]) || !digit(term[i+1])
	}
	return false
}

// stretch returns where the characters of one way of writing end, and how
// many of them make a term, 0 for spaced words. A zero-width non-joiner ends
// a stretch: in Persian it stands between a word and its endings.
func stretch(text []byte, start int) (n, end int) {
	first, size := utf8.DecodeRune(text[start:])
	n = gramSize(first)
	for end = start + size; end < len(text); end += size {
		var r rune
		r, size = utf8.DecodeRune(text[end:])
		if r == '\u200c' || gramSize(r) != n && !(n > 0 && unicode.IsMark(r)) {
			break
		}
	}
	return n, end
}

func gramSize(r rune) int {
	switch {
	case r < 0x0e00:
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul), r == 'ー', r == 'ｰ':
		return 2
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return 3
	}
	return 0
}

// grams appends the runs of n characters of a stretch, the whole of it if it
// is shorter.
func grams(tokens analysis.TokenStream, text []byte, start, end, n int) analysis.TokenStream {
	starts := make([]int, 0, end-start)
	for i := range string(text[start:end]) {
		starts = append(starts, start+i)
	}
	starts = append(starts, end)
	for i := 0; i == 0 || i+n < len(starts); i++ {
		stop := starts[min(i+n, len(starts)-1)]
		tokens = append(tokens, &analysis.Token{Start: starts[i], End: stop, Term: text[starts[i]:stop], Type: analysis.Ideographic})
	}
	if len(starts) == 3 && particle(string(text[starts[1]:end])) {
		tokens = append(tokens, &analysis.Token{Start: start, End: starts[1], Term: text[start:starts[1]], Type: analysis.Ideographic})
	}
	return tokens
}

// particle tells what Korean writes behind a noun; with one of a single
// syllable it makes a pair that no other form of the noun has.
func particle(syllable string) bool {
	switch syllable {
	case "은", "는", "이", "가", "을", "를", "의", "에", "도", "로", "와", "과", "만":
		return true
	}
	return false
}

// clean brings a word's characters into one form before words are compared:
// compatibility forms and full-width letters become plain, soft hyphens and
// zero-width characters go, and ё becomes е, which is how most people type it.
type clean struct{}

// Filter implements bleve's analysis.TokenFilter.
func (clean) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	kept := tokens[:0]
	for _, token := range tokens {
		if !ascii(token.Term) {
			token.Term = []byte(strings.Map(plain, norm.NFKC.String(string(token.Term))))
		}
		if len(token.Term) > 0 {
			kept = append(kept, token)
		}
	}
	return kept
}

func plain(r rune) rune {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return -1
	case 'ё':
		return 'е'
	case 'Ё':
		return 'Е'
	case '’', '‘', 'ʼ':
		return '\''
	}
	return r
}

// fold drops accents from stemmed Latin and Greek words, so that a question
// typed without them still finds its answer. Other scripts keep theirs: й is
// not и. Of some words the stemmers leave nothing: they are no terms.
type fold struct{}

// Filter implements bleve's analysis.TokenFilter.
func (fold) Filter(tokens analysis.TokenStream) analysis.TokenStream {
	kept := tokens[:0]
	for _, token := range tokens {
		if !ascii(token.Term) {
			token.Term = folded(token.Term)
		}
		if len(token.Term) > 0 {
			kept = append(kept, token)
		}
	}
	return kept
}

func folded(term []byte) []byte {
	out := make([]byte, 0, len(term))
	for _, r := range norm.NFC.String(string(term)) {
		if !unicode.In(r, unicode.Latin, unicode.Greek) {
			out = utf8.AppendRune(out, r)
			continue
		}
		switch r {
		case 'ß':
			out = append(out, "ss"...)
		case 'æ':
			out = append(out, "ae"...)
		case 'œ':
			out = append(out, "oe"...)
		case 'ø':
			out = append(out, 'o')
		case 'ł':
			out = append(out, 'l')
		case 'đ':
			out = append(out, 'd')
		case 'ı':
			out = append(out, 'i')
		case 'ς':
			out = append(out, "σ"...)
		default:
			for _, part := range norm.NFD.String(string(r)) {
				if !unicode.Is(unicode.Mn, part) {
					out = utf8.AppendRune(out, part)
				}
			}
		}
	}
	return out
}

func ascii(term []byte) bool {
	for _, b := range term {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
