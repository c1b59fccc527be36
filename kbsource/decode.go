package kbsource

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"footnote/kbsource/document"
)

// decodeText returns the text of a file that should be text: UTF-8, UTF-16
// with a byte order mark or, in HTML, what the page itself declares.
func decodeText(f Format, data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data)
	}
	if kind := binaryKind(data); kind != "" {
		return "", document.Fail(document.ErrBinary, "the name says text, but the bytes are %s; give the file its right extension or remove it", kind)
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if f.Name == "html" {
		if text, ok := decodeDeclared(data); ok {
			return text, nil
		}
	}
	at := invalidAt(data)
	return "", document.Fail(document.ErrInvalidEncoding, "byte %d (0x%02x, line %d) is not UTF-8; save the file as UTF-8",
		at, data[at], 1+bytes.Count(data[:at], []byte("\n")))
}

// decodeDeclared decodes a page by the character set that it declares.
func decodeDeclared(data []byte) (string, bool) {
	encoding, name, _ := charset.DetermineEncoding(data, "")
	if !bytes.Contains(bytes.ToLower(data[:min(len(data), 1024)]), []byte("charset")) || name == "utf-8" {
		return "", false
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil || bytes.Contains(text, []byte("\uFFFD")) {
		return "", false
	}
	return string(text), true
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func decodeUTF16(data []byte) (string, error) {
	if len(data)%2 != 0 {
		return "", document.Fail(document.ErrInvalidEncoding, "it starts as UTF-16 and has an odd number of bytes; save the file as UTF-8")
	}
	units := make([]uint16, 0, len(data)/2)
	high := 1 // little endian
	if data[0] == 0xfe {
		high = 0
	}
	for i := 2; i < len(data); i += 2 {
		units = append(units, uint16(data[i+high])<<8|uint16(data[i+1-high]))
	}
	runes := utf16.Decode(units)
	if at := slices.Index(runes, utf8.RuneError); at >= 0 {
		return "", document.Fail(document.ErrInvalidEncoding, "character %d is not UTF-16; save the file as UTF-8", at)
	}
	return string(runes), nil
}

// binaryKind names what data is when it is surely not text, else "".
func binaryKind(data []byte) string {
	for _, known := range []struct{ magic, kind string }{
		{"%PDF-", "a PDF"}, {"PK\x03\x04", "a ZIP archive or an office document"}, {"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"\x7fELF", "a program"}, {"\x1f\x8b", "compressed"},
		{"\xd0\xcf\x11\xe0", "an old office document"},
	} {
		if bytes.HasPrefix(data, []byte(known.magic)) {
			return known.kind
		}
	}
	if i := bytes.IndexByte(data[:min(len(data), 8<<10)], 0); i >= 0 {
		return fmt.Sprintf("binary (a zero byte at %d)", i)
	}
	return ""
}
