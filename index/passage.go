package index

import (
	"crypto/sha256"
	"math"
	"slices"

	"footnote/internal/catalog"
	"footnote/kbsource/document"
)

const (
	// targetWords is the length that passages tend to, maxWords the most
	// that one has.
	targetWords = 200
	maxWords    = 320
	// maxContext bounds the table header that a passage carries, in runes.
	maxContext = 400
)

// What a cut or a missing cut at a boundary costs, in the same currency as a
// passage's distance from the target length: one that is half as long costs
// 0.25. So two sections of 100 words under one parent become one passage,
// and two of them under the document itself stay apart.
const (
	forbidden     = 5.0 // between a heading and its text, a table's header and its first row
	cutSentence   = 0.15
	cutList       = 0.08
	cutTable      = 0.06
	cutParagraph  = 0.03
	cutIntroduced = 0.4 // between "as follows:" and what follows
	crossTopLevel = 0.8
	crossSecond   = 0.3
	crossDeeper   = 0.15
	secondLevel   = 2
)

// Split cuts a document into passages that follow its headings, paragraphs,
// lists and tables. Every visible character of the text is in exactly one
// passage; a heading is in the passage of the text that it heads. IDs and
// the document's id are left to the catalog.
func Split(doc document.Document, language string) []catalog.Passage {
	runes := []rune(doc.Text)
	pieces := units(runes, doc.Blocks)
	all := document.Units(doc.Text, doc.Blocks, language)
	passages := make([]catalog.Passage, 0, len(pieces)/2+1)
	start := 0
	for _, end := range boundaries(runes, pieces) {
		p := passage(runes, pieces[start:end])
		p.Ordinal = len(passages)
		p.Units = unitsOf(all, p)
		hash := sha256.Sum256([]byte(embeddingText(doc.Title, p)))
		p.EmbeddingHash = hash[:]
		passages = append(passages, p)
		start = end
	}
	return passages
}

// unitsOf packs the units that lie in a passage.
func unitsOf(all []document.Unit, p catalog.Passage) []byte {
	var in []document.Unit
	first := 0
	for i, u := range all {
		if u.End <= p.Start || u.Start >= p.End {
			continue
		}
		if len(in) == 0 {
			first = i
		}
		if u.Start < p.Start || u.End > p.End {
			u.Cells = nil
		}
		u.Start, u.End = max(u.Start, p.Start), min(u.End, p.End)
		in = append(in, u)
	}
	return document.EncodeUnits(in, first, p.Start)
}

func passage(runes []rune, of []unit) catalog.Passage {
	first, last := of[0], of[len(of)-1]
	p := catalog.Passage{
		Headings: headingPath(of),
		Page:     first.page,
		Start:    first.start,
		End:      last.end,
		Text:     string(runes[first.start:last.end]),
	}
	if first.kind == document.TableRow && first.header.End > 0 {
		header := runes[first.header.Start:first.header.End]
		start, end := trim(header, 0, min(len(header), maxContext))
		p.Context = string(header[start:end])
	}
	return p
}

// headingPath is what the units' own paths have in common. Headings count
// only where there is nothing else: an empty section's heading that leads a
// passage does not head it.
func headingPath(of []unit) []string {
	content := slices.DeleteFunc(slices.Clone(of), func(u unit) bool { return u.kind == document.Heading })
	if len(content) == 0 {
		content = of
	}
	path := content[0].headings
	for _, u := range content[1:] {
		path = path[:common(path, u.headings)]
	}
	return slices.Clone(path)
}

// common counts the headings that two paths share.
func common(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// boundaries chooses where passages end, as indexes into units, so that the
// sum of all costs is least.
func boundaries(runes []rune, all []unit) []int {
	n := len(all)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	cut, cross := boundaryCosts(runes, all)
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(1)
		words, crossed := 0, 0.0
		for start := end - 1; start >= 0; start-- {
			words += all[start].words
			if words > maxWords && start < end-1 {
				break
			}
			cost := best[start] + crossed + length(words)
			if start > 0 {
				cost += cut[start]
			}
			if cost < best[end] {
				best[end], from[end] = cost, start
			}
			crossed += cross[start]
		}
	}
	var ends []int
	for end := n; end > 0; end = from[end] {
		ends = append(ends, end)
	}
	slices.Reverse(ends)
	return ends
}

// length is the cost of a passage's length.
func length(words int) float64 {
	off := float64(words-targetWords) / targetWords
	return off * off
}

// boundaryCosts returns what it costs to cut before each unit, and what it
// costs not to.
func boundaryCosts(runes []rune, all []unit) (cut, cross []float64) {
	cut, cross = make([]float64, len(all)), make([]float64, len(all))
	headingsOnly := true // from here to the end of the document
	for i := len(all) - 1; i > 0; i-- {
		headingsOnly = headingsOnly && all[i].kind == document.Heading
		if headingsOnly {
			cut[i] = forbidden
			continue
		}
		cut[i], cross[i] = boundaryCost(runes, all[i-1], all[i])
	}
	return cut, cross
}

func boundaryCost(runes []rune, before, after unit) (cut, cross float64) {
	switch {
	case after.continues:
		return cutSentence, 0
	case before.kind == document.Heading, before.kind == document.TableHeader && after.kind == document.TableRow:
		return forbidden, 0
	case after.kind == document.Heading, !slices.Equal(before.headings, after.headings):
		level := min(common(before.headings, after.headings)+1, max(1, len(after.headings)))
		switch {
		case level < secondLevel:
			return 0, crossTopLevel
		case level == secondLevel:
			return 0, crossSecond
		}
		return 0, crossDeeper
	case runes[before.end-1] == ':' || runes[before.end-1] == '：':
		return cutIntroduced, 0
	case before.kind == document.ListItem && after.kind == document.ListItem:
		return cutList, 0
	case after.kind == document.TableRow:
		return cutTable, 0
	}
	return cutParagraph, 0
}
