package markdown

import (
	"regexp"
	"strings"
)

// indentedBlock starts a block of MkDocs, whose content is indented by four
// spaces: !!! note "Title", ??? tip "Title", === "Tab".
var indentedBlock = regexp.MustCompile(`^([ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:[a-zA-Z][\w -]*?)?[ \t]*(?:"([^"]*)")?[ \t]*$`)

// maxIndentedBlocks is how deep such blocks may stand in one another.
const maxIndentedBlocks = 8

// withoutIndentedBlocks makes the titles of such blocks paragraphs and their
// content text; indented, Markdown would take it as code.
func withoutIndentedBlocks(source string) string {
	if !strings.Contains(source, "!!! ") && !strings.Contains(source, "??? ") && !strings.Contains(source, "???+ ") && !strings.Contains(source, `=== "`) {
		return source
	}
	var out strings.Builder
	var open []int // the indentation at which each block's content starts
	fence := ""
	for line := range strings.Lines(source) {
		blank := strings.TrimSpace(line) == ""
		indent := len(line) - len(strings.TrimLeft(line, " "))
		for fence == "" && !blank && len(open) > 0 && indent < open[len(open)-1] {
			open = open[:len(open)-1]
		}
		line = line[min(4*len(open), indent):]
		mark := fenceMark(line)
		switch {
		case fence != "" && strings.HasPrefix(mark, fence):
			fence = ""
		case fence == "" && mark != "":
			fence = mark
		case fence == "" && len(open) < maxIndentedBlocks:
			if m := indentedBlock.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
				open = append(open, indent+4)
				line = m[1] + m[2] + "\n\n"
			}
		}
		out.WriteString(line)
	}
	return out.String()
}
