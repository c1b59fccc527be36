// Package charset turns the bytes of a text file into text.
//
// Enters: a file's bytes. Leaves: its text, decoded by its byte order mark, as
// UTF-8, by what it declares or, where that is certain, by what it says in one
// encoding only. It must never hand on garbled text: bytes that may be several
// encodings are refused.
package charset

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"footnote/kbsource/document"
)

// Decode returns the text of a file that should be text. Only markup, HTML or
// XML, can declare its encoding. Errors say what to do.
func Decode(data []byte, markup bool) (string, error) {
	if text, found, err := byMark(data); found {
		return text, err
	}
	if text, ok := wide(data); ok {
		return text, nil
	}
	if i := bytes.IndexByte(data[:min(len(data), 8<<10)], 0); i >= 0 {
		return "", document.Fail(document.ErrBinary, "the name says text, but the bytes are binary (a zero byte at %d); give the file its right extension or remove it", i)
	}
	declared := ""
	if markup {
		declared = declaration(data)
	}
	if text, found, err := sevenBit(data, declared); found {
		return text, err
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	return decodeBytes(data, declared)
}

// decodeBytes decodes what is surely not UTF-8.
func decodeBytes(data []byte, declared string) (string, error) {
	found := detect(data)
	if text, ok := decodeAs(data, declared); ok {
		// Editors declare a Western encoding whatever they write.
		if len(found.certain) != 1 || !isWestern(declared) || isWestern(found.certain[0]) {
			return text, nil
		}
	}
	if len(found.certain) > 0 {
		if text, ok := decodeAs(data, found.certain[0]); ok {
			return text, nil
		}
	}
	return "", refuse(data, declared, found.possible)
}

// refuse says why bytes are not read: where they are no UTF-8, and what they
// may be instead.
func refuse(data []byte, declared string, possible []string) error {
	at := invalidAt(data)
	what := "its encoding cannot be told for certain"
	switch {
	case declared != "":
		what = "it is not the " + declared + " that it declares"
	case len(possible) > 0:
		what = "it may be " + strings.Join(possible[:min(len(possible), 4)], " or ")
	}
	return document.Fail(document.ErrInvalidEncoding, "byte %d (0x%02x, line %d) is not UTF-8, and %s; save the file as UTF-8",
		at, data[at], 1+bytes.Count(data[:at], []byte("\n")), what)
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

// marks are the byte order marks, the longer ones first.
var marks = []struct {
	mark     string
	name     string
	encoding encoding.Encoding
}{
	{"\xef\xbb\xbf", "UTF-8", encunicode.UTF8},
	{"\xff\xfe\x00\x00", "UTF-32", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", "UTF-32", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", "UTF-16", encunicode.UTF16(encunicode.LittleEndian, encunicode.IgnoreBOM)},
	{"\xfe\xff", "UTF-16", encunicode.UTF16(encunicode.BigEndian, encunicode.IgnoreBOM)},
}

// byMark decodes a file that begins with a byte order mark.
func byMark(data []byte) (text string, found bool, err error) {
	for _, m := range marks {
		rest, found := bytes.CutPrefix(data, []byte(m.mark))
		if !found {
			continue
		}
		text, ok := strict(m.encoding, rest)
		if !ok {
			return "", true, document.Fail(document.ErrInvalidEncoding, "it begins as %s and does not go on so; save the file as UTF-8", m.name)
		}
		return text, true, nil
	}
	return "", false, nil
}

// wide decodes UTF-16 without a mark: text in it has zero bytes, all of them
// at odd places or all at even ones.
func wide(data []byte) (string, bool) {
	sample := data[:min(len(data), 8<<10)]
	zeros := [2]int{}
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	high, low := zeros[0], zeros[1]
	if len(data)%2 != 0 || high > 0 == (low > 0) || (high+low)*5 < len(sample) {
		return "", false
	}
	order := encunicode.LittleEndian
	if high > 0 {
		order = encunicode.BigEndian
	}
	text, ok := strict(encunicode.UTF16(order, encunicode.IgnoreBOM), data)
	return text, ok && !strings.ContainsFunc(text, isControl)
}

// isControl reports whether a rune stands in programs and pictures alone.
func isControl(r rune) bool {
	return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", r) || r == 0x7f
}

var (
	xmlDeclaration = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)["']`)
	metaCharset    = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([\w:.-]+)`)
)

// declaration returns the encoding that a page declares, "" for none.
func declaration(data []byte) string {
	head := data[:min(len(data), 4<<10)]
	for _, form := range []*regexp.Regexp{xmlDeclaration, metaCharset} {
		if m := form.FindSubmatch(head); m != nil {
			return strings.ToLower(string(m[1]))
		}
	}
	return ""
}

// decodeAs decodes data by the name of an encoding.
func decodeAs(data []byte, name string) (string, bool) {
	if i := slices.IndexFunc(candidates, func(c candidate) bool { return c.name == name }); i >= 0 {
		return strict(candidates[i].encoding, data)
	}
	known, err := htmlindex.Get(name)
	if err != nil || known == encunicode.UTF8 || known == encoding.Replacement {
		return "", false
	}
	if canonical, err := htmlindex.Name(known); err != nil || strings.HasPrefix(canonical, "utf-16") {
		return "", false // the declaration itself is ASCII
	}
	return strict(known, data)
}

// strict decodes data if all of it is of that encoding.
func strict(e encoding.Encoding, data []byte) (string, bool) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.Contains(text, []byte("\uFFFD")) {
		return "", false
	}
	return string(text), !bytes.ContainsFunc(text, func(r rune) bool { return r >= 0x80 && r < 0xa0 || unicode.Is(unicode.Co, r) })
}

// sevenBit decodes encodings whose bytes are ASCII throughout, which would
// pass for UTF-8.
func sevenBit(data []byte, declared string) (text string, found bool, err error) {
	if bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return "", false, nil
	}
	var as encoding.Encoding
	switch {
	case declared == "hz-gb-2312" && bytes.Contains(data, []byte("~{")):
		as = simplifiedchinese.HZGB2312
	case bytes.Contains(data, []byte("\x1b$")), bytes.Contains(data, []byte("\x1b(")):
		as = japanese.ISO2022JP
	case declared == "utf-7" && bytes.IndexByte(data, '+') >= 0:
		as = encoding.Replacement
	default:
		return "", false, nil
	}
	if text, ok := strict(as, data); ok {
		return text, true, nil
	}
	return "", true, document.Fail(document.ErrInvalidEncoding, "it switches between character sets, as %s does, and cannot be read; save the file as UTF-8",
		document.Or(strings.ToUpper(declared), "ISO-2022"))
}
