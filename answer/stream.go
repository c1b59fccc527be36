package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/internal/sentence"
)

// maxReplyRunes bounds what is read of a reply.
const maxReplyRunes = 12000

// cutter cuts a stream of text into sentences as they complete. A sentence is
// complete when the next one has begun: only then is it clear that the stop
// was one, and which citation marks belong to it.
type cutter struct {
	buffer string
	// thinking says that the model thinks aloud, which is nobody's answer.
	thinking bool
	read     int
}

// add takes a piece of the stream and returns the sentences that it
// completes.
func (c *cutter) add(delta string) []string {
	c.read += utf8.RuneCountInString(delta)
	c.buffer += delta
	c.dropThoughts()
	var out []string
	for {
		head, rest, ok := c.first()
		if !ok {
			return out
		}
		out = append(out, head)
		c.buffer = rest
	}
}

// cut is where in the stream the sentence begins that is not complete, in
// runes.
func (c *cutter) cut() int {
	return c.read - utf8.RuneCountInString(strings.TrimLeft(c.buffer, " \t\r\n"))
}

// rest returns what is left when the stream ends: its last sentences.
func (c *cutter) rest() []string {
	if c.thinking {
		return nil
	}
	out := withMarks(c.buffer)
	c.buffer = ""
	return out
}

// first takes the first sentence off the buffer when it is complete.
func (c *cutter) first() (head, rest string, ok bool) {
	spans := sentence.Split(c.buffer)
	if c.thinking || len(spans) < 2 {
		return "", "", false
	}
	runes := []rune(c.buffer)
	end := spans[0].End
	if marks := leadingMarks.FindString(string(runes[end:])); marks != "" {
		end += utf8.RuneCountInString(marks)
	}
	rest = string(runes[end:])
	if trimmed := strings.TrimSpace(rest); trimmed == "" || openMark.MatchString(trimmed) {
		return "", "", false // a mark may be on its way
	}
	return strings.TrimSpace(string(runes[:end])), rest, true
}

const (
	thoughtStart = "<think>"
	thoughtEnd   = "</think>"
)

func (c *cutter) dropThoughts() {
	for {
		if !c.thinking {
			i := strings.Index(c.buffer, thoughtStart)
			if i < 0 {
				return
			}
			j := strings.Index(c.buffer[i:], thoughtEnd)
			if j < 0 {
				c.thinking = true
				return
			}
			c.buffer = c.buffer[:i] + c.buffer[i+j+len(thoughtEnd):]
			continue
		}
		j := strings.Index(c.buffer, thoughtEnd)
		if j < 0 {
			return
		}
		i := strings.Index(c.buffer, thoughtStart)
		c.buffer = c.buffer[:max(i, 0)] + c.buffer[j+len(thoughtEnd):]
		c.thinking = false
	}
}

var (
	leadingMarks = regexp.MustCompile(`^[ \t]*(?:\[\d{1,3}(?:\s*,\s*\d{1,3})*\][ \t]*)+[.!?]?`)
	openMark     = regexp.MustCompile(`^\[[\d\s,]*$`)
	anyMark      = regexp.MustCompile(`\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]`)
	onlyMarks    = regexp.MustCompile(`^(?:\[\d{1,3}(?:\s*,\s*\d{1,3})*\]\s*)+[.]?$`)
)

// withMarks cuts a text into sentences; marks that stand between two belong
// to the first.
func withMarks(text string) []string {
	runes := []rune(text)
	var out []string
	for _, span := range sentence.Split(text) {
		part := string(runes[span.Start:span.End])
		marks := leadingMarks.FindString(part)
		if onlyMarks.MatchString(part) {
			marks = part
		}
		if marks != "" && len(out) > 0 {
			out[len(out)-1] += " " + strings.TrimSpace(marks)
			part = strings.TrimSpace(strings.TrimPrefix(part, marks))
		}
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// citedIn returns the numbers that a sentence cites, from 1 to n; others are
// ignored.
func citedIn(text string, n int) []int {
	var cited []int
	for _, m := range anyMark.FindAllStringSubmatch(text, -1) {
		for _, field := range strings.Split(m[1], ",") {
			number, err := strconv.Atoi(strings.TrimSpace(field))
			if err == nil && number >= 1 && number <= n && !slices.Contains(cited, number) {
				cited = append(cited, number)
			}
		}
	}
	return cited
}
