package html

import (
	"strings"

	"golang.org/x/net/html"

	"footnote/kbsource/document"
)

const (
	// maxTags is how many elements a page may have besides those that format
	// text: one that becomes a block takes a hundred times the memory of its
	// tag.
	maxTags = 1 << 19
	// maxFormatting is how many formatting tags may be open at once, maxReopened
	// how many elements may come of opening them again in each block.
	maxFormatting = 256
	maxReopened   = 4 << 20
)

// formatting is an open formatting tag: its name, and all of it as written.
type formatting struct{ name, tag string }

// checkTags refuses what would grow out of bounds when it is parsed: too many
// tags, and formatting tags that are never closed. HTML opens these again in
// each block that follows, so that some kilobytes may become gigabytes.
func checkTags(source string) error {
	var open []formatting
	tags, reopened := 0, 0
	z := html.NewTokenizer(strings.NewReader(source))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.EndTagToken {
			continue
		}
		tag := formatting{tag: string(z.Raw())}
		tag.name = formattingName(tag.tag)
		switch {
		case tag.name == "":
			reopened += len(open)
			if kind == html.StartTagToken {
				tags++
			}
		case kind == html.EndTagToken:
			open = withoutLast(open, tag.name)
		case tag.name == "a":
			open = append(withoutLast(open, tag.name), tag)
		case count(open, tag) < 3: // HTML opens no more of a kind
			open = append(open, tag)
		}
		if tags > maxTags {
			return document.Fail(document.ErrTooLarge, "it has more than %d elements; split the file", maxTags)
		}
		if len(open) > maxFormatting || reopened > maxReopened {
			return document.Fail(document.ErrTooLarge, "its formatting tags, such as <b> and <font>, are not closed; close them")
		}
	}
	return nil
}

// formattingName returns the name of a start or end tag that formats text, ""
// for other tags.
func formattingName(tag string) string {
	tag = strings.TrimLeft(tag, "</")
	end := strings.IndexAny(tag, " \t\r\n\f/>")
	if end < 0 || end > len("strong") {
		return ""
	}
	switch name := strings.ToLower(tag[:end]); name {
	case "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u":
		return name
	}
	return ""
}

func withoutLast(open []formatting, name string) []formatting {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].name == name {
			return append(open[:i], open[i+1:]...)
		}
	}
	return open
}

func count(open []formatting, tag formatting) int {
	n := 0
	for _, f := range open {
		if f == tag {
			n++
		}
	}
	return n
}
