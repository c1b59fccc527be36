package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"footnote/kbsource/document"
)

// Some documentation generators take AsciiDoc's tables into Markdown, where
// cells may hold lists and reach over rows and columns:
//
//	[cols="1,2", options="header"]
//	|===
//	| Name | Meaning
//	.2+| spans two rows
//	| one
//	|===
var (
	blockTable   = regexp.MustCompile(`^([ \t]*)\|===[ \t]*$`)
	blockOptions = regexp.MustCompile(`^[ \t]*\[[^\]]*(?:cols|options|%header|%autowidth)[^\]]*\][ \t]*$`)
	blockColumns = regexp.MustCompile(`cols\s*=\s*"?([^"\]]*)"?`)
	blockCell    = regexp.MustCompile(`^[ \t]*(?:(\d+)?(?:\.(\d+))?\+)?[<^>.]*[a-z]?\|`)
)

// maxBlockTable bounds one table, in lines.
const maxBlockTable = 5000

// withHTMLTables turns such tables into HTML, in which Markdown is read.
func withHTMLTables(source string) string {
	if !strings.Contains(source, "|===") {
		return source
	}
	lines := strings.Split(source, "\n")
	var out []string
	fence := ""
	for i := 0; i < len(lines); i++ {
		mark := fenceMark(lines[i])
		switch {
		case fence != "" && strings.HasPrefix(mark, fence):
			fence = ""
		case fence == "" && mark != "":
			fence = mark
		}
		start := blockTable.FindStringSubmatch(lines[i])
		end := tableEnd(lines, i)
		if fence != "" || start == nil || end < 0 {
			out = append(out, lines[i])
			continue
		}
		options := ""
		if n := len(out); n > 0 && blockOptions.MatchString(out[n-1]) {
			options, out = out[n-1], out[:n-1]
		}
		out = append(out, htmlTable(start[1], options, lines[i+1:end])...)
		i = end
	}
	return strings.Join(out, "\n")
}

// tableEnd returns the line that closes the table opened at line i.
func tableEnd(lines []string, i int) int {
	for j := i + 1; j < min(len(lines), i+maxBlockTable); j++ {
		if blockTable.MatchString(lines[j]) {
			return j
		}
	}
	return -1
}

// spanCell is a cell and what it reaches over.
type spanCell struct {
	lines         []string
	columns, rows int
}

// htmlTable writes the lines of a table's inside as HTML.
func htmlTable(indent, options string, lines []string) []string {
	cells, first := blockCells(lines)
	columns := first
	if m := blockColumns.FindStringSubmatch(options); m != nil {
		columns = strings.Count(m[1], ",") + strings.Count(m[1], ";") + 1
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(m[1]), "*")); err == nil && strings.Contains(m[1], "*") {
			columns = n
		}
	}
	columns = min(max(columns, 1), document.MaxSpan)
	tag := "td"
	if strings.Contains(options, "header") {
		tag = "th"
	}
	out := []string{indent + "<table>"}
	taken := make([]int, columns) // rows that cells from above still take
	for len(cells) > 0 {
		out = append(out, indent+"<tr>")
		for column := 0; column < columns && len(cells) > 0; {
			if taken[column] > 0 {
				taken[column]--
				column++
				continue
			}
			c := cells[0]
			cells = cells[1:]
			out = append(out, fmt.Sprintf("%s<%s colspan=%d rowspan=%d>", indent, tag, c.columns, c.rows), "")
			out = append(out, c.lines...)
			out = append(out, "", indent+"</"+tag+">")
			for range c.columns {
				if column < columns {
					taken[column] = c.rows - 1
					column++
				}
			}
		}
		out = append(out, indent+"</tr>")
		tag = "td"
	}
	return append(out, indent+"</table>", "")
}

// blockCells reads the cells of a table, and how many its first line holds.
func blockCells(lines []string) (cells []spanCell, first int) {
	for _, line := range lines {
		m := blockCell.FindStringSubmatch(line)
		if m == nil {
			if n := len(cells); n > 0 {
				cells[n-1].lines = append(cells[n-1].lines, line)
			}
			continue
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		texts := strings.Split(outsideSpans(line[len(m[0]):], func(s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, `\|`, "&#124;"), "|", "\x00")
		}), "\x00")
		for i, text := range texts {
			c := spanCell{lines: []string{indent + strings.TrimSpace(text)}, columns: 1, rows: 1}
			if i == 0 {
				c.columns, c.rows = spanCount(m[1]), spanCount(m[2])
			}
			cells = append(cells, c)
		}
		if first == 0 {
			first = len(texts)
		}
	}
	return cells, first
}

func spanCount(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1
	}
	return min(max(n, 1), document.MaxSpan)
}
