package tabular

import (
	"regexp"
	"strings"
)

// separatorLine is what Excel writes over a table to name its separator.
var separatorLine = regexp.MustCompile(`^(?i:"?sep=(.)"?)[ \t]*(?:\n|$)`)

// open starts a scanner on a CSV text behind its separator line, if it has
// one, and finds out what separates the fields.
func open(text string) *scanner {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	s := &scanner{rest: text, line: 1}
	if m := separatorLine.FindStringSubmatch(text); m != nil && m[1][0] < 0x80 {
		s.skip(len(m[0]))
		s.comma = m[1][0]
	} else {
		s.comma = separator(text)
	}
	return s
}

// separators are what may stand between fields, the usual one first.
const separators = ",;\t|"

// separator finds out what separates the fields: that by which the first line
// names the most columns that are known, else what it has most of. A first
// line without any says that there is one column.
func separator(text string) byte {
	text = strings.TrimLeft(text, "\n ")
	best, most := byte(0), 0
	for _, c := range []byte(separators) {
		fields, _, _ := parseRecord(text, c, true)
		if score := len(fields) + 1000*known(fields); len(fields) > 1 && score > most {
			best, most = c, score
		}
	}
	return best
}

// known counts the names of fields.
func known(names []string) int {
	n := 0
	for _, field := range columnsOf(names) {
		if field != "" {
			n++
		}
	}
	return n
}

func commaName(comma byte) string {
	switch comma {
	case ';':
		return "semicolon"
	case '\t':
		return "tab"
	case '|':
		return "bar"
	}
	return "comma"
}
