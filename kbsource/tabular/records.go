package tabular

import (
	"fmt"
	"strings"
)

// record is a row of a CSV file.
type record struct {
	// line is the one that it begins on, from 1, and lines how many it takes.
	line, lines int
	fields      []string
	// odd says why the row cannot be read, "" for one that can.
	odd string
}

const (
	// maxTrusted is how many lines a quoted field may take although each of
	// them would be a row by itself, as after a quotation mark too many.
	maxTrusted = 20
	// maxLoose is how far the end of a field is looked for that has quotation
	// marks inside which are not doubled, in bytes.
	maxLoose = 16 << 10
	// maxLooseRows is how many rows may be odd before that is given up.
	maxLooseRows = 1000
)

// scanner cuts a CSV text into records. Where quotation marks are set wrongly
// it loses that row alone: the package encoding/csv takes all that follows a
// mark which is never closed as one field.
type scanner struct {
	rest string
	// line is the number of the next line.
	line int
	// comma separates fields; 0 in files of one column.
	comma byte
	// width is how many columns the first record names, 0 before it is read;
	// usual how many fields the last good record had.
	width, usual int
	odd          int
}

// next returns the next record that is not empty.
func (s *scanner) next() (record, bool) {
	s.skipBlank()
	if s.rest == "" {
		return record{}, false
	}
	fields, size, q := parseRecord(s.rest, s.comma, s.odd < maxLooseRows)
	if !s.trusts(fields, size, q) {
		return s.stray(), true
	}
	r := record{line: s.line, lines: 1 + strings.Count(strings.TrimSuffix(s.rest[:size], "\n"), "\n"), fields: withoutEmptyEnd(fields)}
	s.skip(size)
	switch {
	case s.width > 0 && len(r.fields) > s.width:
		r.odd = fmt.Sprintf("it has %d fields, and the first line names %d; put fields that hold a %s in quotation marks", len(r.fields), s.width, commaName(s.comma))
		s.odd++
	case s.width > 0:
		s.usual = len(fields)
	}
	return r, true
}

// trusts reports whether a record that was read may be one. A field of
// several lines may also be the end of a row with a quotation mark too many,
// and rows after it.
func (s *scanner) trusts(fields []string, size int, q quoting) bool {
	text := strings.TrimSuffix(s.rest[:size], "\n")
	lines := 1 + strings.Count(text, "\n")
	switch {
	case q == unclosed:
		return false
	case s.width == 0:
		return true
	case lines == 1:
		return q != loose || len(fields) >= s.usual
	case q == loose:
		return s.width > 1 && len(fields) == s.usual && !s.holdsRows(text)
	case s.width > 1 && (lines > maxTrusted || len(fields) > s.width):
		return !s.holdsRows(text)
	}
	return true
}

// holdsRows reports whether most lines after the first are rows by themselves.
func (s *scanner) holdsRows(text string) bool {
	text = text[len(firstLine(text)):]
	rows, lines := 0, 1+strings.Count(text, "\n")
	for text != "" {
		size, ok := s.row(text)
		if ok {
			rows += strings.Count(strings.TrimSuffix(text[:size], "\n"), "\n") + 1
		}
		text = text[size:]
	}
	return rows*2 > lines
}

// row reports whether a text surely begins with a row, and returns its size,
// else that of the first line.
func (s *scanner) row(text string) (size int, ok bool) {
	fields, size, q := parseRecord(text, s.comma, false)
	if q == clean && len(fields) == s.usual {
		return size, true
	}
	return len(firstLine(text)), false
}

// stray takes a line with a quotation mark that is not closed, and those after
// it that are no rows: they were part of the same field.
func (s *scanner) stray() record {
	r := record{line: s.line, odd: "a quotation mark in it is not closed; close it, or double it where it is part of the text"}
	s.odd++
	for r.lines = 0; s.rest != ""; r.lines++ {
		if r.lines > 0 {
			if _, ok := s.row(s.rest); ok || strings.TrimSpace(firstLine(s.rest)) == "" {
				break
			}
		}
		s.skip(len(firstLine(s.rest)))
	}
	return r
}

// skip goes on past a number of bytes.
func (s *scanner) skip(n int) {
	s.line += strings.Count(s.rest[:n], "\n")
	s.rest = s.rest[n:]
}

func (s *scanner) skipBlank() {
	for s.rest != "" {
		line := firstLine(s.rest)
		if strings.Trim(line, " \n") != "" {
			return
		}
		s.skip(len(line))
	}
}

// firstLine returns the first line with its end.
func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i+1]
	}
	return s
}

// quoting says how the quotation marks of a record are set.
type quoting int

const (
	// clean is as the format has it.
	clean quoting = iota
	// bare: marks stand in a field that is not quoted.
	bare
	// loose: marks inside a quoted field are not doubled.
	loose
	unclosed
)

// parseRecord reads the first record of a text and returns how many bytes it
// takes, its line end included. Only with tolerant are loose marks read.
func parseRecord(s string, comma byte, tolerant bool) (fields []string, size int, q quoting) {
	for {
		field, used, marks := parseField(s[size:], comma, tolerant)
		if marks == unclosed {
			return nil, 0, unclosed
		}
		q = max(q, marks)
		fields = append(fields, field)
		if size += used; size == len(s) {
			return fields, size, q
		}
		size++
		if s[size-1] == '\n' {
			return fields, size, q
		}
	}
}

// parseField reads a field up to the separator or line end behind it.
func parseField(s string, comma byte, tolerant bool) (field string, size int, q quoting) {
	i := len(s) - len(strings.TrimLeft(s, " "))
	if i == len(s) || s[i] != '"' {
		size = strings.IndexFunc(s, func(r rune) bool { return r == '\n' || r == rune(comma) && comma != 0 })
		if size < 0 {
			size = len(s)
		}
		if strings.Contains(s[:size], `"`) {
			return s[:size], size, bare
		}
		return s[:size], size, clean
	}
	var out strings.Builder
	limit := len(s)
	for i++; ; {
		at := strings.IndexByte(s[i:limit], '"')
		if at < 0 {
			return "", 0, unclosed
		}
		out.WriteString(s[i : i+at])
		i += at + 1
		end, ends := fieldEnd(s[i:], comma)
		switch {
		case strings.HasPrefix(s[i:], `"`):
			out.WriteByte('"')
			i++
		case ends:
			return out.String(), i + end, q
		case !tolerant:
			return "", 0, unclosed
		default:
			out.WriteByte('"')
			if q == clean {
				q, limit = loose, min(len(s), i+maxLoose)
			}
		}
		if i > limit {
			return "", 0, unclosed
		}
	}
}

// fieldEnd reports whether nothing but spaces stands before a separator or a
// line end, and how many.
func fieldEnd(s string, comma byte) (spaces int, ends bool) {
	spaces = len(s) - len(strings.TrimLeft(s, " "))
	return spaces, spaces == len(s) || s[spaces] == '\n' || s[spaces] == comma && comma != 0
}

// withoutEmptyEnd drops the empty fields at a record's end.
func withoutEmptyEnd(fields []string) []string {
	for len(fields) > 0 && strings.TrimSpace(fields[len(fields)-1]) == "" {
		fields = fields[:len(fields)-1]
	}
	return fields
}
