package use

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// spaceSymbol stands for a space inside pieces (U+2581).
const spaceSymbol = "\u2581"

// normalizer does what SentencePiece does to a text before cutting it: it
// replaces characters (nmt_nfkc: NFKC, control characters, kinds of spaces),
// puts a space in front, joins spaces and drops those at the ends.
type normalizer struct {
	// units is a double-array trie (darts-clone) from byte sequences to offsets
	// into replacements.
	units []uint32
	// replacements holds strings that end with a zero byte.
	replacements string
}

// Bits of a unit of the double array.
const (
	unitLeaf  = 1 << 8      // the node has a value
	unitLabel = 1<<31 | 255 // label; the high bit is set on values only
	unitValue = 1<<31 - 1   // value, on units that hold one
)

func unitOffset(u uint32) uint32 { return u >> 10 << (u & (1 << 9) >> 6) }

// normalize returns the text as the tokenizer wants it, spaces written as
// spaceSymbol; it is empty if nothing is left. Bytes that are not UTF-8 count
// as U+FFFD.
func (n *normalizer) normalize(text string) []byte {
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	for text != "" {
		p, used := n.prefix(text)
		if p != " " {
			break
		}
		text = text[used:]
	}
	if text == "" {
		return nil
	}
	out := make([]byte, 0, len(text)+len(text)/4+len(spaceSymbol))
	out = append(out, spaceSymbol...)
	afterSpace := true
	for text != "" {
		p, used := n.prefix(text)
		text = text[used:]
		if afterSpace {
			p = strings.TrimLeft(p, " ")
		}
		if p == "" {
			continue
		}
		for i := range len(p) {
			if p[i] == ' ' {
				out = append(out, spaceSymbol...)
			} else {
				out = append(out, p[i])
			}
		}
		afterSpace = p[len(p)-1] == ' '
	}
	for bytes.HasSuffix(out, []byte(spaceSymbol)) {
		out = out[:len(out)-len(spaceSymbol)]
	}
	return out
}

// prefix replaces the start of text, which is not empty: the longest sequence
// that the trie knows, else one character unchanged. It returns the
// replacement and how many bytes of text it stands for.
func (n *normalizer) prefix(text string) (replacement string, used int) {
	value := uint32(0)
	if len(n.units) > 0 {
		node := unitOffset(n.units[0])
		for i := range len(text) {
			c := uint32(text[i])
			node ^= c
			if int(node) >= len(n.units) {
				break
			}
			unit := n.units[node]
			if unit&unitLabel != c {
				break
			}
			node ^= unitOffset(unit)
			if unit&unitLeaf != 0 && int(node) < len(n.units) {
				used, value = i+1, n.units[node]&unitValue
			}
		}
	}
	if used == 0 || int(value) >= len(n.replacements) {
		_, used = utf8.DecodeRuneInString(text)
		return text[:used], used
	}
	r := n.replacements[value:]
	if end := strings.IndexByte(r, 0); end >= 0 {
		r = r[:end]
	}
	return r, used
}
