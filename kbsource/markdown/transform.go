package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headingAnchors gives headings without an id the one that GitHub and most
// site generators make of their text.
type headingAnchors struct{}

func (headingAnchors) Transform(root *ast.Document, reader text.Reader, _ parser.Context) {
	seen := map[string]int{}
	for heading := range nodes(root, ast.KindHeading) {
		if _, found := heading.AttributeString("id"); found {
			continue
		}
		slug := slugOf(plainText(heading, reader.Source()))
		if slug == "" {
			continue
		}
		n := seen[slug]
		if seen[slug]++; n > 0 {
			slug = fmt.Sprintf("%s-%d", slug, n)
		}
		heading.SetAttributeString("id", []byte(slug))
	}
}

// slugOf writes a heading in lower case, with "-" for spaces and without
// punctuation.
func slugOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// tableHeads takes the header off tables that have none: GFM makes one of any
// first row, and in a table of names and values that is a pair like the
// others. An empty header is left in its place, which says that there is none.
type tableHeads struct{}

func (tableHeads) Transform(root *ast.Document, reader text.Reader, _ parser.Context) {
	for table := range nodes(root, east.KindTable) {
		head, ok := table.FirstChild().(*east.TableHeader)
		if !ok || !isPairs(cellTexts(table, reader.Source())) {
			continue
		}
		row := east.NewTableRow(nil)
		for head.FirstChild() != nil {
			row.AppendChild(row, head.FirstChild())
		}
		for range row.ChildCount() {
			head.AppendChild(head, east.NewTableCell())
		}
		table.InsertAfter(table, head, row)
	}
}

// cell is what a table's cell says, and whether all of it is bold.
type cell struct {
	text string
	bold bool
}

// isPairs reports whether the first of several rows is a name and its value.
func isPairs(rows [][]cell) bool {
	if len(rows) < 2 || len(rows[0]) != 2 || rows[0][0].text == "" {
		return false
	}
	name, value := rows[0][0], rows[0][1]
	if isValue(value.text) && !strings.ContainsFunc(name.text, unicode.IsDigit) {
		return true
	}
	for _, row := range rows {
		if len(row) == 0 || !row[0].bold {
			return false
		}
	}
	return !value.bold && value.text != ""
}

// period is what stands over a column of figures: a year, "2025/26", "Q3 2026".
var period = regexp.MustCompile(`^(?:[A-Za-z]\d )?(?:19|20)\d\d(?:\s*[/–-]\s*\d{2,4})?$`)

// isValue reports whether a text is no name of a column: a number, an
// address, a sentence.
func isValue(s string) bool {
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	sentence := len(strings.Fields(s)) > 3 && strings.HasSuffix(s, ".")
	return digits > 0 && digits >= letters && !period.MatchString(s) || strings.Contains(s, "://") || strings.Contains(s, "@") || sentence
}

// cellTexts returns the cells of a table's rows, the header first.
func cellTexts(table ast.Node, source []byte) [][]cell {
	var rows [][]cell
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			strong, ok := c.FirstChild().(*ast.Emphasis)
			cells = append(cells, cell{plainText(c, source), ok && strong.Level == 2 && strong.NextSibling() == nil})
		}
		rows = append(rows, cells)
	}
	return rows
}

// nodes yields the nodes of a kind.
func nodes(root ast.Node, kind ast.NodeKind) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && n.Kind() == kind && !yield(n) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}

// plainText is what a node says without its markup.
func plainText(n ast.Node, source []byte) string {
	var out strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch t := n.(type) {
		case *ast.Text:
			if entering {
				out.Write(t.Segment.Value(source))
			}
		case *ast.String:
			if entering {
				out.Write(t.Value)
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(out.String())
}
