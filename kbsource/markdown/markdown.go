// Package markdown reads Markdown and MDX.
//
// Enters: a file's text. Leaves: a Document with what its head says of it and
// the blocks of its body. Text is never dropped because it looks like markup
// that it is not.
package markdown

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"footnote/kbsource/document"
	"footnote/kbsource/html"
)

// Extract reads Markdown and MDX. It is turned into HTML and read as
// such: there raw HTML and Markdown that stand in one another, such as a
// table of tags with Markdown in its cells, are one tree.
func Extract(_ context.Context, f document.File) (document.Result, error) {
	doc, err := read(f.Document(), f.Text)
	return document.Result{Documents: []document.Document{doc}}, err
}

func read(doc document.Document, source string) (document.Document, error) {
	source = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(source)
	fields, source := frontMatter(source)
	doc.SetFields(fields)
	if strings.EqualFold(path.Ext(doc.Path), ".mdx") {
		source = withoutJSX(source)
	}
	source = withoutStruck(withoutDirectives(withHTMLTables(withoutIndentedBlocks(source))))
	if err := checkMarkdown(source); err != nil {
		return document.Document{}, err
	}
	var page bytes.Buffer
	// Only a page on the web has anchors to link to.
	if err := newMarkdown(doc.URL != "").Convert([]byte(source), &page); err != nil {
		return document.Document{}, fmt.Errorf("%w: read Markdown: %w", document.ErrBroken, err)
	}
	return html.Fragment(doc, page.String())
}

var (
	// reference is how the definition of a link's target starts.
	reference = regexp.MustCompile(`^[ \t>]*\[[^\]]+\]:`)
	// openers are the quotes and lists that a line opens.
	openers = regexp.MustCompile(`^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){` + strconv.Itoa(document.MaxNesting+1) + `}`)
)

// newBlock is how a line starts that does not go on with the paragraph above.
var newBlock = regexp.MustCompile(`^[ \t>]*(?:$|[|#]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[[^\]]+\]:)`)

// checkMarkdown refuses what takes goldmark minutes to read.
func checkMarkdown(source string) error {
	n, references, marks := 0, 0, 0
	for line := range strings.Lines(source) {
		n++
		if newBlock.MatchString(strings.TrimRight(line, " \t\n")) {
			marks = 0
		}
		if marks += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "["); marks > document.MaxMarks {
			return document.Fail(document.ErrTooLarge, "the paragraph at line %d has more than %d stars, underscores and brackets; split it", n, document.MaxMarks)
		}
		if len(line) > document.MaxNesting && openers.MatchString(line) && strings.Trim(line, "-* \t\n") != "" { // not a rule
			return document.Fail(document.ErrTooLarge, "line %d opens more than %d quotes and lists; simplify the file", n, document.MaxNesting)
		}
		if strings.Contains(line, "]:") && reference.MatchString(line) {
			references++
		}
	}
	if references > document.MaxReferences {
		return document.Fail(document.ErrTooLarge, "it defines %d link targets, and at most %d are read; split the file", references, document.MaxReferences)
	}
	return nil
}

// newMarkdown is CommonMark with the extensions that help centres use, and
// with anchors for all headings or only for those that name one. The boxes of
// a list of tasks are left as they are written, "[x]".
func newMarkdown(anchors bool) goldmark.Markdown {
	transformers := []util.PrioritizedValue{util.Prioritized(tableHeads{}, 1000)}
	if anchors {
		transformers = append(transformers, util.Prioritized(headingAnchors{}, 1000))
	}
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Footnote, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithHeadingAttribute(), parser.WithASTTransformers(transformers...)),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(rawHTML{}, 1))),
	)
}

// rawHTML renders the HTML inside Markdown. What only looks like a tag, such
// as the placeholder <PASSWORD>, becomes text.
type rawHTML struct{}

func (r rawHTML) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindRawHTML, r.inline)
	reg.Register(ast.KindHTMLBlock, r.block)
}

func (rawHTML) inline(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		var raw strings.Builder
		segments := n.(*ast.RawHTML).Segments
		for i := range segments.Len() {
			segment := segments.At(i)
			raw.Write(segment.Value(source))
		}
		_, _ = w.WriteString(html.EscapeUnknownTags(raw.String()))
	}
	return ast.WalkSkipChildren, nil
}

func (rawHTML) block(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		block := n.(*ast.HTMLBlock)
		var raw strings.Builder
		for i := range block.Lines().Len() {
			line := block.Lines().At(i)
			raw.Write(line.Value(source))
		}
		if block.HasClosure() {
			raw.Write(block.ClosureLine.Value(source))
		}
		_, _ = w.WriteString(html.EscapeUnknownTags(raw.String()))
	}
	return ast.WalkContinue, nil
}
