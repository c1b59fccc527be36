package lexical

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
)

// identifier marks a token that is a whole code, file name, path, version,
// flag or address: ERR_KEY_EXPIRED, /etc/nginx.conf, v1.2.3, --data. It is a
// term beside those of its parts and no stemmer sees it.
const identifier analysis.TokenType = 1 << 8

// maxIdentifier bounds an identifier, in bytes: nobody types longer ones.
const maxIdentifier = 64

// appendIdentifiers appends the identifiers of a stretch of spaced text. Of
// one with parts that are identifiers themselves, such as the file name of a
// path, the parts follow the whole.
func appendIdentifiers(tokens analysis.TokenStream, text []byte, start, end int) analysis.TokenStream {
	for i := start; i < end; {
		from, joined := i, false
		for i < end {
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(text[i:end])
			}
			if joins(r) {
				joined = true
			} else if !inWord(r) {
				break
			}
			i += size
		}
		if joined {
			tokens = appendIdentifier(tokens, text, from, i)
		}
		for i < end { // to the next word
			r, size := utf8.DecodeRune(text[i:end])
			if joins(r) || inWord(r) {
				break
			}
			i += size
		}
	}
	return tokens
}

func appendIdentifier(tokens analysis.TokenStream, text []byte, from, to int) analysis.TokenStream {
	add := func(from, to int) {
		if term := identified(text[from:to]); term != nil {
			tokens = append(tokens, &analysis.Token{Start: from, End: to, Term: term, Type: identifier})
		}
	}
	add(from, to)
	part := from
	for i := from; i <= to; i++ {
		if i < to && bytes.IndexByte([]byte(`/\:@=`), text[i]) < 0 {
			continue
		}
		if part > from || i < to {
			add(part, i)
		}
		part = i + 1
	}
	// What is written v1.2.3 is asked for as 1.2.3.
	if version := bytes.TrimRight(text[from:to], "."); len(version) > 3 && version[0]|0x20 == 'v' && numbers(version[1:]) {
		tokens = append(tokens, &analysis.Token{Start: from + 1, End: from + len(version), Term: bytes.Clone(version[1:]), Type: identifier})
	}
	return tokens
}

// identified returns the term of an identifier, nil if it is none. Case,
// hyphens and underscores do not count: E-4012 is also typed E4012.
func identified(run []byte) []byte {
	if letterWithSign(run) {
		return bytes.ToLower(run)
	}
	run = bytes.TrimRight(run, `.:/\-+#=~@_`)
	flag := len(run) > 2 && run[0] == '-' && run[1] == '-' && run[2] != '-'
	path := len(run) > 1 && run[0] != '-' && bytes.IndexByte(run[:2], '/') >= 0
	run = bytes.TrimLeft(run, `.:/\-+#=~@_`)
	if len(run) == 0 || len(run) > maxIdentifier || !flag && !code(run, path) {
		return nil
	}
	term := make([]byte, 0, len(run)+2)
	if flag {
		term = append(term, "--"...)
	}
	for _, c := range bytes.ToLower(run) {
		if c != '-' && c != '_' {
			term = append(term, c)
		}
	}
	return term
}

// code tells identifiers from words that are written together, like sign-in,
// ext2/ext3/ext4 and 3.14, which is a term already. path says that the run
// begins with /etc/, ./ or ~/, or is I/O.
func code(run []byte, path bool) bool {
	digits, slashes, others := false, false, false
	for i, c := range run {
		switch {
		case digit(c):
			digits = true
		case c == '_' || c == '@' || c == '\\':
			return true
		case c == '/':
			slashes = true
		case c == '.':
			switch before, after := run[i-1], run[i+1]; {
			case digit(before) && digit(after):
			case digit(before) || digit(after) || joins(rune(before)) || joins(rune(after)):
				others = true
			default:
				return true
			}
		case joins(rune(c)):
			others = true
		}
	}
	return path && slashes || digits && others
}

// letterWithSign tells C++ and C#.
func letterWithSign(run []byte) bool {
	if len(run) < 2 || len(run) > 3 || run[0]|0x20 < 'a' || run[0]|0x20 > 'z' {
		return false
	}
	return string(run[1:]) == "++" || string(run[1:]) == "#"
}

// joins tells what holds the parts of an identifier together.
func joins(r rune) bool {
	switch r {
	case '_', '-', '.', '/', '\\', ':', '@', '+', '#', '=', '~':
		return true
	}
	return false
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// numbers tells 1.2.3.
func numbers(run []byte) bool {
	for _, c := range run {
		if c != '.' && !digit(c) {
			return false
		}
	}
	return digit(run[0])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }
