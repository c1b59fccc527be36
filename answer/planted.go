package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/internal/sentence"
	"footnote/kbsource/document"
	"footnote/retrieval"
)

// Articles and questions are data: what they say to the program that reads
// them is no part of what they say to people. Sentences that address it are
// blanked out of the evidence before anything looks at it, and left out of
// what is searched for a question. They are recognised by what such attempts
// have in common in each language, which is never all of them: what passes is
// still only quoted, or checked against what is quoted.

// turnEnds are the marks at which a message of a chat template ends: what
// follows is the article's again.
var turnEnds = regexp.MustCompile(`(?i)<\|?/?(?:im_end|end_of_turn|eot_id|end|s|eos)\|?>|\[/INST\]|</\s*(?:system|instructions?)\s*>`)

// withoutInstructions blanks the units of evidence that address the assistant,
// and leaves out passages that say nothing else, or whose article is called so.
// Offsets stay: a blank takes as many characters.
func withoutInstructions(evidence []retrieval.Evidence) []retrieval.Evidence {
	kept := make([]retrieval.Evidence, 0, len(evidence))
	for _, e := range evidence {
		if instructs(e.Document.Title) {
			continue
		}
		e.Passage.Headings = slices.DeleteFunc(slices.Clone(e.Passage.Headings), instructs)
		e.Passage.Context = blankInstructions(e.Passage.Context, plainUnits(e.Passage.Context))
		e.Units = withoutLeads(e.Units)
		if text := blankInstructions(e.Passage.Text, e.Units); text != e.Passage.Text {
			e.Passage.Text = text
			if !statesAnything(e) {
				continue
			}
		}
		kept = append(kept, e)
	}
	return kept
}

func instructs(text string) bool { return addressesAssistant(foldLookalikes(text)) }

// withoutLeads takes from units the words that they are said under where these
// address the assistant.
func withoutLeads(units []document.Unit) []document.Unit {
	units = slices.Clone(units)
	for i := range units {
		u := &units[i]
		if instructs(u.Lead) {
			u.Lead = ""
		}
		if slices.ContainsFunc(u.Cells, func(c document.UnitCell) bool { return instructs(c.Header) }) {
			u.Cells = slices.Clone(u.Cells)
			for j := range u.Cells {
				if instructs(u.Cells[j].Header) {
					u.Cells[j].Header = ""
				}
			}
		}
	}
	return units
}

// statesAnything reports whether a unit that says something is left of a
// passage.
func statesAnything(e retrieval.Evidence) bool {
	runes := []rune(e.Passage.Text)
	return slices.ContainsFunc(e.Units, func(u document.Unit) bool {
		return u.Kind.Stands() && countWords(string(runes[u.Start:u.End])) > 0
	})
}

// blankInstructions replaces what addresses the assistant by spaces: from the
// unit that does to the end of its line, or of the message that it forges.
func blankInstructions(text string, units []document.Unit) string {
	folded := foldLookalikes(text)
	if !addressesAssistant(folded) {
		return text
	}
	runes, seen := []rune(text), []rune(folded)
	for _, u := range units {
		if u.End > len(runes) || runes[u.Start] == ' ' {
			continue
		}
		part := string(seen[u.Start:u.End])
		if !addressesAssistant(part) {
			continue
		}
		end := max(lineEnd(seen, u.Start), u.End)
		if isLine(seen, u.Start, end) && countWords(part) <= headingWords {
			// What a heading of its own introduces goes with it.
			for end < len(seen) && seen[end] == '\n' {
				end++
			}
			end = lineEnd(seen, end)
		}
		for i := u.Start; i < end; i++ {
			if runes[i] != '\n' {
				runes[i] = ' '
			}
		}
	}
	return string(runes)
}

// plainUnits are the sentences and lines of a text of which nothing more is
// known.
func plainUnits(text string) []document.Unit { return document.PlainUnits(text, "") }

// headingWords is how long a line is at most that introduces the next.
const headingWords = 12

func isLine(runes []rune, start, end int) bool {
	return (start == 0 || runes[start-1] == '\n') && (end == len(runes) || runes[end] == '\n')
}

// lineEnd is the end of the line, or where a forged message in it ends.
func lineEnd(runes []rune, at int) int {
	end := at
	for end < len(runes) && runes[end] != '\n' {
		end++
	}
	line := string(runes[at:end])
	if marks := turnEnds.FindAllStringIndex(line, -1); marks != nil {
		return at + utf8.RuneCountInString(line[:marks[len(marks)-1][1]])
	}
	return end
}

// searchable returns what of a message is searched and answered: without what
// cannot be seen and what addresses the assistant. What would leave no words
// stays as it is, and is answered by the articles or not at all.
func searchable(message string) string {
	visible := visible(message)
	folded := foldLookalikes(visible)
	if !addressesAssistant(folded) {
		return visible
	}
	runes, seen := []rune(visible), []rune(folded)
	var kept strings.Builder
	told := false
	for _, span := range sentence.Split(visible) {
		text, part := string(runes[span.Start:span.End]), string(seen[span.Start:span.End])
		// What follows goes on with it, unless the customer asks something.
		switch {
		case addressesAssistant(part):
			told = true
			continue
		case told && !isQuestion(text):
			continue
		}
		told = false
		kept.WriteString(text + " ")
	}
	if left := strings.TrimSpace(kept.String()); hasWords(left) {
		return left
	}
	return visible
}

// visible leaves out characters that nobody sees: controls, marks of writing
// direction, tags, what is of no width.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Co) || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' {
			return -1
		}
		return r
	}, text)
}

// lookalikes are letters of other alphabets that pose as Latin ones.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'һ': 'h', 'ӏ': 'l', 'ո': 'n',
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'У': 'Y', 'Х': 'X', 'І': 'I',
	'α': 'a', 'ε': 'e', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'ɑ': 'a', 'ɡ': 'g', 'ı': 'i',
}

// foldLookalikes writes words that mix alphabets, and letters of other widths
// and styles, in the letters that they pose as, rune by rune.
func foldLookalikes(text string) string {
	plain := true
	for i := range len(text) {
		if text[i] >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return text
	}
	runes := []rune(text)
	for i, r := range runes {
		if r < 0xff00 && (r < 0x1d400 || r > 0x1d7ff) {
			continue
		}
		if c, n := utf8.DecodeRuneInString(norm.NFKC.String(string(r))); n > 0 && c < 0x80 {
			runes[i] = c
		}
	}
	for start := 0; start < len(runes); {
		end := start
		latin, other := false, false
		for end < len(runes) && unicode.IsLetter(runes[end]) {
			latin = latin || runes[end] < 0x80
			other = other || lookalikes[runes[end]] != 0
			end++
		}
		for i := start; latin && other && i < end; i++ {
			if c, ok := lookalikes[runes[i]]; ok {
				runes[i] = c
			}
		}
		start = end + 1
	}
	return string(runes)
}
