package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/kbsource/document"
)

// Tables in plain text are drawn with bars or tabs, or have their cells one
// under the other. Lines that are none of these stay lines.

var (
	// border is a line that is drawn between the rows of a table.
	border = regexp.MustCompile(`^\s*[|+:=─━═│┃┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝ -]{3,}\s*$`)
	bars   = regexp.MustCompile(`\s*[|│┃║]\s*`)
	gaps   = regexp.MustCompile(` {2,}`)
)

// cell is a part of a line, with the columns of characters that it takes.
type cell struct {
	text       string
	start, end int
}

// table returns a chunk as a table, false where it is none.
func table(chunk string) (document.Table, bool) {
	var t document.Table
	var lines []string
	rules := map[int]bool{} // the number of lines above each border
	for line := range strings.Lines(strings.TrimRight(chunk, "\n")) {
		line = strings.TrimRight(line, " \t\n")
		if border.MatchString(line) {
			rules[len(lines)] = true
			continue
		}
		lines = append(lines, line)
	}
	rows := barred(lines)
	if rows == nil {
		rows = tabbed(lines)
	}
	if rows == nil {
		rows = aligned(lines)
	}
	for i, row := range rows {
		r := document.Row{Header: i == 0 && rules[1] && !rules[2]}
		for _, text := range row {
			r.Cells = append(r.Cells, document.TableCell{Text: text})
		}
		t.Rows = append(t.Rows, r)
	}
	return t, len(rows) > 0
}

// barred reads lines that all begin and end with a bar.
func barred(lines []string) [][]string {
	var rows [][]string
	for _, line := range lines {
		parts := bars.Split(strings.TrimSpace(line), -1)
		if n := len(parts); n < 4 || parts[0] != "" || parts[n-1] != "" || len(rows) > 0 && len(rows[0]) != n-2 {
			return nil
		}
		rows = append(rows, parts[1:len(parts)-1])
	}
	return atLeast(rows, 2)
}

// tabbed reads lines that have the same number of tabs inside.
func tabbed(lines []string) [][]string {
	var rows [][]string
	for _, line := range lines {
		parts := strings.Split(line, "\t")
		if len(parts) < 2 || parts[0] == "" || len(rows) > 0 && len(rows[0]) != len(parts) || isList(parts[0], line) {
			return nil
		}
		rows = append(rows, parts)
	}
	return atLeast(rows, 2)
}

// aligned reads lines whose parts stand in columns. Most lines have them all:
// two lines of three columns or more, or three of two.
func aligned(lines []string) [][]string {
	var full, all [][]cell
	for _, line := range lines {
		parts := cells(line)
		switch {
		case isList(parts[0].text, line):
			return nil
		case len(full) > 0 && len(parts) > len(full[0]):
			full = nil
			fallthrough
		case len(full) == 0 || len(parts) == len(full[0]):
			full = append(full, parts)
		}
		all = append(all, parts)
	}
	if len(full) < 2 || len(full)*2 < len(all) || len(full[0]) < 2 || len(full[0]) == 2 && len(full) < 3 || !areEven(full) {
		return nil
	}
	columns := columnsOf(full)
	if columns == nil {
		return nil
	}
	var rows [][]string
	for _, parts := range all {
		row := inColumns(parts, columns)
		if row == nil {
			return nil
		}
		rows = append(rows, row)
	}
	return rows
}

// areEven reports whether the parts of lines stand one under the other, at
// their left or at their right. The first of several may name the columns and
// be set in another way.
func areEven(lines [][]cell) bool {
	if len(lines) > 2 {
		lines = lines[1:]
	}
	for i, first := range lines[0] {
		left, right := true, true
		for _, line := range lines[1:] {
			left = left && line[i].start == first.start
			right = right && line[i].end == first.end
		}
		if !left && !right {
			return false
		}
	}
	return true
}

// columnsOf returns what the parts of lines take together, nil where that is
// not one beside the other.
func columnsOf(lines [][]cell) []cell {
	columns := slices.Clone(lines[0])
	for _, line := range lines[1:] {
		for i, c := range line {
			columns[i].start, columns[i].end = min(columns[i].start, c.start), max(columns[i].end, c.end)
		}
	}
	for i := range columns[1:] {
		if columns[i].end >= columns[i+1].start {
			return nil
		}
	}
	return columns
}

// inColumns returns the texts of a line by column, nil where a part lies in
// none or in two.
func inColumns(parts, columns []cell) []string {
	row := make([]string, len(columns))
	for _, c := range parts {
		in := -1
		for i, column := range columns {
			if c.start < column.end && column.start < c.end {
				if in >= 0 || row[i] != "" {
					return nil
				}
				in = i
			}
		}
		if in < 0 {
			return nil
		}
		row[in] = c.text
	}
	return row
}

func atLeast(rows [][]string, n int) [][]string {
	if len(rows) < n {
		return nil
	}
	return rows
}

// isList reports whether a line is an item, or a name with its value, rather
// than a row.
func isList(first, line string) bool {
	return document.ItemMark.MatchString(line) || strings.HasSuffix(strings.TrimSpace(first), ":")
}

// cells cuts a line where there are two spaces or more.
func cells(line string) []cell {
	var all []cell
	at := len(line) - len(strings.TrimLeft(line, " "))
	add := func(end int) {
		if at < end {
			start := utf8.RuneCountInString(line[:at])
			all = append(all, cell{line[at:end], start, start + utf8.RuneCountInString(line[at:end])})
		}
	}
	for _, gap := range gaps.FindAllStringIndex(line, -1) {
		add(gap[0])
		at = gap[1]
	}
	add(len(line))
	return all
}
