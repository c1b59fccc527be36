package index

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"footnote/internal/catalog"
	"footnote/internal/sentence"
	"footnote/kbsource/document"
)

const (
	// targetWords is the length that passages tend to, maxWords the most
	// that one has.
	targetWords = 200
	maxWords    = 320
)

// Split cuts a document into passages at the borders of its blocks; a block
// that is longer than a passage may be is cut between its units. Every visible
// character of the text is in exactly one passage, and what belongs together
// stays together (see belongs). IDs and the document's id are left to the
// catalog.
func Split(doc document.Document, language string) []catalog.Passage {
	s := newSplitter(doc, language)
	passages := make([]catalog.Passage, 0, len(s.pieces)/2+1)
	start := 0
	for _, end := range s.borders() {
		p := s.passage(doc.Title, s.pieces[start:end])
		p.Ordinal = len(passages)
		passages = append(passages, p)
		start = end
	}
	return passages
}

// splitter is a document that is being cut.
type splitter struct {
	runes  []rune
	blocks []document.Block
	units  []document.Unit
	pieces []piece
}

func newSplitter(doc document.Document, language string) *splitter {
	s := &splitter{runes: []rune(doc.Text), blocks: doc.Blocks}
	s.units = fitting(s.runes, document.Units(doc.Text, doc.Blocks, language))
	s.cutPieces()
	return s
}

func (s *splitter) passage(title string, of []piece) catalog.Passage {
	first, last := of[0], of[len(of)-1]
	p := catalog.Passage{
		Headings: headingPath(of),
		Page:     first.page,
		Start:    first.start,
		End:      last.end,
		Text:     string(s.runes[first.start:last.end]),
		Context:  s.context(first),
	}
	units := s.units[first.units.Start:last.units.End]
	p.Units = document.EncodeUnits(units, first.units.Start, p.Start)
	p.EmbeddingHash = embeddingHash(title, p, units)
	return p
}

// headingPath is what the pieces' own paths have in common. Headings count
// only where there is nothing else: an empty section's heading that leads a
// passage does not head it.
func headingPath(of []piece) []string {
	content := slices.DeleteFunc(slices.Clone(of), func(p piece) bool { return p.kind == document.Heading })
	if len(content) == 0 {
		content = of
	}
	path := content[0].headings
	for _, p := range content[1:] {
		path = path[:common(path, p.headings)]
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

// embeddingText is what stands for a passage in the vector index.
func embeddingText(title string, p catalog.Passage) string {
	var b strings.Builder
	for _, part := range []string{title, strings.Join(p.Headings, " > "), p.Context, p.Text} {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(part)
	}
	return b.String()
}

// embeddingHash is the key of a passage's vectors: the hash of the text that
// is embedded and of the borders of its units, each of which has a vector (see
// PartsEmbedder). Borders that sentence.Split would find in the text are left
// out: vectors made when parts were such sentences stay good, and most text is
// such. An embedder that makes no vectors of parts embeds the rest once more;
// a key of its own would be a second one in each passage for that one time.
func embeddingHash(title string, p catalog.Passage, units []document.Unit) []byte {
	key := []byte(embeddingText(title, p))
	if !areSentences(units, p.Start, sentence.Split(p.Text)) {
		key = append(key, 0)
		at := p.Start
		for _, u := range units {
			key = binary.AppendUvarint(key, uint64(u.Start-at))
			key = binary.AppendUvarint(key, uint64(u.End-u.Start))
			at = u.End
		}
	}
	hash := sha256.Sum256(key)
	return hash[:]
}

// areSentences reports whether units, counted from start, have the borders of
// sentences.
func areSentences(units []document.Unit, start int, sentences []sentence.Span) bool {
	return slices.EqualFunc(units, sentences, func(u document.Unit, s sentence.Span) bool {
		return u.Start-start == s.Start && u.End-start == s.End
	})
}
